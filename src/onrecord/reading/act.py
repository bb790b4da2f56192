"""What a statement does, and to whom: judged from the cue's verb first, from what is said where it is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import Act, Evidence, Judgement, Mention, MentionKind, Span
from onrecord.reading.lexicon import Cue, cues, table
from onrecord.reading.lexicon import words as listed
from onrecord.reading.negation import negated, supposed
from onrecord.reading.token import tokenize

_ACTORS = (MentionKind.PERSON, MentionKind.STATE, MentionKind.ORGANISATION)
# Families of signals in what is said, in the order in which they decide.
_FAMILIES = (
    ("denial", Act.DENY, "denies"),
    ("wrongdoing", Act.ACCUSE, "says somebody else does wrong"),
    ("departure", Act.THREATEN, "says the own side will act against others"),
    ("demand", Act.REQUEST, "says what ought to be done"),
    ("refusal", Act.REJECT, "says the own side will not"),
    ("offer", Act.AGREE, "says the own side is ready to"),
    ("praise", Act.SUPPORT, "speaks for something"),
)
# Whoever is asked stands within the first words of what is asked, or right before the "must".
_HEAD, _GAP = 30, 4
_CLAUSE = re.compile(r"[;]|\b(?:while|whereas|but|unless|if|because|although)\b|\.\s")
# In words given as spoken, these are somebody else; in the page's own words they can be the speaker.
_OTHER_SUBJECT = re.compile(r"\b(?:they|he|she|you)\b[^.;]{0,30}$")
# Where nobody is named, these show that the clause is about the speaker's own side.
_OWN_SUBJECT = re.compile(
    r"\b(?:we|i|it|he|she|they|our|his|her|its|their|government|army|navy|forces|troops|military|ministry|country|cabinet|"
    r"parliament|side)\b"
)
# A vow or a pledge can be a threat; to agree or to offer never is.
_VOWS = frozenset({"vow", "pledge", "promise", "undertake", "commit", "guarantee"})
_LEAVING_OPEN = frozenset({"doubt", "wonder"})
_NAMING_CUES = frozenset("describe characterise characterize brand label term dub call denote".split())


@dataclass(frozen=True, slots=True)
class Words:
    """One attribution as the judgement sees it.

    ``cue`` and ``content`` are surfaces, ``masked`` the content in lower case with the words of statements
    inside it blanked out, since those are their speakers' own; ``direct`` whether it is given as spoken.
    ``mentions`` are those inside the content, in order; ``side`` is the state or organisation of the speaker,
    ``sides`` maps each mentioned name to its side.
    """

    cue: str
    cue_span: Span | None
    content: str
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    side: str | None
    sides: dict[str, str]
    negated: bool
    direct: bool
    masked: str

    def others(self) -> list[Mention]:
        """Actors named in the content that are not of the speaker's side."""
        return [
            m
            for m in self.mentions
            if m.kind in _ACTORS and m.refers and self.sides.get(m.refers.value, m.refers.value) != self.side
        ]


@cache
def _family(name: str) -> re.Pattern[str]:
    """The signals of one family as one pattern."""
    return re.compile(r"\b(?:" + "|".join(table("acts")[name]) + ")")


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists of acts.yaml."""
    return frozenset(table("acts")[name].split())


def readings(cue: str) -> tuple[Cue, ...]:
    """The lexicon's entries for a cue: for its longest part that the lexicon has."""
    tokens = tuple(t.lower for t in tokenize(cue))
    lexicon = cues()
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length + 1):
            if found := lexicon.get(tokens[start : start + length]):
                return found
    return ()


def act(words: Words) -> Judgement[Act]:
    """The act of a statement; UNCLASSIFIED with the reason where neither cue nor content tells it."""
    entries = readings(words.cue)
    stated = {c.act for c in entries} - {Act.SAY}
    lemma = entries[0].lemma if entries else ""
    if Act.DENY in stated:
        return _denial(words, lemma)
    if Act.REJECT in stated and _about(words, "accusing_nouns") and not words.negated:
        return _by_cue(Act.DENY, words, f'"{words.cue}" an accusation denies it')
    if words.negated and stated:
        return Judgement(Act.SAY, 0.5, (Evidence("negated cue", f'"{words.cue}" is negated', words.cue_span),))
    if Act.THREATEN in stated and lemma.startswith("warn"):
        return _warning(words)
    if lemma in _LEAVING_OPEN:
        says = f'"{words.cue}" leaves open whether it is so'
        return Judgement(Act.SAY, 0.8, (Evidence("left open", says, words.cue_span),))
    if lemma in _NAMING_CUES and (named := _named(words)):
        return named
    steps = _family("hostile").match(words.masked) or _fitting(words, "departure", words.masked)
    if stated == {Act.AGREE} and steps and lemma in _VOWS:
        return _by_cue(Act.THREATEN, words, f'"{words.cue}" a step against others')
    if len(stated) == 1:
        return _by_cue(next(iter(stated)), words, f'"{words.cue}" does it by itself')
    return _by_content(words, entries)


