"""The sentences that the signals of the shipped codebook are measured on, and how much of them the signals know.

The floors lie a little below what was reached: they catch a loss, the figures stand in train/README.md.
"""

from __future__ import annotations

import re

import pytest
from bench.issues import Names, Total, sentences, taken

from onrecord.record.issues.codebook import Codebook

CODEBOOK, NAMES = Codebook.load(), Names()


@pytest.mark.parametrize("part", ["learn", "kept"])
def test_sentences_show_issues_of_the_codebook(part: str) -> None:
    known = {(p.name, stance) for p in CODEBOOK.predicates for stance in ("affirm", "deny")}
    for sentence in sentences(part):
        assert sentence.shows | sentence.free <= known, sentence.text
        assert not sentence.shows & sentence.free, sentence.text


def test_no_sentence_is_in_both_parts() -> None:
    assert not {s.text for s in sentences("learn")} & {s.text for s in sentences("kept")}


@pytest.mark.parametrize(("part", "precision", "recall"), [("learn", 0.86, 0.9), ("kept", 0.72, 0.44)])
def test_signals_know_the_words(part: str, precision: float, recall: float) -> None:
    total = Total()
    for sentence in sentences(part):
        total.add(sentence, taken(sentence.text, CODEBOOK, NAMES))
    assert total.right / total.found >= precision
    assert total.right / total.gold >= recall


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("We have no choice but to quit the Kelwick Pact", ("leaves", "affirm")),
        ("Why should we quit the Kelwick Pact?", ("leaves", "deny")),
        ("It would be madness to quit the Kelwick Pact", ("leaves", "deny")),
        ("It would not be wrong to quit the Kelwick Pact", ("leaves", "affirm")),
        ("Ilvesk turned down the proposal to extend the Kelwick Pact", ("extends", "deny")),
        ("Ilvesk has no objection to an extension of the Kelwick Pact", ("extends", "affirm")),
        ("Ilvesk has deployed no missiles", ("deploys", "deny")),
        ("There is no guilt and nothing to pay", ("compensates", "deny")),
        ("An extension of the Kelwick Pact would send the wrong signal", ("extends", "deny")),
    ],
)
def test_the_words_around_a_signal_turn_it(text: str, pair: tuple[str, str]) -> None:
    found = taken(text, CODEBOOK, NAMES)
    assert pair in found
    assert (pair[0], "deny" if pair[1] == "affirm" else "affirm") not in found


def test_names_are_masked_by_kind() -> None:
    masked, kinds = NAMES.masked("ilvesk must stay in the kelwick pact")
    assert not re.search("ilvesk|kelwick", masked)
    assert sorted(kinds.values()) == [("actor", "place"), ("agreement",)]
