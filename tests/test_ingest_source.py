"""Where pages come from: files, folders and globs, and what each file is."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ingest import sources
from onrecord.ingest.source import File
from onrecord.model import OnRecordError, Refused


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with pages, other files, hidden ones and a folder below."""
    for name in (
        "b.txt",
        "a.html",
        "c.HTM",
        "notes.rtf",
        "table.csv",
        ".hidden.txt",
        "deep/d.txt",
        ".git/e.txt",
        "deep/.f.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("Text.")
    return tmp_path


def names(found: object, under: Path) -> list[str]:
    assert all(isinstance(source, File) for source in found)  # type: ignore[attr-defined]
    return [source.path.relative_to(under).as_posix() for source in found]  # type: ignore[attr-defined]


def test_a_folder_gives_its_pages_sorted(shelf: Path) -> None:
    assert names(sources([shelf]), shelf) == ["a.html", "b.txt", "c.HTM", "deep/d.txt", "notes.rtf"]


def test_a_folder_gives_packed_pages_and_texts_that_are_set_aside(tmp_path: Path) -> None:
    for name in ("a.html.gz", "b.doc", "c.css", "d.csv", "e.odt", "f.gz"):
        (tmp_path / name).write_bytes(b"x")
    assert names(sources([tmp_path]), tmp_path) == ["a.html.gz", "b.doc", "e.odt"]


def test_what_begins_like_rich_text_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 The sluices are shut.}")
    (source,) = sources([tmp_path / "a.rtf"])
    (offer,) = source.offers()
    with pytest.raises(Refused, match=r"a\.rtf: an RTF file; save the page as \.html or \.txt"):
        offer.fetch()


def test_files_come_in_the_order_given_and_each_once(shelf: Path) -> None:
    assert names(sources([shelf / "b.txt", str(shelf / "a.html"), shelf]), shelf)[:2] == ["b.txt", "a.html"]
    assert len(list(sources([shelf, shelf, shelf / "b.txt"]))) == 5


def test_a_file_is_taken_whatever_its_suffix(shelf: Path) -> None:
    assert names(sources([shelf / "notes.rtf"]), shelf) == ["notes.rtf"]


def test_a_quoted_glob_is_expanded(shelf: Path) -> None:
    assert names(sources([f"{shelf}/*.txt"]), shelf) == ["b.txt"]
    assert names(sources([f"{shelf}/**/*.txt"]), shelf) == ["b.txt", "deep/d.txt"]
    assert names(sources([f"{shelf}/d*"]), shelf) == ["deep/d.txt"]


def test_a_file_whose_name_has_a_star_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "what[1].txt").write_text("Text.")
    assert names(sources([tmp_path / "what[1].txt"]), tmp_path) == ["what[1].txt"]


def test_a_link_that_leads_back_is_entered_once(shelf: Path) -> None:
    (shelf / "deep" / "back").symlink_to(shelf, target_is_directory=True)
    assert names(sources([shelf]), shelf) == ["a.html", "b.txt", "c.HTM", "deep/d.txt", "notes.rtf"]


@pytest.mark.parametrize("path", ["missing.txt", "missing/*.txt", "*.zip", "bad\0name"])
def test_a_path_that_leads_nowhere_is_told_at_once(shelf: Path, path: str) -> None:
    with pytest.raises(OnRecordError) as told:
        sources([shelf / "b.txt", f"{shelf}/{path}"])
    assert "\n" not in str(told.value)
    assert path in str(told.value)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="nothing to read in"):
        sources([tmp_path])


def test_a_broken_link_is_left_to_fetch(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert names(sources([tmp_path / "gone.txt"]), tmp_path) == ["gone.txt"]
