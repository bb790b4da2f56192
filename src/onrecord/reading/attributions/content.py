"""What is said behind a cue: where it begins, by what may follow the verb; ``ending`` says how far it goes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Act
from onrecord.reading.attributions.ending import clause_end, is_comma, object_end
from onrecord.reading.attributions.hit import HEARD, TIES, Hit
from onrecord.reading.encoder.noun import GROUP, PERSON, singular, stands_for
from onrecord.reading.grammar.adverbial import SPEAK_AFTER, past_adverbial
from onrecord.reading.grammar.item import VERBS, Item
from onrecord.reading.grammar.phrase import following, is_verbal, time_after
from onrecord.reading.lexicon import words

# Verbs of saying whose clause often comes without "that"; behind the others a verb must be seen.
_BARE = frozenset({"say", "claim", "believe", "think", "allege", "insist", "suggest", "hope", "tell", "argue", "add"})
# Verbs of saying that also take what is said as a noun phrase.
_NOMINAL = frozenset(
    "announce confirm reveal disclose repeat reiterate propose explain stress underline underscore emphasise "
    "emphasize highlight acknowledge admit predict recommend deny suggest claim signal indicate assert".split()
)
_WHETHER = frozenset({"whether", "if", "how", "why"})
# Whoever is asked ends within so many words.
_ASKED = 9
# With these it is told how something was done, between commas before what was done.
_INSERTED = frozenset("by in on with at through for".split())
_VOTES = frozenset("vote votes majority ballot show".split())
# Verbs of holding that take what is held as a noun and an adjective.
_JUDGING = frozenset({"think", "consider", "deem", "judge"})
_FIGURE = 16
_UNITS = frozenset("minute hour day week month year".split())
# With these a stretch of time tells when something is done: "the previous two months".
_WHEN = frozenset(
    "last next past previous following same first early late before after ago earlier later since until".split()
)
# "A further month" gives more time; "the week" is no term.
_NO_TERM = frozenset({"the", "a", "this", "last", "next", "further", "additional", "extra", "another", "more"})


@dataclass(frozen=True, slots=True)
class Right:
    """What follows a cue: items [first, last] are said; ``audience`` and ``rule`` as found on the way there."""

    first: int
    last: int
    rule: str
    confidence: float


def right(items: list[Item], hit: Hit, found: list[Hit]) -> Right | None:
    """The content behind a cue, or None where nothing that is said follows."""
    start = hit.last + 1
    if hit.rest is not None:
        return Right(start, hit.rest[0] - 1, "object", 0.7)
    if hit.readings[0].lemma in HEARD and not hit.passive:
        start = _past_audience(items, start)
    if hit.readings[0].lemma == "answer":
        start = _past_asker(items, start)
    if hit.takes("clause") and _is_answer(items, start):
        end = clause_end(items, start, hit, found)
        return Right(start, next((i - 1 for i in range(start, end) if items[i].lower == ","), end), "bare clause", 0.8)
    if hit.takes("clause") and (opened := _clause(items, hit, start)):
        first, rule, confidence = opened
        return Right(first, clause_end(items, first, hit, found), rule, confidence)
    infinitive = _infinitive(items, start)
    if hit.takes("to") and infinitive is not None:
        return Right(infinitive, clause_end(items, infinitive, hit, found), "infinitive", 0.75)
    if hit.takes("term"):
        return _ultimatum(items, hit, start, found)
    if hit.takes("charge"):
        return _charge(items, hit, start, found)
    if hit.takes("asked") and _asked(items, start):
        return Right(start, object_end(items, start, hit, found), "object", 0.75)
    if hit.takes("figure"):
        return _figure(items, hit, start, found)
    if hit.takes("object") and not hit.passive and items[start : start + 1] and items[start].lower in _WHETHER:
        # "Questioned whether it would hold": what is left open or found fault with is a clause.
        return Right(start, clause_end(items, start, hit, found), "question", 0.8)
    if hit.readings[0].lemma in _JUDGING and not hit.passive and (judged := _judged(items, start)):
        return Right(start, max(judged, clause_end(items, start, hit, found)), "object", 0.7)
    takes_object = hit.takes("object") or hit.readings[0].lemma in _NOMINAL
    if takes_object and not hit.passive:
        start = _past_insertion(items, _past_day(items, hit, start))
        tied = hit.last > hit.first and start < len(items) and items[start].lower in TIES
        if tied or _starts_object(items, start):
            return Right(start, object_end(items, start, hit, found), "object", 0.7)
    return None


def _is_answer(items: list[Item], start: int) -> bool:
    """Whether "yes" or "no" is all that is said: "Kell said no", "said yes to a year"."""
    if start >= len(items) or items[start].lower not in ("yes", "no"):
        return False
    ahead = items[start + 1] if start + 1 < len(items) else None
    return ahead is None or not ahead.is_word or ahead.lower in ("to", "and", "but", "at", "on")


def _past_day(items: list[Item], hit: Hit, start: int) -> int:
    """The first item behind a day between a verb and its object: "rejected Thursday a call"."""
    behind = time_after(items, start) + 1 if start < len(items) else start
    if not start < behind < len(items) or hit.takes("clause"):
        return start
    item = items[behind]
    opens = item.lower in words("determiners") | words("possessives") or (item.is_capital and not item.is_quote)
    tied = hit.last > hit.first and item.lower in TIES
    return behind if opens or tied else start


def _past_insertion(items: list[Item], start: int) -> int:
    """The first item behind "by 84 votes to 71" between commas: "rejected, by 84 votes to 71, a motion"."""
    if start + 2 >= len(items) or items[start].lower != "," or items[start + 1].lower not in _INSERTED:
        return start
    close = next((i for i in range(start + 2, min(start + 12, len(items) - 1)) if items[i].lower == ","), None)
    if close is None or items[close + 1].lower not in words("determiners") | words("possessives"):
        return start
    inside = [i.lower for i in items[start + 1 : close]]
    how = time_after(items, start + 1) == close - 1 or any(w in words("sayings") | _VOTES for w in inside)
    return close + 1 if how else start


def _judged(items: list[Item], start: int) -> int | None:
    """The adjective with which what somebody thinks of something ends: "thought the League too patient"."""
    if start >= len(items) or not (
        items[start].lower in words("determiners") | words("possessives") or _named(items, start)
    ):
        return None
    for index in range(start + 1, min(start + _ASKED, len(items))):
        item = items[index]
        if item.pos in VERBS or not item.is_word or item.lower in words("coordinators"):
            return None
        ahead = items[index + 1] if index + 1 < len(items) else None
        ends = ahead is None or not ahead.is_word or ahead.lower in ("and", "for", "to", "by")
        noun = any(i.pos in ("NOUN", "PROPN", "PRON") for i in items[start:index])
        if item.pos == "ADJ" and ends and noun and items[index - 1].pos in ("NOUN", "PROPN", "PRON", "ADV"):
            return index
    return None


def _named(items: list[Item], start: int) -> bool:
    """Whether a name or a pronoun stands there."""
    return items[start].is_capital or items[start].lower in ("it", "this", "that", "them", "him")


def _infinitive(items: list[Item], start: int) -> int | None:
    """Where "to ..." begins behind a cue, past an adverbial of time."""
    index = max(start, time_after(items, start) + 1) if start < len(items) else start
    if index + 1 < len(items) and items[index].lower == "not" and items[index + 1].lower == "to":
        return index  # "Undertook not to tax it."
    named = index + 1 < len(items) and items[index + 1].pos in ("NOUN", "PROPN", "DET")
    return index if index < len(items) and items[index].lower == "to" and not named else None


def _ultimatum(items: list[Item], hit: Hit, start: int, found: list[Hit]) -> Right | None:
    """ "Tolm 48 hours to halt the work" behind "gave"; nothing else that is given counts."""
    for index in range(start, min(start + 8, len(items) - 1)):
        asks = any(i.lower == "to" for i in items[index + 1 : index + 12])
        if items[index].lower in ("until", "till") and index > start and asks and not hit.passive:
            return Right(start, object_end(items, start, hit, found), "ultimatum", 0.8)
        if items[index + 1].lower.rstrip("s") in ("hour", "day", "week", "fortnight", "month") and index > start:
            single = items[index].lower == "a" and index + 2 < len(items) and items[index + 2].lower == "to"
            if hit.passive or (items[index].lower in _NO_TERM and not single):
                return None
            return Right(start, object_end(items, start, hit, found), "ultimatum", 0.8)
    return None


def _charge(items: list[Item], hit: Hit, start: int, found: list[Hit]) -> Right | None:
    """ "Veyra with breaking the treaty" behind "charged"; a price or a battery that is charged is none."""
    for index in range(start + 1, min(start + 6, len(items) - 1)):
        named = items[index - 1].is_capital or items[index - 1].lower in words("pronouns") | {"him", "them", "us"}
        accused = named or items[index + 1].lower.endswith("ing")
        if items[index].lower == "with" and accused and not hit.passive and _starts_object(items, start):
            return Right(start, object_end(items, start, hit, found), "object", 0.75)
    return None


def _asked(items: list[Item], start: int) -> bool:
    """Whether somebody and what he is to do follow at once: "Veyra to halt the work" behind "pushed"."""
    for index in range(start + 1, min(start + _ASKED, len(items) - 1)):
        before, ahead = items[start:index], items[index + 1]
        if items[index].lower == "to":
            people = any(i.is_capital or stands_for(singular(i.lower)) in (PERSON, GROUP) for i in before)
            return people and ahead.pos in ("VERB", "AUX", "") and not ahead.is_capital and ahead.is_word
        if not items[index].is_word or is_verbal(items[index]) or items[index].lower in words("prepositions") - {"of"}:
            return False
    return False


def _figure(items: list[Item], hit: Hit, start: int, found: list[Hit]) -> Right | None:
    """ "The damage at 90 million" behind "put"."""
    for index in range(start + 1, min(start + _FIGURE, len(items) - 1)):
        if items[index].lower in ("at", "above", "below"):
            number = items[index + 1].lower[:1].isdigit() or items[index + 1].lower in ("$", "€", "£", "some", "about")
            if number and not hit.passive and _starts_object(items, start):
                end = object_end(items, start, hit, found)
                return Right(start, end if end > index else clause_end(items, start, hit, found), "object", 0.75)
            if index - start > _ASKED or items[index].lower != "at":
                return None
    return None


def _past_asker(items: list[Item], start: int) -> int:
    """The first item behind whom somebody answers "that C"; none is behind "answered all that I was asked"."""
    heard = following(items, start)
    if heard is None or heard[1] + 1 >= len(items) or items[heard[1] + 1].lower != "that":
        return start
    # "They answered questions and assured the crowd that": it is the crowd that is told.
    if any(i.lower in words("coordinators") or i.pos in VERBS for i in items[heard[0] : heard[1]]):
        return start
    last = items[heard[1]]
    somebody = last.is_capital or last.lower in ("me", "him", "her", "us", "them")
    return heard[1] + 1 if somebody or stands_for(singular(last.lower)) in (PERSON, GROUP) else start


def _past_audience(items: list[Item], start: int) -> int:
    """The first item behind whoever was told."""
    if start < len(items) and items[start].lower in ("me", "him", "us", "them"):
        return start + 1
    heard = following(items, start)
    if heard is None:
        return start
    for index in range(heard[0], min(heard[1], heard[0] + 4) + 1):
        # "Told reporters the base was closed": the listeners end with their noun.
        if (
            items[index].lower in words("audiences")
            and index < heard[1]
            and items[index + 1].lower not in ("of", "at", "from")
        ):
            return index + 1
    behind = heard[1] + 1
    # "Told the envoy, Oskar Brehm, when they met in Dunmoor, that": what stands between is of whoever is told.
    if behind < len(items) and items[behind].lower == ",":
        far = range(behind + 2, min(behind + 22, len(items) - 1))
        clause = next((i for i in far if items[i].lower == "that" and items[i - 1].lower == ","), None)
        if clause is not None and not any(items[i].is_quote for i in range(behind, clause)):
            return clause
    return behind


def _clause(items: list[Item], hit: Hit, start: int) -> tuple[int, str, float] | None:
    """Where a clause or quotation behind a cue begins, past adverbials, with the rule that says so."""
    index = start
    limit = min(len(items), start + 22)
    crossed = False
    while index < limit:
        item = items[index]
        if item.is_quote:
            return index, "quote after", 0.9
        if item.lower == "that" and not _is_determiner(items, index, hit):
            return index, "that", 0.92
        if item.lower in ("whether", "how", "why") or (item.lower == "if" and hit.readings[0].lemma == "ask"):
            return index, "question", 0.8
        if item.lower == ":" and index + 1 < len(items):
            return index + 1, "colon", 0.85
        skip = time_after(items, index)
        if skip >= index:
            index, crossed = skip + 1, True
            continue
        if item.lower in SPEAK_AFTER and not (item.lower == "to" and hit.readings[0].lemma != "say"):
            index, crossed = past_adverbial(items, index), True
            continue
        if (
            item.lower == ","
            and index + 1 < limit
            and _opens(items, index + 1)
            and (crossed or items[index + 1].is_quote)
        ):
            index += 1
            continue
        if item.lower == "," and (that := _past_apposition(items, index, limit, crossed=crossed)) is not None:
            index = that
            continue
        if item.is_adverb and not crossed:
            index += 1
            continue
        break
    if index >= len(items) or (crossed and index < limit and items[index].lower == ","):
        return None
    pointing = items[index].lower in ("it", "this", "so") and index + 1 < len(items)
    if pointing and items[index + 1].lower in words("prepositions") | words("subordinators") - {"that"}:
        # "He said it after the session": what he said stands elsewhere.
        return None
    if index < limit and _starts_noun(items[index]) and _holds_verb(items, index, hit):
        lemma = hit.readings[0].lemma
        return index, "bare clause", 0.8 if lemma in _BARE else 0.6
    return None


def _past_apposition(items: list[Item], comma: int, limit: int, *, crossed: bool) -> int | None:
    """Where "that" stands behind what is put between commas: ", for the first time, that", and behind an adverbial the
    name of "through its minister, Oda Kell, that".
    """
    close = next((i for i in range(comma + 1, limit - 1) if items[i].lower == ","), None)
    if close is None or items[close + 1].lower != "that":
        return None
    inside = items[comma + 1 : close]
    plain = all(i.is_word and not is_verbal(i) for i in inside)
    named = crossed and all(i.is_capital for i in inside)
    return close + 1 if plain and (named or inside[0].lower in words("prepositions")) else None


def _opens(items: list[Item], index: int) -> bool:
    """Whether what follows a comma is a quotation or a "that" clause."""
    return items[index].is_quote or items[index].lower == "that"


def _is_determiner(items: list[Item], index: int, hit: Hit) -> bool:
    """Whether "that" here points at a noun: "said that agreement was" has no second verb-less reading, so no."""
    if any(cue.act is Act.REQUEST for cue in hit.readings):
        return False
    return hit.takes("object") and index + 2 < len(items) and not any(is_verbal(i) for i in items[index + 1 :])


def _starts_noun(item: Item) -> bool:
    """Whether a noun phrase can begin with this item."""
    if not item.is_word:
        return item.lower in ("$", "€", "£")
    outside = item.lower in words("prepositions") or item.lower in words("subordinators") or is_verbal(item)
    return not outside and item.lower not in words("coordinators")


def _holds_verb(items: list[Item], index: int, hit: Hit) -> bool:
    """Whether a finite verb follows, so that the words are a clause and not a lone noun phrase."""
    bare = hit.readings[0].lemma in _BARE
    rest = items[index : index + 30]
    if not bare:
        # A verb of another clause further on does not make a clause of this noun phrase.
        cut = next(
            (
                i
                for i, item in enumerate(rest)
                if is_comma(item) or item.lower in (";", "and", "that", "who", "after", "on", "when", "as")
            ),
            30,
        )
        rest = rest[:cut]
    if any(is_verbal(item) or item.lower in words("past") for item in rest):
        return True
    return bare and any(i.lower.endswith("ed") or i.lower.endswith("s") for i in rest if _may_be_verb(i))


def _may_be_verb(item: Item) -> bool:
    """Whether a lower-case word can be a finite verb by its ending."""
    closed = item.lower in words("possessives") or item.lower in words("determiners")
    return item.is_word and not item.is_capital and not closed


def _is_stretch(items: list[Item], start: int) -> bool:
    """Whether a time is what somebody speaks of, not when: "welcomed the six months", but "the next day"."""
    end = time_after(items, start)
    named = [i.lower for i in items[start : end + 1]]
    unit = named[-1].endswith("s") and named[-1][:-1] in _UNITS
    counted = named[0] in ("the", "those", "these") or (named[0] in words("possessives"))
    return unit and counted and not any(word in _WHEN for word in named)


def _starts_object(items: list[Item], start: int) -> bool:
    """Whether an object follows a cue at once."""
    if start >= len(items):
        return False
    item = items[start]
    if item.is_quote:
        return True
    if item.lower in ("nobody", "none") or (time_after(items, start) >= start and not _is_stretch(items, start)):
        return False
    bare = start + (item.is_adverb and not item.is_capital)
    if items[min(bare, len(items) - 1)].lower == "for" and time_after(items, bare + 1) > bare:
        # "Asked politely for four years": how long is not what for.
        return False
    if item.lower in ("him", "her", "them", "us", "me"):
        return True
    if item.lower.endswith("ing"):
        return True
    return _starts_noun(item) or item.lower in ("for", "on", "against", "over", "about", "at", "that", "as")
