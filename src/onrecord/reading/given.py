"""Words given to somebody within one sentence: source, cue and content as ranges of its items."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.model import Act
from onrecord.reading.content import adverbial_end, clause_end, hedged_motive, right
from onrecord.reading.hit import Hit, hits
from onrecord.reading.item import Item
from onrecord.reading.lexicon import Cue, words
from onrecord.reading.phrase import following, is_verbal, subject

Range = tuple[int, int]

_OPINIONS = frozenset("opinion view words estimation judgment judgement assessment eyes".split())
# Words that open an aside behind "X said," rather than go on with what is said.
_OPENS_ASIDE = words("prepositions") | words("subordinators") | words("coordinators") | {"who", "which", "adding"}
# Nouns of asking take "for" or "to" where those of saying take "that".
_ASKING = frozenset("call calls demand demands appeal appeals plea pleas request requests".split())
_NOBODY = frozenset({"nobody", "none", "neither", "no", "nothing", "there"})
_SAYING_NOUNS = frozenset(
    "claim claims accusation accusations allegation allegations assertion assertions statement statements warning "
    "warnings insistence suggestion suggestions complaint complaints promise pledge threat declaration".split()
)
# Verbs whose passive subject hears rather than speaks.
_HEARD = frozenset({"tell", "inform", "assure"})
_SAY = Cue("say", "past", Act.SAY, frozenset({"clause"}), belief=False)


@dataclass(frozen=True, slots=True)
class Given:
    """One attribution as ranges [first, last] over the items of its sentence."""

    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    rule: str
    confidence: float
    belief: bool = False


def given(items: list[Item], capitals: frozenset[str]) -> list[Given]:
    """Every attribution of a sentence; ``capitals`` are names of places that can stand for a government."""
    found = hits(items)
    out: list[Given] = []
    before: Hit | None = None
    for hit in found:
        new = _of_hit(items, hit, before, found, out, capitals)
        out += new
        # A participle that gives nothing ("..., writing in the Courier, ...") bounds no subject behind it.
        before = hit if new or hit.cue.form != "ing" else before
    out += _according(items, found)
    out += _in_opinion(items, found)
    out += _in_words_of(items, found)
    out += _by_noun(items, found)
    out += _motives(items, out)
    return _without_inner_beliefs(out)


def _without_inner_beliefs(out: list[Given]) -> list[Given]:
    """A view held inside other words is nobody's statement; it only tells whose view it is."""
    kept = []
    for one in out:
        at = one.cue[0][0] if one.cue else one.content[0][0]
        inside = any(other is not one and any(first <= at <= last for first, last in other.content) for other in out)
        if not (one.belief and inside):
            kept.append(one)
    return kept


def _of_hit(
    items: list[Item],
    hit: Hit,
    before: Hit | None,
    found: list[Hit],
    out: list[Given],
    capitals: frozenset[str],
) -> list[Given]:
    """What one cue gives: usually one attribution, none where no content or nobody can be found."""
    if hit.passive and hit.readings[0].lemma != "quote as saying":
        return _passive(items, hit, before, found, capitals)
    follows = right(items, hit, found)
    source = _source(items, hit, before, out)
    cue = ((hit.first, hit.last),)
    if follows is not None and follows.rule not in ("that", "quote after", "colon"):
        # "..., X said in a statement that was sent out": the words before are what is said.
        left = _left(items, hit, source, out, hit.last + 1)
        if left and follows.rule != "object" and not hit.belief:
            follows = None
    if source is not None and items[source[0]].lower in _NOBODY:
        return []
    if follows is not None:
        if source is None:
            return []
        content: tuple[Range, ...] = ((follows.first, follows.last),)
        quoted_left = _quote_before(items, source)
        if quoted_left is not None and follows.rule == "quote after":
            content = (quoted_left, *content)
        return [Given(source, cue, content, follows.rule, follows.confidence, hit.belief)]
    if not hit.takes("clause") or hit.cue.form == "ing":
        return []
    inverted = _inverted(items, hit)
    if inverted is not None:
        source = inverted
    left = _left(items, hit, None if inverted else source, out, (inverted or (hit.last, hit.last))[1] + 1)
    if left is None or source is None:
        return []
    end = max(hit.last, source[1])
    parts = (left, *_resumed(items, end + 1, left, hit, found))
    rule = "quote before" if items[left[1]].is_quote else "clause before"
    return [Given(source, cue, parts, rule, 0.93 if rule == "quote before" else 0.85, hit.belief)]


