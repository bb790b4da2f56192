"""What somebody did, told by the page in its own voice: who, to whom or with whom, and what PLOVER calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Mention, MentionKind, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.events.deedframe import Frame, frames
from onrecord.reading.grammar.item import Item, itemize
from onrecord.reading.grammar.phrase import following, is_finite, subject, time_after
from onrecord.reading.grammar.position import position
from onrecord.reading.lexicon import words

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
# Verbs behind which an infinitive tells what was done, not what may be.
_DOING = frozenset("decided decides moved voted began chose managed continued continues proceeded started went".split())
_GOING_ON = frozenset("began begun started continued resumed kept".split())
# Bodies of people by a noun in the singular.
_BODIES = frozenset(
    "police army government parliament opposition court judge tribunal navy cabinet junta party newspaper paper group "
    "movement militia union league".split()
)
# A clause ends before one of these.
_ENDS = (words("subordinators") - {"than", "until", "till"}) | {"which", "who", "whose", ";", ":", "but", "saying"}
# What is only supposed, denied or laid at somebody's door did not happen on the page's word.
_UNSURE = re.compile(
    r"\b(?:if|unless|whether|until|once(?!,)|should|den(?:y|ies|ied|ying)|reject\w*|rul(?:ed|es|ing) out|doubt\w*|"
    r"false\w*|untrue|no evidence|alleg\w+|accus\w+|claim\w*|hop(?:e|es|ed|ing)|want\w*|demand\w*|insist\w*|propos\w+|"
    r"suggest\w*|rumou?r\w*|that|urg\w+)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# Adverbs by which a page says that it does not know.
_HEARSAY = frozenset("allegedly reportedly supposedly apparently purportedly possibly perhaps probably maybe".split())
# Before who acts: what somebody says, thinks or plans.
_HEARD = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|report(?:ed|edly|s say)|fear\w*|believ\w+|convinced|sure|certain|"
    r"think\w*|thought|suspect\w*|kn(?:ow|ows|ew|own)|conclud\w+|show\w*|indicat\w+|warn\w*|plan\w*|according|"
    r"imagin\w+|had|why|how|in case)\b",
    re.IGNORECASE,
)
# Behind these stands a noun, or a verb that tells of the one before.
_NOUN_FOLLOWS = frozenset({"to", "'s", "’s", "who", "which"})
# Verb forms that are plural nouns as well.
_NOUNS = frozenset(
    "talks visits tours hosts probes phones marches riots protests ships meets shares permits grants reforms ends "
    "starts breaks cuts links returns aids files suits trials offers demands".split()
)
# What belongs to a body is marked by one of these.
_OWNER = frozenset({"'s", "’s", "by", "of", "whose"})
# What a frame speaks of stands within so many items behind its verb.
_MATTER = 14
_WORD = re.compile(r"[\w-]+")
# An object ends within so many items of its verb.
_REACH = 22
# So many items may lead up to a clause, behind one of these.
_LEAD = 7
_LEAD_ENDS = frozenset({",", ";", ":", "and", "but"})
# A time may open the sentence within so many characters before who acts.
_OPENING = 30


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: who did it, with or to whom (None where nobody is named), ``verb`` and the whole that tells it.

    ``clause`` is where its time may stand.
    """

    frame: Frame
    doers: tuple[Mention, ...]
    whom: Mention | None
    verb: Span
    span: Span
    clause: Span

    @property
    def label(self) -> str:
        """The deed in a few words: "Arlen and Veyra agree", "Castaly visits Arlen"."""
        doers = [name for m in self.doers if (name := _name(m))]
        verb, *rest = self.frame.label.split()
        if len(doers) > 1:
            verb = verb[:-3] + "y" if verb.endswith("ies") else verb.removesuffix("es" if verb == "goes" else "s")
        if self.whom is None and rest and rest[-1] in words("prepositions"):
            rest = rest[:-1]
        return " ".join([" and ".join(doers), verb, *rest, *([_name(self.whom) or ""] if self.whom else [])])


