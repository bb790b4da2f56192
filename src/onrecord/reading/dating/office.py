"""The offices that people are named with, as constraints: a page calls somebody minister while the term runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from onrecord.model import ActorKind, Evidence, Granularity, Interval, MentionKind, Span
from onrecord.model.actor import BODIES
from onrecord.model.span import surfaces
from onrecord.reading.actors.cast import Cast
from onrecord.reading.dating.constraint import Constraint, around, odds, tier
from onrecord.reading.grammar.place import LONGEST_PARAGRAPH
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import words as listed
from onrecord.reading.timex import WEEKDAYS
from onrecord.reference import Reference
from onrecord.reference.rows import OfficeRow
from onrecord.reference.term import written

# Who is heard speaks while in office; who is only spoken of may be history; who is called former may be so for long.
_HEARD, _SPOKEN_OF, _FORMERLY = odds(0.97), odds(0.95), odds(0.94)
_LAST_DAY = odds(0.6)
# What is told of a weekday happened in the week before the page.
_WEEK = 7
_TOLD_AFTER = 2
_OVER = frozenset({"former", "ex", "onetime"})
# With these it is open whether the term had ended when the page came out.
_PAST = frozenset({"then", "late", "past", "previous", "outgoing", "incoming", "next"})
# Words that name an office only together with its body: "EU diplomacy chief"; of a state only its leader, with nothing
# besides, since a "Russian nuclear chief" or an "Israeli Likud leader" may hold no office that is known here.
_GENERIC = frozenset({"chief", "leader", "head", "diplomat"})
_LEADING = frozenset(
    {"president", "prime minister", "premier", "chancellor", "leader", "supreme leader", "de facto leader"}
    | {"general secretary", "head of state", "king", "emir", "sultan", "crown prince"}
)
# Words that make another office of one: a deputy minister is no minister.
_CHANGING = frozenset({"deputy", "vice", "acting", "elect", "shadow", "opposition", "assistant", "under", "designate"})
_ACTING, _CHOSEN = frozenset({"acting"}), frozenset({"elect", "designate"})
_LINKS = frozenset({"of", "to", "for", "and"})
_BREAKS = frozenset("by with that after as when from between said".split())
_PRESENT = re.compile(
    r"\s(?:is|isn['’]t|has|says|wants|plans|will|continues|remains|faces|hopes|believes|insists|argues|seeks)\s"
)
_LATELY = re.compile(rf"\b(?:on\s+(?:{'|'.join(n.capitalize() for n in WEEKDAYS)})|yesterday|this\s+week|today)\b")
# What is told of somebody stands within so many characters behind the name.
_TOLD = 300
_NEXT_WORD = re.compile(r"\s([a-z]+)\b")
RECALLED = re.compile(
    r"\b(?:1[6-9]|20)\d\d\b|\b(?:years?|decades?|centur(?:y|ies))\s+(?:ago|earlier|before)\b|\bin the \w+ties\b"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody named with an office: the offices of theirs that are meant, whether as over, whether they act now."""

    name: str
    over: bool
    now: bool
    span: Span
    held: tuple[OfficeRow, ...]


def offices(cast: Cast) -> list[Constraint]:
    """For each person named with an office: the times when they held it, began to hold it, or held it no more.

    The naming that tells most counts, so that nobody speaks twice.
    """
    found: dict[tuple[str, bool], tuple[bool, Constraint]] = {}
    for one in namings(cast):
        known = found.get((one.name, one.over))
        if known is not None and (known[0] or not one.now or one.over):
            continue
        made = (
            _formerly(one.name, one.held, one.span) if one.over else _now(cast, one.name, one.held, one.span, one.now)
        )
        if made is not None:
            found[one.name, one.over] = one.now, made
    return [made for _, made in found.values()]


