"""How a recipe is called, one way for all of them: whoever calls it otherwise is told how, and nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path


def files(arguments: Sequence[str], usage: str | None, least: int, most: int | None = None) -> list[Path]:
    """The files that a recipe is given, from ``least`` to ``most`` of them (or just so many).

    Prints the usage and stops where there are more or fewer, or an option is among them: ``--help`` is no file.
    """
    if not least <= len(arguments) <= (least if most is None else most) or any(a.startswith("-") for a in arguments):
        sys.exit(usage)
    return [Path(argument) for argument in arguments]


def without(arguments: Sequence[str], every: Collection[str]) -> tuple[list[str], list[str]]:
    """The arguments before ``--without``, and the names behind it that are to be left out, parted by spaces or commas.

    Stops where a name is none of ``every``: what is learnt by mistake makes its own figures too bright.
    """
    if "--without" not in arguments:
        return list(arguments), []
    at = list(arguments).index("--without")
    names = [name for argument in arguments[at + 1 :] for name in argument.split(",") if name]
    if unknown := sorted({*names} - {*every}):
        sys.exit(f"nothing to leave out is called {', '.join(unknown)}: {', '.join(sorted(every))}")
    if not names:
        sys.exit(f"--without needs a name: {', '.join(sorted(every))}")
    return list(arguments[:at]), names
