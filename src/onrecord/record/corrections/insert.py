"""A statement that no reader found and a person added."""

from __future__ import annotations

from onrecord.model import (
    Act,
    Correction,
    Document,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Kind,
    Statement,
)
from onrecord.model.correction import RULE
from onrecord.reading.statements.saying import kind
from onrecord.record.corrections.attach import Place
from onrecord.record.corrections.log import because


def added(correction: Correction, place: Place, document: Document, published: Interval) -> Statement:
    """The statement of an ADD before its fields are set: who speaks and what it does are not yet known.

    It was said no later than the page, unless a field says when; its kind follows from its quotation marks.
    """
    what = document.lines[place.content[0].line].text if place.content[0].line is not None else document.text
    open_ = Evidence("not given", f"left open by {correction.by}")
    until = Interval(None, published.latest, Granularity.OPEN)
    says = f"no time is given: no later than the page, {published}"
    return Statement(
        id=correction.item,
        source=None,
        cue=place.cue,
        content=place.content,
        kind=Kind(kind(what, place.content)),
        speaker=None,
        act=Judgement(Act.UNCLASSIFIED, 1.0, (open_, because(correction))),
        target=None,
        time=Judgement(until, 0.9, (Evidence("published", says),)),
        confidence=1.0,
        rule=RULE,
    )
