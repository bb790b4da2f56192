"""What a statement does, and to whom: judged from the cue's verb first, from what is said where it is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Act, Evidence, Judgement, Mention
from onrecord.model.actor import ACTORS
from onrecord.reading.grammar.condition import conditional_threat
from onrecord.reading.grammar.negation import conditional, negated, supposed
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import Cue, cues
from onrecord.reading.lexicon import words as listed
from onrecord.reading.statements.doubt import left_open
from onrecord.reading.statements.entry import readings, without_days
from onrecord.reading.statements.frame import Framed, by_noun, fitting, frame, moded
from onrecord.reading.statements.naming import named
from onrecord.reading.statements.wording import Words, about, family, offset

# Families of signals in what is said, in the order in which they decide.
_FAMILIES = (
    ("denial", Act.DENY, "denies"),
    ("innocence", Act.DENY, "says the own side did as it should"),
    ("wrongdoing", Act.ACCUSE, "says somebody else does wrong"),
    ("departure", Act.THREATEN, "says the own side will act against others"),
    ("demand", Act.REQUEST, "says what ought to be done"),
    ("refusal", Act.REJECT, "says the own side will not"),
    ("offer", Act.AGREE, "says the own side is ready to"),
    ("praise", Act.SUPPORT, "speaks for something"),
)
# "Does not want its troops there" asks for nothing.
_UNWANTED = re.compile(r"(?:\bnot|n['’]t)\s+want\s+(?:to\s+see\s+)?\S+$")
_TO_BLAME = re.compile(r"\s*to\s+(?:blame|accuse|charge)\b", re.IGNORECASE)
# Whoever is asked stands within the first words of what is asked, or right before the "must".
_HEAD, _GAP = 30, 4
_OUGHT = re.compile(r"must|should|ought|need|ha[sd]|have")
# "Warned of countermeasures against the resolution": a step that only the own side can take.
_OWN_STEP = re.compile(r"(?:of\s+)?(?:\w+\s+){0,2}?(?:counter-?measures|retaliation|retaliatory\s+\w+|reprisals)\b")
# What others do, where they are not named in the same words: "these actions are a violation of our airspace".
_THEIR_DOINGS = re.compile(
    r"\b(?:these|such|this|those|their)\s+(?:\w+\s+)?(?:actions?|acts?|moves?|steps?|behaviou?r|attacks?|measures?|response)\b"
)
_WE = re.compile(r"\b(?:we|i)\s+(?:all\s+|\w+ly\s+)?$")
_AND = re.compile(r"\b(?:and|or)\s+(?:\w+ly\s+)?$")
_PRONOUN = re.compile(r"\W*(?:it|they|we|he|she|i)\b")
_CLAUSE = re.compile(
    r",\s+(?=(?:[\w’'-]+\s+){1,3}$)|[;]|[,.!?][\"”]\s+[\"“]|\b(?:that|while|whereas|but|unless|if|because|although)\b|\.\s"
)
# In words given as spoken, these are somebody else; in the page's own words they can be the speaker.
_OTHER_SUBJECT = re.compile(r"\b(?:they|he|she|you)\b[^.;]{0,30}$")
# Where nobody is named, these show that the clause is about the speaker's own side.
_OWN_SUBJECT = re.compile(
    r"\b(?:we|i|it|he|she|they|our|his|her|its|their|government|army|navy|forces|troops|military|ministry|country|cabinet|"
    r"parliament|side)\b"
)
# A vow or a pledge can be a threat; to agree or to offer never is.
_VOWS = frozenset({"swear", "vow", "pledge", "promise", "undertake", "commit", "guarantee"})
# With these whoever will not do a thing defies somebody; a promise not to do it is one all the same.
_DEFIANT = frozenset({"swear", "vow", "pledge"})
_YIELDS = re.compile(
    r"\b(?:accept|yield|bow|give\s+(?:in|way)|surrender|allow|tolerate|agree|recogni[sz]e|negotiate|back\s+down|sign|cede|submit)\b"
)
# Behind whoever is warned, these say what is not to be done, or what comes of it.
_FORBIDS = re.compile(
    r"[\w\s’'-]{0,30}?\b(?:against|not\s+to|to\s+(?:stop|stay|keep|leave|withdraw|end|halt|refrain|desist|back|pull)|"
    r"of\s+(?:[\w-]+\s+){0,2}?(?:consequences|retaliation|reprisals|war|action|sanctions|response|reply|answer|punishment|"
    r"reckoning|countermeasures|strikes|revenge))\b"
)
# Verbs of warning, by their beginnings.
_WARNING = ("warn", "caution")
# Whoever is warned stands within so many characters of the cue.
_OPENS = 5
# A preposition that belongs to the cue is among the first of so many characters of what is said.
_OPENING = 40
# A No or a threat told of the thing, not of who does it: whose thing it is does not matter.
_VERDICT = re.compile(
    r"(?:is|are)\s.*rejected|(?:ha[sd]|have)\s+no|not\s.*entitled|(?:need|require)\w*\s+no|no\s|out\s+of|under\s+no|.*negotiable|there\s+(?:will|would|can|could)\s+be\s+no|pay\s+a|there\s+will\s+be|(?:will|would|shall|can|could)\s*not\s+be\s+tolerated|(?:will|would|could|may|might)\s+(?:be\s+(?:met|answered|punished|avenged|crushed|repelled|treated|expelled|recalled|sent|thrown|shot|sunk|fired|broken|dispersed|arrested|boarded|seized|impounded|cut|severed|suspended|scrapped|torn|blockaded|driven)|(?:continue\s+to\s+)?face)|costs?\s|"
    r"(?:do(?:es)?|did)\s*n.t\s+go|(?:do(?:es)?|did)\s+not\s+go|(?:offer|proposal|plan|concession|term|pledge|promise)s?\b"
)
# "Any attack" has not happened.
_ANY = re.compile(r"\b(?:any|future|possible|further|potential)\s+(?:[\w-]+\s+){0,2}$")
# To question a charge is not yet to deny it, to complain of one no answer.
_DOUBTING = frozenset({"question", "challenge", "complain of", "complain about"})
# Not to hold one of these is to hold the contrary: "does not believe that Varland broke it".
_HOLDING_THE_CONTRARY = frozenset({"believe", "think", "consider", "expect", "agree", "feel"})


def entries_of(words: Words) -> tuple[Cue, ...]:
    """The lexicon's entries for the cue of a statement, its preposition taken from what is said where that opens so.

    Readers differ in whether "for" of "called for" is cue or content, and a time may stand between the two.
    """
    verb = [t for t in without_days(tuple(t.lower for t in tokenize(words.cue))) if t not in listed("times")]
    opening = [t.lower for t in tokenize(words.content[:_OPENING])][:2]
    lexicon = cues()
    for length in (2, 1):
        if len(opening) < length or opening[0] not in listed("prepositions"):
            continue
        for start in range(len(verb)):
            if found := lexicon.get((*verb[start:], *opening[:length])):
                return found
    return fitting(readings(words.cue), words.masked)


def act(words: Words) -> Judgement[Act]:
    """The act of a statement, with its mode as a step of the evidence where one is plain.

    UNCLASSIFIED with the reason where neither cue nor content tells it.
    """
    judged = _act(words)
    mode = moded(judged.value, words.masked)
    if mode is None:
        return judged
    step = Evidence(f"mode: {mode[0]}", f'"{mode[1]}" makes it {mode[0]}', words.spans[0])
    return Judgement(judged.value, judged.confidence, (*judged.evidence, step))


def _act(words: Words) -> Judgement[Act]:
    """The act of a statement."""
    entries = entries_of(words)
    stated = {c.act for c in entries} - {Act.SAY}
    lemma = entries[0].lemma if entries else ""
    if Act.DENY in stated:
        return _denial(words, lemma)
    if words.negated and not stated and lemma in _HOLDING_THE_CONTRARY:
        return _by_cue(Act.DENY, words, f"not to {lemma} it")
    if Act.REJECT in stated and about(words, "accusing_nouns") and not (words.negated or _TO_BLAME.match(words.masked)):
        return _by_cue(Act.DENY, words, f'"{words.cue}" an accusation denies it')
    if Act.ACCUSE in stated and lemma not in _DOUBTING and about(words, "charging_nouns") and not words.negated:
        return _by_cue(Act.DENY, words, f'"{words.cue}" what is charged denies it')
    if doubted := left_open(words, entries):
        return doubted
    if words.negated and stated:
        return Judgement(Act.SAY, 0.5, (Evidence("negated cue", f'"{words.cue}" is negated', words.cue_span),))
    if lemma.startswith(_WARNING):
        return _warning(words)
    if naming := named(words, lemma):
        return naming
    framed = framed_by(words, lemma)
    if framed and not words.negated:
        says = f'"{words.cue}" with "{framed.matched}"'
        return Judgement(framed.act, 0.8, (Evidence("frame", says, words.cue_span),))
    if not entries and (noun := by_noun(words.cue)):
        return _by_cue(noun, words, f'"{words.cue}" names it')
    if vows(words, Act.THREATEN):
        return _by_cue(Act.THREATEN, words, f'"{words.cue}" a step against others')
    defies = lemma in _DEFIANT or (lemma in _VOWS and _YIELDS.search(words.masked))
    if stated == {Act.AGREE} and defies and _fitting(words, "refusal", words.masked):
        return _by_cue(Act.REJECT, words, f'"{words.cue}" that the own side will not')
    if (not stated or stated == {Act.AGREE}) and (threat := _threat(words)):
        return threat
    if len(stated) == 1:
        return _by_cue(next(iter(stated)), words, f'"{words.cue}" does it by itself')
    return _by_content(words, entries)


def vows(words: Words, value: Act) -> bool:
    """Whether a vow or a pledge is a threat, if that is ``value``: of a step against others."""
    entries = entries_of(words)
    if (
        value is not Act.THREATEN
        or {c.act for c in entries} - {Act.SAY} != {Act.AGREE}
        or entries[0].lemma not in _VOWS
    ):
        return False
    return bool(family("hostile").match(words.masked) or _fitting(words, "departure", words.masked))


def framed_by(words: Words, lemma: str) -> Framed | None:
    """The frame of the cue's verb, where the one it is aimed at is named when it must be."""
    framed = frame(lemma or words.cue.lower(), words.content.lower())
    if framed is None or not framed.behind:
        return framed
    named = any(offset(words, m.span.start) >= framed.end for m in words.others())
    return framed if named else None


