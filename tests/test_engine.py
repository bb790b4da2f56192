"""The build on real pages: what is kept, what is set aside, what is done again and what is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.engine import Interrupted
from onrecord.model import OnRecordError
from onrecord.store import RecordFile, SetAside

ACCUSES = """Arden accuses Belmar of breaking the Tarn Accord

LARKHAVEN, March 7, 2019 - Arden's foreign minister Orla Benning said on Thursday that Belmar had violated the
Tarn Accord. "Belmar is in breach of the accord, and we will leave it in 60 days unless it returns to
compliance," Benning said at a news conference in Larkhaven.

The accord was signed in 1994 and limits patrols on the lake. Officials in both capitals have argued about it
for months, and the talks that were planned for next week will not take place.
"""
DENIES = """Belmar rejects the charge

PORT BELMAR, March 8, 2019 - Belmar denied on Friday that it had violated the Tarn Accord. "These accusations
are baseless," foreign minister Pavel Drunov told reporters. He said that Belmar complies with the accord.

Drunov warned that his country would answer any step against it. The two governments have been at odds over
the lake since the autumn, when patrol boats met in the fog and neither of them gave way.
"""
REFERENCE = """
states:
  - {name: Arden, capital: Larkhaven, demonyms: [Ardener], source: made up}
  - {name: Belmar, capital: Port Belmar, demonyms: [Belmari], source: made up}
people:
  - name: Orla Benning
    offices: [{title: foreign minister, of: Arden, start: 2017-01-01}]
    source: made up
  - name: Pavel Drunov
    offices: [{title: foreign minister, of: Belmar, start: 2016-01-01}]
    source: made up
agreements:
  - {name: Tarn Accord, nouns: [accord], parties: [Arden, Belmar], signed: 1994-05-02, source: made up}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "accuses.txt").write_text(ACCUSES, encoding="utf-8")
    (pages / "denies.txt").write_text(DENIES, encoding="utf-8")
    return pages


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    path = tmp_path / "reference.yaml"
    path.write_text(REFERENCE, encoding="utf-8")
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "dispute.record"


def counts(record: RecordFile) -> tuple[int, int, int, int]:
    assert record.built is not None
    built = record.built
    return built.added, built.unchanged, built.again, len(built.set_aside)


def names(record: RecordFile) -> list[str]:
    return [Path(row["document"]).name for row in record.documents()]


def test_a_folder_becomes_a_record(folder: Path, reference: Path, output: Path) -> None:
    with onrecord.build(folder, output, reference=reference) as record:
        assert counts(record) == (2, 0, 0, 0)
        assert str(record.built) == "2 added"
        assert names(record) == ["accuses.txt", "denies.txt"]
        assert {row["name"] for row in record.actors()} >= {"Arden", "Belmar", "Orla Benning", "Pavel Drunov"}
        assert len(record.statements(act="ACCUSE", actor="Orla Benning")) >= 1
        assert record.complete
    with onrecord.open(output) as again:
        assert again.built is None and len(again.documents()) == 2
        assert "Tarn Accord" in again.reference and again.codebook


def test_every_span_of_every_statement_opens_on_its_words(folder: Path, reference: Path) -> None:
    record = onrecord.build(folder, reference=reference).record
    spans = 0
    for document, reading in zip(record.documents, record.readings, strict=True):
        assert reading.document == document.id
        for statement in reading.statements:
            for span in (*statement.cue, *statement.content):
                assert document.words(span)
                spans += 1
    assert spans > 4


def test_the_same_pages_again_change_nothing(folder: Path, reference: Path, output: Path) -> None:
    first = onrecord.build(folder, output, reference=reference)
    second = onrecord.build([folder], output)
    assert counts(second) == (0, 2, 0, 0)
    assert second.record == first.record
    assert second.statements() == first.statements()


def test_a_page_at_a_time_gives_the_same_record_as_all_at_once(folder: Path, reference: Path, output: Path) -> None:
    whole = onrecord.build(folder, reference=reference)
    for name in ("denies.txt", "accuses.txt"):
        grown = onrecord.build(folder / name, output, reference=reference)
    assert counts(grown) == (1, 0, 0, 0)
    assert names(grown) == names(whole)
    assert grown.record.positions == whole.record.positions
    assert grown.record.timeline == whole.record.timeline


def test_two_files_with_the_same_bytes_are_one_page(folder: Path, output: Path) -> None:
    (folder / "later-copy.txt").write_text(ACCUSES, encoding="utf-8")
    record = onrecord.build(folder, output)
    assert counts(record) == (2, 1, 0, 0)
    assert names(record) == ["accuses.txt", "denies.txt"]


