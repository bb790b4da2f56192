"""A message, or a page saved with everything in it (MHTML, which is written like one): the part that is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from onrecord.ingest.limits import HEADER_CHARS, MAX_BYTES, MAX_HEADERS
from onrecord.model import Refused

_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """The article in a message: its bytes, whether they are HTML, in which encoding; and what the headers say.

    ``date`` is the header as it stands; ``moment`` the same as a time; ``url`` where a saved page was saved from.
    """

    content: bytes
    html: bool
    encoding: str | None
    subject: str | None
    date: str | None
    moment: datetime | None
    url: str | None


def letter(content: bytes, name: str) -> Letter:
    """The article that a message or saved page carries: its first HTML part, else its first plain text.

    Raises Refused where it carries none, or is built so that it cannot be taken apart.
    """
    try:
        message = message_from_bytes(content)
        part, html = _article(message, name)
        body = part.get_payload(decode=True)
        address = _header(part, "Content-Location") or _header(message, "Snapshot-Content-Location")
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError) as error:
        raise Refused(f"{name}: a message that cannot be taken apart ({type(error).__name__})") from None
    if not isinstance(body, bytes) or len(body) > MAX_BYTES:
        raise Refused(f"{name}: its text is larger than the {MAX_BYTES / 1e6:.0f} MB a page may have")
    url = _ADDRESS.match(address or "")
    date = _header(message, "Date")
    return Letter(
        content=body,
        html=html,
        encoding=part.get_content_charset(),
        subject=_header(message, "Subject"),
        date=date,
        moment=_moment(date),
        url=url[0] if url else None,
    )


def _article(message: Message, name: str) -> tuple[Message, bool]:
    """The part that is the article, and whether it is HTML."""
    plain: Message | None = None
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            continue
        if kind in {"text/html", "application/xhtml+xml"}:
            return part, True
        if kind == "text/plain" and plain is None:
            plain = part
    if plain is None:
        raise Refused(f"{name}: a message without text; save the article alone")
    return plain, False


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message in order, as many as are looked at, without recursion; a message inside it counts too."""
    stack, left = [message], MAX_HEADERS
    while stack and left:
        part = stack.pop()
        left -= 1
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            stack += reversed([item for item in inner if isinstance(item, Message)])
        else:
            yield part


def _header(message: Message, name: str) -> str | None:
    """A header as plain words on one line, or None where there is none or it is longer than any title."""
    raw = message.get(name)
    if raw is None or len(str(raw)) > 8 * HEADER_CHARS:
        return None
    try:
        text = str(make_header(decode_header(str(raw))))
    except (MessageError, LookupError, ValueError, AssertionError):
        text = str(raw)
    return " ".join(re.sub("[\x00\ud800-\udfff]", "\ufffd", text).split()) or None


def _moment(date: str | None) -> datetime | None:
    """The time that a Date header gives; one without a zone is taken as UTC."""
    try:
        found = parsedate_to_datetime(date) if date else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
