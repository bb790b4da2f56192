"""What was found, as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, untouched.

    ``id`` is the start of their SHA-256 (16 hexadecimal digits); ``name`` is the file name or URL; ``media``
    the content type (``text/plain`` or ``text/html``); ``retrieved`` when they were saved, where that is
    known: an upper bound for the date of the story.
    """

    id: str
    name: str
    media: str
    content: bytes
    retrieved: datetime | None = None
