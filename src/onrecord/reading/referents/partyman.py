"""Party leaders called by their party, and officers by their rank: "the Anvil leader", "the marshal"."""

from __future__ import annotations

import re
from itertools import islice

from onrecord.model import ActorKind, Judgement, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.place import back_over
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.setting import Setting, judged

_PARTY = re.compile(r"(?:the\s+)?(?P<name>.+?)\s+(?:Party|Movement|Bloc|Alliance|Front|League|List|Union)")
_LEADS = frozenset("leader chief boss head chairman chairwoman man woman strongman frontman firebrand".split())
_LONGEST = 4
# Whom a rank goes back to was named among the last so many mentions.
_BACK = 300


def of_party(cast: Cast, tokens: list[Token], source: Span, setting: Setting) -> Judgement[str] | None:
    """Who leads the party whose name stands short before "leader": the one in office by the reference, or whom the text
    ties to it, else the party.
    """
    if len(tokens) > _LONGEST or len(tokens) < 2 or tokens[-1].lower not in _LEADS:
        return None
    named = [t.text for t in tokens[:-1] if t.lower not in words("determiners")]
    if not named or not all(word[0].isupper() for word in named):
        return None
    short = " ".join(named)
    rows = cast.reference.organisation_rows
    parties = [name for name in rows if (m := _PARTY.fullmatch(name)) is not None and m["name"] == short]
    if len(parties) != 1:
        return None
    party, on = parties[0], setting.published
    holders = {
        name
        for name, row in cast.reference.people.items()
        if any(office.of == party and on.meet(office.term) is not None for office in row.offices)
    }
    told = [m.name for m in cast.before(source.start, (ActorKind.PERSON,)) if m.of == party]
    surface = cast.text[source.start : source.end]
    leader = next(iter(told), None) or (holders.pop() if len(holders) == 1 else None)
    if leader is None:
        cast.take(party, source)
        return judged(party, 0.6, "party", f'"{surface}" speaks for {party}', source)
    if leader in cast.reference.actors:
        cast.take(leader, source)
    return judged(leader, 0.75, "party", f'"{surface}" is {leader} of {party}', source)


def ranked(cast: Cast, tokens: list[Token], source: Span) -> Judgement[str] | None:
    """The last person before whose name a rank stands, where "the" and that rank speak: "the marshal"."""
    if len(tokens) != 2 or tokens[0].lower != "the" or tokens[1].lower not in words("ranks"):
        return None
    rank = tokens[1].lower
    for mention in islice(cast.mentions.before(source.start), _BACK):
        if mention.kind is not MentionKind.PERSON or not mention.refers or mention.span.end > source.start:
            continue
        end = back_over(cast.text, mention.span.start)
        before = cast.text[max(0, end - len(rank)) : end].lower()
        behind = cast.text[mention.span.end : mention.span.end + len(rank) + 7].lower()
        if before == rank or re.match(rf",\s+(?:the|a)\s+{rank}\b", behind):
            name = mention.refers.value
            says = f'"the {rank}" is {name}, called so before'
            return judged(name, 0.8, "rank", says, source)
    return None
