"""What one page leaves for others, as rows: all that another page needs of it, in the words of the stage that asks."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Table, insert

from onrecord.model import Actor, ActorKind, Deadline, Document, Judgement, Reading, Statement
from onrecord.record.actors.body import introduced, key
from onrecord.record.actors.person import surname
from onrecord.record.actors.side import rivals
from onrecord.record.actors.who import names_in
from onrecord.record.answers.answer import Link
from onrecord.record.answers.passage import passages
from onrecord.record.answers.shelf import Heard, heard
from onrecord.record.compile import Compiled, Work
from onrecord.record.events.setting import Set
from onrecord.record.events.sign import Sign
from onrecord.record.events.timeline import falling, of_page
from onrecord.record.issues.codebook import Codebook
from onrecord.record.positions.position import Shown
from onrecord.record.sibling import dating, seeking
from onrecord.record.utterances.likeness import Likeness
from onrecord.record.utterances.quote import Key, keys
from onrecord.record.utterances.told import Gist, Told
from onrecord.record.utterances.utterance import Ties, folded, nearest
from onrecord.reference import Reference
from onrecord.reference.spelling import initial
from onrecord.store import rank, schema
from onrecord.store.codec import dump
from onrecord.store.rows import words_of
from onrecord.store.tally import Tally

FIRST, LAST = 1, 3_652_059
"""The days of an open side, counted from 1 January 1: the first and the last there is."""
Rows = dict[Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Telling:
    """The statements of a page as they are compared with others."""

    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Gists:
    """What a page tells of one side, as far as it tells whether another page says the same."""

    gists: tuple[Gist, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """The passages of a page as they are found among those of other pages."""

    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A page as far as its deadlines go, before others date them."""

    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Owed:
    """The deadlines of a page, and what it says became of any."""

    set_: tuple[Set, ...]
    signs: tuple[Sign, ...]


def mark(kind: str, *values: object) -> int:
    """A key of the index over all traces: a number of 64 bits for something of a kind."""
    said = "\x01".join((kind, *map(str, values)))
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big", signed=True)


def write_traces(connection: Connection, made: Compiled, codebook: Codebook, reference: Reference) -> None:
    """Writes what every page of a record leaves for others; the tables must be empty."""
    together: Rows = defaultdict(list)
    for number, work in enumerate(made.pages, start=1):
        for table, rows in of_work(work, number, codebook, reference).items():
            together[table] += rows
    together[schema.merged] = [of_merge(name, judged) for name, judged in made.merged.items()]
    told = {one.id: one for work in made.pages for one in work.told}
    together[schema.ties] = list(of_ties(made.ties))
    together[schema.nearest] = [of_nearest(*one) for one in nearest(made.ties).items()]
    together[schema.links] = [of_link(link) for link in made.links.values()]
    together[schema.shows] += of_taken(made.taken, told, codebook)
    together[schema.marks].sort(key=lambda row: (row["key"], row["page"]))
    together[schema.runs].sort(key=lambda row: tuple(row.values()))
    unique = {(row["key"], row["name"]): row for row in together[schema.blocks]}
    together[schema.blocks] = list(unique.values())
    for table, rows in together.items():
        if rows:
            connection.execute(insert(table), rows)


