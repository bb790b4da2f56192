"""Which pages are read as English, and which are set aside with the name of their language."""

from __future__ import annotations

import pytest
from bench.language import ENGLISH, FOREIGN, mixed

from onrecord.ingest.language import language, named


@pytest.mark.parametrize("code", FOREIGN)
def test_one_sentence_is_enough_to_name_its_language(code: str) -> None:
    assert language(FOREIGN[code]) == code
    assert not named(code).startswith("the language")


@pytest.mark.parametrize("text", ENGLISH)
def test_english_briefs_with_foreign_names_and_quotations_are_read(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize("text", mixed())
def test_english_pages_with_something_foreign_in_them_are_read(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize("text", ["", "!!!", "123 456", "Kell", "“Nein”"])
def test_what_is_too_little_to_tell_is_not_set_aside(text: str) -> None:
    assert language(text) == "en"
