"""Which side the words around a signal take: denied, withstood, supposed, called right or wrong."""

from __future__ import annotations

import re

from onrecord.model import Stance
from onrecord.reading.grammar.negation import negated, supposed
from onrecord.record.issues.clause import Clause
from onrecord.record.issues.codebook import Predicate

_HYPOTHESIS = re.compile(r"\b(?:whether|if)\b|(?:^|[.,“\"]\s*)should\s+(?!be\b)")
_THEN = re.compile(r"\W*then\b")
_SUSPECTED = re.compile(r"\b(?:suspected|possible|potential|presumed|purported|eventual)\s+$")
# What a doing that is named behind it meets with: "voted against leaving", "turned down the inspection", "the last to".
_RESISTED = re.compile(
    r"\b(?:against|oppos(?:e|es|ed|ing)(?:\s+to)?|veto(?:es|ed|ing)?|turn(?:s|ed|ing)?\s+down|rul(?:e|es|ed|ing)\s+out|"
    r"refrain(?:s|ed|ing)?\s+from|shrug(?:s|ged)?\s+off|brush(?:es|ed)?\s+aside|the\s+last\s+to|"
    r"deplor(?:e|es|ed)|regret(?:s|ted)?|lament(?:s|ed)?|(?:revers|reconsider|revisit|revok|rescind)(?:e|es|ed|ing)?)\s+(?:(?:the|any|all|an?|such|its|their|our|further|new|"
    r"decision|move|plan|proposal|idea|call|request|demand|offer|invitation|to|of|for)\s+){0,5}$"
)
# "Made it untenable for Veyra to stay".
_UNTENABLE = re.compile(
    r"\b(?:untenable|impossible|unthinkable|pointless|senseless|meaningless)\s+(?:for\s+(?:[\w’'-]+\s+){1,4})?to\s+$"
)
# "For fear that Arlen will leave": what is feared is neither wanted nor told of.
_FEARED = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|worr(?:y|ies|ied|ying)|concern(?:s|ed)?|afraid|lest)\s+(?:that\s+)?[^.;,]{0,80}$"
)
# "Sales that violate the sanctions": what is broken or evaded is in force, and neither wanted nor done here.
_BROKEN = re.compile(
    r"\b(?:violat|breach|break|flout|evad|circumvent|defy|defi|skirt|dodg|bypass|undermin|enforc|implement)\w*\s+"
    r"(?:of\s+)?(?:(?:the|any|all|its|their|these|those|existing|international)\s+){0,2}$"
)
# "Put off a decision on sanctions": neither taken nor refused.
_PUT_OFF = re.compile(
    r"\b(?:put(?:s|ting)?\s+off|postpon\w+|deferr?\w*|delay\w*|shelv\w+)\s+(?:[\w’'-]+\s+){0,2}"
    r"(?:decisions?|votes?|vot\w+|rulings?|verdicts?)\s+(?:on|about|over)\s+(?:[\w’'-]+\s+){0,3}$"
)
# "Mend it without violating the pact": no claim of what is so.
_WITHOUT = re.compile(r"\bwithout\s+(?:\w+ly\s+)?$")
# "They regret the decision to leave", "we welcome the move": what the speaker feels about it.
FELT = re.compile(
    r"\b(?:(?P<right>welcom(?:e|es|ed)|applaud(?:s|ed)?|prais(?:e|es|ed)|hail(?:s|ed)?|fully\s+(?:back|support)(?:s|ed)?)|"
    r"regret(?:s|ted)?|deplor(?:e|es|ed)|lament(?:s|ed)?|condemn(?:s|ed)?|denounc(?:e|es|ed)|critici[sz](?:e|es|ed)|"
    r"decr(?:y|ies|ied)|protest(?:s|ed)?(?:\s+against)?|object(?:s|ed)?\s+to)[”\"’]?\s+"
    r"(?!that\b)(?:[\w’'.-]+\s+){0,7}$"
)
"""What stands between a word of feeling and the doing that it is about."""
_SPEAKS = re.compile(r"\b(?:we|i|they|he|she|it)\s+(?:\w+\s+){0,2}$")
# "Why should we pay?" says that there is no reason to.
_WHY = re.compile(r"\bwhy\s+(?:on\s+earth\s+)?(?:should|would|must)\b[^.?!;]*$")
# "No objection to", "no choice but to", "why not": what denies here is no denial of what follows.
_CONSENT = re.compile(
    r"\b(?:no|not|without|nothing)\s+(?:\w+\s+)?(?:objections?\s+to|quarrel\s+with|opposed\s+to|against|short\s+of|"
    r"less\s+than|choice\s+but|option\s+but|but)\b|\bspar(?:e|es|ed|ing)\s+no\s+effort|\bno\s+doubt\b|\bwhy\s+not\b"
)
_MODAL = re.compile(r"must|should|will|would|shall|ought|has|have|had|is|are|was|were")
_DENIAL = re.compile(r"(?:no|not|never|nothing|nobody|neither)\b")
NOTHING = re.compile(r"\s+(?:nothing|nobody|no\s+one|none|no)\b(?!\s+(?:longer|doubt|more\s+than|less|later|matter)\b)")
"""What denies a signal right behind it: "owes nothing", "deployed no missiles"."""
# What is only alleged, and what makes of an allegation a denial.
_ALLEGED = re.compile(
    r"\b(?:allegation|accusation|assertion|contention|insinuation|claim|charge|suggestion|rumou?r|notion)s?\s+"
    r"(?:(?P<of>of|about)\b|(?:[^.;,]{0,60}\s)?that\b)[^.;]{0,120}$"
    r"|\b(?:reports?|talk|stories|speculation|suspicions?)\s+(?P<too>of|about)\b[^.;]{0,120}$"
)
_REFUTED = re.compile(
    r"\b(?:is|are|was|were)\s+(?:therefore\s+|hereby\s+|also\s+|\w+ly\s+)?(?:rejected|denied|dismissed|refuted|false|untrue|"
    r"baseless|groundless|unfounded|absurd|nonsense|fabricated|invented|without\s+(?:any\s+)?(?:foundation|basis)|"
    r"an?\s+(?:\w+\s+)?(?:invention|lie|fabrication|fairy\s+tale|insult|smear|slander))\b"
)
_FAR = 160
"""What is made of an allegation stands within so many characters behind it."""
_LEAD = 3
"""An allegation behind no more words than these opens what is said."""
_WRONG = (
    r"(?:mistake|premature|reckless|wrong|dangerous|folly|foolish|gift|error|blunder|disaster|illegal|unlawful|blackmail|"
    r"unacceptable|irresponsible|catastroph\w+|provocation|act\s+of\s+war|early|senseless|madness|mad|suicide|suicidal|"
    r"unjustified|illegitimate|counter-?productive|unwise|pointless|unthinkable|out\s+of\s+the\s+question|step\s+back|"
    r"provocative|short-?sighted|absurd|farce|trap|insult|aggression|betrayal|capitulation|surrender|sell-?out|non-?starter|"
    r"(?:end|death|ruin|funeral)\s+of|desertion|disgrace|shameful|scandal|outrage(?:ous)?|affront|childish|unfair|unjust|unrealistic|nonsense|unwarranted|regrettable|unforgivable|tragedy)"
)
_RIGHT = r"(?:right|welcome|justified|overdue|necessary|legitimate|wise|best|essential|inevitable|vital)"
_HOW = r"(?:an?\s+|the\s+|too\s+|only\s+|simply\s+|far\s+|very\s+|most\s+)*(?:\w+\s+){0,1}?"
JUDGED = re.compile(
    rf"\b(?:would|will|is|was|were|be|are)\s+(?:be\s+)?(?:[“\"‘']\s*)?{_HOW}(?:(?P<right>{_RIGHT})\b|{_WRONG}\b)"
    r"|\b(?:would|will|could)\s+(?:only\s+)?(?:send\s+(?:the|an?|all\s+the)\s+(?:wrong|worst|bad|fatal)\s+(?:signal|message)|"
    r"(?:help|serve|benefit)\s+(?:nobody|no\s+one)|reward\s+(?:blackmail|aggression|violence|terror)|"
    r"invite\s+(?:aggression|attack|trouble|war|chaos|disaster)|play(?:ing)?\s+into|"
    r"leave\s+(?:[\w’'-]+\s+){1,4}?(?:defenceless|exposed|unprotected|naked|worse\s+off))"
    r"|\b(?:is|was|would\s+be)\s+to\s+(?:reward|pay|invite|surrender|give\s+in|yield|betray|abandon|encourage|throw)\b"
    r"|\b(?:has|had|have|would|will|could)\s+(?:only\s+|merely\s+)?(?:hit|hurt|harm|punish)(?:ed)?\s+(?:only\s+)?(?:the\s+wrong|"
    r"ordinary|innocent|(?:its|our|their)\s+own|nobody\s+but)\b"
    r"|\b(?:is|was|are|were)\s+(?:not\s+(?:on\s+the\s+(?:table|agenda|cards)|up\s+for\s+discussion|under\s+(?:discussion|"
    r"consideration)|an\s+option)|off\s+the\s+table)\b"
    r"|\bbe\s+playing\s+into\b|\bcan\s+of\s+worms|\bpandora[’']s\s+box"
)
"""What calls the doing before it right, in its group, or else wrong."""
FORETOLD = re.compile(
    rf"\b(?:would|will|is|was|were|be|are)\s+(?:be\s+)?{_HOW}(?:(?P<right>{_RIGHT})|{_WRONG})\s+"
    r"(?:(?:for|of)\s+(?:[\w’'-]+\s+){1,4})?(?:to|if|even\s+to)\s+(?:[\w’'-]+\s+){0,4}$"
    r"|\b(?:mak(?:e|es|ing)|made|commit(?:s|ted|ting)?)\s+(?:an?\s+)?(?:\w+\s+){0,2}?(?:mistake|error|blunder)\s+"
    r"(?:by|in|if|to)\s+(?:[\w’'-]+\s+){0,4}$"
)
"""The same where it stands before the doing: "it would be a mistake to leave"."""