def of_work(work: Work, number: int, codebook: Codebook, reference: Reference) -> Rows:
    """The rows of one page; those of ``blocks`` may be there already."""
    document, reading = work.document, work.reading
    at, page = rank.of_document(document), document.id
    published, body = reading.published.value, folded(work.told)
    marks = sorted(set(_marks(work, reference)))
    rows: Rows = {
        schema.traces: [
            {
                "number": number,
                "document_id": page,
                "rank": at,
                "outlet": document.outlet and document.outlet.value,
                "since": published.earliest and published.earliest.toordinal(),
                "out": published.latest and published.latest.toordinal(),
                "tally": dump(Tally.of(document, reading)),
                "marks": array("q", marks).tobytes(),
            }
        ],
        schema.marks: [{"key": one, "page": number} for one in marks],
        schema.tellings: [{"document_id": page, "json": dump(Telling(tuple(map(plain, work.told))))}],
        schema.hearings: [{"document_id": page, "json": dump(Hearing(tuple(heard(passages(work.told)))))}],
        schema.spans: [{"document_id": page, **span} for span in _spans(body)],
        schema.runs: list(of_runs(body)),
        schema.named: [
            {"name": a.name, "page": at, "place": n, "document_id": page, "json": dump(_who(a))}
            for n, a in enumerate(work.single.actors)
        ],
        schema.roles: [
            {"actor": a.name, "page": at, "place": n, "document_id": page, "json": dump(a)}
            for n, a in enumerate(reading.actors)
        ],
        schema.shorts: [
            {"short": short, "full": full, "page": at, "place": n, "document_id": page, "json": dump(why)}
            for short, fulls in introduced([document]).items()
            for n, (full, why) in enumerate(fulls.items())
        ],
        schema.rivals: [
            {"one": one, "other": other, "document_id": page} for one, other in rivals([reading], reference)
        ],
        schema.shows: [_shown(Shown.of(held), rank.rank(0, at, n), page, codebook) for n, held in enumerate(work.held)],
        schema.sightings: [
            {
                "document_id": page,
                "place": n,
                "event": one.event.id,
                "act": str(one.event.act),
                "earliest": time.earliest.toordinal(),
                "latest": time.latest.toordinal(),
                "agreement": one.event.agreement,
                "words": words_of(document, one.event.span) or "",
                "json": dump(one),
            }
            for n, one in enumerate(work.seen)
            for time in [one.event.time.value]
            if time.earliest and time.latest
        ],
        schema.moments: [
            {"document_id": page, "place": n, "rank": at, "key": key_, "json": text}
            for n, (key_, text) in enumerate(moments(work))
        ],
    }
    rows[schema.blocks] = [
        {"key": block, "name": actor.name} for actor in work.single.actors for block in blocks(actor, reference)
    ]
    rows[schema.blocks] += [
        {"key": body_block(row["full"], reference), "name": row["short"]} for row in rows[schema.shorts]
    ]
    rows[schema.deeds] = [
        {"document_id": page, "place": n, "side": side, "day": one.day.toordinal(), "rank": at, "json": dump(one)}
        for n, one in enumerate(work.done)
        for side in one.sides
    ]
    rows[schema.terms] = []
    if work.set_ or work.signs:
        counted = Counted(_named(document), _counted(work.open))
        owed = Owed(work.set_, work.signs)
        rows[schema.terms] = [{"document_id": page, "counted": dump(counted), "dues": dump(owed)}]
    return rows


def blocks(actor: Actor, reference: Reference) -> set[str]:
    """The blocks of names among which an actor may go by another."""
    if actor.kind is ActorKind.PERSON:
        keys = {f"i {initial(actor.name)}", f"s {surname(actor.name)}"}
        return keys | ({f"i {initial(actor.name.split()[0])}"} if actor.name.split() else set())
    return {body_block(actor.name, reference)} if actor.kind is ActorKind.ORGANISATION else set()


def body_block(name: str, reference: Reference) -> str:
    """The block of a body: the words that its name comes down to."""
    return f"b {' '.join(sorted(key(name, None, reference)[1]))}"


def of_merge(name: str, judged: Judgement[str]) -> dict[str, Any]:
    """A name that means somebody under another name, as a row."""
    return {"name": name, "under": judged.value, "json": dump(Merge(judged))}


@dataclass(frozen=True, slots=True)
class Merge:
    """Under which name somebody stands, and why."""

    under: Judgement[str]


def of_ties(ties: Ties) -> Iterator[dict[str, Any]]:
    """Ties as rows."""
    for (one, other), like in ties.items():
        yield {"one": one, "other": other, "score": like.score, "why": like.why}


def of_nearest(statement: str, like: Likeness) -> dict[str, Any]:
    """What most speaks for a statement being one with another, as a row."""
    return {"statement": statement, "score": like.score, "why": like.why}


def of_runs(body: Iterable[Gist]) -> Iterator[dict[str, Any]]:
    """The runs of words by which statements are known again, as rows: each with its place among all that have it."""
    for one in body:
        out, shorter, document, place = spot(one)
        for key_ in sorted(set(map(run_mark, keys(one)))):
            yield {"key": key_, "out": out, "shorter": shorter, "document": document, "place": place}


Spot = tuple[int, int, str, int]


def spot(one: Gist) -> Spot:
    """Where a statement stands among all in the order in which they appear."""
    return one.out.toordinal() if one.out else LAST, -len(one.words), one.document, one.place


def of_link(link: Link) -> dict[str, Any]:
    """A link as a row."""
    pages = {"one_page": link.one.document, "to_page": link.to.document}
    said = {"kind": str(link.kind), "sure": link.sure, "why": link.why, "rank": rank.of_answer(link.one)}
    return {"one": link.one.id, "to": link.to.id, **said, **pages}


def of_taken(taken: Iterable[Shown], told: Mapping[str, Told], codebook: Codebook) -> Iterator[dict[str, Any]]:
    """The positions that show only by what a statement answers, as rows."""
    numbers: defaultdict[str, int] = defaultdict(int)
    for held in taken:
        one = told[held.statement]
        numbers[one.id] += 1
        at = rank.rank(1, rank.of_answer(one), numbers[one.id])
        yield _shown(held, at, one.document, codebook) | {"answer": 1}