def deeds(text: str, sentence: Span, quoted: list[Span], named: Sequence[Mention]) -> Iterator[Deed]:
    """The deeds that a sentence tells, those in quotations left out.

    ``quoted`` are the quotations of the text, ``named`` the mentions of the sentence.
    """
    inside = [m for m in named if m.refers]
    if not inside or not _worth_reading(text[sentence.start : sentence.end]):
        return
    items = itemize(text, sentence, quoted)
    for index, item in enumerate(items):
        for written, form, frame in frames().get(item.lower, ()):
            behind = items[index : index + len(written)]
            if tuple(i.lower for i in behind) != written:
                continue
            told = _told(items, index, len(written), form)
            if told is None:
                continue
            group, passive = told
            found = (_done_to if passive else _done_by)(text, items, group, index + len(written), frame, inside)
            if found is not None:
                yield found
                break


def _worth_reading(surface: str) -> bool:
    """Whether a sentence holds the words of any frame at all; most do not, and are not looked at again."""
    said = set(_WORD.findall(surface.lower()))
    return any(
        not frame.matter or frame.matter & said for first in said & frames().keys() for _, _, frame in frames()[first]
    )


def _told(items: list[Item], index: int, length: int, form: str) -> tuple[int, bool] | None:
    """Where the verb group begins and whether it is passive; None where nothing is told to have been done."""
    finite = index
    ahead = items[index + 1] if index + 1 < len(items) else None
    if items[index].lower in ("has", "had") and ahead and (ahead.is_adverb or _participle(ahead)):
        return None
    if form == "base" and index > 1 and items[index - 1].lower == "to" and items[index - 2].lower in _DOING:
        finite, form = index - 2, "past"
    if form == "ing" and index and items[index - 1].lower in _GOING_ON:
        finite, form = index - 1, "past"
    group = finite
    while group and (items[group - 1].is_adverb or items[group - 1].lower in words("auxiliaries") | {"not"}):
        group -= 1
    lead = [i.lower for i in items[group:finite]]
    if words("modals").intersection(lead) or any(w in ("not", "never", "n't") or w.endswith("n't") for w in lead):
        return None
    before = items[group - 1].lower if group else ""
    if before in _NOUN_FOLLOWS or any(before in words(kind) for kind in ("determiners", "possessives", "prepositions")):
        return None
    be, have = bool(_BE.intersection(lead)), bool({"has", "have", "had", "having"}.intersection(lead))
    if form == "ing":
        return (group, False) if be else None
    if form == "past":
        return (group, be) if be or have or not lead or items[group].is_adverb else None
    if lead or form not in ("s", "base") or not index:
        return None
    # "Negotiators return to", "Kell visits Veyra", but not "the strait talks with".
    plural = items[index - 1].lower.endswith("s") or items[index - 1].lower in ("police", "people")
    base = form == "base" and plural and not items[index - 1].is_capital
    tells = form == "s" and (items[index - 1].is_capital or items[index].lower not in _NOUNS)
    noun = index + length < len(items) and items[index].lower in _NOUNS and _opens_adjunct(items[index + length])
    return (group, False) if (base or tells) and not noun else None


def _participle(item: Item) -> bool:
    """Whether a word can go on a verb that "has" or "had" opens."""
    return item.lower.endswith(("ed", "en")) or item.lower in words("past") | {"been", "not"}


def _opens_adjunct(item: Item) -> bool:
    """Whether a word goes on a noun rather than a verb's object."""
    return item.lower in ("with", "of", "between", "on", "to", "over", "about")


def _clause(items: list[Item], start: int) -> int:
    """The item behind the last of the clause that goes on at ``start``."""
    for index in range(start, min(len(items), start + _REACH)):
        item = items[index]
        ahead = items[index + 1] if index + 1 < len(items) else None
        if item.is_quote or item.lower in _ENDS or (item.lower == "," and not (ahead and ahead.is_capital)):
            return index
        if item.lower in ("and", "but") and ahead and ahead.lower in words("past") | words("auxiliaries"):
            return index
    return min(len(items), start + _REACH)


def _named(inside: Sequence[Mention], items: list[Item], first: int, last: int) -> list[Mention]:
    """The actors named in items [first, last]."""
    if first > last:
        return []
    span = Span(items[first].start, items[last].end)
    return [m for m in inside if m.kind in ACTORS and m.span in span]


def _doers(inside: Sequence[Mention], items: list[Item], first: int, last: int) -> tuple[Mention, ...]:
    """Who of those named in a subject acts: all of "A and B", else the person, else whoever comes first."""
    named = [m for m in _named(inside, items, first, last) if _acts(items, first, m)]
    unique = list({m.refers.value: m for m in named if m.refers}.values())
    joined = any(i.lower == "and" for i in items[first : last + 1])
    persons = [m for m in unique if m.kind is MentionKind.PERSON]
    return tuple(unique[:3] if joined else (persons or unique)[:1])


