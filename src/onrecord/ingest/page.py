"""From bytes to a Page: what they are, and whether they can be a page at all."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from onrecord.ingest.gunzip import GZIP, unzipped
from onrecord.ingest.limits import CONTROL_SHARE, MAX_BYTES, MAX_WRAPPED
from onrecord.model import Declared, Page, Refused

HTML = "text/html"
PLAIN = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
SAVED = "multipart/related"

WRAPPED = {".pdf": PDF, ".docx": DOCX, ".eml": MAIL, ".mht": SAVED, ".mhtml": SAVED}
"""The suffixes of files that hold a page inside a format of their own."""
_CALLED = {PDF: "PDF", DOCX: "Word file", MAIL: "message", SAVED: "saved page"}

_WIDE_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MAGIC = {
    b"PK\x03\x04": "ZIP or office",
    GZIP: "gzip",
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
    b"PAR1": "Parquet",
    b"\x7fELF": "program",
}
_AN = frozenset({"xz", "RTF", "SQLite", "old office"})
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|br|article|section|title|meta|table|ul|li)\b[^<>]*>", re.IGNORECASE)
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,76}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*\W*Saved by\b)", re.IGNORECASE | re.MULTILINE)


def fetch(path: str | Path, name: str | None = None) -> Page:
    """The page in one file.

    ``id`` follows from the bytes, ``name`` is the path unless another is given, ``media`` what the bytes show (the
    suffix decides only where they leave it open). The date of the file is not asked: it says when the page was copied.
    Raises Refused where there is no page to use: unreadable, empty, too large, or no text at all.
    """
    path = Path(path)
    name = spoken(path) if name is None else name
    try:
        content = _bytes(path, name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Refused(f"{name}: cannot be read: {reason}") from None
    suffixes = path.suffixes[-2:] or [""]
    if content.startswith(GZIP) and suffixes[-1].lower() == ".gz":
        return made(unzipped(content, MAX_BYTES, name), name, suffix=suffixes[0])
    return made(content, name, suffix=suffixes[-1])


def made(
    content: bytes,
    name: str,
    *,
    suffix: str = "",
    url: str | None = None,
    retrieved: datetime | None = None,
    encoding: str | None = None,
    declared: Sequence[Declared] = (),
) -> Page:
    """The page that bytes are, with what their source says of them. ``suffix`` (".html") settles what the bytes leave
    open. Raises Refused where they are no page: empty, too large, no text and no format that holds one.
    """
    kind = media(content, suffix.lower())
    if len(content) > (most := limit(kind)):
        raise _too_large(name, f"{len(content) / 1e6:.0f} MB", most)
    if kind in {HTML, PLAIN}:
        _insist_on_text(content, name)
    return identified(Page("", name, kind, content, url, retrieved, encoding, tuple(declared)))


def identified(page: Page) -> Page:
    """The page with the id that follows from its bytes, its address and what is declared of it.

    The same bytes under two addresses, or with two dates, are two appearances of one text; the time of retrieval
    makes no difference.
    """
    digest = hashlib.sha256(page.content)
    if page.url or page.declared:
        said = [page.url, *([item.kind, item.text] for item in page.declared)]
        digest.update(b"\0" + json.dumps(said).encode("ascii"))
    return replace(page, id=digest.hexdigest()[:16])


def spoken(name: str | Path) -> str:
    """A name that can be written anywhere, also where the file system's is no proper text."""
    return os.fsencode(name).decode("utf-8", "replace")


def misnamed(page: Page) -> str | None:
    """What the name of a page says that it is and its bytes are not ("PDF"); None where its name promises nothing."""
    promised = WRAPPED.get(Path(page.name).suffix.lower())
    return _CALLED[promised] if promised and page.media in {HTML, PLAIN} else None


def limit(kind: str) -> int:
    """The most bytes of a page of this kind."""
    return MAX_BYTES if kind in {HTML, PLAIN} else MAX_WRAPPED


def _bytes(path: Path, name: str) -> bytes:
    """The bytes of a file, which is measured before it is read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Refused(f"{name}: not a file; give a saved page or a folder of them")
    most = limit(WRAPPED.get(path.suffix.lower(), PLAIN))
    if status.st_size <= most:
        with path.open("rb") as file:
            content = file.read(most + 1)
        if len(content) <= most:
            return content
    raise _too_large(name, f"{status.st_size / 1e6:.0f} MB" if status.st_size > most else "growing", most)


def _too_large(name: str, size: str, most: int) -> Refused:
    return Refused(f"{name}: {size}, larger than the {most / 1e6:.0f} MB a page may have; split it")


def _insist_on_text(content: bytes, name: str) -> None:
    """Refuse what is empty or no text."""
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise Refused(f"{name}: empty; save the page again")
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            article = "an" if what in _AN else "a"
            raise Refused(f"{name}: {article} {what} file; save the page as .html or .txt")
    if content.startswith(_WIDE_BOMS):
        return
    if b"\0" in content or len(content) - len(content.translate(None, _CONTROLS)) > CONTROL_SHARE * len(content):
        raise Refused(f"{name}: binary, not text; save the page as .html or .txt")


def media(content: bytes, suffix: str) -> str:
    """The content type of a page by its bytes; ``suffix`` (``.html``) settles what they leave open."""
    if b"%PDF-" in content[:1024] and (suffix == ".pdf" or content.startswith(b"%PDF-")):
        return PDF
    if content.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/document.xml" in content):
        return DOCX
    if content.startswith(_WIDE_BOMS):
        content = content.replace(b"\0", b"")
    head = content[:4096]
    block = _HEADERS.match(head.lstrip(b"\r\n").replace(b"\r\n", b"\n"))
    if block and (suffix in {".eml", ".mht", ".mhtml"} or _MIME.search(block[0])):
        return SAVED if suffix in {".mht", ".mhtml"} or _SAVED.search(block[0]) else MAIL
    if suffix in {".html", ".htm", ".xhtml"}:
        return HTML if _OPENING.search(head) or _TAG.search(content) else PLAIN
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return PLAIN
    return HTML if _OPENING.search(head) or len(_TAG.findall(head)) >= 3 else PLAIN
