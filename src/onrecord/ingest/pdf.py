"""The text of a PDF, by PDFium in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from onrecord.ingest.limits import MAX_BYTES, MAX_PDF_PAGES, PDF_MEMORY, PDF_SECONDS
from onrecord.ingest.pdfium import TOO_LONG, UNREADABLE
from onrecord.model import Refused

_READER = Path(__file__).with_name("pdfium.py")
_HYPHEN = re.compile("[\x02\u00ad\ufffe](?:\r?\n)?")
"""How PDFium writes a hyphen at which a word was broken: the word is whole again without it."""


def text(content: bytes, name: str) -> str:
    """The text of a PDF, line by line, its pages parted by a blank line.

    Raises Refused where it has too many pages, takes too long or too much memory, is locked or damaged, or holds no
    text (a scan does not).
    """
    bounds = (MAX_PDF_PAGES, MAX_BYTES, PDF_SECONDS, PDF_MEMORY)
    command = [sys.executable, "-P", str(_READER), *map(str, bounds)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PDF_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refused(f"{name}: a PDF that takes more than {PDF_SECONDS} seconds; save the article as text") from None
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == TOO_LONG:
        raise Refused(f"{name}: {int(said):,} pages, more than the {MAX_PDF_PAGES} a PDF may have; split it")
    if done.returncode == UNREADABLE:
        locked = "locked with a password" if "assword" in said else "damaged"
        raise Refused(f"{name}: a {locked} PDF; save the article as text")
    if done.returncode:
        raise Refused(f"{name}: a PDF that breaks its reader or takes too much memory; save the article as text")
    found = _HYPHEN.sub("", done.stdout.decode("utf-8")).replace("\r\n", "\n").replace("\f", "\n\n").replace("\0", "")
    if not found.strip():
        raise Refused(f"{name}: a PDF without text (a scan?); have its text recognised first")
    return found
