"""Mentions and who they refer to, against corpora: names, and what pronouns and definite nouns go back to.

    python -m bench.mentions [names links time] [--dev] [--list]

names: GUM's news, interviews and speeches, GUM whole, EWT-NNER (test parts; `--dev`: dev parts) and re3d's fifth that
was not learnt from: persons, organisations and places (states among them), all kinds, weapons. A name is right where
both ends and the kind are. Two readers: the network alone, and the reading (the reference's names beside it).

links: every pronoun of the third person, and every definite noun for a person or organisation, that GUM has going back
to something before it. A link is right where what it goes back to is of the same chain and, where that chain has a
name by then, the link leads to that name. Recall counts what GUM marks, precision what is linked. `--list` prints the
misses, of dev only.

time: reading the first twenty texts of PolNeAR's dev part, with names and links and without, medians of five rounds.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from train.corpora import DATA, Annotated, Split, documents
from train.corpora.chain import GENRES, Chained, Marked, chained
from train.rank import gold

from onrecord.model import Document, Mention, MentionKind, Part, PartKind, Reading, Span
from onrecord.reading import TrainedReader, read
from onrecord.reading.attributions.reader import Reader, Seen
from onrecord.reading.encoder.named import Named
from onrecord.reading.encoder.noun import Form, Noun, nouns
from onrecord.reading.encoder.rank import shipped
from onrecord.reading.encoder.side import Taken
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.grammar.order import DEMONYM, NAMING
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.referents.link import Link, links
from onrecord.reading.referents.referring import SURE, over_words
from onrecord.reference import Reference

ROOT = Path(__file__).resolve().parent
POLNEAR = DATA / "polnear" / "dev" / "text"
ROUNDS, TEXTS = 5, 20
_KINDS = {
    MentionKind.PERSON: "PERSON",
    MentionKind.ORGANISATION: "ORGANISATION",
    MentionKind.STATE: "PLACE",
    MentionKind.PLACE: "PLACE",
    MentionKind.WEAPON: "WEAPON",
    MentionKind.AGREEMENT: "AGREEMENT",
    MentionKind.EVENT: "EVENT",
}
_THREE = ("PERSON", "ORGANISATION", "PLACE")
_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves who whom whose".split()
)
_DEFINITE = frozenset("the this that these those such his her its their our".split())
Stretch = tuple[int, int, str]


@cache
def tools() -> tuple[Reference, TrainedReader]:
    """The shipped tables and reader."""
    reference = Reference.load()
    return reference, TrainedReader(reference)


def article(text: str) -> Document:
    """A text as a document without a head."""
    return Document("0123456789abcdef", "text.txt", text, (Part(PartKind.BODY, Span(0, len(text))),), ())


@cache
def reading(text: str) -> Reading:
    """What the shipped reader reads in a text."""
    return read(article(text), tools()[1], tools()[0])


@dataclass(slots=True)
class Tally:
    """Right, found and marked, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)

    def row(self, kinds: Iterable[str]) -> str:
        """Precision, recall and F1 over some kinds, in %."""
        right, found, marked = (sum(c[k] for k in kinds) for c in (self.right, self.found, self.marked))
        return f"{_share(right, found)} / {_share(right, marked)} / {_share(2 * right, found + marked)}"


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def by_network(text: str) -> Iterator[Stretch]:
    """The names that the network sees."""
    seen = tools()[1].seen(text)
    if seen.parse is not None:
        for name in seen.names:
            kind = "PLACE" if name.kind == "STATE" else name.kind
            yield seen.parse.words.starts[name.first], seen.parse.words.ends[name.last - 1], kind


def by_reading(text: str) -> Iterator[Stretch]:
    """The names among the mentions of the reading, of nested ones the outermost."""
    named = [m for m in reading(text).mentions if _rule(m) in NAMING]
    for mention in named:
        if not any(mention.span in other.span and mention.span != other.span for other in named):
            kind = "NATIONALITY" if _rule(mention) == DEMONYM else _KINDS[mention.kind]
            yield mention.span.start, mention.span.end, kind


