"""Files that commands write: never over the record, and one line where they cannot be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import handmade
import test_engine
from onrecord.cli.app import app
from onrecord.record import Codebook
from onrecord.store import RecordFile, Store
from onrecord.store.unheld import NO_AGREEMENT, NO_ISSUE, NO_TABLES


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output") / "dispute.csv"  # an ending that every command writes
    store = Store.make(path)
    store.say({"codebook": Codebook.load().yaml})
    handmade.keep(store)
    store.close()
    return path


COMMANDS = (
    ("page", "--original"),
    ("report",),
    ("export", "--to", "csv"),
    ("network",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_writes_over_the_record_or_ends_in_a_traceback(record: Path, command: tuple[str, ...]) -> None:
    verb, *options = command
    asked = [verb, str(record), *([handmade.record().documents[0].name] if verb == "page" else []), *options]
    before = record.read_bytes()
    link = record.with_name("link.csv")
    link.unlink(missing_ok=True)
    link.symlink_to(record)
    for output in (record, link):
        done = CliRunner().invoke(app, [*asked, "-o", str(output)])
        assert done.exit_code == 1 and done.stderr == f"onrecord: {output} is the record itself: give another name\n"
        assert record.read_bytes() == before
    other = record.with_name("other.csv")
    Store.make(other).close()
    kept = other.read_bytes()
    done = CliRunner().invoke(app, [*asked, "-o", str(other)])
    assert done.exit_code == 1
    assert done.stderr == f"onrecord: {other} is a record: give another name, or delete it first\n"
    assert other.read_bytes() == kept
    for output in (record.with_name("no") / "such.csv", record.with_name("x" * 300 + ".csv"), record / "in.csv"):
        done = CliRunner().invoke(app, [*asked, "-o", str(output)])
        assert done.exit_code == 1 and " cannot be written: " in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (("network", "-o", "picture"), 2, "give FILE an ending"),
        (("polarisation", "--step", "3d"), 2, "--step goes with --window"),
        (("corrections", "--by", "Ana"), 1, 'nobody called "Ana" corrected this record'),
    ],
)
def test_what_cannot_be_meant_is_told(record: Path, asked: tuple[str, ...], code: int, says: str) -> None:
    done = CliRunner().invoke(app, [asked[0], str(record), *asked[1:]])
    assert done.exit_code == code and says in " ".join(done.stderr.replace("│", " ").split())
    assert code == 2 or done.stderr.count("\n") == 1


def test_a_build_that_reads_nothing_says_so(tmp_path: Path) -> None:
    page = tmp_path / "short.txt"
    page.write_text("no article", encoding="utf-8")
    done = CliRunner().invoke(app, ["build", str(page), "-o", str(tmp_path / "a.record")])
    assert done.exit_code == 1 and done.stderr == "onrecord: no page could be used; no record was made\n"
    assert "short.txt: " in done.stdout and "onrecord show" not in done.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["short.txt"]
    empty = CliRunner().invoke(app, ["build", "", "-o", str(tmp_path / "b.record")])
    assert empty.exit_code == 1 and empty.stderr.startswith("onrecord: one of the paths is empty")
    assert not (tmp_path / "b.record").exists()


def test_what_the_system_refuses_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be entered, a disk that fails: wherever a command meets it."""

    def refused(*_: object) -> bool:
        raise PermissionError(13, "Permission denied", "closed/dispute.record")

    monkeypatch.setattr(Path, "exists", refused)
    done = CliRunner().invoke(app, ["build", "-o", str(tmp_path / "a.record")])
    assert done.exit_code == 1 and done.stderr == "onrecord: closed/dispute.record: Permission denied\n"


_QUIET = """The Harbour Post, 7 March 2019

The mayor of Ostby said that the ferry to Lund was late. She told reporters that the quay had been swept.
The captain said that he had seen worse winters on the sound, and that the soup was hot.
"""


def test_where_nobody_holds_a_position_it_is_told_why(tmp_path: Path) -> None:
    """The states are unknown, then their agreement, then the codebook has no issue that is spoken of."""
    path, pages, tables, issues = (tmp_path / name for name in ("a.record", "pages", "tables.yaml", "own.yaml"))
    other, quiet = tmp_path / "b.record", tmp_path / "quiet"
    pages.mkdir()
    quiet.mkdir()
    (quiet / "quiet.txt").write_text(_QUIET, encoding="utf-8")
    (pages / "accuses.txt").write_text(test_engine.ACCUSES, encoding="utf-8")
    (pages / "denies.txt").write_text(test_engine.DENIES, encoding="utf-8")
    issues.write_text(
        "name: own\ndescription: Who sings.\npredicates:\n"
        '  - {name: sings, arguments: [actor], label: "{0} should sing", about: doing, affirm: ["sings? loudly"]}\n',
        encoding="utf-8",
    )
    for table, issue, why, record_, read in (
        (None, None, NO_TABLES, other, quiet),
        (test_engine.REFERENCE.partition("agreements:")[0], issues, NO_AGREEMENT, path, pages),
        (test_engine.REFERENCE, None, NO_ISSUE, path, pages),
    ):
        options = ["--codebook", str(issue)] if issue else []
        if table:
            tables.write_text(table, encoding="utf-8")
            options += ["--reference", str(tables)]
        built = CliRunner().invoke(app, ["build", str(read), "-o", str(record_), *options])
        assert built.exit_code == 0 and built.stdout.splitlines()[-2] == why, built.output
        shown = CliRunner().invoke(app, ["show", str(record_)]).stdout
        assert shown.partition("\nPositions ")[2].splitlines()[1] == why
        for form in ((), ("--changes",), ("--json",)):
            asked = CliRunner().invoke(app, ["positions", str(record_), *form])
            assert asked.exit_code == 0 and asked.stderr == f"{why}\n"
            assert asked.stdout == ("" if "--json" in form else "0 rows\n")


def test_what_is_told_where_nobody_holds_a_position_fits_and_leads_somewhere() -> None:
    for why in (NO_TABLES, NO_AGREEMENT, NO_ISSUE):
        assert len(why) <= 80
        guides = re.findall(r"how-to/[\w-]+", why)
        assert guides and all((Path(__file__).parents[1] / "docs" / f"{guide}.md").is_file() for guide in guides)


def test_a_filter_that_keeps_no_position_is_no_lack(record: Path) -> None:
    done = CliRunner().invoke(app, ["positions", str(record), "--issue", "preserve", "--stance", "deny"])
    assert done.stdout == "0 rows\n" and done.stderr == ""
    with RecordFile.open(record) as opened:
        assert opened.unheld() is None


def test_a_record_in_which_nobody_speaks_is_told_no_reason(tmp_path: Path) -> None:
    Store.make(tmp_path / "a.record").close()
    with RecordFile.open(tmp_path / "a.record") as opened:
        assert opened.unheld() is None
