"""A table laid out for a terminal: the more room, the more columns."""

from __future__ import annotations

import io
import re
from calendar import monthrange
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from onrecord.store.flat import INTERVALS, flat
from onrecord.store.plain import plain

if TYPE_CHECKING:
    from onrecord.store.table import Table

_STEPS = (110, 150, 190)
"""From which widths on there is room for more; below the first, a table has to be read on 80 columns."""

LAYOUTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "documents": (
        ("document", "published", "title", "statements"),
        ("document", "outlet", "published", "title", "words", "statements"),
        ("document", "outlet", "published", "title", "published_why", "words", "statements"),
        (
            "id",
            "document",
            "outlet",
            "published",
            "title",
            "published_why",
            "language",
            "words",
            "statements",
        ),
    ),
    "statements": (
        ("date", "speaker", "act", "target", "content"),
        ("date", "speaker", "act", "target", "content"),
        ("date", "speaker", "cue", "content", "act", "target", "document"),
        ("date", "speaker", "cue", "content", "act", "target", "positions", "kind", "document", "confidence"),
    ),
    "actors": (
        ("name", "kind", "of", "statements", "documents"),
        ("name", "kind", "of", "statements", "documents", "forms"),
        ("name", "kind", "of", "statements", "documents", "roles", "forms"),
        ("name", "kind", "of", "statements", "documents", "roles", "offices", "forms", "merged"),
    ),
    "positions": (
        ("by", "words", "time", "statements"),
        ("by", "stance", "issue", "words", "time", "statements"),
        ("by", "stance", "issue", "words", "time", "statements", "confidence", "why"),
        ("by", "stance", "issue", "words", "time", "statements", "confidence", "why"),
    ),
    "changes": (
        ("by", "issue", "before", "after", "first"),
        ("by", "issue", "before", "last", "after", "first", "certain"),
        ("by", "issue", "before", "last", "said", "after", "first", "says", "certain"),
        ("by", "issue", "before", "last", "said", "after", "first", "says", "certain"),
    ),
    "answers": (
        ("date", "speaker", "kind", "content", "to_content"),
        ("date", "speaker", "kind", "content", "to_speaker", "to_content"),
        ("date", "speaker", "kind", "confidence", "content", "to_date", "to_speaker", "to_content"),
        ("date", "speaker", "kind", "confidence", "content", "document", "to_date", "to_speaker", "to_content", "why"),
    ),
    "utterances": (
        ("first", "speaker", "content", "appearances"),
        ("first", "last", "speaker", "content", "appearances", "outlets"),
        ("first", "last", "speaker", "act", "content", "appearances", "outlets", "confidence"),
        ("id", "first", "last", "speaker", "act", "content", "appearances", "outlets", "confidence", "why"),
    ),
    "events": (
        ("date", "act", "what"),
        ("date", "act", "what", "who", "pages"),
        ("date", "act", "what", "who", "place", "pages", "others"),
        ("date", "act", "what", "who", "agreement", "place", "pages", "others", "confidence"),
    ),
    "deadlines": (
        ("falls", "set_by", "bound", "became"),
        ("falls", "set_by", "bound", "condition", "became"),
        ("falls", "set_by", "bound", "condition", "became", "became_why", "document"),
        ("falls", "set_by", "bound", "condition", "became", "became_why", "document"),
    ),
    "outlets": (
        ("outlet", "documents", "statements", "direct", "hedged"),
        ("outlet", "documents", "statements", "direct", "hedged", "shared", "left_out", "unheard"),
        ("outlet", "documents", "statements", "direct", "hedged", "nested", "firsts", "shared", "left_out", "sides"),
        ("outlet", "documents", "statements", "direct", "hedged", "firsts", "shared", "left_out", "sides", "unheard"),
    ),
    "contrasts": (
        ("kind", "outlet", "here", "there"),
        ("kind", "outlet", "here", "other_outlet", "there"),
        ("kind", "outlet", "speaker", "here", "other_outlet", "there"),
        ("kind", "outlet", "document", "speaker", "here", "other_outlet", "other", "there"),
    ),
    "timeline": (
        ("date", "kind", "what"),
        ("date", "kind", "what", "document"),
        ("date", "kind", "what", "document"),
        ("date", "kind", "what", "document"),
    ),
    "checks": (
        ("document", "says", "verdict", "reference"),
        ("document", "says", "value", "verdict", "reference"),
        ("document", "says", "about", "fact", "value", "verdict", "reference"),
        ("document", "says", "about", "fact", "value", "verdict", "reference", "source"),
    ),
    "stories": (
        ("published", "title", "appearances", "outlets"),
        ("published", "title", "appearances", "outlets", "statements"),
        ("id", "published", "title", "appearances", "outlets", "statements"),
        ("id", "published", "title", "appearances", "outlets", "statements", "pages"),
    ),
    "network": (("source", "target", "weight", "statements"),) * 4,
    "polarisation": (("time", "polarisation", "statements", "camps"),) * 4,
    "corrections": (
        ("at", "by", "kind", "item", "changes", "why", "state"),
        ("id", "at", "by", "kind", "item", "changes", "why", "state"),
        ("id", "at", "by", "kind", "item", "changes", "why", "state"),
        ("id", "at", "by", "kind", "item", "document", "changes", "why", "state", "note"),
    ),
    "set_aside": (("document", "reason"),) * 4,
}
"""By view: the columns shown at each of the four widths."""

