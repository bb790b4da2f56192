"""Names of the reference where they stand in a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord.model import MentionKind
from onrecord.reading.grammar.token import Token, tokenize
from onrecord.reference import Name, Naming, Reference

# In front of the name of a body these make it another's: the "National Security Council" is not the Security Council.
_ANOTHERS = frozenset("national supreme federal state provincial presidential royal homeland".split())
# With these and a hyphen a part of an Arabic or Hebrew name begins.
_PARTICLES = frozenset("al el ad an ar as ash at az abu ibn ben bin".split())
# Of several things that one wording can mean, the plainest naming is tried first.
_PLAINEST = list(Naming)


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the reference over tokens [first, last]: everything it can mean, plainest first."""

    first: int
    last: int
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The plainest meaning."""
        return self.names[0]

    def of(self, kind: MentionKind) -> Name | None:
        """The meaning of one kind, if it has one."""
        return next((n for n in self.names if n.kind is kind), None)


class Gazetteer:
    """All names of a reference, ready to be found in one pass over the tokens of a text."""

    def __init__(self, reference: Reference) -> None:
        wordings: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in reference.names:
            # An article belongs to the sentence: "the strait" must not hide "strait treaty".
            wordings[tuple(t.lower for t in tokenize(name.words.removeprefix("the ").removeprefix("The ")))].append(
                name
            )
        self._wordings = {
            words: tuple(sorted(names, key=lambda n: _PLAINEST.index(n.naming))) for words, names in wordings.items()
        }
        self._longest: dict[str, int] = defaultdict(int)
        for words in self._wordings:
            self._longest[words[0]] = max(self._longest[words[0]], len(words))

    def find(self, tokens: list[Token]) -> list[Found]:
        """Every name in the tokens, longest first, none overlapping."""
        found = []
        index = 0
        while index < len(tokens):
            match = self._at(tokens, index)
            if match is None:
                index += 1
            else:
                found.append(match)
                index = match.last + 1
        return found

    def _at(self, tokens: list[Token], index: int) -> Found | None:
        """The longest name that begins at a token."""
        for length in range(min(self._longest.get(tokens[index].lower, 0), len(tokens) - index), 0, -1):
            stretch = tokens[index : index + length]
            names = self._wordings.get(tuple(t.lower for t in stretch))
            other = length > 1 and index > 0 and tokens[index - 1].is_capital and tokens[index - 1].lower in _ANOTHERS
            anothers = {MentionKind.ORGANISATION} if other else set()
            if _hyphened(tokens, index):
                anothers.add(MentionKind.PERSON)
            if names and (
                fitting := tuple(n for n in names if _same_case(n.words, stretch) and n.kind not in anothers)
            ):
                return Found(index, index + length - 1, fitting)
        return None


def _hyphened(tokens: list[Token], index: int) -> bool:
    """Whether a name begins in the midst of another: "Maryam Al-Sadiq Al-Mahdi" is not Sadiq al-Mahdi."""
    if index < 2 or tokens[index - 1].text != "-" or tokens[index - 2].lower not in _PARTICLES:
        return False
    return tokens[index - 2].end == tokens[index - 1].start and tokens[index - 1].end == tokens[index].start


def _same_case(words: str, stretch: list[Token]) -> bool:
    """Whether the capitals allow the name: "US" is not "us", and a name that has capitals needs one."""
    words = words.removeprefix("the ").removeprefix("The ")
    if words.islower():
        return True
    if not any(t.is_capital for t in stretch):
        return False
    if len(stretch) == 1:
        plain = words.isupper() and len(words) <= 5
        return stretch[0].text == words if plain else stretch[0].text[0] == words[0]
    return True
