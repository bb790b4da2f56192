"""The seam between finding words given to somebody and everything that is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Attribution, Span
from onrecord.reading.encoder.act import Done
from onrecord.reading.encoder.happened import Happened
from onrecord.reading.encoder.named import Named
from onrecord.reading.encoder.side import Taken
from onrecord.reading.encoder.syntax import Parse

OUTERMOST, INSIDE = "trained", "trained: inside another"
"""The rule of an attribution that a network found, in the page's own voice or in somebody else's words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees in one text, all of it in one pass.

    ``parse`` is None where the reader knows no grammar; ``names``, ``happened`` and ``done`` are over the words of the
    parse, in their order.
    """

    attributions: tuple[Attribution, ...]
    parse: Parse | None = None
    names: tuple[Named, ...] = ()
    happened: tuple[Happened, ...] = ()
    done: tuple[Done, ...] = ()


class Reader(Protocol):
    """Text in, attributions out, and what else the reader sees on the way.

    ``name`` says which reader and which version: a reading is kept under it and made anew when it changes.
    """

    @property
    def name(self) -> str:
        """The reader and its version."""
        ...

    def seen(self, text: str, headlines: Sequence[Span] = ()) -> Seen:
        """Every attribution in ``text``, in its order, offsets into it; nested ones stand beside their outer one.

        ``headlines`` are the stretches written in the style of a headline.
        """
        ...

    def sides(self, said: Sequence[tuple[str, str]]) -> list[list[Taken]]:
        """Which sides on the issues it has learnt words take, each given with what stood before them.

        In both, names are replaced as ``encoder.side.NAMED_AS`` says. A reader that has learnt none tells none.
        """
        ...
