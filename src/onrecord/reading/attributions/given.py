"""Words given to somebody within one sentence: source, cue and content as ranges of its items."""

from __future__ import annotations

from onrecord.model import Act
from onrecord.reading.attributions.adjunct import by_adjunct, motives
from onrecord.reading.attributions.content import right
from onrecord.reading.attributions.hit import HEARD, Hit, hits
from onrecord.reading.attributions.passive import passive, reported
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.attributions.resumption import beside, further, resumed, tells
from onrecord.reading.attributions.second import main_subject, of_first_verb, of_same_verb
from onrecord.reading.attributions.standpoint import by_standpoint
from onrecord.reading.attributions.unsaid import elicited, unsaid
from onrecord.reading.grammar.adverbial import adverbial_end
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_time, is_verbal, subject
from onrecord.reading.lexicon import words

# Who is quoted as saying something stands within so many words before the "as".
_QUOTED_AS = 16
_QUOTING = frozenset("quote quotes quoted quoting cite cites cited citing".split())
_NEAR = 7
# What can be shot down by words.
_REFUSED = (
    words("doings")
    | words("accusations")
    | frozenset(
        "bid call request motion bill amendment theory notion argument hope rumour rumor speculation report".split()
    )
)
_NOBODY = frozenset({"nobody", "none", "neither", "no", "nothing", "there"})


def given(items: list[Item], capitals: frozenset[str]) -> list[Given]:
    """Every attribution of a sentence; ``capitals`` are names of places that can stand for a government."""
    found = hits(items)
    out: list[Given] = []
    before: Hit | None = None
    for hit in found:
        new = _of_hit(items, hit, before, found, out, capitals)
        out += new
        # A participle or relative clause that gives nothing ("..., writing in the Courier, ...") bounds no subject.
        aside = hit.cue.form == "ing" or (hit.group > 0 and items[hit.group - 1].lower in ("who", "which"))
        aside = aside or elicited(items, hit)
        before = hit if new or not aside else before
    out += by_adjunct(items, found)
    out += [
        one
        for one in by_standpoint(items, found)
        if not any(_extent(o) == _extent(one) or _shares(o, one) for o in out)
    ]
    out += motives(items, out)
    return _without_inner_beliefs([one for one in out if _says_something(items, one)])


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
    if hit.negated and not hit.belief and all(c.act is Act.SAY for c in hit.readings):
        # "Never told me", "did not say": nobody said it.
        return []
    follows = right(items, hit, found)
    source = _source(items, hit, before, out)
    if items[hit.group].lower == "have" and hit.group and items[hit.group - 1].lower == "to":
        source = reported(items, hit.group - 1)
    cue: tuple[Range, ...] = ((hit.first, hit.last),)
    if hit.particle is not None:
        cue = (*cue, (hit.particle, hit.particle))
    quoted = hit.group > 0 and items[hit.group - 1].is_quote
    if follows is not None and follows.rule == "object" and quoted and hit.takes("clause"):
        # "...?" asked Kell: behind a quotation the noun phrase is who speaks, not what is said.
        follows = None
    elif follows is not None and follows.rule == "object" and hit.takes("clause") and _speaks_last(items, hit, out):
        follows = None
    if follows is not None and items[follows.first].lower == "not":
        return []
    relative = hit.group > 0 and items[hit.group - 1].lower in ("which", "who")
    if follows is not None and follows.rule not in ("that", "quote after", "colon") and not relative:
        # "..., X said in a statement that was sent out": the words before are what is said.
        behind = _inverted(items, hit) if source is None else None
        left = _left(items, hit, source, out, (behind[1] if behind else hit.last) + 1)
        opens = left is not None and items[left[0]].pos == "VERB" and items[left[0]].lower.endswith("ing")
        if left and follows.rule != "object" and not hit.belief and not (opens and follows.rule == "bare clause"):
            # "Accusing Veyra of it, Arlen said the drill was over": what is said is behind the cue.
            follows = None
    if source is not None and (
        items[source[0]].lower in _NOBODY or (source[0] and items[source[0] - 1].lower == "nor")
    ):
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
        if follows.rule in ("quote after", "colon") and (left := _half(items, hit, source, out)):
            content = (left, *content)
        says = all(cue.act is Act.SAY for cue in hit.readings) and not hit.belief
        if says and follows.rule in ("that", "bare clause", "object") and (more := beside(items, follows.last, found)):
            content = (*content, more)
        return [Given(source, cue, content, follows.rule, follows.confidence, hit.belief)]
    if not hit.takes("clause") or hit.cue.form == "ing":
        return []
    inverted = _inverted(items, hit)
    if inverted is not None:
        source = inverted
        if items[source[0]].lower in _NOBODY:
            return []
    left = _left(items, hit, None if inverted else source, out, (inverted or (hit.last, hit.last))[1] + 1)
    if left is None or source is None:
        return []
    end = max(hit.last, source[1])
    parts = (left, *resumed(items, end + 1, left, hit, found))
    heard = following(items, end + 1) if hit.readings[0].lemma in HEARD else None
    if len(parts) == 1 and (more := further(items, heard[1] + 1 if heard else end + 1, found)):
        parts = (left, more)
    rule = "quote before" if items[left[1]].is_quote else "clause before"
    return [Given(source, cue, parts, rule, 0.93 if rule == "quote before" else 0.85, hit.belief)]


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
    who = _inverted(items, hit)
    if who is None or items[who[0]].lower in words("pronouns") or (out and _extent(out[-1])[1] >= hit.group):
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


