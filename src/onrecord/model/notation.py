"""The YAML that comes with the package: which parser reads it, and its files as they stand."""

from __future__ import annotations

from importlib import resources
from typing import Any, Final

import yaml

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's loader in C, ten times as fast; the one in Python where PyYAML was built without it."""


def shipped(room: str, name: str) -> Any:
    """What a YAML file says that lies in a room of this package: ``shipped("onrecord.ingest", "furniture")``.

    For our own files alone: what others write may be nested deeper than C can follow.
    """
    text = (resources.files(room) / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=LOADER)  # noqa: S506