def _rule(mention: Mention) -> str:
    return mention.refers.evidence[0].rule if mention.refers else "named"


def names(split: Split) -> None:
    """Print how well names are found, a line a corpus and reader."""
    gum = documents("gum", split)
    sets: list[tuple[str, Sequence[Annotated]]] = [
        (f"GUM {split}, news, interview, speech", [d for d in gum if d.name.split("_")[1] in GENRES]),
        (f"GUM {split}", gum),
        (f"EWT-NNER {split}", documents("ewt", split)),
        ("re3d, a fifth", [*documents("re3d", "dev"), *documents("re3d", "test")]),
    ]
    print("| corpus | reader | person, organisation, place P / R / F1 | all kinds | weapons |\n|---|---|---|---|---|")
    for title, chosen in sets:
        for who, reader in (("network", by_network), ("reading", by_reading)):
            tally = Tally()
            for document in chosen:
                if document.named is not None:
                    true = {(m.start, m.end, "PLACE" if m.kind == "STATE" else m.kind) for m in document.named}
                    ours = set(reader(document.text))
                    for counted, some in ((tally.marked, true), (tally.found, ours), (tally.right, true & ours)):
                        counted.update(kind for *_, kind in some)
            every = sorted(set(tally.marked) | set(tally.found))
            cells = [title, who, tally.row(_THREE), tally.row(every), tally.row(["WEAPON"])]
            print("| " + " | ".join(cells) + " |", flush=True)


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase of GUM that goes back, or is linked: what it is, its mention, those before it, and the link."""

    kind: str
    mention: Marked
    before: tuple[Marked, ...]
    link: Link | None
    right: bool

    @property
    def goes_back(self) -> bool:
        """Whether GUM has it going back to something before it."""
        return bool(self.before) and self.mention.link not in ("appos", "pred")


def kind_of(text: str, mention: Marked) -> str | None:
    """Pronoun or nominal, where a mention is one of those asked about."""
    if mention.upos in ("PRON", "DET") and text[mention.head[0] : mention.head[1]].lower() in _PRONOUNS:
        return "pronoun"
    opening = text[mention.start : mention.end].split()[0].lower()
    people = mention.upos == "NOUN" and mention.entity in ("person", "organization")
    return "nominal" if people and opening in _DEFINITE else None


def cases(one: Chained, parse: Parse, named: Sequence[Named], least: float) -> Iterator[Case]:
    """Every case of a document, under links at least so likely."""
    text = one.document.text
    cut = sentences(text)
    chain = gold(parse, nouns(parse, named, cut), one.mentions)
    linked = {
        parse.words.starts[link.noun.head]: link
        for link in links(parse, nouns(parse, named, cut), shipped())
        if link.chance >= least and link.noun.form is not Form.JOINT
    }

    def of(noun: Noun | None) -> str | None:
        return chain.get((noun.first, noun.last)) if noun else None

    def _names(name: Noun | None, chain_: str) -> bool:
        """Whether a name is one of a chain: where it stands, else by its words (GUM leaves some headings unmarked)."""
        return name is not None and (of(name) == chain_ or parse.surface(name.first, name.last) in called[chain_])

    called: dict[str, set[str]] = defaultdict(set)
    for mention in one.mentions:
        called[mention.chain].add(text[mention.start : mention.end])
    before: dict[str, list[Marked]] = {}
    for mention in one.mentions:
        earlier = before.setdefault(mention.chain, [])
        if (kind := kind_of(text, mention)) is not None:
            link = linked.get(mention.head[0])
            has_name = any(m.upos == "PROPN" for m in earlier)
            right = link is not None and of(link.back) == mention.chain
            right = right and link is not None and (not has_name or _names(link.name, mention.chain))
            yield Case(kind, mention, tuple(earlier), link, right)
        earlier.append(mention)


def score_links(split: Split, show: bool) -> None:
    """Print how well pronouns and definite nouns are followed back, a line a part and kind."""
    reader = tools()[1]
    print("| part | phrase | go back | linked | P / R / F1 | lead to a name: right |\n|---|---|---|---|---|---|")
    found: list[tuple[str, Case]] = []
    for one in chained(split):
        seen = reader.seen(one.document.text)
        if seen.parse is None:
            continue
        named = over_words(reading(one.document.text).mentions, seen.parse, tools()[0])[0]
        here = list(cases(one, seen.parse, named, SURE))
        found += [(one.genre, case) for case in here]
        for case in here if show else ():
            if case.goes_back != case.right:
                _print(one.document.text, seen.parse, case)
    for part, genres in (("news, interview, speech", GENRES), ("all genres", tuple({g for g, _ in found}))):
        for kind in ("pronoun", "nominal"):
            some = [case for genre, case in found if genre in genres and case.kind == kind]
            linked = [case for case in some if case.link is not None]
            back, right = sum(case.goes_back for case in some), sum(case.right for case in some)
            to_name = [case for case in linked if case.link is not None and case.link.name is not None]
            rates = f"{_share(right, len(linked))} / {_share(right, back)} / {_share(2 * right, len(linked) + back)}"
            sure = f"{sum(case.right for case in to_name)} of {len(to_name)}"
            print(f"| GUM {split}, {part} | {kind} | {back} | {len(linked)} | {rates} | {sure} |", flush=True)


def _print(text: str, parse: Parse, case: Case) -> None:
    mention, link = case.mention, case.link
    around = f"{text[max(0, mention.start - 70) : mention.start]}[{text[mention.start : mention.end]}]".replace(
        "\n", " "
    )
    said = "nothing" if link is None else f"{parse.surface(link.back.first, link.back.last)} ({link.chance:.2f})"
    true = [text[m.start : m.end][:30] for m in case.before[-2:]]
    print(f"  {around} -> {said}; GUM: {true}")


class Plain:
    """The shipped reader without grammar and names, so that nothing is named or linked beyond the rules."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name = reader.name

    def seen(self, text: str, headlines: Sequence[Span] = ()) -> Seen:
        """Attributions alone."""
        return Seen(self._reader.seen(text, headlines).attributions)

    def sides(self, said: Sequence[tuple[str, str]]) -> list[list[Taken]]:
        """What the shipped reader tells."""
        return self._reader.sides(said)


