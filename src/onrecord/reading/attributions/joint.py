"""What rules and the network find of one text, brought together: each where it is the better of the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Act, Attribution, Span
from onrecord.reading.attributions.assent import ASSENT
from onrecord.reading.attributions.belittled import without_names
from onrecord.reading.attributions.drawn import AS_DID
from onrecord.reading.attributions.edge import past_company, uncommented
from onrecord.reading.attributions.label import by_colon
from onrecord.reading.attributions.rules import in_text
from onrecord.reading.attributions.unsaid import IT, advised, of_use
from onrecord.reading.grammar.order import Places
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import cues

# With these a clause goes on that was broken off for its cue: "It saw the hall, she said, but was turned away".
_GOES_ON = re.compile(
    r"(?:and|but|or|nor|yet|so|if|unless|because|since|as\s+long\s+as|provided|until|though|although|while|whereas|"
    r"even|not|rather)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|can|could|may|might|must|ought|do|does|did)\b|"
    r"n['’]t\b|\b\w{2,}(?:ed|es)\b"
)
# What begins so behind a comma is the page's own, not what was said: "..., but put off a decision".
_BREAKS_OFF = re.compile(r"\s*(?:,\s*(?:but|yet)\b(?!\s+(?:not|that|only)\b)|,?\s*and\s*,)")
_ASKED = re.compile(r"(?:(?:was|were|been)\s+asked|asked|told|pressed|quizzed|questioned)\b", re.IGNORECASE)
_IS_TOLD = re.compile(
    r"(?:(?:has|have|had|having)\s+)?(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?"
    r"(?:asked|told|warned|promised|allowed|informed|assured|urged|invited|reminded)\b",
    re.IGNORECASE,
)
_TOLD_THAT = re.compile(r"that\b|[\"“‘']")
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
# "Known as the Lung" only names something.
_NAMING = re.compile(
    r"(?:(?:is|are|was|were|be|been|also|best|widely|better)\s+)*known(?:\s+(?:as|for|to))?", re.IGNORECASE
)
# "Kell's response comes after the talks", "threats to leave came in line with that": tells when there was one.
_NOUN = re.compile(
    r"(?:response|reply|answer|statement|comment|remark|announcement|warning|threat|claim|denial|call)s?", re.I
)
_COMES = re.compile(r"(?:comes?|came|follow(?:s|ed))(?![-\w])")
# Who addresses the issue or gives no reasons has said nothing that could be written down.
_GIVES = re.compile(
    r"(?:(?:has|have|had|will|would|also|did)\s+)*(?:address|g[ai]v|given|discuss|rais|mention|sa[yi]|offer|provid)\w*(?:\s+(?:no|any))?",
    re.IGNORECASE,
)
_NOTHING = frozenset(
    (
        *("nothing", "no reasons", "no reason", "no details", "no date", "reasons", "details", "little"),
        *("the issue", "the matter", "the question", "the subject", "the topic", "the dispute", "the situation"),
    )
)
# Deeds that the network takes for words, and what somebody ought to say.
_DEED = re.compile(
    r"(?:(?:has|have|had)\s+)?(?:arriv(?:es?|ed|ing)|travell?(?:s|ed|ing)?|went|goes|flew|flies|left|walked\s+out|lied|lies)(?:\s+about)?|"
    r"(?:ought|should|must)(?:\s+to)?|"
    r"raising\s+(?:the\s+)?(?:prospects?|possibility|spect(?:re|er)|fears?|hopes?)(?:\s+(?:that|of))?",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"(?:whether|if)\b")
# What was wanted of somebody is a deed where it is done: "handed over the logs, as Kell had demanded".
_COMPLIED = re.compile(
    r",\s+as\s+(?:[\w’'-]+\s+){0,5}?(?:demand|request|ask|want|propos|requir|urg|suggest|wish|recommend)\w*\b[^,]*\Z"
)
_DONE = re.compile(r"(?:(?:has|have|had)\s+)?(?!is\b|are\b|was\b|were\b)\w+(?:\s+(?:up|over|out|back|down|in))?")
_CALLED_OFF = re.compile(r"(?:(?:has|have|had|was|were)\s+)?call(?:s|ed|ing)?\s+off\b", re.IGNORECASE)
_CONTRARY = re.compile(r"\b[Cc]ontrary\s+to\b")
_BACK = 24
"""Characters before a statement in which "contrary to" stands."""
_BELIEVED = re.compile(
    r"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:believed|thought|understood|reported|alleged|rumou?red|known)",
    re.IGNORECASE,
)
_THAT = frozenset({"it", "so", "this", "that", "to"})
_HEARS = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:\w+\s+)?(?:told|informed|notified|assured|warned)\b", re.IGNORECASE
)
_RECALLED = re.compile(r"(?:has |have |had )?recall(?:s|ed|ing)?", re.IGNORECASE)
_SENT = re.compile(
    r"(?:its|their|his|her|the|all)\s+(?:[\w-]+\s+){0,3}?(?:ambassadors?|envoys?|diplomats?|consuls?|representatives?|"
    r"staff|delegat\w+|negotiators?|troops|forces|ships?|soldiers|observers)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:in|at|on|during|after|amid|with)\b")
_POINT = re.compile(r"[.!?]|\n")
_LEADS = re.compile(r"\w+\s+\w+.*\b(?:for|to|from|by)\s+(?:[\w-]+\s+)?$")
_OWN_VERB = re.compile(r"\s+(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could)\b[^,]*,\s*$")
# ", which he denies", ", a charge Veyra rejects", ", as did Veyra": another's words, or another who says the same.
_TAIL = re.compile(
    r",\s+(?:(?:which|something|an?\s+(?:charge|claim|accusation|allegation)s?)\s+\w+\s+\w+|"
    r"as\s+(?:did|does|do|had|has|have|it|he|she|they)\b)"
)
_SURE = 0.8
"""How sure the network must be to leave part of a source out."""
_OTHERWISE = 0.6
"""How sure it must be to give other words to somebody than the rules do."""
# Rules whose ends the network draws better, on passages that neither has learnt from (train/reported).
_REDRAWN = frozenset(
    (
        *("bare clause", "clause before", "infinitive", "noun of saying", "passive clause"),
        *("according to, before", "according to, after", "in one's opinion"),
    )
)
_LEAST = 2
"""What is left of words that are cut short has at least so many of them."""


class _Every:
    """All attributions of a text, as the ends of one are mended by them."""

    def __init__(self, every: Sequence[Attribution]) -> None:
        self.speaking = frozenset(one.source.start for one in every if one.source)
        self.cued = Places(every, lambda one: one.cue)
        self.joining = tuple(one.source for one in every if one.rule == AS_DID and one.source)


def together(text: str, trained: Sequence[Attribution], ruled: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """What the rules found, and what the network found at other cues.

    Where both see a cue the rules' ends stand, since times and positions are worked out from such ends, but for those
    kinds of words whose ends the network draws better. It names the source where the two differ, and where it gives
    other words to somebody all that it says stands.
    """
    every = _Every((*ruled, *trained))
    cued = Places(enumerate(ruled), lambda numbered: numbered[1].cue or numbered[1].content)
    seen: dict[int, Attribution] = {}
    more: list[Attribution] = []
    for one in trained:
        near = {place: r for span in (*one.cue, *one.content) for place, r in cued.touching(span)}
        both = [place for place, r in sorted(near.items(), key=lambda item: item[0]) if same(r, one)]
        for place in both:
            if place not in seen or not _meet(seen[place], ruled[place]):
                seen[place] = one
        doubled = by_colon(text, one) and any(r.rule == "colon" for r in near.values())
        if not (both or doubled or _is_asked(text, one) or _unsaid(text, one) or _is_called_home(text, one)):
            more.append(_without_believed(text, _without_hearer(text, one)))
    kept = ((place, r) for place, r in enumerate(ruled) if not _called_off(text, r))
    mended = list(dict.fromkeys(_mended(text, r, seen.get(place), every) for place, r in kept))
    found = without_names(text, [*mended, *more], mended)
    return tuple(sorted((past_company(text, uncommented(text, one)) for one in found), key=in_text))


def same(one: Attribution, other: Attribution) -> bool:
    """Whether two readings are of one attribution: their cues touch; without a cue, neither holds the other."""
    if one.cue:
        return any(a.touches(b) for a in one.cue for b in other.cue)
    if not _meet(one, other):
        return False
    outer = any(other.extent in c for c in one.content)
    inner = all(any(s in c for c in other.content) for s in one.content) and one.content != other.content
    return not outer and not inner


def _unsaid(text: str, one: Attribution) -> bool:
    """Whether a cue tells what somebody did not say ("did not specify what") or should, only that he did ("said so",
    "addressed the issue") or when ("the reply came on Monday"), or what something is called ("known as the Lung").
    """
    who = one.source
    if who and one.cue and advised(text[who.end : one.cue[-1].end], text[who.start : who.end]):
        return True
    said = " ".join(text[s.start : s.end] for s in one.cue)
    if _DEED.fullmatch(said) or _called_off(text, one) or _contrary(text, one):
        return True
    if said.lower() == "commenting on" and who is None:
        return True  # "Commenting on the decision, Kell said": whoever is named behind says what
    if one.cue and said.lower() == "called" and text[max(0, one.cue[0].start - 2) : one.cue[0].start] == ", ":
        return True  # "a new system, called the Heron"
    it = who is not None and text[who.start : who.end].lower() in IT
    if it and one.cue and of_use(said.lower(), text[one.content[0].start : one.content[0].end].lower()):
        return True
    words = {text[s.start : s.end].lower() for s in one.content}
    if _NAMING.fullmatch(said) or words <= _THAT or (words <= _NOTHING and _GIVES.fullmatch(said)):
        return True
    if _NOUN.fullmatch(said) and any(_COMES.match(text, at) for s in one.content for at in (s.start, s.end + 1)):
        return True
    known = [cue for token in tokenize(said) for cue in cues().get((token.lower,), ())]
    if (
        not known
        and one.content
        and _DONE.fullmatch(said)
        and _COMPLIED.search(text, one.content[-1].start, one.content[-1].end)
    ):
        return True
    plain = all(cue.act is Act.SAY and not cue.belief and cue.form != "adjective" for cue in known)
    return bool(_NOT.search(said)) and bool(known) and plain


def _called_off(text: str, one: Attribution) -> bool:
    """Whether "called" only goes with "off": "called off the talks" says nothing."""
    return bool(one.cue) and bool(_CALLED_OFF.match(text, one.cue[0].start)) and one.cue[0] == one.cue[-1]


def _contrary(text: str, one: Attribution) -> bool:
    """Whether somebody said otherwise: "Contrary to what Drunov says, the rocket came from Veyra"."""
    starts = [span.start for span in (*one.cue, *([one.source] if one.source else []))]
    if not starts:
        return False
    ahead = max(0, min(starts) - _BACK)
    said = _CONTRARY.search(text, ahead, min(starts) + _BACK)
    return said is not None and _POINT.search(text, ahead, min(starts)) is None


def _without_believed(text: str, one: Attribution) -> Attribution:
    """Without the one of whom something is believed: "Veyra is widely thought to have fired" is nothing it says."""
    cue = (one.cue[0].start, one.cue[-1].end) if one.cue else (0, 0)
    return replace(one, source=None) if one.source and _BELIEVED.fullmatch(text, *cue) else one


def _without_hearer(text: str, one: Attribution) -> Attribution:
    """Without whoever is told in the passive: "the envoy was told that ..." says nothing of the envoy."""
    told = one.source is None and bool(one.cue) and bool(_HEARS.search(text, one.cue[0].start, one.cue[-1].end))
    behind = tuple(s for s in one.content if s.start > one.cue[0].start) if told else ()
    return replace(one, content=behind) if behind else one


def _is_asked(text: str, one: Attribution) -> bool:
    """Whether "Asked about the offer, X said" is taken for words of somebody: X is asked, nobody here asks; and whoever
    "had been promised the keys" has not said so.
    """
    if not one.cue:
        return False
    start, end = one.cue[0].start, one.cue[-1].end
    told = next((said for said in one.content if said.start >= end), one.content[0])
    hears = _IS_TOLD.match(text, start, end) and not _TOLD_THAT.match(text, told.start)
    before = one.source is None or one.source.end <= start
    return bool(hears and before) or (one.source is None and bool(_ASKED.match(text, start, end)))


def _is_called_home(text: str, one: Attribution) -> bool:
    """Whether "Arlen recalled its envoy" is taken for a memory of him."""
    called = bool(one.cue) and bool(_RECALLED.fullmatch(text, one.cue[0].start, one.cue[0].end))
    return called and bool(_SENT.match(text, one.content[0].start, one.content[0].end))


def _mended(text: str, one: Attribution, seen: Attribution | None, every: _Every) -> Attribution:
    """What the rules found, with what the network sees better at the same cue."""
    if seen is None or not one.cue or one.rule == AS_DID:
        return one
    if one.rule == ASSENT and any(piece.start >= one.extent.end for piece in seen.content):
        # `Kell agreed. "It is late," ...`: what is agreed is said in the next sentence.
        return seen
    told = tuple(s for s in seen.content if not _is_aside(text, one, s))
    if told and _otherwise(text, one, seen):
        return replace(seen, content=told)
    source = seen.source
    if source and not any(source.touches(c) for c in one.content) and not _does_else(text, source, one):
        other = one.source is None or not one.source.touches(source)
        # "That was one in the eye for Brehm, who had said": of a longer phrase, who speaks.
        inside = one.source is not None and source in one.source and _led_up(text, one.source, source)
        if other or (inside and seen.confidence >= _SURE):
            one = replace(one, source=source)
    content = one.content
    if (one.rule in _REDRAWN or _longer(text, one, seen, every)) and _apart(one, seen):
        own = tuple(s for s in seen.content if not _is_aside(text, one, s))
        if own and own[0].start < content[0].start < own[0].end and _WHETHER.match(text, content[0].start):
            own = (Span(content[0].start, own[0].end), *own[1:])  # "asked Kell whether it had"
        return replace(one, content=own or content)
    if one.rule != "quote before":
        content = tuple(_shortened(text, piece, seen, every) for piece in content)
    if one.rule == "clause before":
        content += tuple(_going_on(text, replace(one, content=content), seen, every))
    return replace(one, content=content)


def _meet(one: Attribution, other: Attribution) -> bool:
    """Whether two readings give some of the same words to somebody."""
    return any(piece.touches(said) for piece in one.content for said in other.content)


def _otherwise(text: str, one: Attribution, seen: Attribution) -> bool:
    """Whether the network gives other words to somebody around the same cue: "The plan foresees one officer".

    Quotations stay with whom the rules give them to, and nothing stays without a speaker whom the rules name.
    """
    sure = seen.confidence >= _OTHERWISE
    if not sure or _meet(one, seen) or one.rule.startswith("quote") or (one.source and not seen.source):
        return False
    return not (_is_asked(text, seen) or _unsaid(text, seen) or _is_called_home(text, seen))


def _apart(one: Attribution, seen: Attribution) -> bool:
    """Whether the network's content lies beside the rule's source, and its source and cue beside the rule's content."""
    apart = not any(said.touches(one.source) for said in seen.content) if one.source else True
    own = (*seen.cue, *([seen.source] if seen.source else []))
    return apart and not any(part.touches(said) for part in own for said in one.content)


