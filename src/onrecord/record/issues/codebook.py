"""The issues of a dispute, in a file that a researcher can read and extend."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from time import process_time
from typing import Any, Literal

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from onrecord.model import Issue, OnRecordError, Stance
from onrecord.model.notation import unread_in
from onrecord.reading.encoder.side import ISSUES
from onrecord.record.issues.sieve import Sieve, each
from onrecord.reference.loader import NAMES, nearest

_STRICT = ConfigDict(extra="forbid")
CONCEPT = "concept"
"""The predicate of a coder's concept that stands as an issue of its own, ``concept(Keep the pact)``; any codebook knows
it, and no signal shows it."""
KINDS = ("actor", "agreement", "place", "weapon")
"""What an argument can be; alternatives stand with a bar between them, the preferred one first."""
_NAME = re.compile(r"[A-Za-z][\w-]*")
_ISSUE = re.compile(r"([\w-]+)\((.+)\)")
# A repetition without end around another, "(?:\w+\s*)+": the ways of cutting a text into such double with every letter.
_NESTED = re.compile(r"[+*}][^(]*\)(?:[+*]|\{\d*,\})")
_TRIED = 24
"""So many words are tried against such a signal, fewer first."""
_LONG = 0.05
"""No signal takes so many seconds for so few words."""
_SLOT = re.compile(r"\{([01])(?::(\w+))?\}")
MARK, MORE = "\x01", "\x02"
"""How a mention looks in the text that frames are looked for in: one MARK, then as many MORE as it has characters."""

# "The", "its 1988", "the landmark", "Veyra's": what stands before a name and is no part of it.
_BEFORE = (
    r"(?:(?:the|its|their|our|this|that)\s+)?(?:(?:\d{4}|\d+-nation|landmark|historic|international|entire|whole|existing|"
    rf"original|current|multilateral|bilateral)\s+){{0,2}}(?:{MARK}{MORE}*['’]s\s+)?"
)


class CodebookError(OnRecordError):
    """A codebook that cannot be used: one line with the file, the place and what is wrong."""


@checked(frozen=True, config=_STRICT)
class Example:
    """A sentence and the position it shows, by which a codebook can be tested."""

    text: str
    issue: str
    stance: Stance


@checked(frozen=True, config=_STRICT)
class Predicate:
    """One kind of issue; the head of ``codebooks/treaty.yaml`` explains each field."""

    name: str
    arguments: tuple[str, ...]
    label: str
    about: Literal["fact", "doing"]
    affirm: tuple[str, ...]
    deny: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    opposite: str | None = None
    step_of: str | None = None
    unnamed: Literal["speaker"] | None = None
    mutual: bool = False
    bloc: bool = False
    watched: bool = False
    somewhere: bool = False
    reproach: Stance | None = None
    sense: str | None = None
    urged: Stance | None = None
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"name: {self.name!r} is not one word of letters, digits and _")
        for example in self.examples:
            given = _ISSUE.fullmatch(example.issue)
            if given is None or given[1] != self.name or len(given[2].split(", ")) < len(self.arguments):
                form = f"{self.name}({', '.join(self.arguments)})"
                raise ValueError(f"examples: {example.issue!r} is no issue of this predicate: write {form}")
        for signal in (*self.affirm, *self.deny, *self.implied):
            try:
                _compiled(signal)
            except re.error as error:
                raise ValueError(f"the signal {signal!r} is no regular expression: {error}") from None
            if _NESTED.search(signal) and _explodes(_compiled(signal)):
                raise ValueError(
                    f"the signal {signal!r} repeats what repeats itself, and can take for ever: take one out"
                )
            for slot, kind in _SLOT.findall(signal):
                if int(slot) >= len(self.arguments) or (kind and kind not in self.kinds(int(slot))):
                    raise ValueError(f"the signal {signal!r} has a slot for an argument that there is not")
            if _compiled(signal).fullmatch(""):
                raise ValueError(f"the signal {signal!r} finds what is empty")
        for argument in self.arguments:
            wrong = next((kind for kind in argument.split("|") if kind not in KINDS), None)
            if wrong is not None:
                raise ValueError(f"arguments: {wrong!r} is none of {', '.join(KINDS)}")
        if len(self.arguments) > 2:
            raise ValueError("a predicate has one argument or two")
        if not self.affirm:
            raise ValueError("a predicate needs at least one signal under affirm")
        if self.sense is not None and self.sense not in ISSUES:
            raise ValueError(f"sense: {self.sense!r} is none of those that the reader has learnt: {', '.join(ISSUES)}")
        if not self.arguments:
            raise ValueError("a predicate needs at least one argument")
        for label in (self.label, self.opposite or ""):
            try:
                label.format(*self.arguments)
            except (IndexError, KeyError, ValueError):
                raise ValueError(f"the label {label!r} names an argument that there is not") from None

    @property
    def moves(self) -> bool:
        """Whether it is a doing with troops, ships or weapons: at some place, or with one of them."""
        return self.about == "doing" and set(self.kinds(len(self.arguments) - 1)) <= {"weapon", "place"}

    def kinds(self, place: int) -> tuple[str, ...]:
        """What the argument at a place can be, the preferred kind first."""
        return tuple(self.arguments[place].split("|"))


@checked(frozen=True, config=_STRICT)
class _File:
    """The whole file."""

    name: str
    description: str
    predicates: tuple[Predicate, ...]

    def __post_init__(self) -> None:
        if not self.predicates:
            raise ValueError("predicates: there is none; a codebook needs at least one")
        names = [p.name for p in self.predicates]
        twice = next((n for n in names if names.count(n) > 1), None)
        if twice is not None:
            raise ValueError(f"the predicate {twice} stands twice")
        for predicate in self.predicates:
            if predicate.step_of is not None and (
                predicate.step_of not in names or predicate.step_of == predicate.name
            ):
                raise ValueError(f"{predicate.name} is a step of {predicate.step_of}, which is no other predicate here")


@dataclass(frozen=True)
class Signals:
    """The compiled signals of one predicate: words alone as one pattern, frames (with slots) one by one.

    ``frames`` go with their stance; an implied signal is never a frame.
    """

    affirm: re.Pattern[str] | None
    deny: re.Pattern[str] | None
    implied: re.Pattern[str] | None
    frames: tuple[tuple[re.Pattern[str], Stance], ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal found: ``framed`` where it has slots, ``implied`` where it denies what others must have said."""

    match: re.Match[str]
    stance: Stance
    implied: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """Signals of one predicate, by its place, that are looked for together; ``framed`` have slots."""

    of: int
    patterns: tuple[re.Pattern[str], ...]
    stance: Stance
    implied: bool = False
    framed: bool = False


