"""Whom an act is aimed at where the page gives no name."""

from __future__ import annotations

import pytest

from texts import told


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("Arlen accused the rebels of lying about Veyra.", "rebels"),
        ("Arlen urged lawmakers to pass the bill.", "lawmakers"),
        ("Arlen demanded that armed militants lay down their weapons.", "armed militants"),
        ("Arlen called on all parties to come back to the table.", "all parties"),
        ("Arlen rejected the protesters' demands.", "protesters"),
        ("Arlen accused Veyra of arming the rebels.", "Veyra"),
        ("Arlen urged Veyran officials to wait.", "Veyra"),
        ("Arlen accused its neighbours of lying.", None),
        ("Arlen refused to deploy peacekeepers.", None),
        ("Arlen said the rebels were lying.", None),
    ],
)
def test_whom_an_act_is_aimed_at_without_a_name(body: str, target: str | None) -> None:
    doc, found = told(body)
    (said,) = [s for s in found.statements if s.speaker and s.speaker.value == "Arlen"]
    assert (said.target.value if said.target else None) == target
    for step in said.target.evidence if said.target else ():
        assert step.span is None or doc.text[step.span.start : step.span.end] in body
