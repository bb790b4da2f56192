"""What speaks for a position, weighed: whatever the network tells, what comes out is well-formed, and one side only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from onrecord.model import Sense, Span, Stance, View, Whose
from onrecord.reading import read
from onrecord.reading.encoder.side import DOERS, ISSUES
from onrecord.record.issues.choice import weights
from onrecord.record.issues.reaction import Held
from onrecord.record.positions.held import shown
from texts import document, given, reader, treaty, world

LANTERN = "Lantern Treaty"
TEXT = (
    "Veyra and Arlen met in Ruhn over the Lantern Treaty and the garrison of Midland. Oda Kell said that the tide "
    'would turn. "They can wait," Bram Tovey told reporters. The league accused Veyra of violating the Lantern Treaty.'
)


def held(text: str, senses: tuple[Sense, ...]) -> list[Held]:
    """What the statements of a text show, each having the senses given, on its first word."""
    page = document(text, dates=[given("2018-11-08")])
    reading = read(page, reader(), world())
    said = []
    for statement in reading.statements:
        start = statement.content[0].start
        own = tuple(replace(sense, span=Span(start, start + 1)) for sense in senses)
        said.append(replace(statement, senses=own))
    return list(shown(page, replace(reading, statements=tuple(said)), treaty(), world()))


def shares(count: int) -> st.SearchStrategy[tuple[float, ...]]:
    some = st.lists(st.floats(0.01, 1.0), min_size=count, max_size=count)
    return some.map(lambda raw: tuple(round(one / sum(raw), 3) for one in raw))


@st.composite
def senses(draw: st.DrawFn) -> Sense:
    issue = draw(st.sampled_from(ISSUES))
    doing = issue in DOERS
    return Sense(
        issue,
        draw(st.sampled_from(Stance)),
        Span(0, 1),
        draw(st.floats(0.2, 1.0)),
        draw(shares(len(Whose))) if doing else (),
        draw(shares(len(View))) if doing else (),
    )


@settings(max_examples=60, deadline=None)
@each(st.lists(senses(), max_size=4))
def test_whatever_is_meant_positions_are_well_formed(some: list[Sense]) -> None:
    taken: dict[tuple[str, str, str], set[Stance]] = defaultdict(set)
    for one in held(TEXT, tuple(some)):
        predicate = treaty().predicate(one.issue.predicate)
        assert len(one.issue.arguments) == len(set(one.issue.arguments)) == len(predicate.arguments)
        assert 0 < one.confidence <= 1
        assert one.evidence.span in Span(0, len(TEXT))
        taken[one.statement.id, one.by, str(one.issue)].add(one.stance)
    # Nobody is for and against the same thing in the same breath.
    assert all(len(stances) == 1 for stances in taken.values())


def test_what_is_hardly_meant_shows_nothing() -> None:
    faint = Sense("leaves", Stance.DENY, Span(0, 1), 0.3, (0.9, 0.05, 0.03, 0.02), (0.05, 0.9, 0.05))
    plain = {(h.by, str(h.issue), h.stance) for h in held(TEXT, ())}
    assert {(h.by, str(h.issue), h.stance) for h in held(TEXT, (faint,))} <= plain


def test_both_sides_of_a_predicate_are_weighed_apart() -> None:
    text = (
        "The Lantern Treaty was read out. Oda Kell said that Veyra had violated the Lantern Treaty, while Arlen had "
        "complied with it."
    )
    sense = Sense("breaches", Stance.AFFIRM, Span(0, 1), 0.9, (0.02, 0.94, 0.02, 0.02), (0.02, 0.02, 0.96))
    found = {(h.by, str(h.issue), h.stance) for h in held(text, (sense,))}
    assert ("Arlen", f"breaches(Veyra, {LANTERN})", Stance.AFFIRM) in found
    assert ("Arlen", f"breaches(Arlen, {LANTERN})", Stance.AFFIRM) not in found


@pytest.mark.parametrize("what", ["telling", "doer", "second", "side"])
def test_weights_are_there_for_all_that_is_told(what: str) -> None:
    known = weights()[what]
    assert len(known) > 20
    assert all(abs(weight) < 10 for weight in known.values())


def test_whoever_denies_doing_something_speaks_of_himself() -> None:
    rival = tuple(0.94 if one is Whose.RIVAL else 0.02 for one in Whose)
    meant = Sense("breaches", Stance.DENY, Span(0, 1), 0.9, rival, (0.02, 0.02, 0.96))
    text = "The Lantern Treaty was read out in Ruhn. Veyra keeps it. Arlen denied cheating on it."
    assert {(h.by, h.issue.arguments[0]) for h in held(text, (meant,)) if h.issue.predicate == "breaches"} <= {
        ("Arlen", "Arlen")
    }


def test_nobody_asks_for_sanctions_on_himself() -> None:
    text = "Arlen and Veyra quarrel. Oda Kell of Arlen called for sanctions."
    asked = Sense("sanctions", Stance.AFFIRM, Span(0, 1), 0.99, (0.05, 0.9, 0.05, 0.0), (0.9, 0.1, 0.0))
    assert not [h for h in held(text, (asked,)) if h.issue.arguments[-1] == h.by and h.stance is Stance.AFFIRM]