def _source(items: list[Item], hit: Hit, before: Hit | None, out: list[Given]) -> Range | None:
    """Who the cue belongs to."""
    floor = before.last + 1 if before else 0
    earlier = out[-1].source if out else None
    if hit.cue.form == "ing" and not _finite_group(items, hit):
        return _of_participle(items, hit, floor, earlier)
    at = hit.group - 1
    while at >= floor and items[at].is_adverb:
        at -= 1
    if at >= floor and items[at].lower in ("and", "but", "then", "or"):
        return earlier
    found = subject(items, hit.group, floor)
    if found is not None and before is not None and out:
        found = _past_coordination(items, found, before)
    if found is None and at >= floor and items[at].lower == ",":
        found = earlier
    return found


def _finite_group(items: list[Item], hit: Hit) -> bool:
    """Whether an -ing form stands behind an auxiliary."""
    return any(is_verbal(items[i]) for i in range(hit.group, hit.first))


def _past_coordination(items: list[Item], found: Range, before: Hit) -> Range:
    """In "backed A and B blamed C" the subject of the second verb begins behind the "and"."""
    if found[0] != before.last + 1 or not before.takes("object"):
        return found
    for index in range(found[1] - 1, found[0], -1):
        if items[index].lower == "and":
            return index + 1, found[1]
    return found


def _of_participle(items: list[Item], hit: Hit, floor: int, earlier: Range | None) -> Range | None:
    """The source of ", adding that": a by-phrase right before, the source before, or the main subject."""
    at = hit.group - 1
    while at >= 0 and (items[at].lower == "," or items[at].is_adverb or items[at].lower in ("and", "by")):
        at -= 1
    if at < 0:
        return _main_subject(items)
    direct = at == hit.group - 1
    nearby = subject(items, at + 1, floor)
    if nearby is not None:
        if nearby[0] and items[nearby[0] - 1].lower == "with":
            return nearby
        by = next((i for i in range(nearby[1], nearby[0], -1) if items[i].lower == "by"), None)
        if by is not None:
            return by + 1, nearby[1]
        if direct and items[nearby[1]].lower in words("sayings") | {"officials", "sources"}:
            return nearby
    return earlier or _main_subject(items)


def _main_subject(items: list[Item]) -> Range | None:
    """The subject of the main clause: the noun phrase that opens it."""
    start = 0
    opens = items[0].lower
    if opens in words("prepositions") or opens in words("subordinators") or opens.endswith(("ing", "ed")):
        start = next((i + 1 for i, item in enumerate(items) if item.lower == ","), 0)
    while start < len(items) and items[start].lower in words("links") | words("coordinators"):
        start += 1
    found = following(items, start)
    if found is None:
        return None
    last = found[0]
    for index in range(found[0], found[1] + 1):
        item = items[index]
        lower_verb = item.lower.endswith("ed") and not item.is_capital and index > found[0]
        if lower_verb:
            break
        last = index
    if items[found[0]].is_capital and any(items[i].is_capital for i in range(found[0] + 1, last + 1)):
        capital = max(i for i in range(found[0], last + 1) if items[i].is_capital)
        last = min(last, capital) if items[capital + 1 : last + 1] else last
    return found[0], last


