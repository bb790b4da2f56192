"""HTML pages: the article, its metadata, and what a hostile page must not do."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import extract
from onrecord.ingest.markup import parse, rows
from onrecord.model import DateSource, Document, LineKind, Page, PartKind, Refused

PARAGRAPHS = (
    "The lake treaty will lapse in spring unless Orvia opens its sluices, Foreign Minister Ada Kell said on Monday.",
    "“We have waited for two\u00a0winters,” Kell told reporters in Tolm. “There will be no third.” 🕊️",
    "Orvia denied that the sluices were shut and called the deadline “theatre”. Its wardens said the same.",
    "The two states signed the treaty in 1994, after a war over the water of the lake that nobody had won.",
)
ARTICLE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Treaty on the lake will lapse in spring — Tolm Courier</title>
{head}
<style>p {{ color: red }}</style><script>var news = "Breaking: nothing.";</script></head>
<body>
<header><a href="/">Front page</a>
<nav><ul><li><a href="/l">Lake</a></li><li><a href="/m">Money</a></li></ul></nav></header>
<main><article>
<h1>Treaty on the lake will lapse in spring</h1>
<h2 class="dek">Orvia calls the deadline theatre and blames the wardens of the lake</h2>
<p class="byline">By Jon Varr</p>
<p><time datetime="2015-03-04T14:05:00Z">4 March 2015</time></p>
{body}
<figure><img src="/boats.jpg" alt="Boats"><figcaption>Boats wait for water on Sunday.</figcaption></figure>
<p class="more">READ MORE: <a href="/w">Wardens count empty boats on the lake</a></p>
</article></main>
<aside><h3>More from the lake</h3><ul><li><a href="/a">Wardens: Water Level Lowest Since the Treaty</a></li>
<li><a href="/b">No Third Winter Without Water - Tolm Mayor</a></li></ul></aside>
<footer><p>© 2015 Tolm Courier</p><p hidden>You see nothing of this.</p></footer>
</body></html>"""


def page(head: str = "", body: tuple[str, ...] = PARAGRAPHS) -> str:
    return ARTICLE.format(head=head, body="\n".join(f"<p>{paragraph}</p>" for paragraph in body))


def read(html: str | bytes, name: str = "page.html") -> Document:
    content = html if isinstance(html, bytes) else html.encode("utf-8")
    return extract(Page("0" * 16, name, "text/html", content))


def test_the_article_keeps_every_character_of_the_page() -> None:
    document = read(page())
    assert document.title == "Treaty on the lake will lapse in spring"
    deck = "Orvia calls the deadline theatre and blames the wardens of the lake"
    assert document.part(PartKind.STANDFIRST) == deck
    assert document.part(PartKind.BODY) == "\n\n".join(PARAGRAPHS)


def test_everything_else_that_shows_is_kept_apart() -> None:
    document = read(page())
    kinds = {line.text: line.kind for line in document.lines}
    assert kinds["By Jon Varr"] is LineKind.BYLINE
    assert kinds["4 March 2015"] is LineKind.DATE
    assert kinds["Boats wait for water on Sunday."] is LineKind.CAPTION
    assert kinds["READ MORE: Wardens count empty boats on the lake"] is LineKind.LINK
    assert kinds["Wardens: Water Level Lowest Since the Treaty"] is LineKind.RELATED
    assert kinds["No Third Winter Without Water - Tolm Mayor"] is LineKind.RELATED
    assert kinds["© 2015 Tolm Courier"] is LineKind.FURNITURE
    assert not any("Breaking" in text or "You see nothing" in text for text in kinds)


def test_dates_are_collected_from_everywhere() -> None:
    head = (
        '<meta property="article:published_time" content="2015-03-04T15:05:00+01:00">'
        '<link rel="canonical" href="https://courier.example/2015/03/04/lake">'
        '<script type="application/ld+json">{"@graph": ['
        '{"@type": ["NewsArticle"], "datePublished": "2015-03-04"}]}</script>'
    )
    found = {(date.source, date.text) for date in read(page(head)).dates}
    assert found == {
        (DateSource.METADATA, "2015-03-04"),
        (DateSource.METADATA, "2015-03-04T15:05:00+01:00"),
        (DateSource.METADATA, "2015-03-04T14:05:00Z"),
        (DateSource.URL, "2015/03/04"),
        (DateSource.LINE, "4 March 2015"),
    }


def test_a_declared_date_says_what_declares_it_and_a_change_is_known_as_one() -> None:
    head = (
        '<meta property="article:modified_time" content="2015-05-09T15:05:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2015-05-08"}</script>'
    )
    found = {date.text: date.place for date in read(page(head).replace("<p><time", "<p hidden><time")).dates}
    assert found["2015-05-09T15:05:00Z"] == "article:modified_time"
    assert found["2015-05-08"] == "JSON-LD dateModified"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="The Tolm Courier">', "The Tolm Courier"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Courier"}}</script>',
            "Courier",
        ),
        ("", "Tolm Courier"),
    ],
)
def test_the_outlet_is_what_the_page_declares(head: str, outlet: str) -> None:
    document = read(page(head))
    assert document.outlet is not None
    assert document.outlet.value == outlet
    assert outlet in document.outlet.why


