"""From a file to a Page: its bytes, what they are, and whether they can be a page at all."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from pathlib import Path

from onrecord.ingest.limits import CONTROL_SHARE, MAX_BYTES
from onrecord.model import Page, Refused

HTML = "text/html"
PLAIN = "text/plain"

_WIDE_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP or office",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"Rar!\x1a": "RAR",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\xd0\xcf\x11\xe0": "old office",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
    b"\x7fELF": "program",
}
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|br|article|section|title|meta|table|ul|li)\b[^<>]*>", re.IGNORECASE)


def fetch(path: str | Path) -> Page:
    """The page in one file.

    ``id`` follows from the bytes, ``name`` is the path as given, ``media`` what the bytes show (the suffix decides
    only where they leave it open). The date of the file is not asked: it says when the page was copied.
    Raises Refused where there is no page to use: unreadable, empty, too large, or no text at all.
    """
    path = Path(path)
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        content = _bytes(path, name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Refused(f"{name}: cannot be read: {reason}") from None
    _insist_on_text(content, name)
    return Page(
        id=hashlib.sha256(content).hexdigest()[:16],
        name=name,
        media=media(content, path.suffix.lower()),
        content=content,
    )


def _bytes(path: Path, name: str) -> bytes:
    """The bytes of a file, which is measured before it is read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Refused(f"{name}: not a file; give a saved page or a folder of them")
    if status.st_size <= MAX_BYTES:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) <= MAX_BYTES:
            return content
    size = f"{status.st_size / 1e6:.0f} MB" if status.st_size > MAX_BYTES else "growing"
    raise Refused(f"{name}: {size}, larger than the {MAX_BYTES / 1e6:.0f} MB a page may have; split it")


def _insist_on_text(content: bytes, name: str) -> None:
    """Refuse what is empty or no text."""
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise Refused(f"{name}: empty; save the page again")
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise Refused(f"{name}: a {what} file; save the page as .html or .txt")
    if content.startswith(_WIDE_BOMS):
        return
    if b"\0" in content or len(content) - len(content.translate(None, _CONTROLS)) > CONTROL_SHARE * len(content):
        raise Refused(f"{name}: binary, not text; save the page as .html or .txt")


def media(content: bytes, suffix: str) -> str:
    """``text/html`` or ``text/plain``, by the bytes; ``suffix`` (``.html``) settles what they leave open."""
    if content.startswith(_WIDE_BOMS):
        content = content.replace(b"\0", b"")
    head = content[:4096]
    if suffix in {".html", ".htm", ".xhtml"}:
        return HTML if _OPENING.search(head) or _TAG.search(content) else PLAIN
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return PLAIN
    return HTML if _OPENING.search(head) or len(_TAG.findall(head)) >= 3 else PLAIN