def _inverted(items: list[Item], hit: Hit) -> Range | None:
    """The source behind a cue: ", said the minister on Monday"."""
    before = items[hit.group - 1] if hit.group else None
    if before is None or not (before.is_quote or before.lower == ",") or hit.readings[0].lemma in _HEARD:
        return None
    found = following(items, hit.last + 1)
    if found is None:
        return None
    after = items[found[1] + 1 :]
    if len(after) > 2 and after[0].lower == "," and (after[1].lower in ("the", "a", "an") or after[1].is_capital):
        close = next(
            (i for i in range(found[1] + 2, len(items)) if items[i].lower in (",", ".") or items[i].is_quote), None
        )
        if close is not None and close - found[1] < (14 if not after[1].is_capital else 6):
            return found[0], close - 1
    return found


def _left(items: list[Item], hit: Hit, source: Range | None, out: list[Given], after: int) -> Range | None:
    """The content before source and cue, up to the comma or quotation that ends it.

    ``after`` is the first item behind source and cue: half a clause counts where it goes on there.
    """
    at = (source[0] if source and source[0] < hit.first else hit.group) - 1
    if at < 0:
        return None
    if items[at].lower in (",", "—", "–"):
        at -= 1
    elif not items[at].is_quote:
        return None
    start = max((_extent(o)[1] + 1 for o in out if _extent(o)[1] <= at), default=0)
    start = max([start, *(i + 1 for i in range(at) if items[i].lower == ";")])
    while start <= at and (
        items[start].lower in words("coordinators") or items[start].lower in (",", ";", ".", "—", "–", ":")
    ):
        start += 1
    if start > at and all(not i.is_word for i in items[adverbial_end(items, hit.last + 1) :]):
        start = max((i + 1 for i in range(at) if items[i].lower == ";"), default=0)
    if start > at:
        return None
    if items[at].is_quote:
        return (start if _leads_into_quote(items, start, at) else at), at
    resumed = bool(_resumed(items, after, (start, at), hit, []))
    headline = after >= len(items) and at - start >= 2
    says = any(_tells(i) for i in items[start : at + 1]) or resumed or headline
    adverbial = items[start].lower in words("prepositions") | words("subordinators") | words("links")
    opening = adverbial or (items[start].lower.endswith(("ing", "ed")) and not items[start].is_capital)
    asides = items[start].lower in ("asked", "speaking", "addressing", "writing", "responding", "commenting")
    inner_comma = any(i.lower == "," for i in items[start : at + 1])
    if asides or not says or (opening and not inner_comma and not resumed):
        return None
    return start, at


def _tells(item: Item) -> bool:
    """Whether a word is a finite verb by its form, or a quotation, so that what holds it can be said."""
    return item.is_quote or is_verbal(item) or item.lower.endswith("ed") or item.lower in words("past")


def _leads_into_quote(items: list[Item], start: int, at: int) -> bool:
    """Whether the words before a quotation are part of what is said (`The plan is "dead in the water," X said`)."""
    words_before = [i for i in items[start:at] if i.is_word]
    return all(i.is_quote or i.lower in (",", "and") for i in items[start:at]) or (
        bool(words_before) and items[at - 1].is_word
    )


def _extent(one: Given) -> Range:
    """The first and last item of an attribution."""
    ranges = [*one.cue, *one.content, *([one.source] if one.source else [])]
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


def _quote_before(items: list[Item], source: Range) -> Range | None:
    """A quotation right before the source: the first half of `"...," X said, "..."`."""
    at = source[0] - 1
    return (at, at) if at >= 0 and items[at].is_quote else None


def _resumed(items: list[Item], start: int, left: Range, hit: Hit, found: list[Hit]) -> tuple[Range, ...]:
    """What is said goes on behind the cue: `"...," X said, "..."` and "The plan, X said, would fail"."""
    if hit.readings[0].lemma in _HEARD:
        heard = following(items, start)
        start = heard[1] + 1 if heard else start
    index = adverbial_end(items, start)
    if index + 1 >= len(items):
        return ()
    whole = items[left[0]].lower not in words("subordinators") and not is_verbal(items[left[1]])
    said_whole = whole and any(_tells(i) for i in items[left[0] : left[1] + 1])
    if items[index].is_quote and (items[left[1]].is_quote or not said_whole):
        return ((index, index),)
    if items[index].lower not in (",", ":", "—"):
        return ()
    opens = items[index + 1]
    if opens.is_quote and (items[left[1]].is_quote or not said_whole):
        return ((index + 1, index + 1),)
    if not said_whole and opens.is_word and opens.lower not in _OPENS_ASIDE:
        return ((index + 1, clause_end(items, index + 1, hit, found)),)
    return ()


