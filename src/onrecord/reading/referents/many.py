"""Whom "they" stands for where these have no name: "voters", "her aides", "Oda Kell and Tam Drel"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.model import Span
from onrecord.reading.actors.group import Group, Several
from onrecord.reading.encoder.noun import GROUP, HE, PERSON, SHE, THING, Form, Noun
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.link import Link

_MARKS = frozenset({"s", "'", "’", "'s", "’s"})
# Those behind such a word act, or hold what is said to be theirs: "among voters".
_OF_WHOM = frozenset({"by", "among"})
_PEOPLE = frozenset({HE, SHE, PERSON})
# Two sentences have no more phrases than this, and no phrase more words than that.
_NEAR, _LONGEST = 300, 40


class _Phrases:
    """The phrases of a text, found by the word that they begin with."""

    def __init__(self, phrases: Sequence[Noun]) -> None:
        self._all = phrases
        self._order = sorted(range(len(phrases)), key=lambda number: phrases[number].first)

    def opening(self, first: int, last: int) -> list[Noun]:
        """Those that begin with one of the words [first, last], in the order of the text."""
        since = bisect_left(self._order, first, key=lambda number: self._all[number].first)
        until = bisect_right(self._order, last, key=lambda number: self._all[number].first)
        return [self._all[number] for number in sorted(self._order[since:until])]


def groups(parse: Parse, found: Sequence[Link], phrases: Sequence[Noun], sure: float) -> Iterator[Group]:
    """Whom each "they" goes back to, as the text calls them: where a link is ``sure`` of it, or by what its sentence,
    or else the one before, is about.
    """
    linked = {(one.noun.first, one.noun.last): one for one in found if one.chance >= sure}
    every = _Phrases(phrases)
    for place, noun in enumerate(phrases):
        if noun.form is not Form.PRONOUN or noun.lemma != "they":
            continue
        link = linked.get((noun.first, noun.last))
        if link is not None and link.name is not None:
            continue
        while link is not None and link.back.form is Form.PRONOUN:
            link = linked.get((link.back.first, link.back.last))
        back = link.back if link is not None and _several(link.back, every) else None
        if back is None and not noun.quoted:
            before = phrases[max(0, place - _NEAR) : place]
            back = _subject(parse, noun, before, every) or _clause(noun, before)
        if back is not None and (called := _called(parse, back, every)):
            yield Group(noun.span(parse), called, back.span(parse), noun.sentence == back.sentence)


def several(parse: Parse, phrases: Sequence[Noun]) -> Iterator[Several]:
    """Those without a name who act in a sentence, outside of quotations: "the candidates", "voters", "her advisers"."""
    every = _Phrases(phrases)
    for noun in phrases:
        if noun.form is not Form.NOUN or noun.quoted or not _acts(parse, noun):
            continue
        own = noun.determiner == "possessive"
        crowd = noun.lemma in table("families")["crowds"].split() and noun.determiner == "definite"
        people = (
            (noun.likes in _PEOPLE and (noun.many is True or own))
            or (own and noun.lemma in table("families")["around"].split())
            or (noun.likes == GROUP and noun.many is True)
        )
        called = parse.surface(_opening(parse, noun), noun.head + 1) if crowd or people else ""
        if called and "\n" not in called:
            whose = _owner(parse, noun, every)
            first = min(noun.first, whose.first) if whose is not None else noun.first
            span = Span(parse.words.starts[first], parse.words.ends[noun.last - 1])
            yield Several(span, called, whose.span(parse) if whose is not None else None)


def _acts(parse: Parse, noun: Noun) -> bool:
    """Whether a phrase is the subject of a verb ("asked the candidates to discuss"), or says whose or by whom; of those
    told by whose they are, wherever they stand.
    """
    before = parse.surface(noun.first - 1, noun.first).lower() if noun.first else ""
    if noun.role in ("subject", "owner") or noun.determiner == "possessive" or before in _OF_WHOM:
        return True
    ahead = noun.last if noun.last < len(parse.pos) else None
    to = ahead is not None and parse.surface(ahead, ahead + 1).lower() == "to"
    verb = ahead is not None and (
        parse.pos[ahead] == "VERB" or (to and parse.pos[min(ahead + 1, len(parse.pos) - 1)] == "VERB")
    )
    return verb and noun.role in ("object", "oblique", "modifier")


def _several(noun: Noun, phrases: _Phrases) -> bool:
    """Whether a phrase is a common noun for several people, or joins persons."""
    if noun.form is Form.JOINT:
        inside = phrases.opening(noun.first, noun.last)
        parts = [n for n in inside if n.form is not Form.JOINT and n.last <= noun.last]
        return len(parts) > 1 and all(n.likes in _PEOPLE for n in (parts[0], parts[-1]))
    return noun.form is Form.NOUN and noun.many is True and (noun.likes in _PEOPLE or noun.likes == GROUP)


def _subject(parse: Parse, noun: Noun, before: Sequence[Noun], phrases: _Phrases) -> Noun | None:
    """What a pronoun's sentence is about before it, else what the sentence before is about, if these are several."""
    near = [n for n in before if n.sentence >= noun.sentence - 1 and n.form is not Form.PRONOUN and not n.quoted]
    about = [n for n in near if n.role == "subject" and parse.surface(n.head, n.head + 1).lower() not in words("times")]
    own = [n for n in about if n.sentence == noun.sentence]
    if own and _whole(own[0], near, phrases) is None:
        people = [n for n in near if n.sentence == noun.sentence and _several(n, phrases) and n.role != "owner"]
        return people[0] if len(people) == 1 else None
    if own or about:
        return _whole((own or about)[0], near, phrases) or (None if own else _only(about[0], near, phrases))
    joint = [n for n in near if n.form is Form.JOINT and n.sentence < noun.sentence]
    return joint[0] if len(joint) == 1 and _several(joint[0], phrases) else None


