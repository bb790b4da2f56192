"""What a person changes: checked, applied last, never lost, never put on something else, taken back whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import app
from onrecord.model import (
    Act,
    Correction,
    CorrectionState,
    Document,
    OnRecordError,
    Reading,
    Record,
    Span,
    Statement,
)
from onrecord.record import compile
from onrecord.record.corrections.draft import Drafts
from onrecord.record.corrections.field import CorrectionError
from onrecord.store import RecordFile, Store
from texts import document, given, reading, treaty, world

PAGES = (
    document(
        "Foreign Minister Oda Kell accused Veyra of breaching the Lantern Treaty on Monday. "
        "On Monday, she gave Dunmoor 30 days to answer. The Lantern Treaty was signed on 3 June 1988.",
        "Arlen accuses Veyra",
        identity="a" * 16,
        dates=[given("2018-11-08")],
    ),
    document(
        "Dunmoor denied the accusation. Bram Tovey said on Tuesday that Veyra complied with the Lantern Treaty. "
        "Veyran admiral Sergei Dobrin said that it rained.",
        identity="b" * 16,
        dates=[given("2018-11-08")],
    ),
    document(
        "Veyran admiral Sergey Dobrin warned that Arlen would leave the Lantern Treaty. "
        "Castaly welcomed the Lantern Treaty.",
        identity="c" * 16,
        dates=[given("2018-11-10")],
    ),
)
READ = tuple(reading(page) for page in PAGES)
BREACH = "breaches(Veyra, Lantern Treaty)"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def made(*log: Correction, pages: Sequence[Document] = PAGES, read: Sequence[Reading] = READ) -> Record:
    return compile(pages, read, treaty(), world(), (), log)


class Person:
    """Somebody who corrects a record, one thing after the other."""

    def __init__(self, *log: Correction) -> None:
        self.log = list(log)

    @property
    def record(self) -> Record:
        return made(*self.log)

    def does(self, what: Callable[[Drafts], Correction], why: str = "the page says so") -> Correction:
        at = START + timedelta(minutes=len(self.log))
        self.log.append(what(Drafts(self.record, treaty(), "Ana Brill", why, at, self.log)))
        return self.log[-1]

    def set(self, item: str, **fields: Any) -> Correction:
        return self.does(lambda d: d.set(item, fields))

    def state(self, correction: Correction) -> str:
        return next(str(c.state) for c in self.record.corrections if c.correction == correction)


def said(record: Record, words: str) -> Statement:
    """The statement whose words hold these."""
    found = [
        s
        for d, r in zip(record.documents, record.readings, strict=True)
        for s in r.statements
        if words in " ".join(d.words(span) for span in s.content)
    ]
    assert len(found) == 1, (words, found)
    return found[0]


def holds(record: Record) -> set[str]:
    return {f"{p.by}: {p.issue} ({p.stance})" for p in record.positions}


ACCUSES = said(made(), "breaching the Lantern Treaty").id
RAINS = said(made(), "it rained").id
WARNS = said(made(), "would leave").id
COMPLIES = said(made(), "complied").id


# ── fields of a statement ──────────────────────────────────────────────────────────────────────────────────


def test_a_field_is_set_with_the_person_as_its_evidence() -> None:
    person = Person()
    one = person.set(RAINS, speaker="Bram Tovey", act="deny", date="2018-11", target="Castaly")
    statement = said(person.record, "it rained")
    assert statement.id == RAINS and statement.confidence == 1.0
    assert statement.speaker and statement.speaker.value == "Bram Tovey" and statement.speaker.confidence == 1.0
    assert statement.speaker.why == "corrected by Ana Brill on 2026-01-02: the page says so"
    assert statement.act.value is Act.DENY and statement.time.value.latest == date(2018, 11, 30)
    assert [(c.field, c.before, c.after) for c in one.changes] == [
        ("speaker", "Sergei Dobrin", "Bram Tovey"),
        ("act", "SAY", "DENY"),
        ("time", "../2018-11-08", "2018-11"),
        ("target", None, "Castaly"),
    ]
    assert person.state(one) == "applied"


def test_nothing_else_changes() -> None:
    person = Person()
    person.set(RAINS, speaker="Bram Tovey")
    before, after = made(), person.record
    for old, new in zip(before.readings, after.readings, strict=True):
        for one, other in zip(old.statements, new.statements, strict=True):
            assert one == other or one.id == RAINS
    assert before.positions == after.positions and before.timeline == after.timeline


def test_a_value_can_be_taken_away_and_one_that_is_needed_cannot() -> None:
    person = Person()
    person.set(ACCUSES, target=None, speaker="")
    statement = said(person.record, "breaching")
    assert statement.target is None and statement.speaker is None
    with pytest.raises(CorrectionError, match="act cannot be empty"):
        person.set(ACCUSES, act="")


def test_words_of_the_page_are_found_nearest_to_the_statement() -> None:
    person = Person()
    person.set(RAINS, cue="said", content="it rained", hedge="Veyran", source="admiral Sergei Dobrin")
    statement, page = said(person.record, "it rained"), person.record.documents[1]
    assert page.words(statement.cue[0]) == "said" and statement.cue[0].start > page.text.index("Dobrin")
    assert statement.source and page.words(statement.source) == "admiral Sergei Dobrin"
    assert statement.hedge and page.words(statement.hedge) == "Veyran"
    person.set(RAINS, content=f"{page.text.index('that it')}-{page.text.index('rained') + 6}")
    assert page.words(said(person.record, "rained").content[0]) == "that it rained"


@pytest.mark.parametrize(
    ("item", "fields", "says"),
    [
        (RAINS, {"act": "SHOUT"}, 'act: "SHOUT" is none: it is one of AGREE'),
        (RAINS, {"colour": "red"}, 'a statement has no field "colour": it is one of speaker'),
        (RAINS, {"date": "last week"}, "time: 'last week' is no EDTF date"),
        (RAINS, {"date": "[2018-01-01, 2019-01-01]"}, "may be any of several"),
        (RAINS, {"content": "snow fell"}, 'content: "snow fell" does not stand in'),
        (RAINS, {"content": "3-99999"}, "lies behind the end"),
        (RAINS, {"content": "9-3"}, "is no stretch of text"),
        (RAINS, {"source": "0-3 5-8"}, "source is one stretch"),
        (RAINS, {"answers": "nothing"}, 'answers: there is no statement "nothing"'),
        (RAINS, {"answers": RAINS}, "cannot be its own"),
        (RAINS, {"parent": ACCUSES}, "stands on another page"),
        (RAINS, {"affirms": "breaches Veyra"}, "is no issue"),
        (RAINS, {"affirms": "broaches(Veyra, Lantern Treaty)"}, "did you mean breaches"),
        (RAINS, {"affirms": "breaches(Veyra)"}, "breaches is about actor, agreement"),
        (RAINS, {}, "nothing to change"),
        ("Oda Kel", {"of": "Veyra"}, 'there is no item "Oda Kel" in this record: did you mean Oda Kell'),
        ("Oda Kell", {"name": "Bram Tovey"}, "is another actor"),
        ("Oda Kell", {"name": "Oda Kelm", "of": "Veyra"}, "in a correction of its own"),
        ("Oda Kell", {"kind": "robot"}, "it is one of person"),
        ("aaaaaaaaaaaaaaaa", {"published": "soon"}, "is no EDTF date"),
        ("aaaaaaaaaaaaaaaa", {"speaker": "Oda Kell"}, 'a document has no field "speaker"'),
    ],
)
def test_what_cannot_be_is_told_in_one_line(item: str, fields: dict[str, str], says: str) -> None:
    with pytest.raises(CorrectionError) as error:
        Person().set(item, **fields)
    assert says in str(error.value) and "\n" not in str(error.value)


def test_who_and_why_are_needed() -> None:
    for by, why in (("", "because"), ("Ana", "  ")):
        with pytest.raises(CorrectionError, match="a correction says"):
            Drafts(made(), treaty(), by, why, START)


# ── what is no statement, and what is one ──────────────────────────────────────────────────────────────────


def test_what_is_rejected_is_gone_with_what_hangs_on_it() -> None:
    person = Person()
    gives = said(person.record, "30 days").id
    assert any(d.statement == gives for r in person.record.readings for d in r.deadlines)
    person.does(lambda d: d.reject(gives))
    record = person.record
    assert gives not in {s.id for r in record.readings for s in r.statements}
    assert not any(d.statement == gives for r in record.readings for d in r.deadlines)
    assert all(gives not in m.items for m in record.timeline)


def test_a_statement_is_added_whole() -> None:
    person = Person()
    one = person.does(
        lambda d: d.add(
            "a" * 16,
            {"content": "The Lantern Treaty was signed on 3 June 1988", "speaker": "Oda Kell", "act": "SAY"},
        )
    )
    statement, page = said(person.record, "was signed on"), person.record.documents[0]
    assert statement.id == one.item and statement.rule == "corrected" and statement.confidence == 1.0
    assert statement.speaker and statement.speaker.value == "Oda Kell" and statement.time.value.latest
    starts = [s.extent.start for s in person.record.readings[0].statements]
    assert starts == sorted(starts) and page.words(statement.content[0]).startswith("The Lantern")
    person.set(one.item, act="ACCUSE", affirms=BREACH)
    assert said(person.record, "was signed on").act.value is Act.ACCUSE
    with pytest.raises(CorrectionError) as error:
        person.does(lambda d: d.add("a" * 16, {"content": "The Lantern Treaty was signed on 3 June 1988"}))
    assert isinstance(error.value, CorrectionError) and error.value.item == one.item
    person.does(lambda d: d.undo(one.id))
    assert person.record.readings == made().readings
    assert [str(c.state) for c in person.record.corrections] == ["undone", "waiting", "applied"]


def test_a_statement_that_is_read_meanwhile_takes_in_the_one_that_was_added() -> None:
    without = replace(READ[1], statements=tuple(s for s in READ[1].statements if s.id != RAINS))
    read = (READ[0], without, READ[2])
    record = made(read=read)
    one = Drafts(record, treaty(), "Ana", "it was missed", START).add(
        "b" * 16, {"content": "that it rained", "cue": "said", "speaker": "Bram Tovey", "act": "DENY"}
    )
    assert said(made(one, read=read), "it rained").id == one.item
    again = said(made(one), "it rained")
    assert again.speaker and again.speaker.value == "Bram Tovey" and again.id == RAINS
    assert made(one).corrections[0].item == RAINS


# ── when it is read anew ───────────────────────────────────────────────────────────────────────────────────


def moved(page: Document, by: str) -> Document:
    """The page as another way to take out the article gives it: with words before it, so that all offsets differ."""
    return document(by + page.text, "Another headline", identity=page.id, dates=[given("2018-11-08")])


def test_a_correction_follows_its_words_to_other_offsets() -> None:
    person = Person()
    person.set(RAINS, speaker="Castaly", content="it rained", answers=ACCUSES)
    page = moved(PAGES[1], "It was a wet day on the coast. ")
    assert RAINS not in {s.id for s in reading(page).statements}
    record = made(*person.log, pages=(PAGES[0], page, PAGES[2]), read=(READ[0], reading(page), READ[2]))
    statement = said(record, "it rained")
    assert statement.speaker and statement.speaker.value == "Castaly" and statement.answers == ACCUSES
    assert page.words(statement.content[0]) == "it rained"
    assert record.corrections[0].item == statement.id != RAINS


def test_a_correction_waits_where_its_words_are_gone_and_is_back_with_them() -> None:
    person = Person()
    person.set(RAINS, speaker="Castaly")
    gone = document("Nothing was said.", identity="b" * 16, dates=[given("2018-11-08")])
    record = made(*person.log, pages=(PAGES[0], gone, PAGES[2]), read=(READ[0], reading(gone), READ[2]))
    assert [c.state for c in record.corrections] == [CorrectionState.WAITING]
    assert record.corrections[0].note
    plain = made(pages=(PAGES[0], gone, PAGES[2]), read=(READ[0], reading(gone), READ[2]))
    assert replace(record, corrections=()) == plain
    assert made(*person.log, pages=PAGES[2:], read=READ[2:]).corrections[0].state is CorrectionState.WAITING
    assert person.record.corrections[0].state is CorrectionState.APPLIED


def test_a_correction_never_goes_to_another_statement() -> None:
    """Neither to one with another cue around it, nor to one of two that fit as well."""
    rains = next(s for s in READ[1].statements if s.id == RAINS)
    others = tuple(s for s in READ[1].statements if s.id != RAINS)
    text = PAGES[1].text

    def like(id_: str, cue: tuple[Span, ...], content: tuple[Span, ...]) -> Statement:
        return replace(rains, id=id_, cue=cue, content=content)

    start = text.index("it rained")
    longer = (Span(start - 5, start + 9),)
    person = Person()
    person.set(RAINS, speaker="Castaly")
    for twins, state in (
        ((like("x1", rains.cue, longer),), "applied"),
        ((like("x1", (Span(0, 7),), longer),), "waiting"),
        ((like("x1", rains.cue, (Span(0, 20),)),), "waiting"),
        ((like("x1", rains.cue, longer), like("x2", rains.cue, longer)), "waiting"),
    ):
        read = replace(READ[1], statements=others + twins)
        record = made(*person.log, read=(READ[0], read, READ[2]))
        assert str(record.corrections[0].state) == state
        told = [s for s in record.readings[1].statements if s.speaker and s.speaker.value == "Castaly"]
        assert len(told) == (state == "applied")


# ── names ──────────────────────────────────────────────────────────────────────────────────────────────────


def names(record: Record) -> set[str]:
    return {a.name for a in record.actors}


def test_a_merge_is_explained_taken_back_and_made_again() -> None:
    person = Person()
    admiral = next(a for a in person.record.actors if a.name == "Sergei Dobrin")
    assert [m.value for m in admiral.merged] == ["Sergey Dobrin"] and "spelling" in admiral.merged[0].why
    person.does(lambda d: d.apart("Sergei Dobrin", "Sergey Dobrin"))
    assert {"Sergei Dobrin", "Sergey Dobrin"} <= names(person.record)
    warns = said(person.record, "would leave")
    assert warns.speaker and warns.speaker.value == "Sergey Dobrin"
    person.does(lambda d: d.same("Sergey Dobrin", "Sergei Dobrin"))
    assert "Sergei Dobrin" not in names(person.record)
    rains = said(person.record, "it rained")
    assert rains.speaker and rains.speaker.value == "Sergey Dobrin" and "Ana Brill" in rains.speaker.why
    person.does(lambda d: d.undo(person.log[-1].id))
    assert {"Sergei Dobrin", "Sergey Dobrin"} <= names(person.record)


def test_two_that_a_person_joins_are_one_everywhere() -> None:
    person = Person()
    person.does(lambda d: d.same("Oda Kell", "Castaly"))
    record = person.record
    assert "Castaly" not in names(record)
    assert all(p.by != "Castaly" for p in record.positions)
    person.set(RAINS, speaker="Castaly")
    rains = said(person.record, "it rained")
    assert rains.speaker and rains.speaker.value == "Oda Kell"


def test_an_actor_is_renamed_and_described() -> None:
    person = Person()
    person.set("Sergei Dobrin", name="Sergius Dobrin")
    person.set("Sergius Dobrin", of="Castaly", kind="organisation")
    actor = next(a for a in person.record.actors if a.name == "Sergius Dobrin")
    assert (actor.of, str(actor.kind)) == ("Castaly", "organisation")
    person.set(WARNS, affirms=BREACH)
    assert f"Castaly: {BREACH} (affirm)" in holds(person.record)
    person.does(lambda d: d.undo(person.log[0].id))
    assert "Sergius Dobrin" not in names(person.record)
    assert person.state(person.log[1]) == "waiting"


def test_somebody_new_becomes_an_actor() -> None:
    person = Person()
    person.set(RAINS, speaker="Pell Aurigan")
    assert "Pell Aurigan" in names(person.record)


# ── dates, positions, answers, events ──────────────────────────────────────────────────────────────────────


def test_a_date_of_a_page_dates_what_its_words_count_from() -> None:
    person = Person()
    gives = said(person.record, "30 days").id
    before = {s.id: s.time.value for s in person.record.readings[0].statements}
    person.set("a" * 16, published="2018-11-15")
    read = person.record.readings[0]
    after = {s.id: s.time.value for s in read.statements}
    assert read.published.value.earliest == date(2018, 11, 15) and read.published.confidence == 1.0
    assert before[ACCUSES].earliest == date(2018, 11, 5) and after[ACCUSES].earliest == date(2018, 11, 12)
    due = next(d for d in read.deadlines if d.statement == gives)
    assert due.falls.value.earliest == date(2018, 12, 12)
    assert person.record.readings[1:] == made().readings[1:]


def test_positions_are_set_taken_and_moved() -> None:
    person = Person()
    assert f"Arlen: {BREACH} (affirm)" in holds(person.record)
    person.set(ACCUSES, neither=BREACH)
    assert f"Arlen: {BREACH} (affirm)" not in holds(person.record)
    person.set(ACCUSES, denies=BREACH)
    assert f"Arlen: {BREACH} (deny)" in holds(person.record)
    person.set(RAINS, affirms=[BREACH, f"Castaly: {BREACH}"])
    assert {f"Veyra: {BREACH} (affirm)", f"Castaly: {BREACH} (affirm)"} <= holds(person.record)
    shown = next(p for p in person.record.positions if p.by == "Castaly" and str(p.issue) == BREACH)
    assert shown.statements == (RAINS,) and shown.confidence == 1.0
    person.does(lambda d: d.reject(f"Castaly: {BREACH} (affirm)"))
    assert f"Castaly: {BREACH} (affirm)" not in holds(person.record)
    person.set(RAINS, speaker="Oda Kell")
    assert f"Arlen: {BREACH} (affirm)" in holds(person.record), "a position follows who is said to speak"


def test_an_answer_and_a_parent_are_set() -> None:
    person = Person()
    person.set(WARNS, answers=ACCUSES)
    person.set(RAINS, parent=COMPLIES)
    person.set(COMPLIES, parent=RAINS)
    assert said(person.record, "would leave").answers == ACCUSES
    parents = {said(person.record, "it rained").parent, said(person.record, "complied").parent}
    assert None in parents, "no ring of statements inside one another"
    (answer,) = (a for a in person.record.answers if a.statement == WARNS)
    assert (answer.to, answer.confidence) == (ACCUSES, 1.0) and "corrected by Ana Brill" in answer.why
    person.set(WARNS, answers=None)
    assert not any(a.statement == WARNS for a in person.record.answers)
    person.set(WARNS, answers=ACCUSES)
    person.does(lambda d: d.reject(ACCUSES))
    assert said(person.record, "would leave").answers is None


def test_events_deadlines_and_mentions_are_corrected() -> None:
    person = Person()
    event = next(e for r in person.record.readings for e in r.events)
    person.set(event.id, label="something else", time="1988", who="Oda Kell; Veyra")
    due = person.record.readings[0].deadlines[0]
    person.set(due.id, falls="2019-01-01", bound="Castaly")
    mention = next(m for m in person.record.readings[0].mentions if m.span.line is None and m.refers)
    person.set(f"{'a' * 16}@{mention.span.start}-{mention.span.end}", refers="Castaly")
    record = person.record
    changed = next(e for r in record.readings for e in r.events if e.id == event.id)
    assert (changed.label, changed.who) == ("something else", ("Oda Kell", "Veyra"))
    assert record.readings[0].deadlines[0].bound == "Castaly"
    assert any(m.refers and m.refers.value == "Castaly" and m.span == mention.span for m in record.readings[0].mentions)
    person.does(lambda d: d.reject(event.id))
    assert event.id not in {e.id for r in person.record.readings for e in r.events}
    assert all(c.state is CorrectionState.APPLIED for c in person.record.corrections)


# ── any sequence ───────────────────────────────────────────────────────────────────────────────────────────

STATEMENTS = [s.id for r in READ for s in r.statements]
ACTORS = ["Oda Kell", "Bram Tovey", "Sergei Dobrin", "Sergey Dobrin", "Castaly", "Veyra", "Pell Aurigan"]
FIELDS = {
    "speaker": st.sampled_from([*ACTORS, None]),
    "target": st.sampled_from([*ACTORS, None]),
    "act": st.sampled_from(["SAY", "DENY", "ACCUSE"]),
    "time": st.sampled_from(["2018-11", "../2018-11-01", None]),
    "answers": st.sampled_from([*STATEMENTS, None]),
    "parent": st.sampled_from([*STATEMENTS, None]),
    "content": st.sampled_from(["0-9", "2-11 12-20"]),
    "affirms": st.just(BREACH),
    "neither": st.just(BREACH),
}
STEPS = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(STATEMENTS), st.fixed_dictionaries({}, optional=FIELDS)),
    st.tuples(st.just("reject"), st.sampled_from(STATEMENTS), st.none()),
    st.tuples(st.just("add"), st.sampled_from("abc"), st.sampled_from(["5-30", "40-60"])),
    st.tuples(st.sampled_from(["same", "apart"]), st.sampled_from(ACTORS), st.sampled_from(ACTORS)),
    st.tuples(st.just("name"), st.sampled_from(ACTORS), st.sampled_from([*ACTORS, "Sergius Dobrin"])),
    st.tuples(st.just("date"), st.sampled_from("abc"), st.sampled_from(["2018-11-20", "2017"])),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
)


def take(person: Person, step: tuple[Any, Any, Any]) -> None:
    """One step of a person; one that cannot be is told and changes nothing."""
    what, item, value = step
    try:
        if what == "set":
            person.set(item, **value)
        elif what == "reject":
            person.does(lambda d: d.reject(item))
        elif what == "add":
            person.does(lambda d: d.add(item * 16, {"content": value, "speaker": "Oda Kell"}))
        elif what == "same":
            person.does(lambda d: d.same(item, value))
        elif what == "apart":
            person.does(lambda d: d.apart(item, value))
        elif what == "name":
            person.set(item, name=value)
        elif what == "date":
            person.set(item * 16, published=value)
        elif person.log:
            person.does(lambda d: d.undo(person.log[item % len(person.log)].id))
    except CorrectionError:
        pass


@settings(max_examples=40)
@for_all(st.lists(STEPS, max_size=7))
def test_any_sequence_gives_the_same_record_at_every_build_and_can_be_undone(steps: list[tuple[Any, Any, Any]]) -> None:
    person = Person()
    for step in steps:
        take(person, step)
    record = person.record
    assert record == made(*person.log), "a rebuild gives the same"
    assert [c.correction for c in record.corrections] == person.log, "nothing is lost"
    for entry in record.corrections:
        assert (entry.state is CorrectionState.WAITING) == (entry.note is not None)
    ids = {s.id for r in record.readings for s in r.statements}
    for read, page in zip(record.readings, record.documents, strict=True):
        for s in read.statements:
            assert s.answers is None or s.answers in ids
            assert s.content and all(span.end <= len(page.text) for span in s.content if span.line is None)
    for entry in reversed(record.corrections):
        if entry.state is not CorrectionState.UNDONE:
            undoing = next((c for c in person.record.corrections if c.correction == entry.correction), None)
            if undoing and undoing.state is not CorrectionState.UNDONE:
                person.does(lambda d, id_=entry.correction.id: d.undo(id_))
    left = [c for c in person.record.corrections if c.correction.kind != "undo"]
    if all(c.state is CorrectionState.UNDONE for c in left):
        assert replace(person.record, corrections=()) == made()


# ── in a record file ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    import test_engine

    (pages / "accuses.txt").write_text(test_engine.ACCUSES, encoding="utf-8")
    (tmp_path / "reference.yaml").write_text(test_engine.REFERENCE, encoding="utf-8")
    onrecord.build(pages, tmp_path / "d.record", reference=tmp_path / "reference.yaml").close()
    return tmp_path / "d.record"


def run(*arguments: object) -> Result:
    """The command in this process: starting one for each line of a test takes seconds."""
    return CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": "120"})


WHO = ("--by", "Ana Brill", "--why", "I was there")


def test_a_person_corrects_by_the_command_and_a_build_keeps_it(path: Path) -> None:
    import test_engine

    with RecordFile.open(path) as record:
        rows = record.statements()
        one, other = rows[0], rows[1]
    done = run("correct", path, one["id"], "speaker=Pavel Drunov", "act=DENY", *WHO)
    assert done.exit_code == 0, done.stderr
    assert f"set statement {one['id']}): applied" in done.stdout
    assert f"speaker: {one['speaker']} -> Pavel Drunov" in done.stdout
    assert run("correct", path, other["id"], "--reject", *WHO).exit_code == 0
    added = run("correct", path, "accuses.txt", "--add", "content=limits patrols on the lake", "speaker=Arden", *WHO)
    assert added.exit_code == 0 and "add statement" in added.stdout
    with RecordFile.open(path) as record:
        before = (record.statements(), record.positions(), record.actors(), record.corrections(), record.record)
    (path.parent / "denies.txt").write_text(test_engine.DENIES, encoding="utf-8")
    with onrecord.build(path.parent / "pages", path) as record:
        assert (record.statements(), record.positions(), record.actors(), record.corrections(), record.record) == before
    with onrecord.build(path.parent / "denies.txt", path) as record:
        rows = {row["id"]: row for row in record.statements()}
        assert rows[one["id"]]["speaker"] == "Pavel Drunov" and rows[one["id"]]["act"] == "DENY"
        assert rows[one["id"]]["corrected"].startswith("speaker, act corrected by Ana Brill on ")
        assert other["id"] not in rows and [row["state"] for row in record.corrections()] == ["applied"] * 3
        assert [row["kind"] for row in record.corrections(by="ana brill", document="accuses.txt")] == [
            "set",
            "reject",
            "add",
        ]
        assert len(record.corrections(item=one["id"])) == 1 and not len(record.corrections(state="waiting"))
    shown = run("corrections", path)
    assert "speaker: Pavel Drunov" in shown.stdout and "3 rows" in shown.stdout
    assert all(f" {kind} " in shown.stdout for kind in ("set", "reject", "add"))
    assert "✎" in run("statements", path).stdout
    for form in ("--json", "--csv"):
        assert "I was there" in run("corrections", path, form).stdout
    page = path.parent / "report.html"
    assert run("report", path, "-o", page).exit_code == 0
    assert "corrected by Ana Brill" in page.read_text(encoding="utf-8")


def test_a_name_that_is_nearly_one_of_the_record_is_kept_and_doubted(path: Path) -> None:
    with RecordFile.open(path) as record:
        one = record.statements()[0]["id"]
    done = run("correct", path, one, "speaker=Orla Bening", *WHO)
    assert done.exit_code == 0 and "speaker: " in done.stdout
    assert done.stderr == 'nobody in this record is called "Orla Bening" yet: did you mean Orla Benning?\n'
    assert run("correct", path, one, "speaker=Pell Aurigan", *WHO).stderr == ""
    held = run("correct", path, one, "affirms=Orla Bennin: breaches(Arden, Keld Accord)", *WHO)
    assert (held.exit_code, "did you mean Orla Benning?" in held.stderr) == (0, True)


def test_the_command_says_in_one_line_what_is_wrong(path: Path) -> None:
    with RecordFile.open(path) as record:
        one = record.statements()[0]["id"]
    for arguments, code, says in (
        ((one, "act=SHOUT", *WHO), 2, "onrecord: act:"),
        ((one, "time=soon", *WHO), 2, "onrecord: time:"),
        (("nobody", "act=SAY", *WHO), 1, "onrecord: there is no item"),
        (("--undo", "nothing", *WHO), 1, "onrecord: there is no correction"),
        (("--same", "Orla Benning", "Nobody", *WHO), 1, 'onrecord: there is no actor "Nobody"'),
    ):
        done = run("correct", path, *arguments)
        assert (done.exit_code, done.stdout) == (code, "") and done.stderr.startswith(says)
        assert len(done.stderr.splitlines()) == 1
    for arguments in (
        (one, "act", *WHO),
        (one, "act=SAY", "--by", "Ana"),
        WHO,
        (one, "--reject", "--add", *WHO),
        (one, "--undo", "x", *WHO),
        ("--reject", *WHO),
    ):
        assert run("correct", path, *arguments).exit_code == 2
    assert run("correct", path.parent / "none.record", one, "act=SAY", *WHO).exit_code == 1
    with RecordFile.open(path) as record:
        assert len(record.corrections()) == 0


def test_python_has_the_same_verbs_and_an_import_that_runs_twice_adds_nothing(path: Path) -> None:
    with RecordFile.open(path) as record:
        row = record.statements()[0]
        one = record.correct(row["id"], speaker="Pavel Drunov", by="Ana", why="so it is")
        added = record.add("accuses.txt", content="limits patrols on the lake", by="Ana", why="missed")
        record.same("Orla Benning", "Pavel Drunov", by="Ana", why="one person")
        record.apart("Orla Benning", "Pavel Drunov", by="Ana", why="two after all")
        record.undo(added.id, by="Ana", why="it is in the page's own voice")
        record.correct("accuses.txt", published=date(2019, 3, 9), by="Ana", why="printed")
        with pytest.raises(OnRecordError, match="both rejected and changed"):
            record.correct(row["id"], reject=True, act="SAY", by="Ana", why="x")
        assert [r["state"] for r in record.corrections()] == ["applied", "undone", *["applied"] * 4]
        many = record.drafts(by="Ana", why="from a table", at=START)
        batch = [many.set(r["id"], {"act": "SAY"}) for r in record.statements()]
        assert record.keep(batch) == len(batch) and record.keep(batch) == 0
        assert {r["act"] for r in record.statements()} == {"SAY"}
        assert one.id in {r["id"] for r in record.corrections()}
    rows = sqlite3.connect(path).execute("SELECT count(*), count(DISTINCT id) FROM corrections").fetchone()
    assert rows == (6 + len(batch), 6 + len(batch))


def test_a_correction_made_while_a_build_is_unfinished_waits_for_the_next(path: Path) -> None:
    with RecordFile.open(path) as record:
        row = record.statements()[0]
    store = Store.open(path)
    page = store.page(row["document_id"])
    documents, readings = store.in_views() or ((), ())
    store.keep(
        replace(page, id="f" * 16, name="new.txt"),
        replace(documents[0], id="f" * 16),
        replace(readings[0], document="f" * 16),
        "0",
    )
    store.close()
    done = run("correct", path, row["id"], "act=DENY", *WHO)
    assert done.exit_code == 0 and "applied by the next build" in done.stdout
    with onrecord.build((), path) as record:
        assert next(r for r in record.statements() if r["id"] == row["id"])["act"] == "DENY"
