"""Files of hand codings: each format as its tools write it, and files that are broken, hostile or of another kind."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coded import dna, sheet
from onrecord.engine.coding import bound
from onrecord.engine.coding.field import Fields, stance
from onrecord.engine.coding.source import read_codings
from onrecord.model import HandCoding, Misused, OnRecordError

TEXT = "Halvern broke the treaty, said Oda Kell.\nTesmaria denied it."
NOON = 1381233600  # 8 October 2013, 12:00 UTC


def one(path: Path, **said: Any) -> HandCoding:
    (coding,) = read_codings(path, **said).codings
    return coding


# ── .dna ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dna_file_gives_its_statements(tmp_path: Path) -> None:
    values = {"person": "Oda Kell", "organization": "Tesmaria", "concept": "Treaty is broken", "agreement": 1}
    denies = {"organization": "Tesmaria", "concept": "Treaty is broken", "agreement": 0}
    path = dna(tmp_path / "a.dna", [("Title", TEXT, NOON)], (1, 0, 24, "Ana", values), (1, 41, 60, "Ben", denies))
    found = read_codings(path)
    assert [(c.coder, c.words, c.people, c.organisation, c.concept, c.affirms) for c in found.codings] == [
        ("Ana", "Halvern broke the treaty", ("Oda Kell",), "Tesmaria", "Treaty is broken", True),
        ("Ben", "Tesmaria denied it.", (), "Tesmaria", "Treaty is broken", False),
    ]
    assert found.texts[0].day == date(2013, 10, 8) and found.texts[0].text == TEXT
    assert found.left_out == ()


def test_places_behind_wide_characters_are_those_of_the_program(tmp_path: Path) -> None:
    # The program counts UTF-16 units: an emoji is two.
    path = dna(
        tmp_path / "a.dna", [("T", f"\U0001f600 {TEXT}", NOON)], (1, 3, 10, "Ana", {"person": "X", "concept": "Y"})
    )
    assert one(path).words == "Halvern"


def test_what_cannot_be_a_coding_is_named(tmp_path: Path) -> None:
    said = {"person": "X", "concept": "Y"}
    path = dna(
        tmp_path / "a.dna",
        [("T", TEXT, NOON)],
        (1, 0, 7, "Ana", said),
        (1, 0, 4_000, "Ana", said),
        (9, 0, 7, "Ana", said),
        (1, 0, 7, "Ana", {"concept": "Y"}),
        (1, 0, 7, "Ana", {"person": "X"}),
    )
    found = read_codings(path)
    assert len(found.codings) == 1
    assert [(left.where, left.why) for left in found.left_out] == [
        ("statement 2", "0 to 4000 is no stretch of its text"),
        ("statement 3", "there is no document 9"),
        ("statement 4", "nobody is coded"),
        ("statement 5", "no concept is coded"),
    ]


def test_variables_go_by_other_names(tmp_path: Path) -> None:
    path = dna(tmp_path / "a.dna", [("T", TEXT, NOON)], (1, 0, 7, "Ana", {"person": "X", "concept": "Y"}))
    with sqlite3.connect(path) as file:
        file.execute("UPDATE VARIABLES SET Variable = 'frame' WHERE Variable = 'concept'")
    found = read_codings(path)
    assert not found.codings and "no variables for who takes a side" in found.left_out[0].why
    assert one(path, columns="issue=frame").concept == "Y"
    with pytest.raises(OnRecordError, match="has no column 'nonsense'"):
        read_codings(path, columns="issue=nonsense")


def refuses(path: Path, match: str, **said: Any) -> None:
    with pytest.raises(OnRecordError, match=match) as error:
        read_codings(path, **said)
    assert "\n" not in str(error.value)


def test_files_that_are_no_dna_file(tmp_path: Path) -> None:
    path = tmp_path / "a.dna"
    refuses(path, "no such file")
    path.write_bytes(b"PK\x03\x04 a zip")
    refuses(path, "not an SQLite database", as_="dna")
    path.unlink()
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE other (a)")
    refuses(path, "it has no table CODERS")


def test_a_broken_dna_file(tmp_path: Path) -> None:
    path = dna(tmp_path / "a.dna", [("T", TEXT * 400, NOON)], (1, 0, 7, "Ana", {"person": "X", "concept": "Y"}))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    refuses(path, "cannot be read|has no table")
    path.write_bytes(whole[:100] + bytes(len(whole) - 100))
    refuses(path, "cannot be read|has no table")


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(100, 60_000), st.integers(0, 255)), min_size=1, max_size=40))
def test_a_damaged_dna_file_ends_in_a_line_or_in_codings(tmp_path_factory: pytest.TempPathFactory, damage: Any) -> None:
    folder = tmp_path_factory.mktemp("dna")
    path = dna(folder / "a.dna", [("T", TEXT * 20, NOON)], (1, 0, 7, "Ana", {"person": "X", "concept": "Y"}))
    data = bytearray(path.read_bytes())
    for at, value in damage:
        data[at % len(data)] = value
    path.write_bytes(data)
    try:
        read_codings(path, "dna")
    except OnRecordError as error:
        assert "\n" not in str(error)


def test_a_view_in_the_place_of_a_table_is_not_asked(tmp_path: Path) -> None:
    path = dna(tmp_path / "a.dna", [("T", TEXT, NOON)], (1, 0, 7, "Ana", {"person": "X", "concept": "Y"}))
    with sqlite3.connect(path) as file:
        file.execute("ALTER TABLE STATEMENTS RENAME TO S")
        file.execute("CREATE VIEW STATEMENTS AS SELECT * FROM S, S, S, S")
    refuses(path, "it has no table STATEMENTS")


def test_a_dna_file_with_a_table_of_other_columns(tmp_path: Path) -> None:
    path = dna(tmp_path / "a.dna", [("T", TEXT, NOON)])
    with sqlite3.connect(path) as file:
        file.execute("ALTER TABLE STATEMENTS RENAME COLUMN Stop TO Halt")
    refuses(path, "its table STATEMENTS has no column Stop")


def test_a_dna_file_that_is_open_elsewhere(tmp_path: Path) -> None:
    path = dna(tmp_path / "a.dna", [("T", TEXT, NOON)])
    (tmp_path / "a.dna-journal").write_bytes(b"not yet written")
    refuses(path, "open in another program")


def test_more_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"person": "X", "concept": "Y"}
    path = dna(tmp_path / "a.dna", [("T", TEXT, NOON)], *[(1, n, n + 5, "Ana", said) for n in range(5)])
    monkeypatch.setattr("onrecord.engine.coding.dna.MAX_CODINGS", 4)
    refuses(path, "more than 4")
    monkeypatch.setattr("onrecord.engine.coding.dna.MAX_CODINGS", 40)
    monkeypatch.setattr("onrecord.engine.coding.dna.MAX_CHARS", 10)
    assert "its text has more than 10 characters" in read_codings(path).left_out[0].why
    monkeypatch.setattr("onrecord.engine.coding.dna.MAX_DATABASE", 10)
    refuses(path, "at most 10 are read")


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_gives_its_rows(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", ["a.txt", "Halvern broke it", "Oda Kell", "Broken", "Agree", "Ana"])
    coding = one(path)
    assert (coding.words, coding.people, coding.concept, coding.affirms) == (
        "Halvern broke it",
        ("Oda Kell",),
        "Broken",
        True,
    )
    assert (coding.coder, coding.where) == ("Ana", "line 2")


def test_columns_of_a_table_go_by_other_names(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("Seite\tZitat\tWer\tCode\tpro\na.txt\tWorte\tOda Kell\tY\t0\n", encoding="utf-16")
    coding = one(path, columns="document=Seite,quote=Zitat,actor=Wer,stance=pro", by="Ana")
    assert (coding.words, coding.concept, coding.affirms, coding.coder) == ("Worte", "Y", False, "Ana")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a,b\n1,2\n", "no column of words"),
        ("quote,issue\nx,y\n", "no column of actors"),
        ("", "is empty"),
        ("quote,actor\n\0", "null characters"),
        ("start,end,actor\n1,2,x\n", "no column of words"),
    ],
)
def test_tables_without_what_is_needed(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    refuses(path, why)


def test_rows_that_say_too_little_or_what_cannot_be(tmp_path: Path) -> None:
    head = "document,quote,actor,issue,stance,coder,date"
    rows = [
        ["a", "", "X", "Y", "1", "Ana", ""],
        ["a", "words", "", "Y", "1", "Ana", ""],
        ["a", "words", "X", "Y", "maybe", "Ana", ""],
        ["a", "words", "X", "Y", "1", "", ""],
        ["a", "words", "X", "Y", "1", "Ana", "yesterday"],
        ["a", "w" * 30_000, "X", "Y", "1", "Ana", ""],
    ]
    found = read_codings(sheet(tmp_path / "a.csv", *rows, head=head))
    assert not found.codings
    assert sorted(left.why for left in found.left_out) == [
        "'maybe' is no stance: affirm or deny",
        "'yesterday' is no date: write 2018-12-06",
        "it does not say who coded it: give --by NAME",
        "it has no words, nor offsets in their place",
        "it names no actor",
        "its words are more than 20,000 characters",
    ]


def test_a_table_in_an_encoding_of_its_own_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("quote,actor\nné,X\n".encode("latin-1"))
    refuses(path, "is not in UTF-8")


def test_a_map_that_is_none() -> None:
    for said in ("quote", "quote=", "nonsense=a"):
        with pytest.raises(Misused, match="says of no column"):
            Fields.parse(said)


@pytest.mark.parametrize(
    ("said", "means"), [("Agree", True), ("DENY", False), ("-2", False), ("0.5", True), ("", None)]
)
def test_a_stance_in_many_words(said: str, means: bool | None) -> None:
    assert stance(said) is means


# ── annotations ────────────────────────────────────────────────────────────────────────────────────────────

HYPOTHESIS = {
    "id": "xY3",
    "created": "2013-10-09T10:00:00.000+00:00",
    "user": "acct:ana@example.org",
    "uri": "https://courier.example/strait",
    "text": "Actor: Oda Kell; for: Tesmaria\nissue: breaches(Halvern, Skerran Strait Treaty); affirm\nSee page two.",
    "tags": ["strait"],
    "document": {"title": ["Thirty days"]},
    "target": [
        {
            "source": "https://courier.example/strait",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 10, "end": 26},
                {"type": "TextQuoteSelector", "exact": "broke the treaty", "prefix": "Halvern ", "suffix": ", said"},
            ],
        }
    ],
}
WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "creator": {"type": "Person", "name": "Ben Orr"},
    "body": [
        {"type": "TextualBody", "purpose": "tagging", "value": "actor: Tesmaria"},
        {"type": "TextualBody", "purpose": "tagging", "value": "issue: Broken"},
        {"type": "TextualBody", "purpose": "tagging", "value": "deny"},
    ],
    "target": {"source": "a.html", "selector": {"type": "TextQuoteSelector", "exact": "denied it"}},
}


def annotations(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_an_answer_of_hypothesis(tmp_path: Path) -> None:
    coding = one(annotations(tmp_path / "a.json", {"total": 1, "rows": [HYPOTHESIS]}))
    assert (coding.coder, coding.people, coding.organisation) == ("ana", ("Oda Kell",), "Tesmaria")
    assert (coding.concept, coding.affirms) == ("breaches(Halvern, Skerran Strait Treaty)", True)
    assert (coding.words, coding.before, coding.behind) == ("broke the treaty", "Halvern ", ", said")
    assert (coding.start, coding.end, coding.note) == (10, 26, "See page two.; strait")


def test_web_annotations_one_a_line_or_in_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(WEB)}\n\n{json.dumps(WEB)}\n", encoding="utf-8")
    assert len(read_codings(path).codings) == 2
    page = {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [WEB]}}
    coding = one(annotations(tmp_path / "b.jsonld", page))
    assert (coding.coder, coding.people, coding.concept, coding.affirms) == ("Ben Orr", ("Tesmaria",), "Broken", False)


def test_two_codings_of_the_same_words(tmp_path: Path) -> None:
    body = "actor: X; issue: A; affirm; issue: B; deny"
    found = read_codings(annotations(tmp_path / "a.json", [WEB | {"body": body}]))
    assert [(c.people, c.concept, c.affirms) for c in found.codings] == [(("X",), "A", True), (("X",), "B", False)]


def test_annotations_that_code_nothing_are_named(tmp_path: Path) -> None:
    bare = WEB | {"body": "Interesting!"}
    no_words = WEB | {"target": "https://courier.example"}
    nowhere = WEB | {"target": {"selector": WEB["target"]["selector"]}}  # type: ignore[index]
    found = read_codings(annotations(tmp_path / "a.json", [bare, no_words, nowhere]))
    assert not found.codings
    assert [left.why for left in found.left_out] == [
        'it codes nothing: a note ("Interesting!")',
        "it quotes no words (TextQuoteSelector)",
        "it says of no page what it is on",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{}", "holds no annotations"),
        ("[1, 2", "is no JSON"),
        ("[" * 5_000, "is no JSON"),
        ("3\n{", "line 2, is no JSON"),
    ],
)
def test_json_of_another_kind(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    refuses(path, why)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["target", "selector", "rows", "body", "value", "type", "source", "user"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_ends_in_a_line_or_in_codings(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = annotations(tmp_path_factory.mktemp("json") / "a.json", value)
    try:
        read_codings(path)
    except OnRecordError as error:
        assert "\n" not in str(error)


# ── gold ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_gold_gives_statements_and_positions(tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(
        """
