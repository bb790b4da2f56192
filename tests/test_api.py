"""What a person imports: ``import onrecord`` and the names on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord


def test_the_names_are_there() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None, name
        assert name in dir(onrecord)
    assert onrecord.model.Act.ACCUSE == "ACCUSE"
    assert issubclass(onrecord.model.Refused, onrecord.OnRecordError)


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        onrecord.biuld  # type: ignore[attr-defined]  # noqa: B018


def test_importing_enters_no_room() -> None:
    code = "import sys, onrecord; print([m for m in sys.modules if m.startswith('onrecord.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.strip() == "['onrecord._version']"


def test_the_use_that_the_docstring_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    example = Path(onrecord.__file__).parent / "example"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").symlink_to(example / "pages")
    assert onrecord.__doc__ is not None
    lines = [line[4:] for line in onrecord.__doc__.splitlines() if line.startswith("    ")]
    exec("\n".join(lines), {})
    assert (tmp_path / "dispute.record").exists()


def test_the_example_has_everything_that_a_record_shows() -> None:
    example = Path(onrecord.__file__).parent / "example"
    record = onrecord.build(example / "pages", reference=example / "reference.yaml")
    assert record.built is not None and not record.built.set_aside
    assert len(record.documents()) >= 6
    for kind in ("direct", "indirect", "mixed"):
        assert record.statements(kind=kind), kind
    for act in ("ACCUSE", "DENY", "THREATEN"):
        assert record.statements(act=act), act
    assert any(row["parent"] for row in record.statements())
    assert record.positions(stance="affirm") and record.positions(stance="deny")
    assert record.timeline(kind="deadline")
    assert record.checks(verdict="differs") and record.checks(verdict="agrees")
    assert any(row["rejected"] for row in record.documents())
    text = {row["id"]: row["text"] for row in record.documents()}
    for row in record.statements():
        if row["line"] is None:
            shown = " ".join(text[row["document_id"]][start:end] for start, end in row["spans"]["content"])
            assert " ".join(shown.split()) == row["content"]
