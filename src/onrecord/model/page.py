"""What was found, as it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, untouched.

    ``id`` is the start of their SHA-256 (16 hexadecimal digits); ``name`` is the file name or URL; ``media``
    the content type (``text/plain`` or ``text/html``).
    """

    id: str
    name: str
    media: str
    content: bytes