def test_a_page_that_cannot_be_used_is_set_aside_and_the_rest_is_built(folder: Path, output: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.html").write_bytes(bytes(range(256)) * 40)
    (folder / "furniture.html").write_text("<html><body><nav>Home</nav></body></html>", encoding="utf-8")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    record = onrecord.build(folder, output)
    assert counts(record) == (2, 0, 0, 4)
    assert record.built is not None
    for page in record.built.set_aside:
        assert page.reason and "\n" not in page.reason
        assert not page.reason.startswith(page.name)
    assert {Path(row["document"]).name for row in record.set_aside} == {
        "empty.txt",
        "binary.html",
        "furniture.html",
        "gone.txt",
    }


def test_a_page_that_was_mended_leaves_the_list(folder: Path, output: Path) -> None:
    mended = folder / "accuses.txt"
    mended.write_bytes(b"")
    assert counts(onrecord.build(folder, output)) == (1, 0, 0, 1)
    mended.write_text(ACCUSES, encoding="utf-8")
    record = onrecord.build(folder, output)
    assert counts(record) == (1, 1, 0, 0)
    assert len(record.set_aside) == 0


def test_a_fault_inside_one_page_does_not_stop_the_build(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = sys.modules["onrecord.engine.build"]
    read = room.read

    def faulty(document, *others):  # type: ignore[no-untyped-def]
        if "denied" in document.text:
            raise RecursionError("too deep\nfor words")
        return read(document, *others)

    monkeypatch.setattr(room, "read", faulty)
    record = onrecord.build(folder, output)
    assert counts(record) == (1, 0, 0, 1)
    assert record.built is not None
    assert isinstance(record.built.set_aside[0], SetAside)
    assert record.built.set_aside[0].reason.endswith("RecursionError: too deep for words")
    monkeypatch.undo()
    assert counts(onrecord.build(folder, output)) == (1, 1, 0, 0)
    assert len(onrecord.open(output).set_aside) == 0


def test_an_interrupt_keeps_what_is_done_and_the_next_build_takes_it_up(folder: Path, output: Path) -> None:
    def interrupt(done: int, total: int, what: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        onrecord.build(folder, output, progress=interrupt)
    assert stopped.value.kept == 1
    with onrecord.open(output) as half:
        assert not half.complete and len(half.documents()) == 0
    record = onrecord.build(folder, output)
    assert counts(record) == (1, 1, 0, 0)
    assert record.complete and len(record.documents()) == 2


def test_an_interrupt_leaves_the_earlier_record_as_it_was(folder: Path, output: Path) -> None:
    before = onrecord.build(folder / "accuses.txt", output).record

    def interrupt(done: int, total: int, what: str) -> None:
        if what == "compiling":
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        onrecord.build(folder, output, progress=interrupt)
    assert stopped.value.kept == 2
    assert onrecord.open(output).record == before


def test_a_changed_reference_reads_the_kept_pages_again(folder: Path, reference: Path, output: Path) -> None:
    onrecord.build(folder, output)
    (folder / "denies.txt").unlink()
    record = onrecord.build(folder, output, reference=reference)
    assert counts(record) == (0, 0, 2, 0)
    assert names(record) == ["accuses.txt", "denies.txt"]
    assert "Orla Benning" in {row["speaker"] for row in record.statements()}
    assert counts(onrecord.build(folder, output)) == (0, 1, 0, 0)


def test_without_pages_a_record_is_compiled_again(folder: Path, reference: Path, output: Path) -> None:
    onrecord.build(folder, output)
    record = onrecord.build([], output, reference=reference)
    assert counts(record) == (0, 0, 2, 0)


def test_progress_is_told_for_every_step(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    onrecord.build(folder, progress=lambda *step: told.append(step))
    assert told == [(0, 2, "accuses.txt"), (1, 2, "denies.txt"), (0, 0, "compiling")]


def test_what_cannot_be_built_is_told_before_anything_is_written(folder: Path, output: Path) -> None:
    for paths, options in (
        ([folder / "none.txt"], {}),
        ([], {}),
        ([folder], {"reference": folder / "none.yaml"}),
        ([folder], {"codebook": folder / "none.yaml"}),
    ):
        with pytest.raises(OnRecordError) as told:
            onrecord.build(paths, output, **options)  # type: ignore[arg-type]
        assert "\n" not in str(told.value)
        assert not output.exists()


def test_a_name_that_is_no_proper_text_is_kept_readable(folder: Path, output: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (folder / name).write_text(ACCUSES + "\nMore.", encoding="utf-8")
        (folder / os.fsdecode(b"bad\xe9.txt")).touch()
    except OSError:
        pytest.skip("this file system takes only proper text")
    record = onrecord.build(folder, output)
    assert counts(record) == (3, 0, 0, 1)
    assert "caf\ufffd.txt" in names(record)
    assert Path(record.set_aside[0]["document"]).name == "bad\ufffd.txt"


def test_names_tell_the_place_in_the_folder_and_nothing_of_the_machine(
    folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "may").mkdir()
    (folder / "accuses.txt").rename(folder / "may" / "index.txt")
    (folder / "may" / "empty.txt").touch()
    for paths in ([folder], [str(folder) + "/"], [folder, folder / "may"]):
        record = onrecord.build(paths)
        assert {row["document"] for row in record.documents()} <= {"denies.txt", "index.txt", "may/index.txt"}
        assert record.built is not None
        assert record.built.set_aside[0].name in ("empty.txt", "may/empty.txt")
        assert str(folder.parent) not in record.built.set_aside[0].reason
    monkeypatch.chdir(folder)
    assert [row["document"] for row in onrecord.build(["."]).documents()] == ["denies.txt", "may/index.txt"]
    onrecord.build(folder / "may" / "index.txt", output).close()
    assert onrecord.open(output).documents()[0]["document"] == "index.txt"
    assert str(folder.parent).encode() not in output.read_bytes()
