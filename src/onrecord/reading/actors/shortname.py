"""Parts of a name that stand for the whole: surnames, family names put first, several surnames; and who bears them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, MentionKind, Span
from onrecord.reading.encoder.noun import given_sex
from onrecord.reading.grammar.order import tokens_within
from onrecord.reading.lexicon import words
from onrecord.reference import Reference
from onrecord.reference.spelling import fold, without_line

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast
    from onrecord.reading.actors.member import Member

INITIAL = re.compile(r"[A-Z]\.")
"""A given name cut short."""
# Given names of two syllables as Korea and Taiwan write them: "Ki-moon", "Ching-te".
_NICKNAME = re.compile(r"\b([A-Z][a-z]+(?: [A-Z]\.)?) [“\"‘'(][A-Z][\w-]+(?: [A-Z][\w-]+)?[”\"’')] ([A-Z][\w'’-]+)")
_LOWER_HALF = re.compile(r"[A-Z][a-z]+-[a-z]+")


def surnames_of(name: str, of: str | None, reference: Reference) -> tuple[str, ...]:
    """What somebody is called once named in full, folded; ``of`` is the state or body they are tied to."""
    if name in reference.people:
        return tuple(map(fold, reference.short_names(name)))
    usual = of is not None and reference.side(of) in reference.family_first
    return (fold(without_line(name).split()[0 if family_first(name, usual) else -1]),)


def family_first(name: str, usual: bool) -> bool:
    """Whether a name has its family name first: by how it is written (Ban Ki-moon), or where that is ``usual``."""
    parts = name.split()
    written = len(parts) == 2 and _LOWER_HALF.fullmatch(parts[1]) is not None
    return written or (usual and len(parts) > 1 and given_sex(name) is None)


def is_short_for(short: str, name: str) -> bool:
    """Whether a name of several words can stand for another: its last words, its first ones with the last, no middle.

    "Pena Nieto" for Enrique Peña Nieto; "Paul Ryan" for Paul D. Ryan and the other way round.
    """
    said, full = [fold(w) for w in short.split()], [fold(w) for w in name.split()]
    if len(said) > len(full):
        return len(full) == 2 and (said[0], said[-1]) == (full[0], full[-1]) and _initials(short.split()[1:-1])
    return said == full[len(full) - len(said) :] or (said[-1] == full[-1] and said[:-1] == full[: len(said) - 1])


def _initials(middle: list[str]) -> bool:
    return all(INITIAL.fullmatch(word) for word in middle)


def may_be(given: Sequence[str], name: str) -> bool:
    """Whether what stands before a surname goes with a full name: nothing, its given names or their initials, or words
    with a capital of their own before the whole of it ("Frosty Oda Kell").
    """
    own = name.split()[:-1]
    if own and len(given) > len(own) and list(given[-len(own) :]) == own:
        return True
    short = [part.rstrip(".") if INITIAL.fullmatch(part) else None for part in given]
    return len(given) <= len(own) and all(
        mine == part or (letter is not None and mine.startswith(letter))
        for mine, part, letter in zip(own, given, short, strict=False)
    )


def nicknamed(cast: Cast) -> None:
    """Take in those whose name a nickname interrupts: "Tam 'Tiller' Hollis"."""
    for match in _NICKNAME.finditer(cast.text):
        span = Span(match.start(), match.end())
        name = f"{match[1]} {match[2]}"
        if given_sex(name) is None or not all(cast.free(t.start) for t in tokens_within(cast.tokens, (span,))):
            continue
        member = cast.by_name(name) or cast.member(name, ActorKind.PERSON)
        member.gender = member.gender or given_sex(name)
        says = f"{cast.text[span.start : span.end]} is {member.name} with a nickname"
        cast.mention(span, MentionKind.PERSON, member, "named", says, 0.85)


def brought_together(cast: Cast) -> None:
    """Bring those whom the text introduced by a part of their name alone under the one name that holds it.

    The reference's name is kept, and a name in which no title or body stands; else the fuller one.
    """
    people = [m for m in cast.members.values() if m.kind is ActorKind.PERSON]
    for member in people:
        if _all_titles(member.name):
            bearers = cast.surnamed(member.name.split()[-1].lower())
            fuller = [m for m in bearers if " " in m.name and not _all_titles(m.name)]
        elif " " in member.name:
            fuller = [m for m in people if len(m.name) > len(member.name) and is_short_for(member.name, m.name)]
        elif member.name not in cast.reference.people:
            fuller = [m for m in cast.surnamed(member.name.lower()) if " " in m.name]
            fuller = fuller or [m for m in people if _of_two_surnames(member.name, m.name)]
        else:
            continue
        if member.name not in cast.members:
            continue
        fuller = [m for m in fuller if m.name in cast.members and _can_be(cast, member, m)]
        if len(fuller) != 1 and " " in member.name and not _all_titles(member.name):
            continue
        # Of several who bear a surname news means by it who is named in full first.
        fuller = sorted(fuller, key=lambda m: m.places[0] if m.places else len(cast.text))[:1]
        if not fuller:
            continue
        known = [name in cast.reference.people for name in (member.name, fuller[0].name)]
        if (known == [False, False] and _titled(fuller[0].name)) or known == [True, False]:
            cast.become(fuller[0], member)
        elif not known[0]:
            cast.become(member, fuller[0])


def _of_two_surnames(surname: str, name: str) -> bool:
    """Whether a surname is the first of the two that end a name: "Reyes" of "Oda Reyes Marval"."""
    parts = name.split()
    return len(parts) > 2 and fold(parts[-2]) == fold(surname) and len(surname) > 2


def _all_titles(name: str) -> bool:
    """Whether nothing but titles stands before a surname: "Justice Nervo"."""
    given = [word.lower().strip(".") for word in name.split()[:-1]]
    return bool(given) and all(word in words("roles") | words("ranks") | words("titles") for word in given)


def _titled(name: str) -> bool:
    """Whether what was taken for a name begins with a title or a body: "Harbour Court Justice Frank Nervo"."""
    outside = words("roles") | words("ranks") | words("titles") | words("bodies")
    return any(word.lower().strip(".") in outside for word in name.split()[:-1])


def _can_be(cast: Cast, member: Member, other: Member) -> bool:
    """Whether nothing that is known of two speaks against their being one: sex, side, office."""
    if None not in (member.gender, other.gender) and member.gender != other.gender:
        return False
    if member.of and other.of and cast.reference.side(member.of) != cast.reference.side(other.of):
        return False
    known = cast.reference.actors.get(other.name)
    titles = (*other.roles, *(office.title for office in known.offices if known)) if known else tuple(other.roles)
    held, given = ({w for title in some for w in title.split()} for some in (titles, member.roles))
    return not held or not given or not held.isdisjoint(given)
