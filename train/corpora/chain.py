"""GUM's coreference: every mention of a document with the chain that it belongs to.

GUM gives each mention a number that all mentions of the same thing share (``Entity=`` in MISC, see ``entity.py``);
appositions and what is said of a thing with "is" bear its number too. A mention in several pieces is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from train.corpora.annotated import Annotated, Split
from train.corpora.conllu import Parsed, gum
from train.corpora.entity import closed

GENRES = ("news", "interview", "speech")
"""The genres of GUM that are nearest to what OnRecord reads."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: [start, end) and its head word in code points, and the number of its chain.

    ``entity`` is what it is (person, organization, place, ...), ``link`` how it goes back (coref, ana, appos, pred,
    sgl), ``upos`` of its head.
    """

    start: int
    end: int
    head: tuple[int, int]
    chain: str
    entity: str
    link: str
    upos: str


@dataclass(frozen=True, slots=True)
class Chained:
    """A document and its mentions, in the order of where they begin, the longer first."""

    document: Annotated
    mentions: tuple[Marked, ...]

    @property
    def genre(self) -> str:
        """News, interview, speech, ..."""
        return self.document.name.split("_")[1]


@lru_cache(maxsize=3)
def chained(split: Split) -> tuple[Chained, ...]:
    """The documents of a split of GUM with their coreference."""
    return tuple(_chained(parsed) for parsed in gum(split))


def _chained(parsed: Parsed) -> Chained:
    words = [word for sentence in parsed.sentences for word in sentence if word.number]
    heads = [token.head for token in parsed.document.tokens or ()]
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    found = []
    for index, word in enumerate(words):
        for start, fields in closed(word, index, opened):
            outside = [i for i in range(start, index + 1) if not start <= heads[i] <= index]
            head = words[outside[0] if outside else index]
            place = (words[start].start, word.end)
            found.append(Marked(*place, (head.start, head.end), fields[0], fields[1], fields[6], head.upos))
    found.sort(key=lambda m: (m.start, -m.end))
    return Chained(parsed.document, tuple(found))
