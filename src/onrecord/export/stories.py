"""The stories that stand on several pages, with what each page changes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.export.dates import short
from onrecord.export.index import Index, Paper
from onrecord.export.wording import clip
from onrecord.record import Change, Difference, differences

_MOST = 12
"""How many differences of a page are shown."""
_LONGEST = 300
"""How many characters of a passage are shown that one page has alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that differs: what happened to it, and its words, each run with whether it was added or dropped."""

    change: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A page that tells a story, against the first; ``more`` differences are not shown."""

    paper: Paper
    published: str
    words: int
    differences: tuple[Shown, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Told:
    """A story on several pages; ``statements`` counts each once, ``repeated`` those told again."""

    first: Paper
    appearances: tuple[Appearance, ...]
    statements: int
    repeated: int


def told(index: Index) -> tuple[Told, ...]:
    """The stories on more than one page, those on most first."""
    papers = {paper.document.id: paper for paper in index.papers}
    found = []
    for story in sorted(index.record.stories, key=lambda story: -len(story.documents)):
        pages = [papers[id_] for id_ in story.documents]
        if len(pages) < 2:
            continue
        said = sum(len(paper.reading.statements) for paper in pages if paper.reading)
        appearances = tuple(_appearance(pages[0], paper) for paper in pages)
        found.append(Told(pages[0], appearances, said - len(story.repeats), len(story.repeats)))
    return tuple(found)


def _appearance(first: Paper, paper: Paper) -> Appearance:
    found = () if paper is first else differences(first.document, paper.document)
    return Appearance(
        paper,
        short(paper.reading.published.value) if paper.reading else "",
        len(paper.document.text.split()),
        tuple(_shown(difference) for difference in found[:_MOST]),
        max(len(found) - _MOST, 0),
    )


def _shown(difference: Difference) -> Shown:
    names = {None: "same", Change.ADDED: "added", Change.DROPPED: "dropped"}
    words = tuple((names[change], clip(text, _LONGEST)) for change, text in difference.words)
    return Shown(str(difference.change), words)