def _by_cue(value: Act, words: Words, says: str) -> Judgement[Act]:
    """An act that the cue performs."""
    return Judgement(value, 0.9, (Evidence("cue", says, words.cue_span),))


def _warning(words: Words) -> Judgement[Act]:
    """A warning accuses where it finds fault with somebody named, threatens where the own side would act."""
    if _blames(words):
        return _by_cue(Act.ACCUSE, words, f'"{words.cue}" of what another does')
    own = _fitting(words, "departure", words.masked)
    conditional = re.search(r"\bwould\b.*\b(?:if|unless)\b|\b(?:if|unless)\b.*\bwould\b", words.masked)
    if own or (conditional and not words.others()):
        return _by_cue(Act.THREATEN, words, f'"{words.cue}" of what the own side would do')
    says = f'"{words.cue}" of what may come, without a threat of the own side'
    return Judgement(Act.SAY, 0.6, (Evidence("cue", says, words.cue_span),))


def _denial(words: Words, lemma: str) -> Judgement[Act]:
    """To deny denies; not to deny only says."""
    if words.negated:
        says = f'"{words.cue}" is negated: not to {lemma} is no denial and no admission'
        return Judgement(Act.SAY, 0.6, (Evidence("negated cue", says, words.cue_span),))
    return _by_cue(Act.DENY, words, f'"{words.cue}" denies')


def _about(words: Words, nouns: str) -> bool:
    """Whether the content opens with one of the nouns: "the charges", "the accusation as a rumour"."""
    head = [t.lower for t in tokenize(words.content)][:4]
    return bool(word_list(nouns).intersection(head))


def _named(words: Words) -> Judgement[Act] | None:
    """What calling something by a word does: "called the threat blackmail"."""
    said = {t.lower for t in tokenize(words.content)}
    for nouns, value in (("untrue", Act.REJECT), ("bad", Act.ACCUSE), ("good", Act.SUPPORT)):
        if hit := word_list(nouns).intersection(said):
            says = f'"{words.cue}" something by "{sorted(hit)[0]}"'
            # Only what was said or announced can be rejected as untrue.
            about = said & (listed("utterances") | listed("doings"))
            done = value
            if value is Act.REJECT:
                done = Act.DENY if said & word_list("accusing_nouns") else Act.REJECT if about else Act.ACCUSE
            return Judgement(done, 0.7, (Evidence("naming", says, words.spans[0]),))
    return None


def _blames(words: Words) -> bool:
    """Whether what is said finds fault with somebody else who is named."""
    return bool(_family("wrongdoing").search(words.content.lower())) and bool(words.others())


def _by_content(words: Words, entries: Sequence[Cue]) -> Judgement[Act]:
    """The act that the words said perform themselves."""
    for family, value, says in _FAMILIES:
        match = _fitting(words, family, words.masked)
        if match is not None:
            surface = " ".join(match[0].split())
            return Judgement(value, 0.75, (Evidence(f"content: {family}", f'"{surface}" {says}', words.spans[0]),))
    if entries or words.cue:
        verb = words.cue or "the words"
        return Judgement(
            Act.SAY,
            0.7,
            (Evidence("cue", f'"{verb}" states, and what is said does no more', words.cue_span),),
        )
    why = Evidence("no signal", "no verb gives these words, and nothing in them tells what they do", words.spans[0])
    return Judgement(Act.UNCLASSIFIED, 0.5, (why,))


def _fitting(words: Words, family: str, lower: str) -> re.Match[str] | None:
    """The first signal of a family that counts: not negated where that turns it, and said of the right side."""
    for match in _family(family).finditer(lower):
        if family == "wrongdoing":
            before = lower[: match.start()]
            if negated(before) or supposed(before) or not words.others():
                continue
            if _own_doing(words, match.start()):
                continue
        if family in ("departure", "offer") and negated(lower[: match.start()]):
            continue
        if family in ("departure", "offer", "refusal") and not _own_side(words, match.start()):
            continue
        return match
    return None


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
    if not before:
        lead = words.masked[clause:at]
        return len(lead.strip()) <= 4 or bool(_OWN_SUBJECT.search(lead))
    nearest = before[0].refers
    return nearest is None or words.sides.get(nearest.value, nearest.value) == words.side


