"""Where pages come from: files, folders and globs, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.model import OnRecordError

SUFFIXES = frozenset({".txt", ".html", ".htm"})
_KINDS = "no .txt, .html or .htm file"


def sources(paths: Sequence[str | Path]) -> Iterator[Path]:
    """The files that the paths name, each once, in the order of the paths.

    A folder gives its ``.txt``, ``.html`` and ``.htm`` files, sorted, with those of its folders; what is hidden
    is passed over. A pattern that no shell has expanded is expanded here. Everything is looked up before the
    first file is handed out, so that a misspelt path is told at once: OnRecordError where a path does not
    exist, cannot be listed, or holds nothing to read.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _expand(path):
            found.setdefault(os.path.realpath(file), file)
    return iter(found.values())


def _expand(path: str | Path) -> list[Path]:
    """The files of one path."""
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


def _pattern(pattern: str) -> list[Path]:
    """The files that a glob names, and those of the folders that it names."""
    files: list[Path] = []
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
        here = Path(match)
        files += _walk(here) if here.is_dir() else [here]
    if not files:
        raise OnRecordError(f"nothing to read in {pattern}: no file matches this pattern")
    return files


def _folder(folder: Path) -> list[Path]:
    """The pages in a folder; it must hold at least one."""
    files = _walk(folder)
    if not files:
        raise OnRecordError(f"nothing to read in {folder}: {_KINDS} in this folder")
    return files


def _walk(folder: Path) -> list[Path]:
    """The pages in a folder and below, sorted; a folder that a link leads back to is entered once."""

    def tell(error: OSError) -> None:
        raise OnRecordError(f"{error.filename}: cannot be listed: {error.strerror}") from None

    files: list[Path] = []
    entered: set[tuple[int, int]] = set()
    for root, folders, names in os.walk(folder, followlinks=True, onerror=tell):
        status = Path(root).stat()
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [
            Path(root) / name for name in names if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    return sorted(files, key=lambda file: file.parts)
