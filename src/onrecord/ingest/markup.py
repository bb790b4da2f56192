"""From HTML to rows: what a browser shows, block by block, with what the markup says of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.ingest.limits import MAX_ATTRIBUTE, MAX_DEPTH, MAX_TAGS
from onrecord.ingest.row import Hint, Row, word_count
from onrecord.model import Refused

Tree = Any
"""An element of lxml, which carries no types."""

_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math",
    "canvas", "audio", "video", "select", "datalist", "textarea", "input", "source", "track", "area",
    "map", "param",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
    "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})  # fmt: skip
_HINTS = {
    "h1": Hint.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Hint.HEADING),
    **dict.fromkeys(("figcaption", "caption"), Hint.CAPTION),
    **dict.fromkeys(("nav", "aside", "footer", "menu", "form", "button"), Hint.ASIDE),
}
_BLANK = re.compile(r"[ \t\n\f\r]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSHOWN = re.compile(
    r"(?:^|\s)(?:sr-only|screen-?reader(?:-text|-only)?|visually-?hidden|off-?screen|element-invisible|a11y-hidden)(?:$|\s)",
    re.IGNORECASE,
)
"""Names of classes for what is read aloud alone."""
_CARD_NODES = 40
"""The elements of an inline element that are looked at to see whether it is a card."""
_HEADLINE = 4
"""The fewest words of a headline among links; entries of menus are shorter."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?", re.IGNORECASE)
_FIRST_SHOWN = 0x20
_KEPT = "kept"
_SURROGATE = re.compile("[\x00\ud800-\udfff]")


@dataclass(slots=True)
class _Block:
    """The text of one block as it is gathered; ``linked`` counts the characters that are a link's, ``cuts`` are the
    pieces at which its links begin.
    """

    hints: list[Hint]
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    cuts: list[int] = field(default_factory=list)


def parse(html: str, name: str) -> Tree:
    """The tree of a page, scripts and styles taken out.

    Raises Refused where a page is nested or tagged beyond the limits: such a page is broken or hostile, and
    extraction would take minutes over it or fail in its depth.
    """
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    if html.count("<") > MAX_TAGS:
        raise Refused(f"{name}: more than {MAX_TAGS:,} tags; save the article alone")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_without_controls(html).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Refused(f"{name}: no article found; the HTML holds no text") from None
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise Refused(f"{name}: tags nested more than {MAX_DEPTH} deep; save the page again")
    for element in list(tree.iter("script")):
        if element.get("type") == "application/ld+json":
            element.tag = _KEPT
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for element in list(tree.iter(_KEPT)):
        element.tag = "script"
    for element in tree.iter():
        for key, value in element.items():
            if len(value) > MAX_ATTRIBUTE:
                del element.attrib[key]
    return tree


def _without_controls(html: str) -> str:
    """The page with a space for each control character, written or as a reference: XML's tools fail on them,
    and a browser shows nothing for them.
    """

    def shown(match: re.Match[str]) -> str:
        number = int(match[1], 16) if match[1] else int(match[2])
        return " " if number < _FIRST_SHOWN and chr(number) not in "\t\n\r" else match[0]

    return _REFERENCE.sub(shown, _CONTROL.sub(" ", html))


def rows(tree: Tree) -> list[Row]:
    """The rows that a browser would show, in order, white space as HTML has it; other characters untouched."""
    found: list[Row] = []
    gap = True
    for block in _blocks(tree):
        text = _shown(block.pieces)
        if not text:
            gap = True
            continue
        linked = block.linked * 10 >= block.size * 9
        apart = _headlines(block) if linked else []
        of_links = (Hint.LINK if apart or len(block.cuts) < 2 else Hint.MENU) if linked else None
        hint = next(iter(block.hints), of_links)
        for one in apart or [text]:
            found.append(Row(one, gap, hint))
            gap = False
    return found


def _shown(pieces: Iterable[str]) -> str:
    """Pieces as a browser shows them."""
    return _SURROGATE.sub("\ufffd", _BLANK.sub(" ", "".join(pieces))).strip()


def _headlines(block: _Block) -> list[str]:
    """The links of a block that has nothing else, where each is as long as a headline: other stories, set apart by
    style alone. None where there is one link, or a menu of short entries.
    """
    if len(block.cuts) < 2:
        return []
    ends = [*block.cuts[1:], len(block.pieces)]
    links = [_shown(block.pieces[start:end]) for start, end in zip(block.cuts, ends, strict=True)]
    alone = not _shown(block.pieces[: block.cuts[0]])
    return links if alone and all(word_count(link) >= _HEADLINE for link in links) else []


def _blocks(tree: Tree) -> Iterator[_Block]:
    """The blocks of a page in order, each followed by the cards in it; walks without recursion, so that no depth can
    break it.
    """
    from lxml import etree

    hints: list[Hint] = []
    links = 0
    skip: Tree | None = None
    card: Tree | None = None
    cards: list[_Block] = []
    block = around = _Block([])
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if skip is not None:
            if element is not skip or event == "start":
                continue
            skip = None
        elif event == "start":
            if tag in _UNSEEN or _is_hidden(element):
                skip = element
                continue
            if tag in _BLOCKS or tag == "br":
                yield from _closed(block, cards, card is not None)
                block = _Block(list(reversed(hints)))
            elif card is None and block.size and _is_card(element):
                hints.append(Hint.CARD)
                card, around, block = element, block, _Block(list(reversed(hints)))
            if tag in _HINTS:
                hints.append(_HINTS[tag])
                block.hints = list(reversed(hints))
            links += tag == "a"
            if tag == "a":
                block.cuts.append(len(block.pieces))
            _add(block, element.text, links)
            continue
        else:
            links -= tag == "a"
            if tag in _HINTS:
                hints.pop()
            if tag in _BLOCKS:
                yield from _closed(block, cards, card is not None)
                block = _Block(list(reversed(hints)))
            if element is card:
                hints.pop()
                cards.append(block)
                card, block = None, around
        _add(block, element.tail, links)
    yield from _closed(block, cards, False)


def _closed(block: _Block, cards: list[_Block], inside: bool) -> list[_Block]:
    """The blocks that are whole once this one is: it with the cards in it. Inside a card it waits among them."""
    whole = [] if inside else [block, *cards]
    cards[:] = [*cards, block] if inside else []
    return whole


def _add(block: _Block, text: str | None, links: int) -> None:
    """Put a piece of text into a block."""
    if text:
        block.pieces.append(text)
        size = len(text.strip())
        block.size += size
        block.linked += size if links > 0 else 0


def _is_hidden(element: Tree) -> bool:
    """Whether a browser shows nothing of an element."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_card(element: Tree) -> bool:
    """Whether an inline element is no part of the sentence that it stands in: what is read aloud alone, or a card
    with a picture and links that shows when it is pointed at.
    """
    named = element.get("class")
    if named is not None and _UNSHOWN.search(named):
        return True
    return _holds_card(element) and not any(
        _holds_card(child) for _, child in zip(range(_CARD_NODES), element, strict=False)
    )


def _holds_card(element: Tree) -> bool:
    """Whether a picture and two links stand in an element."""
    tags = [node.tag for _, node in zip(range(_CARD_NODES), element.iter(), strict=False)] if len(element) else []
    return "img" in tags and tags.count("a") >= 2 and element.tag != "a"
