"""What answers what: turns of an exchange on one page and across pages, each found by signs that can be named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import AnswerKind, Record, Sense, Stance, View, Whose
from onrecord.record.answers.bearing import signs, weights
from onrecord.record.answers.matter import matters
from onrecord.record.answers.passage import Passage, passages
from onrecord.record.answers.sense import sensed
from onrecord.record.issues.codebook import Codebook
from onrecord.record.positions.held import shown
from onrecord.record.utterances.told import stem, told
from texts import document, given, record, world


def words(made: Record, statement: str) -> str:
    found = ((d, s) for d, r in zip(made.documents, made.readings, strict=True) for s in r.statements)
    return next(" ".join(d.words(c) for c in s.content) for d, s in found if s.id == statement)


def pairs(made: Record) -> dict[str, tuple[str, AnswerKind]]:
    return {words(made, a.statement): (words(made, a.to), a.kind) for a in made.answers}


def page(text: str, identity: str = "a", day: str = "2018-11-05") -> Record:
    return record(document(text, "A quarrel", identity=identity * 16, dates=[given(day)]))


def test_a_denial_in_the_next_paragraph_answers_the_charge() -> None:
    made = page(
        "Oda Kell accused Veyra of testing a banned missile.\n\n"
        "Bram Tovey rejected the charge. He said no such missile existed.\n\n"
        "The weather was fine, a shepherd said."
    )
    ((said, (to, kind)),) = pairs(made).items()
    assert said == "the charge"
    assert "banned missile" in to
    assert kind is AnswerKind.DENIAL


def test_a_report_that_begins_with_the_refusal_tells_later_what_was_refused() -> None:
    made = page(
        "Bram Tovey rejected the demand that Veyra close its base.\n\n"
        "Oda Kell had demanded on Sunday that Veyra close its base."
    )
    assert any("close its base" in to for to, kind in pairs(made).values() if kind is AnswerKind.REJECTION)


def test_nothing_answers_what_was_said_after_it() -> None:
    one = document(
        "Oda Kell said Veyra had violated the Lantern Treaty.", identity="a" * 16, dates=[given("2018-11-05")]
    )
    late = document(
        "Bram Tovey denied that Veyra had violated the Lantern Treaty.", identity="b" * 16, dates=[given("2018-11-01")]
    )
    assert record(one, late).answers == ()
    after = document(
        "Bram Tovey denied that Veyra had violated the Lantern Treaty.", identity="b" * 16, dates=[given("2018-11-07")]
    )
    assert len(record(one, after).answers) == 1


def test_an_answer_says_why_and_how_surely() -> None:
    made = page(
        "Oda Kell accused Veyra of breaching the Lantern Treaty.\n\n"
        "Bram Tovey denied that Veyra had breached the Lantern Treaty."
    )
    (found,) = made.answers
    assert "said against Veyra" in found.why
    assert "before it on the page" in found.why
    assert 0 < found.confidence < 1


def test_turns_are_kept_apart_by_side_and_paragraph() -> None:
    made = page(
        "Oda Kell accused Veyra of testing. Bram Tovey denied it. Oda Kell said more.\n\nOda Kell left, she said."
    )
    reading = made.readings[0]
    held = shown(made.documents[0], reading, Codebook.load(), world())
    cut = passages(told(made.documents[0], reading, held, world()))
    assert [one.turn for one in cut] == list(range(len(cut)))
    assert len({(one.by, one.paragraph) for one in cut}) == len(cut)
    for one in cut:
        for to in cut:
            shown_ = signs(one, to, frozenset())
            assert all(0 < much < 20 for much in shown_.values())


def test_what_is_said_in_other_words_of_the_same_matter_is_found_together() -> None:
    assert matters({stem("inspectors")}) & matters({stem("visit")})
    assert not matters({stem("inspectors")}) & matters({stem("herring")})
    assert matters({stem("umbrella")}) == frozenset()


def test_words_that_call_something_wrong_are_signs_of_an_answer() -> None:
    made = page(
        "Oda Kell said that Veyra had tested a missile.\n\n"
        "Bram Tovey was unmoved. “A fairy tale for children,” he told reporters."
    )
    held = shown(made.documents[0], made.readings[0], Codebook.load(), world())
    _, one = passages(told(made.documents[0], made.readings[0], held, world()))
    assert one.belittles
    assert "minds" in one.cues
    assert any("tested a missile" in to for to, _ in pairs(made).values())


def test_weights_are_of_signs_that_there_are() -> None:
    assert {"always", "across", "later", "opposes"} <= weights().keys()
    assert all(abs(weight) < 10 for weight in weights().values())


def test_words_told_again_and_words_passed_on_answer_nothing() -> None:
    again = page(
        "Oda Kell told a rally that the Veyran ships were loading oil at night.\n\n"
        "“Caught in the act, and not for the first time,” President Bram Tovey said of Arlen.\n\n"
        "Bram Tovey said Arlen had been “caught in the act, and not for the first time”."
    )
    assert all("caught in the act" not in to.lower() for to, _ in pairs(again).values())
    made = page(
        "Oda Kell said that Veyra was testing a banned missile.\n\n"
        "Bram Tovey denied that Veyra was testing any missile, the Castalian agency reported."
    )
    speakers = {s.id: s.speaker.value for s in made.readings[0].statements if s.speaker}
    assert {(speakers[a.statement], speakers[a.to]) for a in made.answers} == {("Bram Tovey", "Oda Kell")}


def test_who_charges_a_third_answers_nobody_else() -> None:
    made = page(
        "Oda Kell accused Veyra of testing a banned missile.\n\nHale Morrant accused Veyra of spying on Castaly."
    )
    assert made.answers == ()


def test_what_only_states_something_answers_nothing() -> None:
    made = page(
        "Oda Kell said the talks in Ruhn began at noon.\n\nBram Tovey said the talks in Ruhn began at noon sharp."
    )
    assert made.answers == ()


def test_what_is_told_where_it_is_denied_answers_nothing() -> None:
    made = page(
        "Oda Kell accused Veyra of testing a banned missile.\n\n"
        "Bram Tovey rejected Arlen's claim that Veyra had tested a banned missile."
    )
    speakers = {s.id: s.speaker.value for s in made.readings[0].statements if s.speaker}
    assert made.answers
    assert {speakers[a.statement] for a in made.answers} == {"Bram Tovey"}


def sided(text: str, stance: Stance, whose: Whose, view: View) -> Passage:
    """The one passage of a page, whose words take a side on what somebody does."""
    made = page(text, identity=text[0].lower())
    (one,) = passages(told(made.documents[0], made.readings[0], (), world()))
    whoses, views = (tuple(float(kind is chosen) for kind in every) for every, chosen in ((Whose, whose), (View, view)))
    sense = Sense("deploys", stance, one.items[0].statement.content[0], 0.81, whoses, views)
    return Passage((replace(one.items[0], statement=replace(one.items[0].statement, senses=(sense,))),), one.turn)


def test_senses_of_two_sides_are_signs() -> None:
    demand = sided("Oda Kell said the guns had to go.", Stance.DENY, Whose.RIVAL, View.FOR)
    answer = sided("Bram Tovey said the guns would stay.", Stance.AFFIRM, Whose.OWN, View.FOR)
    assert sensed(answer, demand) == pytest.approx(
        {
            "sense: shared": 0.81,
            "sense: opposed": 0.81,
            "sense: same doing, opposed": 0.81,
            "sense: own doing that is asked": 0.81,
            "sense: own doing that is blamed": 0.0,
        }
    )
    others = sided("Bram Tovey said their guns would stay.", Stance.AFFIRM, Whose.RIVAL, View.AGAINST)
    assert sensed(others, demand)["sense: same doing, opposed"] == 0.0
    assert sensed(replace(answer, items=demand.items), demand).keys().isdisjoint({"sense: opposed"})


def test_a_side_knows_its_turns_before_and_after() -> None:
    made = page(
        "Oda Kell said the talks had failed.\n\nBram Tovey said they had not.\n\nOda Kell said nobody would come back."
    )
    held = shown(made.documents[0], made.readings[0], Codebook.load(), world())
    first, between, again = passages(told(made.documents[0], made.readings[0], held, world()))
    assert (first.last, first.coming) == (-1, 2)
    assert (between.last, between.coming) == (-1, None)
    assert (again.last, again.coming) == (0, None)