def namings(cast: Cast) -> Iterator[Naming]:
    """Everybody of the reference who is named with an office that they held, in the order of the text."""
    named = {m.span: m.refers.value for m in cast.mentions if m.kind is MentionKind.PERSON and m.refers}
    for span, name in sorted((_by_surname(cast) | named).items(), key=lambda row: row[0].start):
        person = cast.reference.people.get(name)
        role = _role_before(cast, span) if person is not None and person.offices else None
        if person is None or role is None or role[0] & _PAST:
            continue
        over, now = bool(role[0] & _OVER), name in cast.heard or _told_lately(cast.text, span)
        whole = Span(role[1], span.end)
        tied = {cast.reference.side(n) for n in _tied(cast, whole)}
        held = _held(person.offices, role[0] - _OVER, tied, cast.reference) or _general(
            cast, person.offices, role[0], whole
        )
        if held:
            yield Naming(name, over, now, whole, tuple(held))


def _by_surname(cast: Cast) -> dict[Span, str]:
    """Persons of the reference named by title and surname alone ("President Tovey"), where one only fits.

    The page must name the state or body as well: other states have presidents of the same surname.
    """
    found: dict[Span, str] = {}
    sides = {cast.reference.side(n) for n in _tied(cast, Span(0, len(cast.text)))}
    for token in cast.tokens:
        if not token.is_capital:
            continue
        bearers = cast.reference.bearers.get(token.text, ())
        span = Span(token.start, token.end)
        role = _role_before(cast, span) if bearers else None
        if role is None:
            continue
        fitting = {n: _held(cast.reference.people[n].offices, role[0] - _OVER, set(), cast.reference) for n in bearers}
        fitting = {n: held for n, held in fitting.items() if held}
        if len(fitting) == 1 and any(cast.reference.side(o.of) in sides for held in fitting.values() for o in held):
            found[span] = next(iter(fitting))
    return found


def _now(cast: Cast, name: str, held: Sequence[OfficeRow], span: Span, now: bool) -> Constraint:
    """Somebody named with an office: while they held it where they act now, else since they first did."""
    terms = [o.term for o in held]
    if not now:
        begun = min((t.earliest for t in terms if t.earliest), default=None)
        says = f"{name}, spoken of, first held the office on {begun}"
        why = Evidence("term of office", says, span, "reference")
        return Constraint(
            "term of office", name, (tier([Interval(begun, None, Granularity.OPEN)], _SPOKEN_OF),), (why,)
        )
    when = " or ".join(f"{written(o.start)} to {written(o.end) if o.end else 'now'}" for o in held)
    titles = ", ".join(dict.fromkeys(o.name for o in held))
    why = Evidence("term of office", f"{name} is named as {titles}: {when}", span, "reference")
    grace = _TOLD_AFTER if name in cast.heard else _WEEK
    longer = [Interval(t.earliest, around(t.latest, 0, grace).latest if t.latest else None) for t in terms]
    if name not in cast.heard:
        return Constraint("term of office", name, (tier(longer, _HEARD),), (why,))
    # What somebody says on their last day may be told on the day after it, by a page that gives that day.
    return Constraint("term of office", name, (tier(longer, _HEARD), tier(terms, _LAST_DAY)), (why,))


def _formerly(name: str, held: Sequence[OfficeRow], span: Span) -> Constraint | None:
    """Somebody who held an office and holds it no more: the times after a term, outside of the next."""
    rows = sorted(held, key=lambda o: o.term.earliest or date.min)
    gaps = []
    for row, later in zip(rows, [*rows[1:], None], strict=True):
        # Sides known only to the month or year leave the gap as wide as it can have been.
        ended, following = row.end.earliest if row.end else None, later.start.latest if later else None
        if ended and (following is None or ended < following):
            gaps.append(Interval(ended, following, Granularity.OPEN))
    if not gaps:
        return None
    titles = ", ".join(dict.fromkeys(o.title for o in held))
    says = f"{name} is named as former {titles}: after {' or '.join(str(g.earliest) for g in gaps)}"
    why = Evidence("former office", says, span, "reference")
    return Constraint("former office", name, (tier(gaps, _FORMERLY),), (why,))