def _by_cue(value: Act, words: Words, says: str) -> Judgement[Act]:
    """An act that the cue performs."""
    return Judgement(value, 0.9, (Evidence("cue", says, words.cue_span),))


def _warning(words: Words) -> Judgement[Act]:
    """A warning accuses where it finds fault with somebody named, threatens where the own side would act."""
    if _OWN_STEP.match(words.masked):
        return _by_cue(Act.THREATEN, words, f'"{words.cue}" of a step of the own side')
    told = _told(words)
    if told and _FORBIDS.match(words.masked[offset(words, told.span.end) if told.span in words.spans[0] else 0 :]):
        return _by_cue(Act.THREATEN, words, f'"{words.cue}" somebody off')
    if _blames(words):
        return _by_cue(Act.ACCUSE, words, f'"{words.cue}" of what another does')
    own = _fitting(words, "departure", words.masked)
    conditional = re.search(r"\bwould\b.*\b(?:if|unless)\b|\b(?:if|unless)\b.*\bwould\b", words.masked)
    if own or (conditional and not words.others()):
        return _by_cue(Act.THREATEN, words, f'"{words.cue}" of what the own side would do')
    says = f'"{words.cue}" of what may come, without a threat of the own side'
    return Judgement(Act.SAY, 0.6, (Evidence("warning", says, words.cue_span),))


