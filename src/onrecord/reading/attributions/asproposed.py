"""What somebody else wants, told beside it: "to meet in May, as Kell had proposed"."""

from __future__ import annotations

from onrecord.reading.attributions.hit import Hit
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following
from onrecord.reading.lexicon import words

_WANTED = frozenset(
    "propose proposes proposed suggest suggests suggested demand demands demanded wish wishes wished want wants wanted "
    "request requests requested urge urges urged advise advises advised recommend recommends recommended".split()
)
_AUXILIARIES = frozenset({"has", "have", "had"})
_NOT = frozenset({"not", "no", "never", "nor", "neither", "cannot", "any"})
_OPENS = frozenset({",", ";", ":", "that", "—", "–"})


def as_proposed(items: list[Item], found: list[Hit]) -> list[Given]:
    """Every attribution of a sentence by such an aside: its content is what stands before the aside.

    ``found`` are the verbs of saying of the sentence, behind which what is wanted begins.
    """
    out: list[Given] = []
    cue: tuple[Range, ...]
    for at in range(1, len(items) - 2):
        if items[at].lower != "as" or items[at - 1].lower != ",":
            continue
        by = items[at + 1].lower in _WANTED and items[at + 2].lower == "by"
        if by:
            source = following(items, at + 3) if at + 3 < len(items) else None
            said, cue = _phrase_before(items, at - 2), ((at, at + 2),)
            behind = source[1] + 1 if source else 0
        else:
            source = following(items, at + 1)
            if source and source[1] > source[0] and items[source[1]].lower in _WANTED:
                source = source[0], source[1] - 1
            verb = _verb(items, source) if source else None
            if source is None or verb is None:
                continue
            said, cue = _clause_before(items, at - 2, found), ((at, at), (source[1] + 1, verb))
            behind = verb + 1
        if source is None or said is None or not _closes(items, behind) or not _is_named(items, source):
            continue
        out.append(Given(source, cue, (said,), "as proposed", 0.7))
    return out


def _verb(items: list[Item], source: Range) -> int | None:
    """The verb of wanting right behind who wants."""
    at = source[1] + 1
    at += at < len(items) and items[at].lower in _AUXILIARIES
    return at if at < len(items) and items[at].lower in _WANTED else None


def _closes(items: list[Item], behind: int) -> bool:
    """Whether the aside ends there."""
    return behind >= len(items) or not items[behind].is_word


def _is_named(items: list[Item], source: Range) -> bool:
    """Whether who wants it is called by a name or a role."""
    return any(i.is_capital or i.lower in words("roles") for i in items[source[0] : source[1] + 1])


def _clause_before(items: list[Item], last: int, found: list[Hit]) -> Range | None:
    """The clause or phrase that ends at ``last``, up to the mark or verb of saying before it; none where it is told
    that it will not be done.
    """
    said = max((hit.last + 1 for hit in found if hit.last < last), default=0)
    first = last
    while first > said and items[first - 1].lower not in _OPENS:
        first -= 1
    if any(i.lower in _NOT or i.lower.endswith(("n't", "n’t")) for i in items[first:last]):
        return None
    return (first, last) if last > first else None


def _phrase_before(items: list[Item], last: int) -> Range | None:
    """The noun phrase that ends at ``last``, with what hangs on it: "its prolongation in its present form"."""
    opening = words("determiners") | words("possessives")
    first = last
    while first > 0 and items[first].is_word and items[first].lower not in opening:
        first -= 1
    if items[first].lower not in opening:
        return None
    while first > 1 and items[first - 1].lower in ("in", "of", "for", "on"):
        step = first - 2
        while step > 0 and items[step].is_word and items[step].lower not in opening:
            step -= 1
        if items[step].lower not in opening - _NOT or first - step > 6:
            break
        first = step
    return first, last
