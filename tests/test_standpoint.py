"""Words given by a noun for what somebody holds, by a colon or a dash, and what goes on behind a cue."""

from __future__ import annotations

import pytest

from test_rules import Line, lines

STANDPOINTS: list[tuple[str, Line]] = [
    ("Arlen's position is that the strait is open.", ("Arlen", "position", "that the strait is open")),
    ("The line from Dunmoor is that bandits fired.", ("Dunmoor", "line", "that bandits fired")),
    ("Her message to Veyra was simple: take the boats home.", ("Her", "message", "take the boats home")),
    (
        'Kell\'s answer came within the hour: "We do not talk under fire."',
        ("Kell", "answer", '"We do not talk under fire."'),
    ),
    ('"Late and thin," was the verdict of Oskar Brehm.', ("Oskar Brehm", "was the verdict", '"Late and thin,"')),
    ("Kell was blunt: Arlen would not pay.", ("Kell", "was blunt", "Arlen would not pay")),
    (
        'Kell shook her head: "There are no boats on the lake."',
        ("Kell", "shook her head", '"There are no boats on the lake."'),
    ),
    ('"There are no boats on the lake" - Kell', ("Kell", "", '"There are no boats on the lake"')),
    ("The pact is dead, as far as Kell is concerned.", ("Kell", "as far as is concerned", "The pact is dead")),
    ("In the eyes of Arlen, the sanctions are a mistake.", ("Arlen", "In the eyes of", "the sanctions are a mistake")),
]
GOING_ON: list[tuple[str, Line]] = [
    (
        "The measures can end, said Oskar Brehm, if the books are produced and a start is made.",
        ("Oskar Brehm", "said", "The measures can end | if the books are produced and a start is made"),
    ),
    (
        "They will be there on Friday, promised the minister.",
        ("the minister", "promised", "They will be there on Friday"),
    ),
    ("Arlen joined Veyra in condemning the attack.", ("Arlen", "condemning", "the attack")),
    ("Kell saw no reason to apologise.", ("Kell", "saw no reason", "to apologise")),
    (
        "Kell called on Arlen and Veyra to talk and offered Dunmoor as a place.",
        ("Kell", "called on", "Arlen and Veyra to talk"),
    ),
    (
        'It was a drill, Kell recalled. The rocket "came down where it had been asked to come down."',
        ("Kell", "recalled", 'It was a drill | The rocket "came down where it had been asked to come down."'),
    ),
]
NOT_SAID = [
    "Two things stood on the table: a map and a bottle.",
    "The vote was plain: nine for and two against.",
    "The position of the boats was unclear.",
    "He came to Dunmoor, reassured the residents and left.",
]


@pytest.mark.parametrize(("text", "line"), STANDPOINTS, ids=[t for t, _ in STANDPOINTS])
def test_what_somebody_holds_is_theirs(text: str, line: Line) -> None:
    assert lines(text) == [line]


@pytest.mark.parametrize(("text", "line"), GOING_ON, ids=[t for t, _ in GOING_ON])
def test_words_go_on_behind_their_cue(text: str, line: Line) -> None:
    assert line in lines(text)


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_nobody_says_is_left(text: str) -> None:
    assert lines(text) == []