def _threat(words: Words) -> Judgement[Act] | None:
    """A step that the own side will take unless another does as told: "would leave unless Arlen pays"."""
    found = conditional_threat(words.masked)
    if found is None:
        return None
    first, last = found.condition
    inside = [m for m in words.mentions if m.kind in ACTORS and m.refers]
    doing = [m for m in inside if found.clause[0] <= offset(words, m.span.start) < found.step]
    bound = [m for m in inside if first <= offset(words, m.span.start) < last]
    own = words.likely or words.side
    # The state of an officeholder whom no table knows is whoever will act: "Dornam said Varskia would leave unless".
    unknown = words.office and words.side == words.speaker and not words.direct
    doer = doing[0].refers.value if doing and doing[0].refers else None
    if doer is not None and not unknown and words.sides.get(doer, doer) != own:
        return None
    lead = words.masked[found.clause[0] : found.step]
    subject = words.content[found.clause[0] : found.step].split()
    if not doing and not _OWN_SUBJECT.search(lead) and not (unknown and subject and subject[-1][0].isupper()):
        return None
    if words.direct and _OTHER_SUBJECT.search(lead):
        return None
    if bound and bound[0].refers and bound[0].refers.value != own and bound[0] not in words.others():
        return None
    says = f'"{words.masked[found.step : found.step + 20].strip()} ..." {words.masked[first:last][:30].strip()} ...'
    return Judgement(Act.THREATEN, 0.75, (Evidence("content: condition", says, words.spans[0]),))


