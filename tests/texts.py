"""A made-up world for the tests of reading and compiling, and short ways to read a text in it.

Two states, Arlen and Veyra, quarrel over the Lantern Treaty; Castaly and the Tarn Isles stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from onrecord.model import (
    DateCandidate,
    DateSource,
    Document,
    Evidence,
    Line,
    LineKind,
    Part,
    PartKind,
    Position,
    Reading,
    Record,
    Span,
    Statement,
)
from onrecord.reading import RuleReader, TrainedReader, read
from onrecord.record import Codebook, compile
from onrecord.reference import Reference

WORLD = """
states:
- {name: Arlen, demonyms: [Arlenian, Arlenians], capital: Tessin, seats: [Amber Palace], source: made up}
- {name: Veyra, demonyms: [Veyran, Veyrans], capital: Dunmoor, seats: [Stone House], source: made up}
- {name: Castaly, demonyms: [Castalian, Castalians], capital: Ruhn, source: made up}
- {name: Tarn Isles, aliases: [the Isles], demonyms: [Tarnish], capital: Port Saltby, source: made up}
organisations:
- name: Harbour League
  aliases: [HL]
  nouns: [league, alliance, bloc]
  members: [Veyra, Castaly]
  source: made up
- {name: Straits Commission, nouns: [commission], source: made up}
- {name: Arlenian Foreign Ministry, of: Arlen, nouns: [ministry], source: made up}
people:
- name: Oda Kell
  gender: she
  offices: [{title: foreign minister, of: Arlen, start: 2014-01-10, end: 2018-12-20}]
  source: made up
- name: Bram Tovey
  gender: he
  offices: [{title: president, of: Veyra, start: 2016-05-10, end: 2020-05-09}]
  source: made up
- name: Iskra Lund
  gender: she
  offices: [{title: secretary-general, of: Harbour League, start: 2015-10-01}]
  source: made up
- name: Hale Morrant
  gender: he
  offices:
  - {title: prime minister, of: Castaly, start: 2009-03-01, end: 2013-02-28}
  - {title: president, of: Castaly, start: 2017-03-01, end: 2022-02-28}
  source: made up
agreements:
- name: Lantern Treaty
  aliases: [Lantern Missile Treaty]
  nouns: [treaty, agreement]
  parties: [Arlen, Veyra]
  signed: 1988-06-03
  in_force: 1989-01-01
  provisions: [{name: range, unit: km, low: 300, high: 900}]
  source: made up
- name: Saltby Accord
  nouns: [accord, agreement]
  parties: [Castaly, Tarn Isles]
  signed: 2001-11-30
  in_force: 2003-02-01
  provisions: [{name: notice of launches, unit: hours, low: 72, aliases: [announce launches]}]
  source: made up
events:
- name: Ruhn summit
  aliases: [Ruhn summit, summit in Ruhn]
  start: 2018-03-12
  end: 2018-03-14
  act: CONSULT
  who: [Arlen, Veyra]
  place: Ruhn
  source: made up
