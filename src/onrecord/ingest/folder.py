"""Files, folders and globs: which files the paths name, in a fixed order, and what each is called."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from onrecord.ingest.page import spoken
from onrecord.model import OnRecordError

PAGES = frozenset({".txt", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".eml"})
"""The suffixes of files that are one page each."""

_PACKED = (".txt.gz", ".html.gz", ".htm.gz")
_UNREAD = frozenset({".doc", ".rtf", ".odt"})
"""The suffixes of texts in a form that is not read: each is set aside with the reason, not passed over in silence."""

ARCHIVES = (".warc", ".warc.gz")
_KINDS = "no page (.html, .txt, .mht, .pdf, .docx, .eml) and no .warc file"


def expanded(path: str | Path) -> list[Path]:
    """The files that a path names.

    A folder gives its pages and web archives, sorted, with those of its folders, and texts of other forms, so that
    they are told to be no pages; what is hidden is passed over, and so are tables and feeds, which only a person
    can tell from other files of their kind. A pattern that no shell has expanded is expanded here. Raises
    OnRecordError where a path does not exist, cannot be listed, or holds nothing.
    """
    here = Path(path)
    try:
        if here.is_dir():
            return _folder(here)
        if os.path.lexists(here):
            return [here]
    except (OSError, ValueError) as error:
        raise OnRecordError(f"{path!s}: cannot be looked up: {error}") from None
    if glob.has_magic(str(path)):
        return _pattern(str(path))
    raise OnRecordError(f"{path}: no such file or folder; check the spelling")


def called(file: Path, given: Sequence[str | Path]) -> str:
    """What the record calls a file: its place in the folder that was given, else its name alone.

    Never the whole path: that says more of the machine than of the page.
    """
    within = [file.relative_to(root).as_posix() for root in given if file.is_relative_to(root)]
    return spoken(min((name for name in within if name != "."), key=len, default=file.name))


def _pattern(pattern: str) -> list[Path]:
    """The files that a glob names, and those of the folders that it names."""
    found: list[Path] = []
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
        here = Path(match)
        found += _walk(here) if here.is_dir() else [here]
    if not found:
        raise OnRecordError(f"nothing to read in {pattern}: no file matches this pattern")
    return found


def _folder(folder: Path) -> list[Path]:
    """The files to read in a folder; it must hold at least one."""
    found = _walk(folder)
    if not found:
        raise OnRecordError(f"nothing to read in {folder}: {_KINDS} in this folder")
    return found


def _walk(folder: Path) -> list[Path]:
    """The files to read in a folder and below, sorted; a folder that a link leads back to is entered once."""

    def tell(error: OSError) -> None:
        raise OnRecordError(f"{error.filename}: cannot be listed: {error.strerror}") from None

    found: list[Path] = []
    entered: set[tuple[int, int]] = set()
    for root, folders, names in os.walk(folder, followlinks=True, onerror=tell):
        status = Path(root).stat()
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root) / name for name in names if not name.startswith(".") and _is_read(name.lower())]
    return sorted(found, key=lambda file: file.parts)


def _is_read(name: str) -> bool:
    """Whether a folder gives a file of this name."""
    return Path(name).suffix in PAGES | _UNREAD or name.endswith((*ARCHIVES, *_PACKED))
