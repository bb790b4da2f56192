"""The made-up disputes with gold that there are to learn from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from bench.record import DISPUTES

FOLDER = Path(__file__).with_name("disputes")
MEASURED = frozenset({"dunmarrow"})
"""Not held out, but never learnt from: what is fitted is measured on it."""


def disputes(without: Collection[str] = ()) -> Iterator[Path]:
    """The folders of the disputes to learn from, those of the bench that are not held out among them, in order."""
    every = [*sorted(DISPUTES.iterdir()), *sorted(FOLDER.iterdir())]
    for folder in every:
        kept = folder.name.startswith("held") or folder.name in MEASURED or folder.name in without
        if not kept and (folder / "gold.yaml").exists():
            yield folder
