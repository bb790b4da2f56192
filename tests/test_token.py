"""Words and marks, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.reading.grammar.token import tokenize

TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from([*"aZ.,'’“”\"-–—1 \n", "\u00a0", "\r\n", "e\u0301", "😀", "\u200f", "U.S.", "n’t", "'s", "3,200.5"])
).map("".join)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Kell didn't say.", ["Kell", "didn't", "say", "."]),
        ("Kell didn’t say.", ["Kell", "didn’t", "say", "."]),
        ("Veyra's ships", ["Veyra", "'s", "ships"]),
        ("Veyra’s ships", ["Veyra", "’s", "ships"]),
        ("the U.S. Navy", ["the", "U.S.", "Navy"]),
        ("3,200.5 tonnes", ["3,200.5", "tonnes"]),
        ("in 2018.", ["in", "2018", "."]),
        ("“We’ll wait,”", ["“", "We’ll", "wait", ",", "”"]),
        ("a\u00a0b\r\nc", ["a", "b", "c"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == tokens


def test_a_token_knows_what_it_is() -> None:
    word, mark, number = tokenize("Kell , 12")
    assert (word.is_word, word.is_capital, word.lower) == (True, True, "kell")
    assert (mark.is_word, mark.is_capital) == (False, False)
    assert (number.is_word, number.is_capital) == (True, False)


@each(TEXTS)
def test_every_token_is_its_stretch_and_nothing_but_white_space_is_left_out(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert token.text == text[token.start : token.end] != ""
        assert token.lower == token.text.lower()
        assert not text[last : token.start].strip()
        last = token.end
    assert not text[last:].strip()


@each(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_a_stretch_gives_offsets_into_the_whole_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    for token in tokenize(text, start, end):
        assert start <= token.start < token.end <= end
        assert token.text == text[token.start : token.end]
