"""Who says it: the noun phrase before or behind a cue, found without a parser.

The rules walk from the cue outwards and stop at what cannot belong to a noun phrase. They follow how news
sentences are built: a subject directly before its verb group, appositions and relative clauses between
commas, adverbials of time and place anywhere.
"""

from __future__ import annotations

import re

from onrecord.reading.grammar.item import Item
from onrecord.reading.lexicon import words

# Adverbials of time stand between a subject and its verb, or behind the verb: runs of these words and of numbers,
# with at least one that names a time.
# (May as a month is written otherwise: see item.py.)
_TIMES = (words("times") - {"last", "may"}) | frozenset(
    "spring summer autumn winter noon midnight hours hour minutes days day weeks months years".split()
)
_TIME_LINKS = frozenset(
    "on in by since late early last this next earlier later at over of the and until just to a an two three four five "
    "six previous same following few ago after before end start beginning".split()
)
# Months cut short: a time only beside a number, since people are called Jan.
_MONTHS = frozenset("jan feb mar apr aug sept sep oct nov dec".split())
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")
# An adverbial of time cannot end with one of these.
_OPEN_ENDED = frozenset("to the a an of and in on at by until after before over since just".split())
# A name is followed by at most this many insertions (age, office, relative clause).
_INSERTIONS = 3
_ASIDES = frozenset({("in", "turn"), ("in", "effect"), ("once", "more"), ("once", "again"), ("all", "but")})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "when"})
# Pronouns that begin a clause of their own.
_SUBJECTS = frozenset({"he", "she", "it", "they", "we", "i", "you"})
# "A man named Kell": these stand inside the noun phrase.
_NAMING = frozenset({"named", "called", "known", "including"})
_STOP = frozenset({";", ":", "—", "–", "?", "!", "…", "|"})
_CLOSERS = frozenset({")", "]"})


def is_time(items: list[Item], first: int, last: int) -> bool:
    """Whether items [first, last] are an adverbial of time and nothing else."""
    if first > last or last - first > 9 or items[last].lower in _OPEN_ENDED:
        return False
    tells = False
    for place in range(last, first - 1, -1):
        word = items[place].lower
        short = word in _MONTHS and place < last and _NUMERAL.fullmatch(items[_past_stop(items, place)].lower)
        stop = word == "." and place > first and items[place - 1].lower in _MONTHS
        if word in _TIMES or short:
            tells = True
        elif not (word in _TIME_LINKS or _NUMERAL.fullmatch(word) or stop):
            return False
        tells = tells or word in ("earlier", "later") or _YEAR.fullmatch(word) is not None
    return tells


def _past_stop(items: list[Item], place: int) -> int:
    """The item behind an abbreviation, past its stop: "Dec. 24"."""
    return min(place + 1 + (items[place + 1].lower == "."), len(items) - 1)


def time_before(items: list[Item], last: int, floor: int) -> int:
    """The first item of the longest adverbial of time that ends at ``last``, or ``last + 1``."""
    return next((i for i in range(max(floor, last - 8), last + 1) if is_time(items, i, last)), last + 1)


def time_after(items: list[Item], first: int) -> int:
    """The last item of the longest adverbial of time that begins at ``first``, or ``first - 1``."""
    stop = min(len(items) - 1, first + 8)
    owner = ("'s", "’s")
    return next(
        (
            i
            for i in range(stop, first - 1, -1)
            if is_time(items, first, i) and not (i + 1 < len(items) and items[i + 1].lower in owner)
        ),
        first - 1,
    )


def is_verbal(item: Item) -> bool:
    """Whether a word is plainly a finite verb."""
    return item.lower in words("auxiliaries") and item.lower not in ("'s", "may", "being", "can")


def is_finite(item: Item) -> bool:
    """Whether a word can be a finite verb by its form, a participle in the past among them."""
    return is_verbal(item) or item.lower.endswith("ed") or item.lower in words("past")


