"""What a statement answers, and whose doing it points back at."""

from __future__ import annotations

import re

from onrecord.model import Act, ActorKind, Judgement, Span, Statement
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.pointing import points_back
from onrecord.reading.statements.act import Words, word_list
from onrecord.reading.statements.spoken import NEAR

# "Condemned the launch, calling it a breach".
_IT = re.compile(r"\W*(?:it|this|that|them|these|those)\b(?!['’])", re.IGNORECASE)


def answered(
    cast: Cast, seen: Words, value: Act, speaker: Judgement[str] | None, earlier: list[Statement]
) -> Statement | None:
    """The statement that a denial or a rejection answers: the last accusation, demand or threat from elsewhere."""
    if value not in (Act.DENY, Act.REJECT) or speaker is None:
        return None
    lower = set(re.findall(r"[a-z]+", seen.content.lower()))
    accusing = lower & word_list("accusing_nouns")
    asking = lower & (word_list("asking_nouns") | word_list("threatening_nouns"))
    wanted = (Act.ACCUSE,) if accusing or (value is Act.DENY and not asking) else (Act.REQUEST, Act.THREATEN, Act.AGREE)
    if not (accusing or asking or points_back(seen.content, "doings", "utterances") or value is Act.DENY):
        return None
    near = [s for s in earlier[-NEAR:] if s.speaker and s.act.value in wanted]
    others = [s for s in near if s.speaker and cast.side(s.speaker.value) != seen.side]
    aimed = [s for s in others if s.target and cast.side(s.target.value) == seen.side]
    back = bool(accusing or asking) or points_back(seen.content, "doings", "utterances")
    return next(reversed(aimed or (others if back else [])), None)


def antecedent(cast: Cast, seen: Words, earlier: list[Statement], source: Span | None) -> str | None:
    """Whose doing "this" or "the decision" is: the side that the same ``source`` has just spoken of, else that of the
    last statement of somebody else.
    """
    last = earlier[-1] if earlier else None
    if last is not None and last.target and source == last.source is not None and _IT.match(seen.content):
        return cast.side(last.target.value)
    if not points_back(seen.content, "doings", "utterances"):
        return None
    for statement in reversed(earlier[-NEAR:]):
        if statement.content == seen.spans:  # "criticised in Berlin and Beijing": said of a third
            continue
        side = cast.side(statement.speaker.value) if statement.speaker else None
        member = cast.members.get(side or "")
        if side and side != seen.side and (member is None or member.kind is not ActorKind.GROUP):
            return side
    return None