def _passive(
    items: list[Item], hit: Hit, before: Hit | None, found: list[Hit], capitals: frozenset[str]
) -> list[Given]:
    """ "X was accused by Y of Z", "X was criticised in A and B", "it was claimed that"."""
    floor = before.last + 1 if before else 0
    whom = subject(items, hit.group, floor)
    cue = ((hit.first, hit.last),)
    if whom is None or hit.readings[0].lemma in _HEARD:
        return []
    if items[whom[0]].lower == "it" and hit.takes("clause"):
        follows = right(items, replace(hit, passive=False), found)
        if follows is None:
            return []
        return [Given(None, cue, ((follows.first, follows.last),), "passive clause", 0.7)]
    if not hit.takes("object"):
        return []
    after = hit.last + 1
    if after >= len(items):
        return []
    if items[after].lower == "by" and (agent := _agent(items, after + 1)):
        rest = agent[1] + 1
        content: tuple[Range, ...] = (whom,)
        if rest < len(items) and items[rest].lower in ("of", "for", "over", "as", "to", "on", "after"):
            content = (whom, (rest, clause_end(items, rest, hit, found)))
        return [Given(agent, cue, content, "passive", 0.8)]
    if items[0].lower == "in" and (opening := _places(items, 1, capitals)) and not found[0].first < hit.first:
        return [Given(place, cue, (whom, *_naming(items, after)), "passive, in a capital", 0.65) for place in opening]
    if items[after].lower == "in":
        places = _places(items, after + 1, capitals)
        return [Given(place, cue, (whom,), "passive, in a capital", 0.7) for place in places]
    return []


def _naming(items: list[Item], after: int) -> tuple[Range, ...]:
    """ "As hasty" behind "was described"."""
    if items[after].lower != "as":
        return ()
    last = len(items) - 1
    while last > after and not items[last].is_word and not items[last].is_quote:
        last -= 1
    return ((after, last),)


def _agent(items: list[Item], first: int) -> Range | None:
    """Who does it in a passive: up to "of" or "for", which belong to the verb ("accused by Y of Z")."""
    found = following(items, first)
    if found is None:
        return None
    stop = next((i for i in range(first + 1, found[1] + 1) if items[i].lower in ("of", "for", "over")), found[1] + 1)
    return found[0], stop - 1


def _places(items: list[Item], start: int, capitals: frozenset[str]) -> list[Range]:
    """The capitals of a list "Berlin, Paris and Beijing" that begins at an item."""
    found: list[Range] = []
    index = start
    while index < len(items):
        for length in (3, 2, 1):
            name = " ".join(i.text for i in items[index : index + length])
            if name in capitals:
                found.append((index, index + length - 1))
                index += length
                break
        else:
            if items[index].lower in (",", "and", "the", "both", "as", "well"):
                index += 1
            else:
                break
    return found


