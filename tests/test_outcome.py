"""What became of deadlines: told in so many words, by a sentence that looks back, or by what was done."""

from __future__ import annotations

import pytest

from onrecord.model import Due, MomentKind, Outcome
from onrecord.record import compile
from texts import document, given, reading, treaty, world


def dues(*pages: tuple[str, str]) -> list[Due]:
    """The deadlines of a record of pages, each (day, text)."""
    documents = [document(text, dates=[given(day)], identity=f"{n:016x}") for n, (day, text) in enumerate(pages, 1)]
    return list(compile(documents, [reading(d) for d in documents], treaty(), world()).dues)


GIVEN = ("2018-11-08", "Veyra gave Arlen until 3 December to withdraw its corvettes from the strait.")


@pytest.mark.parametrize(
    ("day", "text", "became"),
    [
        ("2018-12-04", "Arlen let a deadline pass, and Veyra closed its ports.", Outcome.MISSED),
        ("2018-12-05", "Veyra waited in vain for Arlen to act by 3 December.", Outcome.MISSED),
        ("2018-12-05", "Arlen failed to meet a deadline set by Veyra.", Outcome.MISSED),
        ("2018-12-02", "Arlen brought its corvettes home a day ahead of time, Veyra said.", Outcome.MET),
        ("2018-12-02", "Veyra gave Arlen a further week, to 10 December.", Outcome.EXTENDED),
        ("2018-12-02", "Veyra pushed back the deadline for Arlen.", Outcome.EXTENDED),
        (
            "2018-12-02",
            "Veyra's threat to Arlen, which would have fallen due on 3 December, is off the table.",
            Outcome.OVERTAKEN,
        ),
        ("2018-12-06", "Arlen's last corvette left the strait on 5 December, two days late.", Outcome.MISSED),
        ("2018-12-03", "Arlen's last corvette left the strait on 2 December, a day early.", Outcome.MET),
        ("2018-12-06", "Arlen's last mail came on 4 December, three days late.", Outcome.UNKNOWN),
        (
            "2018-12-02",
            "Veyra's ultimatum to Arlen, which was to have run out on 3 December, will run out on the 10th instead.",
            Outcome.EXTENDED,
        ),
        (
            "2018-12-05",
            "3 December, the day by which Veyra had wanted Arlen out, passed without a sail moving.",
            Outcome.MISSED,
        ),
        (
            "2018-12-05",
            "The day of 3 December, fixed by Veyra for Arlen, has gone by, and nobody left.",
            Outcome.MISSED,
        ),
        ("2018-12-05", "Arlen was gone on 2 December, a day inside the deadline.", Outcome.MET),
        # By a deed: the one that was asked, in time or late.
        ("2018-12-04", "Arlen withdrew its corvettes from the strait on 2 December.", Outcome.MET),
        ("2018-12-12", "Arlen withdrew its corvettes from the strait on 10 December.", Outcome.MISSED),
        # What is asked for, refused or told of another matter says nothing.
        ("2018-12-02", "Castaly asked Veyra to extend the deadline for Arlen.", Outcome.UNKNOWN),
        ("2018-12-02", "Veyra refused to extend the deadline for Arlen.", Outcome.UNKNOWN),
        ("2018-12-02", "Envoys of Arlen and Veyra met on Saturday to discuss the deadline.", Outcome.UNKNOWN),
        ("2018-12-04", "Arlen withdrew its envoy from Veyra on 2 December.", Outcome.UNKNOWN),
    ],
)
def test_what_became_of_a_deadline(day: str, text: str, became: Outcome) -> None:
    first = dues(GIVEN, (day, text))[0]
    assert (str(first.falls.value), first.became.value) == ("2018-12-03", became)


def test_what_was_threatened_is_done_when_a_deadline_is_missed() -> None:
    unless = "unless Arlen has left the strait by midnight on 30 November"
    set_ = f"Veyra will suspend the Lantern Treaty on 1 December {unless}."
    (due,) = dues(("2018-11-08", set_), ("2018-12-02", "Veyra suspended the Lantern Treaty on Saturday."))
    assert due.became.value is Outcome.MISSED
    assert "by what was done on 2018-12-01" in due.became.why


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Arlen was to clear the hill by 6 November, and the last gun rolled down the day before.", Outcome.MET),
        ("Arlen was to clear the hill by 6 November, and the last gun rolled down on the 7th.", Outcome.MISSED),
        ("Arlen was to clear the hill by 6 November; the last gun left two days late.", Outcome.MISSED),
        ("Arlen was to clear the hill by 6 November, and Veyra said on the 5th that it would wait.", Outcome.UNKNOWN),
    ],
)
def test_a_sentence_that_looks_back_says_what_became_of_its_deadline(text: str, became: Outcome) -> None:
    assert [due.became.value for due in dues(("2018-11-08", text))] == [became]


def test_an_accord_that_runs_on_is_extended_and_no_other_deadline_is() -> None:
    pages = (
        ("2018-11-08", "Arlen and Veyra signed the Saltby Accord in 2010. It runs out on 3 December."),
        ("2018-11-09", "Veyra gave Arlen until 4 December to pay."),
        ("2018-12-01", "Ministers signed a paper that keeps the Saltby Accord alive until 3 December 2021."),
    )
    assert [(str(d.falls.value), d.became.value) for d in dues(*pages)] == [
        ("2018-12-03", Outcome.EXTENDED),
        ("2018-12-04", Outcome.UNKNOWN),
    ]


def test_a_deadline_spoken_of_again_stands_once_on_the_timeline() -> None:
    pages = (
        (
            "2018-11-08",
            "Foreign Minister Oda Kell said on Thursday that Arlen would leave the league within 30 days unless "
            "Veyra removes its mines.",
        ),
        ("2018-11-20", "Arlen's 30-day deadline has been criticised in Ruhn."),
        ("2018-12-09", "With eleven hours left on its own ultimatum, Arlen agreed on Saturday to put off its exit."),
    )
    documents = [document(text, dates=[given(day)], identity=f"{n:016x}") for n, (day, text) in enumerate(pages, 1)]
    made = compile(documents, [reading(d) for d in documents], treaty(), world())
    (line,) = [m for m in made.timeline if m.kind is MomentKind.DEADLINE]
    assert (str(line.time), len(line.items)) == ("2018-12-08", 3)
    (due,) = made.dues
    assert (due.set_by, due.bound, due.became.value) == ("Arlen", "Veyra", Outcome.EXTENDED)


def test_a_deadline_of_which_nobody_knows_which_it_is_stands_apart() -> None:
    pages = (
        ("2018-11-08", "On Thursday Veyra gave Arlen 30 days to answer."),
        ("2018-11-10", "On Saturday Veyra gave Arlen 30 days to pay."),
        ("2018-11-20", "Veyra's 30-day deadline for Arlen has been criticised in Ruhn."),
    )
    assert len(dues(*pages)) == 3
