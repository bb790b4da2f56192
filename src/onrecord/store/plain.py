"""Text made fit to be shown, compared and put out: pages are written by strangers."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]")
"""What can steer a terminal or turn the reading order of what stands around it: controls, bidi embeddings,
overrides and isolates, line separators, stray surrogates."""

_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold."""


def plain(text: str) -> str:
    """The text in one line without anything that steers what shows it."""
    return _UNSHOWN.sub("", " ".join(text.split()))


def harmless(text: str) -> str:
    """The text with its lines, what steers replaced one character for one, so that offsets still hold."""
    return _UNSHOWN.sub(lambda found: found[0] if found[0] in "\n\t" else "\ufffd", text)


def writable(text: str) -> str:
    """The text with replacement characters for what no XML file may hold."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def folded(text: str) -> str:
    """The text for comparing: compatible forms, letter case and white space made the same."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def one_line(row: Any) -> str:
    """A value as JSON on one line; what steers a terminal is escaped, so that the value stays what it is."""
    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
