"""Scores against hand codings: which coding is which, what is counted, and what does not fit."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import handmade
import onrecord
from coded import BREACH, SAID, courier, dna, opened, sheet
from onrecord.cli.app import app
from onrecord.engine.coding.pairing import pairs, same_actor
from onrecord.engine.coding.score import Score, ScoreRow, score
from onrecord.engine.coding.stretch import Lost, Pages, Wanted
from onrecord.model import Issue, OnRecordError, PlacedCoding, Span

HEAD = "document,quote,actor,issue,stance,coder"


def row(found: Score, level: str, of: str = "OnRecord", against: str = "Ana") -> ScoreRow:
    return next(r for r in found.rows if (r.of, r.against, r.level) == (of, against, level))


def test_a_coder_who_saw_the_same(tmp_path: Path) -> None:
    rows = [
        ["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"],
        ["herald.txt", SAID, "Orla Benning", "preserve(Tarn Accord)", "affirm", "Ana"],
        ["herald.txt", "Pavel Drunov denied this", "Drunov", BREACH, "deny", "Ana"],
    ]
    found = score(opened(), sheet(tmp_path / "a.csv", *rows))
    for level, count in (("statement", 2), ("actor", 2), ("issue", 3), ("stance", 3)):
        one = row(found, level)
        assert (one.matched, one.coded, one.expected) == (count, count, count), level
        assert one.precision == one.recall == one.f1 == 1
    assert row(found, "stance").kappa == 1 and found.left_out == ()


def test_a_coder_who_saw_something_else(tmp_path: Path) -> None:
    rows = [
        ["herald.txt", SAID, "Pavel Drunov", BREACH, "affirm", "Ana"],  # another speaker
        ["herald.txt", "Pavel Drunov denied this", "Pavel Drunov", BREACH, "affirm", "Ana"],  # another side
        ["herald.txt", "She gave it 30 days", "Orla Benning", "Ultimatum", "affirm", "Ana"],  # not read as one
    ]
    found = score(opened(), sheet(tmp_path / "a.csv", *rows))
    # The record has two statements that show a position, and three positions.
    said = row(found, "statement")
    assert (said.matched, said.coded, said.expected) == (2, 2, 3)
    actor = row(found, "actor")
    assert (actor.matched, actor.units, actor.share) == (1, 2, 0.5)
    assert actor.precision == pytest.approx(1 / 2) and actor.recall == pytest.approx(1 / 3)
    issue = row(found, "issue")
    assert (issue.matched, issue.coded, issue.expected) == (1, 3, 3)
    assert row(found, "stance").matched == 0
    assert found.unmapped == {"Ultimatum": 1}


def test_two_coders_against_each_other_and_three_together(tmp_path: Path) -> None:
    said = ["herald.txt", SAID, "Orla Benning", BREACH]
    denied = ["herald.txt", "Drunov denied this", "Pavel Drunov", BREACH]
    rows = [
        *([*said, "affirm", coder] for coder in ("Ana", "Ben", "Cem")),
        *([*denied, side, coder] for side, coder in (("deny", "Ana"), ("deny", "Ben"), ("affirm", "Cem"))),
    ]
    found = score(opened(), sheet(tmp_path / "a.csv", *rows))
    both = row(found, "stance", "Ana", "Ben")
    assert (both.share, both.kappa) == (1, 1)
    apart = row(found, "stance", "Ben", "Cem")
    # Affirm and deny against affirm twice: half agree, and so would chance have it.
    assert (apart.share, apart.kappa, apart.units) == (0.5, 0, 2)
    together = row(found, "stance", "all coders", "all coders")
    # Values aaa and dda: Do = (2 + 2) / 2 / 6 = 1/3, De = 2 * 4 * 2 / 30, alpha = 1 - (1/3) / (16/30).
    assert together.alpha == pytest.approx(1 - (1 / 3) / (16 / 30)) and together.units == 2
    assert together.precision is None


def test_a_document_that_a_coder_left_alone_counts_only_in_full(tmp_path: Path) -> None:
    other = handmade.document("b" * 16, "courier.html", "Courier")
    record = opened(handmade.document(), other)
    path = dna(
        tmp_path / "a.dna",
        [("Sarnia rejects Velmark charge", handmade.TEXT, 0), ("Sarnia rejects Velmark charge", handmade.TEXT, 0)],
        (
            1,
            handmade.TEXT.index(SAID),
            handmade.TEXT.index(SAID) + len(SAID),
            "Ana",
            {"person": "Orla Benning", "concept": BREACH},
        ),
    )
    # Two documents of one text: it cannot be told which is meant.
    assert "may be any of 2 documents" in score(record, path).left_out[0].why
    gold = tmp_path / "gold.yaml"
    gold.write_text(
        "documents:\n- file: courier.html\n- file: herald.txt\n"
        f"  statements:\n  - speaker: Orla Benning\n    content: {json.dumps(SAID)}\n"
        f"    positions: [{{by: Sarnia, issue: '{BREACH}', stance: affirm}}]\n",
        encoding="utf-8",
    )
    some, every = score(record, gold), score(record, gold, in_full=True)
    assert (some.documents, every.documents) == (1, 2)
    assert row(some, "stance", against="gold").coded == 3 and row(every, "stance", against="gold").coded == 5


def test_who_codes_statements_alone_is_held_against_all_of_them(tmp_path: Path) -> None:
    rows = [["herald.txt", SAID, "Orla Benning", "", "", "Ana"]]
    found = score(opened(), sheet(tmp_path / "a.csv", *rows))
    assert row(found, "statement").coded == 3
    assert (row(found, "issue").coded, row(found, "issue").expected, row(found, "issue").recall) == (3, 0, None)


def test_who_codes_no_sides_is_not_held_to_any(tmp_path: Path) -> None:
    rows = [["herald.txt", SAID, "Orla Benning", BREACH, "", "Ana"]]
    found = score(opened(), sheet(tmp_path / "a.csv", *rows))
    assert row(found, "issue").matched == 1
    stance = row(found, "stance")
    assert (stance.matched, stance.coded, stance.expected, stance.precision, stance.recall) == (0, 0, 0, None, None)


def test_concepts_are_mapped(tmp_path: Path) -> None:
    rows = [
        ["herald.txt", SAID, "Orla Benning", "Velmark Keeps It", "disagree", "Ana"],
        ["herald.txt", SAID, "Orla Benning", "Colour", "agree", "Ana"],
    ]
    concepts = tmp_path / "concepts.yaml"
    concepts.write_text(f"Velmark keeps it: not {BREACH}\nColour: null\n", encoding="utf-8")
    found = score(opened(), sheet(tmp_path / "a.csv", *rows), concepts=concepts)
    assert row(found, "stance").matched == 1 and not found.unmapped
    assert found.left_out[0].why == 'the map leaves "Colour" out'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- a", "maps no concepts"),
        ("a: breaches(Velmark)", "is no issue of the codebook"),
        ("a: [", "line 1: not YAML"),
    ],
)
def test_a_map_of_concepts_that_is_none(tmp_path: Path, text: str, why: str) -> None:
    concepts = tmp_path / "concepts.yaml"
    concepts.write_text(text, encoding="utf-8")
    gold = sheet(tmp_path / "a.csv", ["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"])
    with pytest.raises(OnRecordError, match=why):
        score(opened(), gold, concepts=concepts)


# ── where words stand ──────────────────────────────────────────────────────────────────────────────────────


def found_in(words: str, **around: object) -> tuple[str, bool]:
    document = handmade.document()
    spans, exact = Pages(document).find(Wanted(words, **around))  # type: ignore[arg-type]
    return " ".join(map(document.words, spans)), exact


def test_words_are_found_whatever_their_signs() -> None:
    assert found_in('"Velmark has  breached the Tarn Accord,"') == (SAID, True)
    assert found_in("Velmark Leaves Talks") == ("Velmark Leaves Talks", True)


def test_words_that_differ_slightly_are_found_as_they_stand() -> None:
    assert found_in("The accord from 1994 limits patrol to 12 ships") == (
        "The accord of 1994 limits patrols to 12 ships",
        False,
    ) or found_in("The accord from 1994 limits patrol to 12 ships") == (
        "The accord of 1994 limits patrols to 12 ships.",
        False,
    )


def test_words_that_stand_apart_are_found_in_pieces() -> None:
    words = "“Velmark has breached the Tarn Accord,” … She gave it 30 days."
    assert found_in(words) == (f"{SAID} She gave it 30 days.", True)
    assert found_in(words.replace("… ", "")) == found_in(words)
    with pytest.raises(Lost):
        found_in("She gave it 30 days. “Velmark has breached the Tarn Accord,”")


def test_words_that_are_not_there_are_lost() -> None:
    for words in ("Drunov agreed", "Orla Benning welcomed the new and generous offer of Velmark", "  "):
        with pytest.raises(Lost):
            found_in(words)


def test_of_several_places_the_one_that_is_meant() -> None:
    document = handmade.document()
    first, second = document.text.index("Velmark"), document.text.index("Velmark", 25)
    with pytest.raises(Lost, match="stands 2 times"):
        found_in("Velmark")
    assert Pages(document).find(Wanted("Velmark", before="“", behind=" has"))[0][0].start == second
    assert Pages(document).find(Wanted("Velmark", share=0.01))[0][0].start == first


@given(st.data())
def test_every_stretch_of_a_document_is_found_where_it_stands(data: st.DataObject) -> None:
    document = handmade.document()
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    words = document.text[start:end].strip()
    if not words:
        return
    (span,), exact = Pages(document).find(Wanted(words, share=start / len(document.text)))
    assert exact and document.words(span) == words


# ── which is which ─────────────────────────────────────────────────────────────────────────────────────────

CODINGS = st.lists(
    st.builds(
        lambda start, length, person, document: PlacedCoding(
            "Ana", document, (Span(start, start + length),), frozenset([person]), None, Issue("a", ("b",)), True
        ),
        st.integers(0, 60),
        st.integers(1, 30),
        st.sampled_from("XYZ"),
        st.sampled_from("ab"),
    ),
    max_size=8,
)


@given(CODINGS, CODINGS)
def test_a_coding_is_in_one_pair_at_most(some: list[PlacedCoding], others: list[PlacedCoding]) -> None:
    found = pairs(some, others, lambda a, b: (same_actor(a, b),))
    assert len({id(a) for a, _ in found}) == len(found) == len({id(b) for _, b in found})
    assert all(a.document == b.document and a.spans[0].touches(b.spans[0]) for a, b in found)


@given(CODINGS)
def test_codings_are_the_same_as_themselves(some: list[PlacedCoding]) -> None:
    found = pairs(some, some, lambda a, b: (same_actor(a, b),))
    assert len(found) == len(some)


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def dispute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return courier(tmp_path_factory.mktemp("score") / "dispute.record")


def test_the_command_writes_a_table_json_and_csv(dispute: Path, tmp_path: Path) -> None:
    rows = [["courier-thirty-days.html", "words that stand nowhere in it at all", "Oda Kell", "Mines", "yes", "Ana"]]
    with onrecord.open(dispute) as record:
        said = next(row for row in record.statements() if row["positions"])
    held = said["positions"][0]
    rows.append([said["document"], said["content"], said["speaker"], held["issue"], held["stance"], "Ana"])
    gold = str(sheet(tmp_path / "a.csv", *rows))
    shown = CliRunner().invoke(app, ["score", str(dispute), gold])
    assert shown.exit_code == 0 and "stance" in shown.stdout and "1 document" in shown.stdout
    assert "left out: line 2: " in shown.stderr
    printed = [
        json.loads(line)
        for line in CliRunner().invoke(app, ["score", str(dispute), gold, "--json"]).stdout.splitlines()
    ]
    assert [row["level"] for row in printed] == ["statement", "actor", "issue", "stance"]
    assert printed[3]["recall"] == 1
    table = list(csv.DictReader(io.StringIO(CliRunner().invoke(app, ["score", str(dispute), gold, "--csv"]).stdout)))
    assert [row["recall"] for row in table] == ["1.0"] * 4


def test_the_command_says_in_a_line_what_is_wrong(dispute: Path, tmp_path: Path) -> None:
    broken = tmp_path / "a.dna"
    broken.write_bytes(b"nothing of the kind")
    for asked, code in (
        (["score", str(dispute), str(broken), "--as", "dna"], 1),
        (["score", str(dispute), str(tmp_path / "none.csv")], 1),
        (["score", str(dispute), str(broken), "--as", "odd"], 2),
        (["score", str(dispute), str(broken), "--json", "--csv"], 2),
    ):
        done = CliRunner().invoke(app, asked)
        assert done.exit_code == code, asked
        assert "Traceback" not in done.output
