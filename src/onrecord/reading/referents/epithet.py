"""Who speaks on under another word: "the Sundmark senator said", right behind what Kell said."""

from __future__ import annotations

import re

from onrecord.model import ActorKind, Interval, Judgement, MentionKind, Span
from onrecord.reading.actors.byname import for_person, parties, plain, taken_up
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.member import Member
from onrecord.reading.encoder.noun import HE, SHE, singular, stands_for
from onrecord.reading.grammar.order import tokens_within
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.description import calls
from onrecord.reading.referents.setting import Setting, judged

_NEAR = 1500
"""Who spoke last was named within so many characters."""
_LONGEST = 8
_PRONOUNS = {HE: frozenset({"he", "his", "him", "himself"}), SHE: frozenset({"she", "her", "herself"})}
# What was said last ends at most so many characters before the sentence before, where that is about nobody.
_BEHIND = 200
# "The front-runner and former minister": one person, since there is no article behind the "and".
_ALSO = re.compile(r"\s+and\s+(?!the\b|an?\b|his\b|her\b)")
# Who knows a matter is anybody, but goes on from the sentence before: "the expert considers".
_KNOWING = frozenset({"expert", "analyst", "observer"})
_QUESTION = re.compile(r"\b(?:asked|asks|pressed|challenged|questioned)\b|\?")
_ASKED = re.compile(r"\basked\s+[A-Z]")
# "The former head of Dunmoor Shipping"
_OF_NAME = re.compile(r"\sof(?:\s[A-Z][\w’'&-]*)+$")
_AGED = re.compile(r"\d+-year-old")