def _according(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "According to X, C" and "C, according to X"."""
    out = []
    for index in range(len(items) - 2):
        if items[index].lower != "according" or items[index + 1].lower != "to":
            continue
        source = following(items, index + 2)
        if source is None:
            continue
        comma = source[1] + 1
        cue = ((index, index + 1),)
        neutral = Hit(index, index + 1, index, _SAY, (_SAY,))
        opens = all(not i.is_word or i.lower in words("links") | words("coordinators") for i in items[:index])
        if opens:
            while comma < len(items) and items[comma].lower != ",":
                comma += 1
            if comma + 1 < len(items):
                content = (comma + 1, clause_end(items, comma + 1, neutral, found))
                out.append(Given(source, cue, (content,), "according to, before", 0.9))
            continue
        last = index - 1
        while last > 0 and items[last].lower in (",", "—", "–", "("):
            last -= 1
        first = 0
        while first < last and items[first].lower in words("coordinators"):
            first += 1
        out.append(Given(source, cue, ((first, last),), "according to, after", 0.85))
    return out


def _in_words_of(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "In the words of X, C"."""
    out = []
    for index in range(len(items) - 5):
        written = [i.lower for i in items[index : index + 4]]
        if written != ["in", "the", "words", "of"]:
            continue
        comma = next((i for i in range(index + 4, len(items)) if items[i].lower == ","), None)
        if comma is not None and comma + 1 < len(items):
            neutral = Hit(index, index + 3, index, _SAY, (_SAY,))
            content = (comma + 1, clause_end(items, comma + 1, neutral, found))
            out.append(Given((index + 4, comma - 1), ((index, index + 3),), (content,), "in the words of", 0.9))
    return out


def _in_opinion(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "In its opinion C", "in the minister's words, C"."""
    out = []
    for index, item in enumerate(items):
        if item.lower not in _OPINIONS or index < 2:
            continue
        start = next((i for i in range(index - 1, max(-1, index - 8), -1) if items[i].lower == "in"), None)
        if start is None or index + 1 >= len(items):
            continue
        owner = items[start + 1]
        if owner.lower in words("possessives") and start + 2 == index:
            source = (start + 1, start + 1)
        elif items[index - 1].lower in ("'s", "’s"):
            source = (start + 1, index - 2)
        else:
            continue
        first = index + 1 + (items[index + 1].lower == ",")
        if first < len(items):
            neutral = Hit(start, index, start, _SAY, (_SAY,))
            content = (first, clause_end(items, first, neutral, found))
            out.append(Given(source, ((start, index),), (content,), "in one's opinion", 0.85))
    return out


def _by_noun(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "Y's claim that C", "accusations by Y that C"."""
    out = []
    for index, item in enumerate(items[:-1]):
        if item.lower not in _SAYING_NOUNS | _ASKING:
            continue
        source: Range | None = None
        that = index + 1
        if index and items[index - 1].lower in words("possessives"):
            source = (index - 1, index - 1)
        elif index > 1 and items[index - 1].lower in ("'s", "’s"):
            start = index - 2
            while start > 0 and (items[start - 1].is_capital or items[start - 1].lower == "the"):
                start -= 1
            source = (start, index - 2)
        elif items[index + 1].lower in ("by", "from") and (agent := following(items, index + 2)):
            source, that = agent, agent[1] + 1
        asks = item.lower in _ASKING and that < len(items) and items[that].lower in ("for", "to")
        if source is None or that >= len(items) or not (items[that].lower == "that" or asks):
            continue
        neutral = Hit(index, index, index, _SAY, (_SAY,))
        end = clause_end(items, that, neutral, found)
        if items[0].lower in words("prepositions") or items[0].lower.endswith("ing"):
            # "Amid claims by Y that ..., X said": the fronted phrase ends at its comma.
            end = next((i - 1 for i in range(that, end) if items[i].lower == ","), end)
        content = (that, end)
        out.append(Given(source, ((index, index),), (content,), "noun of saying", 0.65))
    return out


def _motives(items: list[Item], out: list[Given]) -> list[Given]:
    """A reason reported with a hedge, ", because Russia was allegedly ...", stands as words of its own."""
    extra: list[Given] = []
    for index, one in enumerate(out):
        first, last = one.content[-1]
        because = hedged_motive(items, first, last)
        if because is None or one.source is None or because - 2 < first:
            continue
        out[index] = replace(one, content=(*one.content[:-1], (first, because - 2)))
        extra.append(Given(one.source, (), ((because, last),), "reported motive", 0.6))
    return extra
