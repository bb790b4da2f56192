"""Names for items that stay the same when the document is read again."""

from __future__ import annotations

from hashlib import blake2s

from onrecord.model import Span


def identity(document: str, kind: str, *spans: Span) -> str:
    """An id that follows from the document and the words: the same words, the same id, whatever found them."""
    places = ";".join(f"{s.line}:{s.start}-{s.end}" for s in spans)
    digest = blake2s(f"{document}/{kind}/{places}".encode(), digest_size=4).hexdigest()
    return f"{document[:6]}-{digest}"