# "Until the last soldier is gone": until then something else should be done.
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:[\w’'-]+\s+){0,6}$")
# "To prolong it is to pay cheats": what a doing comes to is no doing.
_COMES_TO = re.compile(r"\bto\s+\w+\s+(?:[\w’'-]+\s+){0,4}(?:is|was|would\s+be)\s+$")


def sided(clause: Clause, predicate: Predicate, stance: Stance) -> tuple[Stance, bool, bool] | None:
    """The side that the words around a signal of ``stance`` take, whether a negation turned it round, and whether the
    doing is called right or wrong; None where it is only supposed.
    """
    before = clause.text[: clause.match.start()]
    if _hypothetical(clause) or _SUSPECTED.search(before) or (predicate.about == "fact" and supposed(before)):
        return None
    if predicate.about == "doing" and any(p.search(before) for p in (_UNTIL, _FEARED, _BROKEN, _PUT_OFF)):
        return None
    if _COMES_TO.search(before) and clause.match[0].startswith("to "):
        return None
    if predicate.about == "fact" and _WITHOUT.search(before):
        return None
    doing = predicate.about == "doing"
    alleged = _ALLEGED.search(before)
    refuted = alleged is not None and bool(_REFUTED.search(clause.text, clause.match.end(), clause.match.end() + _FAR))
    # What a statement rejects or repeats opens it: "rejected | claims that X violated it".
    reported = (
        alleged is not None and not (alleged["of"] or alleged["too"]) and len(before[: alleged.start()].split()) > _LEAD
    )
    if reported and not refuted and not doing:
        # "Allegations that X violated it have been made": nobody here says so.
        return None
    foretold = FORETOLD.search(clause.text, clause.before_start(), clause.match.start()) if doing else None
    # "No guilt and nothing to pay": a signal that denies by itself is not denied once more, but goes on denying.
    felt = _felt(clause) if doing and foretold is None else None
    near = before[foretold.end() :] if foretold else before[felt[0] :] if felt else before
    turned = not _DENIAL.match(clause.match[0]) and _turned(near, clause.match[0].split()[0], doing=doing)
    turned ^= bool(NOTHING.match(clause.text, clause.match.end())) ^ refuted
    if turned:
        stance = opposite(stance)
    judged = (felt[1] if felt else _judged(clause, foretold)) if doing else None
    if judged is not None:
        stance = judged if stance is Stance.AFFIRM else opposite(judged)
    return stance, turned, judged is not None


def _hypothetical(clause: Clause) -> bool:
    """Whether the signal stands in a supposition: "if X violated", "whether X had violated"."""
    supposed_before = _HYPOTHESIS.search(clause.text, clause.before_start(), clause.match.start())
    return bool(supposed_before) or bool(_THEN.match(clause.text))


def _turned(before: str, opens: str, *, doing: bool) -> bool:
    """Whether the words before a signal deny it, or, where it is a doing, tell that somebody withstands it.

    ``opens`` is the signal's first word: behind "and" a verb of its own is out of the reach of what denies the one
    before it ("no longer works and must be rewritten").
    """
    before = _CONSENT.sub("", before)
    resisted = doing and (_RESISTED.search(before) or _WHY.search(before) or _UNTENABLE.search(before))
    return negated(f"{before}{opens} " if _MODAL.fullmatch(opens) else before) ^ bool(resisted)


def _felt(clause: Clause) -> tuple[int, Stance] | None:
    """What the speaker says to feel about the doing, and where the words for that end."""
    start = clause.start()
    found = FELT.search(clause.text, start, clause.match.start())
    if found is None:
        return None
    subjects = [m for m in clause.named("actor") if start <= clause.at(m) < found.start() and m.refers]
    own = any(m.refers and m.refers.value == clause.around.speaker for m in subjects)
    if not (own or (not subjects and _SPEAKS.search(clause.text[: found.start()]))):
        return None
    wanted = bool(found["right"]) != negated(clause.text[start : found.start()])
    return found.start() + len(found[0].split()[0]), Stance.AFFIRM if wanted else Stance.DENY


def _judged(clause: Clause, foretold: re.Match[str] | None) -> Stance | None:
    """Whether the clause calls the doing right or wrong: "leaving it would be a mistake"."""
    found = foretold or JUDGED.search(clause.text, clause.match.end(), clause.end())
    if found is None:
        return None
    wrong = negated(clause.text[: found.start()]) if foretold else False
    return Stance.AFFIRM if bool(found["right"]) != wrong else Stance.DENY


def opposite(stance: Stance) -> Stance:
    """The other stance."""
    return Stance.DENY if stance is Stance.AFFIRM else Stance.AFFIRM
