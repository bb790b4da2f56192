"""What the columns of a table of articles hold: a map of a person's own, or a shape that is known by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any

from onrecord.model import Misused

KINDS = ("text", "title", "date", "outlet", "url", "seen")
"""What a column can hold."""

_LISTED = 12
"""How many columns of a table are named where one is not found."""
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: for each, the columns to look into, the first that is filled counts.

    ``seen`` is when somebody's crawler came upon the article: an upper bound of its date, no date of publication. A
    column goes by its name; ``source.title`` is a field inside an object, ``bodies.0.value`` one inside a list, ``#5``
    the fifth column of a table without names.
    """

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """The columns that a person named: a table must have each of them."""

    @classmethod
    def of(cls, said: str | Mapping[str, str | Sequence[str]] | Columns) -> Columns:
        """A shape's name ("mediacloud"), a map as text ("text=body,title=headline,date=printed,url=link"), or a mapping
        of the same ({"text": "body", "date": ["printed", "posted"]}).

        What a map of names leaves out is looked for under the names that say what they hold. Raises Misused where it
        is none of these.
        """
        if isinstance(said, Columns):
            return said
        if isinstance(said, str):
            return SHAPES[said] if said in SHAPES else cls._mapped(_pairs(said), said)
        if not isinstance(said, Mapping):
            raise Misused(f"columns: {said!r} is neither a text nor a mapping of {', '.join(KINDS)} to columns")
        pairs = [(k, c) for k, named in said.items() for c in ([named] if isinstance(named, str) else list(named))]
        return cls._mapped(pairs, str(dict(said)))

    @classmethod
    def _mapped(cls, pairs: Sequence[tuple[str, str]], said: str) -> Columns:
        """The map that pairs of a kind and a column make; ``said`` is how it was put."""
        found: dict[str, tuple[str, ...]] = {}
        for kind, column in pairs:
            if kind not in KINDS or not isinstance(column, str) or not column:
                shapes = f"a shape ({', '.join(SHAPES)})"
                raise Misused(f"columns: {said!r} is neither {shapes} nor pairs like text=body of {', '.join(KINDS)}")
            found[kind] = (*found.get(kind, ()), column)
        asked = tuple(dict.fromkeys(column for _, column in pairs))
        if any(column.startswith("#") for column in asked):
            if not found.keys() & {"text", "url"}:
                raise Misused(f"columns: {said!r} has neither the text (text=#...) nor the address (url=#...)")
            return cls(**found, asked=asked)
        if not found:
            raise Misused(f"columns: {said!r} names no column; say for instance text=body,date=printed")
        return cls(**{kind: found.get(kind, getattr(_PLAIN, kind)) for kind in KINDS}, asked=asked)

    @property
    def places(self) -> list[str]:
        """Every column that is looked into."""
        return [column for kind in KINDS for column in getattr(self, kind)]

    @property
    def counted(self) -> bool:
        """Whether columns go by their number, so that the first line is a row like any other."""
        return any(column.startswith("#") for column in self.places)

    def spelled(self, names: Collection[str]) -> Columns:
        """The same columns, each as a table spells it that has them in other letters ("Date")."""
        spelling = {name.casefold(): name for name in names}
        return replace(self, **{
            kind: tuple(c if has(names, c) else spelling.get(c.casefold(), c) for c in getattr(self, kind))
            for kind in (*KINDS, "asked")
        })  # fmt: skip

    def missing(self, names: Collection[str]) -> str | None:
        """What to say of a table that lacks a column which a person named; None where it has them all."""
        lost = next((column for column in self.asked if not has(names, column)), None)
        if lost is None:
            return None
        near = get_close_matches(lost.casefold(), {n.casefold(): n for n in names}, n=1, cutoff=0.6)
        hint = next((f": did you mean {n}?" for n in names if near and n.casefold() == near[0]), ";")
        return f'no column "{lost}"{hint} its columns are {listed(names)}'

    def undated(self, names: Collection[str], likely: Collection[str]) -> str | None:
        """What to say of a table without a known column of dates, though one of those likely may be it; None else."""
        used = {step for c in self.places for step in (c, c.partition(".")[0])}
        others = [name for name in likely if name not in used]
        if self.counted or not others or any(has(names, column) for column in (*self.date, *self.seen)):
            return None
        return (
            "no column is known to hold the date, so its pages are dated by their own words alone. If one does, "
            f"say which: --columns date=...; it may be {listed(others)}"
        )


