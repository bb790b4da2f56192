"""The codebook: its own examples hold, and what is wrong with one is told in a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord.example
from onrecord.model import Issue, Stance
from onrecord.reading import RuleReader, read
from onrecord.record import Codebook, CodebookError, compile
from onrecord.record.issues.codebook import Example
from onrecord.reference import Reference
from texts import document, given, held

SHIPPED = Codebook.load()
EXAMPLES = [(p.name, e) for p in SHIPPED.predicates for e in p.examples]

SMALL = """
name: small
description: Two issues.
predicates:
- name: closes
  arguments: [actor, place]
  label: "{0} closes {1}"
  about: doing
  affirm: ["clos(?:e|es|ed|ing)"]
- name: keep
  arguments: [agreement]
  label: "{0} should be kept"
  about: doing
  affirm: [must be kept]
  deny: [is dead]
"""


@pytest.fixture(scope="module")
def shipped() -> Reference:
    return Reference.load(Path(onrecord.example.__file__).parent / "reference.yaml")


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}: {e.text[:40]}" for n, e in EXAMPLES])
def test_an_example_shows_its_issue_and_stance(name: str, example: Example, shipped: Reference) -> None:
    doc = document(example.text, dates=[given("2013-10-24")])
    record = compile([doc], [read(doc, RuleReader(shipped), shipped)], SHIPPED, shipped)
    assert (example.issue, str(example.stance)) in {(issue, stance) for _, issue, stance in held(record.positions)}
    assert example.issue.startswith(f"{name}(")


def test_every_predicate_has_an_example() -> None:
    assert [p.name for p in SHIPPED.predicates if not (p.examples and p.counterexamples and p.opposite)] == []


@pytest.mark.parametrize("predicate", SHIPPED.predicates, ids=lambda p: p.name)
def test_signals_are_lower_case_and_never_match_nothing(predicate: object) -> None:
    signals = SHIPPED.signals[predicate.name]  # type: ignore[attr-defined]
    frames = [frame for frame, _ in signals.frames]
    for pattern in (p for p in (signals.affirm, signals.deny, signals.implied, *frames) if p is not None):
        assert not pattern.match("")
        assert re.sub(r"\\.|\(\?P<", "", pattern.pattern) == re.sub(r"\\.|\(\?P<", "", pattern.pattern).lower()


COUNTER = [(p.name, text) for p in SHIPPED.predicates for text in p.counterexamples]


@pytest.mark.parametrize(("name", "text"), COUNTER, ids=[f"{n}: {t[:40]}" for n, t in COUNTER])
def test_a_counterexample_shows_no_position_on_its_issue(name: str, text: str, shipped: Reference) -> None:
    doc = document(text, dates=[given("2013-10-24")])
    record = compile([doc], [read(doc, RuleReader(shipped), shipped)], SHIPPED, shipped)
    assert [issue for _, issue, _ in held(record.positions) if issue.startswith(f"{name}(")] == []


def test_a_codebook_carries_its_own_text() -> None:
    again = Codebook.parse(SHIPPED.yaml)
    assert again.yaml == SHIPPED.yaml
    assert again.predicates == SHIPPED.predicates
    assert (SHIPPED.name, again.name) == ("treaty", "treaty")


def test_an_issue_in_words() -> None:
    assert SHIPPED.words(Issue("breaches", ("Veyra", "Lantern Treaty"))) == "Veyra is in breach of Lantern Treaty"
    with pytest.raises((KeyError, StopIteration)):
        SHIPPED.words(Issue("no such predicate", ()))


def test_a_persons_own_codebook(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    book = Codebook.load(file)
    assert [p.name for p in book.predicates] == ["closes", "keep"]
    assert book.signals["closes"].deny is None
    assert book.predicate("keep").deny == ("is dead",)


WRONG = [
    ("name: [", "small.yaml: line 1: not YAML: while parsing a flow node, expected"),
    ("people: [{name: Oda Kell}]", "is no codebook but a reference file: it has people"),
    (SMALL.replace("name: small", "title: small"), "title: there is no such field; expected some of name"),
    (SMALL.replace("name: small\n", ""), "name: this field is missing"),
    ("title: a page", "is no codebook"),
    ("just words", "small.yaml"),
    ("", "small.yaml"),
    ("- a list", "small.yaml"),
    ("2018-02-30", "small.yaml"),
    (SMALL.replace("name: closes", "name: keep"), "keep"),
    (SMALL.replace("clos(?:e", "clos((?:e"), "regular expression"),
    (SMALL.replace("[actor, place]", "[actor, planet]"), "arguments"),
    (SMALL.replace("[actor, place]", "[]"), "argument"),
    (SMALL.replace("{1}", "{2}"), "label"),
    (SMALL.replace("{1}", "{name}"), "label"),
    (SMALL.replace("{1}", "{"), "label"),
    (SMALL.replace("about: doing", "about: thinking"), "about"),
    (SMALL.replace("  affirm: [must be kept]\n", ""), "affirm"),
    (SMALL.replace("affirm: [must be kept]", "affirm: []"), "affirm"),
    (
        SMALL.replace("affirm: [must be kept]", "afirm: [must be kept]"),
        "predicate keep: afirm: there is no such field; did you mean affirm?",
    ),
    (SMALL.replace("must be kept", r'"(?:\\w+\\s*)+\\bzebra"'), "can take for ever"),
    (SMALL.partition("predicates:")[0] + "predicates: []", "there is none"),
    (SMALL.replace("name: keep", "name: keep up!"), "name: 'keep up!' is not one word"),
    (SMALL.replace("about: doing", "about: thinking"), "about: expected 'fact' or 'doing'"),
    (
        SMALL.replace('affirm: ["clos', 'examples: [{text: x, issue: close(A), stance: deny}]\n  affirm: ["clos'),
        "'close(A)' is no issue of this predicate: write closes(actor, place)",
    ),
    (SMALL.replace("predicates:", "predicate:"), "predicates"),
    (SMALL.replace('affirm: ["clos', 'examples: [{text: x, issue: y, stance: maybe}]\n  affirm: ["clos'), "stance"),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_what_is_wrong_is_one_line_with_file_and_place(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as raised:
        Codebook.load(file)
    message = str(raised.value)
    assert says in message
    assert "small.yaml" in message
    assert "\n" not in message
    assert len(message) < 400


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.yaml", tmp_path / "bytes.yaml", tmp_path):
        with pytest.raises(CodebookError, match=r"cannot be read|is no text") as raised:
            Codebook.load(path)
        assert "\n" not in str(raised.value)


def test_a_codebook_of_ones_own_gives_its_own_positions() -> None:
    from texts import record

    doc = document("Oda Kell said that Veyra had closed the Grey Sound.")
    book = Codebook.parse(SMALL.replace('about: doing\n  affirm: ["clos', 'about: fact\n  affirm: ["clos'))
    assert held(record(doc, codebook=book).positions) == {("Arlen", "closes(Veyra, Grey Sound)", str(Stance.AFFIRM))}


def test_what_is_no_codebook_is_told_in_plain_words(tmp_path: Path) -> None:
    for text in ("", "- one\n- two\n", "just words"):
        with pytest.raises(CodebookError, match="is no codebook: a mapping"):
            Codebook.parse(text)
    file = tmp_path / "book.yaml"
    file.write_bytes(b"name: caf\xe9")
    with pytest.raises(CodebookError, match="no text in UTF-8"):
        Codebook.load(file)
    with pytest.raises(CodebookError, match=r"cannot be read: No such file or directory$"):
        Codebook.load(tmp_path / "none.yaml")
