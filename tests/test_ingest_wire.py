"""Wire facts: agency, dateline, authors, credits and notes, each with where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import extract
from onrecord.model import CreditRole, Document, LineKind, Named, NoteKind, Page, PartKind, Wire

TITLE = "Lake treaty to lapse in spring, says Kell"
BODY = (
    "The lake treaty will lapse in spring unless Orvia opens its sluices, Foreign Minister Ada Kell said on Monday.",
    "“We have waited for two winters,” Kell told reporters in Tolm. “There will be no third.”",
    "Orvia denied that the sluices were shut and called the deadline “theatre”.",
    "The two states signed the treaty in 1994.",
)


def read(*paragraphs: str) -> Document:
    return extract(Page("0" * 16, "page.txt", "text/plain", "\n\n".join(paragraphs).encode("utf-8")))


def everything(wire: Wire) -> list[Named]:
    one = [found for found in (wire.agency, wire.dated) if found]
    notes = [Named(note.text, note.span) for note in wire.notes]
    return [*one, *wire.places, *wire.authors, *(credit.by for credit in wire.credits), *notes]


def credits(document: Document) -> list[tuple[CreditRole, str]]:
    return [(credit.role, credit.by.text) for credit in document.wire.credits]


def test_a_wire_story_says_who_made_it() -> None:
    document = read(
        f"CORRECTED-{TITLE}",
        "(Corrects the year of the treaty in paragraph 4)",
        "By Jon Varr and Ina Sorl",
        f"TOLM/KARDEN, March 4 (Reuters) - {BODY[0]}",
        *BODY[1:],
        "(Reporting by Jon Varr in Tolm, Ina Sorl in Karden; Additional reporting by Greta Lund; "
        "Editing by Ida de Kell)",
    )
    wire = document.wire
    assert wire.agency is not None
    assert wire.agency.text == "Reuters"
    assert [place.text for place in wire.places] == ["TOLM", "KARDEN"]
    assert wire.dated is not None
    assert wire.dated.text == "March 4"
    assert [author.text for author in wire.authors] == ["Jon Varr", "Ina Sorl"]
    assert credits(document) == [
        (CreditRole.REPORTING, "Jon Varr"),
        (CreditRole.REPORTING, "Ina Sorl"),
        (CreditRole.REPORTING, "Greta Lund"),
        (CreditRole.EDITING, "Ida de Kell"),
    ]
    assert [(note.kind, note.text) for note in wire.notes] == [
        (NoteKind.CORRECTION, "CORRECTED"),
        (NoteKind.CORRECTION, "(Corrects the year of the treaty in paragraph 4)"),
    ]
    assert document.part(PartKind.BODY) == "\n\n".join(BODY)
    assert all(document.words(found.span) == found.text for found in everything(wire))


def test_the_agency_between_strokes_and_the_place_with_its_region() -> None:
    wire = read(TITLE, f"TOLM, March 4. /TASS/. {BODY[0]}", *BODY[1:]).wire
    assert wire.agency is not None
    assert wire.agency.text == "TASS"
    wire = read(TITLE, f"TOLM, Orvia (AP) — {BODY[0]}", *BODY[1:]).wire
    assert [place.text for place in wire.places] == ["TOLM, Orvia"]


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Jon Varr, diplomatic correspondent, and Ina Sorl in Tolm", ["Jon Varr", "Ina Sorl"], None),
        ("BY JON VARR", ["JON VARR"], None),
        ("By Jon Varr, Associated Press", ["Jon Varr"], "Associated Press"),
        ("By Reuters", [], "Reuters"),
        ("Jon Varr in Tolm", ["Jon Varr"], None),
        ("By Jon Varr | 4 March 2015", ["Jon Varr"], None),
    ],
)
def test_a_byline_names_people_and_agencies(line: str, authors: list[str], agency: str | None) -> None:
    document = read(TITLE, line, *BODY)
    assert [author.text for author in document.wire.authors] == authors
    assert (document.wire.agency and document.wire.agency.text) == agency


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Jon Varr and Ina Sorl contributed to this report.",
         [(CreditRole.REPORTING, "Jon Varr"), (CreditRole.REPORTING, "Ina Sorl")]),
        ("Source: NWA", [(CreditRole.SOURCE, "NWA")]),
        ("With agencies", [(CreditRole.SOURCE, "agencies")]),
        ("Translated by Greta Lund", [(CreditRole.TRANSLATION, "Greta Lund")]),
        ("Writing by Jon Varr, editing by Ina Sorl",
         [(CreditRole.WRITING, "Jon Varr"), (CreditRole.EDITING, "Ina Sorl")]),
    ],
)  # fmt: skip
def test_a_credit_says_who_did_what(line: str, found: list[tuple[CreditRole, str]]) -> None:
    document = read(TITLE, *BODY, line)
    assert document.line(LineKind.CREDIT) == line
    assert credits(document) == found


def test_credits_and_agency_behind_the_last_words() -> None:
    document = read(TITLE, *BODY, f"{BODY[1]} (Reporting by Jon Varr; Editing by Ina Sorl)")
    assert credits(document) == [(CreditRole.REPORTING, "Jon Varr"), (CreditRole.EDITING, "Ina Sorl")]
    assert all(document.words(found.span) == found.text for found in everything(document.wire))
    document = read(TITLE, *BODY, f"{BODY[1]} (AP)")
    assert document.wire.agency is not None
    assert document.words(document.wire.agency.span) == "AP"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Correction: an earlier version of this article gave another year.", NoteKind.CORRECTION),
        ("Clarification: the story now names the wardens.", NoteKind.CLARIFICATION),
        ("This story has been updated with a comment from Orvia.", NoteKind.UPDATE),
        ("(Refiles to fix a link.)", NoteKind.REFILE),
        ("Editor's note: this interview was held in Tolm.", NoteKind.NOTE),
    ],
)
def test_a_note_says_what_it_is(line: str, kind: NoteKind) -> None:
    document = read(TITLE, *BODY, line)
    assert document.line(LineKind.CORRECTION) == line
    assert [(note.kind, note.text) for note in document.wire.notes] == [(kind, line)]


def test_the_author_of_another_story_is_not_the_author() -> None:
    document = read(TITLE, *BODY, "More on this story", "Wardens count empty boats on the lake", "By Ina Sorl")
    assert document.wire.authors == ()


def test_nothing_is_made_up() -> None:
    assert read(TITLE, *BODY).wire == Wire()


_WORDS = st.sampled_from(
    (
        "Reporting by",
        "Jon Varr",
        ";",
        ",",
        "and",
        "in Tolm",
        "Editing by",
        "(",
        ")",
        "AP",
        "/TASS/",
        "By",
        ".",
        "Source:",
        "Correction:",
    )
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_WORDS, min_size=1, max_size=12).map(" ".join), st.booleans())
def test_every_fact_stands_where_it_says(line: str, below: bool) -> None:
    document = read(TITLE, *BODY, line) if below else read(TITLE, line, *BODY)
    assert all(found.text and document.words(found.span) == found.text for found in everything(document.wire))
