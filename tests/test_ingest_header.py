"""Dates in heads, metadata and addresses, and datelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.dateline import dateline
from onrecord.ingest.header import dates, in_address
from onrecord.ingest.metadata import declared_date

Given = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("line", "given_as"),
    [
        ("07:31 GMT4 March 2015", (2015, 3, 4)),
        ("4 March 2015", (2015, 3, 4)),
        ("March 4, 2015", (2015, 3, 4)),
        ("Mar. 4, 2015 at 6:05 pm", (2015, 3, 4)),
        ("March 4th, 2015", (2015, 3, 4)),
        ("4th of March 2015", (2015, 3, 4)),
        ("Wed 4 Mar 2015 14.05 GMT", (2015, 3, 4)),
        ("Wednesday, March 4", (None, 3, 4)),
        ("Published: 4 March 2015, 14:05", (2015, 3, 4)),
        ("Published Wed, Mar 4 20154:29 AM EST", (2015, 3, 4)),
        ("2015-03-04", (2015, 3, 4)),
        ("2015-03-04T23:10:00+02:00", (2015, 3, 4)),
        ("04.03.2015", (2015, 3, 4)),
        ("03/04/2015", (2015, None, None)),
        ("25/04/2015", (2015, 4, 25)),
        ("04/25/2015", (2015, 4, 25)),
        ("04/04/2015", (2015, 4, 4)),
        ("March 2015", (2015, 3, None)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(line: str, given_as: Given) -> None:
    (found,) = dates(line)
    assert (found.year, found.month, found.day) == given_as


@pytest.mark.parametrize(
    "line", ["31 February 2015", "dismay 3 times", "1,000-5,000 kilometres", "", "14:05 GMT", "13/13/2015"]
)
def test_what_no_calendar_has_is_no_date(line: str) -> None:
    assert list(dates(line)) == []


@given(st.text(st.sampled_from("0123456789/.-: ,MayJuneGMT\u00a0é")))
def test_a_date_stands_where_it_says(line: str) -> None:
    for found in dates(line):
        assert 0 <= found.start < found.end <= len(line)
        assert line[found.start : found.end].strip()


@pytest.mark.parametrize(
    ("address", "given_as"),
    [
        ("https://courier.example/2015/03/04/talks", (2015, 3, 4)),
        ("https://courier.example/world/2015/mar/04/talks", (2015, 3, 4)),
        ("pages/2015-03-04-talks.txt", (2015, 3, 4)),
        ("pages/20150304_talks.html", (2015, 3, 4)),
        ("https://courier.example/2015/03/talks", (2015, 3, None)),
    ],
)
def test_an_address_gives_a_date(address: str, given_as: Given) -> None:
    (found,) = in_address(address)
    assert (found.year, found.month, found.day) == given_as


@pytest.mark.parametrize("address", ["000_5252766461953543.txt", "pages/2015/99/99/x", "version-1.2.3.txt"])
def test_figures_in_a_name_are_no_date(address: str) -> None:
    assert list(in_address(address)) == []


def test_declared_dates() -> None:
    found = declared_date(" 2015-03-04T08:00:00Z ")
    assert found is not None
    assert (found.text, found.year, found.month, found.day) == ("2015-03-04T08:00:00Z", 2015, 3, 4)
    assert declared_date("soon") is None


@pytest.mark.parametrize(
    ("text", "front", "agency"),
    [
        ("KARDEN, March 4. /NWA/. The talks", "KARDEN, March 4. /NWA/.", "NWA"),
        ("KARDEN (AP) — The talks", "KARDEN (AP) —", "AP"),
        ("KARDEN, March 4 (Corvid Press) - The talks", "KARDEN, March 4 (Corvid Press) -", "Corvid Press"),
        ("KARDEN. Mar 4 (Interfax) - “We", "KARDEN. Mar 4 (Interfax) -", "Interfax"),
        ("KARDEN, March 4, 2015, NWA. - The talks", "KARDEN, March 4, 2015, NWA. -", "NWA"),
        ("Karden, 4 March, Reuters – The talks", "Karden, 4 March, Reuters –", "Reuters"),
        ("KARDEN, 4 March 2015. - The talks", "KARDEN, 4 March 2015. -", None),
        ("KARDEN, 4 March 2015. The talks", "KARDEN, 4 March 2015.", None),
        ("KARDEN — The talks", "KARDEN —", None),
        ("Karden, Mar 4: The talks", "Karden, Mar 4:", None),
        ("PORT KARDEN, United Vales — The talks", "PORT KARDEN, United Vales —", None),
        ("KARDEN/TOLM (Reuters) - The talks", "KARDEN/TOLM (Reuters) -", "Reuters"),
        ("ST. KARDEN, June 2. /TASS/. The talks", "ST. KARDEN, June 2. /TASS/.", "TASS"),
        ("Karden, 4 March (dpa) – The talks", "Karden, 4 March (dpa) –", "dpa"),
        ("Karden (AFP) - The talks", "Karden (AFP) -", "AFP"),
        ("(Reuters) - The talks", "(Reuters) -", "Reuters"),
        ("UNITED VALES, Mar 4 (Xinhua) -- The talks", "UNITED VALES, Mar 4 (Xinhua) --", "Xinhua"),
    ],
)
def test_a_dateline_is_told(text: str, front: str, agency: str | None) -> None:
    found = dateline(text)
    assert found is not None
    assert text[: found.end].strip() == front
    assert (text[slice(*found.agency)] if found.agency else None) == agency


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of the north — met on Monday.",
        "EXCLUSIVE — The talks have failed.",
        "The minister (Labour) - The first to speak",
        "Two hostages — an engineer and a nurse — were freed.",
        "On March 4, the talks resumed.",
        "KARDEN, March 4, Kell said, was a good day.",
        "Karden — which has no army — protested.",
        "VELKHAN: We have nothing to add.",
        "Karden and Tolm met on March 4. The talks failed.",
        "U.S. — The talks",
        "",
    ],
)
def test_running_text_is_no_dateline(text: str) -> None:
    assert dateline(text) is None
