"""Who is bound by what, held against the reference: parties, signatories, members, the days they joined and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Check, Claim, Interval, Verdict
from onrecord.reference import Reference
from onrecord.reference.rows import AgreementRow, MemberRow, OrganisationRow
from onrecord.reference.wording import day

# Who joins has signed, applied or been invited up to so long before: "joined" may be said of that.
_JOINING = timedelta(3 * 366)


def standing(claim: Claim, reference: Reference, published: Interval) -> Check:
    """A claim that a state is, was or became a party or member: what the reference says on the day of the page."""
    row: AgreementRow | OrganisationRow | None = reference.agreement_rows.get(claim.about)
    row = row or reference.organisation_rows.get(claim.about)
    verdict, says = (None, None) if row is None else _judged(claim, _Body(row, reference), published)
    if row is None or verdict is None:
        return Check(claim, Verdict.NOT_COVERED, None, None)
    return Check(claim, Verdict.AGREES if verdict else Verdict.DIFFERS, says, row.source)


@dataclass(frozen=True)
class _Body:
    """An agreement or organisation, with what is known of who belongs to it."""

    row: AgreementRow | OrganisationRow
    reference: Reference

    @property
    def whole(self) -> tuple[MemberRow, ...]:
        """All that belong to it, where the reference holds the whole list."""
        return self.row.parties if isinstance(self.row, AgreementRow) else self.row.members

    @property
    def began(self) -> date | None:
        """The first day of those from the beginning."""
        if isinstance(self.row, OrganisationRow):
            return self.row.founded
        return self.row.in_force or self.row.signed

    def terms(self, state: str) -> tuple[MemberRow, ...]:
        """The times for which a state belongs to it."""
        return tuple(m for m in (*self.whole, *self.row.left) if m.name == state)

    def signed_only(self, state: str) -> bool:
        """Whether it is known to have signed and not to be bound."""
        return isinstance(self.row, AgreementRow) and state in self.row.signatories

    def outside(self, state: str) -> bool:
        """Whether it is known to have neither signed nor joined."""
        return isinstance(self.row, AgreementRow) and state in self.row.outside

    def heir(self, state: str) -> bool:
        """Whether a state is bound, or may be, through one that it followed or that followed it."""
        names = {m.name for m in (*self.whole, *self.row.left)}
        return bool(names & self.reference.kin.get(state, frozenset()))

    def told(self, state: str) -> str:
        """What the reference holds of a state, in words."""
        as_one = "party" if isinstance(self.row, AgreementRow) else "member"
        terms = [
            " ".join(
                (as_one, *(f"{w} {day(d)}" for w, d in (("from", m.since or self.began), ("until", m.until)) if d))
            )
            for m in self.terms(state)
        ]
        if terms:
            return ", ".join(terms)
        if self.signed_only(state):
            return "signed, but not bound"
        return "neither signed nor joined" if self.outside(state) else f"no {as_one}"


def _judged(claim: Claim, body: _Body, published: Interval) -> tuple[bool | None, str | None]:
    """Whether a claim agrees (None: not covered), and what the reference says."""
    said, _, what = claim.fact.partition(" ")
    if claim.fact.startswith(("joined by ", "left by ")):
        return _turned(claim, body)
    state = claim.value
    if what.endswith("signatory"):
        known = True if body.signed_only(state) else False if body.outside(state) else None
    elif said in ("a", "not"):
        known = _belongs(body, state, published)
    else:
        known = _ever(body, state, published)
    if known is None:
        return None, None
    return known is (said in ("a", "once")), body.told(state)


def _belongs(body: _Body, state: str, on: Interval) -> bool | None:
    """Whether a state belongs to a body on the day of a page; None where that is not known."""
    if not on.known or on.earliest is None or on.latest is None or on.earliest > body.reference.latest:
        return None
    if body.row.ended is not None and on.latest >= body.row.ended:
        return None
    terms = body.terms(state)
    for m in terms:
        start = m.since or body.began or date.min
        if start <= on.earliest and (m.until is None or on.latest < m.until):
            return True
        if start <= on.latest and (m.until is None or on.earliest <= m.until + timedelta(7)):
            return None  # it joins or leaves in these days
    if terms or body.signed_only(state) or body.outside(state):
        return False
    return False if body.whole and not body.heir(state) else None


def _ever(body: _Body, state: str, on: Interval) -> bool | None:
    """Whether a state has ever joined up to the day of a page."""
    if not on.known or on.earliest is None or on.latest is None or on.earliest > body.reference.latest:
        return None
    starts = [m.since or body.began for m in body.terms(state)]
    if any(start is not None and start <= on.earliest for start in starts):
        return True
    if starts:
        return None
    if body.signed_only(state) or body.outside(state):
        return False
    return False if body.whole and not body.heir(state) else None


def _turned(claim: Claim, body: _Body) -> tuple[bool | None, str | None]:
    """When a state joined or left, against the day, and the days on which it said so."""
    fact, _, state = claim.fact.partition(" by ")
    earliest, _, latest = claim.value.partition("/")
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest or earliest)
    terms = body.terms(state)
    if fact == "joined":
        days = [m.since for m in terms if m.since]
        near = _JOINING
    else:
        days = [m.until for m in terms if m.until]
        near = timedelta(0)
        if not days and terms and body.row.ended and _steps(claim.about, state, body.reference):
            days = [body.row.ended]  # it ended as this one left
    if not days or (len(days) < len(terms) and body.row.ended not in days):
        return None, None
    told = ", ".join(day(d) for d in days)
    if any(first <= d <= last for d in days):
        return True, told
    if fact == "left":
        steps = [m.notice for m in terms if m.notice] + _steps(claim.about, state, body.reference)
        if any(first <= d <= last for d in steps):
            return True, told
        near = max((until - min([*steps, until]) for until in days), default=near)
    return (None, None) if any(d - near <= last and first <= d for d in days) else (False, told)


def _steps(about: str, state: str, reference: Reference) -> list[date]:
    """The days of what a state, or who is of it, did about an agreement."""
    return [
        event.start
        for event in reference.tables.events
        if event.agreement == about and any(reference.side(name) == state for name in event.who)
    ]
