"""How much is taken from a file of codings, each bound with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from onrecord.model import OnRecordError

MAX_DATABASE: Final = 2_000_000_000
"""The largest ``.dna`` file in bytes: a hundred thousand articles have some 500 MB of text."""

MAX_FILE: Final = 100_000_000
"""The largest CSV or JSON file in bytes: it is held in memory, a coding takes about 500 bytes."""

MAX_YAML: Final = 5_000_000
"""The largest YAML file in bytes: one of so many takes half a minute to parse."""

MAX_CODINGS: Final = 200_000
"""The most codings of a file: years of several coders; a large project has some 20,000."""

MAX_TEXTS: Final = 200_000
"""The most texts of a file."""

MAX_CHARS: Final = 2_000_000
"""The longest text, in characters: longer than a book."""

MAX_VALUE: Final = 20_000
"""The longest quotation or note, in characters: ten pages of print."""

MAX_NAME: Final = 500
"""The longest name of a person, body or concept, in characters."""

SECONDS: Final = 120
"""How long one question to a foreign database may take."""


def contents(path: Path, most: int = MAX_FILE) -> bytes:
    """The bytes of a file. Raises OnRecordError where it cannot be read, is empty, or is larger than ``most``."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise OnRecordError(f"{path} is a folder: give a file of codings")
        if size > most:
            raise OnRecordError(f"{path} has {size:,} bytes: at most {most:,} are read")
        data = path.read_bytes() if size else b""
    except OSError as error:
        raise unreadable(path, error) from None
    if not data.strip():
        raise OnRecordError(f"{path} is empty")
    return data


def unreadable(path: Path, error: OSError) -> OnRecordError:
    """What a person is told of a file that cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return OnRecordError(f"{path}: no such file; check the spelling")
    return OnRecordError(f"{path}: cannot be read: {error.strerror or error}")


def words(data: bytes, path: Path) -> str:
    """Bytes as text, in UTF-8 or, with its mark, UTF-16. Raises OnRecordError for any other."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise OnRecordError(f"{path} is not in UTF-8 (byte {error.start}): save it as UTF-8") from None
    if "\0" in text:
        raise OnRecordError(f"{path} is no text: it holds null characters")
    return text
