"""The trained reader: what rules find of who is given which words, and what a network finds beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Span
from onrecord.reading.attributions.governor import governed
from onrecord.reading.attributions.joint import together
from onrecord.reading.attributions.reader import INSIDE, OUTERMOST, Seen
from onrecord.reading.attributions.rules import RuleReader
from onrecord.reading.encoder.decode import Found
from onrecord.reading.encoder.network import Network, shipped
from onrecord.reading.encoder.settling import LEAST, NESTED, settled
from onrecord.reading.encoder.side import Taken
from onrecord.reading.encoder.syntax import Parse, joined
from onrecord.reading.encoder.window import Words
from onrecord.reading.grammar.item import PARTICIPLE
from onrecord.reference import Reference

VERSION = "9"
SURE = 0.53
"""How sure the network must be to add to the record: of what it adds beyond rules six in seven are right, on passages
that it has not learnt from (``train/reported``); from 0.4 on a little more is found, and as much that is wrong."""
SURE_INSIDE = 0.6
"""The same of a statement inside another, where half of the least sure are wrong."""
_TAKEN_UP = frozenset("which something charge charges claim claims accusation accusations allegation".split())
_LINE = re.compile(r"\s*\n\s*")
_MARGINS = " \t\xa0,;:–—-"
_OPENING, _CLOSING = '"“', '"”'


class TrainedReader:
    """The reader that ships: see ``Reader``. The same text gives the same attributions, always."""

    def __init__(self, reference: Reference, network: Network | None = None) -> None:
        self._network = network or shipped()
        self._rules = RuleReader(reference)
        self._name = f"trained-{VERSION}-{self._network.name}-{self._rules.name}"

    @property
    def name(self) -> str:
        """The version, the network's file and the rules beside it."""
        return self._name

    def seen(self, text: str, headlines: Sequence[Span] = ()) -> Seen:
        """Every attribution of a text, its grammar and names; headlines are read apart from what they stand above."""
        trained: list[Attribution] = []
        parses, names, happened, done = [], [], [], []
        count = 0
        for part in _parts(len(text), headlines):
            sight = self._network.sight(text[part.start : part.end], LEAST)
            told = settled(_apart(sight.parse.words, sight.found))
            here = [_attribution(sight.parse.words, one) for one in told]
            sure = [a for a in here if a.confidence >= _least(a) and (a.source or part not in headlines)]
            trained += [_kept(text, one) for one in _moved(sure, part.start)]
            parses.append((part.start, sight.parse))
            names += [name.shift(count) for name in sight.names]
            happened += [one.shift(count) for one in sight.happened]
            done += [one.shift(count) for one in sight.done]
            count += len(sight.parse.words)
        parse = joined(text, parses)
        ruled = self._rules.attributions(text, headlines, _tags(parse, headlines))
        found = together(text, trained, [governed(parse, one) for one in ruled])
        return Seen(found, parse, tuple(names), tuple(happened), tuple(done))

    def sides(self, said: Sequence[tuple[str, str]]) -> list[list[Taken]]:
        """The sides that words take; see ``Reader``."""
        return self._network.sides(said)

    def attributions(self, text: str, headlines: Sequence[Span] = ()) -> tuple[Attribution, ...]:
        """Every attribution of a text; see ``Reader``."""
        return self.seen(text, headlines).attributions

    def trained(self, text: str) -> list[Attribution]:
        """What the network alone finds, with the ends that its training corpus gives, in the order of the text."""
        seen, found = self._network.found(text, LEAST)
        return [_attribution(seen, one) for one in settled(found)]


def _apart(seen: Words, found: Sequence[Found]) -> list[Found]:
    """What was found, with "which" of ", which Veyra denies" given to Veyra, and not to who said what stands before."""
    taken: dict[int, Found] = {}
    for one in found:
        before = min([one.cue[0], *(start for start, _ in one.source)]) - 1
        if not one.content and before >= 0 and seen.text[seen.starts[before] : seen.ends[before]].lower() in _TAKEN_UP:
            taken[before] = one
    if not taken:
        return list(found)

    def cut(start: int, end: int) -> tuple[int, int]:
        tail = next((word for word in sorted(taken) if start < word < end), end)
        return start, tail - (tail < end and seen.text[seen.starts[tail - 1]] == "," and tail - 1 > start)

    whole = {id(one): replace(one, content=((word, word + 1),)) for word, one in taken.items()}
    return [whole.get(id(one)) or replace(one, content=tuple(cut(*r) for r in one.content)) for one in found]


