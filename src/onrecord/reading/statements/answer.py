"""What a statement answers, and whose doing it points back at."""

from __future__ import annotations

import re

from onrecord.model import Act, ActorKind, Judgement, Span, Statement
from onrecord.model.span import surfaces
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.pointing import pointing_noun, points_back
from onrecord.reading.statements.spoken import NEAR
from onrecord.reading.statements.wording import Words, family, word_list

# "Condemned the launch, calling it a breach".
_STEM = 6
_LEAVING = frozenset({"withdrawal", "exit", "departure", "pullout"})
# What such nouns stand for is done by saying so.
_DONE_BY = {
    **dict.fromkeys(("pledge", "vow", "promise", "offer"), (Act.AGREE,)),
    **dict.fromkeys(("threat", "ultimatum", "deadline"), (Act.THREATEN,)),
    **dict.fromkeys(("accusation", "charge", "allegation", "complaint", "claim"), (Act.ACCUSE,)),
    **dict.fromkeys(("demand", "proposal"), (Act.REQUEST,)),
}
ANTECEDENT = "antecedent"
"""The rule of a target whose doing a statement points back at."""
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
    last statement of somebody else, one that does or names such a thing before others.
    """
    last = earlier[-1] if earlier else None
    if last is not None and last.target and source == last.source is not None and _IT.match(seen.content):
        return cast.side(last.target.value)
    if not points_back(seen.content, "doings", "utterances"):
        return None
    noun = pointing_noun(seen.content, "doings", "utterances")
    # "Criticised in Berlin and Beijing": what is said of a third is no doing of the second.
    near = [s for s in reversed(earlier[-NEAR:]) if s.content != seen.spans]
    sides = [side for s in near if (side := _whose(cast, seen, s))]
    named = [side for s in near if noun and _does(cast, s, noun) and (side := _whose(cast, seen, s))]
    return next(iter((*named, *sides)), None)


def _whose(cast: Cast, seen: Words, statement: Statement) -> str | None:
    """The side whose doing a statement is, if another has it: of one that points back itself, whose that is."""
    back = statement.target if statement.target and statement.target.evidence[0].rule == ANTECEDENT else None
    who = back or statement.speaker
    side = cast.side(who.value) if who else None
    member = cast.members.get(side or "")
    return side if side != seen.side and (member is None or member.kind is not ActorKind.GROUP) else None


def _does(cast: Cast, statement: Statement, noun: str) -> bool:
    """Whether a statement does what a noun stands for, or tells of it in a word of its family: "withdraw"."""
    if statement.act.value in _DONE_BY.get(noun.removesuffix("s"), ()):
        return True
    said = surfaces(cast.text, (*statement.cue, *statement.content)).lower()
    stem = noun[:_STEM]
    leaves = noun in _LEAVING and family("departure").search(said) is not None
    return leaves or any(word.startswith(stem) for word in re.findall(r"[a-z-]+", said))
