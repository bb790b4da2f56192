"""A day that is told in a clause of its own, as that on which something ends or begins, dates nothing else."""

from __future__ import annotations

import re

from onrecord.model import Span

_ENDS = (
    r"(?:expir|laps|clos|terminat|elaps|conclud|resum|mov|leav|remov|receiv|decid|rul|vot|reconven|conven|releas|agre)(?:es?)|"
    r"(?:ends?|opens?|begins?|starts?|runs?|takes?|falls?|comes?|goes|go|meets?|signs?|renews?|enters?|returns?|sits?|gets?|"
    r"withdraws?|answers?|pays?|reopens?|becomes?|reports?|hands?|hold|holds|votes|rules|passes|is|are|will|would|can|may|must)"
)
# "Before it lapses on", "until the talks resume on", "as the fishing accord lapses on".
_OWN = re.compile(
    r"\b(?:before|until|till|once|unless|if|when|while|as|whereas|because|although|though)\s+"
    r"(?:(?:it|he|she|they|we|this|that)|(?:[\w’'-]+\s+){0,4}?[\w’'-]+)\s+(?:\w+ly\s+|not\s+)?"
    rf"(?:{_ENDS})\b[^,;:.\"“”]*$",
    re.IGNORECASE,
)
_REACH = 160


def in_own_clause(text: str, trigger: Span, time: Span) -> bool:
    """Whether a day belongs to a clause in the present or future that a word stands outside of.

    In "urged them to extend it before it lapses on 31 December" the day is not that on which they were urged.
    """
    start = max(0, time.start - _REACH)
    found = _OWN.search(text, start, time.start)
    return found is not None and not found.start() <= trigger.start < time.end
