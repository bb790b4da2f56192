"""``onrecord codebook``: issues of one's own, written, checked, tried and proposed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import RecordPath
from onrecord.cli.output import writing
from onrecord.cli.terminal import put_exact, say, show, warn_if_out_of_date
from onrecord.model import OnRecordError

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.record.proposal import Proposal

codebook = typer.Typer(no_args_is_help=True, help="The issues of a dispute: write your own, check and try them.")
File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A codebook (YAML).")]
Own = Annotated[
    Path | None,
    typer.Option(
        "--reference", metavar="FILE", exists=True, dir_okay=False, help="The names in the examples (YAML tables)."
    ),
]


@codebook.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called: letters, digits, hyphens.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; else NAME.yaml here.")
    ] = None,
    treaty: Annotated[
        bool, typer.Option("--treaty", help="Begin from the codebook that comes along, with all its issues.")
    ] = False,
) -> None:
    """Writes a codebook to begin with.

    A file with one issue, explained; with --treaty a copy of the one that comes along.
    """
    if not re.fullmatch(r"[A-Za-z][\w-]*", name):
        raise typer.BadParameter(f"{name!r} is no name: letters, digits and hyphens, a letter first", param_hint="NAME")
    file = output or Path(f"{name}.yaml")
    shipped = resources.files("onrecord.record") / "codebooks" / ("treaty.yaml" if treaty else "new.yaml")
    text = re.sub(r"^name: .*$", f"name: {name}", shipped.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    with writing(file):
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(text)
        except FileExistsError:
            raise OnRecordError(f"{file} is there already: give another NAME, or --output") from None
    put_exact(f"{file}\n")
    say(f"Change it, then: onrecord codebook test {file}")


@codebook.command("check")
def check(file: File) -> None:
    """Whether a codebook can be used, and what it still lacks.

    What makes it unusable is told in one line, with exit status 1; what it lacks (examples, opposites) is told too.
    """
    from onrecord.record.issues.codebook import Codebook
    from onrecord.record.trial import flaws

    read = Codebook.load(file)
    found = list(flaws(read))
    put_exact("".join(f"{file}: {flaw}\n" for flaw in found))
    number = len(read.predicates)
    put_exact(f"{file}: {number} issue{'' if number == 1 else 's'}, can be used\n")


@codebook.command("test")
def test(file: File, reference: Own = None) -> None:
    """Tries a codebook on its examples and counter-examples.

    Their names are looked up in the tables that come along and in those of the bundled example, or in --reference.
    Exit status 1 where a sentence does not show what it should.
    """
    import onrecord.example
    from onrecord.reading import RuleReader
    from onrecord.record.issues.codebook import Codebook
    from onrecord.record.trial import trials
    from onrecord.reference import Reference

    tables = Reference.load(reference or Path(onrecord.example.__file__).parent / "reference.yaml")
    every = list(trials(Codebook.load(file), RuleReader(tables), tables))
    wrong = [one for one in every if not one.right]
    put_exact("".join(f"{file}: {one}\n" for one in wrong))
    put_exact(f"{file}: {len(every) - len(wrong)} of {len(every)} sentences show what they should\n")
    if wrong:
        if reference is None:
            say("names of your own dispute are known by its tables alone: give them, --reference FILE")
        raise typer.Exit(1)


@codebook.command("propose")
def propose(
    record: RecordPath,
    least: Annotated[int, typer.Option(metavar="NUMBER", min=2, help="Groups of at least so many statements.")] = 2,
    most: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="At most so many groups.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line: every group whole.")] = False,
) -> None:
    """What statements speak of that no issue covers.

    They are grouped by the words that they share, names left out: the largest group first, each with its most typical
    wordings and the words that mark it. Needs scikit-learn (onrecord[propose]).
    """
    from onrecord.record.proposal import Uncovered, proposals
    from onrecord.store import RecordFile

    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        rows = [row for row in opened.statements(once=True) if not row["positions"] and row["where"] != "related"]
        names = [form for actor in opened.actors() for form in (actor["name"], *actor["forms"])]
    said = [Uncovered(row["id"], row["content"], row["act"], row["speaker"]) for row in rows]
    found = proposals(said, names, least)[:most]
    if as_json:
        put_exact("".join(f"{json.dumps(_whole(group), ensure_ascii=False)}\n" for group in found))
    else:
        show(*_told(found, len(said)))


def _whole(group: Proposal) -> dict[str, object]:
    every = [{"id": s.id, "speaker": s.speaker, "act": s.act, "words": s.words} for s in group.statements]
    return {"marks": list(group.marks), "statements": every}


def _told(found: tuple[Proposal, ...], uncovered: int) -> Iterator[Text]:
    from rich.text import Text

    from onrecord.store.plain import plain

    for group in found:
        yield Text(plain(f"{len(group.statements)} statements: {', '.join(group.marks)}"), style="bold")
        for one in group.typical:
            yield Text(plain(f"  {one.speaker or 'unknown'} ({one.act}): {one.words}"))
        yield Text()
    grouped = sum(len(group.statements) for group in found)
    yield Text(f"{grouped} of {uncovered} statements without a position are in {len(found)} groups", style="dim")
