"""Who holds the office that a source names: somebody of the text, else whoever held it then by the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from onrecord.model import ActorKind, Interval, Judgement, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.introduction import owner_before
from onrecord.reading.actors.member import Member
from onrecord.reading.actors.naming import Phrase, hints, take_apart
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.pronoun import antecedent, owner_of
from onrecord.reading.referents.setting import Setting, judged

_ALONE = 0.85
"""How sure it is where a role goes to one person named before, and to nobody else."""
_PERSONS = (ActorKind.PERSON,)
_HEADS = {
    "head of state": ("president", "king", "queen"),
    "head of government": ("prime minister", "chancellor", "premier"),
}
_IN_FULL = {
    "pm": "prime minister",
    "prez": "president",
    "fm": "foreign minister",
    "vp": "vice president",
    "premier": "prime minister",
}
_SHORT = re.compile(rf"\b(?:{'|'.join(_IN_FULL)})\b")
# "The Minister of Foreign Affairs" is the foreign minister.
_PORTFOLIO = re.compile(r"(?:[Tt]he\s+)?[Mm]inister\s+(?:of|for)\s+(\w+)")
_OVER = frozenset({"former", "ex", "then", "onetime"})
# "The Secretary of State" is no secretary-general.
_OF_STATE = re.compile(r"(?:[Tt]he\s+)?([Ss]ecretary\s+of\s+(?:[Ss]tate|[Dd]efen[cs]e|[Ww]ar|the\s+[Tt]reasury))\b")
# The offices behind words of news for them, the first that a state or body has.
_TOP_DIPLOMAT = (
    "secretary of state", "external affairs minister", "foreign minister", "high representative", "foreign secretary",
)  # fmt: skip
_SAME_OFFICE = (
    _TOP_DIPLOMAT,
    ("defence minister", "defense minister", "defence secretary", "secretary of defense", "defense secretary"),
)
_HEAD_OF_BODY = (
    "secretary general", "director general", "managing director", "executive secretary", "general secretary", "leader",
    "chairperson", "president", "director", "commissioner general", "chairman", "commander", "head", "secretary",
)  # fmt: skip
_TOP = frozenset("chief head boss leader strongman ruler".split())
_SMALL = frozenset({"the", "of", "'s", "’s", "s", "'", "’", "top", "chief", "-"})


def in_office(cast: Cast, phrase: Phrase, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The person behind an office: "the minister", "the head of state", "the Harbour League's chief"."""
    for office in _HEADS.get(phrase.plain.lower(), ()):
        if found := holder_of(cast, replace(phrase, role=office), source, setting):
            return found
    if not phrase.role or not _is_single(tokens, phrase):
        return None
    if found := holder_of(cast, phrase, source, setting):
        # "His lawyer" is not whichever lawyer was named last.
        several = found.evidence[0].rule == "role" and found.confidence < _ALONE
        anybody = several and tokens[0].lower in words("possessives") and not hints(phrase.role)
        return None if anybody else found
    for office in (*_behind_words(cast, source, tokens), *_alike(cast, phrase.role, source)):
        if found := holder_of(cast, replace(phrase, role=office), source, setting):
            return found
    return None


def counterpart(
    cast: Cast, phrase: Phrase, source: Span, tokens: list[Token], setting: Setting
) -> Judgement[str] | None:
    """Who holds for another state the office of whoever is spoken of: "his Veyran counterpart"."""
    tied = cast.tied(source)
    if tokens[-1].lower != "counterpart" or tied is None:
        return None
    owner = owner_of(cast, tokens[0], setting) if tokens[0].lower in ("his", "her") else None
    member = cast.members.get(owner.value if owner else setting.last or "")
    if member is None or member.kind is not ActorKind.PERSON:
        return None
    row, on = cast.reference.people.get(member.name), setting.published
    held = [office.title for office in row.offices if on.meet(office.term) is not None] if row else []
    for title in (*held, *map(_in_full, member.roles)):
        same = next((titles for titles in _SAME_OFFICE if title in titles), (title,))
        for one in same:
            if found := holder_of(cast, replace(phrase, role=one), source, setting):
                return found
    return None


def _behind_words(cast: Cast, source: Span, tokens: list[Token]) -> Iterator[str]:
    """The office that news calls otherwise: "the Brennish top diplomat", "the Kremlin chief", "the agency's head"."""
    tied = cast.tied(source)
    if tied is None:
        return
    _, known = cast.inside(source)
    said = {t.lower for i, t in enumerate(tokens) if i not in known and t.is_word}
    titles: tuple[str, ...] = ()
    if "diplomat" in said and said & {"top", "chief"} and said <= _SMALL | {"diplomat"}:
        titles = _TOP_DIPLOMAT
    elif {"policy", "chief"} <= said <= _SMALL | {"foreign", "policy"}:
        titles = ("high representative",)
    elif said & _TOP and said <= _SMALL | _TOP:
        state = cast.reference.states.get(tied)
        titles = (*((state.leader,) if state.leader else ()),) if state else _HEAD_OF_BODY
    yield from [title for title in titles if (title, tied) in cast.reference.holders][:1]


def _alike(cast: Cast, role: str, source: Span) -> Iterator[str]:
    """What the office is called in a state that has it under another name: "India's foreign minister"."""
    tied = cast.tied(source)
    minister = role.endswith(" minister") and tied in cast.reference.states
    titles = next((titles for titles in _SAME_OFFICE if role in titles), ()) if minister else ()
    yield from [title for title in titles if title != role and (title, tied) in cast.reference.holders]