def test_a_dateline_is_cut_off_in_html_too() -> None:
    document = read(page(body=(f"TOLM, March 4 (Lake Press) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:])))
    assert document.part(PartKind.BODY) == "\n\n".join(PARAGRAPHS)
    assert document.line(LineKind.DATELINE) == "TOLM, March 4 (Lake Press) -"


def test_metadata_that_no_text_may_hold_is_cleaned() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": "A\\ud800\\u0000B"}</script>'
    document = read(page(head))
    assert document.outlet is not None
    document.outlet.value.encode("utf-8")
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lake \\ud800\\u0000"}</script>'
    headless = page(head).replace("h1>", "p>").replace("h2", "p")
    read(headless).text.encode("utf-8")
    document = read(page(body=(*PARAGRAPHS, "The lake &#0; and the &#xD800; wardens of the lake met on Monday.")))
    document.text.encode("utf-8")
    assert "\0" not in document.text


def test_broken_metadata_is_passed_over() -> None:
    for broken in ("{", "[" * 100_000, '{"@type": 5, "publisher": [[]]}', '{"@type": "NewsArticle", "publisher": []}'):
        assert read(page(f'<script type="application/ld+json">{broken}</script>')).title


def test_line_breaks_divide_paragraphs() -> None:
    document = read(f"<html><body><div>{'<br><br>'.join(PARAGRAPHS)}</div></body></html>")
    assert document.part(PartKind.BODY) == "\n\n".join(PARAGRAPHS)


def test_unclosed_tags_do_no_harm() -> None:
    broken = page().replace("</p>", "").replace("</article>", "<b")
    assert PARAGRAPHS[0] in read(broken).text
    assert PARAGRAPHS[0] in read(page().partition("<figure>")[0] + "<p clas").text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><head><title>Talks</title></head></html>",
        "<html><body>" + "<p><a href='/x'>World news today</a></p>" * 50 + "</body></html>",
        "<html><body><p>This page needs JavaScript. Please enable JavaScript in your browser.</p></body></html>",
        "<!-- " + page(),
    ],
)
def test_html_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(Refused, match="no article found") as told:
        read(html)
    assert "\n" not in str(told.value)


STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
DEEP = 90_000
HOSTILE = {
    "nested": "<html><body>" + "<div>" * DEEP + STORY + "</div>" * DEEP,
    "nested inline": "<html><body>" + "<b><i>" * (DEEP // 2) + STORY,
    "many tags": "<html><body>" + "<p>a word" * 400_000,
    "many links": "<html><body>" + "<a href='/x'>World news</a> " * 40_000,
    "many blocks": "<html><body>" + "<div><span>World news</span><ul><li>x</li></ul></div>" * 15_000,
    "one paragraph": "<html><body><p>" + PARAGRAPHS[0] * 50_000,
    "one attribute": f"<html><body><p class='{'a' * 5_000_000}'>{PARAGRAPHS[0]}</p>{STORY}",
    "one comment": f"<html><body>{STORY}<!-- {'-' * 5_000_000}",
    "one script": f"<html><body><script>{'<' * 190_000}</script>{STORY}",
    "angles": "<html>" + "<" * 3_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_soon_in_an_article_or_one_line(name: str) -> None:
    began = time.process_time()
    try:
        assert read(HOSTILE[name]).text
    except Refused as told:
        assert "\n" not in str(told)
    assert time.process_time() - began < 15


def test_deep_nesting_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="nested more than 200 deep"):
        read(HOSTILE["nested"])


_TAGS = st.sampled_from(
    ("p", "div", "b", "a", "li", "ul", "br", "h1", "span", "figcaption", "nav", "script", "td", "pre")
)
_HTML = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_characters="<>&\0"), max_size=20),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", _TAGS, st.lists(inner, max_size=4)),
    max_leaves=20,
)


@settings(deadline=None)
@given(_HTML)
def test_whatever_the_markup_the_story_in_it_is_read(html: str) -> None:
    try:
        document = read(f"<html><body>{html}<article>{STORY}</article></body></html>")
    except Refused:
        return
    for part in document.parts:
        assert document.words(part.span).strip()
    for date in document.dates:
        assert date.span is None or document.words(date.span) == date.text


def test_headlines_that_style_alone_sets_apart_are_rows_of_their_own() -> None:
    aside = """<aside><h3>Related</h3><a href="/a">Kell: I will row to the dam myself</a><a href="/b">Wardens
    <b>call</b> for early thaw</a></aside><div>See also <a href="/c">the wardens' own long report</a>
    <a href="/d">and one of the mayors of the lake</a></div>
    <nav><a href="/">Front</a> <a href="/lake">The lake today</a></nav>"""
    document = read(page().replace("</body>", f"{aside}</body>"))
    lines = {line.text: line.kind for line in document.lines}
    assert lines["Kell: I will row to the dam myself"] is LineKind.RELATED
    assert lines["Wardens call for early thaw"] is LineKind.RELATED
    # Links within a sentence, and entries of a menu, stay in their row.
    assert "See also the wardens' own long report and one of the mayors of the lake" in lines
    assert "Front The lake today" in lines


def test_rows_show_what_a_browser_shows() -> None:
    tree = parse("<body><p>One <b>two</b>\n three</p>four<br>five<table><tr><td>six<td>seven</table>", "page.html")
    assert [row.text for row in rows(tree)] == ["One two three", "four", "five", "six", "seven"]
