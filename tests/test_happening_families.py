"""Happenings told in the many words that newspapers have for them, each with its kind and its day."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from texts import told


def happened(text: str, on: str | None = "2018-11-08") -> list[tuple[Act, str]]:
    """The events of a text as (act, time)."""
    _, found = told(text, on=on)
    return [(e.act, str(e.time.value)) for e in found.events]


@pytest.mark.parametrize(
    ("text", "act", "time"),
    [
        ("The screens of Veyra's control room went blank on Monday.", Act.UNCLASSIFIED, "2018-11-05"),
        ("Arlen switched on its coastal radar on Tuesday.", Act.MOBILIZE, "2018-11-06"),
        ("Arlen's new radar has been on the air since Tuesday.", Act.MOBILIZE, "2018-11-06"),
        ("Since 2 November the waters of the river have been withheld by Veyra.", Act.COERCE, "2018-11-02"),
        ("The guns on the Arlenian ridge fell silent on Wednesday.", Act.RETREAT, "2018-11-07"),
        ("The six Veyran sailors stepped ashore at home on Wednesday.", Act.RETREAT, "2018-11-07"),
        ("Castaly offered on Monday to mediate between Arlen and Veyra.", Act.CONSULT, "2018-11-05"),
        ("Arlen's energy ministry presented the bill for the gas to Veyra on Tuesday.", Act.REQUEST, "2018-11-06"),
        ("Arlen coughed up on Monday: four million crowns for the Veyran farmers.", Act.AID, "2018-11-05"),
        ("Veyra packed off two Arlenian diplomats on Tuesday.", Act.SANCTION, "2018-11-06"),
        ("Some 4,000 Veyrans marched on the palace on Tuesday with candles.", Act.PROTEST, "2018-11-06"),
        ("Veyra sent the Arlenian note back on Tuesday.", Act.REJECT, "2018-11-06"),
        ("Veyran divers cut the Arlenian buoys loose on Tuesday.", Act.ASSAULT, "2018-11-06"),
        ("The Arlenian ambassador left Veyra on Tuesday.", Act.RETREAT, "2018-11-06"),
        (
            "The launches of the joint patrol of Arlen and Veyra have been out again since Monday.",
            Act.COOPERATE,
            "2018-11-05",
        ),
        ("The Arlenian flag came down over the fort on Tuesday.", Act.UNCLASSIFIED, "2018-11-06"),
    ],
)
def test_what_happened_in_other_words(text: str, act: Act, time: str) -> None:
    assert (act, time) in happened(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shares of Arlen's gas company went down on Monday.",
        "A bill to tax gas was presented to Veyra's parliament on Tuesday.",
        "The Arlenian ambassador left the ministry by a side door on Tuesday.",
        "Arlen turned down the volume of its criticism on Tuesday.",
    ],
)
def test_words_that_tell_of_something_else(text: str) -> None:
    assert all(act is not kind for act, _ in happened(text) for kind in (Act.REQUEST, Act.RETREAT, Act.REJECT))


def test_what_goes_with_an_evening_was_done_on_it() -> None:
    text = "What helped was an evening on 2 November at which Arlen and Veyra talked of nothing but bees."
    assert (Act.CONSULT, "2018-11-02") in happened(text)


@pytest.mark.parametrize(
    ("text", "act", "time"),
    [
        (
            "How it came to this: 2 November, Arlen seizes the tanker. 5 November, Veyra recalls its envoy.",
            Act.COERCE,
            "2018-11-02",
        ),
        (
            "The border crossing at Osk swung open on Monday. Some 400 people walked over from Arlen.",
            Act.RETREAT,
            "2018-11-05",
        ),
        ("Veyra served notice on Friday that it was leaving the Lantern Treaty.", Act.SANCTION, "2018-11-02"),
        ("Veyra set a Friday meeting. Arlen let the crew of the tanker go on Tuesday.", Act.RETREAT, "2018-11-06"),
    ],
)
def test_what_happened_by_its_day_its_neighbours_or_its_notice(text: str, act: Act, time: str) -> None:
    assert (act, time) in happened(text)


def test_a_paper_that_is_signed_today_is_not_the_treaty_of_old() -> None:
    text = "The two met again over the Lantern Treaty. It was signed yesterday at four in the morning."
    _, found = told(text, on="2018-11-08")
    assert [(e.agreement, str(e.time.value)) for e in found.events if e.act is Act.AGREE] == [(None, "2018-11-07")]
