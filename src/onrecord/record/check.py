"""What a page says of an agreement, held against the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.model import Agreement, Check, Claim, DocumentChecks, Provision, Reading, Verdict
from onrecord.reference import Reference
from onrecord.reference.wording import quantity

_VALUE = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))? (?P<unit>.+)")


def checks(readings: Sequence[Reading], reference: Reference) -> tuple[DocumentChecks, ...]:
    """The checks of each reading, in its order."""
    return tuple(DocumentChecks(r.document, tuple(check(c, reference) for c in r.claims)) for r in readings)


def check(claim: Claim, reference: Reference) -> Check:
    """One claim against the reference: agrees, differs, or not covered where the reference is silent."""
    agreement = reference.agreements.get(claim.agreement)
    if agreement is None:
        return Check(claim, Verdict.NOT_COVERED, None, None)
    dates = {"signed": agreement.signed, "in force": agreement.in_force, "ended": agreement.ended}
    if claim.fact in dates:
        return _date(claim, dates[claim.fact], agreement)
    provision = next((p for p in agreement.provisions if p.name == claim.fact), None)
    if provision is None:
        return Check(claim, Verdict.NOT_COVERED, None, None)
    verdict = Verdict.AGREES if _same(claim.value, provision) else Verdict.DIFFERS
    return Check(claim, verdict, stated(provision), agreement.source)


def _date(claim: Claim, known: date | None, agreement: Agreement) -> Check:
    """A stated day, month or year against the day of the reference: a coarser one agrees if it holds the day."""
    if known is None:
        return Check(claim, Verdict.NOT_COVERED, None, None)
    earliest, _, latest = claim.value.partition("/")
    agrees = earliest <= known.isoformat() <= (latest or earliest)
    return Check(claim, Verdict.AGREES if agrees else Verdict.DIFFERS, known.isoformat(), agreement.source)


def _same(value: str, provision: Provision) -> bool:
    """Whether a stated figure is the provision's: both ends of a range, or the one end that is given."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return False
    low = float(match["low"])
    if match["high"] is not None:
        return low == provision.low and float(match["high"]) == provision.high
    return low in (provision.low, provision.high) and (provision.low is None or provision.high in (None, provision.low))


def stated(provision: Provision) -> str:
    """A provision's quantity in words."""
    return quantity(provision.low, provision.high, provision.unit)