def _is_single(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a role names one person: an article or a state before it, no number."""
    return (
        tokens[0].lower not in ("a", "an", "one", "some", "another", "two", "three", "several")
        and phrase.role is not None
    )


def holder_of(cast: Cast, phrase: Phrase, source: Span, setting: Setting) -> Judgement[str] | None:
    """The person that a role names: "the diplomat", "the Brennish minister", "the High Representative"."""
    role = phrase.role or ""
    tied = cast.tied(source)
    surface = cast.text[source.start : source.end]
    if tied is None and (its := re.search(r"\bits\b", surface, re.IGNORECASE)):
        tied = owner_before(cast, min(setting.sentence.start, source.start), source.start + its.start())
    if surface.lower().startswith("whose "):
        # "Varland, whose foreign minister said": whoever stands right before.
        owner = antecedent(cast, "which", source)
        tied = owner.value if owner else None
        if tied is None:
            return None
    if (full := _OF_STATE.match(cast.text, source.start, source.end)) is not None:
        role = " ".join(full[1].lower().split())
    on = setting.published
    earlier = [m for m in cast.before(source.start, _PERSONS) if _holds(cast, m, role, on)]
    side = cast.reference.side(tied) if tied else None
    if side is not None:
        earlier = [m for m in earlier if m.of and cast.reference.side(m.of) == side]
    if len(earlier) > 1 and role.split()[-1] == "minister" and "prime" not in role:
        # Who heads a government is no plain "minister" beside those who are.
        earlier = [m for m in earlier if not _heads_government(cast, m)] or earlier
    if setting.last and any(m.name == setting.last for m in earlier):
        earlier = [m for m in earlier if m.name == setting.last]
    if earlier:
        member = earlier[0]
        others = len({m.name for m in earlier})
        says = f'"{surface}" is {member.name}, the last named to whom the role goes'
        return judged(member.name, _ALONE if others == 1 else 0.7, "role", says, source)
    people = (m for m in cast.members.values() if m.kind is ActorKind.PERSON)
    ours = (m for m in people if side is None or (m.of and cast.reference.side(m.of) == side))
    later = list(islice((m for m in ours if _holds(cast, m, role, on)), 2))
    if len(later) == 1:
        says = f'"{surface}" is {later[0].name}, the only one in the text to whom the role goes'
        return judged(later[0].name, 0.75, "role", says, source)
    if tied is None and role.split()[1:2] == ["of"]:
        named = [m.name for m in cast.members.values() if m.kind is ActorKind.STATE]
        having = [state for state in named if (role, state) in cast.reference.holders]
        tied = having[0] if len(having) == 1 else None
    return office_holder(cast, role, tied, source, setting)


def _heads_government(cast: Cast, member: Member) -> bool:
    """Whether every office of a minister that the text or the reference knows is that of the prime minister."""
    actor = cast.reference.actors.get(member.name)
    held = {*map(_in_full, member.roles), *(o.title for o in actor.offices)} if actor else set(member.roles)
    return all("prime minister" in title for title in held if "minister" in title.split())


def by_role(cast: Cast, span: Span, published: Interval) -> Judgement[str] | None:
    """The person of the text whom a definite role names, where nothing else is known of its setting."""
    tokens, known = cast.inside(span)
    phrase = take_apart(tokens, known)
    alone = Setting(span, None, None, None, None, None, published)
    found = holder_of(cast, phrase, span, alone) if phrase.role else None
    return found if found and cast.members[found.value].named(0, span.start) else None


def office_holder(cast: Cast, role: str, tied: str | None, source: Span, setting: Setting) -> Judgement[str] | None:
    """The one holder of an office of a state or body, by the reference, while the page was published."""
    if tied is None or not setting.published.known:
        return None
    over = _PORTFOLIO.match(cast.text, source.start, source.end)
    held = f"{over[1].lower()} minister" if over else role.replace("-", " ")
    holders = {
        name
        for name, office in cast.reference.holders.get((held, tied), ())
        if setting.published.meet(office.term) is not None
    }
    if len(holders) != 1:
        return None
    name = holders.pop()
    cast.take(name, source)
    return judged(name, 0.7, "office", f"{name} was {role} of {tied} at that time", source)


def _holds(cast: Cast, member: Member, role: str, published: Interval) -> bool:
    """Whether a member's offices go with a role noun: its own words, or what the noun can stand for.

    Of offices that the text does not give, only those held when it came out count, but for one who was "former".
    """
    role = _in_full(role)
    wanted = set(role.replace("-", " ").split())
    actor = cast.reference.actors.get(member.name)
    over = not wanted.isdisjoint(_OVER)
    known = [o.title for o in actor.offices if over or published.meet(o.term) is not None] if actor else []
    for held in map(_in_full, (*member.roles, *known)):
        have = set(held.replace("-", " ").split())
        if wanted <= have or (
            role.replace("-", " ").split()[-1] in have and not wanted - have - {"former", "senior", "then"}
        ):
            return True
        if len(wanted) == 1 and any(hint in held for hint in hints(role)):
            return True
    return False


def _in_full(role: str) -> str:
    """A role without its abbreviations: "then-PM" as "then-prime minister"."""
    return _SHORT.sub(lambda short: _IN_FULL[short[0]], role)
