"""Which pages tell the same story: precision and recall over pairs of pages, on wire copy made up for it.

    python -m bench.stories [--seed N] [--stories N] [--sweep]

Every story is a made-up report on one of a few made-up disputes. Its copies are what sites make of wire copy: another
headline, a shorter text, paragraphs of their own before, between or behind, a correction, sentences put into other
paragraphs, or several of these. Other stories of the same day and dispute share names, background paragraphs and often
a quotation with it, and must stay apart; a digest strings the beginnings of several stories together. Thresholds were
chosen with the seeds 1, 2 and 11; the figures are of others.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.model import Document, Interval, Judgement, Page, Part, PartKind, Reading, Span
from onrecord.record.utterances import story as clustering
from onrecord.record.utterances.story import stories
from onrecord.store import Store

_STATES = ("Arden", "Belmar", "Corvia", "Dravony", "Estmark", "Fellund", "Galdor", "Hesperia")
_PEOPLE = ("Benning", "Drunov", "Varga", "Tolland", "Mirza", "Okafor", "Lindqvist", "Saito", "Prewitt", "Halloran")
_ROLES = (
    "foreign minister",
    "envoy",
    "spokeswoman",
    "president",
    "chief negotiator",
    "defence secretary",
    "ambassador",
)
_SAID = ("said", "told reporters", "announced", "insisted", "conceded", "argued", "warned", "suggested", "added")
_THINGS = (
    "the inspection of the northern depots, the ferry timetable, the grain quota, the sluice at Marrow Lock, the "
    "border post at Hale, the radar on the ridge, the pilot training, the fishing licences, the customs seals, the "
    "joint commission, the rail link, the survey of the seabed, the storage of fuel, the prisoners' exchange, the "
    "tariff on timber, the notification of exercises, the monitoring cameras, the water levels, the overflight "
    "permits, the bridge repairs"
).split(", ")
_DID = (
    "has been delayed, was agreed in outline, remains blocked, will resume, was described as urgent, has cost more "
    "than planned, was handed to a committee, went ahead, drew criticism, is to be reviewed, was called a mistake, "
    "needs a vote, has divided the cabinet, was left out of the draft, came up again, failed at the last moment, "
    "has no date yet"
).split(", ")
_WHERE = (
    "in the capital, on the eastern shore, before the assembly, at a closed session, during the morning round, "
    "after a long night, in a written answer, on local radio, at the airport, outside the ministry, in the old town"
    " hall, by telephone"
).split(", ")
_WHY = (
    "because the two sides count differently, although nobody had asked for it, as the deadline came closer, while "
    "crowds waited in the rain, since the spring talks broke off, despite an earlier promise, so that the harbour "
    "could stay open, until a new mandate is given, unless the council objects, even as the figures were disputed, "
    "with little hope of progress"
).split(", ")
_NUMBERS = ("three", "nine", "eleven", "fourteen", "twenty", "26", "40", "58", "75", "112", "300", "1,450")
_NOUNS = ("boats", "officials", "villages", "permits", "letters", "convoys", "days", "tonnes", "questions", "houses")


@dataclass(frozen=True)
class Report:
    """A page: its headline, its paragraphs as sentences, and which story it tells (None for a digest)."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    story: int | None
    how: str

    @property
    def document(self) -> Document:
        """The page as a document."""
        body = "\n\n".join(" ".join(sentences) for sentences in self.paragraphs)
        text = f"{self.title}\n\n{body}"
        id_ = hashlib.sha256(text.encode()).hexdigest()[:16]
        start = len(self.title)
        parts = (Part(PartKind.TITLE, Span(0, start)), Part(PartKind.BODY, Span(start + 2, len(text))))
        return Document(id_, f"{id_}.txt", text, parts)


