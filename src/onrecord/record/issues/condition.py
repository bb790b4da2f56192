"""Words that hold only under a condition."""

from __future__ import annotations

import re

from onrecord.model import Span

_CONDITION = re.compile(
    r"\b(?:unless|failing\s+which|failing\s+that|if|provided\s+that)\b|(?:^|[.,“\"]\s*)(?:were|had)\s+(?:they|it|he|she|we|this|that)\s+(?:not|to)\b|(?:^|[.,“\"]\s*)should\s+(?=[A-Z])",
    re.IGNORECASE,
)


def conditional(words: str) -> bool:
    """Whether what is said holds only under a condition: "unless", "failing which", "should Veyra ..."."""
    return bool(_CONDITION.search(words))


def under_condition(text: str, span: Span) -> bool:
    """Whether the sentence around a stretch of the text holds only under a condition."""
    start = max(text.rfind(". ", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    end = min((e for e in (text.find(". ", span.end), text.find("\n", span.end)) if e >= 0), default=len(text))
    return conditional(text[start:end])