def _longer(text: str, one: Attribution, seen: Attribution, every: _Every) -> bool:
    """Whether an object goes on for the network: "offers every household [within a mile 3,000 a year]"; ", as did Kell"
    is no part of it.
    """
    did = any(source.touches(said) for source in every.joining for said in seen.content)
    end = max(piece.end for piece in one.content)
    tail = any(_TAIL.search(text, end, said.end) for said in seen.content)
    whole = all(any(piece in said for said in seen.content) for piece in one.content)
    return one.rule == "object" and whole and not (did or tail)


def _is_aside(text: str, one: Attribution, piece: Span) -> bool:
    """Whether words behind the cue are the page's, in its sentence: "Arlen fired, Kell said, in the gravest charge"."""
    behind = max(s.end for s in (*one.cue, *([one.source] if one.source else [])))
    if one.rule != "clause before" or piece.start < behind or _POINT.search(text, behind, piece.start):
        return False
    return bool(_ASIDE.match(text, piece.start)) and bool(_VERB.search(text, one.content[0].start, one.content[0].end))


def _does_else(text: str, source: Span, one: Attribution) -> bool:
    """Whether a source is the subject of a clause that stands in between: "to which Varland does not belong, urged"."""
    return bool(_OWN_VERB.match(text[source.end : one.cue[0].start]))


