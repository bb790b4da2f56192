"""Facts that a page states: the dates and quantities of agreements, who is bound by them, who holds which office."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Claim, Event, Mention, MentionKind, Span, Statement
from onrecord.reading.claims.membership import memberships
from onrecord.reading.events.told import Told
from onrecord.reading.lexicon import table
from onrecord.reference.rows import AgreementRow, ProvisionRow

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_WORD_NUMBER = "|".join(_SMALL)
_UNITS = {
    "km": r"kilomet(?:er|re)s?|km",
    "m": r"met(?:er|re)s?|m",
    "mi": r"miles?|mi",
    "nm": r"nautical\s+miles?|nm",
    "t": r"tonn?es?|tons?|t",
    "kg": r"kilogram(?:me)?s?|kg",
    "per cent": r"per\s?cent|percent|%",
}
# Words by which a sentence says what an agreement lays down.
_NORM = re.compile(
    r"\b(?:allow|permit|limit|cap|restrict|entitle|provid|ban|prohibit|outlaw|forbid|require|oblige|guarantee|set|sets|fix|"
    r"lay|laid|stipulat|foresee|ask|need|demand|"
    r"up to|no more than|at most|at least|not more than|maximum|minimum|ceiling)\w*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    rf"\b(?P<number>\d{{1,3}}|an?|{_WORD_NUMBER})[\s-]+(?P<unit>day|month|year)(?:s[’']?|[’']s)?[\s-]+"
    r"(?:(?:advance\s+|prior\s+|written\s+|formal\s+|advance\s+written\s+)*notice|"
    r"(?:withdrawal|notice|notification|exit)\s+(?:period|process))\b",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"\b(?:withdr[ae]w\w*|leav(?:e|es|ing)|left|quit\w*|exit\w*|pull\w*\s+out|terminat\w+|denounc\w+|abandon\w*|scrap\w*)\b",
    re.IGNORECASE,
)
# How far a figure may stand from the words for what it measures, in characters.
_REACH = 60


def claims(
    told: Told, events: Sequence[Event], statements: Sequence[Statement], held: Iterable[Claim] = ()
) -> tuple[Claim, ...]:
    """Every claim of the text, in order, with those of offices ``held``; ``statement`` says whose words it is in."""
    found = [*_dates(events), *_quantities(told), *_notices(told), *memberships(told), *held]
    unique = {(c.span.start, c.fact, c.about): c for c in found}
    return tuple(
        replace(c, statement=_sayer(c.span, statements))
        for c in sorted(unique.values(), key=lambda c: (c.span.start, c.span.end))
    )


def _sayer(span: Span, statements: Sequence[Statement]) -> str | None:
    """The innermost statement that a claim stands in."""
    holding = [s for s in statements if any(span in c for c in s.content)]
    return min(holding, key=lambda s: len(s.extent)).id if holding else None


def _dates(events: Sequence[Event]) -> Iterator[Claim]:
    """The dates that agreements are said to have been signed, to have come into force, to have ended."""
    facts = {e["label"]: e["fact"] for e in table("events") if "fact" in e}
    for event in events:
        label = event.label.removeprefix(f"{event.agreement} ")
        if event.agreement and label in facts:
            yield Claim(event.span, event.agreement, facts[label], str(event.time.value))


def _quantities(told: Told) -> Iterator[Claim]:
    """Figures that stand by the words for a provision, in a sentence about its agreement."""
    rows = {row.name: row for row in told.reference.tables.agreements if row.provisions}
    named = [m for m in told.mentions if m.kind is MentionKind.AGREEMENT and m.refers]
    if not named:
        return
    for sentence in told.sentences:
        agreement = _about(sentence, named)
        row = rows.get(agreement) if agreement else None
        if row is not None:
            for provision in (p for p in row.provisions if p.unit):
                yield from _of_provision(told.text, sentence, row, provision)


def _about(sentence: Span, named: list[Mention]) -> str | None:
    """The agreement that a sentence is about: the one in it, else the last named before it."""
    at = bisect_left(named, sentence.start, key=lambda m: m.span.start)
    inside = at < len(named) and named[at].span in sentence
    chosen = named[at] if inside else named[at - 1] if at else None
    return chosen.refers.value if chosen and chosen.refers else None


def _notices(told: Told) -> Iterator[Claim]:
    """How long before it is left an agreement is said to ask for notice: "six months' notice" of a withdrawal."""
    named = [m for m in told.mentions if m.kind is MentionKind.AGREEMENT and m.refers]
    for sentence in told.sentences if named else ():
        surface = told.text[sentence.start : sentence.end]
        match = _NOTICE.search(surface)
        if match is None or not _LEAVING.search(surface):
            continue
        agreement = _about(sentence, named)
        number = _plain(match["number"]) if match["number"].lower() not in ("a", "an") else "1"
        if agreement is not None and number.isdigit():
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            yield Claim(span, agreement, "notice of withdrawal", f"{number} {match['unit'].lower()}s")


def _of_provision(text: str, sentence: Span, row: AgreementRow, provision: ProvisionRow) -> Iterator[Claim]:
    """Claims about one provision in one sentence: its words, then a figure in its unit, or the other way round."""
    names = "|".join(
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", n)))
        for n in sorted((provision.name, *provision.aliases), key=len, reverse=True)
    )
    unit = _unit(provision.unit)
    figure = rf"(?P<low>{_NUMBER}|{_WORD_NUMBER})(?:\s*(?:-|–|—|to|and)\s*(?P<high>{_NUMBER}))?[\s-]*(?:{unit})\b"
    surface = text[sentence.start : sentence.end]
    patterns = (
        rf"\b(?:{names})\b(?P<gap>[^.;]{{0,{_REACH}}}?)(?<![\d.,-]){figure}\)?",
        *([rf"(?<![\d.,-]){figure}"] if _names_itself(provision) else []),
        rf"(?<![\d.,-])(?P<low>{_NUMBER}|{_WORD_NUMBER})(?P<high>)(?:\s+\w+){{0,2}}?\s+(?:{names})\b",
        rf"(?<![\d.,-]){figure}(?P<gap>[^.;,\d]{{0,25}}?)\b(?:{names})\b",
    )
    for place, pattern in enumerate(patterns):
        match = re.search(pattern, surface, re.IGNORECASE)
        # "Keeping 21 warships" says what somebody has; only "allows 21 warships" says what is laid down.
        # The same of a ceiling or a deadline anywhere: "deployed warheads fell to 1,444".
        bare = place == 0 and provision.kind not in ("ceiling", "floor", "deadline")
        if match and (bare or _NORM.search(surface)):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            yield Claim(span, row.name, provision.name, _value(match, provision.unit))
            return


def _names_itself(provision: ProvisionRow) -> bool:
    """Whether the unit says what is counted: "36 inspections a year"."""
    counted = provision.unit.lower().split()
    return any(name.lower().split()[-1] in counted for name in (provision.name, *provision.aliases))


def _unit(unit: str) -> str:
    """A pattern for a unit, with its spellings and its plural."""
    if unit in _UNITS:
        return _UNITS[unit]
    return r"[\s-]+".join(re.escape(w.removesuffix("s")) + "s?" for w in unit.split())


def _value(match: re.Match[str], unit: str) -> str:
    """A figure or range in plain digits: "500-1000 km"."""
    low, high = (_plain(match[g]) if match[g] else None for g in ("low", "high"))
    return f"{low}-{high} {unit}" if high else f"{low} {unit}"


def _plain(number: str) -> str:
    """A number without separators."""
    lower = number.lower()
    return str(_SMALL.index(lower) + 1) if lower in _SMALL else number.replace(",", "")