def _before(words: Words, at: int) -> list[Mention]:
    """The actors named before a place in the content."""
    actors = [m for m in words.mentions if m.kind in _ACTORS and m.refers]
    return [m for m in actors if offset(words, m.span.start) < at]


def offset(words: Words, position: int) -> int:
    """A place in the document as a place in ``content``, whose spans are joined by one space."""
    passed = 0
    for span in words.spans:
        if span.start <= position < span.end:
            return passed + position - span.start
        passed += len(span) + 1
    return passed


def target(words: Words, value: Act, answered: str | None, antecedent: str | None) -> Judgement[str] | None:
    """Whom an act is aimed at, where it has one.

    ``answered`` is the side of the statement that this one answers; ``antecedent`` the side whose doing
    "this" or "the decision" goes back to.
    """
    others = words.others()
    if value in (Act.SAY, Act.UNCLASSIFIED):
        return None
    if value is Act.DENY or (value is Act.REJECT and answered):
        return _aimed(answered, "answers", "what it answers came from there", words) if answered else None
    if value is Act.ACCUSE and (chosen := _accused(words, others)):
        return chosen
    if value is Act.THREATEN and (chosen := _conditioned(words, others)):
        return chosen
    if value is Act.REQUEST:
        others = _asked(words, others)
    if others and others[0].refers:
        first = others[0]
        name = others[0].refers.value
        return Judgement(name, 0.7, (Evidence("first named", f"{name} is the first named in it", first.span),))
    if antecedent and antecedent != words.side and value in (Act.ACCUSE, Act.REJECT, Act.SUPPORT, Act.PROTEST):
        return _aimed(antecedent, "antecedent", "what it speaks of is their doing", words)
    return None


def _asked(words: Words, others: list[Mention]) -> list[Mention]:
    """Who is asked: whoever stands at the head of what is asked, or before the "must" that says it."""
    demand = _family("demand").search(words.masked)
    by_cue = any(c.act is Act.REQUEST for c in readings(words.cue))
    reach = _HEAD if by_cue or demand is None else demand.start()
    near = [m for m in others if offset(words, m.span.start) < reach]
    return [m for m in near if by_cue or offset(words, m.span.end) >= reach - _GAP]


def _aimed(name: str, rule: str, says: str, words: Words) -> Judgement[str]:
    """A target outside of the words themselves."""
    return Judgement(name, 0.6, (Evidence(rule, f"{name}: {says}", words.spans[0]),))


def _accused(words: Words, others: list[Mention]) -> Judgement[str] | None:
    """Whom an accusation is aimed at: "on Y" of laying blame, else the actor before the wrong, else the first."""
    lower = words.content.lower()
    if words.cue.lower().endswith(("responsibility", "blame")):
        for mention in reversed(others):
            at = offset(words, mention.span.start)
            if mention.refers and lower[:at].rstrip().endswith((" on", " with", " upon", "on")):
                says = f"the blame is laid on {mention.refers.value}"
                return Judgement(mention.refers.value, 0.85, (Evidence("blame", says, mention.span),))
    signal = _family("wrongdoing").search(lower)
    if signal is None or any(c.act is Act.ACCUSE and "object" in c.takes for c in readings(words.cue)):
        return None
    before = [m for m in others if offset(words, m.span.start) < signal.start()]
    clause = [m for m in before if not re.search(r"[;]|\bwhile\b", lower[offset(words, m.span.start) : signal.start()])]
    for mention in clause or before:
        if mention.refers:
            says = f'{mention.refers.value} is who "{signal[0]}" is said of'
            return Judgement(mention.refers.value, 0.75, (Evidence("wrongdoer", says, mention.span),))
    return None


def _conditioned(words: Words, others: list[Mention]) -> Judgement[str] | None:
    """Whom a threat binds: the actor behind "unless" or "if"."""
    match = re.search(r"\b(?:unless|if|until)\b", words.content.lower())
    if match is None:
        return None
    for mention in others:
        if mention.refers and offset(words, mention.span.start) > match.start():
            says = f'{mention.refers.value} must act "{match[0]} ..."'
            return Judgement(mention.refers.value, 0.8, (Evidence("condition", says, mention.span),))
    return None