def _pairs(said: str) -> list[tuple[str, str]]:
    """The pairs of a map given as text; a part that is no pair has an empty column."""
    parts = (part.partition("=") for part in said.split(","))
    return [(kind.strip(), column.strip()) for kind, _, column in parts]


def has(names: Collection[str], column: str) -> bool:
    """Whether among these columns is one, or the one that holds it."""
    return column in names or column.partition(".")[0] in names


def listed(names: Collection[str]) -> str:
    """Names of columns, the first of them where they are many."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(list(names)[:_LISTED]) + more


SHAPES = {
    "mediacloud": Columns(("text",), ("title",), ("publish_date",), ("media_name",), ("url",), ("indexed_date",)),
    "eventregistry": Columns(
        ("body",), ("title",), ("dateTimePub", "dateTime", "date"), ("source.title", "source.uri"), ("url",), ()
    ),
    "gdelt": Columns((), ("title", "Title"), (), ("domain",), ("url", "URL"), ("seendate", "Date")),
    "gdelt-gkg": Columns((), (), (), ("#4",), ("#5",), ("#2",)),
    "gdelt-events": Columns((), (), (), (), ("#61",), ("#60",)),
    "ninjs": Columns(
        ("body_html", "body_xhtml", "body_text", "bodies.0.value"),
        ("headline", "headlines.0.value"),
        ("versioncreated", "firstcreated"),
        ("provider.name", "provider", "source", "copyrightholder"),
        ("url", "uri"),
        (),
    ),
}
"""The shapes known by name: Media Cloud's story lists, Event Registry's articles, the article lists of GDELT's DOC
interface and its files without names (Global Knowledge Graph 2, events), and IPTC's ninjs 1 and 2."""

_SIGNS = (
    ("mediacloud", {"publish_date", "media_name", "url"}),
    ("eventregistry", {"uri", "dateTime", "body"}),
    ("ninjs", {"uri", "versioncreated"}),
    ("gdelt", {"seendate", "url"}),
    ("gdelt", {"URL", "MobileURL"}),
)
_PLAIN = Columns(
    ("text", "body", "content"),
    ("title", "headline"),
    (
        *("date", "published", "publish_date", "published_at", "published_date", "date_published", "datePublished"),
        *("publication_date", "pub_date", "pubDate", "datetime"),
    ),
    ("outlet", "media_name"),
    ("url", "link"),
    (),
)
"""Columns that say what they are; taken where no shape is recognised, and for what a map leaves out."""


def recognised(names: Collection[str]) -> Columns | None:
    """The columns of a table whose map is not given, by its column names; None where they do not tell."""
    for shape, signs in _SIGNS:
        if signs <= set(names):
            return SHAPES[shape]
    plain = _PLAIN.spelled(names)
    return plain if any(column in names for column in (*plain.text, *plain.url)) else None


def value(row: Mapping[str, Any], column: str) -> Any:
    """What a row holds under a column, also one inside an object or a list; None where it holds nothing there."""
    if column in row:
        return row[column]
    found: Any = row
    for step in column.split("."):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def filled(row: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[str, str] | None:
    """The first column that a row has words under, with them; a day or time as ISO 8601 writes it."""
    for column in columns:
        found = value(row, column)
        if isinstance(found, date):
            found = found.isoformat()
        if isinstance(found, int | float) and not isinstance(found, bool):
            found = str(found)
        if isinstance(found, str) and found.strip():
            return column, found
    return None


def moment(text: str) -> datetime | None:
    """The time that a text gives in one of the ways of ISO 8601 or GDELT; without a zone it is UTC, a day alone is its
    end; None for any other.
    """
    text = text.strip()
    if len(text) == len("2018-12-06"):
        text += "T23:59:59"
    compact = _COMPACT.match(text)
    try:
        found = datetime(*map(int, compact.groups())) if compact else datetime.fromisoformat(text)  # type: ignore[arg-type]
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