def _acts(items: list[Item], first: int, mention: Mention) -> bool:
    """Whether who is named in a subject acts or tells who does: "police in Veyra", but not "rain in Veyra"."""
    before = [i for i in items[first:] if i.end <= mention.span.start]
    place = next((p for p, i in enumerate(before) if i.lower in words("prepositions") - {"of", "between"}), None)
    if place is None:
        return True
    head = before[place - 1].lower if place else ""
    if head.endswith("ed") and place > 1:
        head = before[place - 2].lower
    return mention.kind is MentionKind.PERSON or head in _BODIES or (head.endswith("s") and not head.endswith("ss"))


def _whom(text: str, frame: Frame, after: int, named: Sequence[Mention], doers: Sequence[Mention]) -> Mention | None:
    """The other party: whoever stands where the frame says, of those named behind the verb."""
    doing = {m.refers.value for m in doers if m.refers}
    placed = [(position(text[after : m.span.start]), m) for m in named if m.refers and m.refers.value not in doing]
    for where in frame.whom:
        for found, mention in placed:
            if found == where:
                return mention
    return None


def _holds(frame: Frame, items: Sequence[Item], subject_items: Sequence[Item]) -> bool:
    """Whether what stands behind the verb is what the frame speaks of."""
    said = [i.lower for i in items]
    if frame.topic and not frame.topic.intersection(i.lower for i in subject_items):
        return False
    if frame.never & {*said, *(i.lower for i in subject_items)}:
        return False
    near = said if frame.far else said[:_MATTER]
    stop = near.index("to") if "to" in near and not frame.far else len(near)
    named = [place for place, word in enumerate(near) if word in frame.matter]
    # Behind an infinitive it is another verb's ("ordered him to appear in an inquiry"), but not behind "to Ruhn".
    return not frame.matter or any(place < stop or _opens_noun(items[stop + 1]) for place in named)


def _opens_noun(item: Item) -> bool:
    """Whether somebody follows a "to", not a verb."""
    return item.is_capital or item.lower in words("determiners") | words("possessives")


def _shared(items: list[Item], group: int) -> tuple[int, int] | None:
    """The subject that a verb behind an "and" shares with the first verb of its sentence."""
    for index in range(1, group - 1):
        item = items[index]
        if _is_verb(item):
            return subject(items, index, 0)
    return None


def _ends_clause(items: list[Item], index: int) -> bool:
    """Whether a subject begins behind a word: a finite verb that is no participle of "a paper based in Ruhn"."""
    return _is_verb(items[index]) and items[index + 1].lower not in words("prepositions")


def _is_verb(item: Item) -> bool:
    """Whether a word in the small is a finite verb by its form."""
    return not item.is_capital and is_finite(item)


def _done_by(
    text: str, items: list[Item], group: int, after: int, frame: Frame, inside: Sequence[Mention]
) -> Deed | None:
    """A deed told in the active: its doers before the verb, the other party behind it."""
    who = _shared(items, group) if group and items[group - 1].lower in ("and", "but") else subject(items, group, 0)
    if who is None:
        return None
    who = max((i + 1 for i in range(who[0], who[1]) if _ends_clause(items, i)), default=who[0]), who[1]
    if _UNSURE.search(text[items[0].start : items[who[0]].start]):
        return None
    who = _past_time(items, *who)
    doers = _doers(inside, items, *who)
    end = _clause(items, after)
    if frame.own and doers and not _plainly(text[items[0].start : doers[0].span.start], items, group, after):
        return None
    if frame.swap:
        behind = _whom(text, frame, items[after - 1].end, _named(inside, items, after, end - 1), doers)
        if behind is None or not _holds(frame, items[after:end], items[who[0] : who[1] + 1]):
            return None
        return _deed(items, frame, (behind,), doers[0] if doers else None, group, after, end)
    if not doers or not _holds(frame, items[after:end], items[who[0] : who[1] + 1]):
        return None
    whom = _whom(text, frame, items[after - 1].end, _named(inside, items, after, end - 1), doers)
    if frame.needs and whom is None and len(doers) < 2:
        return None
    return _deed(items, frame, doers, whom, group, after, end)


