"""The readers of the training corpora: our own sample always; the corpora where they lie beside the repository."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the recipes stand beside the package, at the root

from train.corpora import DATA, KINDS, SPLITS, Annotated, documents, named, source, ud
from train.corpora.annotated import Named, detokenised, outermost, relation
from train.corpora.conllu import read
from train.corpora.kind import Kinds
from train.corpora.named import default_kinds
from train.corpora.written import FOLDER, pieces

at_hand = pytest.mark.skipif(not DATA.exists(), reason="no shared/data beside the repository: the corpora are there")


def _row(number: str, form: str, upos: str, head: str, deprel: str, misc: str = "_") -> str:
    return "\t".join((number, form, "_", upos, "_", "_", head, deprel, "_", misc))


SAMPLE = "\n".join(
    [
        "# newdoc id = sample",
        "# newpar",
        "# text = Vesk (a clerk) didn't sign.",
        _row("1", "Vesk", "PROPN", "7", "nsubj"),
        _row("2", "(", "PUNCT", "4", "punct", "SpaceAfter=No"),
        _row("3", "a", "DET", "4", "det"),
        _row("4", "clerk", "NOUN", "1", "appos", "SpaceAfter=No"),
        _row("5", ")", "PUNCT", "4", "punct"),
        _row("6-7", "didn't", "_", "_", "_"),
        _row("6", "did", "AUX", "8", "aux"),
        _row("7", "n't", "PART", "8", "advmod"),
        _row("8", "sign", "VERB", "0", "root", "SpaceAfter=No"),
        _row("8.1", "sign", "VERB", "_", "_"),
        _row("9", ".", "PUNCT", "8", "punct"),
        "",
        "# text = Ormels cannot.",
        _row("1", "Ormels", "PROPN", "2", "nsubj:outer"),
        _row("2-3", "cannot", "_", "_", "_", "SpaceAfter=No"),
        _row("2", "can", "AUX", "0", "root"),
        _row("3", "not", "PART", "2", "advmod"),
        _row("4", ".", "PUNCT", "2", "punct", "SpaceAfter=No"),
        "",
        "# newpar",
        "# text = Théo it was",
        _row("1", "Théo", "PROPN", "3", "nsubj:pass"),
        _row("2", "it", "PRON", "3", "obl:agent"),
        _row("3", "was", "VERB", "0", "root"),
        "",
        "# newdoc id = second",
        "# text = Yes.",
        _row("1", "Yes", "INTJ", "0", "root", "SpaceAfter=No"),
        _row("2", ".", "PUNCT", "1", "punct"),
        "",
    ]
)


def test_text_is_rebuilt_with_the_treebanks_own_spacing() -> None:
    first, second = read(SAMPLE, "file")
    assert first.document.name == "sample"
    assert first.document.text == "Vesk (a clerk) didn't sign. Ormels cannot.\n\nThéo it was"
    assert second.document.text == "Yes."
    assert first.inexact == second.inexact == 0


def test_words_of_a_multiword_token_lie_in_it_and_empty_nodes_nowhere() -> None:
    document = next(read(SAMPLE, "file")).document
    assert document.tokens is not None
    words = [document.text[t.start : t.end] for t in document.tokens]
    assert words == "Vesk ( a clerk ) did n't sign . Ormels can not . Théo it was".split()


def test_heads_point_into_the_document_and_subtypes_go() -> None:
    document = next(read(SAMPLE, "file")).document
    assert document.tokens is not None
    heads = [(t.head, t.relation) for t in document.tokens]
    assert heads[7] == (-1, "root")
    assert heads[5] == (7, "aux")
    assert heads[9:11] == [(10, "nsubj"), (-1, "root")]
    assert heads[13:] == [(15, "nsubj:pass"), (15, "obl:agent"), (-1, "root")]


def test_sentences_are_spans_of_the_text() -> None:
    document = next(read(SAMPLE, "file")).document
    assert document.sentences is not None
    assert [document.text[a:b] for a, b in document.sentences] == [
        "Vesk (a clerk) didn't sign.",
        "Ormels cannot.",
        "Théo it was",
    ]


def test_a_row_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="10"):
        list(read("1\tword\n", "file"))


def test_relations_keep_the_subtypes_that_reading_needs() -> None:
    assert [relation(r) for r in ("acl:relcl", "nmod:poss", "obj")] == ["acl:relcl", "nmod", "obj"]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Vesk , the clerk 's son , did n't sign .", "Vesk, the clerk's son, didn't sign."),
        ('He said : " No ( not now ) " .', 'He said: "No (not now)".'),
        ("the workers ' union paid $ 5 and 10 % / year", "the workers' union paid $5 and 10%/year"),
    ],
)
def test_tokens_are_put_together_as_print_has_them(tokens: str, text: str) -> None:
    printed, spans = detokenised(tokens.split())
    assert printed == text
    assert [printed[a:b] for a, b in spans] == tokens.split()


def test_of_mentions_that_overlap_the_longest_stays() -> None:
    inner, outer, apart = Named(4, 8, "STATE"), Named(0, 8, "ORGANISATION"), Named(9, 12, "PERSON")
    assert outermost([inner, apart, outer]) == (outer, apart)


def test_kinds_tell_states_from_places_and_bodies() -> None:
    kinds: Kinds = default_kinds()
    assert kinds.place("the United States") == kinds.body("U.S.") == "STATE"
    assert kinds.place("Ohio") == "PLACE"
    assert kinds.body("UNESCO") == "ORGANISATION"
    assert kinds.other("Canadians") == "NATIONALITY"
    assert kinds.other("Tehran Declaration") == "AGREEMENT"
    assert kinds.other("Bosnian War") == "EVENT"
    assert kinds.other("Pershing II") == "WEAPON"


def check(document: Annotated) -> None:
    """All that must hold of any document of any corpus."""
    size = len(document.text)
    if document.tokens is not None:
        ends = [0]
        for token in document.tokens:
            assert ends[-1] <= token.start < token.end <= size, (document.name, token)
            assert -1 <= token.head < len(document.tokens), (document.name, token)
            assert (token.head == -1) == (token.relation == "root"), (document.name, token)
            ends.append(token.end)
    last = 0
    for start, end in document.sentences or ():
        assert last <= start < end <= size, (document.name, start)
        assert not document.text[last:start].strip(), (document.name, start)
        last = end
    last = 0
    for mention in document.named or ():
        surface = document.text[mention.start : mention.end]
        assert last <= mention.start < mention.end <= size, (document.name, mention)
        assert surface == surface.strip(), (document.name, surface)
        assert mention.kind in KINDS, (document.name, mention)
        last = mention.end


def test_marks_of_names_are_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["{PER Ada Vesk} left {PLACE Ormel}.", "", *["None here."] * 4, "The {NAT Ormelian} {ORG Kite Club} met."]
    (tmp_path / "kites.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr("train.corpora.written.FOLDER", tmp_path)
    first, second = pieces("train", default_kinds()).documents
    found = [(d.text[n.start : n.end], n.kind) for d in (first, second) for n in d.named or ()]
    assert found == [
        ("Ada Vesk", "PERSON"),
        ("Ormel", "PLACE"),
        ("Ormelian", "NATIONALITY"),
        ("Kite Club", "ORGANISATION"),
    ]
    assert first.text.splitlines() == ["Ada Vesk left Ormel.", *["None here."] * 4]
    assert second.text == "The Ormelian Kite Club met."
    assert not pieces("dev", default_kinds()).documents
    assert not pieces("test", default_kinds()).documents


@pytest.mark.parametrize("line", ["{ORM Kell} rose.", "{PER Kell rose.", "Kell} rose.", "{per Kell} rose."])
def test_a_wrong_mark_of_a_name_is_told_with_its_line(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kites.txt").write_text(f"None here.\n\n{line}\n", encoding="utf-8")
    monkeypatch.setattr("train.corpora.written.FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"kites.txt, line 3: "):
        pieces("train", default_kinds())


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_every_name_is_well_marked(file: Path) -> None:
    found = [d for d in pieces("train", default_kinds()).documents if d.name.startswith(f"{file.stem}-")]
    assert sum(len(d.named or ()) for d in found) >= 2000
    for document in found:
        check(document)


@at_hand
@pytest.mark.parametrize("split", SPLITS)
def test_every_layer_lies_in_the_text(split: str) -> None:
    for document in (*ud(split), *named(split)):  # type: ignore[arg-type]
        check(document)


@at_hand
def test_treebanks_are_whole() -> None:
    ewt, gum = documents("ewt", "train"), [d for split in SPLITS for d in documents("gum", split)]
    assert sum(len(d.sentences or ()) for d in ewt) == 12544  # of UD 2.16; EWT-NNER has 12,543
    assert sum(len(d.tokens or ()) for split in SPLITS for d in documents("ewt", split)) == 254818
    assert len(gum) == 168
    assert sum(len(d.tokens or ()) for d in gum) == 166546


@at_hand
def test_what_does_not_fit_the_text_is_next_to_nothing() -> None:
    inexact = {c: sum(source(c, split).inexact for split in SPLITS) for c in ("ewt", "gum", "crossner", "re3d")}
    assert inexact == {"ewt": 5, "gum": 0, "crossner": 0, "re3d": 0}


@at_hand
def test_nearly_every_document_of_ewt_has_both_layers() -> None:
    assert sum(d.named is None for split in SPLITS for d in documents("ewt", split)) <= 2
