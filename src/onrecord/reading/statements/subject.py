"""Whom a sentence is about, as far as its opening tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from onrecord.model import Judgement, Mention, MentionKind, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.introduction import serves_another
from onrecord.reading.grammar.item import MARKS
from onrecord.reading.grammar.order import DEMONYM
from onrecord.reading.lexicon import longest_cue, words
from onrecord.reading.referents.opening import main_subject
from onrecord.reading.referents.trimming import behind_dateline
from onrecord.reading.statements.spoken import Spoken


def subject(cast: Cast, sentence: Span | None, kinds: tuple[MentionKind, ...]) -> str | None:
    """The actor of some kind that opens a sentence."""
    if sentence is None or cast.text[sentence.start] in MARKS:
        # Who opens what somebody is quoted with is no subject of the page's own.
        return None
    person = main_subject(cast, sentence) if MentionKind.PERSON in kinds else None
    if person is not None and person.refers is not None:
        return person.refers.value
    start = behind_dateline(cast.text, sentence)
    opening = Span(start, min(sentence.end, start + 45))
    for mention in cast.mentions.within(opening):
        owns = mention.kind is not MentionKind.PERSON and cast.text[mention.span.end : mention.span.end + 1] in (
            "'",
            "’",
        )
        if mention.kind is MentionKind.PERSON and serves_another(cast, mention):
            continue
        if mention.refers and mention.kind in kinds and not owns and not _adjective(cast, mention):
            return mention.refers.value
    return None


def agent_before(cast: Cast, sentences: Sequence[Span]) -> Callable[[Span], str | None]:
    """Tells of a stretch of a text whom the sentence before its own is about."""

    def told(span: Span) -> str | None:
        index = bisect_right(sentences, span.start, key=lambda s: s.start) - 2
        return subject(cast, sentences[index], (MentionKind.PERSON,)) if index >= 0 else None

    return told


def _adjective(cast: Cast, mention: Mention) -> bool:
    """Whether a people's name only says whose something is: "the Varlandic coast guard"."""
    if mention.refers is None or mention.refers.evidence[0].rule != DEMONYM:
        return False
    behind = next(iter(cast.text[mention.span.end : mention.span.end + 30].split()), "")
    plain = behind.strip(".,;:").lower()
    return behind[:1].isalpha() and not (
        plain in longest_cue() or plain in words("auxiliaries") | words("coordinators")
    )


def denying(cast: Cast, item: Spoken, speaker: Judgement[str] | None, last: str | None) -> Judgement[str] | None:
    """Who denies in "Kell accused Tovey of lying, which he denied": not who spoke, but whom the sentence names last."""
    source = item.one.source
    taken = [cast.text[c.start : c.end].lower() for c in item.one.content] == ["which"]
    if source is None or not taken or speaker is None or speaker.value != last:
        return None
    if cast.text[source.start : source.end].lower() not in words("pronouns"):
        return None
    named = cast.mentions.within(Span(item.sentence.start, max(item.sentence.start, source.start)))
    others = [m.refers for m in named if m.refers and m.kind in ACTORS and m.refers.value != last]
    return others[-1] if others else None
