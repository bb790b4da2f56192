"""Whose a cue is: the source before it, that of the verb before, or the one behind a quotation."""

from __future__ import annotations

from onrecord.reading.attributions.hit import HEARD, Hit
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.attributions.second import main_subject, of_first_verb, of_same_verb
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_verbal, subject
from onrecord.reading.lexicon import words

# Who is quoted as saying something stands within so many words before the "as".
_QUOTED_AS = 16
# A text that speaks opens its sentence within so many words, with one of these behind it.
_TEXT = 6
_PUT_OUT = frozenset("read issued signed released published wrote sent drafted".split())
_WHEN = frozenset({"today", "yesterday", "again", "here", "then"})
_QUOTING = frozenset("quote quotes quoted quoting cite cites cited citing".split())


def source_of(items: list[Item], hit: Hit, before: Hit | None, out: list[Given]) -> Range | None:
    """Who the cue belongs to."""
    floor = before.last + 1 if before else 0
    earlier = out[-1].source if out else None
    if hit.cue.form == "ing" and not _finite_group(items, hit):
        return _of_participle(items, hit, floor, _main(items, hit, out) or earlier)
    at = hit.group - 1
    while at >= floor and items[at].is_adverb:
        at -= 1
    if (at >= floor and items[at].lower in ("and", "but", "then", "or")) or items[hit.group].lower == "nor":
        return of_same_verb(items, hit, floor, at) or _earlier(hit, out) or of_first_verb(items, at)
    found = subject(items, hit.group, floor)
    if found is not None and before is not None and out:
        found = _past_coordination(items, found, before)
    if found is None and at >= floor and items[at].lower == ",":
        found = earlier
    return _read_out(items, hit) or found


def _read_out(items: list[Item], hit: Hit) -> Range | None:
    """The text that speaks, told of by who read or put it out: "a statement that she read to reporters said"."""
    for that in range(2, min(hit.group - 2, _TEXT)):
        if items[that].lower not in ("that", "which") or items[that - 1].lower not in words("sayings"):
            continue
        between = items[that + 2 : hit.group]
        opens = items[0].lower in ("a", "an", "the", "in")
        reader = items[that + 1].is_capital or items[that + 1].lower in words("pronouns")
        verbs = sum(i.lower in _PUT_OUT for i in between)
        if opens and reader and verbs == 1 and all(i.is_word for i in between):
            return 0, hit.group - 1
    return None


def _earlier(hit: Hit, out: list[Given]) -> Range | None:
    """Whose the last words are: of a view held inside somebody's words that have ended, who said them ("said it
    regretted the step and urged Veyra to").
    """
    if not out:
        return None
    last = out[-1]
    ended = (one for one in out[:-1] for first, end in one.content if first <= last.extent[0] and end < hit.group)
    outer = next(ended, None) if last.belief else None
    return outer.source if outer else last.source


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
    if items[verb + 1].lower == "by" and verb and is_verbal(items[verb - 1]):
        # "Kell was quoted by an agency as saying": the agency's are other words.
        group = verb - 1
        while group and (is_verbal(items[group - 1]) or items[group - 1].is_adverb):
            group -= 1
        return subject(items, group, 0)
    return verb + 1, at - 1


def source_behind(items: list[Item], hit: Hit) -> Range | None:
    """The source behind a cue: ", said the minister on Monday"."""
    before = items[hit.group - 1] if hit.group else None
    if before is None or not (before.is_quote or before.lower == ",") or hit.readings[0].lemma in HEARD:
        return None
    if items[hit.last].lower == "that":
        return None  # ", made public on Wednesday, clearly shows that Kell lied": a clause follows, nobody.
    start = hit.last + 1
    if (
        start + 2 < len(items)
        and items[start].lower in _WHEN
        and items[start + 1].lower in ("the", "a", "an", "his", "her")
    ):
        start += 1  # ", declared today the minister"
    found = following(items, start)
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
