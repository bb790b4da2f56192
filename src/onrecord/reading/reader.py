"""The seam between finding words given to somebody and everything that is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.model import Attribution, Span


class Reader(Protocol):
    """Text in, attributions out. The rules stand behind it today; a trained model takes the same place.

    ``name`` says which reader and which version: a reading is kept under it and made anew when it changes.
    """

    @property
    def name(self) -> str:
        """The reader and its version."""
        ...

    def attributions(self, text: str, headlines: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Every attribution in ``text``, in its order, offsets into it; nested ones stand beside their outer one.

        ``headlines`` are the stretches written in the style of a headline.
        """
        ...
