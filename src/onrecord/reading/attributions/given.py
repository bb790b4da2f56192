"""Words given to somebody within one sentence: source, cue and content as ranges of its items."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Act
from onrecord.reading.attributions.adjunct import by_adjunct, motives
from onrecord.reading.attributions.adopted import by_adoption
from onrecord.reading.attributions.assent import by_assent
from onrecord.reading.attributions.belittled import is_object
from onrecord.reading.attributions.content import right
from onrecord.reading.attributions.drawn import as_did, by_drawing
from onrecord.reading.attributions.ending import clause_end, is_comma
from onrecord.reading.attributions.hit import HEARD, TIES, Hit, hits, is_relative
from onrecord.reading.attributions.passive import passive, reported
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.attributions.resumption import beside, further, resumed, tells
from onrecord.reading.attributions.source import source_behind, source_of
from onrecord.reading.attributions.standpoint import by_standpoint
from onrecord.reading.attributions.unsaid import elicited, unsaid
from onrecord.reading.grammar.adverbial import adverbial_end
from onrecord.reading.grammar.item import VERBS, Item
from onrecord.reading.grammar.phrase import charge_at, following, is_time, is_verbal
from onrecord.reading.lexicon import words

_NEAR = 7
# What can be shot down by words.
_REFUSED = (
    words("doings")
    | words("accusations")
    | frozenset(
        "bid call request motion bill amendment theory notion argument hope rumour rumor speculation report".split()
    )
)
# What somebody did before: "did not renew his demand" is no demand.
_AGAIN = frozenset({"repeat", "renew", "reiterate", "restate"})
_NOBODY = frozenset({"nobody", "none", "neither", "no", "nothing", "there"})
_ONESELF = frozenset("myself himself herself itself ourselves yourself yourselves themselves".split())
_ASKING = frozenset({"what", "whatever", "how", "why"})


def given(items: list[Item], capitals: frozenset[str]) -> list[Given]:
    """Every attribution of a sentence; ``capitals`` are names of places that can stand for a government."""
    found = _told_apart(items, hits(items))
    out: list[Given] = []
    before: Hit | None = None
    for hit in found:
        new = _of_hit(items, hit, before, found, out, capitals)
        out += new
        # A participle or relative clause that gives nothing ("..., writing in the Courier, ...") bounds no subject.
        aside = hit.cue.form == "ing" or is_relative(items, hit)
        aside = aside or elicited(items, hit)
        before = hit if new or not aside else before
    adopted = by_adoption(items, found)
    out = [*(one for one in out if not any(_shares(one, other) for other in adopted)), *adopted]
    out += by_adjunct(items, found)
    out += [
        one for one in by_standpoint(items, found) if not any(o.extent == one.extent or _shares(o, one) for o in out)
    ]
    out += motives(items, out)
    out = out or by_assent(items)
    out += [one for one in by_drawing(items) if not any(_shares(one, other) for other in out)]
    out = as_did(items, out)
    return _without_inner_beliefs([one for one in out if _says_something(items, one)])


def _told_apart(items: list[Item], found: list[Hit]) -> list[Hit]:
    """The cues without those that are nouns, by the verb before them."""
    kept: list[Hit] = []
    for hit in found:
        if not kept or not is_object(items, kept[-1], hit):
            kept.append(hit)
    return kept


def _shares(one: Given, other: Given) -> bool:
    """Whether two attributions give the same words, or stand on the same cue."""
    ranges = ((a, b) for a in (*one.content, *one.cue) for b in (*other.content, *other.cue))
    return any(a[0] <= b[1] and b[0] <= a[1] for a, b in ranges)


def _says_something(items: list[Item], one: Given) -> bool:
    """Whether the source and every piece of what is said hold a word ("According to Kell, ." says nothing)."""
    pieces = (items[first : last + 1] for first, last in (*one.content, *((one.source,) if one.source else ())))
    return all(any(i.is_word or i.is_quote for i in piece) for piece in pieces)


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
    if hit.readings[0].lemma == "shoot down" and not _is_refused(items, hit):
        return []
    if hit.passive and hit.readings[0].lemma != "quote as saying":
        return passive(items, hit, before, found, capitals)
    if elicited(items, hit):
        return []
    plain = not hit.belief and hit.cue.form != "adjective"
    again = items[hit.first].lower in _AGAIN
    if hit.negated and plain and (again or all(c.act is Act.SAY for c in hit.readings)):
        # "Never told me", "did not say", "did not repeat her call": nobody said it.
        return []
    follows = right(items, hit, found)
    source = source_of(items, hit, before, out)
    if items[hit.group].lower == "have" and hit.group and items[hit.group - 1].lower == "to":
        source = reported(items, hit.group - 1)
    if source is not None and items[source[0]].lower == "whose" and (name := _named_office(items, source)) is not None:
        source = (name, source[1])
    cue: tuple[Range, ...] = ((hit.first, hit.last),)
    if hit.rest is not None:
        cue = (*cue, hit.rest)
    if source is not None and (charge := _charge_before(items, hit, source)) is not None:
        return [Given(source, cue, (charge,), "object", 0.85)]
    quoted = hit.group > 0 and items[hit.group - 1].is_quote
    if follows is not None and follows.rule == "object" and quoted and hit.takes("clause"):
        # "...?" asked Kell: behind a quotation the noun phrase is who speaks, not what is said.
        follows = None
    elif follows is not None and follows.rule == "object" and hit.takes("clause") and _speaks_last(items, hit, out):
        follows = None
    if follows is not None and items[follows.first].lower == "not" and follows.rule != "infinitive":
        return []
    if follows is not None and follows.rule == "infinitive" and items[hit.last + 1].lower in _ONESELF:
        return []  # "Told herself to be calm": nobody else hears it.
    told = following(items, hit.last + 1) if follows is not None and follows.rule == "bare clause" else None
    if follows and told and told[1] + 1 < follows.last and items[told[1] + 1].lower in ("whether", "if"):
        follows = replace(follows, first=told[1] + 1)  # "asked Kell whether it had"
    relative = is_relative(items, hit)
    if follows is not None and follows.rule not in ("that", "quote after", "colon") and not relative:
        # "..., X said in a statement that was sent out": the words before are what is said.
        behind = source_behind(items, hit) if source is None else None
        left = _left(items, hit, source, out, (behind[1] if behind else hit.last) + 1)
        opens = left is not None and items[left[0]].pos == "VERB" and items[left[0]].lower.endswith("ing")
        if left and follows.rule != "object" and not hit.belief and not (opens and follows.rule == "bare clause"):
            # "Accusing Veyra of it, Arlen said the drill was over": what is said is behind the cue.
            follows = None
    if source is not None and _is_nobody(items, source):
        return []
    if source is not None and unsaid(items, source, hit):
        return []
    plain = follows.rule == "object" if follows is not None else not hit.takes("clause")
    if plain and (begged := _quoted_before(items, hit, source, out)) is not None:
        return [Given(source, cue, (begged,), "quote before", 0.88)]
    if follows is not None:
        if source is None:
            return []
        last = follows.last
        if follows.first < source[0] - 1 and source[0] <= last and items[source[0] - 1].lower == ",":
            # "Brushing aside the call, Kell sailed": the clause of whoever speaks begins behind the comma.
            last = source[0] - 2
        content: tuple[Range, ...] = ((follows.first, last),)
        if hit.rest is not None and (behind := _behind(items, hit, found)):
            content = (*content, behind)
        if follows.rule in ("quote after", "colon") and (left := _half(items, hit, source, out)):
            content = (left, *content)
        says = all(cue.act is Act.SAY for cue in hit.readings) and not hit.belief
        if says and follows.rule in ("that", "bare clause", "object") and (more := beside(items, follows.last, found)):
            content = (*content, more)
        return [Given(source, cue, content, follows.rule, follows.confidence, hit.belief)]
    if not hit.takes("clause") or hit.cue.form == "ing":
        return []
    inverted = source_behind(items, hit)
    if inverted is not None:
        source = inverted
        if items[source[0]].lower in _NOBODY:
            return []
    left = _left(items, hit, None if inverted else source, out, (inverted or (hit.last, hit.last))[1] + 1)
    if left is None or source is None:
        return []
    end = max(hit.last, source[1])
    if items[left[1]].lower in ("which", "who") and items[left[1] + 1].lower == ",":
        # "A folder which, she says, shows drones": what is said is the relative clause.
        clause = _relative_clause(items, end + 1, hit, found)
        return [Given(source, cue, (clause,), "clause before", 0.8, hit.belief)] if clause else []
    parts = (left, *resumed(items, end + 1, left, hit, found))
    heard = following(items, end + 1) if hit.readings[0].lemma in HEARD else None
    after = heard[1] + 1 if heard and len(parts) == 1 else max(end, *(last for _, last in parts)) + 1
    if more := further(items, after, found, left):
        parts = (*parts, more)
    rule = "quote before" if items[left[1]].is_quote else "clause before"
    return [Given(source, cue, parts, rule, 0.93 if rule == "quote before" else 0.85, hit.belief)]


def _is_nobody(items: list[Item], source: Range) -> bool:
    """Whether who would speak is nobody: "nobody said", "nor did he say", "not who came", "what are you asking"."""
    first, alone = items[source[0]].lower, source[0] == source[1]
    before = items[source[0] - 1].lower if source[0] else ""
    return first in _NOBODY or before == "nor" or first in _ASKING or (alone and first == "not")


def _relative_clause(items: list[Item], start: int, hit: Hit, found: list[Hit]) -> Range | None:
    """The rest of a relative clause behind who says it: "which, X says, shows drones"."""
    index = adverbial_end(items, start)
    if index + 2 >= len(items) or items[index].lower != ",":
        return None
    return index + 1, clause_end(items, index + 1, hit, found)


def _named_office(items: list[Item], source: Range) -> int | None:
    """Where the name begins of "whose president, Hale Morrant": an office alone is that of whoever stands before it."""
    comma = next((i for i in range(*source) if items[i].lower == ","), None)
    return comma + 1 if comma is not None and items[comma + 1].is_capital else None


def _behind(items: list[Item], hit: Hit, found: list[Hit]) -> Range | None:
    """What follows a cue that closes around its object: "gave Veyra its word that it would stay"."""
    start = hit.rest[1] + 1 if hit.rest else len(items)
    if hit.rest is None or hit.rest[0] == hit.rest[1] or start >= len(items) or items[start].lower not in TIES:
        return None
    return start, clause_end(items, start, hit, found)


def _charge_before(items: list[Item], hit: Hit, source: Range) -> Range | None:
    """The charge that is denied behind it: "a charge Arlen denies", "claims that the ministry rejected"."""
    if not any(cue.act in (Act.DENY, Act.REJECT) for cue in hit.readings):
        return None
    last = source[0] - 1 - (source[0] > 0 and items[source[0] - 1].lower in ("that", "which"))
    for first in (last - 1, last):
        if first > 0 and is_comma(items[first - 1]) and charge_at(items, first) == last:
            return first, last
    return None


def _is_refused(items: list[Item], hit: Hit) -> bool:
    """Whether an idea is shot down, not a drone."""
    near = items[max(0, hit.group - _NEAR) : hit.group] if hit.passive else items[hit.last + 1 : hit.last + 1 + _NEAR]
    return any(i.lower in _REFUSED or i.lower.removesuffix("s") in _REFUSED for i in near)


def _speaks_last(items: list[Item], hit: Hit, out: list[Given]) -> bool:
    """Whether "..., promised the minister" ends a clause that somebody says: nothing but times and an aside follows."""
    if (
        not hit.group
        or items[hit.group - 1].lower != ","
        or hit.group != hit.first
        or hit.cue.form not in ("past", "s")
    ):
        return False
    who = source_behind(items, hit)
    if who is None or items[who[0]].lower in words("pronouns") or (out and out[-1].extent[1] >= hit.group):
        return False
    clause = following(items, 0)
    whole = clause is not None and any(is_verbal(i) for i in items[clause[1] + 1 : hit.group - 1])
    named = items[who[0]].is_capital or items[who[1]].lower in words("roles") | words("bodies") | words("sayings")
    named = named or any(i.is_capital or i.lower in words("roles") for i in items[who[0] : who[1] + 1])
    behind = adverbial_end(items, who[1] + 1)
    return whole and named and (behind >= len(items) or not items[behind].is_word)


def _quoted_before(items: list[Item], hit: Hit, source: Range | None, out: list[Given]) -> Range | None:
    """The quotation before who says it, of a verb that needs whom it is said to: `"Stop it," he begged the two`."""
    if source is None or source[0] == 0 or source[0] > hit.first or hit.belief:
        return None
    at = source[0] - 1
    ends = items[at].is_quote and items[at].text.rstrip("\"”’'").endswith((",", "!", "?"))
    used = any(first <= at <= last for one in out for first, last in one.content)
    return (at, at) if ends and not used else None


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
    start = max((o.extent[1] + 1 for o in out if o.extent[1] <= at), default=0)
    cuts = [i + 1 for i in range(start, at) if items[i].lower == ";"]
    # "A did this; B did that, X said": both are said, unless somebody else says the first.
    if cuts and any(o.extent[0] < cuts[-1] for o in out):
        start = max(start, *cuts)
    while start <= at and (
        items[start].lower in words("coordinators") or items[start].lower in (",", ";", ".", "—", "–", ":")
    ):
        start += 1
    if start > at and all(not i.is_word for i in items[adverbial_end(items, hit.last + 1) :]):
        earlier = min((o.extent[0] for o in out), default=at)
        start = max((i + 1 for i in range(at) if items[i].lower == ";" and earlier < i), default=0)
    if start > at:
        return None
    if start == 0:
        start = _past_label(items, at)
    if source is not None and source[0] < hit.first and items[at + 1].lower == ",":
        at = _before_office(items, start, at)
    if items[at].is_quote:
        return (start if _leads_into_quote(items, start, at) else at), at
    goes_on = bool(resumed(items, after, (start, at), hit, []))
    headline = after >= len(items) and at - start >= 2
    exclaimed = (
        source is None
        and at - start <= 2
        and items[start].is_capital
        and all(not items[i].is_word for i in range(after, len(items)))
        and items[start].lower not in words("times") | words("prepositions")
    )
    says = any(tells(i) for i in items[start : at + 1]) or goes_on or headline
    adverbial = items[start].lower in words("prepositions") | words("subordinators") | words("links")
    opening = adverbial or (items[start].lower.endswith(("ing", "ed")) and not items[start].is_capital)
    asides = items[start].lower in ("asked", "speaking", "addressing", "writing", "responding", "commenting")
    inner_comma = any(i.lower == "," for i in items[start : at + 1])
    if exclaimed and not asides and not opening:
        return start, at
    if asides or not says or (opening and not inner_comma and not goes_on):
        return None
    return start, at


def _before_office(items: list[Item], start: int, at: int) -> int:
    """The last item before the office of who speaks, where it stands in front: "..., the envoy to Arlen, Kell said"."""
    comma = next((i for i in range(at, start, -1) if items[i].lower == ","), None)
    if comma is None or items[comma + 1].lower not in ("the", "its", "a", "an"):
        return at
    office = items[comma + 1 : at + 1]
    held = any(i.lower in words("roles") for i in office) and all(i.is_word for i in office)
    return comma - 1 if held and not any(is_verbal(i) or i.pos in VERBS for i in office) else at


def _past_label(items: list[Item], at: int) -> int:
    """The first item behind a place in capitals that opens a story with a colon: "TESSIN: The talks have failed"."""
    colon = next((i for i in range(1, min(4, at)) if items[i].lower == ":"), None)
    shouted = colon is not None and all(i.text.isupper() and i.text.isalpha() for i in items[:colon])
    return colon + 1 if colon is not None and shouted else 0


def _leads_into_quote(items: list[Item], start: int, at: int) -> bool:
    """Whether the words before a quotation are part of what is said (`The plan is "dead in the water," X said`)."""
    words_before = [i for i in items[start:at] if i.is_word]
    return all(i.is_quote or i.lower in (",", "and") for i in items[start:at]) or (
        bool(words_before) and items[at - 1].is_word
    )


def _half(items: list[Item], hit: Hit, source: Range, out: list[Given]) -> Range | None:
    """The first half of `"...," X said, "..."` and of `The plan would fail, X said, "..."`."""
    at = source[0] - 1
    if at >= 0 and items[at].is_quote:
        return at, at
    behind = hit.last + 1
    if hit.readings[0].lemma in HEARD and (heard := following(items, behind)):
        # `The talks would go on, X told parliament, "because ..."`: only where the quotation goes on with it.
        quote = items[min(heard[1] + 2, len(items) - 1)]
        behind = heard[1] + 1 if quote.is_quote and quote.text[1:2].islower() else behind
        colon = adverbial_end(items, heard[1] + 1)
        told = any(tells(i) for i in items[: source[0]])
        behind = colon if told and colon < len(items) and items[colon].lower == ":" else behind
    parted = source[0] < hit.first and items[behind].lower in (",", ":")
    left = _left(items, hit, source, out, behind) if parted else None
    if left is None or items[behind].lower == ",":
        return left
    # "On the steps, turning to the crowd, X said: ...": what stands before the colon's cue is no part of what is said.
    chunk = next((i + 1 for i in range(left[1], left[0], -1) if items[i].lower == ","), left[0])
    told = items[left[0]].lower not in words("prepositions") | words("subordinators")
    told = told and not is_time(items, *left)
    return left if told and not items[chunk].lower.endswith("ing") else None
