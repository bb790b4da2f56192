"""Whom an act is aimed at where its own words do not name him: by what he is to others, by a pronoun, by a letter."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from texts import told


def aims(body: str, title: str | None = None) -> list[tuple[str | None, Act, str | None]]:
    """The speaker, act and target of each statement of a text."""
    _, found = told(body, title)
    return [
        (s.speaker.value if s.speaker else None, s.act.value, s.target.value if s.target else None)
        for s in found.statements
    ]


@pytest.mark.parametrize(
    ("body", "act", "target"),
    [
        # Somebody by what he is to the speaker, or two by what they are to each other.
        ("Veyra has closed the Sound again. Arlen scolded its neighbour at length.", Act.ACCUSE, "Veyra"),
        ("Veyra has closed the Sound again. Arlen scolded its neighbour Castaly.", Act.ACCUSE, "Castaly"),
        ("Nobody has closed the Sound. Arlen scolded its neighbour at length.", Act.ACCUSE, None),
        ("Veyra and Castaly are at odds. Arlen urged both governments to talk.", Act.REQUEST, "Veyra"),
        ("Veyra and Castaly are at odds. Arlen appealed to the two to talk.", Act.REQUEST, "Veyra"),
        ("Arlen and Veyra are at odds. Arlen urged both sides to talk.", Act.REQUEST, "both sides"),
        # Those without a name behind a preposition of the first clause.
        ("Arlen refused to negotiate with rebels who hold the bridge.", Act.REJECT, "rebels"),
        ("Arlen accepted demands from striking miners.", Act.CONCEDE, "striking miners"),
        ("Arlen refused to open the bridge after talks with rebels failed.", Act.REJECT, None),
        ("Arlen demanded the release of the lecturers by the army.", Act.REQUEST, "army"),
        ("Arlen threatened to arrest demonstrators.", Act.THREATEN, "demonstrators"),
        ("Arlen threatened to deploy soldiers.", Act.THREATEN, None),
        ("Arlen rejected a rebel offer of talks.", Act.REJECT, "rebel"),
        # Whom a sentence says at its head that the words were sent to.
        ("In a sharply worded note to Veyra, Arlen demanded an inquiry.", Act.REQUEST, "Veyra"),
        ("In a note to the Harbour League, Arlen accused Veyra of lying.", Act.ACCUSE, "Veyra"),
        ("In a protest note to Dunmoor, Arlen complained about the patrols.", Act.ACCUSE, "Veyra"),
        # And at its end.
        ('"The island is a den of thieves," Arlen charged on Monday in remarks about Veyra.', Act.ACCUSE, "Veyra"),
        # A day keeps nothing apart from its verb.
        ("Arlen reiterated its demand on Monday that Veyra ease the curbs on Castaly.", Act.REQUEST, "Veyra"),
        # What a verb does with what follows it.
        ("Arlen agreed to Veyra's demand for an inquiry.", Act.CONCEDE, "Veyra"),
        ("Arlen offered its condolences to Veyra.", Act.SUPPORT, "Veyra"),
        ("Arlen called the Veyran president a liar.", Act.ACCUSE, "Veyra"),
        ("Arlen thanked Veyra's President Bram Tovey for his patience.", Act.SUPPORT, "Bram Tovey"),
    ],
)
def test_whom_an_act_is_aimed_at(body: str, act: Act, target: str | None) -> None:
    assert ("Arlen", act, target) in aims(body)


def test_a_pronoun_behind_the_verb_takes_up_who_was_spoken_to() -> None:
    found = aims("Iskra Lund rebuked Veyra and Castaly, urging them to go home.")
    assert ("Iskra Lund", Act.REQUEST, "Veyra") in found


def test_a_pronoun_behind_the_verb_takes_up_whom_the_page_is_about() -> None:
    found = aims("Oda Kell told lawmakers that the deal was dead. Castaly applauded her.")
    assert ("Castaly", Act.SUPPORT, "Oda Kell") in found
    assert ("Castaly", Act.SUPPORT, None) in aims("Bram Tovey said that the deal was dead. Castaly applauded her.")


@pytest.mark.parametrize("reaction", ["welcomed the pledge", "deplored the pledge"])
def test_a_pledge_is_whose_it_was(reaction: str) -> None:
    found = aims(f"Veyra pledged to stay in the treaty. The Harbour League said the talks were long. Arlen {reaction}.")
    assert found[-1][::2] == ("Arlen", "Veyra")


def test_the_decision_is_whose_it_was_for_the_second_who_speaks_of_it() -> None:
    found = aims(
        "Veyra announced that it would leave the treaty. Castaly deplored the withdrawal. Arlen backed the decision."
    )
    assert [aimed for who, _, aimed in found if who in ("Castaly", "Arlen")] == ["Veyra", "Veyra"]


@pytest.mark.parametrize(
    ("body", "act", "target"),
    [
        # A day within a verb's phrase, or between a verb and its object.
        ("Arlen appealed on Sunday for Veyra to hold its fire.", Act.REQUEST, "Veyra"),
        ("Arlen again rejected Thursday a Veyran call for an inquiry.", Act.REJECT, "Veyra"),
        # What a threat, a refusal and a charge can be told by.
        ("Arlen said it would expel Veyran envoys.", Act.THREATEN, "Veyra"),
        ("Arlen said it would close the Sound unless Veyra paid.", Act.THREATEN, "Veyra"),
        ("Arlen said it would not close the Sound unless Veyra paid.", Act.REJECT, "Veyra"),
        ("Arlen said it saw no point in meeting Veyra.", Act.REJECT, "Veyra"),
        ("Arlen said Veyra's offer did not go far enough.", Act.REJECT, "Veyra"),
        ("Arlen said Veyra had done nothing to stop the smugglers.", Act.ACCUSE, "Veyra"),
        ("Arlen said Veyra had every right to defend itself.", Act.SUPPORT, "Veyra"),
        ("Arlen said Veyra was plotting its overthrow.", Act.ACCUSE, "Veyra"),
        ("Arlen warned Veyra that further raids would not be tolerated.", Act.THREATEN, "Veyra"),
        ("Arlen insisted that it would never hand the Sound back to Veyra.", Act.REJECT, "Veyra"),
        ("Arlen challenged Veyra to prove its claim.", Act.REQUEST, "Veyra"),
        ("Arlen called for a general strike.", Act.REQUEST, None),
        ("Arlen proposed a meeting with Veyra in May.", Act.REQUEST, "Veyra"),
    ],
)
def test_what_words_do(body: str, act: Act, target: str | None) -> None:
    assert ("Arlen", act, target) in aims(body)


@pytest.mark.parametrize(
    ("body", "act", "target"),
    [
        ("Arlen will not bow to threats from Veyra, its foreign ministry said.", Act.REJECT, "Veyra"),
        ("Arlen's army will never leave Veyra alone, its commander said.", Act.REJECT, "Veyra"),
    ],
)
def test_its_envoy_is_of_whom_the_words_before_tell(body: str, act: Act, target: str | None) -> None:
    assert [(a, t) for _, a, t in aims(body)][-1] == (act, target)


def test_officials_who_ask_somebody_are_not_of_his_side() -> None:
    assert [(a, t) for _, a, t in aims("Church leaders urged Veyra's government to wait.")] == [(Act.REQUEST, "Veyra")]


def test_a_condition_at_the_head_does_not_tell_whose_words_they_are() -> None:
    found = aims("Unless Veyra pays, Arlen will cut off its gas, officials said.")
    assert [(a, t) for _, a, t in found] == [(Act.THREATEN, "Veyra")]


def test_those_of_a_state_can_threaten_its_capital() -> None:
    assert ("Arlenian farmers", Act.THREATEN, "Arlen") in aims("Arlenian farmers said they would blockade Tessin.")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("“Hale Morrant speaks for himself,” Oda Kell said. “We support the treaty.”", None),
        ("“Hale Morrant speaks for himself. We support the treaty,” Oda Kell said.", None),
        ("“Hale Morrant has a plan, and we support it,” Oda Kell said.", "Hale Morrant"),
    ],
)
def test_who_is_named_in_another_sentence_is_not_backed(words: str, target: str | None) -> None:
    assert aims(words)[0] == ("Oda Kell", Act.SUPPORT, target)