def _least(one: Attribution) -> float:
    """How sure the network must be of an attribution."""
    return SURE_INSIDE if one.rule == INSIDE else SURE


def _tags(parse: Parse, headlines: Sequence[Span]) -> dict[int, str]:
    """The parts of speech of a text by where their words begin; those of headlines are too often wrong."""
    tags: dict[int, str] = {}
    for index, (start, pos) in enumerate(zip(parse.words.starts, parse.pos, strict=True)):
        if not any(h.start <= start < h.end for h in headlines):
            tags[start] = PARTICIPLE if pos == "VERB" and _of_noun(parse, index) else pos
    return tags


def _of_noun(parse: Parse, index: int) -> bool:
    """Whether a verb form belongs to the object right before it: "met officials related to the treaty"."""
    noun = index - 1
    ends = parse.surface(index, index + 1).lower().endswith("ed")
    return ends and noun >= 0 and parse.heads[index] == noun and parse.pos[noun] == "NOUN" and parse.heads[noun] < noun


def _parts(length: int, headlines: Sequence[Span]) -> Iterator[Span]:
    """The headlines and the stretches between them."""
    at = 0
    for headline in sorted(headlines, key=lambda h: h.start):
        if at < headline.start:
            yield Span(at, headline.start)
        yield headline
        at = headline.end
    if at < length:
        yield Span(at, length)


def _moved(found: Iterable[Attribution], by: int) -> Iterator[Attribution]:
    """Attributions of a stretch as attributions of the text that it begins ``by`` characters into."""
    for one in found:
        yield replace(
            one,
            source=one.source.shift(by) if one.source else None,
            cue=tuple(s.shift(by) for s in one.cue),
            content=tuple(s.shift(by) for s in one.content),
        )


def _kept(text: str, one: Attribution) -> Attribution:
    """An attribution with the ends that the record wants: see ``_speaker`` and ``_said``."""
    source = _speaker(text, one.source, one.cue[0].start) if one.source else None
    near = _near(text, one.content, one.cue[0].start)
    return replace(one, source=source, content=tuple(_said(text, s) for s in near))


def _near(text: str, content: tuple[Span, ...], cue: int) -> tuple[Span, ...]:
    """What is said, but for words without quotation marks that stand a paragraph above the cue and the rest: those of
    a standfirst.
    """
    own = [piece for piece in content if _LINE.search(text, piece.end, max(piece.end, cue)) is None]
    above = [piece for piece in content if piece not in own and text[piece.start] not in _OPENING]
    return tuple(piece for piece in content if piece not in above) if own else content


def _speaker(text: str, source: Span, cue: int) -> Span | None:
    """A source on one line, the one nearest to the cue, without the comma behind it; None where nothing is left."""
    pieces, at = [], source.start
    for match in _LINE.finditer(text, source.start, source.end):
        pieces.append(Span(at, match.start()))
        at = match.end()
    pieces.append(Span(at, source.end))
    nearest = min(pieces, key=lambda s: min(abs(s.start - cue), abs(s.end - cue)))
    start, end = nearest.start, nearest.end
    while end > start and text[end - 1] in _MARGINS:
        end -= 1
    while start < end and text[start] in _MARGINS:
        start += 1
    return Span(start, end) if start < end else None


def _said(text: str, content: Span) -> Span:
    """What is said without a closing mark that closes a quotation around it, or with the mark that opens its own."""
    words = text[content.start : content.end]
    if words[-1] in _CLOSING and not any(c in words[:-1] for c in _OPENING):
        if content.start and text[content.start - 1] in _OPENING:
            return Span(content.start - 1, content.end)
        shorter = words[:-1].rstrip(_MARGINS)
        return Span(content.start, content.start + len(shorter)) if shorter else content
    return content


def _attribution(seen: Words, one: Found) -> Attribution:
    return Attribution(
        source=_span(seen, one.source[0]) if one.source else None,
        cue=(_span(seen, one.cue),),
        content=tuple(_span(seen, r) for r in one.content),
        confidence=round(one.confidence, 3),
        rule=INSIDE if one.nested >= NESTED else OUTERMOST,
    )


def _span(seen: Words, words: tuple[int, int]) -> Span:
    """A range of words as a stretch of the text."""
    return Span(seen.starts[words[0]], seen.ends[words[1] - 1])
