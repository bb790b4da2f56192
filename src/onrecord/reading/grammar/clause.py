"""A sentence cut into clauses by its words: how each opens, and on which other it hangs."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import is_verbal
from onrecord.reading.lexicon import words

RELATIVE = frozenset({"who", "which", "whose", "whom", "where"})
# Words that open a clause only where a verb of its own follows; else they are prepositions: "after the talks".
_BOTH = frozenset("after before since until till as than so once while".split())
_ALWAYS = frozenset("when whereas although though because if unless whether lest that".split())
# Between two of these stands an insertion.
_INSERTS = frozenset({"(", ")", "—", "–", "--"})
_STOPS = frozenset({";", ":", "—", "–", "--", "…", "(", ")"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "we"})
_OWN = 9
"""A clause's own verb stands within so many items of the word that opens it."""
_PARTICIPLE, _RESUMED = "participle", "resumed"


@dataclass(frozen=True, slots=True)
class Clause:
    """Items [first, last]; ``opener`` is the word that opens it in the small.

    That is "participle" for one that a comma and a participle open, "resumed" where the words before an insertion go
    on, and empty at the head of a sentence or behind a stop. ``on`` is the place of the clause that it hangs on or
    goes on with.
    """

    first: int
    last: int
    opener: str
    on: int | None


def is_verb(item: Item) -> bool:
    """Whether a word in the small is a verb by its form."""
    return not item.is_capital and (
        is_verbal(item) or item.lower in words("past") or (item.lower.endswith("ed") and len(item.lower) > 4)
    )


def clauses(items: list[Item]) -> list[Clause]:
    """The clauses of a sentence, in order; quotations stand in none."""
    found: list[Clause] = []
    first, opener = 0, ""
    outer: int | None = None

    def close(last: int) -> None:
        nonlocal outer
        if last >= first:
            # Behind "(HL)" and "– the bloc –" the words before it go on.
            behind = outer is not None and first > found[outer].last + 2 and opener == _RESUMED
            found.append(Clause(first, last, opener, outer if behind else _on(found, opener)))
            outer = None if behind else outer

    for index, item in enumerate(items):
        if index < first:
            continue
        if item.is_quote or item.lower in _STOPS:
            close(index - 1)
            resumes = item.lower in _INSERTS and outer is not None and item.lower != "("
            if item.lower in _INSERTS and not resumes:
                outer = len(found) - 1 if found and found[-1].last == index - 1 else None
            first, opener = index + 1, _RESUMED if resumes else ""
            continue
        opens = _opens(items, index, first, opener)
        if opens is not None:
            close(index - 1)
            first, opener = index, opens
    close(len(items) - 1)
    return found


def _opens(items: list[Item], index: int, first: int, opener: str) -> str | None:
    """How a clause opens at an item, or None."""
    item = items[index]
    if index == first:
        opening = item.lower in _ALWAYS | RELATIVE or (item.lower in _BOTH and _has_verb(items, index + 1))
        return item.lower if opening and not opener else None
    if item.lower in _ALWAYS | RELATIVE:
        return item.lower
    if item.lower in _BOTH and _has_verb(items, index + 1):
        return item.lower
    if item.lower in _PRONOUNS and _bare_relative(items, index):
        if items[index - 1].lower not in words("times") and not items[index - 1].text[0].isdigit():
            return "which"
        # "Announced on Monday they were leaving", but "on Monday they left".
        return "that" if any(is_verb(i) for i in items[first:index]) else None
    if item.lower in ("and", "but", "or"):
        verb = index + 1 < len(items) and _verb_at(items, index + 1)
        fresh = items[index - 1].lower == "," and _has_verb(items, index + 1)
        return item.lower if verb or fresh else None
    if item.lower == "," and index + 1 < len(items):
        ahead = items[index + 1]
        if ahead.lower in ("and", "but", "or") or ahead.text[0].isdigit():
            return None
        if opener == _PARTICIPLE or opener in RELATIVE or _inserted(items, first, opener):
            return _RESUMED
        if any(i.lower == "," for i in items[first:index]) and not any(is_verb(i) for i in items[first:index]):
            # "Arlen, on Sunday, announced": the clause goes on.
            return None
        participle = ahead.lower.endswith(("ed", "ing")) or ahead.lower in words("past") or ahead.lower == "held"
        return _PARTICIPLE if participle and not ahead.is_capital else None
    return None


def _inserted(items: list[Item], first: int, opener: str) -> bool:
    """Whether a clause stands between commas before the verb of another: "On Sunday, before dawn came, they left"."""
    if opener not in _BOTH | _ALWAYS or first == 0 or items[first - 1].lower != ",":
        return False
    before = []
    for item in reversed(items[: first - 1]):
        if item.is_quote or item.lower in _STOPS:
            break
        before.append(item)
    return bool(before) and not any(is_verb(i) or i.lower in RELATIVE | _ALWAYS for i in before)


def _bare_relative(items: list[Item], index: int) -> bool:
    """Whether a pronoun opens a clause right behind a noun: "the deadline it had set"."""
    before = items[index - 1]
    return (
        before.is_word
        and not is_verb(before)
        and not before.is_adverb
        and not any(before.lower in words(k) for k in ("prepositions", "coordinators", "subordinators", "determiners"))
        and _verb_at(items, min(index + 1, len(items) - 1))
    )


def _verb_at(items: list[Item], index: int) -> bool:
    """Whether a verb stands at an item or behind an adverb there."""
    return is_verb(items[index]) or (items[index].is_adverb and index + 1 < len(items) and is_verb(items[index + 1]))


def _has_verb(items: list[Item], index: int) -> bool:
    """Whether a clause of its own begins at an item: a verb follows before any mark."""
    for item in items[index : index + _OWN]:
        if item.is_quote or item.lower in _STOPS or item.lower == ",":
            return False
        if is_verb(item):
            return True
    return False


def _on(found: list[Clause], opener: str) -> int | None:
    """The clause that one hangs on: the one before, for one that goes on behind an insertion that which it breaks."""
    if not found or not opener:
        return None
    last = len(found) - 1
    if opener == _RESUMED and found[last].opener in _BOTH | _ALWAYS:
        return found[last].on
    if opener == _RESUMED or opener in ("and", "but", "or"):
        while last > 0 and (found[last].opener == _PARTICIPLE or found[last].opener in RELATIVE):
            before = found[last].on
            if before is None or (opener != _RESUMED and last == len(found) - 1):
                break
            last = before
    return last
