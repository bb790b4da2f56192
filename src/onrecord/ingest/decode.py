"""From bytes to characters: which encoding, and nothing changed but the ends of lines."""

from __future__ import annotations

import codecs
import re

from onrecord.ingest.page import HTML
from onrecord.model import Page, Refused

_BOMS = (  # the longer ones first: UTF-32 little-endian starts like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_AS_BROWSERS_DO = {"ascii", "iso8859-1"}
_NEVER = {
    *("utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    *("idna", "punycode", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"),
}
_SAMPLE = 65_536
# A capital straight after a small letter ("donÕt") is what Mac bytes look like when they are read as Windows'.
_MISREAD = re.compile("[a-z][À-ÖØ-Þ][a-z\\s]|[\x80-\x9f]")
_ASCII = bytes(range(128))
_MOST_FOREIGN = 0.25
"""The share of bytes beyond ASCII above which a page is in no English: its encoding needs a closer look."""
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


def decode(page: Page) -> str:
    """The characters of a page, with every end of line as one line feed and all else as it was.

    A byte order mark decides; else UTF-8 where the bytes are that; else what the page's source declares, then the page
    itself; else Windows-1252, the usual one of English pages, where the result looks like words; else what
    charset-normalizer finds. Raises Refused where no encoding fits.
    """
    text = _characters(page)
    if text is None or _IMPOSSIBLE.search(text):
        raise Refused(f"{page.name}: its encoding cannot be told; save the page again as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(page: Page) -> str | None:
    """The decoded text, or None where no encoding fits."""
    content = page.content
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content[len(bom) :], encoding)
    text = _strictly(content, "utf-8")
    if text is None and page.encoding:
        text = _strictly(content, known(page.encoding))
    if text is None and page.media == HTML:
        text = _strictly(content, declared(content))
    if text is None:
        text = _strictly(content, "cp1252")
        foreign = len(content.translate(None, _ASCII)) > _MOST_FOREIGN * len(content)
        if text is not None and (foreign or _MISREAD.search(text)):
            text = _strictly(content, _detected(content)) or text
    return text if text is not None else _strictly(content, _detected(content))


def _strictly(content: bytes, encoding: str | None) -> str | None:
    """The text if every byte fits the encoding, else None."""
    try:
        return content.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None


def declared(content: bytes) -> str | None:
    """The encoding that an HTML page declares, if Python knows it; Latin-1 means Windows-1252, as in browsers."""
    match = _DECLARED.search(content[:4096])
    if match is None:
        return None
    return known(match[1].decode("ascii", "replace"))


def known(encoding: str) -> str | None:
    """An encoding by the name that Python has for it, or None where it has none or the name cannot be true."""
    try:
        name = codecs.lookup(encoding.strip("\"' ")).name
        "".encode(name)
    except (LookupError, ValueError):  # codecs that are none of text (hex, zip) end here too
        return None
    if name in _NEVER:  # the declaration itself could be read as ASCII, so it is not true
        return None
    return "cp1252" if name in _AS_BROWSERS_DO else name


def _detected(content: bytes) -> str | None:
    """What charset-normalizer takes the bytes for; it is given the part around the first byte beyond ASCII."""
    from charset_normalizer import from_bytes  # slow to load, and seldom needed

    first = next((i for i in range(0, len(content), _SAMPLE) if not content[i : i + _SAMPLE].isascii()), 0)
    best = from_bytes(content[first : first + _SAMPLE]).best()
    return best.encoding if best else None
