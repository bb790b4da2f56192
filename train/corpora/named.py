"""Corpora of tagged names, in one shape and one set of kinds.

EWT-NNER lies over the treebank EWT, so its documents carry both layers. CrossNER (politics) and WikiGold keep neither
documents nor spacing: their texts are groups of 20 sentences (WikiGold: its articles), detokenised; their sentences
are cut by a program, not by hand, and so are not given.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from onrecord.reference import Reference
from train.corpora.annotated import (
    DATA,
    SENTENCES,
    Annotated,
    Named,
    Source,
    Split,
    detokenised,
    outermost,
    squeezed,
    tenth,
)
from train.corpora.conllu import Parsed, Word, ewt, gum
from train.corpora.entity import with_named
from train.corpora.kind import Kinds, is_name, key, trimmed

NER = DATA / "ner"

Mention = tuple[int, int, str, str]
"""First and one past the last character (white space not counted), outer label, label of the layer within or "O"."""


def default_kinds() -> Kinds:
    """Kinds by the tables that OnRecord ships."""
    return Kinds(Reference.load())


# ── GUM and EWT ────────────────────────────────────────────────────────────────────────────────────────────────


def gum_named(split: Split, kinds: Kinds) -> Source:
    """GUM's documents with words, sentences and named entities."""
    read = gum(split)
    return Source(tuple(with_named(document, kinds) for document in read), sum(d.inexact for d in read))


def ewt_named(split: Split, kinds: Kinds) -> Source:
    """EWT's documents with EWT-NNER's outer layer.

    A document with a sentence whose tokens EWT-NNER does not have keeps its words and has ``named`` None.
    """
    marked: dict[str, deque[list[Mention]]] = defaultdict(deque)
    for file in sorted((NER / "ewt-nner").glob(f"*_{split}.conll")):
        for rows in _rows(file):
            marked[squeezed("".join(row[0] for row in rows))].append(_mentions(rows))
    inexact = 0
    documents: list[Annotated] = []
    for parsed in ewt(split):
        named, missed = _overlaid(parsed, marked, kinds)
        documents.append(replace(parsed.document, named=named))
        inexact += parsed.inexact + missed
    return Source(tuple(documents), inexact)


def _overlaid(
    parsed: Parsed, marked: dict[str, deque[list[Mention]]], kinds: Kinds
) -> tuple[tuple[Named, ...] | None, int]:
    """EWT-NNER's mentions over a document of EWT, and how many did not fit its words."""
    found: list[Named] = []
    missed = 0
    whole = True
    for sentence in parsed.sentences:
        # EWT-NNER follows an older EWT, in which elided words stood among the tokens: tried without them, then with.
        real = tuple(word for word in sentence if word.number)
        for words in (real, sentence):
            queue = marked.get(squeezed("".join(word.form for word in words)))
            if queue:
                mentions, missing = _placed(words, queue.popleft(), parsed.document.text, kinds)
                found += mentions
                missed += missing
                break
        else:
            whole = False
    return (outermost(found) if whole else None), missed


def _placed(words: tuple[Word, ...], mentions: Iterable[Mention], text: str, kinds: Kinds) -> tuple[list[Named], int]:
    """Mentions over the words of a sentence; one that begins or ends inside a word is counted, not given."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    place = 0
    for word in words:
        if word.number:
            starts[place] = word.start
        place += len(squeezed(word.form))
        if word.number:
            ends[place] = word.end
    found: list[Named] = []
    missed = 0
    for first, last, outer, inner in mentions:
        if first not in starts or last not in ends:
            missed += 1
            continue
        start, end = starts[first], ends[last]
        if outer.endswith("part"):
            spans = [w for w in words if w.number and start <= w.start and w.end <= end and w.form[:1].isupper()]
            if not spans or re.search(r"[-_@]", spans[0].form):
                continue  # "anti-American" is one word: no part of it can be marked
            run = _run(spans, text)
            start, end = run
        start, end = trimmed(text, start, end)
        kind = _nner(outer, inner, text[start:end], kinds)
        if start < end and is_name(text[start:end], kind):
            found.append(Named(start, end, kind))
    return found, missed


def _run(words: list[Word], text: str) -> tuple[int, int]:
    """The first words of a list that stand side by side."""
    end = words[0].end
    for word in words[1:]:
        if text[end : word.start].strip():
            break
        end = word.end
    return words[0].start, end


def _nner(outer: str, inner: str, surface: str, kinds: Kinds) -> str:
    base = outer.removesuffix("part").removesuffix("deriv")
    if outer.endswith("deriv") or (outer.endswith("part") and inner.endswith("deriv")):
        if key(surface) in kinds.states:
            return "STATE"  # "US" before a noun
        return "NATIONALITY" if "LOC" in (base, inner.removesuffix("deriv")) else kinds.other(surface)
    return _ADAPTED[base](kinds, surface)


_ADAPTED: dict[str, Callable[[Kinds, str], str]] = {
    "PER": Kinds.person,
    "LOC": Kinds.place,
    "ORG": Kinds.body,
    "MISC": Kinds.other,
    "politician": Kinds.person,
    "person": Kinds.person,
    "politicalparty": lambda _, __: "ORGANISATION",
    "organisation": Kinds.body,
    "country": lambda _, __: "STATE",
    "location": Kinds.place,
    "election": lambda _, __: "EVENT",
    "event": lambda kinds, surface: "AGREEMENT" if kinds.other(surface) == "AGREEMENT" else "EVENT",
    "misc": Kinds.other,
}


# ── tagged tokens: CrossNER, WikiGold ──────────────────────────────────────────────────────────────────────────


def crossner(split: Split, kinds: Kinds) -> Source:
    """CrossNER's politics part, in groups of 20 sentences; its own split."""
    sentences = iter(list(_rows(NER / "crossner-politics" / f"{split}.txt")))
    groups = iter(lambda: list(islice(sentences, SENTENCES)), [])
    return _source((f"crossner-{split}-{n}", group) for n, group in enumerate(groups)).adapted(kinds)