places:
- {name: Grey Sound, aliases: [the Sound], source: made up}
- {name: Midland, source: made up}
- {name: Old Saltby, state: Tarn Isles, source: made up}
"""


@cache
def world() -> Reference:
    """The reference of the made-up world."""
    return Reference.parse(WORLD)


@cache
def reader() -> RuleReader:
    """The rule reader over the made-up world."""
    return RuleReader(world())


@cache
def trained() -> TrainedReader:
    """The reader that ships over the made-up world: the network beside the rules."""
    return TrainedReader(world())


@cache
def treaty() -> Codebook:
    """The shipped codebook."""
    return Codebook.load()


def day(iso: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(iso)


def given(iso: str, source: DateSource = DateSource.METADATA, *, year: bool = True) -> DateCandidate:
    """A date as a page gives it, with or without its year."""
    at = day(iso)
    return DateCandidate(source, iso if year else iso[5:], at.year if year else None, at.month, at.day)


def document(
    body: str,
    title: str | None = None,
    *,
    identity: str = "0123456789abcdef",
    dates: Sequence[DateCandidate] = (),
    related: Sequence[str] = (),
) -> Document:
    """A document of a title and a body, dated as its page says, with the related headlines of the page."""
    text = f"{title}\n\n{body}" if title is not None else body
    parts = [Part(PartKind.TITLE, Span(0, len(title)))] if title is not None else []
    if body:
        parts.append(Part(PartKind.BODY, Span(len(text) - len(body), len(text))))
    lines = tuple(Line(LineKind.RELATED, line) for line in related)
    return Document(identity, f"{identity}.txt", text, tuple(parts), lines, dates=tuple(dates))


def reading(doc: Document, reference: Reference | None = None) -> Reading:
    """What the rules read in a document."""
    if reference is None:
        return read(doc, reader(), world())
    return read(doc, RuleReader(reference), reference)


def told(body: str, title: str | None = None, on: str | None = "2018-11-08") -> tuple[Document, Reading]:
    """A document of one page and its reading, published on a day of the world unless told otherwise."""
    doc = document(body, title, dates=[given(on)] if on else ())
    return doc, reading(doc)


def record(*documents: Document, reference: Reference | None = None, codebook: Codebook | None = None) -> Record:
    """The record of some documents."""
    readings = [reading(d, reference) for d in documents]
    return compile(documents, readings, codebook or treaty(), reference or world())


def words(doc: Document, spans: Sequence[Span]) -> list[str]:
    """The surfaces of spans, white space folded."""
    return [" ".join(doc.words(s).split()) for s in spans]


def who(text: str) -> list[str | None]:
    """The speakers of a page of 8 November 2018, by the rules alone."""
    doc, found = told(text)
    return [name for name, _ in speakers(doc, found)]


def seen(text: str) -> dict[str, str | None]:
    """Who speaks under which words of such a page, with the network beside the rules."""
    doc = document(text, dates=[given("2018-11-08")])
    statements = read(doc, trained(), world()).statements
    return {doc.words(s.source): s.speaker.value if s.speaker else None for s in statements if s.source}


def line(doc: Document, one: Statement) -> tuple[str | None, str, str]:
    """A statement as (source, cue, content), each as its words."""
    source = words(doc, [one.source])[0] if one.source else None
    return source, " ".join(words(doc, one.cue)), " | ".join(words(doc, one.content))


def speakers(doc: Document, found: Reading) -> list[tuple[str | None, str]]:
    """Who says what, in order: canonical speaker and the words said."""
    return [(s.speaker.value if s.speaker else None, line(doc, s)[2]) for s in found.statements]


def held(positions: Sequence[Position]) -> set[tuple[str, str, str]]:
    """Positions as (who, issue, stance)."""
    return {(p.by, str(p.issue), str(p.stance)) for p in positions}


def spans(found: Reading) -> Iterator[tuple[str, Span]]:
    """Every span of a reading, with the name of what it belongs to."""
    for statement in found.statements:
        for name in ("source", "channel", "audience", "hedge"):
            span = getattr(statement, name)
            if span is not None:
                yield name, span
        yield from (("cue", s) for s in statement.cue)
        yield from (("content", s) for s in statement.content)
        for judged in (statement.speaker, statement.act, statement.target, statement.time):
            yield from _shown("statement", judged.evidence if judged else ())
    for mention in found.mentions:
        yield "mention", mention.span
        yield from _shown("mention", mention.refers.evidence if mention.refers else ())
    for event in found.events:
        yield "event", event.span
        yield from _shown("event", event.time.evidence)
    for deadline in found.deadlines:
        yield "deadline", deadline.span
        if deadline.condition is not None:
            yield "condition", deadline.condition
        yield from _shown("deadline", deadline.falls.evidence)
    yield from (("claim", c.span) for c in found.claims)
    yield from _shown("published", found.published.evidence)


def _shown(what: str, chain: Sequence[Evidence]) -> Iterator[tuple[str, Span]]:
    """The spans of a chain of evidence."""
    yield from ((f"evidence of {what}", e.span) for e in chain if e.span is not None)
