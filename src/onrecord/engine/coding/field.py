"""What the fields of a coding are called in other people's files, and what their values say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.engine.coding.bound import MAX_NAME
from onrecord.model import Misused, OnRecordError

NAMES: dict[str, tuple[str, ...]] = {
    "document": ("document", "file", "page", "article", "uri"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "quote": ("quote", "words", "exact", "quotation", "text", "statement"),
    "start": ("start", "begin"),
    "end": ("end", "stop"),
    "actor": ("actor", "person", "speaker", "who", "by"),
    "organisation": ("organisation", "organization", "org", "for", "holder"),
    "issue": ("issue", "concept", "code", "claim"),
    "stance": ("stance", "agreement", "position", "qualifier"),
    "coder": ("coder", "annotator", "user"),
    "date": ("date", "day", "published"),
    "note": ("note", "notes", "comment"),
}
"""Every field of a coding with the names under which it is looked for, whatever their letter case."""

_AFFIRM = frozenset("affirm affirms affirmed agree agrees agreement support supports for pro yes true 1 + +1".split())
_DENY = frozenset("deny denies denied disagree disagrees reject rejects against contra con no false 0 - -1".split())


@dataclass(frozen=True, slots=True)
class Fields:
    """Which columns, or variables of a ``.dna`` file, hold what; ``said`` are those that a person named."""

    said: Mapping[str, str]

    @classmethod
    def parse(cls, said: str | None) -> Fields:
        """From a map like ``quote=text,actor=who``. Raises OnRecordError where it is none."""
        found: dict[str, str] = {}
        for pair in (said or "").split(","):
            field, equals, column = (part.strip() for part in pair.partition("="))
            if not pair.strip():
                continue
            if not equals or not column or field not in NAMES:
                raise Misused(
                    f"{pair.strip()!r} says of no column what it holds: pairs like quote=text of {', '.join(NAMES)}"
                )
            found[field] = column
        return cls(found)

    def among(self, columns: Iterable[str], where: str) -> dict[str, str]:
        """The column of each field that there is. Raises OnRecordError where one that a person named is missing."""
        there = [c for c in columns if c]
        folded = {c.strip().casefold(): c for c in reversed(there)}
        found: dict[str, str] = {}
        for field, names in NAMES.items():
            if field in self.said:
                column = folded.get(self.said[field].casefold())
                if column is None:
                    raise OnRecordError(f"{where} has no column {self.said[field]!r}: it has {', '.join(there[:20])}")
                found[field] = column
            else:
                taken = {named.casefold() for named in self.said.values()}
                name = next((n for n in names if n in folded and n not in taken), None)
                if name is not None:
                    found[field] = folded[name]
        return found


def stance(value: str) -> bool | None:
    """Whether a word or number affirms; None where it is empty. Raises ValueError where it says neither."""
    folded = value.strip().casefold()
    if not folded:
        return None
    if folded in _AFFIRM or folded in _DENY:
        return folded in _AFFIRM
    try:
        number = float(folded)
    except ValueError:
        number = 0.0
    if number == 0:
        raise ValueError(f"{value.strip()[:40]!r} is no stance: affirm or deny")
    return number > 0


def day(value: str) -> date | None:
    """The day that ISO 8601 gives, None for an empty value. Raises ValueError where it gives none."""
    value = value.strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise ValueError(f"{value[:40]!r} is no date: write 2018-12-06") from None


def name(value: str) -> str:
    """A name with its white space folded. Raises ValueError where it is too long for one."""
    value = " ".join(value.split())
    if len(value) > MAX_NAME:
        raise ValueError(f"a name has at most {MAX_NAME} characters: {value[:40]!r} has {len(value)}")
    return value
