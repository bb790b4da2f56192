"""Pronouns and definite nouns that nobody speaks by and no link explains: of whoever their sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import ActorKind, Evidence, Interval, Judgement, Kind, Mention, MentionKind, Span, Statement
from onrecord.model.actor import ACTORS, BODIES
from onrecord.reading.actors.byname import for_person
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.group import Several, owned
from onrecord.reading.actors.member import Member
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.order import ANTECEDENT, UNNAMED, Places
from onrecord.reading.lexicon import longest_cue, words
from onrecord.reading.referents.description import definite_nouns
from onrecord.reading.referents.epithet import epithet
from onrecord.reading.referents.pronoun import LAST_NAMED, OWNERS, pronoun
from onrecord.reading.referents.relative import noun_before
from onrecord.reading.referents.setting import Setting
from onrecord.reading.statements.subject import subject

_SURE = 0.7
_UNNAMED = 0.6
# So many tokens stand at most between a name and a "who" behind an apposition.
_APPOSED = 14
_OF_WHERE = frozenset({"of", "from"})
_KINDS = {ActorKind.STATE: MentionKind.STATE, ActorKind.ORGANISATION: MentionKind.ORGANISATION}
# "Candidates in close races who": what may stand between those told of and "who", within so many characters.
_TAIL = re.compile(r"\s+(?:in|of|from|at|on|for|with)(?:\s+[\w’'-]+){1,4},?\s+$")
_BEHIND = 60
# "They’ll" is "they".
_PRONOUN = re.compile(r"(he|she|who|him|his|her|they|them|their)(?:['’](?:ll|ve|d|re|s))?")
_PRONOUNS = frozenset({"he", "she", "who", "him", "his", "her", "they", "them", "their"})


def further(cast: Cast, said: Sequence[Statement], sentences: Sequence[Span], published: Interval) -> Iterator[Mention]:
    """A mention for each "he", "she" and "who", and each definite noun, of which the text around tells whom they mean;
    and for those without a name who act in a sentence ("the candidates", "voters").

    Only what its own sentence or the one before is about counts, and who spoke there; the words that somebody is
    quoted with are left alone.
    """
    own = [one for one in said if all(span.line is None for span in one.content)]
    quoted = Places((one for one in own if one.kind is Kind.DIRECT), lambda one: one.content)
    sources = Places((one.source for one in own if one.source), lambda span: (span,))
    content = Places((span for one in own for span in one.content), lambda span: (span,))
    spoken = sorted((one.cue[0].start, one.speaker.value) for one in own if one.cue and one.speaker and not one.parent)
    told = {one.source.end: one.speaker.value for one in own if one.source and one.speaker}
    for group in cast.several:
        named = (m.span.end >= group.span.end for m in cast.mentions.touching(group.span))
        if any(named) or sources.touching(group.span):
            continue
        setting = (
            _setting(cast, group.owner, content, spoken, sentences, published) if group.owner is not None else None
        )
        unnamed = _unnamed(cast, group.span, _whose(cast, group, setting))
        told[group.span.end] = unnamed.refers.value if unnamed.refers else ""
        yield unnamed
    pronouns = (Span(t.start, t.start + len(short[1])) for t in cast.tokens if (short := _PRONOUN.fullmatch(t.lower)))
    for span in (*pronouns, *definite_nouns(cast)):
        if quoted.touching(span) or sources.touching(span) or cast.mentions.touching(span):
            continue
        word = cast.text[span.start : span.end].lower()
        found = (
            _behind_apposition(cast, span) or _right_behind(cast, span, told) or _of_noun(cast, span)
            if word == "who"
            else _told(cast, span, word, _setting(cast, span, content, spoken, sentences, published))
        )
        if found is not None:
            why = (Evidence(ANTECEDENT, found.why, span),)
            kind = _KINDS.get(cast.members[found.value].kind, MentionKind.PERSON)
            yield Mention(span, kind, Judgement(found.value, min(_SURE, found.confidence), why))


def _right_behind(cast: Cast, who: Span, told: Mapping[int, str]) -> Judgement[str] | None:
    """Those whom "who" stands right behind, where who they are is ``told`` by where the words for them end."""
    behind = _TAIL.search(cast.text, max(0, who.start - _BEHIND), who.start)
    name = told.get(len(cast.text[: who.start].rstrip(" ,"))) or (told.get(behind.start()) if behind else None)
    if name is None:
        return None
    return Judgement(name, _SURE, (Evidence("relative", f'"who" is {name}, told of right before', who),))


def _of_noun(cast: Cast, who: Span) -> Judgement[str] | None:
    """Those without a name whom "who" stands right behind: "naturalized citizens who"."""
    noun = noun_before(cast, who)
    called = cast.text[noun.start : noun.end].split() if noun is not None else []
    called = called[1:] if called and called[0].lower() in words("determiners") else called
    last = called[-1].lower() if called else ""
    if noun is None or last == singular(last) or not for_person(singular(last)):
        return None
    found = _unnamed(cast, noun, " ".join(called)).refers
    return Judgement(found.value, _UNNAMED, (Evidence("relative", f'"who" is {found.value}', who),)) if found else None


def _whose(cast: Cast, group: Several, setting: Setting | None) -> str:
    """What people without a name are called, with whose they are where that is told: "Oda Kell's aides"."""
    if group.owner is None or setting is None:
        return group.called
    words_for = cast.text[group.owner.start : group.owner.end]
    if words_for.lower() in words("possessives"):
        meant = pronoun(cast, words_for.lower(), group.owner, setting) if words_for.lower() in OWNERS else None
        return owned(meant.value, group.called) if meant is not None else group.called
    named = next((m.refers for m in cast.mentions.within(group.owner) if m.refers and m.kind in ACTORS), None)
    return owned(named.value if named is not None else words_for, group.called, many=named is None)


def _unnamed(cast: Cast, span: Span, name: str) -> Mention:
    """A mention of those whom the text leaves without a name, under the words that it uses for them."""
    if name not in cast.members:
        cast.members[name] = Member(name, ActorKind.GROUP, cast.tied(span))
    cast.name(cast.members[name], span)
    why = (Evidence(UNNAMED, "the page names nobody here, only this description", span),)
    return Mention(span, MentionKind.PERSON, Judgement(name, _UNNAMED, why))


def _told(cast: Cast, span: Span, word: str, setting: Setting | None) -> Judgement[str] | None:
    """Whom a pronoun or a definite noun means by its own sentence or the one before."""
    if setting is None:
        return None
    if word not in _PRONOUNS:
        return epithet(cast, span, setting) if setting.agent is not None else None
    found = pronoun(cast, {"him": "he"}.get(word, word), span, setting)
    return found if found is not None and found.evidence[0].rule not in (LAST_NAMED, ANTECEDENT) else None


def _setting(
    cast: Cast,
    span: Span,
    content: Places[Span],
    spoken: Sequence[tuple[int, str]],
    sentences: Sequence[Span],
    published: Interval,
) -> Setting | None:
    """What stands around a stretch that is no source: who spoke last counts where it was in the sentence before."""
    index = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    if index < 0 or span.start >= sentences[index].end:
        return None
    sentence, before = sentences[index], sentences[index - 1] if index else None
    at = bisect_left(spoken, (span.start, "")) - 1
    near = at >= 0 and spoken[at][0] >= (before or sentence).start
    agent = subject(cast, before, (MentionKind.PERSON,))
    return Setting(
        sentence=sentence,
        before=before,
        last=spoken[at][1] if near else agent,
        subject=subject(cast, before, BODIES),
        agent=agent,
        holder=None,
        published=published,
        said=tuple(c for c in content.touching(sentence) if not c.touches(span)),
    )


def _behind_apposition(cast: Cast, who: Span) -> Judgement[str] | None:
    """The person whom "who" takes up over what or where they are: "Kell, a harbour master who left",
    "Kell of Ruhn, who", "Kell (Sundmark), an early backer, who".
    """
    at = bisect_left(cast.tokens, who.start, key=lambda t: t.start)
    closed = longest_cue().keys() | words("auxiliaries") | words("past") | words("coordinators")
    opened = False
    for first in range(at - 1, max(0, at - _APPOSED), -1):
        token, behind = cast.tokens[first], cast.tokens[first + 1]
        where = token.lower in _OF_WHERE and behind.is_capital
        opened = opened or (first + 1 < at and token.text == "," and behind.lower in words("determiners"))
        if where or (token.text in ",(" and (opened or behind.is_capital)):
            end = cast.tokens[first - 1].end
            for mention in cast.mentions.touching(Span(end - 1, end)):
                if mention.kind is MentionKind.PERSON and mention.refers and mention.span.end == end:
                    says = f'"who" is {mention.refers.value}, whom the words before it describe'
                    return Judgement(mention.refers.value, _SURE, (Evidence("relative", says, who),))
        if not (token.is_word or token.text in "-.,()") or token.lower in closed:
            return None
    return None
