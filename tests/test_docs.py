"""What is written for people is true: commands, options, tables, fields and links, and every block that can be run."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import MISSING, dataclass, fields
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest
import typer.main

import onrecord
from onrecord import model
from onrecord.cli.app import app
from onrecord.export import FORMATS
from onrecord.record import Codebook
from onrecord.record.issues import codebook
from onrecord.reference import rows as reference_rows
from onrecord.reference.loader import NAMES
from onrecord.store import COLUMNS, schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BENCH = ROOT / "bench"
FIGURES = sorted((BENCH / "figures").glob("*.md"))
WRITTEN = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(DOCS.rglob("*.md")),
    BENCH / "README.md",
    *FIGURES,
]
EXAMPLE = Path(onrecord.__file__).parent / "example"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


# ── blocks that can be run ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it stands for (``title``), its text."""

    language: str
    title: str | None
    text: str


_FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[Block]:
    return [Block(language, title or None, body) for language, title, body in _FENCE.findall(text)]


RUN = [page for page in WRITTEN if any(b.language in ("shell", "python") for b in blocks(page.read_text("utf-8")))]
FROM_NOTHING = ("README.md", "docs/tutorial.md")
"""These start in an empty folder; any other page in one with the example's pages and a record of them."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "example"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    onrecord.build(folder / "pages", folder / "dispute.record", reference=folder / "reference.yaml").close()
    return folder


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_what_a_page_shows_can_be_run(
    page: Path, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    folder = tmp_path / "here"
    if name_of(page) in FROM_NOTHING:
        folder.mkdir()
    else:
        shutil.copytree(example, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "88")
    printed = ""
    names: dict[str, Any] = {}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "shell":
            printed = in_shell(block.text)
        elif block.language == "python":
            with redirect_stdout(io.StringIO()) as out:
                exec(compile(block.text, name_of(page), "exec"), names)
            printed = out.getvalue()
        elif block.language == "diff" and block.title:
            edit(folder / block.title, block.text)
        elif block.title:
            (folder / block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "text":
            shows(printed, block.text)


def in_shell(script: str) -> str:
    """What a block prints, run by bash with this environment's commands; it must succeed."""
    drop = ("FORCE_COLOR", "PYTHONUTF8")
    environment = {name: value for name, value in os.environ.items() if name not in drop}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def edit(file: Path, diff: str) -> None:
    """Does to a file what a person does who reads the diff."""
    lines = diff.splitlines()
    before = "\n".join(line[1:] for line in lines if line[:1] in " -")
    after = "\n".join(line[1:] for line in lines if line[:1] in " +")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} does not hold exactly once:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def shows(printed: str, shown: str) -> None:
    """The lines shown stand in what was printed, in their order; an ellipsis stands for anything."""
    rest = [" ".join(line.split()) for line in printed.splitlines()]
    for line in shown.splitlines():
        pattern = re.compile(".*".join(re.escape(" ".join(part.split())) for part in line.split("…")))
        at = next((place for place, one in enumerate(rest) if pattern.search(one)), None)
        assert at is not None, f"the page shows\n  {line}\nand this was printed:\n{printed}"
        rest = rest[at + 1 :]


# ── commands ───────────────────────────────────────────────────────────────────────────────────────────────


def sections(text: str, mark: str) -> dict[str, str]:
    """What stands below each heading of a level, up to the next of that level or above."""
    parts = re.split(rf"^(#{{1,{len(mark)}}}) (.+)$", text, flags=re.MULTILINE)
    return {
        title: body for level, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True) if level == mark
    }


def first_cells(text: str) -> list[str]:
    """The first cell of every row of the tables in a text, without heads."""
    found = re.findall(r"^\| (.+?) \|", text, flags=re.MULTILINE)
    return [cell for cell in found if cell.startswith(("`", "0", "1", "2"))]


def verbs(group: Any) -> Iterator[tuple[str, Any]]:
    """Every command, those of a group under both names: "reference show"."""
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from ((f"{name} {inner}", command) for inner, command in verbs(one))
        else:
            yield name, one


