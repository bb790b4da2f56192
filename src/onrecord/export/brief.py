"""What a brief says of a record: who holds what, what happened and falls due, what was said, each with its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.export.dates import phrase, short
from onrecord.export.excerpt import Excerpt, Row
from onrecord.export.wording import UNSURE, count, graded, tone
from onrecord.model import Act, Granularity, Interval

MARK = (
    "Read by a machine. Each line says what a page says, not what is so. A confidence is the share of such readings "
    "that are expected to be right. Open the page before you quote."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A page that something was read on; ``number`` is its place in the list of pages."""

    number: int
    title: str
    outlet: str
    published: str
    confidence: str
    url: str
    name: str

    @property
    def note(self) -> str:
        """The page in one line, without its address."""
        return f"{self.outlet}, “{self.title}”, {self.published}"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: ``also`` are the pages that tell it again in the same words, ``doubts`` what is not sure of it."""

    speaker: str
    of: str
    act: str
    tone: str
    target: str
    words: str
    when: str
    confidence: str
    doubts: tuple[str, ...]
    source: Source
    also: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Who affirms or denies an issue, when, how surely, and on which pages that was read."""

    by: str
    when: str
    statements: int
    confidence: str
    unsure: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An issue with those who affirm and those who deny it."""

    words: str
    affirm: tuple[Holding, ...]
    deny: tuple[Holding, ...]

    @property
    def disputed(self) -> bool:
        """Whether there is somebody on each side."""
        return bool(self.affirm and self.deny)


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the timeline."""

    when: str
    what: str
    kind: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A fact of an agreement that a page gives otherwise than the reference."""

    says: str
    about: str
    gives: str
    reference: str
    where: str
    source: Source


@dataclass(frozen=True, slots=True)
class Brief:
    """All of it; ``statements`` by the side that speaks, those heard most first."""

    title: str
    covers: str
    figures: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    timeline: tuple[Happened, ...]
    differing: tuple[Differing, ...]
    statements: tuple[tuple[str, tuple[Said, ...]], ...]
    sources: tuple[Source, ...]
    left_out: str


def brief(excerpt: Excerpt, *, weighty: bool) -> Brief:
    """The brief on an excerpt. ``weighty`` keeps of the statements those that show a position, or do more than say;
    ``left_out`` tells how many others there are.
    """
    sources = _sources(excerpt)
    by_name: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources.values():
        by_name[source.name].append(source)
    ids = {row["id"] for row in excerpt.statements}
    first = [row for row in excerpt.statements if row["repeats"] not in ids]
    again: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in excerpt.statements:
        if row["repeats"]:
            again[row["repeats"]][row["document_id"]] = None
    chosen = [row for row in first if not weighty or _weighty(row)]
    left = len(first) - len(chosen)
    questions = _questions(excerpt, sources)
    timeline = tuple(_happened(row, by_name) for row in excerpt.timeline if row["kind"] != "statement")
    differing = tuple(
        Differing(row["says"], row["about"], row["value"], row["reference"] or "", row["source"] or "", source)
        for row in excerpt.checks
        if row["verdict"] == "differs"
        for source in by_name[row["document"]][:1]
    )
    disputed = sum(question.disputed for question in questions)
    return Brief(
        title=excerpt.title,
        covers=_covers(excerpt, len(first)),
        figures=(
            ("pages", f"{len(sources):,}"),
            ("statements", f"{len(first):,}"),
            ("issues in dispute", f"{disputed:,} of {len(questions):,}"),
            ("deadlines", f"{sum(row['kind'] == 'deadline' for row in excerpt.timeline):,}"),
            ("facts that differ", f"{len(differing):,}"),
        ),
        questions=questions,
        timeline=timeline,
        differing=differing,
        statements=_by_side(excerpt, [(row, _said(row, excerpt, sources, again[row["id"]])) for row in chosen]),
        sources=tuple(sources.values()),
        left_out=f"{count(left, 'statement')} that only {'says' if left == 1 else 'say'} something "
        f"{'is' if left == 1 else 'are'} left out here; the record has {'it' if left == 1 else 'them'}."
        if left
        else "",
    )


def _weighty(row: Row) -> bool:
    return bool(row["positions"]) or row["act"] not in (Act.SAY, Act.UNCLASSIFIED)


def _time(days: Sequence[str | None] | None) -> Interval:
    earliest, latest = (day and date.fromisoformat(day) for day in days or (None, None))
    return Interval(earliest or None, latest or None, Granularity.DAY)


def _sources(excerpt: Excerpt) -> dict[str, Source]:
    """The pages by their ids, in the order of their publication."""
    rows = sorted(excerpt.documents, key=lambda row: ((row["published"] or [None, None])[1] or "9999", row["document"]))
    return {
        row["id"]: Source(
            number=n,
            title=row["title"] or row["document"],
            outlet=row["outlet"] or "Outlet not known",
            published=short(_time(row["published"])),
            confidence=graded(row["published_confidence"]) if row["published_confidence"] and row["published"] else "",
            url=row["url"] or "",
            name=row["document"],
        )
        for n, row in enumerate(rows, 1)
    }


def _covers(excerpt: Excerpt, statements: int) -> str:
    """How much the brief covers, in a sentence."""
    outlets = {row["outlet"] for row in excerpt.documents if row["outlet"]}
    days = [day for row in excerpt.documents for day in row["published"] or () if day]
    when = f", published {phrase(_time([min(days), max(days)])).removeprefix('some day ')}" if days else ""
    said = f"{count(len(excerpt.documents), 'page')} from {count(len(outlets), 'outlet')}{when}"
    return f"{said}, with {count(statements, 'statement')}; a text on several pages counts once."


def _questions(excerpt: Excerpt, sources: dict[str, Source]) -> tuple[Question, ...]:
    """The issues, those in dispute first, then those on which most take a side."""
    at = {row["id"]: row["document_id"] for row in excerpt.statements}
    sides: defaultdict[str, defaultdict[str, list[Holding]]] = defaultdict(lambda: defaultdict(list))
    for row in excerpt.positions:
        pages = dict.fromkeys(at[id_] for id_ in row["ids"] if id_ in at)
        sides[row["issue"]][row["stance"]].append(
            Holding(
                by=row["by"],
                when=phrase(_time(row["time"])),
                statements=row["statements"],
                confidence=graded(row["confidence"]),
                unsure=row["confidence"] < UNSURE,
                sources=tuple(sources[page] for page in pages),
            )
        )
    made = [
        Question(excerpt.words.get(issue, issue), tuple(held["affirm"]), tuple(held["deny"]))
        for issue, held in sides.items()
    ]
    return tuple(sorted(made, key=lambda q: (not q.disputed, -len(q.affirm) - len(q.deny), q.words)))


def _happened(row: Row, by_name: dict[str, list[Source]]) -> Happened:
    names = [row["document"]] if row["document"] in by_name else row["document"].split(", ")
    sources = tuple(source for name in names for source in by_name.get(name, ()))
    return Happened(short(_time([row["earliest"], row["latest"]])), row["what"], row["kind"], sources)


def _said(row: Row, excerpt: Excerpt, sources: dict[str, Source], also: Iterable[str]) -> Said:
    doubts = []
    if row["hedge"]:
        doubts.append(f"hedged by “{row['hedge']}”")
    if row["confidence"] < UNSURE:
        doubts.append("doubtful whether it is a statement")
    if row["speaker"] and row["speaker_confidence"] < UNSURE:
        doubts.append("doubtful who speaks")
    if row["line"] is not None:
        doubts.append("from the headline of another story")
    return Said(
        speaker=row["speaker"] or "Somebody whom the page does not name",
        of=(excerpt.actor.get(row["speaker"]) or {}).get("of") or "",
        act=row["act"],
        tone=tone(Act(row["act"])),
        target=row["target"] or "",
        words=row["content"],
        when=phrase(_time(row["date"])),
        confidence=graded(row["confidence"]),
        doubts=tuple(doubts),
        source=sources[row["document_id"]],
        also=tuple(sources[page] for page in also),
    )


def _by_side(excerpt: Excerpt, said: Iterable[tuple[Row, Said]]) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """Statements by the state or organisation that the speaker is of, in the order of time within each."""
    sides: defaultdict[str, list[tuple[Row, Said]]] = defaultdict(list)
    for row, one in said:
        sides[_root(excerpt, row["speaker"])].append((row, one))
    ordered = sorted(sides.items(), key=lambda side: (side[0] == "", -len(side[1]), side[0]))
    return tuple(
        (
            side or "Speaker not known",
            tuple(one for _, one in sorted(held, key=lambda pair: _when(pair[0]))),
        )
        for side, held in ordered
    )


def _when(row: Row) -> tuple[str, str]:
    earliest, latest = row["date"] or (None, None)
    return latest or "9999", earliest or ""


def _root(excerpt: Excerpt, name: str | None) -> str:
    """The state or organisation at the end of what an actor is of."""
    seen: set[str] = set()
    while name and name not in seen and (of := (excerpt.actor.get(name) or {}).get("of")):
        seen.add(name)
        name = of
    return name or ""
