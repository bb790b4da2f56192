"""What was found in a line kept apart from the article, with every span pointing into that line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Evidence, Judgement, Mention, Span, Statement


def moved(statement: Statement, line: int) -> Statement:
    """A statement found in a line kept apart, with every span pointing into that line."""

    def there(span: Span | None) -> Span | None:
        return Span(span.start, span.end, line) if span else None

    def each(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(s.start, s.end, line) for s in spans)

    return replace(
        statement,
        source=there(statement.source),
        cue=each(statement.cue),
        content=each(statement.content),
        speaker=_shown(statement.speaker, line),
        act=Judgement(statement.act.value, statement.act.confidence, _moved(statement.act.evidence, line)),
        target=_shown(statement.target, line),
        time=Judgement(statement.time.value, statement.time.confidence, _moved(statement.time.evidence, line)),
        channel=there(statement.channel),
        audience=there(statement.audience),
        hedge=there(statement.hedge),
    )


def moved_mention(mention: Mention, line: int) -> Mention:
    """A mention found in a line kept apart."""
    return Mention(Span(mention.span.start, mention.span.end, line), mention.kind, _shown(mention.refers, line))


def _shown(judged: Judgement[str] | None, line: int) -> Judgement[str] | None:
    """A judgement whose evidence points into a line."""
    return Judgement(judged.value, judged.confidence, _moved(judged.evidence, line)) if judged else None


def _moved(chain: Sequence[Evidence], line: int) -> tuple[Evidence, ...]:
    """A chain of evidence that points into a line."""
    return tuple(replace(e, span=Span(e.span.start, e.span.end, line) if e.span else None) for e in chain)
