"""Who is meant by whose they are, by who leads them, by what stands right before, and by names that marks cut up."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.model import MentionKind
from onrecord.reading import TrainedReader, read
from onrecord.reading.actors.naming import take_apart, whole
from onrecord.reading.grammar.token import tokenize
from onrecord.reference import Reference
from texts import WORLD, document, given, reading, speakers, world


@cache
def led() -> Reference:
    """The made-up world, in which Veyra's president leads it."""
    return Reference.parse(WORLD.replace("{name: Veyra,", "{name: Veyra, leader: president,"))


def who(text: str, on: str = "2018-11-08") -> list[str | None]:
    """The speakers of a text, by the rules alone."""
    doc = document(text, dates=[given(on)])
    return [name for name, _ in speakers(doc, reading(doc, led()))]


@cache
def _trained() -> TrainedReader:
    return TrainedReader(world())


def meant(text: str) -> dict[str, str]:
    """Whom the mentions of a text stand for, by their words, with the network beside the rules."""
    doc = document(text, dates=[given("2018-11-08")])
    return {doc.words(m.span): m.refers.value for m in read(doc, _trained(), world()).mentions if m.refers}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bram Tovey left. His advisers said it rained.", "Bram Tovey's advisers"),
        ("Bram Tovey met his wife, Mrs. Rena Moss. Tovey slept. His wife said it rained.", "Rena Moss"),
        ("Bram Tovey slept. Tovey's lawyer, Rolf Anders, ate. His lawyer said it rained.", "Rolf Anders"),
        # Two of them, and one of the other sex, are not told apart.
        (
            "Bram Tovey slept. His lawyer, Rolf Anders, ate. The lawyer Tam Hollis left. Tovey slept. "
            "His lawyer said it rained.",
            "Bram Tovey's lawyer",
        ),
    ],
)
def test_whose_somebody_is_tells_who_it_is_or_what_to_call_them(text: str, name: str) -> None:
    assert who(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "on", "names"),
    [
        ("The Tovey administration said it rained. Bram Tovey left.", "2018-11-08", ["Veyra"]),
        (
            "Bram Tovey left. The Tovey administration slept. The administration said it rained.",
            "2018-11-08",
            ["Veyra"],
        ),
        ("Bram Tovey left. The Tovey administration said it rained.", "2015-11-08", ["Bram Tovey administration"]),
        ("Bram Tovey left. The administration said it rained.", "2018-11-08", ["administration"]),
    ],
)
def test_an_administration_is_the_state_that_its_head_leads(text: str, on: str, names: list[str]) -> None:
    assert who(text, on) == names


def test_an_administration_that_does_not_speak_is_the_state_too() -> None:
    doc = document("Bram Tovey left. Nobody met the Tovey administration.", dates=[given("2018-11-08")])
    found = reading(doc, led()).mentions
    mention = next(m for m in found if doc.words(m.span) == "the Tovey administration")
    assert mention.kind is MentionKind.STATE and mention.refers is not None and mention.refers.value == "Veyra"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rep. Tam O’Hollis said it rained.", "Tam O’Hollis"),
        ("The bureau's director, James B. Hollis, said it rained.", "James B. Hollis"),
        ("OK Gov Tam Hollis said it rained.", "Tam Hollis"),
        ("The Swamp House, a daily, said it rained.", "Swamp House"),
        ("The harbour's own guard said it rained.", "harbour's own guard"),
    ],
)
def test_names_are_whole_and_nothing_else(text: str, name: str) -> None:
    assert who(text) == [name]


def test_a_name_goes_on_behind_an_initial_and_not_behind_a_lone_letter() -> None:
    text = "the director, James B. Hollis, had a plan B. Kell left"
    assert text[text.index("James") : whole(text, text.index(" Hollis") - 1)] == "James B. Hollis"
    assert whole(text, text.index(". Kell")) == text.index(". Kell")


def test_a_participle_before_a_name_may_describe_it() -> None:
    text = "the outgoing president Rolf Anders"
    assert take_apart(tokenize(text), frozenset()).name == "Rolf Anders"
    for text in ("the groups supporting Rep. Rolf Anders", "the senators -- Rolf Anders and Tam Hollis --"):
        assert take_apart(tokenize(text), frozenset()).name is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The vote went to Sen. Rolf Anders of Sundmark, who rowed home.", "who", "Rolf Anders"),
        ("Rolf Anders is a rower. On Monday, he’s going home to the lake.", "he", "Rolf Anders"),
        ("Money came from Edmund Halvard, an Ostmark investor who had rowed home.", "who", "Edmund Halvard"),
    ],
)
def test_pronouns_mean_whom_their_sentence_or_the_one_before_is_about(text: str, words: str, name: str) -> None:
    assert meant(text)[words] == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Whoever is spoken of in what is said is not whom the sentence is about.
        ("Bram Tovey will leave, Rolf Anders said. He said it rained.", ["Rolf Anders"] * 2),
        ("Bram Tovey will leave, Rolf Anders said. The former actor said it rained.", ["Rolf Anders"] * 2),
        ("Sen. Rolf Anders left. The senator's advisers said it rained.", ["Rolf Anders's advisers"]),
        ("A poll released Sunday by the Dunmoor Post says it rained.", ["poll released Sunday by the Dunmoor Post"]),
        # Nobody is taken up by a noun whose sentence goes on about one of the other sex.
        ("Mr. Rolf Anders said it rained. The mayor said her boat was gone.", ["Rolf Anders", "mayor"]),
    ],
)
def test_who_speaks_is_not_who_is_spoken_of(text: str, names: list[str]) -> None:
    assert who(text) == names


def test_a_senator_from_one_place_is_not_any_senator() -> None:
    doc = document("Sen. Rolf Anders left. They met the senator from Ostmark.", dates=[given("2018-11-08")])
    assert not any(doc.words(m.span) == "the senator" for m in reading(doc, led()).mentions)


def test_several_who_share_a_surname_are_told_apart_by_the_full_name_right_before() -> None:
    text = (
        "Minister Rolf Anders left. Judge Rena Anders stayed. Anders ate. "
        + "It was a long day by the lake, and there was rain. " * 9
        + "Judge Rena Anders rowed. Anders said it rained."
    )
    assert who(text) == ["Rena Anders"]