def timed() -> None:
    """Print the time of reading with and without names and links, and their ratio."""
    reference, reader = tools()
    texts = [article(file.read_bytes().decode("utf-8")) for file in sorted(POLNEAR.glob("*.txt"))[:TEXTS]]
    taken: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(ROUNDS):
        for how, chosen in (("with", reader), ("without", Plain(reader))):
            start = time.process_time()
            for document in texts:
                read(document, chosen, reference)
            taken[how].append(time.process_time() - start)
    both = {how: statistics.median(times) for how, times in taken.items()}
    print(
        f"{TEXTS} texts: {both['without']:.2f} s of processor time without, {both['with']:.2f} s with names and links"
    )
    print(f"they add {both['with'] / both['without'] - 1:.1%}")


def main(asked: list[str]) -> None:
    """Print what is asked for, all of it by default."""
    flags, wanted = {a for a in asked if a.startswith("--")}, [a for a in asked if not a.startswith("--")]
    split: Split = "dev" if "--dev" in flags else "test"
    show = "--list" in flags and split == "dev"
    if unknown := (set(wanted) - {"names", "links", "time"}) | (flags - {"--dev", "--list"}):
        sys.exit(f"unknown: {', '.join(sorted(unknown))}\n{__doc__}")
    if not (DATA / "gum").exists():
        sys.exit("shared/data is not beside the project: nothing to score with")
    for part in wanted or ["names", "links", "time"]:
        if part == "names":
            names(split)
        elif part == "links":
            score_links(split, show)
        else:
            timed()


if __name__ == "__main__":
    main(sys.argv[1:])