def _told(words: Words) -> Mention | None:
    """Whom a warning is given to: somebody of another side right behind it."""
    return next((m for m in words.others() if offset(words, m.span.start) <= _OPENS), None)


def _denial(words: Words, lemma: str) -> Judgement[Act]:
    """To deny denies, but for what somebody wants to have; not to deny only says."""
    if words.negated:
        says = f'"{words.cue}" is negated: not to {lemma} is no denial and no admission'
        return Judgement(Act.SAY, 0.6, (Evidence("negated cue", says, words.cue_span),))
    if (framed := framed_by(words, lemma)) and framed.act is not Act.DENY:
        says = f'"{words.cue}" with "{framed.matched}"'
        return Judgement(framed.act, 0.8, (Evidence("frame", says, words.cue_span),))
    return _by_cue(Act.DENY, words, f'"{words.cue}" denies')


def _blames(words: Words) -> bool:
    """Whether what is said finds fault with somebody else who is named."""
    lower = words.content.lower()
    found = (m for m in family("wrongdoing").finditer(lower) if not conditional(lower[: m.start()]))
    return bool(words.others()) and next(found, None) is not None


def _by_content(words: Words, entries: Sequence[Cue]) -> Judgement[Act]:
    """The act that the words said perform themselves."""
    fits = [
        (match, place, value, f"content: {kind}", says)
        for place, (kind, value, says) in enumerate(_FAMILIES)
        if (match := _fitting(words, kind, words.masked)) is not None
    ]
    if fits:
        # A denial whatever else is said; then what comes first, since the main clause does and its reasons follow.
        first = min(fits, key=lambda fit: (fit[2] is not Act.DENY, fit[0].start(), fit[1]))
        match, _, value, rule, says = first
        surface = " ".join(match[0].split())
        return Judgement(value, 0.75, (Evidence(rule, f'"{surface}" {says}', words.spans[0]),))
    if intended := _intended(words):
        return intended
    if entries or words.cue:
        verb = words.cue or "the words"
        return Judgement(
            Act.SAY,
            0.7,
            (Evidence("cue", f'"{verb}" states, and what is said does no more', words.cue_span),),
        )
    if words.direct or words.stated:
        why = Evidence("own words", "given as spoken, and what is said does no more than state", words.spans[0])
        return Judgement(Act.SAY, 0.6, (why,))
    why = Evidence("no signal", "no verb gives these words, and nothing in them tells what they do", words.spans[0])
    return Judgement(Act.UNCLASSIFIED, 0.5, (why,))


