"""YAML: which parser reads it, the files that come with the package, and what is wrong with a person's own."""

from __future__ import annotations

from importlib import resources
from typing import Any, Final

import yaml

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's loader in C, ten times as fast; the one in Python where PyYAML was built without it."""


def unread(error: Exception) -> tuple[int | None, str]:
    """Why a text is no YAML, in a line for whoever wrote it, and on which of its lines (from 1), where known."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        parts = [part for part in (error.context, error.problem) if part]
        return mark.line + 1 if mark else None, f"not YAML: {', '.join(parts) or 'it cannot be read'}"
    return None, f"not YAML: {' '.join(str(error).split())}"


def unread_in(name: object, error: Exception) -> str:
    """The same with the name of the file in front: ``own.yaml: line 2: not YAML: ...``."""
    line, why = unread(error)
    return f"{name}: {f'line {line}: ' if line else ''}{why}"


def shipped(room: str, name: str) -> Any:
    """What a YAML file says that lies in a room of this package: ``shipped("onrecord.ingest", "furniture")``.

    For our own files alone: what others write may be nested deeper than C can follow.
    """
    text = (resources.files(room) / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=LOADER)  # noqa: S506
