"""Passages with marked statements: marks, statements inside statements, and that every file is well marked.

Skips where torch is not installed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

pytest.importorskip("torch", reason="training needs torch, which the product does not")
pytest.importorskip("transformers", reason="training needs transformers, which the product does not")

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from train.reported import FOLDER, MARKS, gold, marks, parsed, passages, place_of, reported

from onrecord.reading.encoder.act import ACTS

FILES = sorted(FOLDER.glob("*.txt"))
LEAST = 40
"""So many passages a file has at least."""


def test_marks_are_taken_out_and_tell_who_says_what() -> None:
    one = parsed(
        "[1p It rains,] [1,2s Kell] [1c said] on Monday, [2c denying] [2p [3s Moss]'s [3c claim] [3p of sun]].", "a 1"
    )
    assert one.text == "It rains, Kell said on Monday, denying Moss's claim of sun."
    words = [{role: [one.text[a:b] for a, b in at] for role, at in said.items()} for said in one.statements]
    assert words[0] == {"source": ["Kell"], "cue": ["said"], "content": ["It rains,"]}
    assert {"source": ["Kell"], "cue": ["denying"], "content": ["Moss's claim of sun"]} in words
    assert [said.parent for said in gold(one)].count(None) == 2


def test_a_statement_hangs_on_the_innermost_around_it() -> None:
    one = parsed("[1s A] [1c said] [1p that [2s B] [2c held] [2p that [3s C] [3c knew] [3p it]]].", "a 1")
    place = {one.text[said["source"][0][0]]: n for n, said in enumerate(one.statements)}
    assert [one.parent(one.statements[place[who]]) for who in "ABC"] == [None, place["A"], place["B"]]


@pytest.mark.parametrize(
    "block", ["[1s Kell said", "Kell] said", "[Kell] said", "[1s Kell] [1c said]", "[1s Kell] [1p it]"]
)
def test_wrong_marks_are_named(block: str) -> None:
    with pytest.raises(ValueError, match="wires 7: "):
        parsed(block, "wires 7")


def test_what_is_left_out_is_there() -> None:
    """A file misspelt in the config would be learnt from, and measured on."""
    config = yaml.safe_load((FOLDER.parent / "config.yaml").read_text(encoding="utf-8"))
    assert {*config["data"]["without"]} < {file.stem for file in FILES}
    with pytest.raises(ValueError, match="called nowhere"):
        reported(Tokenizer(WordPiece({"[UNK]": 0}, unk_token="[UNK]")), ["nowhere"])


def test_words_of_a_target_stand_nearest_to_the_cue_or_where_they_are_counted_out() -> None:
    one = parsed("Dorn met Moss. Moss and Kell ate. [1s Kell] [1c blamed] [1p Moss]. Then Moss left.", "a 1")
    cue = one.statements[0]["cue"][0][0]
    near = one.text.index("blamed ") + len("blamed ")
    assert place_of(one, "Moss", cue) == (near, near + 4)
    assert place_of(one, "Moss@2", cue) == place_of(one, "Moss @2", cue) == (15, 19)
    for words in ("Moss@9", "Brill"):
        with pytest.raises(ValueError, match=f"a 1: '{words}' does not stand there"):
            place_of(one, words, cue)


@pytest.mark.parametrize("file", sorted(MARKS.glob("*.tsv")), ids=lambda file: file.stem)
def test_every_statement_of_a_file_does_something(file: Path) -> None:
    texts = FOLDER / f"{file.stem}.txt"
    for passage, told in zip(passages(texts), marks(texts), strict=True):
        assert {*told} == {*range(len(passage.statements))}
        for mark in told.values():
            assert 1 <= len(mark.acts) <= 2
            assert {*mark.acts} <= {*ACTS}
            assert all(passage.text[a:b] == passage.text[a:b].strip() for a, b in mark.targets)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_is_well_marked(file: Path) -> None:
    """No mark is empty or has a margin of white space, and no cue lies in its own content."""
    found = passages(file)
    assert len(found) >= LEAST
    for one in found:
        for said in one.statements:
            stretches = [at for spans in said.values() for at in spans]
            assert all(one.text[a:b] and one.text[a:b] == one.text[a:b].strip() for a, b in stretches)
            assert not any(a <= said["cue"][0][0] < b for a, b in said["content"])
