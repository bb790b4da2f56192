"""A record that grows is the record that a whole compile makes: table by table, whatever is done to it in any order."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.model import Correction, Document, Interval, Judgement, OnRecordError, Page, Reading
from onrecord.record.answers.answer import of_page
from onrecord.record.compile import compiled
from onrecord.record.corrections.draft import Drafts
from onrecord.store import RecordFile, Store, schema
from onrecord.store.writer import BELONGS
from texts import document, given, reader, reading, treaty, world

VERSION = "0.1.0"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LEADS = (
    "Foreign Minister Oda Kell accused Veyra of breaching the Lantern Treaty on {day}.",
    "Veyra denied the accusation on {day}.",
    "Veyran President Bram Tovey said on {day} that Veyra complied with the Lantern Treaty.",
    "Bram Tovey rejected the charge that Veyra had violated the Lantern Treaty.",
    "“Veyra has broken the Lantern Treaty for years and must destroy {n} missiles at once,” Oda Kell said on {day}.",
    "“Veyra has broken the Lantern Treaty for years and must destroy {n} missiles at once,” Kell told reporters.",
    "“There are no missiles at all that anybody could call a breach of that treaty,” Tovey said {day}.",
    "On {day}, she gave Dunmoor {n} days to answer.",
    "Arlen gave Veyra {n} days to destroy the missiles.",
    "Arlen gave Veyra {n} days to destroy the missiles, failing which it will leave the Lantern Treaty.",
    "The deadline set by Arlen passed without an answer from Veyra.",
    "Arlen announced on {day} that it would leave the Lantern Treaty.",
    "Arlen suspended the Lantern Treaty on {day}.",
    "Castaly welcomed the decision of Arlen.",
    "Castalian President Hale Morrant urged Veyra on {day} to return to the Lantern Treaty.",
    "Arlen and Veyra met in Ruhn on {day}.",
    "Arlen and Veyra signed the Saltby Accord in Ruhn on November 30, 2001.",
    "Veyran admiral Sergei Dobrin warned that Arlen would leave the Lantern Treaty.",
    "Veyran admiral Sergey Dobrin said that {n} ships were in the Grey Sound.",
    "Admiral Dobrin of Veyra said that it rained.",
    "The Veyran Defense Ministry said on {day} that {n} ships had left the Sound.",
    "Veyra's Ministry of Defence (VMD) said that nothing had left the Sound.",
    "VMD accused Arlen of breaching the Lantern Treaty.",
    "A Castalian envoy named Petrov said that the talks would go on.",
    "Veyran envoy Petrov said that the talks were over.",
    "According to Castaly, Veyra has allegedly deployed {n} missiles in Midland.",
    "Iskra Lund, secretary-general of the Harbour League, said that Veyra breached the Lantern Treaty.",
    "Veyra said that Arlen breached the Lantern Treaty by testing {n} missiles.",
    "Arlen denied on {day} that it had tested missiles.",
    "The Lantern Treaty was signed on 3 June 1988 and bans missiles of a range of 300 to {n}00 km.",
)
DAYS = ("Monday", "Tuesday", "Thursday", "November 8", "5 November", "December 3, 2018")
DATES = ("2018-11-05", "2018-11-08", "2018-11-09", "2018-11-20", "2018-12-05", "2019-01-15", None)
OUTLETS = ("Tessin Post", "Dunmoor Echo", "Ruhn Times", None)


@cache
def page(seed: int) -> tuple[Document, Reading]:
    """A page of the made-up world with what is read in it, drawn from a seed; some are copies of others."""
    draw = random.Random(seed)
    said = [
        one.format(day=draw.choice(DAYS), n=draw.choice((30, 60))) for one in draw.sample(LEADS, draw.randint(1, 5))
    ]
    if draw.random() < 0.25:
        original, _ = page(draw.randrange(10_000, 10_003))
        said = original.text.split("\n\n")[-1].split("¶") + said[: draw.randint(0, 1)]
    on = draw.choice(DATES)
    made = document(
        " ".join(said),
        draw.choice((None, "Arlen accuses Veyra", "Veyra denies breach of Lantern Treaty")),
        identity=f"{seed:016x}",
        dates=[given(on, year=draw.random() < 0.8)] if on else [],
    )
    outlet = draw.choice(OUTLETS)
    named = Document(
        made.id, f"{draw.choice('abc')}/{seed}.txt", made.text, made.parts, dates=made.dates,
        outlet=Judgement(outlet, 0.9) if outlet else None,
    )  # fmt: skip
    return named, reading(named)


def reread(one: tuple[Document, Reading]) -> tuple[Document, Reading]:
    """The same page, of which a better reader finds less."""
    document, found = one
    kept = found.statements[1:]
    there = {s.id for s in kept}
    return document, Reading(
        found.document, found.reader, found.published, found.rejected, found.mentions, found.actors,
        tuple(
            replace(s, answers=s.answers if s.answers in there else None)
            for s in kept
            if s.parent is None or s.parent in there
        ),
        found.events, tuple(d for d in found.deadlines if d.statement in there), (),
    )  # fmt: skip


class Kept:
    """A record that grows, and beside it what it should hold."""

    def __init__(self, path: Path | None = None) -> None:
        self.pages: dict[str, tuple[Document, Reading]] = {}
        self.log: list[Correction] = []
        self.store = Store.make(path)
        self.store.say({"codebook": treaty().yaml, "reference": world().yaml})
        self.counts: Counter[str] = Counter()

    def keep(self, *pages: tuple[Document, Reading]) -> None:
        for one, found in pages:
            self.pages[one.id] = (one, found)
            kept(self.store, one, found)

    def grow(self) -> bool:
        """Brings the record up to date, by growing where it can."""
        grew = self.store.grow(treaty(), world(), reader().name, VERSION)
        if not grew:
            whole(self.store)
        self.counts["grown" if grew else "whole"] += 1
        return grew

    def correct(self, one: Correction) -> None:
        self.log.append(one)
        self.store.log([one])

    def same_as_whole(self) -> None:
        other = Store.make(None)
        other.say({"codebook": treaty().yaml, "reference": world().yaml})
        for one, found in self.pages.values():
            kept(other, one, found)
        other.log(self.log)
        whole(other)
        mine, theirs = tables(self.store), tables(other)
        for name, rows in theirs.items():
            lost, more = [r for r in rows if r not in mine[name]], [r for r in mine[name] if r not in rows]
            assert (lost, more) == ([], []), (name, differing(lost, more))
            assert mine[name] == rows, name


def differing(lost: list[Any], more: list[Any]) -> list[Any]:
    """The first cells in which rows differ, or the first row that is on one side alone."""
    if not lost or not more:
        return [("lost", row) for row in lost[:1]] + [("more", row) for row in more[:1]]
    return [pair for pair in zip(lost[0], more[0], strict=True) if pair[0] != pair[1]][:2]


def kept(store: Store, document: Document, found: Reading) -> None:
    store.keep(Page(document.id, document.name, "text/plain", document.id.encode()), document, found, VERSION)


def whole(store: Store) -> None:
    documents, readings = store.documents(reader().name, VERSION)
    made = compiled(documents, readings, treaty(), world(), store.alike(), store.corrections())
    store.write_whole(made, treaty(), world(), VERSION)


def tables(store: Store) -> dict[str, list[Any]]:
    """Every table that is made from others, in order, with places in the stead of numbers."""
    found: dict[str, list[Any]] = {}
    with store.reading() as connection:
        places: dict[str, dict[int, int]] = {}
        for table in sorted((*schema.VIEWS, schema.documents), key=lambda t: "seq" not in t.c):
            order = (
                [table.c.part, table.c.seq] if table is schema.compiled else [table.c.seq] if "seq" in table.c else []
            )
            rows = [dict(row) for row in connection.execute(select(table).order_by(*order)).mappings()]
            if "seq" in table.c:
                places[table.name] = {row["seq"]: n for n, row in enumerate(rows)}
                assert (
                    [r["rank"] for r in rows if r["seq"]]
                    == sorted((r["rank"] for r in rows if r["seq"]), key=lambda at: tuple(at.split("\x01")))
                    or table is schema.compiled
                    or table is schema.documents
                ), table.name
            for row in rows:
                row.pop("seq", None)
                for column, of in BELONGS.items():
                    if column in row and table.name != of.name and table is not schema.positions:
                        row[column] = places[of.name][row[column]] if isinstance(row[column], int) else row[column]
            values = [tuple(row.values()) for row in rows]
            found[table.name] = values if order else sorted(values, key=repr)
        numbers = {t.number: t.document_id for t in connection.execute(select(schema.traces))}
        for table in schema.TRACES:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            for row in rows:
                row.pop("number", None)
                if table is schema.marks:
                    row["page"] = numbers[row["page"]]
            if table is not schema.blocks:
                found[table.name] = sorted((tuple(row.values()) for row in rows), key=repr)
    return found


def drawn(draw: random.Random, record: Kept) -> Correction | None:
    """A correction of a line drawn at random, or None where none can be made of it."""
    file = RecordFile(record.store)
    asked: dict[str, Any] = {"by": "Ana Brill", "why": "the page says so"}
    at = START + timedelta(minutes=len(record.log))
    desks = (
        Drafts(file.record, treaty(), *asked.values(), at, record.store.corrections()),
        file.drafts(**asked, at=at),
    )
    said = file.statements()
    undoable = [one for one in record.log if str(one.kind) != "undo"]
    if undoable and draw.random() < 0.3:
        return both(desks, "undo", draw.choice(undoable).id)
    if not len(said):
        return None
    one = draw.choice(list(said))["id"]
    page_ = draw.choice(list(file.documents()))
    whole_ = file.record
    kind = draw.randrange(11)
    if kind == 0:
        return both(desks, "reject", one)
    if kind == 1:
        return both(desks, "set", one, {"answers": draw.choice(list(said))["id"]})
    if kind == 2:
        return both(desks, "set", page_["id"], {"outlet": "Tessin Post"})
    if kind == 3:
        return both(desks, "set", page_["document"], {"published": "2018-11-09"})
    if kind == 4:
        words = page_["text"].split()
        return both(
            desks, "add", page_["id"], {"content": " ".join(words[-4:]), "speaker": "Oda Kell", "act": "accuse"}
        )
    if kind == 5:
        events = [e for r in whole_.readings for e in r.events]
        fields = draw.choice(({"who": "Arlen; Castaly"}, {"date": "2018-11-07"}))
        return both(desks, "set", draw.choice(events).id, fields) if events else None
    if kind == 6:
        deadlines = [d for r in whole_.readings for d in r.deadlines]
        fields = draw.choice(({"falls": "2019-02-01"}, {"bound": "Castaly"}))
        return both(desks, "set", draw.choice(deadlines).id, fields) if deadlines else None
    if kind == 7:
        items = [(d, e) for r in whole_.readings for d in (r.document,) for e in (*r.events, *r.deadlines)]
        return both(desks, "reject", draw.choice(items)[1].id) if items else None
    if kind == 8:
        named = [(r.document, m) for r in whole_.readings for m in r.mentions if m.refers and m.span.line is None]
        at_, mention = draw.choice(named)
        return both(desks, "set", f"{at_}@{mention.span.start}-{mention.span.end}", {"refers": "veyra"})
    fields = {"speaker": "bram  tovey", "act": "deny", "target": "Arlen", "date": "2018-11-06", "speaker ": "VMD"}
    name = draw.choice(list(fields))
    return both(desks, "set", one, {name.strip(): fields[name]})


def both(desks: tuple[Drafts, Drafts], what: str, *asked: object) -> Correction | None:
    """The correction that a record held whole gives, which is the one that is looked up; None where both refuse."""
    found: list[Correction | str] = []
    for desk in desks:
        try:
            found.append(getattr(desk, what)(*asked))
        except OnRecordError as error:
            found.append(str(error))
    assert found[0] == found[1]
    return found[0] if isinstance(found[0], Correction) else None


def run(seed: int, steps: int, correct: bool) -> Kept:
    draw = random.Random(seed)
    record = Kept()
    record.keep(*(page(draw.randrange(10_000)) for _ in range(draw.randint(3, 10))))
    record.grow()
    for _ in range(steps):
        step = draw.random()
        if step < 0.5 or not correct:
            record.keep(*(page(draw.randrange(10_000)) for _ in range(draw.choice((1, 1, 1, 2)))))
        elif step < 0.6:
            record.keep(reread(draw.choice(list(record.pages.values()))))
        else:
            one = drawn(draw, record)
            if one is None:
                continue
            record.correct(one)
        record.grow()
        record.same_as_whole()
    return record


@pytest.mark.parametrize("seed", (0, 101, 105, 107, 1007, 1029))
def test_a_record_that_grows_is_the_one_that_a_whole_compile_makes(seed: int, caplog: pytest.LogCaptureFixture) -> None:
    record = run(seed, 6 if seed < 1000 else 7, correct=seed > 100)
    assert record.counts["grown"] > record.counts["whole"]
    assert not caplog.records


def yearless(number: int, words: str) -> tuple[Document, Reading]:
    """A page that gives its day without the year, which was in office with somebody whom it names."""
    made = document(words, identity=f"{number:016x}", dates=[given("2018-11-07", year=False)])
    found = reading(made)
    bounded = Judgement(Interval(date(2017, 8, 1), date(2020, 8, 1)), 0.5, found.published.evidence)
    return made, replace(found, published=bounded)


def test_a_deed_reaches_only_the_pages_that_may_tell_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Kept()
    record.keep(page(1), yearless(2, "Arlen expelled two envoys of Veyra on Tuesday."))
    record.keep(*(yearless(n, "Veyra seized an Arlenian tanker on Monday.") for n in range(3, 8)))
    record.grow()
    monkeypatch.setattr("onrecord.store.grow.pages.MOST", 2)
    told = document("Arlen expelled two envoys of Veyra on Tuesday.", identity="a" * 16, dates=[given("2018-11-08")])
    record.keep((told, reading(told)))
    assert record.grow()
    record.same_as_whole()
    published = {one["id"]: one["published"] for one in RecordFile(record.store).documents()}
    assert published[f"{2:016x}"] == ["2018-11-07", "2018-11-07"]
    assert published[f"{3:016x}"] == ["2017-08-01", "2020-08-01"]


def test_an_utterance_comes_apart_where_the_telling_that_held_it_together_is_rejected() -> None:
    open_ = "The strait stays open to every ship that keeps the rules of the treaty"
    lit = "the old lighthouse above Ruhn will be lit again before winter comes"
    record = Kept()
    for number, words in enumerate((open_, open_, f"{open_}, and {lit}", lit.capitalize(), lit.capitalize()), start=1):
        made = document(f'"{words}," Oda Kell said.', identity=f"{number:016x}")
        record.keep((made, reading(made)))
        record.grow()
    file = RecordFile(record.store)
    assert [one["appearances"] for one in file.utterances()] == [5]
    both_ = next(
        one["id"] for one in file.statements() if "lighthouse" in one["content"] and "strait" in one["content"]
    )
    record.correct(file.drafts(by="Ana Brill", why="the page says so", at=START).reject(both_))
    assert record.grow()
    record.same_as_whole()
    assert [one["appearances"] for one in RecordFile(record.store).utterances()] == [2, 2]


def told(number: int, words: str, outlet: str | None = None) -> tuple[Document, Reading]:
    """A page of some words, by an outlet."""
    made = document(words, identity=f"{number:016x}")
    made = replace(made, outlet=Judgement(outlet, 0.9) if outlet else None)
    return made, reading(made)


SHORT = "Veyra's Ministry of Defence (VMD) said that nothing had left the Sound. VMD said that it was foggy."
LONG = "The Veyran Defense Ministry said that 30 ships had left. The Veyran Defense Ministry said that it was late."


def speakers(record: Kept) -> list[str]:
    return [one["speaker"] for one in RecordFile(record.store).statements() if "rained" in one["content"]]


def test_a_correction_may_give_a_name_that_goes_under_another() -> None:
    record = Kept()
    record.keep(told(1, SHORT), told(2, LONG), told(3, "Oda Kell said that it rained.", "Tessin Post"))
    record.grow()
    file = RecordFile(record.store)
    rained = next(one["id"] for one in file.statements() if "rained" in one["content"])
    record.correct(file.drafts(by="Ana Brill", why="the page says so", at=START).set(rained, {"speaker": "VMD"}))
    assert record.grow()
    record.same_as_whole()
    assert speakers(record) == ["Veyran Defense Ministry"]
    (outlet,) = RecordFile(record.store).outlets()
    assert [one["side"] for one in outlet["sides"]] == ["Veyra"]


def test_a_name_that_a_correction_gave_goes_under_another_once_a_page_says_so() -> None:
    record = Kept()
    record.keep(told(1, SHORT), told(3, "Oda Kell said that it rained.", "Tessin Post"))
    record.grow()
    file = RecordFile(record.store)
    rained = next(one["id"] for one in file.statements() if "rained" in one["content"])
    before = speakers(record)
    record.correct(file.drafts(by="Ana Brill", why="the page says so", at=START).set(rained, {"speaker": "VMD"}))
    assert record.grow()
    between = speakers(record)
    record.keep(told(2, LONG))
    assert record.grow()
    record.same_as_whole()
    assert [*before, *between, *speakers(record)] == ["Oda Kell", "VMD", "Veyran Defense Ministry"]


def test_only_what_may_answer_a_passage_that_changed_is_weighed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Kept()
    both_ = "Castaly demanded that the harbour dues be halved. Oda Kell accused Veyra of testing missiles."
    no_missiles = "Bram Tovey denied on Thursday that missiles had been tested."
    no_dues = "Arlen rejected on Thursday the halving of harbour dues."
    for number, (words, day) in enumerate(((both_, "07"), (no_missiles, "08"), (no_dues, "08")), start=1):
        made = document(words, identity=f"{number:016x}", dates=[given(f"2018-11-{day}")])
        record.keep((made, reading(made)))
    record.grow()
    weighed: list[str] = []

    def noted(page: Any, *asked: Any) -> Any:
        weighed.extend(one.document for one in page[:1])
        return of_page(page, *asked)

    monkeypatch.setattr("onrecord.store.grow.answers.of_page", noted)
    file = RecordFile(record.store)
    dues = next(one["id"] for one in file.statements() if "dues" in one["content"] and one["speaker"] == "Castaly")
    record.correct(file.drafts(by="Ana Brill", why="the page says so", at=START).set(dues, {"act": "support"}))
    assert record.grow()
    record.same_as_whole()
    assert sorted(set(weighed)) == [f"{1:016x}", f"{3:016x}"]


def test_a_doubtful_telling_stands_back_for_a_nearer_one_until_that_is_rejected() -> None:
    record = Kept()
    told = (
        "Oda Kell said that money went to the pilots of the Sound.",
        "Oda Kell said the pilots took money from Castaly.",
        "Oda Kell said the pilots had taken bags of money from Castaly.",
    )
    together = []
    for number, words in enumerate(told, start=1):
        made = document(words, identity=f"{number:016x}", dates=[given("2018-11-05")])
        record.keep((made, reading(made)))
        record.grow()
        shown = RecordFile(record.store).record.utterances
        together.append([{a.document[-1] for a in one.appearances} for one in shown])
    third = next(one["id"] for one in RecordFile(record.store).statements() if "bags" in one["content"])
    record.correct(RecordFile(record.store).drafts(by="Ana Brill", why="the page says so", at=START).reject(third))
    assert record.grow()
    record.same_as_whole()
    (back,) = RecordFile(record.store).record.utterances
    assert [*together, [{a.document[-1] for a in back.appearances}]] == [[], [{*"12"}], [{*"23"}], [{*"12"}]]


def test_what_reaches_far_is_compiled_whole_and_nothing_is_lost() -> None:
    record = Kept()
    record.keep(page(1), page(2), page(3))
    assert not record.grow()
    record.keep(page(4))
    assert not record.store.grow(treaty(), world(), "another reader", VERSION)
    assert not record.store.grow(treaty(), world(), reader().name, "0.2.0")
    record.grow()
    record.same_as_whole()


def test_a_record_of_an_earlier_schema_grows_again_once_it_was_compiled(tmp_path: Path) -> None:
    record = Kept(tmp_path / "old.record")
    # Page 6 brings rivals of its own, by which a record is compiled whole.
    record.keep(*map(page, (1, 2, 3, 5, 6)))
    record.grow()
    record.store.close()
    with closing(sqlite3.connect(tmp_path / "old.record")) as db, db:
        db.execute("DROP TABLE trace_deeds")
        db.execute("UPDATE meta SET value = '8' WHERE key = 'schema'")
    record.store = Store.open(tmp_path / "old.record")
    record.keep(page(4))
    assert not record.grow()
    record.keep(page(7))
    assert record.grow()
    record.same_as_whole()


def test_a_record_that_cannot_grow_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Kept()
    record.keep(page(1), page(2), page(3))
    record.grow()
    record.keep(page(4))
    before = tables(record.store)

    def broken(*_: object) -> None:
        raise KeyError("no such page")

    monkeypatch.setattr("onrecord.store.grow.growth.Contrasts", broken)
    assert not record.store.grow(treaty(), world(), reader().name, VERSION)
    assert tables(record.store) == before