coder: Ana
documents:
- file: 01.txt
  title: Thirty days
  published: [2013-10-08, 2013-10-08]
  statements:
  - id: a
    speaker: [Oda Kell, minister]
    content: "broke the treaty"
    positions: [{by: Tesmaria, issue: "breaches(Halvern, Treaty)", stance: affirm}]
  - {id: b, speaker: null, content: "it is said"}
  - {id: c, speaker: X}
  - {id: d, speaker: X, within: "He did not say it."}
- {file: 02.txt}
positions:
- {by: Halvern, issue: "preserve(Treaty)", stance: deny, shown: [{file: 02.txt, words: "no longer"}]}
""",
        encoding="utf-8",
    )
    found = read_codings(path)
    assert [(c.text, c.people, c.organisation, c.concept, c.affirms, c.words) for c in found.codings] == [
        ("01.txt", ("Oda Kell", "minister"), "Tesmaria", "breaches(Halvern, Treaty)", True, "broke the treaty"),
        ("01.txt", (), None, None, None, "it is said"),
        ("01.txt", ("X",), None, None, None, "He did not say it."),
        ("02.txt", (), "Halvern", "preserve(Treaty)", False, "no longer"),
    ]
    assert [text.id for text in found.texts] == ["01.txt", "02.txt"]
    assert found.left_out[0].where == "01.txt, statement c"


@pytest.mark.parametrize(
    ("text", "why"), [("a: [", "line 1: not YAML"), ("- 1\n", "holds no gold"), ("2019-02-31", "not YAML|no gold")]
)
def test_yaml_of_another_kind(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    refuses(path, why)


@pytest.mark.parametrize("name", ["none.csv", "none.dna", "none.yaml"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    refuses(tmp_path / name, f"{name}: no such file; check the spelling")


def test_what_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "codings.txt"
    path.write_text("quote,actor\nwords,X\n", encoding="utf-8")
    refuses(path, "its name does not say what it is")
    refuses(path, "no format 'word'", as_="word")
    refuses(tmp_path, "Is a directory|is a folder")
    assert one(path, as_="csv", by="Ana").people == ("X",)
    monkeypatch.setattr(bound, "MAX_FILE", 5)
    with pytest.raises(OnRecordError, match="at most 5 are read"):
        bound.contents(path, bound.MAX_FILE)
