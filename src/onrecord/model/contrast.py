"""Where what one outlet carries differs from what another carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContrastKind(StrEnum):
    """In what an outlet differs from the one that it is held against."""

    LEFT_OUT = "left out"
    UNANSWERED = "answer left out"
    SHORTENED = "shortened"
    PARAPHRASED = "paraphrased"
    HEDGED = "hedged"
    FIGURE = "figure"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Contrast:
    """One difference: ``outlet`` against the page ``other``.

    ``document`` is the page of the outlet (None where it leaves the thing out), ``item`` and ``held`` the ids of the
    statements or events on both sides (``item`` is None where there is none). ``here`` and ``there`` are what
    differs, in words: figures, dates, hedges, or what is said.
    """

    kind: ContrastKind
    outlet: str
    document: str | None
    item: str | None
    other: str
    held: str
    here: str | None
    there: str
