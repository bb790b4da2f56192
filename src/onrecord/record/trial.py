"""A codebook tried on its own examples: what each sentence shows, held against what it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Document, Part, PartKind, Position, Span
from onrecord.reading import Reader, read
from onrecord.record.compile import compile
from onrecord.record.issues.codebook import Codebook
from onrecord.reference import Reference


@dataclass(frozen=True, slots=True)
class Trial:
    """One example or counter-example: ``wanted`` is what it should show (None for a counter-example), ``shown`` what it
    shows of the predicate, ``read`` how many statements were found in it.
    """

    predicate: str
    text: str
    wanted: str | None
    shown: tuple[str, ...]
    read: int

    @property
    def right(self) -> bool:
        """Whether it shows what it should."""
        return self.wanted in self.shown if self.wanted is not None else not self.shown

    def __str__(self) -> str:
        found = ", ".join(self.shown) or ("nothing" if self.read else "no statement in it: give it a verb of saying")
        wanted = self.wanted or "no position"
        return f'{self.predicate}: "{self.text}" should show {wanted}, and shows {found}'


def trials(codebook: Codebook, reader: Reader, reference: Reference) -> Iterator[Trial]:
    """Every example and counter-example of a codebook, tried one by one; the names in them are looked up in the
    reference.
    """
    for predicate in codebook.predicates:
        for example in predicate.examples:
            wanted = f"{example.issue} {example.stance}"
            yield _tried(predicate.name, example.text, wanted, codebook, reader, reference)
        for text in predicate.counterexamples:
            yield _tried(predicate.name, text, None, codebook, reader, reference)


def _tried(name: str, text: str, wanted: str | None, codebook: Codebook, reader: Reader, reference: Reference) -> Trial:
    document = Document("example", "example", text, (Part(PartKind.BODY, Span(0, len(text))),))
    reading = read(document, reader, reference)
    record = compile([document], [reading], codebook, reference)
    shown = tuple(_words(p) for p in record.positions if p.issue.predicate == name)
    return Trial(name, text, wanted, shown, len(reading.statements))


def _words(position: Position) -> str:
    return f"{position.issue} {position.stance}"


def flaws(codebook: Codebook) -> Iterator[str]:
    """What a codebook that can be used still lacks, or has twice: one line each."""
    for predicate in codebook.predicates:
        signals = (*predicate.affirm, *predicate.deny, *predicate.implied)
        for signal in dict.fromkeys(signals):
            if signals.count(signal) > 1:
                yield f"{predicate.name}: the signal {signal!r} stands twice"
            if any(c.isupper() for c in _plain(signal)):
                yield f"{predicate.name}: the signal {signal!r} has a capital, and is looked for in lower-case text"
        if not predicate.examples:
            yield f"{predicate.name}: no example; give a sentence that shows it"
        if not predicate.counterexamples:
            yield f"{predicate.name}: no counter-example; give a sentence that must not show it"
        if predicate.opposite is None:
            yield f"{predicate.name}: no opposite; say in words what denying it says"


def _plain(signal: str) -> str:
    """A signal without what is no letter of its own: escapes and named groups."""
    kept, skip = [], False
    for character in signal.replace("(?P<", ""):
        if skip:
            skip = False
        elif character == "\\":
            skip = True
        else:
            kept.append(character)
    return "".join(kept)
