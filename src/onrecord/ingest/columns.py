"""What the columns of a table of articles hold: a map of a person's own, or a shape that is known by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from onrecord.model import OnRecordError

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

    @classmethod
    def parse(cls, said: str) -> Columns:
        """A shape's name ("mediacloud"), or a map ("text=body,title=headline,date=printed,url=link").

        What a map of names leaves out is looked for under the names that say what they hold.
        Raises OnRecordError where it is neither.
        """
        if said in SHAPES:
            return SHAPES[said]
        kinds = [field.name for field in fields(cls)]
        found: dict[str, tuple[str, ...]] = {}
        for pair in said.split(","):
            kind, equals, column = (part.strip() for part in pair.partition("="))
            if not equals or not column or kind not in kinds:
                shapes = f"a shape ({', '.join(SHAPES)})"
                raise OnRecordError(f"{said!r} is neither {shapes} nor pairs like text=body of {', '.join(kinds)}")
            found[kind] = (*found.get(kind, ()), column)
        if not (found.keys() & {"text", "url"}):
            raise OnRecordError(
                f"{said!r} names neither the column of the text (text=...) nor of the address (url=...)"
            )
        if any(column.startswith("#") for named in found.values() for column in named):
            return cls(**found)
        return cls(**{kind: found.get(kind, getattr(_PLAIN, kind)) for kind in kinds})

    @property
    def places(self) -> list[str]:
        """Every column that is looked into."""
        return [column for field in fields(self) for column in getattr(self, field.name)]

    @property
    def counted(self) -> bool:
        """Whether columns go by their number, so that the first line is a row like any other."""
        return any(column.startswith("#") for column in self.places)


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
    ("date", "published", "publish_date", "published_at", "date_published"),
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
    return _PLAIN if {*_PLAIN.text, *_PLAIN.url} & set(names) else None


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
