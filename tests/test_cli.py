"""The command as a person runs it: every test here starts the real one."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

import handmade
import test_engine
from onrecord import __version__
from onrecord.cli.matrix import Matrix
from onrecord.store import RecordFile, Store, Table
from onrecord.store.grid import grid

VIEWS = ("documents", "statements", "actors", "positions", "timeline", "checks")


def run(*arguments: object, columns: int | None = None, env: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    """The command with these arguments, and what it wrote."""
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR", "PYTHONUTF8")}
    environment |= {"COLUMNS": str(columns)} if columns else {}
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment | (env or {}),
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "dispute.record"
    store = Store.make(path)
    store.put_aside("k", "empty.txt", None, "empty; save the page again")
    handmade.keep(store)
    store.close()
    return path


# ── views ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_a_table_and_json_and_csv(record: Path, view: str) -> None:
    with RecordFile.open(record) as opened:
        table: Table = getattr(opened, view)()
    for columns in (80, 200):
        shown = run(view, record, columns=columns)
        assert shown.returncode == 0 and shown.stderr == ""
        assert "\x1b" not in shown.stdout
        assert all(len(line) <= columns for line in shown.stdout.splitlines())
        assert f"\n{len(table)} rows\n" in shown.stdout
    as_json = run(view, record, "--json", columns=20)
    assert as_json.stdout == table.json()
    assert [json.loads(line) for line in as_json.stdout.split("\n") if line] == list(table)
    as_csv = run(view, record, "--csv", columns=20)
    assert as_csv.stdout == table.csv()
    assert len(list(csv.DictReader(io.StringIO(as_csv.stdout)))) == len(table)


def test_a_piped_table_has_a_sensible_width(record: Path) -> None:
    lines = run("statements", record).stdout.splitlines()
    assert max(map(len, lines)) == 120


def test_the_name_of_a_page_is_broken_behind_a_mark(tmp_path: Path) -> None:
    (tmp_path / "hawser-weekly-premiums-again.txt").write_text(test_engine.ACCUSES, encoding="utf-8")
    run("build", tmp_path, "-o", tmp_path / "x.record")
    told = run("documents", tmp_path / "x.record", columns=80).stdout.splitlines()
    assert [line.split()[0] for line in told if line.startswith(("hawser", "again"))] == [
        "hawser-weekly-premiums-",
        "again.txt",
    ]


def test_in_a_pipe_a_reason_is_one_line(tmp_path: Path) -> None:
    page = tmp_path / "a-name-that-is-rather-long-for-a-page.txt"
    page.write_bytes(b"")
    (tmp_path / "good.txt").write_text(test_engine.ACCUSES, encoding="utf-8")
    told = run("build", tmp_path, "-o", tmp_path / "x.record", columns=30).stdout.splitlines()
    assert f"  {page.name}: empty; save the page again" in told


def test_a_statement_of_a_headline_beside_the_article_says_so(record: Path) -> None:
    words = " ".join(run("statements", record, columns=200).stdout.split())
    assert words.count("(a related headline)") == len(handmade.record().documents)


def test_filters_reach_the_view(record: Path) -> None:
    asked = ("--actor", "drunov", "--act", "DENY", "--issue", "breaches", "--outlet", "courier")
    rows = run("statements", record, *asked, "--since", "2019", "--until", "2019-12", "--json").stdout
    assert [json.loads(row)["id"] for row in rows.splitlines()] == ["bb-2"]
    rows = run("checks", record, "--verdict", "differs", "--document", "herald.txt", "--json").stdout
    assert len(rows.splitlines()) == 1
    assert run("statements", record, "--kind", "mixed").stdout == "0 rows\n"


def test_the_overview_shows_what_a_person_wants_first(record: Path) -> None:
    for columns in (80, 120, 200):
        shown = run("show", record, columns=columns)
        assert shown.returncode == 0
        text = shown.stdout
        first = " ".join(text.partition("\n\n")[0].split())
        assert first == "Record of 2 documents, 6 statements (2 in related headlines) by 2 actors, published 2019-03-07"
        for wanted in (
            "herald.txt",
            "empty.txt: empty; save the page again",
            "Orla Benning",
            "A  breaches(Velmark, Tarn Accord)",
            "30 days for Velmark end",
            "8 ships",
            "2 differ, 0 agree, 0 are not covered",
        ):
            assert wanted in text, (columns, wanted)
        # The head is a sentence, and text goes unbroken into a pipe.
        assert all(len(line) <= columns for line in text.splitlines()[1:])


_CORRECTED = ("at", "by", "kind", "item", "why")


def test_a_narrow_table_has_what_is_asked_for(record: Path) -> None:
    assert run("statements", record, "--act", "ACCUSE", columns=80).stdout.split()[:5] == [
        *("date", "speaker", "act", "target", "content"),
    ]
    for view, column, row in (
        ("statements", "target", {"date": None, "speaker": "Kell", "act": "SAY", "content": "no", "target": None}),
        (
            "corrections",
            "state",
            dict.fromkeys(("at", "by", "kind", "item", "why"), "x") | {"changes": [], "state": "applied"},
        ),
    ):
        assert column not in [c.header for c in grid(Table.of(view, [row]), 80).columns]
    shown = [c.header for c in grid(Table.of("corrections", []), 80).columns]
    assert shown == ["at", "by", "kind", "item", "changes", "why"]


def test_a_timeline_says_what_has_no_day_and_so_no_line(record: Path) -> None:
    told = run("timeline", record, columns=80).stdout
    said = [json.loads(line) for line in run("statements", record, "--json").stdout.splitlines()]
    lines = [json.loads(line) for line in run("timeline", record, "--json").stdout.splitlines()]
    items = {item for line in lines for item in line["items"]}
    left = sum(one["id"] not in items and not one["parent"] and bool(one["speaker"]) for one in said)
    assert left and f"{left} statement{'s' * (left > 1)} without a day: onrecord statements" in told
    assert "without a day" not in run("timeline", record, "--kind", "deadline").stdout


def test_the_matrix_says_by_its_signs_who_affirms_and_who_denies() -> None:
    def row(by: str, issue: str, stance: str, number: int) -> dict[str, object]:
        words = f"{issue[7:-1]} {'should leave' if stance == 'affirm' else 'should stay'}"
        return {"by": by, "issue": issue, "stance": stance, "statements": number, "words": words}

    issues = [f"leaves(State {n:02})" for n in range(30)]
    rows = [row("Sarnia", issue, "affirm", 1) for issue in issues]
    rows += [row("Sarnia", issues[0], "deny", 2), row("Velmark", issues[1], "deny", 3)]
    matrix = Matrix.of(Table.of("positions", rows))
    assert matrix.issues[0] == issues[1] and matrix.actors == ("Sarnia", "Velmark")
    assert matrix.cell("Sarnia", issues[0]).plain == "±1/2"
    assert matrix.cell("Sarnia", issues[1]).plain == "+1"
    assert matrix.cell("Velmark", issues[1]).plain == "−3"
    assert matrix.cell("Velmark", issues[0]).plain == "·"
    legends = [str(part) for part in matrix.parts(80) if "leaves(" in str(part)]
    assert len(legends) == 30 and legends[-1].split() == ["AD", "leaves(State", "29)"]
    said = [str(part) for part in matrix.parts(80)]
    at = said.index("  A  leaves(State 01)")
    assert said[at + 1 : at + 3] == ["     + State 01 should leave", "     − State 01 should stay"]


# ── from pages to a report ─────────────────────────────────────────────────────────────────────────────────


def test_the_example_from_its_folder_to_its_report(tmp_path: Path) -> None:
    folder = tmp_path / "try it"
    said = run("example", folder)
    assert said.returncode == 0
    commands = [shlex.split(line) for line in said.stdout.splitlines()[1:]]
    assert [command[:2] for command in commands] == [["onrecord", "build"], ["onrecord", "show"]]
    (folder / "pages" / "empty.txt").touch()
    built = run(*commands[0][1:])
    assert built.returncode == 0 and built.stderr == "", built.stderr
    lines = built.stdout.splitlines()
    assert lines[0].endswith("added, 1 set aside") and lines[1].startswith("  empty.txt: ")
    shown = run(*commands[1][1:], columns=100)
    assert shown.returncode == 0 and "deadline" in shown.stdout and "differs" in shown.stdout
    again = run(*commands[0][1:])
    assert again.stdout.splitlines()[0].startswith("0 added, ")
    made = folder / "example.record"
    page = tmp_path / "page.html"
    assert run("report", made, "-o", page, "--title", "The strait").returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "The strait" in html and html.lstrip().lower().startswith("<!doctype html>")
    assert run("example", folder).returncode == 0
    (folder / "reference.yaml").write_text("states: []", encoding="utf-8")
    told = run("example", folder)
    assert told.returncode == 1 and "is there already" in told.stderr


def many_pages(folder: Path) -> None:
    for number in range(80):
        (folder / f"{number:03}.txt").write_text(f"Page {number}\n\n{test_engine.ACCUSES}", encoding="utf-8")


def start_build(folder: Path, made: Path) -> subprocess.Popen[str]:
    """A build at work, some of its pages kept already."""
    command = [sys.executable, "-m", "onrecord", "build", str(folder), "-o", str(made)]
    # A shell may start its background jobs deaf to SIGINT, and a child inherits that.
    hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    build = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hearing)
    for _ in range(1200):
        time.sleep(0.05)
        if build.poll() is not None or kept(made) >= 3:
            break
    assert build.poll() is None, build.communicate()
    return build


def kept(made: Path) -> int:
    try:
        with sqlite3.connect(f"file:{made}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM pages").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_broken_off_is_taken_up_again(tmp_path: Path, how: signal.Signals) -> None:
    folder, made = tmp_path / "pages", tmp_path / "dispute.record"
    folder.mkdir()
    many_pages(folder)
    build = start_build(folder, made)
    build.send_signal(how)
    _, told = build.communicate(timeout=300)
    number = kept(made)
    assert 3 <= number < 80
    if how is signal.SIGINT:
        assert build.returncode == 130
        assert told == f"onrecord: interrupted: {number} pages are kept; run the same command again\n"
    shown = run("show", made)
    assert shown.returncode == 0 and "did not finish" in shown.stderr
    again = run("build", folder, "-o", made)
    assert again.stdout.splitlines()[0] == f"{80 - number} added, {number} unchanged"
    assert run("show", made).stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_alone(tmp_path: Path) -> None:
    import pty

    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(test_engine.ACCUSES, encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "build", str(folder), "-o", str(tmp_path / "x.record")]
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color"}
    build = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    told = b""
    with contextlib.suppress(OSError):  # this is how a pseudo-terminal says that it is at its end
        while more := os.read(ours, 65536):  # while it is told: a pseudo-terminal holds little, and then waits
            told += more
    os.close(ours)
    printed, _ = build.communicate(timeout=300)
    assert build.returncode == 0
    assert b"compiling" in told and b"Traceback" not in told
    assert printed.startswith(b"1 added\n") and b"\x1b" not in printed


# ── what a person is told ──────────────────────────────────────────────────────────────────────────────────


def test_what_cannot_be_done_is_told_in_one_line(record: Path, tmp_path: Path) -> None:
    for arguments in (
        ("statements", record, "--actor", "nobody of this name"),
        ("statements", tmp_path / "none.record"),
        ("show", tmp_path),
        ("report", record, "-o", tmp_path / "no" / "page.html"),
        ("report", record, "-o", record),
        ("build", tmp_path / "none.txt", "-o", tmp_path / "new.record"),
        ("build", Path(__file__).parent, "-o", Path(__file__)),
    ):
        told = run(*arguments)
        assert told.returncode == 1, arguments
        assert told.stdout == ""
        assert told.stderr.startswith("onrecord: ") and told.stderr.count("\n") == 1, told.stderr
    assert not (tmp_path / "new.record").exists()


def test_bad_usage_ends_with_two(record: Path, tmp_path: Path) -> None:
    for arguments in (
        ("statements",),
        ("statements", record, "--json", "--csv"),
        ("statements", record, "--nosuch"),
        ("nosuch",),
        ("build", "-o", tmp_path / "new.record"),
        ("build", tmp_path, "-o", tmp_path / "new.record", "--columns", "nonsense"),
        ("statements", record, "--act", "ACUSE"),
        ("statements", record, "--since", "foo"),
        ("timeline", record, "--since", "2019", "--until", "2018"),
    ):
        told = run(*arguments)
        assert told.returncode == 2, arguments
        assert told.stderr.startswith("onrecord: ") and told.stderr.count("\n") == 1, told.stderr
    assert run("statements").stderr == "onrecord: missing argument 'RECORD'; see onrecord statements --help\n"


def test_what_is_no_statement_has_no_exchange(record: Path) -> None:
    told = run("answers", record, "--exchange", "0-0")
    assert told.returncode == 1 and told.stderr.startswith('onrecord: no statement "0-0" in this record')


def test_interrupted_before_it_begins_a_command_ends_in_a_line() -> None:
    code = (
        "import sys, types\n"
        "from onrecord.cli import main\n"
        "def app(**_): raise KeyboardInterrupt\n"
        "sys.modules['onrecord.cli.app'] = types.SimpleNamespace(app=app)\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (130, "onrecord: interrupted\n")


def test_a_reader_that_has_had_enough_is_no_fault(record: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "statements", str(record), "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, timeout=300, check=False)
    os.close(writer)
    assert done.stderr == b""


def test_the_locale_does_not_matter(record: Path) -> None:
    shown = run("statements", record, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert "“Velmark has breached the Tarn Accord,”" in shown.stdout


def test_colour_only_where_it_is_wanted(record: Path) -> None:
    assert "\x1b[" in run("show", record, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).stdout
    plain = run("show", record, env={"NO_COLOR": "1"}).stdout
    assert "\x1b[" not in plain


def test_a_name_in_an_error_does_not_steer_the_terminal(tmp_path: Path) -> None:
    told = run("show", tmp_path / "\x1b[31mred\u202e.record")
    assert told.returncode == 1
    assert "\x1b" not in told.stderr and "\u202e" not in told.stderr


def test_version_and_views_start_without_the_heavy_rooms(record: Path) -> None:
    assert run("--version").stdout == f"onrecord {__version__}\n"
    code = (
        "import sys; sys.argv = ['onrecord', *sys.argv[1:]]\n"
        "from onrecord.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'trafilatura', 'py3langid', 'pandas', 'numpy', 'onrecord.engine', 'onrecord.ingest'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    for arguments in (["--version"], ["--help"], ["statements", str(record)], ["show", str(record)]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=300, check=False
        )
        assert done.stderr == "[]\n", (arguments, done.stderr)


def test_every_command_explains_itself() -> None:
    for command in ("", *VIEWS, "build", "show", "report", "example"):
        shown = run(*([command] if command else []), "--help")
        assert shown.returncode == 0 and "Usage: onrecord" in shown.stdout