def test_every_command_and_option_is_documented_and_no_other() -> None:
    page = text_of("docs/reference/cli.md")
    told = {
        title.removeprefix("onrecord "): body for title, body in sections(page, "##").items() if "onrecord" in title
    }
    commands = dict(verbs(typer.main.get_command(app)))
    assert set(told) == set(commands)
    for name, one in commands.items():
        real = {option for param in one.params for option in param.opts if option.startswith("-")} - {"--help", "-h"}
        listed = [set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", cell)) for cell in first_cells(told[name])]
        assert set().union(*listed) == real, name
        usage = told[name].split("\n\n")[1]
        for param in one.params:
            if param.opts[0].startswith("-") and "--help" not in param.opts:
                assert any(option in usage for option in param.opts), (name, param.opts)
            elif not param.opts[0].startswith("-"):
                assert (param.metavar or "").strip("{}[].") in usage, (name, param.metavar)


def test_every_format_is_documented_with_its_ending_and_what_it_needs() -> None:
    page = text_of("docs/how-to/export.md")
    told = dict(re.findall(r"^\| `(\w+)` \| `(\.\w+)`", page, flags=re.MULTILINE))
    assert told == {one.name: one.ending for one in FORMATS.values()}
    for one in FORMATS.values():
        assert one.extra is None or f"onrecord[{one.extra}]" in page, one.name


def test_the_options_before_a_command_are_documented() -> None:
    command: Any = typer.main.get_command(app)
    head = text_of("docs/reference/cli.md").partition("## ")[0]
    for param in command.params:
        assert any(f"`{option}`" in head for option in param.opts), param.opts


def test_the_readme_names_every_view() -> None:
    readme = text_of("README.md")
    options = {"changes": "positions --changes", "contrasts": "outlets"}
    for view in ("show", *(name for name in COLUMNS if name != "set_aside"), "report"):
        assert f"| `onrecord {options.get(view, view)}` |" in readme


# ── tables and fields ──────────────────────────────────────────────────────────────────────────────────────


def names_in(text: str) -> list[str]:
    """The names that the first cells of the first table of a text hold."""
    table = re.search(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [cell.strip("`") for cell in first_cells(table[0])] if table else []


def test_every_table_and_column_of_a_record_is_documented() -> None:
    told = sections(text_of("docs/reference/record-file.md"), "###")
    documented = {title.strip("`"): names_in(body) for title, body in told.items()}
    real = {name: [column.name for column in table.columns] for name, table in schema.metadata.tables.items()}
    assert documented == real


def test_every_line_of_meta_is_documented(example: Path) -> None:
    told = sections(text_of("docs/reference/record-file.md"), "###")["`meta`"]
    keys = {cell.strip("`") for cell in first_cells(told)} - {"key", "value"}
    record = sqlite3.connect(example / "dispute.record")
    assert keys == {key for (key,) in record.execute("SELECT key FROM meta")}
    record.close()


def test_every_field_of_the_views_is_documented_and_printed(example: Path, tmp_path: Path) -> None:
    page = sections(text_of("docs/reference/json.md"), "##")
    documented = {title.strip("`"): names_in(body) for title, body in page.items()}
    assert documented == {view: list(columns) for view, columns in COLUMNS.items()}
    corrected = Path(shutil.copy(example / "dispute.record", tmp_path))
    with onrecord.open(corrected) as record:
        record.correct(record.statements()[0]["id"], act="SAY", by="A reader", why="to see it in the log")
        for view, names in documented.items():
            table = record.set_aside if view == "set_aside" else getattr(record, view)()
            printed = [json.loads(line) for line in table.json().splitlines()]
            assert printed or view in ("set_aside", "changes")  # nobody in the example takes the other side
            assert all(list(row) == names for row in printed)
            nested = dict(re.findall(r"^\| `(\w+)` \| .*`\[\{(.*?)\}\]`", page[f"`{view}`"], flags=re.MULTILINE))
            for field, inside in nested.items():
                kept = next((row[field] for row in printed if row[field]), None)
                assert kept or field in ("credits", "merged"), field  # nobody is credited or spelled twice there
                assert not kept or list(kept[0]) == inside.split(", "), field


def typed(row: type[Any]) -> dict[str, bool]:
    """The fields of a row, and whether each is required."""
    return {f.name: f.default is MISSING and f.default_factory is MISSING for f in fields(row)}


def told_fields(table: str) -> dict[str, bool]:
    """The same as a page tells it."""
    cells = re.findall(r"^\| `(\w+)` \| (.+?) \|", table, flags=re.MULTILINE)
    return {name: "required" in kind for name, kind in cells}


def test_every_field_of_a_reference_file_is_documented() -> None:
    page = sections(text_of("docs/reference/reference-file.md"), "###")
    assert [title.strip("`") for title in page] == list(NAMES)
    types = {
        "states": [reference_rows.StateRow, reference_rows.FormerRow],
        "organisations": [reference_rows.OrganisationRow, reference_rows.MemberRow],
        "people": [reference_rows.PersonRow, reference_rows.OfficeRow],
        "agreements": [reference_rows.AgreementRow, reference_rows.WithdrawalRow, reference_rows.ProvisionRow],
        "events": [reference_rows.EventRow],
        "weapons": [reference_rows.WeaponRow],
        "places": [reference_rows.PlaceRow],
        "contests": [reference_rows.ContestRow, reference_rows.CandidateRow],
    }
    for title, body in page.items():
        tables = re.findall(r"(?:^\|.*\n)+", body, flags=re.MULTILINE)
        assert [told_fields(table) for table in tables] == [typed(row) for row in types[title.strip("`")]], title


def test_every_field_and_predicate_of_a_codebook_is_documented() -> None:
    page = sections(text_of("docs/reference/codebook.md"), "##")
    assert names_in(text_of("docs/reference/codebook.md")) == ["name", "description", "predicates"]
    assert names_in(page["Predicates"]) == [f.name for f in fields(codebook.Predicate)]
    shipped = [f"{p.name}({', '.join(p.arguments)})" for p in Codebook.load().predicates]
    assert names_in(page["The shipped codebook"]) == shipped


def test_every_name_of_the_python_interface_is_documented() -> None:
    page = text_of("docs/reference/python.md") + text_of("docs/reference/model.md")
    shown = set(re.findall(r"^::: (\S+)$|^### `(\S+)`$|heading: ([\w.]+)", page, flags=re.MULTILINE))
    names = {name for found in shown for name in found if name}
    assert {f"onrecord.model.{name}" for name in model.__all__} <= names | {"onrecord.model.OnRecordError"}
    assert {f"onrecord.{name}" for name in onrecord.__all__} <= names | {"onrecord.__version__", "onrecord.model"}


def test_every_value_of_the_model_is_documented() -> None:
    page = text_of("docs/reference/model.md")
    told = dict(re.findall(r"^::: onrecord\.model\.(\w+)\n\nValues: (.+)\.$", page, flags=re.MULTILINE))
    kinds = {name: one for name in model.__all__ if isinstance(one := getattr(model, name), EnumType)}
    assert {name: re.findall(r"`(.+?)`", values) for name, values in told.items()} == {
        name: [str(value) for value in one] for name, one in kinds.items()
    }


# ── the project ────────────────────────────────────────────────────────────────────────────────────────────


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            yield target


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), target
        if anchor and there.suffix == ".md" and not anchor.startswith("onrecord."):
            titles = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), flags=re.MULTILINE)
            slugs = {re.sub(r"[^\w\s-]", "", title).strip().lower().replace(" ", "-") for title in titles}
            assert anchor in slugs, target


