"""What a page states as fact, held against the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.model import Agreement, Check, Claim, DocumentChecks, Interval, Provision, Reading, Verdict
from onrecord.record.checks.standing import standing
from onrecord.record.checks.tenure import tenure
from onrecord.reference import Reference
from onrecord.reference.wording import quantity

_VALUE = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))? (?P<unit>.+)")

_STANDING = re.compile(r"(?:a|not a|once a|never a) (?:party|signatory|member)|(?:joined|left) by ")
_DAYS = {"days": 1.0, "months": 30.44, "years": 365.25}
# Within this factor two spans of time are the same in other units.
_EQUAL = 1.05


def checks(readings: Sequence[Reading], reference: Reference) -> tuple[DocumentChecks, ...]:
    """The checks of each reading, in its order."""
    return tuple(
        DocumentChecks(r.document, tuple(check(c, reference, r.published.value) for c in r.claims)) for r in readings
    )


def check(claim: Claim, reference: Reference, published: Interval) -> Check:
    """One claim of a page against the reference: agrees, differs, or not covered where the reference is silent."""
    if claim.fact == "office":
        return tenure(claim, reference, published)
    if claim.fact == "notice of withdrawal":
        return _notice(claim, reference)
    if _STANDING.match(claim.fact):
        return standing(claim, reference, published)
    agreement = reference.agreements.get(claim.about)
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


def _notice(claim: Claim, reference: Reference) -> Check:
    """How long before it is left an agreement asks to be told, in any unit: 180 days are six months."""
    row = reference.agreement_rows.get(claim.about)
    number, _, unit = claim.value.partition(" ")
    if row is None or row.withdrawal is None or unit not in _DAYS:
        return Check(claim, Verdict.NOT_COVERED, None, None)
    known = row.withdrawal
    ratio = int(number) * _DAYS[unit] / (known.notice * _DAYS[known.unit])
    agrees = 1 / _EQUAL <= ratio <= _EQUAL
    article = f" (Art. {known.article})" if known.article else ""
    says = f"{known.notice} {known.unit}{article}"
    return Check(claim, Verdict.AGREES if agrees else Verdict.DIFFERS, says, row.source)


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