def wikigold(split: Split, kinds: Kinds) -> Source:
    """WikiGold's articles: of every ten the ninth for dev, the tenth for test."""
    articles: list[list[list[list[str]]]] = []
    for rows in _rows(NER / "wikigold" / "wikigold.conll.txt"):
        if rows[0][0] == "-DOCSTART-":
            articles.append([])
        else:
            if not articles:
                articles.append([])
            articles[-1].append(rows)
    wanted = ((f"wikigold-{n}", a) for n, a in enumerate(a for a in articles if a) if tenth(n) == split)
    return _source(wanted).adapted(kinds)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Documents whose mentions still bear their corpus's labels."""

    documents: list[tuple[str, str, list[Named]]]
    inexact: int

    def adapted(self, kinds: Kinds) -> Source:
        """The same with OnRecord's kinds."""
        return Source(
            tuple(
                Annotated(name, text, None, None, outermost(_renamed(text, mentions, kinds)))
                for name, text, mentions in self.documents
            ),
            self.inexact,
        )


def _renamed(text: str, mentions: Iterable[Named], kinds: Kinds) -> Iterator[Named]:
    """Mentions with OnRecord's kinds in the place of their corpus's labels; what is no name is left out."""
    for mention in mentions:
        start, end = trimmed(text, mention.start, mention.end)
        kind = _ADAPTED[mention.kind](kinds, text[start:end])
        if start < end and is_name(text[start:end], kind):
            yield Named(start, end, kind)


def _source(groups: Iterable[tuple[str, list[list[list[str]]]]]) -> _Labelled:
    documents: list[tuple[str, str, list[Named]]] = []
    inexact = 0
    for name, group in groups:
        text = ""
        found: list[Named] = []
        for rows in group:
            printed, spans = detokenised(row[0] for row in rows)
            text += " " if text else ""
            for first, last, label in _chunks([row[1] for row in rows]):
                start, end = len(text) + spans[first][0], len(text) + spans[last][1]
                found.append(Named(start, end, label))
                joined = "".join(row[0] for row in rows[first : last + 1])
                inexact += squeezed(printed[spans[first][0] : spans[last][1]]) != squeezed(joined)
            text += printed
        documents.append((name, text, found))
    return _Labelled(documents, inexact)


def _rows(file: Path) -> Iterator[list[list[str]]]:
    """The sentences of a file of tagged tokens, a token and its labels a line."""
    rows: list[list[str]] = []
    for line in file.read_text(encoding="utf-8").split("\n"):
        fields = line.split()
        if len(fields) >= 2:
            rows.append(fields)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _chunks(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """First token, last token and label of each mention; a run of I- without a B- is one mention (WikiGold)."""
    start: int | None = None
    for index, label in enumerate([*labels, "O"]):
        inside = label.startswith("I-") and start is not None and label[2:] == labels[start][2:]
        if start is not None and not inside:
            yield start, index - 1, labels[start][2:]
            start = None
        if label != "O" and start is None:
            start = index


def _mentions(rows: list[list[str]]) -> list[Mention]:
    """EWT-NNER's outer mentions, placed by characters without white space; with what label lies within each."""
    ends: list[int] = []
    place = 0
    for row in rows:
        place += len(squeezed(row[0]))
        ends.append(place)
    found: list[Mention] = []
    for first, last, label in _chunks([row[1] for row in rows]):
        inner = next((row[2][2:] for row in rows[first : last + 1] if row[2] != "O"), "O")
        found.append((ends[first] - len(squeezed(rows[first][0])), ends[last], label, inner))
    return found
