"""The ways in which tools turn a web page into plain text: what people paste, save and feed to a reader.

Each way takes the bytes of a page and gives its text. They differ in what they keep (a browser keeps everything that
shows, an extractor what it takes for the article and more) and in where they break lines: at every text node, at
blocks, at a fixed width, or where the source happens to have a break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import html as lxml_html  # type: ignore[import-untyped]

_UNSEEN = ("script", "style", "noscript", "template", "svg", "head")
_APART = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol figure table pre article section".split())
_BLOCK = _APART | frozenset(
    "address aside body"
    " center dd div dl dt fieldset figcaption footer form header hr html legend li main nav tr".split()
)
_BLANK = re.compile(r"[ \t\n\f\r]+")


def _tree(content: bytes) -> Any:
    """The tree of a page without what no tool shows."""
    tree = lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True))
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()
    return tree


def nodes(content: bytes) -> str:
    """Every text node on a line, the crudest way there is."""
    return "\n".join(text.strip() for text in _tree(content).itertext() if text.strip())


def content(content: bytes) -> str:
    """What ``text_content`` of lxml gives: the lines of the source, blocks run together where it has none."""
    return str(_tree(content).text_content())


def browser(content: bytes) -> str:
    """What a browser copies: a line for each block, a blank one around paragraphs, a tab between cells."""
    pieces: list[str] = []
    for piece in _shown(_tree(content)):
        if piece in {"\n", "\n\n"}:
            while pieces and not pieces[-1].strip(" "):
                pieces.pop()
            if pieces and pieces[-1] in {"\n", "\n\n"}:
                pieces[-1] = max(pieces[-1], piece, key=len)
                continue
            if pieces:
                pieces.append(piece)
        elif piece:
            pieces.append(piece.lstrip(" ") if not pieces or pieces[-1].startswith("\n") else piece)
    return re.sub(r" {2,}", " ", "".join(pieces)).strip()


def _shown(element: Any) -> Iterator[str]:
    """The text of an element and the breaks around its blocks."""
    tag = element.tag if isinstance(element.tag, str) else ""
    edge = "\n\n" if tag in _APART else "\n" if tag in _BLOCK or tag == "br" else ""
    yield edge
    yield _BLANK.sub(" ", element.text or "")
    for child in element:
        yield from _shown(child)
        yield _BLANK.sub(" ", child.tail or "")
    if tag in {"td", "th"}:
        yield "\t"
    if tag != "br":
        yield edge


def soup(content: bytes) -> str:
    """BeautifulSoup's ``get_text`` with a line break between strings, as scrapers write it."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(str(lxml_html.tostring(_tree(content), encoding="unicode")), "lxml").get_text("\n")


def paragraphs(content: bytes) -> str:
    """All paragraphs that jusText cuts a page into, those that it takes for boilerplate too."""
    import justext  # type: ignore[import-untyped]

    found = justext.justext(content, justext.get_stoplist("English"), encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in found)


def recall(content: bytes) -> str:
    """What trafilatura gives when asked to leave out as little as it can, comments too."""
    from trafilatura import extract

    return extract(content, favor_recall=True, include_comments=True) or ""


def baseline(content: bytes) -> str:
    """The fallback of trafilatura: the paragraphs of the page, or what its metadata gives as the body."""
    from trafilatura import baseline as fallback

    return str(fallback(content)[1])


def glued(content: bytes) -> str:
    """What ``html2txt`` of trafilatura gives: the whole page on one line, with nothing to tell where a line was."""
    from trafilatura import html2txt

    return str(html2txt(content))


def inscribed(content: bytes) -> str:
    """inscriptis: a rendering that keeps the columns of tables and lists."""
    from inscriptis import get_text

    return str(get_text(str(lxml_html.tostring(_tree(content), encoding="unicode"))))


def marked(content: bytes) -> str:
    """html2text: Markdown wrapped at 78 columns, links and pictures left out."""
    import html2text

    maker = html2text.HTML2Text()
    maker.ignore_links = maker.ignore_images = True
    return str(maker.handle(str(lxml_html.tostring(_tree(content), encoding="unicode"))))


def unwrapped(content: bytes) -> str:
    """html2text without wrapping and without the marks of emphasis."""
    import html2text

    maker = html2text.HTML2Text(bodywidth=0)
    maker.ignore_links = maker.ignore_images = maker.ignore_emphasis = True
    return str(maker.handle(str(lxml_html.tostring(_tree(content), encoding="unicode"))))


WAYS: dict[str, Callable[[bytes], str]] = {
    way.__name__: way
    for way in (nodes, browser, soup, paragraphs, recall, baseline, inscribed, marked, unwrapped, content, glued)
}
"""Every way by its name."""
UNLINED = frozenset({"content", "glued"})
"""The ways that lose lines: blocks run together, so that no reader of lines can tell them apart."""