class Codebook:
    """A codebook ready for use. ``yaml`` is the text it was made from."""

    def __init__(self, text: str, name: str) -> None:
        """Parse the text of a codebook file. Raises CodebookError with one line."""
        self.yaml = text
        try:
            found = yaml.safe_load(text)
        except (yaml.YAMLError, ValueError) as error:
            # PyYAML gives a plain ValueError for a day that the calendar lacks.
            raise CodebookError(unread_in(name, error)) from None
        if not isinstance(found, dict) or "predicates" not in found:
            raise CodebookError(f"{name}: {_none(found)}")
        try:
            self._file = TypeAdapter(_File).validate_python(found)
        except ValidationError as error:
            raise CodebookError(f"{name}: {_first(error, found)}") from None

    @classmethod
    def load(cls, path: Path | None = None) -> Codebook:
        """A codebook from a file; the shipped ``treaty`` where none is given."""
        if path is None:
            shipped = resources.files("onrecord.record") / "codebooks" / "treaty.yaml"
            return cls(shipped.read_text(encoding="utf-8"), "treaty.yaml")
        try:
            return cls(path.read_text(encoding="utf-8"), str(path))
        except UnicodeDecodeError:
            raise CodebookError(f"{path}: is no text in UTF-8: save it as such") from None
        except OSError as error:
            raise CodebookError(f"{path}: cannot be read: {error.strerror or error}") from None

    @classmethod
    @lru_cache(maxsize=4)
    def parse(cls, text: str) -> Codebook:
        """A codebook from the text that ``yaml`` gave."""
        return cls(text, "codebook")

    @property
    def name(self) -> str:
        """What the codebook is called."""
        return self._file.name

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        """Its predicates, in the order of the file."""
        return self._file.predicates

    @cached_property
    def signals(self) -> dict[str, Signals]:
        """The compiled signals of each predicate."""
        return {
            p.name: Signals(
                _some(p.affirm),
                _some(p.deny),
                _some(p.implied),
                tuple(
                    (_compiled(signal), stance)
                    for signals, stance in ((p.affirm, Stance.AFFIRM), (p.deny, Stance.DENY))
                    for signal in signals
                    if _SLOT.search(signal)
                ),
            )
            for p in self.predicates
        }

    def hear(self, text: str, masked: Callable[[], str]) -> list[list[Heard]]:
        """The signals in a text in small letters, predicate by predicate: those in words, then the frames.

        ``masked`` gives the text with its mentions as marks, in which frames are looked for.
        """
        sieve, patterns, rows = self._listening
        fitting: dict[int, list[re.Pattern[str]]] = {}
        for n in sorted(sieve.may(text)):
            fitting.setdefault(rows[n], []).append(patterns[n])
        found: list[list[Heard]] = [[] for _ in self.predicates]
        for at, some in fitting.items():
            row = self._rows[at]
            matches = each(some, masked() if row.framed else text)
            found[row.of] += [Heard(match, row.stance, row.implied, row.framed) for match in matches]
        return found

    @cached_property
    def _rows(self) -> list[_Row]:
        """The signals that are looked for together: those of one kind in words, each frame alone."""
        rows: list[_Row] = []
        for n, one in enumerate(self.predicates):
            for signals, stance, implied in (
                (one.deny, Stance.DENY, False),
                (one.implied, Stance.DENY, True),
                (one.affirm, Stance.AFFIRM, False),
            ):
                words = tuple(_word(signal) for signal in signals if not _SLOT.search(signal))
                rows.append(_Row(n, words, stance, implied))
            rows += [_Row(n, (frame,), stance, framed=True) for frame, stance in self.signals[one.name].frames]
        return rows

    @cached_property
    def _listening(self) -> tuple[Sieve, list[re.Pattern[str]], list[int]]:
        """What tells which signals can be in a text, all signals one by one, and in which row each is."""
        patterns = [pattern for row in self._rows for pattern in row.patterns]
        return Sieve(patterns), patterns, [n for n, row in enumerate(self._rows) for _ in row.patterns]

    def predicate(self, name: str) -> Predicate:
        """A predicate by name; KeyError where there is none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Predicate]:
        return {p.name: p for p in self.predicates}

    def arguments(self, predicate: str) -> tuple[str, ...] | None:
        """What a predicate is about, None where there is no such."""
        own = (p.arguments for p in self.predicates if p.name == predicate)
        return next(own, (CONCEPT,) if predicate == CONCEPT else None)

    def words(self, issue: Issue) -> str:
        """An issue as a proposition in words."""
        if issue.predicate == CONCEPT and CONCEPT not in self.signals:
            return issue.arguments[0]
        return self.predicate(issue.predicate).label.format(*issue.arguments)


def _explodes(signal: re.Pattern[str]) -> bool:
    """Whether a signal takes ever longer for a word more, tried on words in which it is not to be found."""
    for count in range(1, _TRIED + 1):
        for text in ("word " * count + "!", "a" * count + "!"):
            began = process_time()
            signal.search(text)
            if process_time() - began > _LONG:
                return True
    return False


def _first(error: ValidationError, found: dict[str, Any]) -> str:
    """The first thing that is wrong, and where: a misspelt field before one that is missed because of it."""
    every = error.errors()
    first = next((one for one in every if one["type"] == "unexpected_keyword_argument"), every[0])
    place, kind = list(first["loc"]), first["type"]
    rows = found["predicates"]
    if len(place) > 1 and place[0] == "predicates" and isinstance(at := place[1], int):
        row = rows[at] if isinstance(rows, list) and at < len(rows) else None
        name = row.get("name") if isinstance(row, dict) else None
        place[:2] = [f"predicate {name if isinstance(name, str) else at + 1}"]
    known = Example if "examples" in place else Predicate if len(place) > 1 else _File
    says = first["msg"].removeprefix("Value error, ")
    if kind == "missing":
        says = "this field is missing"
    elif kind == "unexpected_keyword_argument":
        says = f"there is no such field{nearest(str(place[-1]), tuple(f.name for f in fields(known)))}"
    elif kind == "literal_error":
        says = f"expected {first['ctx']['expected']}"
    where = [f"{step + 1}" if isinstance(step, int) else str(step) for step in place]
    return f"{': '.join(where) or 'the file'}: {says}"


def _none(found: object) -> str:
    """Why what a file holds is no codebook at all."""
    tables = [table for table in NAMES if table in found] if isinstance(found, dict) else []
    if tables:
        return f"is no codebook but a reference file: it has {tables[0]} and no predicates; give it as --reference"
    return "is no codebook: a mapping with name and predicates is asked for (onrecord codebook new writes one)"


@lru_cache(maxsize=4096)
def _compiled(signal: str) -> re.Pattern[str]:
    """One signal, at the start of a word; each slot takes one mention, what may stand before it left to the words.

    What fills a slot is the group ``a0`` or ``a1``, with the kind behind it where the slot takes one alone.
    """
    slots = _SLOT.sub(lambda m: rf"{_BEFORE}(?P<a{m[1]}{m[2] or ''}>{MARK}{MORE}*)", signal)
    return re.compile(rf"(?<!\w)(?:{slots})")


@lru_cache(maxsize=4096)
def _word(signal: str) -> re.Pattern[str]:
    """One signal without slots, at the start of a word, as ``_some`` has it among others."""
    return re.compile(rf"\b(?:{signal})")


def _some(signals: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the signals without slots, at the start of a word, where there are any."""
    words = [signal for signal in signals if not _SLOT.search(signal)]
    return re.compile(r"\b(?:" + "|".join(words) + ")") if words else None
