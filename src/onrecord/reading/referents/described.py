"""Who is meant by words that describe: "a grim-faced Kell", "the ministers", "the allies"."""

from __future__ import annotations

import itertools
import re

from onrecord.model import ActorKind, Judgement, MentionKind, Span
from onrecord.reading.actors.byname import for_person
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.member import Member
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.place import back_over
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.pronoun import head_noun, one_person
from onrecord.reading.referents.setting import SPOKEN_FOR, Setting, judged

_WHO = re.compile(r",?\s+who\b")
# "Oda Kell, 54, a harbour master in Ruhn": an age.
_AGED = re.compile(r",\s+\d\d,\s+$")
_AGE = 8
_LIKE = re.compile(r"(?:[\w’'-]+\s+){1,4}(?:like|such\s+as)\s+")
_OPENS_PART = re.compile(r"[,(]")


def named_behind(cast: Cast, source: Span) -> Judgement[str] | None:
    """A person named behind words that only describe: "a grim-faced Kell", "the ex-chief, Sundmark Rep. Ora Finn"."""
    for mention in cast.mentions.within(source):
        if mention.kind is not MentionKind.PERSON or mention.refers is None:
            continue
        behind = cast.text[mention.span.end : source.end].lstrip()
        before = _OPENS_PART.split(cast.text[source.start : mention.span.start])[-1].split()
        if _LIKE.fullmatch(cast.text, source.start, mention.span.start) and not behind:
            says = f"{mention.refers.value} is named as one of those who speak"
            return judged(mention.refers.value, 0.7, "name", says, source)
        if (behind and behind[0] not in ",(") or not before:
            continue
        if any(_binds(before, i) for i in range(len(before))) and not _office_of_body(before):
            continue
        says = f'"{cast.text[source.start : source.end]}" is {mention.refers.value}'
        return judged(mention.refers.value, 0.8, "name", says, source)
    return None


