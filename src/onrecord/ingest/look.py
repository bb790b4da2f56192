"""Everything that is asked of a row, seen once."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ingest.dateline import dateline
from onrecord.ingest.kind import Label, label
from onrecord.ingest.row import Ending, Hint, Row, ending, in_title_case, is_headline, is_item, word_count
from onrecord.model import LineKind

_LONG = 25
"""The words from which a row is a paragraph however it ends: headlines have fewer."""

_HINTED = {Hint.CAPTION: Label(LineKind.CAPTION), Hint.CARD: Label(LineKind.FURNITURE)}
"""What a row is by the markup alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """A row with its label (None where only its place can tell) and its shape.

    ``sentence``: it ends like one, or is too long for anything else. ``quoted``: it opens with a quotation.
    ``titled``: its words have capitals as in a headline. ``datelined``: it starts with a dateline.
    """

    row: Row
    label: Label | None
    words: int
    ending: Ending
    sentence: bool
    headline: bool
    titled: bool
    item: bool
    quoted: bool
    datelined: bool

    @property
    def half(self) -> bool:
        """Whether it may be a paragraph or a headline: a question, a quotation, an opened list."""
        return not self.sentence and self.words >= 4 and (self.ending is Ending.HALF or self.row.text.endswith(":"))


def look(row: Row) -> Look:
    """What a row shows by itself."""
    text = row.text
    words, how = word_count(text), ending(text)
    title_case = words <= 40 and in_title_case(text)
    return Look(
        row=row,
        label=label(text) or (_HINTED.get(row.hint) if row.hint else None),
        words=words,
        ending=how,
        sentence=words >= _LONG or (how is Ending.FULL and words >= 3 and not (title_case and words >= 5)),
        headline=is_headline(text),
        titled=title_case,
        item=is_item(text),
        quoted=text[0] in "\"“‘«'",
        datelined=dateline(text) is not None,
    )
