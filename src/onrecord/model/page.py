"""What was found, as it was found, and what came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeclaredKind(StrEnum):
    """What the container of a page says of it."""

    TITLE = "title"
    DATE = "date"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Declared:
    """Something said of a page by what it came in (a table, a feed, a message), not by the page itself.

    ``place`` is where it is said: "column publish_date", "the feed's title", "header Date".
    """

    kind: DeclaredKind
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, untouched.

    ``id`` is the start of the SHA-256 of the bytes (16 hexadecimal digits), with the address and what is declared
    where the page came with any; ``name`` is the file name or URL; ``media`` the content type, as the bytes show it.
    ``url`` is where it was published and ``retrieved`` when it was there, as far as its source tells; ``encoding``
    is what its source says of its characters, ``declared`` what else came with it.
    """

    id: str
    name: str
    media: str
    content: bytes
    url: str | None = None
    retrieved: datetime | None = None
    encoding: str | None = None
    declared: tuple[Declared, ...] = ()
