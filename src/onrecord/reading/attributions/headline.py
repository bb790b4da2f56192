"""Headlines that name who speaks: "claim - Speaker" and "Speaker: claim"."""

from __future__ import annotations

import re

from onrecord.model import Attribution, Span
from onrecord.reading.lexicon import any_of, words

_BEHIND = re.compile(r"^(?P<claim>\S.*\S)\s+[—–-]{1,2}\s+(?P<who>[^—–:]{2,60})$")
_BEFORE = re.compile(r"^(?P<who>[^:“”\"]{2,50}):\s+(?P<claim>\S.*)$")
# What stands before a colon without being anybody: labels of desks and formats.
_LABELS = re.compile(
    r"(?:live|video|watch|opinion|analysis|explained|explainer|exclusive|breaking|update|factbox|timeline|interview|"
    r"report|review|comment|editorial|q&a|fact check|photos?|poll|profile|briefing|podcast|latest|"
    r"(?:read |see )?(?:more|also)|related|earlier)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:what|who|why|how|when|where|is|are|can|will|does|do|did)\b", re.IGNORECASE)
_MOST_WORDS = 6
# A verb of saying before the colon makes the headline a sentence, which is read as one.
_SPOKEN = frozenset({"says", "said", "tells", "told", "warns", "vows", "asks", "asked"})


def headline(text: str, span: Span, actors: frozenset[str]) -> Attribution | None:
    """The attribution of a headline in one of the two forms, or None.

    ``actors`` are known names in lower case: who stands before a colon must be one of them, or hold a role,
    since any topic can stand there.
    """
    words_of = text[span.start : span.end]
    # "Kell: the talks have failed - Reuters": the newsroom only passes it on.
    tail = _BEHIND.match(words_of)
    passed_on = tail["claim"] if tail and tail["who"].split()[-1] in words("newsrooms") else ""
    behind, before = (_BEHIND, "headline: claim - speaker"), (_BEFORE, "headline: speaker: claim")
    for (pattern, rule), said in ((before, passed_on), (behind, words_of), (before, words_of)):
        match = pattern.match(said)
        if match and _speaks(match["who"], match["claim"], actors, behind=pattern is _BEHIND):
            source = Span(span.start + match.start("who"), span.start + match.end("who"))
            content = Span(span.start + match.start("claim"), span.start + match.end("claim"))
            return Attribution(source, (), (content,), 0.85 if pattern is _BEHIND else 0.8, rule)
    return None


def _speaks(who: str, claim: str, actors: frozenset[str], *, behind: bool) -> bool:
    """Whether the short side of a headline names somebody who can speak."""
    parts = who.split()
    if (
        len(parts) > _MOST_WORDS
        or not (who[0].isupper() or any_of(words("roles")).search(who))
        or _LABELS.match(who)
        or any(c.isdigit() for c in who)  # "Sarn leaves the pact - 2 August 2019"
        or len(claim.split()) < 2
    ):
        return False
    if (_QUESTION.match(claim) and not behind) or any(p.lower() in _SPOKEN for p in parts):
        return False
    if who.lower() in actors or any_of(words("roles")).search(who) or any_of(words("bodies")).search(who):
        return True
    tail = parts[-1].lower().strip(".")
    if behind:
        return len(claim.split()) >= 4
    return tail in actors or any(" ".join(parts[-k:]).lower() in actors for k in (1, 2, 3)) or len(parts) <= 2