def _source(items: list[Item], hit: Hit, before: Hit | None, out: list[Given]) -> Range | None:
    """Who the cue belongs to."""
    floor = before.last + 1 if before else 0
    earlier = out[-1].source if out else None
    if hit.cue.form == "ing" and not _finite_group(items, hit):
        return _of_participle(items, hit, floor, _main(items, hit, out) or earlier)
    at = hit.group - 1
    while at >= floor and items[at].is_adverb:
        at -= 1
    if (at >= floor and items[at].lower in ("and", "but", "then", "or")) or items[hit.group].lower == "nor":
        return of_same_verb(items, hit, floor, at) or earlier or of_first_verb(items, at)
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
    behind = found[0] - before.last
    for index in range(found[1] - 1, found[0], -1):
        if items[index].lower != "and":
            continue
        # "Said that A lies and B said": what stands before the "and" is a clause, not another name.
        clause = any(i.is_word and not i.is_capital for i in items[found[0] : index]) and items[index + 1].is_capital
        if (behind == 1 and before.takes("object")) or (behind <= 2 and before.takes("clause") and clause):
            return index + 1, found[1]
        break
    return found


def _main(items: list[Item], hit: Hit, out: list[Given]) -> Range | None:
    """The source of the last verb before a comma, past participles inside its words: "called a note welcoming it rash,
    noting that ...".
    """
    before = items[hit.group - 1] if hit.group else None
    if before is None or not (before.lower == "," or before.is_quote):
        return None
    for one in reversed(out):
        at = one.cue[0][0] if one.cue else 0
        if one.cue and not (items[at].lower.endswith("ing") and items[at - 1].lower not in (",", "and")):
            return one.source
    return None


def _of_participle(items: list[Item], hit: Hit, floor: int, earlier: Range | None) -> Range | None:
    """The source of ", adding that": a by-phrase right before, the source before, or the main subject."""
    at = hit.group - 1
    if items[at].lower == "as" and (told := _quoted_as(items, at)):
        return told
    while at >= 0 and (items[at].lower == "," or items[at].is_adverb or items[at].lower in ("and", "by")):
        at -= 1
    if at < 0:
        return main_subject(items)
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
    return earlier or main_subject(items)


def _quoted_as(items: list[Item], at: int) -> Range | None:
    """Whose words are told in "a dispatch that quoted Kell as saying"; ``at`` is the "as"."""
    verb = next((i for i in range(at - 2, max(-1, at - _QUOTED_AS), -1) if items[i].lower in _QUOTING), None)
    if verb is None or any(is_verbal(items[i]) for i in range(verb + 1, at)):
        return None
    return verb + 1, at - 1


def _inverted(items: list[Item], hit: Hit) -> Range | None:
    """The source behind a cue: ", said the minister on Monday"."""
    before = items[hit.group - 1] if hit.group else None
    if before is None or not (before.is_quote or before.lower == ",") or hit.readings[0].lemma in HEARD:
        return None
    found = following(items, hit.last + 1)
    if found is None or items[found[0]].lower in words("subordinators") or items[found[0]].pos == "ADV":
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
    cuts = [i + 1 for i in range(start, at) if items[i].lower == ";"]
    # "A did this; B did that, X said": both are said, unless somebody else says the first.
    if cuts and any(_extent(o)[0] < cuts[-1] for o in out):
        start = max(start, *cuts)
    while start <= at and (
        items[start].lower in words("coordinators") or items[start].lower in (",", ";", ".", "—", "–", ":")
    ):
        start += 1
    if start > at and all(not i.is_word for i in items[adverbial_end(items, hit.last + 1) :]):
        earlier = min((_extent(o)[0] for o in out), default=at)
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
    return comma - 1 if held and not any(is_verbal(i) or i.pos in ("VERB", "AUX") for i in office) else at


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


def _extent(one: Given) -> Range:
    """The first and last item of an attribution."""
    ranges = [*one.cue, *one.content, *([one.source] if one.source else [])]
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


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
    parted = source[0] < hit.first and items[behind].lower in (",", ":")
    left = _left(items, hit, source, out, behind) if parted else None
    if left is None or items[behind].lower == ",":
        return left
    # "On the steps, turning to the crowd, X said: ...": what stands before the colon's cue is no part of what is said.
    chunk = next((i + 1 for i in range(left[1], left[0], -1) if items[i].lower == ","), left[0])
    told = items[left[0]].lower not in words("prepositions") | words("subordinators")
    told = told and not is_time(items, *left)
    return left if told and not items[chunk].lower.endswith("ing") else None