def together(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The first of persons who are named together with their titles: "President Kell and former minister Oda Drel"."""
    named = cast.mentions.within(source)
    people = [m for m in named if m.kind is MentionKind.PERSON and m.refers]
    names = [m.refers.value for m in people if m.refers]
    if len(set(names)) < 2:
        return None
    inside = [t for t in tokens if not any(m.span.start <= t.start < m.span.end for m in named)]
    titles = words("titles") | words("roles") | words("ranks") | {".", "former", "then", "-", "the", "both"}
    behind = {t.start: after.lower for t, after in itertools.pairwise(tokens)}
    of_where = {t.start for t in inside if t.is_capital and behind.get(t.start) in titles}
    rest = [t.lower for t in inside if t.lower not in titles and t.start not in of_where]
    if "and" not in rest or not {"and", ","}.issuperset(rest):
        return None
    return judged(names[0], 0.6, "joint", f"{names[0]} speaks together with {', '.join(names[1:])}", source)


def named_before(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """The person right in front of an office without an article, or with one before "who": "Kell, president of the
    league, said", "Kell, the head of the league, who said".
    """
    first = tokens[0]
    aged = _AGED.search(cast.text, max(0, source.start - _AGE), source.start)
    goes_on = first.lower in words("determiners") and (aged or _WHO.match(cast.text, source.end))
    closed = words("determiners") | words("possessives") | words("pronouns")
    if first.is_capital or (first.lower in closed and not goes_on):
        return None
    before = back_over(cast.text, source.start)
    stop = next((i for i, t in enumerate(tokens) if t.lower in words("prepositions") or t.text == ","), len(tokens))
    if cast.text[before - 1 : before] != "," or not stop:
        return None
    noun = tokens[stop - 1].lower
    of_whom = noun == singular(noun) and stop < len(tokens) and tokens[stop].lower == "of"
    if noun not in words("roles") and not ((aged or of_whom) and for_person(noun)):
        return None
    end = aged.start() if aged else before - 1
    for mention in cast.mentions.touching(Span(end - 1, end)):
        if mention.kind is MentionKind.PERSON and mention.refers and mention.span.end == end:
            says = f'"{cast.text[source.start : source.end]}" is what {mention.refers.value} is'
            return judged(mention.refers.value, 0.85, "name", says, source)
    return None


def _office_of_body(said: list[str]) -> bool:
    """Whether the words before a name give an office and whose it is: "official representative of the Ministry Ana
    Brill", but not "aides to Ana Brill", nor "the envoy of President Ana Brill".
    """
    stop = next((i for i, word in enumerate(said) if i and word.lower() in words("prepositions")), None)
    if stop is None or said[stop].lower() not in ("of", "for", "at"):
        return False
    first = next((w for w in said if w.lower() not in words("determiners")), "")
    noun, last = said[stop - 1].lower(), said[-1]
    if first.lower() in words("possessives") or noun != singular(noun) or noun not in words("roles"):
        return False
    closed = words("prepositions") | words("determiners") | words("titles") | words("roles") | words("ranks")
    return last[:1].isalpha() and last.lower().strip(".") not in closed


def _binds(said: list[str], index: int) -> bool:
    """Whether a word before a name makes of its bearer a part of something else: "aides to Kell", "aides and Kell"."""
    word = said[index].lower()
    if word == "and" and index and for_person(said[index - 1].lower()):
        return False
    lists = ("prepositions", "coordinators", "subordinators", "auxiliaries", "pronouns")
    return any(word in words(name) for name in lists) or not any(c.isalpha() for c in word)


def same_group(cast: Cast, source: Span, tokens: list[Token]) -> Judgement[str] | None:
    """Those called by their noun alone after they were named in full: "the ministers" of "ministers of the League"."""
    said = [t for t in tokens if t.is_word]
    if len(said) != 2 or said[0].lower != "the":
        return None
    for member in cast.before(source.start, (ActorKind.GROUP,)):
        head = re.split(r"\s(?:of|from|in|at|for)\s", member.name)[0].split()[-1]
        if member.of and head.lower() == said[1].lower:
            says = f'"{cast.text[source.start : source.end]}" are those named before: {member.name}'
            return judged(member.name, 0.7, "group", says, source)
    return None


def same_person(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """Somebody unnamed who speaks on: "the official" of "a Varlandic official" or behind a spokesman."""
    said = [t.lower for t in tokens if t.is_word]
    member = cast.members.get(setting.last or "")
    if member is not None and _in_role(member, [t.lower for t in tokens]):
        says = f'"{cast.text[source.start : source.end]}" is {member.name}, who is that and spoke last'
        return judged(member.name, 0.75, "role", says, source)
    if len(said) != 2 or said[0] != "the" or member is None:
        return None
    surface = cast.text[source.start : source.end]
    same = setting.through and cast.side(setting.through) == cast.side(member.name)
    if setting.through and same and said[1] == "official":
        says = f'"{surface}" is who spoke for {setting.through} before'
        return judged(setting.through, 0.65, SPOKEN_FOR, says, source)
    if one_person(member) and head_noun(member.name) == said[1]:
        return judged(member.name, 0.7, "group", f'"{surface}" is the one who spoke before: {member.name}', source)
    return None


def same_unnamed(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """Somebody unnamed of the sentence before, by the same noun: "Arlen would wait, a diplomat said. ..., the diplomat
    added", whoever else bears the title, and though Arlen is held to say so too.
    """
    said = [t.lower for t in tokens if t.is_word]
    if len(said) != 2 or said[0] != "the" or setting.before is None:
        return None
    for one in cast.before(source.start, (ActorKind.GROUP,)):
        near = one.named(setting.before.start, source.start)
        if near and one_person(one) and head_noun(one.name) == said[1]:
            surface = cast.text[source.start : source.end]
            return judged(one.name, 0.7, "group", f'"{surface}" is the one who spoke before: {one.name}', source)
    return None


def _in_role(member: Member, said: list[str]) -> bool:
    """Whether "the ministry's spokeswoman" or "his spokesman" has the noun of somebody's own role."""
    named = member.kind is ActorKind.PERSON and " " in member.name
    definite = said[0] in ("the", "his", "her", "its", "their") or not {"'s", "’s"}.isdisjoint(said)
    noun = said[-1].removesuffix("man").removesuffix("woman").removesuffix("person")
    heads = {role.split()[-1] for role in member.roles}
    return named and definite and noun == "spokes" and any(head.startswith(noun) for head in heads)


def allies(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """The body of states whose members somebody speaks of who heads it: "the allies", he said, "fully support it"."""
    surface = cast.text[source.start : source.end].lower()
    if setting.holder is None or surface not in ("allies", "the allies", "members", "the members"):
        return None
    whole = cast.side(setting.holder)
    if whole not in cast.reference.organisation_rows:
        return None
    return judged(whole, 0.65, "group", f"{setting.holder} speaks of the members of {whole}", source)
