"""Mentions and who they refer to, against corpora: names, and what pronouns and definite nouns go back to.

    python -m bench.mentions [names links time] [--dev] [--list]

Names: GUM's news, interviews and speeches, GUM whole, EWT-NNER and re3d, each on its test part (`--dev`: its dev part),
of persons, organisations and places (states among them), of all kinds, and of weapons. A name is right where both ends
and the kind are. Two readers: the network alone, and the reading (the reference's names, and the network's beside them).

Links: every pronoun of the third person and every definite noun for a person or organisation that goes back to
something before it, in GUM's own coreference. A link is right where what it goes back to belongs to the same chain and,
where that chain has a name before it, the link leads to that name. Recall counts what GUM marks, precision what is
linked; `--list` prints the misses, of dev only.

Time: reading the first twenty texts of PolNeAR's dev part with linking and without, medians of five rounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from train.corpora import Annotated, Split, documents
from train.corpora.chain import GENRES

from onrecord.model import Document, Mention, MentionKind, Part, PartKind, Reading, Span
from onrecord.reading import TrainedReader, read
from onrecord.reference import Reference

# The rules by which a mention stands for a name; all others are pronouns, roles and nouns.
NAMING = frozenset({"name", "demonym", "capital", "seat", "introduced", "surname", "reference", "place", "named"})
_KINDS = {
    MentionKind.PERSON: "PERSON",
    MentionKind.ORGANISATION: "ORGANISATION",
    MentionKind.STATE: "PLACE",
    MentionKind.PLACE: "PLACE",
    MentionKind.WEAPON: "WEAPON",
    MentionKind.AGREEMENT: "AGREEMENT",
    MentionKind.EVENT: "EVENT",
}
_THREE = frozenset({"PERSON", "ORGANISATION", "PLACE"})
_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves who whom whose".split()
)
_DEFINITE = frozenset("the this that these those such his her its their our".split())
Named = tuple[int, int, str]


@dataclass(slots=True)
class Tally:
    """Right, found and marked, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Named], said: Iterable[Named]) -> None:
        """Take in one document."""
        true, ours = set(gold), set(said)
        self.marked.update(k for *_, k in true)
        self.found.update(k for *_, k in ours)
        self.right.update(k for *_, k in true & ours)

    def row(self, kinds: Iterable[str]) -> str:
        """Precision, recall and F1 over some kinds, in %."""
        right, found, marked = (sum(c[k] for k in kinds) for c in (self.right, self.found, self.marked))
        return f"{_share(right, found)} / {_share(right, marked)} / {_share(2 * right, found + marked)}"


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


@cache
def _tools() -> tuple[Reference, TrainedReader]:
    reference = Reference.load()
    return reference, TrainedReader(reference)


def article(text: str) -> Document:
    """A text as a document without a head."""
    return Document("0123456789abcdef", "text.txt", text, (Part(PartKind.BODY, Span(0, len(text))),), ())


@cache
def _reading(text: str) -> Reading:
    reference, reader = _tools()
    return read(article(text), reader, reference)


def by_network(document: Annotated) -> Iterator[Named]:
    """The names that the network sees."""
    seen = _tools()[1].seen(document.text)
    for name in seen.names if seen.parse else ():
        span = seen.parse.words.starts[name.first], seen.parse.words.ends[name.last - 1]  # type: ignore[union-attr]
        yield *span, "PLACE" if name.kind == "STATE" else name.kind


def by_reading(document: Annotated) -> Iterator[Named]:
    """The names among the mentions of the reading, of nested ones the outermost."""
    named = [m for m in _reading(document.text).mentions if m.refers and m.refers.evidence[0].rule in NAMING]
    for mention in named:
        if not any(mention.span in o.span and mention.span != o.span for o in named):
            demonym = mention.refers is not None and mention.refers.evidence[0].rule == "demonym"
            yield mention.span.start, mention.span.end, "NATIONALITY" if demonym else _KINDS[mention.kind]


def names(split: Split) -> None:
    """Print how well names are found, a line a corpus and reader."""
    gum = documents("gum", split)
    near = [d for d in gum if d.name.split("_")[1] in GENRES]
    re3d = [*documents("re3d", "dev"), *documents("re3d", "test")]
    sets: list[tuple[str, Sequence[Annotated]]] = [
        (f"GUM {split}, news, interview, speech", near),
        (f"GUM {split}", gum),
        (f"EWT-NNER {split}", documents("ewt", split)),
        ("re3d, the fifth held out", re3d),
    ]
    print("| corpus | reader | person, organisation, place P / R / F1 | all kinds | weapons |\n|---|---|---|---|---|")
    for title, chosen in sets:
        for who, reader in (("network", by_network), ("reading", by_reading)):
            tally = Tally()
            for document in chosen:
                if document.named is not None:
                    gold = ((m.start, m.end, "PLACE" if m.kind == "STATE" else m.kind) for m in document.named)
                    tally.add(gold, reader(document))
            every = set(tally.marked) | set(tally.found)
            cells = [title, who, tally.row(_THREE), tally.row(every), tally.row({"WEAPON"})]
            print("| " + " | ".join(cells) + " |", flush=True)


@dataclass(frozen=True, slots=True)
class Back:
    """A phrase that goes back, by its head word, and where the one it goes back to and its name stand."""

    head: int
    back: Span | None
    name: Span | None


def linked(reading: Reading) -> Iterator[Back]:
    """What the reading's mentions that are no names go back to: the evidence of each points at it, its actor is named."""
    named: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.refers and mention.refers.evidence[0].rule in NAMING:
            named.setdefault(mention.refers.value, []).append(mention)
    for mention in reading.mentions:
        if mention.refers is None or mention.refers.evidence[0].rule in NAMING:
            continue
        before = [m for m in named.get(mention.refers.value, ()) if m.span.start < mention.span.start]
        name = before[-1].span if before else None
        yield Back(mention.span.end, name, name)