_SHARES = {
    **{"content": 6, "what": 4, "reason": 4, "title": 3, "says": 3, "why": 3, "forms": 3, "positions": 3},
    **{
        "issue": 2,
        "published_why": 2,
        "source": 2,
        "target": 2,
        "offices": 2,
        "outlets": 2,
        "pages": 3,
        "camps": 6,
        "roles": 2,
    },
    **{"to_content": 5, "here": 4, "there": 4, "changes": 4, "said": 3, "condition": 3, "became_why": 3, "sides": 3},
}
"""The columns that share what room is left, and in which measure."""
_PART = {"document": 3, "reference": 4}
"""Any other column of words takes at most this part of the width, or a fifth."""
_NUMBERS = (
    *("words", "statements", "documents", "confidence", "appearances", "weight", "polarisation"),
    *("direct", "hedged", "nested", "firsts", "shared", "left_out"),
)
_USUAL: dict[str, tuple[object, ...]] = {"target": (None,), "state": ("applied",)}
"""What goes without saying: below the first step a column with nothing else in it makes room for the others."""
_SENTENCE = ("positions", "words")
"""The view in which ``words`` are a sentence, not how many there are."""
_WHOLE = ("act", "kind", "stance", "verdict", "id", "before", "after", "became", "certain", "corrected", *INTERVALS)
"""The columns that are never broken inside a word."""


def layout(view: str, width: int) -> tuple[str, ...]:
    """The columns that a view shows at a width."""
    return LAYOUTS[view][sum(width >= step for step in _STEPS)]


def grid(table: Table, width: int, most: int | None = None) -> Grid:
    """The table for a terminal of this width, with at most so many rows."""
    laid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1))
    columns = layout(table.view, width)
    if width < _STEPS[0]:
        columns = tuple(c for c in columns if c not in _USUAL or any(row[c] not in _USUAL[c] for row in table[:most]))
    if any(row.get("corrected") for row in table[:most]):
        columns += ("corrected",)
    for column in columns:
        sentence = (table.view, column) == _SENTENCE
        number = column in _NUMBERS and not sentence
        whole = column in _WHOLE or number
        share = _SHARES["issue"] + 1 if sentence else _SHARES.get(column)
        laid.add_column(
            "in words" if sentence else column.replace("_", " "),
            justify="right" if number else "left",
            no_wrap=whole,
            overflow="fold",
            ratio=share,
            max_width=None if whole or share else width // _PART.get(column, 5),
        )
    laid.expand = any(column.ratio for column in laid.columns)
    for row in table[:most]:
        cells = [cell(column, row[column]) for column in columns]
        if "document" in columns:
            at = columns.index("document")
            cells[at] = Text(_broken(cells[at].plain, width // _PART["document"]))
        if row.get("parent") and "content" in columns:
            at = columns.index("content")
            cells[at] = Text.assemble((_INSIDE, "dim"), cells[at])
        if row.get("where") == "related" and "content" in columns:
            cells[columns.index("content")].append(_ELSEWHERE, style="dim")
        laid.add_row(*cells)
    return laid


def cell(column: str, value: Any) -> Text:
    """What a cell shows: never markup, never anything that steers the terminal."""
    if column == "confidence" and value is not None:
        return Text(f"{value:.2f}")
    if column == "at":
        return Text(str(value)[:10])
    if column == "weight":
        return Text(f"{value:.4g}")
    if column == "corrected":
        return Text("✎" if value else "")
    if value is None and column in _OPEN:
        return Text("unknown", style="dim")
    text = plain(str(flat(column, value)))
    if column in INTERVALS:
        return Text(spoken(text))
    if column == "kind":
        # The longest kind, "counter-accusation", may take two lines.
        text = text.replace("-", "-\n")
    if column in ("value", "reference"):
        text = _TIME.sub(lambda match: spoken(match[0]), text)
    if column == "document" and "://" not in text:
        text = ", ".join(name.rpartition("/")[2] for name in text.split(", "))
    return Text(text, style=_STYLES.get(text, ""))


def _broken(name: str, most: int) -> str:
    """A name of a page in lines of so many characters, broken behind a mark where there is one."""
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(name):
        if line and len(line) + len(piece.rstrip()) > most:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return "\n".join([*lines, line])


_PIECE = re.compile(r"[^-_/,\s]*[-_/,]*\s*")
_ELSEWHERE = " (a related headline)"
"""Behind what a page carries of another story."""
_INSIDE = "↳ "
"""Before what is said inside another statement."""
_TIME = re.compile(r"(?:\d{4}(?:-\d\d){0,2}|\.\.)/(?:\d{4}(?:-\d\d){0,2}|\.\.)")
_OPEN = ("speaker", *INTERVALS)
"""The columns in which it matters that nothing is known."""
_STYLES = {"differs": "bold", "deadline": "bold", "unclassified": "dim"}


def spoken(time: str) -> str:
    """A time in EDTF so that it fits a narrow column: a whole year or month as such, else a line a side."""
    first, _, last = time.partition("/")
    if first == last == "..":
        return "unknown"
    if first == ".." or last == "..":
        return f"≤ {last}" if first == ".." else f"≥ {first}"
    if first[:4] == last[:4] and first[4:] == "-01-01" and last[4:] == "-12-31":
        return first[:4]
    if first[:7] == last[:7] and first[7:] == "-01" and int(last[8:]) == monthrange(*map(int, last[:7].split("-")))[1]:
        return first[:7]
    return f"{first}/\n{last}" if last else first


def as_text(table: Table, width: int, most: int) -> str:
    """The table as plain text of this width, with a last line that says what is left out."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, no_color=True, legacy_windows=False)
    console.print(grid(table, width, most))
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    left = len(table) - most
    lines.append(f"… and {left} more rows" if left > 0 else f"{len(table)} row{'s' * (len(table) != 1)}")
    return "\n".join(line for line in lines if line)
