"""The YAML of reference files, read by its events: every scalar is text, every row knows its line.

A safe loader that makes nodes and guesses types takes four times as long, and turns the country code NO into False.
What a field's text means is the schema's to say.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from yaml import events as ev

from onrecord.model import OnRecordError
from onrecord.model.notation import LOADER, unread

# Deeper than any row goes; and more values than any table holds, counted with what aliases repeat.
_DEPTH = 12
_VALUES = 2_000_000
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
# What JSON leaves as it is, but YAML folds or refuses.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class NotationError(OnRecordError):
    """Text that is no YAML of this kind; the message ends with what is wrong, ``line`` says where (from 1)."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line = line


class Lined(dict[str, Any]):
    """A mapping that knows on which line it starts (from 1)."""

    line = 0


def parse(text: str) -> Any:
    """The first document of a YAML text: text, None, lists and `Lined` mappings; None where it is empty.

    Raises NotationError where it is not YAML, a key stands twice, or it is nested or repeated beyond all use.
    """
    try:
        return _Composer(text).document()
    except yaml.YAMLError as error:
        line, why = unread(error)
        raise NotationError(line or 1, why) from None


class _Composer:
    """Values from a stream of events."""

    def __init__(self, text: str) -> None:
        self._next = LOADER(text).get_event
        self._named: dict[str, tuple[Any, int]] = {}
        self._count = 0

    def document(self) -> Any:
        while True:
            event = self._next()
            if event is None or isinstance(event, ev.StreamEndEvent):
                return None
            if isinstance(event, (ev.NodeEvent, ev.CollectionStartEvent)):
                return self._value(event, 0)

    def _value(self, event: Any, depth: int) -> Any:
        before = self._count
        self._count += 1
        if self._count > _VALUES or depth > _DEPTH:
            raise NotationError(_line(event), "more or deeper values than a reference file holds; write tables of rows")
        kind = type(event)
        value: Any
        if kind is ev.ScalarEvent:
            value = None if event.implicit[0] and event.value in _NOTHING else event.value
        elif kind is ev.SequenceStartEvent:
            value = []
            while type(inner := self._next()) is not ev.SequenceEndEvent:
                value.append(self._value(inner, depth + 1))
        elif kind is ev.MappingStartEvent:
            value = self._mapping(event, depth)
        else:
            if event.anchor not in self._named:
                raise NotationError(_line(event), f"*{event.anchor} names nothing that stands before it")
            value, size = self._named[event.anchor]
            self._count += size
            return value
        if event.anchor is not None:
            self._named[event.anchor] = value, self._count - before
        return value

    def _mapping(self, event: Any, depth: int) -> Lined:
        value = Lined()
        value.line = _line(event)
        while type(key := self._next()) is not ev.MappingEndEvent:
            if type(key) is not ev.ScalarEvent:
                raise NotationError(_line(key), "the name of a field must be plain text")
            if key.value in value:
                raise NotationError(_line(key), f"{key.value} stands twice in one row; keep one")
            value[key.value] = self._value(self._next(), depth + 1)
        return value


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def in_line(value: Any) -> str:
    """Plain values in one line of YAML: as JSON, which is YAML but for a few signs, and is written much faster."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
