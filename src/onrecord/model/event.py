"""What happened, what falls due, and what a page claims as fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Judgement
from onrecord.model.interval import Interval
from onrecord.model.span import Span
from onrecord.model.statement import Act


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that happened: ``span`` shows it, ``label`` puts it in a few words.

    ``who`` holds canonical names of actors, ``agreement`` that of the agreement it is about, ``place`` and
    ``venue`` are given as the page or the reference names them. ``rule`` says what tells it: a ``frame``, a ``kind`` of
    word, a ``clause`` with a day, or a ``clue``; ``chance`` how likely it is, as the network sees it, that the word
    tells of something that happened (1 where no network read the page).
    """

    id: str
    span: Span
    act: Act
    label: str
    who: tuple[str, ...]
    time: Judgement[Interval]
    agreement: str | None = None
    place: str | None = None
    venue: str | None = None
    rule: str = "frame"
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Clue:
    """A word that tells, as the network sees it, that something happened; ``act`` is the likeliest for it."""

    span: Span
    act: Act
    chance: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """What falls due: counted in ``days`` from ``start``, or on a day that is named, where ``days`` is None.

    ``statement`` is the one that sets it, None where the page tells of it in its own voice; then ``by`` is who sets it,
    where that is told ("Arlen gave Veyra 45 days"). ``bound`` is the actor that must act, ``condition`` the words that
    say under which condition, ``falls`` the day or days on which it ends. ``start`` is when it was set: with the
    statement unless the words count from another day. None where that is not kept.
    """

    id: str
    span: Span
    statement: str | None
    days: int | None
    bound: str | None
    condition: Span | None
    falls: Judgement[Interval]
    start: Judgement[Interval] | None = None
    by: str | None = None


class Verdict(StrEnum):
    """What comes of holding a claim against the reference."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_COVERED = "not covered"


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact that a page states of an agreement, an organisation or a person, which ``about`` names.

    ``fact`` says which, ``value`` is what the page gives: a date (EDTF) for ``signed``, ``in force``, ``ended``,
    ``joined by`` and ``left by`` a state; a quantity such as ``500-1000 km`` for the name of a provision, ``6 months``
    for ``notice of withdrawal``; a state for ``a party``, ``a member``, ``a signatory``, with ``not``, ``once`` or
    ``never`` for what is denied or was; ``secretary of state of United States`` for ``office``. ``statement`` is None
    where the page says it in its own voice.
    """

    span: Span
    about: str
    fact: str
    value: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A claim held against the reference: the verdict, the reference's value and where that comes from."""

    claim: Claim
    verdict: Verdict
    reference: str | None
    source: str | None