def test_no_page_is_left_out_of_the_site() -> None:
    config = text_of("mkdocs.yml")
    for page in DOCS.rglob("*.md"):
        assert f": {page.relative_to(DOCS).as_posix()}\n" in config


def test_every_page_of_figures_is_in_the_index_and_its_commands_are_there() -> None:
    index = BENCH / "README.md"
    assert sorted(index.parent / target for target in links(index) if target.startswith("figures/")) == FIGURES
    for page in (index, *FIGURES):
        for module in re.findall(r"python -m ((?:bench|train)\.\w+)", page.read_text(encoding="utf-8")):
            assert (ROOT / f"{module.replace('.', '/')}.py").exists(), (page, module)


def test_the_rooms_are_those_that_there_are() -> None:
    layers = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [layer.removeprefix("onrecord.") for layer in layers]
    told = sections(text_of("CONTRIBUTING.md"), "##")["The house"]
    assert names_in(told) == rooms
    assert "  >  ".join(rooms) in text_of("README.md")
    source = ROOT / "src" / "onrecord"
    there = {folder.name for folder in source.iterdir() if (folder / "__init__.py").exists()}
    assert there - {"example"} == set(rooms)


def test_what_is_made_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), flags=re.MULTILINE))
    for page in WRITTEN:
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", text, flags=re.MULTILINE))
        assert named <= targets, page


def test_the_version_is_told() -> None:
    assert f"OnRecord {onrecord.__version__}" in text_of("README.md")
    assert f"\n## {onrecord.__version__}\n" in text_of("CHANGELOG.md")


def test_the_picture_is_a_picture_of_reasonable_size() -> None:
    picture = (DOCS / "images" / "report.png").read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) <= 300_000
