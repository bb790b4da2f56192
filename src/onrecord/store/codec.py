"""The nouns as JSON and back: ``load(noun, dump(x)) == x``, for every one of them."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_adapters: dict[type[Any], TypeAdapter[Any]] = {}
"""The (de)serialisers made so far: making one takes milliseconds."""


def _adapter(noun: type[Any]) -> TypeAdapter[Any]:
    if noun not in _adapters:
        _adapters[noun] = TypeAdapter(noun)
    return _adapters[noun]


def dump(item: object) -> str:
    """One noun as JSON text, whole: every span, interval and chain of evidence."""
    return _adapter(type(item)).dump_json(item).decode("utf-8")


def load(noun: type[T], text: str) -> T:
    """A noun from what ``dump`` made of it. Raises pydantic's ValidationError where it does not fit."""
    loaded: T = _adapter(noun).validate_json(text)
    return loaded
