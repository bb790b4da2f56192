"""The noun phrases of a text: names, pronouns and common nouns, with what tells whom or what they can stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from onrecord.model import Span
from onrecord.reading.encoder.named import Named
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.encoder.window import QUOTES
from onrecord.reading.lexicon import table, words

HE, SHE, PERSON, GROUP, THING = "he", "she", "person", "group", "thing"
"""What something can be taken up by: he, she, either of the two, it or they, it."""
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("he", HE, False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("she", SHE, False)),
    **dict.fromkeys(("it", "its", "itself"), ("it", THING, False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("they", None, True)),
    **dict.fromkeys(("who", "whom", "whose"), ("who", PERSON, None)),
}
_SOMEBODY = frozenset("someone somebody anyone anybody everyone everybody nobody".split())
_OWNING = frozenset({"his", "her", "hers", "its", "their", "theirs", "whose"})
_TITLES = {"mr": HE, "sir": HE, "lord": HE, "mrs": SHE, "ms": SHE, "miss": SHE, "lady": SHE, "dame": SHE}
_BY_SEX = {
    **dict.fromkeys("man boy father son brother husband king prince uncle actor gentleman guy".split(), HE),
    **dict.fromkeys("woman girl mother daughter sister wife queen princess aunt actress widow".split(), SHE),
}
_DEFINITE = frozenset({"the"})
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_INDEFINITE = frozenset("a an some any another no every each all many several few more most other".split())
_POSSESSIVE = frozenset({"my", "your", "his", "her", "its", "our", "their", "whose"})
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person", "lives": "life", "wives": "wife"}
_ALWAYS_MANY = frozenset({"police", "people", "media", "troops", "forces"})
_MODIFYING = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "PRON"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# "Antagonist", "columnist", but no "checklist" and nothing that one does ("insist").
_PERSONS = re.compile(r"[a-z]{3,}(?:[aeiou]l|[^lsx])ist")
_LONGEST = 12  # words before the head of a phrase


class Form(StrEnum):
    """What a noun phrase is made around."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase over words [first, last) around ``head``.

    ``lemma`` is the head in the singular and lower case, of a pronoun its plain form. ``determiner`` is definite,
    pointing, indefinite, possessive or bare; ``role`` where it stands at its verb or noun; ``likes`` how it can be
    taken up, None where nothing tells; ``many`` is None where it may be one or several; ``means`` is who bears a name,
    where that is known.
    """

    first: int
    last: int
    head: int
    form: Form
    lemma: str
    kind: str | None
    determiner: str
    role: str
    likes: str | None
    many: bool | None
    sentence: int
    opens: bool
    quoted: bool
    restricted: bool
    modifiers: frozenset[str]
    means: str | None = None

    def span(self, parse: Parse) -> Span:
        """The stretch of the text."""
        return Span(parse.words.starts[self.first], parse.words.ends[self.last - 1])


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """A noun without the ending of a plural, as far as spelling tells."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """Common nouns that stand for persons, groups and places."""
    found: dict[str, str] = {}
    for kind, key in ((THING, "places"), (GROUP, "groups"), (PERSON, "persons")):
        found.update(dict.fromkeys(table("nouns")[key].split(), kind))
    found.update(dict.fromkeys(words("bodies") | words("papers"), GROUP))
    found.update(dict.fromkeys(words("roles"), PERSON))
    return found | _BY_SEX


@lru_cache(maxsize=1)
def _given() -> dict[str, str]:
    """Given names that tell he from she."""
    return {name: sex for sex in (HE, SHE) for name in table("given")[sex].split()}


def given_sex(name: str) -> str | None:
    """He or she by a given name, where it tells."""
    return _given().get(name.split()[0].lower())


def stands_for(lemma: str) -> str | None:
    """How a common noun can be taken up: as he, she, either, a group or a thing; None where nothing tells."""
    if lemma.endswith("woman"):
        return SHE
    if lemma.endswith("man") and lemma not in ("human", "german"):
        return HE
    return _classes().get(lemma) or (PERSON if _PERSONS.fullmatch(lemma) else None)


def nouns(parse: Parse, names: Sequence[Named], sentences: Sequence[Span]) -> list[Noun]:
    """Every noun phrase of a text in the order of their heads; ``names`` are in order and do not overlap."""
    return list(_Finder(parse, names, sentences).found())


class _Finder:
    """One pass over a parse."""

    def __init__(self, parse: Parse, names: Sequence[Named], sentences: Sequence[Span]) -> None:
        self.parse, self.names = parse, names
        self.lower = [parse.words.text[s:e].lower() for s, e in zip(parse.words.starts, parse.words.ends, strict=True)]
        self.edges = [s.start for s in sentences]
        self.owner: dict[int, int] = {}
        for number, name in enumerate(names):
            self.owner.update(dict.fromkeys(range(name.first, name.last), number))
        below = [(parse.pos[word], head) for word, head in enumerate(parse.heads) if word < head]
        self.case = {head for pos, head in below if pos == "ADP"}
        self.verbal = {head for pos, head in below if pos == "AUX"}
        self.second = {head for pos, head in below if pos == "CCONJ"}
        self.seen = -1

    def found(self) -> Iterator[Noun]:
        """The phrases, each behind those inside of it."""
        last: dict[int, Noun] = {}
        for word in range(len(self.lower)):
            made = self._at(word)
            if made is None:
                continue
            last[word] = made
            yield made
            first = last.get(self.parse.heads[word])
            if first is not None and first is not made and self._joined(first, made):
                yield self._joint(first, made)

    def _at(self, word: int) -> Noun | None:
        if word in self.owner:
            name = self.names[self.owner[word]]
            return self._named(name) if word == self._head(name) else None
        lower = self.lower[word]
        if lower in _PRONOUNS and self.parse.pos[word] in ("PRON", "DET"):
            plain, likes, many = _PRONOUNS[lower]
            return self._noun(word, word, word + 1, Form.PRONOUN, plain, likes, many)
        if lower in _SOMEBODY:
            return self._noun(word, word, word + 1, Form.NOUN, lower, PERSON, None)
        if self.parse.pos[word] not in ("NOUN", "PROPN") or not lower[0].isalpha() or self._modifies(word):
            return None
        if self._titles(word):
            return None
        lemma = singular(lower)
        several = lower in _ALWAYS_MANY or lemma != lower
        return self._noun(word, self._left(word), word + 1, Form.NOUN, lemma, stands_for(lemma), several)

    def _head(self, name: Named) -> int:
        """The word of a name that hangs on a word outside of it, else its last."""
        inside = range(name.first, name.last)
        return next((w for w in inside if self.parse.heads[w] not in inside), name.last - 1)

    def _named(self, name: Named) -> Noun:
        head = self._head(name)
        person = name.kind == "PERSON"
        likes: str | None = PERSON if person else GROUP if name.kind in ("ORGANISATION", "STATE") else THING
        first = self._left(name.first)
        if person and first == name.first and self._titles(first - 1):
            first = self._left(first - 1)
        if person:
            before = self.lower[max(0, name.first - 2) : name.first]
            titled = next((_TITLES[w] for w in before if w in _TITLES), None)
            told = name.sex or titled or self._sex(first, name.first)
            likes = told or _given().get(self.lower[name.first]) or PERSON
        if name.kind == "NATIONALITY":
            likes = None
        lemma = " ".join(self.lower[name.first : name.last])
        many = None if likes in (GROUP, None) else False
        return self._noun(head, first, name.last, Form.NAME, lemma, likes, many, name)

    def _titles(self, word: int) -> bool:
        """Whether a noun stands as a title right before a person's name: "Foreign Minister Ana Brill"."""
        after = self.owner.get(word + 1)
        if word < 0 or word in self.owner or after is None or self.parse.words.gaps[word + 1] > 1:
            return False
        name = self.names[after]
        person = stands_for(singular(self.lower[word])) in (HE, SHE, PERSON)
        return name.kind == "PERSON" and name.first == word + 1 and person

    def _sex(self, first: int, last: int) -> str | None:
        """He or she by a word before a name: "spokeswoman Ana Brill"."""
        told = (stands_for(w) for w in self.lower[first:last])
        return next((t for t in told if t in (HE, SHE)), None)

    def _left(self, head: int) -> int:
        """The first word of the phrase around a head."""
        first = head
        while first > 0 and head - first < _LONGEST:
            before = first - 1
            if before in self.owner:
                name = self.names[self.owner[before]]
                if not self.parse.hangs_on(self._head(name), head):
                    break
                first = name.first
            elif (self._inner(before) or self.lower[before] == "-") and (
                self.parse.hangs_on(before, head) and self.parse.words.gaps[first] < 2
            ):
                first = before
            else:
                break
        return first

    def _inner(self, word: int) -> bool:
        """Whether a word can stand inside of a phrase before its head."""
        return self.parse.pos[word] in _MODIFYING and self.lower[word][0].isalnum()

    def _modifies(self, word: int) -> bool:
        """Whether a noun is part of a phrase around a later one: "defence" of "defence budget"."""
        head = self.parse.heads[word]
        if head <= word or head - word > _LONGEST or self.parse.pos[head] not in _NOMINAL:
            return False
        if word + 1 < len(self.lower) and self.lower[word + 1] in ("'", "’"):
            return False
        between = range(word + 1, head)
        return all(self.parse.pos[w] in _MODIFYING or self.lower[w] == "-" for w in between)

    def _noun(
        self,
        head: int,
        first: int,
        last: int,
        form: Form,
        lemma: str,
        likes: str | None,
        many: bool | None,
        name: Named | None = None,
    ) -> Noun:
        opening = self.lower[first]
        start = self.parse.words.starts[head]
        sentence = max(0, bisect_right(self.edges, start) - 1)
        opens, self.seen = sentence != self.seen, sentence
        return Noun(
            first=first,
            last=last,
            head=head,
            form=form,
            lemma=lemma,
            kind=name.kind if name else None,
            determiner=_determiner(opening),
            role=self._role(head, last),
            likes=likes,
            many=many,
            sentence=sentence,
            opens=opens,
            quoted=self.parse.words.quotes[head] == QUOTES.index("inside"),
            restricted=last < len(self.lower) and (self.lower[last] in ("of", "who", "that", "which", "for", "in")),
            modifiers=frozenset(self.lower[w] for w in range(first, head) if self.parse.pos[w] not in ("DET", "PART")),
            means=name.means if name else None,
        )

    def _role(self, head: int, last: int) -> str:
        """Where a phrase stands at the word that its head hangs on."""
        above = self.parse.heads[head]
        behind = self.lower[last] if last < len(self.lower) else ""
        if self.lower[head] in _OWNING or (behind in ("'", "’") and self.parse.words.gaps[last] == 0):
            return "owner"
        if above == head:
            return "root"
        if head in self.second:
            return "joined"
        if above in self.verbal and head < above and head not in self.case:
            return "subject"
        if self.parse.pos[above] in _NOMINAL:
            return "modifier" if head in self.case else "apposition" if above < head else "compound"
        if head in self.case:
            return "oblique"
        return "subject" if head < above else "object"

    def _joined(self, first: Noun, second: Noun) -> bool:
        """Whether a phrase is joined to one before it by "and"."""
        between = self.lower[first.last : second.first]
        return first.last <= second.first and 0 < len(between) <= 3 and "and" in between

    def _joint(self, first: Noun, second: Noun) -> Noun:
        """Two phrases joined by "and", as one."""
        likes = first.likes if first.likes == second.likes else None
        lemma = f"{first.lemma} and {second.lemma}"
        joint = self._noun(second.head, first.first, second.last, Form.JOINT, lemma, likes, True)
        return replace(joint, role=first.role, determiner=first.determiner)


def _determiner(opening: str) -> str:
    if opening in _DEFINITE:
        return "definite"
    if opening in _POINTING:
        return "pointing"
    if opening in _POSSESSIVE:
        return "possessive"
    return "indefinite" if opening in _INDEFINITE else "bare"