def subject(items: list[Item], group: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase before the verb group that starts at ``group``: [first, last], or None.

    ``floor`` is the first item it may reach: the item behind the cue before, or the sentence's start.
    """
    last = group - 1
    last = time_before(items, last, floor) - 1 if last >= floor else last
    while last >= floor and items[last].is_adverb and not items[last].is_capital:
        last -= 1
    last = _past_part(items, last, floor)
    if last < floor:
        return None
    if items[last].lower == ",":
        return _before_comma(items, last, floor)
    if items[last].lower in _RELATIVE:
        end = last - 1 if last - 1 >= floor and items[last - 1].lower != "," else last - 2
        return _phrase(items, end, floor) if end >= floor else None
    return _without_charge(items, _phrase(items, last, floor))


def _without_charge(items: list[Item], found: tuple[int, int] | None) -> tuple[int, int] | None:
    """The subject alone of "a charge Arlen denies": the charge is what is denied."""
    if found is None or not found[0] or items[found[0] - 1].lower != ",":
        return found
    noun = charge_at(items, found[0])
    owned = noun == found[0] + 1 and noun < found[1] and items[noun + 1].is_capital
    return (found[0] + 2, found[1]) if owned else found


def charge_at(items: list[Item], index: int) -> int | None:
    """The noun of a charge that somebody answers, where one begins at an item: "a charge Arlen denies"."""
    if index + 3 >= len(items):
        return None
    article = items[index].lower in ("a", "an", "the")
    noun = index + article
    whose = items[noun + 1]
    named = whose.is_capital or whose.lower in ("that", "which", "the", "its", "his", "her", "their")
    plain = article or items[noun].lower.endswith("s")
    return noun if plain and named and items[noun].lower in words("accusations") else None


def _past_part(items: list[Item], last: int, floor: int) -> int:
    """Past "for her part", "in turn" between a subject and its verb, with a comma on both sides or on none."""
    commas = last >= floor and items[last].lower == ","
    for length in (3, 2):
        first = last - commas - length + 1
        written = tuple(items[i].lower for i in range(max(first, floor), last - commas + 1))
        part = length == 3 and written[:1] == ("for",) and written[2:] == ("part",)
        if first >= floor and (part or written in _ASIDES):
            return first - 1 - (commas and first > floor and items[first - 1].lower == ",")
    return last


def _before_comma(items: list[Item], comma: int, floor: int) -> tuple[int, int] | None:
    """The subject before insertions between commas: an age, an apposition, a relative clause, an adverbial."""
    end = comma
    clause = False
    for _ in range(_INSERTIONS):
        opening = next((i for i in range(end - 1, floor - 1, -1) if items[i].lower == ","), None)
        if opening is None or opening - 1 < floor:
            return None
        inserted = items[opening + 1]
        participle = inserted.lower.endswith(("ing", "ed")) and not inserted.is_capital
        # "Its minister, Per Lund, said": a capital makes a name of it.
        prepositional = (inserted.lower in words("prepositions") and not inserted.is_capital) or participle
        clause = clause or inserted.lower in _RELATIVE or prepositional
        head = _phrase(items, opening - 1, floor)
        if head is not None and not all(items[i].text.isdigit() for i in range(head[0], head[1] + 1)):
            return head if clause else (head[0], comma - 1)
        end = opening
    return None


def _phrase(items: list[Item], last: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``last``: back to what cannot belong to it."""
    end = items[last]
    if end.lower in words("pronouns") or end.lower in (
        "this",
        "that",
        "these",
        "those",
        "others",
        "some",
        "many",
    ):
        return last, last
    if not (end.is_word or end.lower in _CLOSERS or end.lower in ("'s", "’s", ".", "%")):
        return None
    first = last
    depth = 0
    while first >= floor:
        item = items[first]
        if item.lower in _CLOSERS:
            depth += 1
        elif item.lower in ("(", "["):
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and _breaks(items, first, last):
            break
        first -= 1
    first += 1
    if first > floor + 1 and items[first - 1].lower in ("who", "which", "that") and items[first].pos == "VERB":
        # "Officials who briefed reporters said": the subject stands before its relative clause.
        return _phrase(items, first - 2, floor)
    if first == last and items[last].pos == "VERB" and not items[last].is_capital:
        return None
    first = _listed(items, first, last, floor)
    first = _onset(items, first, last)
    while first < last and (items[first].lower in words("coordinators") or items[first].lower in words("links")):
        first += 1
    if first > last or not any(items[i].is_word for i in range(first, last + 1)):
        return None
    if is_time(items, first, last) or items[first].lower in ("there", "it's"):
        return None
    return first, last


def _listed(items: list[Item], first: int, last: int, floor: int) -> int:
    """Where a list of names begins of which [first, last] are the last two: "Castaly, Veyra and Arlen"."""
    coordinated = any(items[i].lower == "and" for i in range(first, last))
    if not coordinated or not all(_in_name(items[i]) or items[i].lower == "and" for i in range(first, last + 1)):
        return first
    while first - 2 >= floor and items[first - 1].lower == ",":
        start = first - 1
        while start > floor and _in_name(items[start - 1]):
            start -= 1
        before = items[start - 1] if start > floor else None
        opens = before is None or before.lower in {","} | words("subordinators") or before.is_quote
        if start == first - 1 or not opens or is_time(items, start, first - 2):
            break
        first = start
    return first


def _in_name(item: Item) -> bool:
    """Whether a word can be part of a name with its article and its title."""
    return (item.is_word and item.is_capital) or item.lower in ("the", "'s", "’s")


def _breaks(items: list[Item], index: int, last: int) -> bool:
    """Whether an item cannot stand inside the noun phrase that ends at ``last``."""
    item = items[index]
    if item.is_quote or item.lower in _STOP or item.lower == "," or _dash(items, index):
        return True
    if item.lower == "." and index != last:
        # A stop inside is that of an initial or a title: "Sergey V. Lavrov", "Gen. Kell".
        return len(items[index - 1].lower) > 4 if index else True
    if item.lower in words("subordinators") and item.lower not in ("than", "since", "once"):
        return True
    if item.lower in words("pronouns") and index != last:
        return True
    if item.lower == "what" and index != last:
        return True
    if index != last and _governs(items, index):
        return True
    return is_verbal(item) or (item.lower in ("but", "or", "nor", "yet") and index != last)


def _dash(items: list[Item], index: int) -> bool:
    """Whether a hyphen stands for a dash: with space on both sides ("Tessin - NWA - The minister said")."""
    if items[index].lower != "-" or not 0 < index < len(items) - 1:
        return False
    return items[index - 1].end < items[index].start and items[index].end < items[index + 1].start


def _governs(items: list[Item], index: int) -> bool:
    """Whether a word is known to be a verb with an object behind it, so that what follows is no subject."""
    item, behind = items[index], items[index + 1]
    if item.pos != "VERB" or item.is_capital or item.lower in _NAMING:
        return False
    opening = words("determiners") | words("possessives")
    return behind.lower in opening or behind.is_capital or behind.pos in ("VERB", "ADJ", "NUM")


def _onset(items: list[Item], first: int, last: int) -> int:
    """Past an adverbial that opens the stretch ("In recent years Washington"): where the subject itself begins."""
    if items[first].lower not in words("prepositions"):
        return first
    for index in range(last, first, -1):
        item, before = items[index], items[index - 1]
        starts = item.lower in words("determiners") or item.is_capital
        inside = (
            (before.is_capital and item.is_capital and before.lower not in words("times"))
            or before.lower in words("prepositions")
            or before.lower in words("determiners")
            or before.lower in ("and", "'s", "’s", "-", ".", "(")
        )
        if starts and not inside:
            return index
    return last + 1


def following(items: list[Item], first: int) -> tuple[int, int] | None:
    """The noun phrase that begins at ``first``, up to a comma, a verb or an adverbial of time; or None."""
    if first >= len(items) or not items[first].is_word or items[first].lower in words("prepositions"):
        return None
    if items[first].lower in words("pronouns"):
        return first, first
    depth, last = 0, first
    for index in range(first, len(items)):
        item = items[index]
        if item.lower in ("(", "["):
            depth += 1
        elif item.lower in _CLOSERS:
            depth -= 1
        elif depth == 0 and (
            item.is_quote
            or item.lower in _STOP
            or item.lower == ","
            or (item.lower == "." and (index + 1 == len(items) or len(items[index - 1].lower) > 4))
            or is_verbal(item)
            or (item.lower in words("subordinators") and index > first and not _so_called(items, index))
            or (item.lower in _SUBJECTS and index > first)
            or time_after(items, index) >= index
            or (item.lower in words("prepositions") and item.lower not in ("of", "for", "at", "from"))
        ):
            break
        last = index
    if last == first and not items[first].is_word:
        return None
    return first, last


def _so_called(items: list[Item], index: int) -> bool:
    """Whether "so" opens "so-called"."""
    return items[index].lower == "so" and index + 1 < len(items) and items[index + 1].lower == "-"
