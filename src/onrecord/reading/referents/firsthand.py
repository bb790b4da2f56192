"""Who "I" and "we" are outside of what anybody says: who wrote the page, and who puts it out."""

from __future__ import annotations

from onrecord.model import ActorKind, Judgement, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.place import count_between, line_start
from onrecord.reading.referents.setting import judged


def first_person(cast: Cast, word: str, source: Span) -> Judgement[str] | None:
    """Who wrote the page, where it says "I" and has one author; who puts it out, where it says "we"; None inside of
    quotations, and where neither is known.
    """
    start = line_start(cast.text, source.start)
    opened, closed, straight = (count_between(cast.text, mark, start, source.start) for mark in '“”"')
    if opened > closed or straight % 2:
        return None
    if word not in ("i", "my", "me"):
        says = f'"{word}" is {cast.publisher}, which puts the page out'
        return judged(cast.publisher, 0.75, "issuer", says, source) if cast.publisher else None
    if cast.author is None:
        return None
    member = cast.by_name(cast.author) or cast.member(cast.author, ActorKind.PERSON)
    cast.name(member, source)
    return judged(member.name, 0.75, "byline", f'"{word}" is {member.name}, who wrote the page', source)
