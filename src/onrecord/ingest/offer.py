"""What a source offers: pages one by one, each fetched only when its turn comes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, NoReturn, Protocol

from onrecord.model import Page, Refused

Opened = Callable[[], AbstractContextManager[IO[bytes]]]
"""Gives the bytes of a source, as a stream."""

_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """One page of a source, not fetched yet.

    ``name`` is what the record calls it; ``key`` tells it from every other without saying where on this machine it
    lies; ``fetch`` gives the Page, or raises Refused where there is none to use. ``held`` says that its address is one
    that the record holds a page of already: it need not be fetched.
    """

    name: str
    key: str
    fetch: Callable[[], Page]
    held: bool = False


class Source(Protocol):
    """Where pages come from: a file, an archive, a feed, a table, an address.

    Its offers come one after the other, and each must be fetched, or passed over, before the next is asked for: no
    source holds more than one page at a time. What is wrong with a source is an offer that is refused, so that a bad
    page, or a bad half of an archive, never ends the build.
    """

    @property
    def notes(self) -> tuple[str, ...]:
        """The keys of the offers by which it tells what is wrong with itself: what was told before counts no more."""

    @property
    def count(self) -> int | None:
        """How many offers there are; None where that shows only on the way."""

    def offers(self) -> Iterator[Offer]:
        """The offers in order."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What all sources are that hold many pages, one after the other: a name, a place and the bytes.

    ``place`` says where it is among all sources; ``opened`` gives its bytes.
    """

    name: str
    place: str
    opened: Opened

    @property
    def notes(self) -> tuple[str, ...]:
        """The key under which it tells what is wrong with itself."""
        return (key(self.place),)

    @property
    def count(self) -> int | None:
        """Not known before the last page is read."""
        return None


@dataclass(frozen=True, slots=True)
class Single:
    """What all sources are that are one page, or lead to one."""

    @property
    def notes(self) -> tuple[str, ...]:
        """None: what is wrong with it is told of its page."""
        return ()

    @property
    def count(self) -> int | None:
        """One."""
        return 1


def key(*places: str | bytes) -> str:
    """What tells one offer from another: a hash of where it is."""
    return hashlib.sha256(b"\0".join(os.fsencode(place) for place in places)).hexdigest()[:16]


def refusal(name: str, place: str, reason: str) -> Offer:
    """An offer of what cannot be used, with the reason."""

    def refuse() -> NoReturn:
        raise Refused(f"{name}: {reason}")

    return Offer(name[:_LONGEST_NAME], place, refuse)
