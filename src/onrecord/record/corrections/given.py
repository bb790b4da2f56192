"""The fields of an item as a correction gives them: typed, judged with a person's word as their evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onrecord.model import Act, Correction, Interval, Judgement, Kind, Span, Statement, Subject
from onrecord.record.corrections.field import ONE_SPAN, SPANS, STANCES, time
from onrecord.record.corrections.log import because

_OPEN = "../.."
"""No time at all, in EDTF."""


def given(
    correction: Correction,
    item: object,
    resolve: Callable[[str], str],
    spans: Mapping[str, tuple[Span, ...]],
    others: Mapping[str, str],
) -> dict[str, Any]:
    """The fields that a correction sets on an item, as ``dataclasses.replace`` takes them.

    ``resolve`` gives the name under which an actor stands, ``spans`` the place of words by field, ``others`` the ids
    that other statements have now by those that the correction names.
    """
    why = (because(correction),)
    found: dict[str, Any] = {"confidence": 1.0} if correction.subject is Subject.STATEMENT else {}

    def when(field: str, value: str | None) -> Judgement[Interval]:
        return Judgement(time(field, value or _OPEN), 1.0, why)

    for change in correction.changes:
        field, value = change.field, change.after
        if field in STANCES:
            continue
        if field in ("time", "falls"):
            found[field] = when(field, value)
        elif field in ("speaker", "target", "refers"):
            found[field] = Judgement(resolve(value), 1.0, why) if value else None
        elif field == "bound":
            found[field] = resolve(value) if value else None
        elif field == "who":
            found[field] = tuple(resolve(one.strip()) for one in (value or "").split(";") if one.strip())
        elif field == "act" and value:
            found[field] = _act(item, Act(value), correction) if isinstance(item, Statement) else Act(value)
        elif field == "kind" and value:
            found[field] = Kind(value)
        elif field in SPANS:
            many = spans.get(field, ())
            found[field] = (many[0] if many else None) if field in ONE_SPAN else many
        elif field in ("parent", "answers"):
            found[field] = others[value] if value else None
        else:
            found[field] = value
    return found


def _act(item: Statement, act: Act, correction: Correction) -> Judgement[Act]:
    """The act that a person gives; where it is the one that was found, what showed it stays its evidence."""
    why = (because(correction),)
    return Judgement(act, 1.0, item.act.evidence + why if item.act.value is act else why)