def _shown(held: Shown, at: str, page: str, codebook: Codebook) -> dict[str, Any]:
    family = rank.of_issue(held.issue, steps(codebook))
    own = {"document_id": page, "statement": held.statement, "answer": 0}
    return {"family": family, "rank": at, **own, "json": dump(held)}


def steps(codebook: Codebook) -> dict[str, str]:
    """From each predicate that is a step of another to that one."""
    found = {p.name: p.step_of for p in codebook.predicates if p.step_of}
    return {name: found.get(whole, whole) for name, whole in found.items()}


def _marks(work: Work, reference: Reference) -> Iterator[int]:
    """Under which keys others find this page."""
    for name in names_in(work.single):
        yield mark("name", name)
    for run in dating(work.document, work.named):
        yield dating_mark(run)
    for run in seeking(work.document, work.named, reference):
        yield dating_mark(run) | 1
    for deadline, setter in counted(work.open):
        yield mark("term", setter, deadline.days)
    for statement in work.reading.statements:
        for judged in (statement.speaker, statement.target):
            if judged:
                yield mark("concerned", judged.value)
    for event in work.reading.events:
        yield mark("event", event.id)
        yield from (mark("concerned", name) for name in event.who)
    for deadline in work.reading.deadlines:
        yield mark("deadline", deadline.id)
        yield from (mark("concerned", name) for name in (deadline.bound, deadline.by) if name)


def dating_mark(run: tuple[str, tuple[str, ...]]) -> int:
    """The key of words that a page dates: even, and the odd one after it is that of a page which they would date."""
    return mark("sibling", run[0], *run[1]) & ~1


def run_mark(run: Key) -> int:
    """The key of a run of words by which a statement is known again."""
    side, words = run
    return mark("run", side, *words)


def counted(reading: Reading) -> Iterator[tuple[Deadline, str]]:
    """The deadlines counted in days, with who sets them."""
    speakers = {s.id: s.speaker.value for s in reading.statements if s.speaker}
    for deadline in reading.deadlines:
        if deadline.days is not None and deadline.statement in speakers:
            yield deadline, speakers[deadline.statement]


def _spans(body: Iterable[Told]) -> Iterator[dict[str, Any]]:
    """When each side may have said what the page tells of it, and what."""
    by_side: defaultdict[str, list[Told]] = defaultdict(list)
    for one in body:
        by_side[one.by].append(one)
    for side, said in by_side.items():
        since, until = min(map(first_day, said)), max(map(last_day, said))
        yield {"side": side, "since": since, "until": until, "json": dump(Gists(tuple(one.gist for one in said)))}


def first_day(one: Gist) -> int:
    """The first day on which something may have been said."""
    return one.since.toordinal() if one.since else FIRST


def last_day(one: Gist) -> int:
    """The last."""
    return one.until.toordinal() if one.until else LAST


def moments(work: Work) -> Iterator[tuple[int, str]]:
    """What a page adds to the timeline, each under its key."""
    for moment in of_page(work.document, work.reading):
        yield moment_mark(moment.time, moment.kind, moment.label), dump(moment)
    for one in falling(work.document, work.reading):
        yield falling_mark(one.deadline), dump(one)


def moment_mark(*what: object) -> int:
    """The key under which moments are one."""
    time, kind, label = what
    return mark("moment", time, getattr(time, "granularity", ""), kind, label)


def falling_mark(deadline: str) -> int:
    """The key under which a deadline stands, by its id."""
    return mark("falling", deadline)


def _who(actor: Actor) -> Actor:
    """An actor as far as it tells who is who."""
    offices = tuple(replace(office, term=type(office.term)()) for office in actor.offices)
    return replace(actor, forms=(), merged=(), offices=offices)


def _named(document: Document) -> Document:
    """A document by its name alone."""
    return Document(document.id, document.name, "", ())


def _counted(reading: Reading) -> Reading:
    """A reading as far as its deadlines go."""
    wanted = {deadline.statement for deadline in reading.deadlines}
    said = tuple(_bare(s) for s in reading.statements if s.id in wanted)
    return Reading(reading.document, "", reading.published, statements=said, deadlines=reading.deadlines)


def plain(one: Told) -> Told:
    """A statement as other pages compare theirs with it: without its evidence."""
    return replace(one, statement=_bare(one.statement))


def _bare(statement: Statement) -> Statement:
    """A statement without its evidence and its words: who, what kind of act, when."""

    def bare(judged: Judgement[Any] | None) -> Any:
        return judged and replace(judged, evidence=())

    return replace(
        statement,
        speaker=bare(statement.speaker),
        act=bare(statement.act),
        target=bare(statement.target),
        time=bare(statement.time),
    )