def _plainly(before: str, items: Sequence[Item], group: int, after: int) -> bool:
    """Whether a page tells a deed as a fact of its own: nobody says, fears or asks it, nor is it "reportedly" so."""
    hedged = any(i.lower in _HEARSAY for i in items[group:after]) or items[-1].lower == "?"
    none = after < len(items) and items[after].lower in ("no", "neither", "nothing", "none")
    return not (hedged or none or _HEARD.search(before) or _UNSURE.search(before))


def _past_time(items: list[Item], first: int, last: int) -> tuple[int, int]:
    """A subject without the day that leads up to it: "on May 12 the council"."""
    if items[first].lower in ("on", "in"):
        behind = time_after(items, first)
        if first < behind < last:
            return behind + 1, last
    return first, last


def _done_to(
    text: str, items: list[Item], group: int, after: int, frame: Frame, inside: Sequence[Mention]
) -> Deed | None:
    """A deed told in the passive with its doer: "the ban was lifted by Veyra", "A was received by B"."""
    to = subject(items, group, 0)
    by = next((i for i in range(after, min(len(items), after + 10)) if items[i].lower == "by"), None)
    agent = following(items, by + 1) if by is not None else None
    if to is None or _UNSURE.search(text[items[0].start : items[to[0]].start]):
        return None
    if by is None:
        named = _named(inside, items, *to)
        if items[to[0]].lower == "whose":
            named = [m for m in inside if m.kind in ACTORS and 0 <= items[to[0]].start - m.span.end <= 2][-1:]
        return _between(items, group, after, frame, named, to)
    if agent is None:
        return None
    doers = _doers(inside, items, *agent)
    if not doers or not _holds(frame, items[to[0] : to[1] + 1], items[agent[0] : agent[1] + 1]):
        return None
    others = [m for m in _named(inside, items, *to) if m.refers and m.refers.value != _name(doers[0])]
    if frame.needs and not others:
        return None
    return _deed(items, frame, doers, others[0] if others else None, group, after, agent[1] + 1)


def _between(
    items: list[Item], group: int, after: int, frame: Frame, named: Sequence[Mention], to: tuple[int, int]
) -> Deed | None:
    """A passive whose subject names who acts: "talks between A and B were held", "the mission's report was sent"."""
    unique = tuple({m.refers.value: m for m in named if m.refers}.values())
    said = items[to[0] : to[1] + 1]
    pair = len(unique) == 2 and "between" in frame.whom and any(i.lower == "between" for i in said)
    owner = frame.owned and len(unique) == 1 and any(i.lower in _OWNER for i in said)
    if not (pair or owner) or not _holds(frame, said, ()) or not _plainly("", items, group, after):
        return None
    # Without a day it may as well be a report's own matter, or a habit.
    return _deed(items, replace(frame, own=True, timed=True), unique, None, group, after, _clause(items, after))


def _name(mention: Mention) -> str | None:
    """The canonical name of whom a mention means."""
    return mention.refers.value if mention.refers else None


def _deed(
    items: list[Item], frame: Frame, doers: tuple[Mention, ...], whom: Mention | None, group: int, after: int, end: int
) -> Deed:
    """The deed with its spans."""
    verb = Span(items[group].start, items[after - 1].end)
    told = [*doers, *([whom] if whom else [])]
    span = Span(min(verb.start, *(m.span.start for m in told)), max(verb.end, *(m.span.end for m in told)))
    if frame.matter:
        reach = [i.end for i in items[after:end] if i.lower in frame.matter]
        span = Span(span.start, max(span.end, *reach)) if reach else span
    first = min(span.start, items[0].start if span.start - items[0].start < _OPENING else span.start)
    first = min(first, _lead(items, first))
    return Deed(frame, doers, whom, verb, span, Span(first, items[max(after, end) - 1].end))


def _lead(items: list[Item], start: int) -> int:
    """Where the words that lead up to a clause begin: its time in "and on May 12 the council", "in 2013, when A"."""
    at = next((i for i, item in enumerate(items) if item.end > start), 0)
    if at > 1 and items[at - 1].lower == "when":
        at -= 2 if items[at - 2].lower == "," else 1
    for index in range(at - 1, max(-1, at - _LEAD), -1):
        if items[index].lower in _LEAD_ENDS or items[index].is_quote:
            return items[index + 1].start if index + 1 < len(items) else start
    return start