def _led_up(text: str, whole: Span, source: Span) -> bool:
    """Whether the network leaves out of a source what leads up to a name: a phrase that ends in a preposition."""
    before = text[whole.start : source.start]
    named = any(word[:1].isupper() for word in text[source.start : source.end].split())
    return source.end == whole.end and named and bool(_LEADS.search(before))


def _shortened(text: str, piece: Span, seen: Attribution, every: _Every) -> Span:
    """A piece as far as the network goes, where the page's own voice or another speaker takes over there."""
    near = next((s for s in seen.content if s.start == piece.start and s.end < piece.end), None)
    if near is None or len(text[near.start : near.end].split()) < _LEAST:
        return piece
    rest = text[near.end : piece.end]
    ahead = near.end + len(rest) - len(rest.lstrip(", "))
    spoken = ahead in every.speaking and rest.lstrip().startswith(",")
    return near if spoken or _BREAKS_OFF.match(rest) else piece


def _going_on(text: str, one: Attribution, seen: Attribution, every: _Every) -> list[Span]:
    """The pieces behind the cue with which the words go on, of those that the network sees."""
    before = text[one.content[0].start : one.content[0].end]
    found = []
    for piece in seen.content:
        if piece.start < one.extent.end and any(piece.touches(s) for s in one.content):
            continue
        if piece.start < one.cue[-1].end or every.cued.touching(piece):
            continue
        if one.source and piece.touches(one.source):
            continue
        if _GOES_ON.match(text, piece.start) or not _VERB.search(before):
            found.append(piece)
    return found