class Newsroom:
    """Writes reports, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self, sides: Sequence[str]) -> str:
        """A sentence about a dispute between two states."""
        pick = self.random.choice
        thing, did, where, why = pick(_THINGS), pick(_DID), pick(_WHERE), pick(_WHY)
        who = f"{pick(sides)}'s {pick(_ROLES)} {pick(_PEOPLE)}"
        number = f"{pick(_NUMBERS)} {pick(_NOUNS)}"
        form = pick((
            "{who} {said} {where} that {thing} {did}, {why}.",
            "{where}, {thing} {did} and {number} were involved, {who} {said}.",
            "“{thing} {did}, {why},” {who} {said} {where}.",
            "According to {who}, {number} have been counted since {thing} {did} {where}.",
            "{number} stand behind {thing}, which {did} {why}, and {side} will not wait for {thing2}.",
            "Asked about {thing}, {who} {said} that it {did} {where} and named {number}.",
        ))  # fmt: skip
        made = form.format(
            who=who, said=pick(_SAID), where=where, thing=thing, did=did, why=why, number=number, side=pick(sides),
            thing2=pick(_THINGS),
        )  # fmt: skip
        return made[0].upper() + made[1:] if made[0] != "“" else made[0] + made[1].upper() + made[2:]

    def paragraph(self, sides: Sequence[str]) -> tuple[str, ...]:
        """One to three sentences."""
        return tuple(self.sentence(sides) for _ in range(self.random.randint(1, 3)))

    def day(self, number: int) -> list[Report]:
        """One day's stories on one dispute, numbered from ``number``, each with its copies; and a digest of them."""
        draw = self.random
        sides = draw.sample(_STATES, 2)
        background = [self.paragraph(sides) for _ in range(5)]
        quotation = (self.sentence(sides), self.sentence(sides))
        reports: list[Report] = []
        for story in range(number, number + 4):
            body = [self.paragraph(sides) for _ in range(draw.randint(4, 12))]
            if draw.random() < 0.5:
                body.insert(draw.randint(1, len(body)), quotation)
            body += draw.sample(background, draw.randint(1, 3))
            wire = Report(self.sentence(sides)[:60], tuple(body), story, "wire")
            reports += [wire, *self.copies(wire, sides)]
        starts = [report for report in reports if report.how == "wire"][:3]
        paragraphs = tuple(paragraph for report in starts for paragraph in report.paragraphs[:3])
        return [*reports, Report("The day in brief", paragraphs, None, "digest")]

    def copies(self, wire: Report, sides: Sequence[str]) -> Iterator[Report]:
        """What sites make of wire copy, each change alone, then several at once."""
        changes = (self.retitled, self.shortened, self.halved, self.extended, self.corrected, self.joined)
        for change in changes:
            yield change(wire, sides)
        for _ in range(3):
            report = wire
            for change in self.random.sample(changes, 3):
                report = change(report, sides)
            yield replace(report, how="several")

    def retitled(self, report: Report, sides: Sequence[str]) -> Report:
        """With another headline."""
        return replace(report, title=self.sentence(sides)[:70], how="retitled")

    def shortened(self, report: Report, _: Sequence[str]) -> Report:
        """Cut from the end to two thirds."""
        return replace(report, paragraphs=report.paragraphs[: -(-len(report.paragraphs) * 2 // 3)], how="shortened")

    def halved(self, report: Report, _: Sequence[str]) -> Report:
        """Cut to two fifths, but no less than two paragraphs."""
        most = max(2, len(report.paragraphs) * 2 // 5)
        return replace(report, paragraphs=report.paragraphs[:most], how="halved")

    def extended(self, report: Report, sides: Sequence[str]) -> Report:
        """With one to three paragraphs of the site's own."""
        paragraphs = list(report.paragraphs)
        for _ in range(self.random.randint(1, 3)):
            paragraphs.insert(self.random.randint(0, len(paragraphs)), self.paragraph(sides))
        return replace(report, paragraphs=tuple(paragraphs), how="extended")

    def corrected(self, report: Report, _: Sequence[str]) -> Report:
        """With one word in forty changed."""
        draw = self.random
        other = (*_NUMBERS, *_NOUNS, *_PEOPLE, *_SAID)

        def mended(sentence: str) -> str:
            return " ".join(draw.choice(other) if draw.random() < 0.025 else word for word in sentence.split())

        paragraphs = tuple(tuple(mended(sentence) for sentence in p) for p in report.paragraphs)
        return replace(report, paragraphs=paragraphs, how="corrected")

    def joined(self, report: Report, _: Sequence[str]) -> Report:
        """A sentence a paragraph."""
        paragraphs = tuple((sentence,) for paragraph in report.paragraphs for sentence in paragraph)
        return replace(report, paragraphs=paragraphs, how="joined")


def written(seed: int, days: int) -> list[Report]:
    """The pages of so many days, each page once."""
    room = Newsroom(seed)
    every = [report for day in range(days) for report in room.day(day * 4)]
    return list({report.document.id: report for report in every}.values())


@dataclass
class Score:
    """Pairs of pages put together: rightly, wrongly, and those missed, by how the second was made."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"precision {precision:.4f}, recall {recall:.4f} ({counts})"


def kept(reports: Sequence[Report]) -> tuple[Store, list[Document], list[Reading]]:
    """A record in memory that holds the pages."""
    store = Store.make(None)
    documents, readings = [], []
    for report in reports:
        document = report.document
        reading = Reading(document.id, "none", Judgement(Interval(), 1.0, ()))
        store.keep(Page(document.id, document.name, "text/plain", document.text.encode()), document, reading, "0")
        documents.append(document)
        readings.append(reading)
    return store, documents, readings


def scored(reports: Sequence[Report], groups: Sequence[Sequence[str]]) -> tuple[Score, dict[str, Score]]:
    """The score of a grouping, and of it for the pairs of each kind of copy with its wire copy.

    A digest may stand alone or with any one story that it has a part of: it makes no pair, but may not join two.
    """
    place = {id_: at for at, group in enumerate(groups) for id_ in group}
    total = Score()
    by: dict[str, Score] = {}
    told = [(report, place[report.document.id]) for report in reports if report.story is not None]
    for (one, at), (other, there) in combinations(told, 2):
        same, together = one.story == other.story, at == there
        if not same and not together:
            continue
        for score in (total, *([by.setdefault(other.how, Score())] if one.how == "wire" else [])):
            score.right += same and together
            score.wrong += together and not same
            score.missed += same and not together
    return total, by


def main() -> None:
    """Prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--days", type=int, default=8, help="four stories of ten pages each, and a digest, a day")
    parser.add_argument("--sweep", action="store_true", help="the threshold from 0.3 to 0.9")
    asked = parser.parse_args()
    reports = written(asked.seed, asked.days)
    started = time.process_time()
    store, documents, readings = kept(reports)
    entered = time.process_time() - started
    alike = store.alike()
    for threshold in [n / 20 for n in range(6, 19)] if asked.sweep else [clustering.ALIKE]:
        clustering.ALIKE = threshold
        found = stories(documents, readings, alike)
        total, by = scored(reports, [story.documents for story in found])
        print(f"{threshold:.2f} {len(reports)} pages, {len(found)} stories: {total}")
    for how, score in sorted(by.items()):
        print(f"  wire copy and {how}: {score}")
    print(f"  {1000 * entered / len(reports):.1f} ms a page to keep and enter")


if __name__ == "__main__":
    main()