def epithet(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """Whom the sentence before is about, or who spoke last, where a definite noun that can stand for them speaks on and
    nobody else came between.

    Nouns that stand for anybody ("the official") take up nobody, nor do those by which the text calls somebody else.
    """
    member = cast.members.get(setting.agent or setting.last or "")
    if member is None or member.kind is not ActorKind.PERSON or not _known(cast, member):
        return None
    if member.name != setting.last and not _about(cast, member, source, setting):
        return None
    said = _noun(cast, source)
    if said is None or not _goes_on(cast, member, source, setting):
        return None
    noun, about, names = said
    if noun in _KNOWING and not _just_spoke(cast, member, source, setting):
        return None
    told = calls(cast, setting.published).told.get(member.name, set())
    named = noun in words("roles") or bool(about)
    if member.name != setting.last and named and not {noun, *about} <= told:
        return None  # Whose office that is, holder.py tells; "the Reformist" is nobody's word for a Conservative.
    if not names.isdisjoint(map(plain, member.name.split())):
        return None  # "The Kell impersonator" is not Kell.
    sex = stands_for(noun)
    if (sex in (HE, SHE) and member.gender not in (None, sex)) or _of_other_sex(cast, member, source, setting):
        return None
    tied = cast.tied(source)
    if tied and cast.side(member.name) not in (member.name, cast.reference.side(tied)):
        return None
    if not _fits(cast, member, noun, about, names, source, setting.published):
        return None
    how = "who spoke last" if member.name == setting.last else "whom the sentence before is about"
    says = f'"{cast.text[source.start : source.end]}" is {member.name}, {how}'
    return judged(member.name, 0.65, "epithet", says, source)


def _just_spoke(cast: Cast, member: Member, source: Span, setting: Setting) -> bool:
    """Whether somebody is named in the sentence before, alone, and in the same paragraph."""
    before = setting.before
    if before is None or "\n\n" in cast.text[before.start : source.start]:
        return False
    named = {m.refers.value for m in cast.mentions.within(before) if m.kind is MentionKind.PERSON and m.refers}
    return named == {member.name}


def _about(cast: Cast, member: Member, source: Span, setting: Setting) -> bool:
    """Whether the sentence before opens with the name of somebody who asks nothing there, and the words are tied to no
    body that is not theirs.
    """
    before, tied = setting.before, cast.tied(source)
    if before is None or _QUESTION.search(cast.text, before.start, before.end):
        return False
    first = next((m for m in cast.mentions.within(before) if m.refers and m.refers.value == member.name), None)
    ahead = cast.text[before.start : first.span.start].split() if first is not None else ["-"]
    opens = all(word[0].isupper() or word.lower() in words("titles") | words("roles") for word in ahead)
    return opens and (tied is None or cast.side(member.name) == cast.reference.side(tied))


def _known(cast: Cast, member: Member) -> bool:
    """Whether somebody has more of a name than a surname."""
    return " " in member.name or member.name in cast.reference.people


def _of_other_sex(cast: Cast, member: Member, source: Span, setting: Setting) -> bool:
    """Whether the sentence goes on about a woman where a man spoke last, or the other way round."""
    behind = {t.lower for t in tokens_within(cast.tokens, [Span(source.end, max(source.end, setting.sentence.end))])}
    told = [sex for sex, pronouns in _PRONOUNS.items() if not behind.isdisjoint(pronouns)]
    return len(told) == 1 and member.gender in _PRONOUNS and told[0] != member.gender


def _noun(cast: Cast, source: Span) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """The noun of a definite phrase for one person, the words that go with it, and which of those are names."""
    surface = cast.text[source.start : source.end]
    if not surface.lower().startswith("the ") or "\n" in surface:
        return None
    if (also := _ALSO.search(surface)) is not None:
        surface = surface[: also.start()]
    surface, _, where = surface.partition(" of ") if _OF_NAME.search(surface) else (surface, "", "")
    said = surface.split()[1:]
    if not said or len(said) > _LONGEST or any(w.lower() in words("prepositions") or w[-1] in ",;:" for w in said):
        return None
    if not set(said).isdisjoint(_another()) or any(w[:-1].endswith(("'", "’")) for w in said):
        return None
    last = said[-1].lower()
    noun = "person" if _AGED.fullmatch(last) else _head(last)
    if noun is None or noun in set(table("families")["anybody"].split()) - _KNOWING:
        return None if noun != "person" or not _AGED.fullmatch(last) else ("person", frozenset(), frozenset())
    if where and noun in words("roles"):
        return None  # "The Secretary of State" holds an office of its own.
    names = [*(w for w in said[:-1] if w[0].isupper()), *where.split()]
    return noun, frozenset(map(plain, said[:-1])), frozenset(map(plain, names))


def _another() -> frozenset[str]:
    """Words by which somebody is another than who spoke."""
    return frozenset(table("families")["another"].split())


def _head(word: str) -> str | None:
    """The noun for a person that a word is, or of which it is made: "front-runner", "star-turned-candidate"."""
    parts = word.split("-")
    for part in dict.fromkeys((word, word.replace("-", ""), parts[-1], parts[0])):
        if part == singular(part) and for_person(plain(part)):
            return plain(part)
    return None


def _goes_on(cast: Cast, member: Member, source: Span, setting: Setting) -> bool:
    """Whether nobody but who spoke last stands between: the sentence before is about nobody else, nor is this one."""
    named = member.last(source.start)
    if named is None or source.start - named > _NEAR or setting.agent not in (None, member.name):
        return False
    since = setting.before.start if setting.before else setting.sentence.start
    spoke = setting.spoke is not None and setting.spoke >= since - _BEHIND
    if setting.agent is None and not spoke and named < since:
        return False  # Others may have been named since.
    if setting.before is not None and _ASKED.search(cast.text, setting.before.start, setting.before.end):
        return False  # Whoever was asked speaks next.
    for mention in cast.mentions.within(Span(setting.sentence.start, max(setting.sentence.start, source.start))):
        other = mention.kind is MentionKind.PERSON and mention.refers is not None
        other = other and mention.refers is not None and mention.refers.value != member.name
        if other and not any(mention.span.touches(s) for s in setting.said):
            return False
    return True


def _fits(
    cast: Cast,
    member: Member,
    noun: str,
    about: frozenset[str],
    names: frozenset[str],
    source: Span,
    published: Interval,
) -> bool:
    """Whether what the text calls a person, and others, speaks for a noun or not against it."""
    every = calls(cast, published)
    told = every.told.get(member.name, set())
    party = (about | {noun}) & parties()
    if party and told & parties() and party.isdisjoint(told):
        return False
    family = taken_up(noun, "persons")
    called = [b for word in family for b in every.by_noun.get(word, ()) if not _contradicts(b.names, names)]
    if noun in parties() and names - parties():
        # Others of a party are meant by "the Sundmark Conservative" only where they are of Sundmark.
        called = [b for b in called if b.names & names]
    own = [b for word in family for b in every.by_noun.get(word, ()) if b.name == member.name]
    if own:
        return any(not _contradicts(b.names, names) for b in own)
    if any(b.name != member.name for b in called):
        return False
    # "An organiser met them ... the organiser said": that one has no name.
    since = max(0, source.start - _NEAR)
    return re.search(rf"\ban?\s(?:[\w-]+\s){{0,3}}{re.escape(noun)}\b", cast.text[since : source.start]) is None


def _contradicts(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two descriptions name where or what somebody is from, and not the same."""
    one, other = one - parties(), other - parties()
    return bool(one) and bool(other) and one.isdisjoint(other)