def _only(about: Noun, near: Sequence[Noun], phrases: _Phrases) -> Noun | None:
    """The one phrase for several people of a sentence that is about a thing: "The bill has angered voters"."""
    if about.form is not Form.NOUN or about.likes not in (THING, None):
        return None
    people = [n for n in near if n.sentence == about.sentence and n.role != "owner" and _several(n, phrases)]
    people = [n for n in people if n.likes != GROUP or n.form is Form.JOINT]
    outer = [n for n in people if not any(n is not o and o.first <= n.first and n.last <= o.last for o in people)]
    return outer[0] if len(outer) == 1 else None


def _clause(noun: Noun, before: Sequence[Noun]) -> Noun | None:
    """The one plural subject of a pronoun's own sentence before it, where word lists tell nothing of it: "The islanders
    wept as they saw the ships".
    """
    own = [n for n in before if n.sentence == noun.sentence and not n.quoted]
    about = [n for n in own if n.role == "subject" and n.form is Form.NOUN and n.many is True]
    several = [n for n in own if n.many is True and n.form is not Form.PRONOUN and n.likes is not THING]
    return about[0] if len(about) == 1 and about == several and about[0].likes is None else None


def _whole(noun: Noun, near: Sequence[Noun], phrases: _Phrases) -> Noun | None:
    """A phrase, or the one that joins it to others, if these are several."""
    joint = next((n for n in near if n.form is Form.JOINT and n.first == noun.first), noun)
    return joint if _several(joint, phrases) else None


def _called(parse: Parse, back: Noun, phrases: _Phrases) -> str:
    """What the text calls a group, without an article; empty where it runs over lines."""
    whose = _owner(parse, back, phrases)
    first = whose.first if whose is not None and whose.form is not Form.PRONOUN else _opening(parse, back)
    end = back.last if back.form is Form.JOINT else back.head + 1
    words_of = parse.surface(first, end) if first < end else ""
    return "" if "\n" in words_of else words_of


def _opening(parse: Parse, back: Noun) -> int:
    """The first word of a phrase behind its article and whose it is."""
    first = back.first + (back.determiner in ("definite", "indefinite", "pointing", "possessive"))
    while first < back.head and (parse.pos[first] == "ADP" or parse.surface(first, first + 1) in _MARKS):
        first += 1  # "so long as bankers", "Mr. Kell's aides"
    return first


def _owner(parse: Parse, noun: Noun, phrases: _Phrases) -> Noun | None:
    """Whose a phrase says somebody is: "her" of "her aides", "Mr. Kell" of "Mr. Kell's aides"."""
    if noun.determiner == "possessive":
        return next((n for n in phrases.opening(noun.first, noun.first) if n.form is Form.PRONOUN), None)
    if parse.surface(noun.first, noun.first + 1) not in _MARKS:
        return None
    near = phrases.opening(noun.first - _LONGEST, noun.first)
    return next((n for n in near if n.role == "owner" and noun.first - 2 <= n.last <= noun.first), None)
