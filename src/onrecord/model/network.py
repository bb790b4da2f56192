"""Discourse networks: who takes which side on which issue, and who is tied to whom by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.interval import Interval


class Mode(StrEnum):
    """What the rows and columns of a network are: actors by issues, actors by actors, or issues by issues."""

    AFFILIATION = "affiliation"
    ACTORS = "actors"
    ISSUES = "issues"


class Aggregation(StrEnum):
    """What a weight counts.

    COMBINE, of an affiliation alone: 1 affirms, 2 denies, 3 both, 0 neither. IGNORE: statements, whatever they hold.
    SUBTRACT: of an affiliation, what affirms less what denies; between two of a kind, congruence less conflict.
    CONGRUENCE and CONFLICT, between two of a kind: how often they take the same side, and how often opposite ones.
    """

    COMBINE = "combine"
    IGNORE = "ignore"
    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"


class Normalisation(StrEnum):
    """By what a weight is divided, as Discourse Network Analyzer defines it.

    Of an affiliation: ACTIVITY, all statements of the row; PROMINENCE, all of the column. Between two of a
    kind: AVERAGE, the mean of both's statements; COSINE, their product (not the cosine of geometry); JACCARD, all that
    either of them says.
    """

    NONE = "none"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    AVERAGE = "average"
    COSINE = "cosine"
    JACCARD = "jaccard"


class Duplicates(StrEnum):
    """Within what the same side of one actor on one issue counts once.

    WEEK and MONTH are those of the calendar. WEEK_NUMBER and MONTH_NUMBER leave the year out, as Discourse
    Network Analyzer does, so that a March and the March after it are one.
    """

    ALL = "all"
    DOCUMENT = "document"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    EVER = "ever"
    WEEK_NUMBER = "week-number"
    MONTH_NUMBER = "month-number"


FITTING: dict[bool, tuple[frozenset[Aggregation], frozenset[Normalisation]]] = {
    True: (
        frozenset({Aggregation.COMBINE, Aggregation.IGNORE, Aggregation.SUBTRACT}),
        frozenset({Normalisation.NONE, Normalisation.ACTIVITY, Normalisation.PROMINENCE}),
    ),
    False: (
        frozenset({Aggregation.IGNORE, Aggregation.SUBTRACT, Aggregation.CONGRUENCE, Aggregation.CONFLICT}),
        frozenset({Normalisation.NONE, Normalisation.AVERAGE, Normalisation.COSINE, Normalisation.JACCARD}),
    ),
}
"""Which aggregations and normalisations an affiliation (True) knows, and which a network of two of a kind (False)."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One statement as a discourse network counts it: an actor affirms or denies an issue.

    ``day`` is the day by which it was said for certain, None where that is not known; ``statement`` and ``document``
    are the ids on which it opens.
    """

    actor: str
    issue: str
    affirms: bool
    document: str
    day: date | None
    statement: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A weight other than nought between two nodes, and the statements behind it."""

    source: str
    target: str
    weight: float
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A matrix of weights: ``weights[r][c]`` ties ``rows[r]`` to ``columns[c]``.

    ``codings`` are what it counts, duplicates left out, so that every weight opens on its statements.
    """

    mode: Mode
    aggregation: Aggregation
    normalisation: Normalisation
    duplicates: Duplicates
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    codings: tuple[Coding, ...]

    def weight(self, row: str, column: str) -> float:
        """The weight between two nodes. Raises ValueError where one of them is not in the network."""
        return self.weights[self.rows.index(row)][self.columns.index(column)]

    def ties(self) -> Iterator[Tie]:
        """Every tie; between two of a kind, each pair once."""
        behind: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in self.codings:
            if self.mode is Mode.ISSUES:
                behind[one.issue][one.actor].append(one.statement)
            else:
                behind[one.actor][one.issue].append(one.statement)
        for r, row in enumerate(self.rows):
            for c, column in enumerate(self.columns):
                weight = self.weights[r][c]
                if not weight or (self.mode is not Mode.AFFILIATION and c <= r):
                    continue
                if self.mode is Mode.AFFILIATION:
                    shown = behind[row][column]
                else:
                    both = behind[row].keys() & behind[column].keys()
                    shown = [s for node in (row, column) for shared in sorted(both) for s in behind[node][shared]]
                yield Tie(row, column, weight, tuple(dict.fromkeys(shown)))


@dataclass(frozen=True, slots=True)
class Polarisation:
    """How far a debate falls into two camps in a stretch of time.

    ``value`` lies in [0, 1]: by how much more often actors of different camps take opposite sides than actors of the
    same camp do. 0 where nobody contradicts anybody, 1 where all do between the camps and nobody within one.
    """

    time: Interval
    value: float
    camps: tuple[tuple[str, ...], ...]
    statements: int