def _told_lately(text: str, span: Span) -> bool:
    """Whether somebody does now, or did in the last days, what the sentence tells of them."""
    since, until = max(0, span.start - LONGEST_PARAGRAPH), span.end + _TOLD + len(". ")
    start = max(since - 1, text.rfind(". ", since, span.start), text.rfind("\n", since, span.start)) + 1
    stop = min((i for mark in (". ", "\n") if (i := text.find(mark, span.end, until)) >= 0), default=len(text))
    sentence = text[start : min(stop, span.end + _TOLD)]
    if RECALLED.search(sentence):
        return False
    if _PRESENT.match(text, span.end):
        return True
    # Only what somebody does themselves: "the daughter of President Tovey wrote on Monday" tells nothing of him.
    verb = _NEXT_WORD.match(text, span.end)
    does = verb is not None and (verb[1].endswith("ed") or verb[1] in listed("past"))
    return does and _LATELY.search(text[span.end : min(stop, span.end + 120)]) is not None


def _tied(cast: Cast, span: Span) -> list[str]:
    """The states and bodies named in a stretch."""
    return [m.refers.value for m in cast.mentions.within(span) if m.kind in BODIES and m.refers]


def _held(offices: Sequence[OfficeRow], words: set[str], tied: set[str], reference: Reference) -> list[OfficeRow]:
    """The offices that a role names: all words of the title in it, of the state or body that it names, if any.

    A role with a word that changes the office (deputy, acting, elect) names only an office with that word too. Who
    acts for another is called so or not; who is designate is always called so.
    """
    found = []
    for office in offices:
        title = _folded(office.title)
        changing = (words & _CHANGING) - title - (_ACTING if office.acting else frozenset())
        if office.designate:
            changing = changing - _CHOSEN if changing & _CHOSEN else set(_CHOSEN)
        if not changing and title <= words and (not tied or reference.side(office.of) in tied):
            found.append(office)
    return found


def _general(cast: Cast, offices: Sequence[OfficeRow], words: set[str], span: Span) -> list[OfficeRow]:
    """The offices that a general word names beside their body: the "NATO chief"; or the "Veyran leader" of a state."""
    named = _tied(cast, span)
    if not named or not words & _GENERIC:
        return []
    sides = {cast.reference.side(n) for n in named}
    wordings = surfaces(cast.text, (m.span for m in cast.mentions.within(span) if m.refers))
    leading = "leader" in words and words - _OVER <= {"leader", "the"} | _folded(wordings)
    return [
        o
        for o in offices
        if cast.reference.side(o.of) in sides
        and not (o.designate or (words & _CHANGING) - _folded(o.title))
        and (not _is_state(cast, o.of) or (leading and o.title in _LEADING))
    ]


def _is_state(cast: Cast, name: str) -> bool:
    """Whether an office is of a state and not of a body."""
    actor = cast.reference.actors.get(name)
    return actor is not None and actor.kind is ActorKind.STATE


def _folded(title: str) -> set[str]:
    """The words of a title that tell it from others, in one spelling."""
    words = {w.replace("defense", "defence") for w in title.lower().replace("-", " ").split()}
    return words - _LINKS - {"the"}


@lru_cache(maxsize=4)
def _linked(reference: Reference) -> frozenset[tuple[str, str]]:
    """The words of the reference's titles with what links them to the rest: the secretary of, the ambassador to."""
    titles = [o.title.lower().split() for person in reference.people.values() for o in person.offices]
    return frozenset(pair for words in titles for pair in pairwise(words) if pair[1] in _LINKS)


def _role_before(cast: Cast, span: Span) -> tuple[set[str], int] | None:
    """The words of an office right before a name, and where they begin; None where there is none."""
    words: set[str] = set()
    start = first = span.start
    link: str | None = None
    for token in reversed(tokenize(cast.text, max(0, span.start - 60), span.start)):
        gap = cast.text[token.end : start]
        if (not token.is_word and token.text != "-") or "\n" in gap or len(gap) > 1 or token.lower in _BREAKS:
            break
        start = token.start
        if token.lower in _LINKS:
            link = token.lower
            continue
        if link and (token.lower, link) not in _linked(cast.reference):
            break
        words |= _folded(token.lower) | ({link} if link else set())
        link, first = None, start
    return (words, first) if words else None
