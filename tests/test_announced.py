"""Statements that a page gives in full behind a line that announces them."""

from __future__ import annotations

import pytest

from onrecord.model import Act, Kind
from texts import told

OFFICIAL = """Tessin, March 3 -- A spokesman for the Arlenian Foreign Ministry released the following statement:

We warned of this drill for a year, and nobody listened.

Veyra has violated the Lantern Treaty. It must withdraw its ships at once."""


def test_every_sentence_behind_the_line_is_said_by_whom_it_names() -> None:
    doc, found = told(OFFICIAL)
    said = [(s.speaker.value if s.speaker else None, s.act.value) for s in found.statements if s.parent is None]
    assert said == [
        ("Arlenian Foreign Ministry", Act.SAY),
        ("Arlenian Foreign Ministry", Act.ACCUSE),
        ("Arlenian Foreign Ministry", Act.REQUEST),
    ]
    assert {s.kind for s in found.statements if s.parent is None} == {Kind.DIRECT}
    first = found.statements[0]
    assert doc.text[first.content[0].start : first.content[0].end].startswith("We warned of this drill")


def test_a_statement_is_attributable_to_whom_its_head_says() -> None:
    _, found = told(
        "The following is attributable to Foreign Minister Oda Kell:\n\nVeyra has violated the Lantern Treaty again."
    )
    assert [(s.speaker.value if s.speaker else None, s.act.value) for s in found.statements] == [
        ("Oda Kell", Act.ACCUSE)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Arlen issued the following year's budget.\n\nThe harbour was shut on Monday.",
        "Kell made the following point: the harbour is shut.\n\nThe harbour was shut on Monday.",
    ],
)
def test_no_statement_follows_other_lines(text: str) -> None:
    _, found = told(text)
    assert all(s.rule != "issued" for s in found.statements)


SAID = """Foreign Minister Oda Kell yesterday said:

The purpose of the Veyran drill is clear. Veyra has violated the Lantern Treaty.

We will not forget it.

Notes to editors

The harbour was shut on Monday."""


def test_words_behind_said_alone_are_whoevers_it_names() -> None:
    _, found = told(SAID)
    said = [(s.speaker.value if s.speaker else None, s.act.value) for s in found.statements if s.parent is None]
    assert said == [("Oda Kell", Act.SAY), ("Oda Kell", Act.ACCUSE), ("Oda Kell", Act.REJECT)]
    # Where nobody speaks for himself in it, the page may tell the rest.
    _, found = told("Oda Kell yesterday said:\n\nThe harbour is shut.\n\nThe rain had ended on Monday.")
    assert found.statements == ()
