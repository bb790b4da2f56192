"""``onrecord example``: the bundled pages, to try everything on."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.output import writing
from onrecord.cli.terminal import put
from onrecord.model import OnRecordError


def example(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put it; made if it is not there.")],
) -> None:
    """Copies the example to a folder.

    Pages on a made-up dispute between made-up states, and the reference that goes with them.
    """
    with writing(folder):
        for name, content in _files(resources.files("onrecord") / "example", Path()):
            to = folder / name
            if to.exists() and to.read_bytes() != content:
                raise OnRecordError(f"{to} is there already and is something else: give another folder")
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(content)
    pages, tables, record = (shlex.quote(str(folder / x)) for x in ("pages", "reference.yaml", "example.record"))
    put(f"The example is in {folder}. Build it and see it:\n")
    put(f"  onrecord build {pages} --reference {tables} -o {record}\n  onrecord show {record}\n")


def _files(folder: Traversable, at: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of the example by its place in it."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, at / entry.name)
        elif entry.is_file() and not entry.name.endswith((".py", ".pyc")):
            yield at / entry.name, entry.read_bytes()
