"""``onrecord stories``: the same text on several pages, and what each page changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Csv, Json, Outlet, RecordPath, Since, Until
from onrecord.cli.terminal import show, warn_if_out_of_date
from onrecord.cli.views import show_view

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.record import Difference
    from onrecord.store import RecordFile


def stories(
    record: RecordPath,
    page: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One of its pages: the story, and what the others change.")
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Which pages tell the same story.

    A story is one text as it appears on one page or on many; those on most pages come first. With the NAME or id of
    one page, its story alone, and what every appearance adds, leaves out and changes against the first.
    """
    asked = {"outlet": outlet, "since": since, "until": until, "document": page}
    if page is None or as_csv or as_json:
        show_view(record, "stories", asked, as_json, as_csv)
        return
    from onrecord.store import RecordFile

    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        show(*_differences(opened, asked))


def _differences(record: RecordFile, asked: dict[str, str | None]) -> Iterator[Text]:
    """The appearances of a story, each with what it changes."""
    from rich.text import Text

    from onrecord.record import differences
    from onrecord.store.flat import edtf
    from onrecord.store.plain import plain

    for row in record.stories(**asked):
        pages = row["pages"]
        yield Text(plain(row["title"] or "without a headline"), style="bold")
        yield Text(f"{len(pages)} appearance{'' if len(pages) == 1 else 's'}, {row['statements']} statements", "dim")
        first = record.document(pages[0]["id"])
        for page in pages:
            when = edtf(page["published"]) if page["published"] else "date unknown"
            outlet = page["outlet"] or "outlet not known"
            yield Text()
            yield Text(plain(f"{page['document']}  {outlet}, {when}, {page['words']} words"), style="bold")
            if page is pages[0]:
                yield Text("  the first: the others are held against it", style="dim")
                continue
            found = differences(first, record.document(page["id"]))
            yield from (_told(difference) for difference in found)
            if not found:
                yield Text("  the same words", style="dim")


def _told(difference: Difference) -> Text:
    """One difference: a sign that says what it is without colour, and the words."""
    from rich.text import Text

    from onrecord.record import Change
    from onrecord.store.plain import plain

    signs = {Change.ADDED: "+", Change.DROPPED: "−", Change.CHANGED: "±"}
    told = Text(f"  {signs[difference.change]} ")
    for change, words in difference.words:
        words = plain(words)
        if difference.change is Change.CHANGED and change is not None:
            words = f"[−{words}−]" if change is Change.DROPPED else f"{{+{words}+}}"
        told.append(words + " ", style={None: "", Change.ADDED: "blue", Change.DROPPED: "dark_orange"}[change])
    return told
