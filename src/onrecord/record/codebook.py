"""The issues of a dispute, in a file that a researcher can read and extend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from onrecord.model import Issue, OnRecordError, Stance

_STRICT = ConfigDict(extra="forbid")
Argument = Literal["actor", "agreement", "place"]


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
    arguments: tuple[Argument, ...]
    label: str
    about: Literal["fact", "doing"]
    affirm: tuple[str, ...]
    deny: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    def __post_init__(self) -> None:
        for signal in (*self.affirm, *self.deny, *self.implied):
            try:
                re.compile(signal)
            except re.error as error:
                raise ValueError(f"the signal {signal!r} is no regular expression: {error}") from None
        if not self.affirm:
            raise ValueError("a predicate needs at least one signal under affirm")
        if not self.arguments:
            raise ValueError("a predicate needs at least one argument")
        try:
            self.label.format(*self.arguments)
        except (IndexError, KeyError, ValueError):
            raise ValueError(f"the label {self.label!r} names an argument that there is not") from None


@checked(frozen=True, config=_STRICT)
class _File:
    """The whole file."""

    name: str
    description: str
    predicates: tuple[Predicate, ...]

    def __post_init__(self) -> None:
        names = [p.name for p in self.predicates]
        twice = next((n for n in names if names.count(n) > 1), None)
        if twice is not None:
            raise ValueError(f"the predicate {twice} stands twice")


@dataclass(frozen=True)
class Signals:
    """The compiled signals of one predicate."""

    affirm: re.Pattern[str]
    deny: re.Pattern[str] | None
    implied: re.Pattern[str] | None


class Codebook:
    """A codebook ready for use. ``yaml`` is the text it was made from."""

    def __init__(self, text: str, name: str) -> None:
        """Parse the text of a codebook file. Raises CodebookError with one line."""
        self.yaml = text
        try:
            self._file = TypeAdapter(_File).validate_python(yaml.safe_load(text))
        except (yaml.YAMLError, ValueError) as error:
            # PyYAML gives a plain ValueError for a day that the calendar lacks; pydantic's own comes first.
            if isinstance(error, ValidationError):
                raise CodebookError(f"{name}: {_first(error)}") from None
            raise CodebookError(f"{name}: not YAML: {' '.join(str(error).split())}") from None

    @classmethod
    def load(cls, path: Path | None = None) -> Codebook:
        """A codebook from a file; the shipped ``treaty`` where none is given."""
        if path is None:
            shipped = resources.files("onrecord.record") / "codebooks" / "treaty.yaml"
            return cls(shipped.read_text(encoding="utf-8"), "treaty.yaml")
        try:
            return cls(path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise CodebookError(f"{path}: cannot be read: {error}") from None

    @classmethod
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
        return {p.name: Signals(_any(p.affirm), _some(p.deny), _some(p.implied)) for p in self.predicates}

    def predicate(self, name: str) -> Predicate:
        """A predicate by name; KeyError where there is none."""
        return next(p for p in self.predicates if p.name == name)

    def words(self, issue: Issue) -> str:
        """An issue as a proposition in words."""
        return self.predicate(issue.predicate).label.format(*issue.arguments)


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first = error.errors()[0]
    return f"{' '.join(map(str, first['loc'])) or 'the file'}: {first['msg']}"


def _any(signals: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the signals, at the start of a word."""
    return re.compile(r"\b(?:" + "|".join(signals) + ")")


def _some(signals: tuple[str, ...]) -> re.Pattern[str] | None:
    """The same where there are any."""
    return _any(signals) if signals else None
