"""What is written where: results to standard output, everything else to standard error.

Here and in the commands, rooms are imported where they are used: ``--version`` and ``--help`` come at once.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from onrecord.store import RecordFile, Table

_PIPED = 120
"""How wide a table is when it goes into a pipe or a file and COLUMNS does not say."""


def console() -> Console:
    """Standard output: as wide as the terminal; else as COLUMNS says."""
    from rich.console import Console

    piped = None if sys.stdout.isatty() else _columns()
    return Console(width=piped, highlight=False, markup=False, emoji=False)


def _columns() -> int:
    said = os.environ.get("COLUMNS", "")
    return int(said) if said.isdecimal() and int(said) > 0 else _PIPED


def show(*parts: RenderableType) -> None:
    """Writes parts to standard output; in a pipe without colour and blanks at the ends of lines, and text unbroken."""
    from rich.text import Text

    out = console()
    if out.is_terminal:
        out.print(*parts, sep="\n")
        return
    with out.capture() as captured:
        for part in parts:
            out.print(part, soft_wrap=isinstance(part, Text))
    put("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def show_table(table: Table) -> None:
    """Writes a table as it fits, and how many rows it has."""
    from rich.text import Text

    from onrecord.store.grid import grid

    rows = f"{len(table)} row{'' if len(table) == 1 else 's'}"
    if len(table):
        show(grid(table, console().width), Text(rows, style="dim"))
    else:
        show(Text(rows, style="dim"))


def put_exact(text: str) -> None:
    """Writes text as it is; to a terminal, without what would steer it."""
    from onrecord.store.plain import harmless

    put(harmless(text) if sys.stdout.isatty() else text)


def put(text: str) -> None:
    """Writes text to standard output in UTF-8."""
    sys.stdout.write(text)
    sys.stdout.flush()


def say(text: str) -> None:
    """Tells a person something in one line on standard error."""
    from onrecord.store.plain import plain

    print(plain(text), file=sys.stderr)


def warn_if_out_of_date(record: RecordFile) -> None:
    """Says on standard error where a build was interrupted, so that the views lag behind what is kept."""
    if not record.complete:
        say("onrecord: a build did not finish, or an older OnRecord made this: `onrecord build` brings it up to date")


def speak_utf8() -> None:
    """Makes both streams UTF-8, whatever the locale: pages hold more than any other encoding can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
