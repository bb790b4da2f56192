"""Who is called by an office, held against the terms of the reference."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Check, Claim, Interval, Verdict
from onrecord.model.edtf import edtf
from onrecord.model.interval import shifted
from onrecord.reference import Reference

# News prints offices some days over; a difference of this many days is none.
_OVER = timedelta(7)
# Nearer than this to a term nothing is said: an office may be named in the days of a change of hands.
_NEAR = timedelta(45)


def tenure(claim: Claim, reference: Reference, published: Interval) -> Check:
    """A claim that somebody holds an office when the page comes out."""
    person = reference.people.get(claim.about)
    held = [o for o in person.offices if f"{o.title} of {o.of}" == claim.value] if person else []
    first, last = published.earliest, published.latest
    if person is None or not held or first is None or last is None or first > reference.latest:
        return Check(claim, Verdict.NOT_COVERED, None, None)
    said = ", ".join(f"{edtf(o.start)}/{edtf(o.end) if o.end else '..'}" for o in held)
    terms = [(o.term.earliest or date.min, o.term.latest or date.max) for o in held]
    if any(shifted(start, -_OVER) <= last and first <= shifted(end, _OVER) for start, end in terms):
        return Check(claim, Verdict.AGREES, said, person.source)
    if any(shifted(start, -_NEAR) <= last and first <= shifted(end, _NEAR) for start, end in terms):
        return Check(claim, Verdict.NOT_COVERED, None, None)
    return Check(claim, Verdict.DIFFERS, said, person.source)
