"""Lines that hold several, and what a line is by those beside it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest import extract
from onrecord.ingest.cell import cells
from onrecord.ingest.mend import rows
from onrecord.ingest.row import Row
from onrecord.ingest.setting import looked_at
from onrecord.model import LineKind, Page, PartKind, Refused

LONG = "The lake treaty will lapse in spring unless Orvia opens its sluices, Foreign Minister Ada Kell said on Monday."
MORE = "“We have waited for two winters,” Kell told reporters in Tolm. “There will be no third.”"
LAST = "Orvia denied that the sluices were shut and called the deadline “theatre”."
WAR = "The two states signed the treaty in 1994, after a war over the water that nobody had won."
WARDENS = "Its wardens count the boats each spring, and say that the lake has never been as low."


def kinds(*texts: str) -> list[LineKind | None]:
    return [look.label.kind if look.label else None for look in looked_at([Row(text) for text in texts])]


def test_columns_are_cut_where_one_is_a_paragraph() -> None:
    assert list(cells(f"Most read      {LONG}")) == ["Most read", LONG]
    menu = "Home      World      Lake      Money"
    assert list(cells(menu)) == [menu]


def test_the_marks_of_a_heading_stand_apart_from_it() -> None:
    assert list(cells("# Lake treaty to lapse")) == ["#", "Lake treaty to lapse"]
    document = extract(Page("0" * 16, "p.txt", "text/plain", f"# Lake treaty to lapse\n\n{LONG}\n\n{MORE}".encode()))
    assert document.title == "Lake treaty to lapse"


def test_blocks_run_together_are_cut() -> None:
    glued = f"HomeWorldLakeMoney{LONG}{MORE}{LAST}{LONG}{MORE}Wardens count empty boats{LAST}"
    assert LAST in list(cells(glued))
    assert "Home" in list(cells(glued))


def test_a_name_with_a_capital_inside_stays_whole() -> None:
    line = f"{LONG} The wardens told LakeWatch of it. LakeWatch had asked. {MORE} {LAST} {LONG} {MORE} {LAST}"
    assert list(cells(line)) == [line]


@given(st.text(st.sampled_from("aB c.”“|\t#*- "), max_size=700))
def test_no_character_is_lost(line: str) -> None:
    assert "".join("".join(cell.split()) for cell in cells(line)) == "".join(line.split())


def test_a_page_glued_into_a_line_still_has_its_article() -> None:
    body = (LONG, MORE, LAST, WAR, WARDENS)
    glued = f"HomeWorldLakeMoneySearch{''.join(body)}Terms of useContactAbout us"
    document = extract(Page("0" * 16, "p.txt", "text/plain", glued.encode()))
    assert document.part(PartKind.BODY) == "\n\n".join(body)


@pytest.mark.parametrize(
    "line", ["aB" * 5_000_000, "\n".join(["a.B" * 6_000] * 100), "a    b" * 1_500_000, "# " * 4_000_000]
)
def test_a_hostile_text_ends_soon_in_an_article_or_one_line(line: str) -> None:
    began = time.process_time()
    with pytest.raises(Refused) as told:
        extract(Page("0" * 16, "p.txt", "text/plain", line.encode()))
    assert "\n" not in str(told.value)
    assert time.process_time() - began < 15


def test_a_row_is_a_caption_beside_a_credit() -> None:
    assert kinds(LONG, "Boats wait for water", "(Image: NWA)", MORE)[1] is LineKind.CAPTION
    assert kinds(LONG, "Boats wait in Tolm, March 4, 2015.", "© Reuters / Jon Varr", MORE)[1] is LineKind.CAPTION
    assert kinds(LONG, "Image caption", "Kell waves to a crowd in Tolm.", MORE)[2] is LineKind.CAPTION
    assert kinds("Image copyright Lake Press", LONG) == [LineKind.CAPTION, None]


def test_a_list_of_links_is_told_from_a_list_of_the_article() -> None:
    items = ("* Wardens count empty boats on the lake", "* Orvia elects a new speaker of parliament")
    assert kinds(LONG, *items, MORE)[1:3] == [LineKind.LINK, LineKind.LINK]
    assert kinds(LONG, "Kell set out two conditions:", *items, MORE)[2:4] == [None, None]


def test_the_headline_below_its_sign_is_a_link() -> None:
    assert kinds(LONG, "SEE MORE:", "Wardens count empty boats", MORE)[2] is LineKind.LINK
    assert kinds("Also on lakepress.com Wardens count empty boats")[0] is LineKind.LINK


def test_a_byline_broken_in_two_is_one() -> None:
    assert [row.text for row in rows("By\nJon Varr\n4 March 2015")] == ["By Jon Varr", "4 March 2015"]