def _intended(words: Words) -> Judgement[Act] | None:
    """What somebody means to do, where the verb that gives it says so: "intends", "to reopen the border"."""
    said = f"{words.cue.lower().split()[-1] if words.cue else ''} {words.masked.lstrip()}"
    for kind, value, says in _FAMILIES:
        if kind in ("departure", "offer") and not words.negated and (match := family(kind).match(said)):
            return Judgement(value, 0.7, (Evidence(f"content: {kind}", f'"{match[0]}" {says}', words.spans[0]),))
    return None


def _fitting(words: Words, kind: str, lower: str) -> re.Match[str] | None:
    """The first signal of a family that counts: not negated where that turns it, and said of the right side."""
    for match in family(kind).finditer(lower):
        if kind == "wrongdoing":
            before = lower[: match.start()]
            accused = words.others() or _THEIR_DOINGS.search(before)
            if negated(before) or supposed(before) or _ANY.search(before) or not accused:
                continue
            if _own_doing(words, match.start()):
                continue
        if kind == "demand" and (_of_oneself(words, match) or _UNWANTED.search(lower[: match.end()])):
            continue
        if kind in ("departure", "offer") and negated(lower[: match.start()]):
            continue
        whose = kind not in ("refusal", "departure") or not _VERDICT.match(match[0])
        if kind in ("departure", "offer", "refusal", "innocence") and whose and not _own_side(words, match.start()):
            continue
        return match
    return None


def _of_oneself(words: Words, demand: re.Match[str]) -> bool:
    """Whether what ought to be done is what the speaker's own side ought to do: "we must", "Veyra should" by Veyra."""
    if not _OUGHT.match(demand[0]):
        return False
    lead = words.masked[: demand.start()]
    if _WE.search(lead):
        # "We should write a new one" proposes it.
        return words.direct and not demand[0].startswith("should")
    near = [m for m in _before(words, demand.start()) if demand.start() - offset(words, m.span.end) <= _GAP]
    return any(m.refers and words.sides.get(m.refers.value, m.refers.value) == words.side for m in near[-1:])


def _own_doing(words: Words, at: int) -> bool:
    """Whether the wrong is said of the speaker's own side: its actor stands last before the signal."""
    before = _before(words, at)
    named = [m for m in before if m.refers]
    if not named or named[-1].refers is None:
        return False
    nearest = named[-1].refers.value
    return words.sides.get(nearest, nearest) == words.side and not any(m in words.others() for m in before)


def _own_side(words: Words, at: int) -> bool:
    """Whether the speaker's side is what the signal is said of: the subject of its clause, or nobody named."""
    clause = max((m.end() for m in _CLAUSE.finditer(words.masked, 0, at)), default=0)
    before = [m for m in _before(words, at) if offset(words, m.span.start) >= clause]
    if words.direct and _OTHER_SUBJECT.search(words.masked[:at]):
        return False
    if _AND.search(words.masked[:at]) and _PRONOUN.match(words.masked[clause:at]):
        # "It was holding two Veyrans and would kill them."
        return not words.direct or bool(_WE.match(words.masked[clause:at].split()[0] + " "))
    if not before:
        lead = words.masked[clause:at]
        return len(lead.strip()) <= 4 or bool(_OWN_SUBJECT.search(lead))
    nearest = before[0].refers
    own = words.likely or words.side
    return nearest is None or words.sides.get(nearest.value, nearest.value) == own


def _before(words: Words, at: int) -> list[Mention]:
    """The actors named before a place in the content."""
    actors = [m for m in words.mentions if m.kind in ACTORS and m.refers]
    return [m for m in actors if offset(words, m.span.start) < at]
