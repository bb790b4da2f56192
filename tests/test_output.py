"""Files that commands write: never over the record, and one line where they cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import handmade
from onrecord.cli.app import app
from onrecord.record import Codebook
from onrecord.store import Store


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
    for output in (record.with_name("no") / "such.csv", record.with_name("x" * 300 + ".csv"), record / "in.csv"):
        done = CliRunner().invoke(app, [*asked, "-o", str(output)])
        assert done.exit_code == 1 and " cannot be written: " in done.stderr
        assert len(done.stderr.splitlines()) == 1
