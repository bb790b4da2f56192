"""What the record holds, put in words for a reader of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from onrecord.export.dates import MONTHS, day
from onrecord.model import Act, Granularity, Issue, Office
from onrecord.model.span import clipped

CONFLICT = frozenset(
    {
        Act.ACCUSE,
        Act.REJECT,
        Act.DENY,
        Act.THREATEN,
        Act.PROTEST,
        Act.SANCTION,
        Act.MOBILIZE,
        Act.COERCE,
        Act.ASSAULT,
    }
)
ACCORD = frozenset({Act.AGREE, Act.CONSULT, Act.SUPPORT, Act.CONCEDE, Act.COOPERATE, Act.AID, Act.RETREAT})

_SURE = (
    (0.95, "almost certain"),
    (0.85, "very likely"),
    (0.7, "likely"),
    (0.5, "more likely than not"),
    (0.0, "doubtful"),
)
UNSURE = 0.6

_WITH_ARTICLE = frozenset(
    {
        *("accord", "accords", "agreement", "charter", "compact", "convention", "declaration", "memorandum"),
        *("pact", "protocol", "treaty"),
        *(
            "alliance",
            "bloc",
            "coalition",
            "commission",
            "community",
            "council",
            "league",
            "ministry",
            "nations",
        ),
        *("organisation", "organization", "union"),
        *("emirates", "federation", "kingdom", "republic", "states"),
        *("bahamas", "gambia", "maldives", "netherlands", "philippines"),
        *("canal", "gulf", "islands", "isles", "ocean", "peninsula", "river", "sea", "strait", "straits"),
    }
)
"""Last words of names that take the article in a sentence: agreements, bodies, states named by their form, waters."""


def tone(act: Act) -> str:
    """Which of three groups an act is in: ``conflict``, ``accord`` or ``plain``."""
    if act in CONFLICT:
        return "conflict"
    return "accord" if act in ACCORD else "plain"


def sure(confidence: float) -> str:
    """A confidence in words: the share of such judgements that are expected to be right."""
    return next(words for floor, words in _SURE if confidence >= floor)


def graded(confidence: float) -> str:
    """A confidence in words and two digits; what is not wholly certain never rounds up to 1."""
    digits = "1.00" if confidence == 1 else f"{min(confidence, 0.99):.2f}"
    return f"{sure(confidence)} ({digits})"


def count(n: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 statement``, ``1,204 statements``."""
    return f"{n:,}\N{NO-BREAK SPACE}{one if n == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a row: ``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _named(argument: str) -> str:
    """A name as it stands in a sentence: treaties, unions and the like take the article."""
    words = argument.lower().split()
    takes = bool(words) and words[0] != "the" and words[-1] in _WITH_ARTICLE
    return f"the {argument}" if takes else argument


def plain_words(issue: Issue) -> str:
    """An issue in words where no codebook gives better ones: its predicate as the verb between its arguments."""
    verb = issue.predicate.replace("_", " ")
    first, rest = (issue.arguments[:1], issue.arguments[1:]) if len(issue.arguments) > 1 else ((), issue.arguments)
    return " ".join([*first, verb, listed(rest)]).strip()


def proposition(issue: Issue, words: Callable[[Issue], str] = plain_words) -> str:
    """An issue as a sentence without its full stop, names with their article: ``Russia breaches the INF Treaty``."""
    sentence = words(Issue(issue.predicate, tuple(_named(argument) for argument in issue.arguments)))
    return sentence[:1].upper() + sentence[1:]


def office(held: Office) -> str:
    """An office with its term: ``foreign minister of Russia, from 9 March 2004 on``."""
    title = f"{held.title} of {_named(held.of)}"
    grain = held.term.granularity
    start, end = _said(held.term.earliest, grain, True), _said(held.term.latest, grain, False)
    if start and end:
        return f"{title}, {start} to {end}"
    if start:
        return f"{title}, since {start}"
    return f"{title}, until {end}" if end else title


def _said(side: date | None, grain: Granularity, first: bool) -> str:
    """One side of a term as finely as it is known: a day, or the month or year that it begins or ends."""
    if side is None:
        return ""
    whole = side.day == 1 if first else (side + timedelta(1)).day == 1
    if grain is Granularity.YEAR and whole and side.month == (1 if first else 12):
        return str(side.year)
    if grain in (Granularity.MONTH, Granularity.YEAR) and whole:
        return f"{MONTHS[side.month - 1]} {side.year}"
    return day(side)


def clip(words: str, most: int = 160) -> str:
    """Words short enough for a line, cut between words, with an ellipsis where something was left out."""
    return clipped(" ".join(words.split()), most, "\N{NO-BREAK SPACE}…")
