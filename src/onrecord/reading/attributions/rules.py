"""The rule reader: finds attributions by cues, quotations and the shape of news sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from onrecord.model import Attribution, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.attributions.given import given
from onrecord.reading.attributions.headline import headline
from onrecord.reading.attributions.label import clock, labelled
from onrecord.reading.attributions.range import Given
from onrecord.reading.attributions.reader import Seen
from onrecord.reading.encoder.side import Taken
from onrecord.reading.grammar.item import MARKS, UNTAGGED, Item, itemize
from onrecord.reading.grammar.place import back_over
from onrecord.reading.grammar.sentence import quotations, sentences
from onrecord.reference import Naming, Reference

VERSION = "17"
# A quotation inside a quotation inside a quotation is as deep as news goes; deeper is hostile or broken.
_DEPTH = 3
# What a quotation goes on with is among so many attributions before it.
_NEAR = 20
# So many words in quotation marks are somebody's words, fewer may be a name or a doubt.
_WORDS_QUOTED = 4
# What such a sentence is about is what was spoken of: who does something else in it does so in the page's words.
_GOING_ON = frozenset("it they this that these those there the its their nothing such any".split())
# What should be is nobody's to tell but of who was quoted right before.
_SHOULD = frozenset({"should", "must", "ought"})
_NONE = frozenset({"no", "nobody", "nothing", "not", "never", "neither"})
_REST = re.compile(r"[^.!?;,\n“”\"]{0,40}[.!?”\"]+\s*|\s*")
_TAIL = re.compile(r",[^.!?;\nA-Z\d“”\"]{1,60}[.!?]\s*")
# Ways of giving words after which the next sentence can go on with them.
_CLAUSES = ("that", "bare clause", "clause before", "quote before", "quote after", "colon")


class RuleReader:
    """The baseline behind the ``Reader`` seam: no training, no model file, the same answer every time."""

    def __init__(self, reference: Reference) -> None:
        capital = (Naming.CAPITAL, Naming.SEAT)
        self._capitals = frozenset(n.words for n in reference.names if n.naming in capital)
        self._actors = frozenset(n.words.lower() for n in reference.names if n.kind in ACTORS)
        self._called = self._actors | {surname.lower() for surname in reference.bearers}
        self._name = f"rules-{VERSION}-{sha256(reference.yaml.encode()).hexdigest()[:8]}"

    @property
    def name(self) -> str:
        """The rules' version and the reference they look names up in."""
        return self._name

    def seen(self, text: str, headlines: Sequence[Span] = ()) -> Seen:
        """Every attribution of a text; the rules know neither grammar nor names that the reference lacks."""
        return Seen(self.attributions(text, headlines))

    def sides(self, said: Sequence[tuple[str, str]]) -> list[list[Taken]]:
        """No sides: the rules have learnt no issue."""
        return [[] for _ in said]

    def attributions(
        self, text: str, headlines: Sequence[Span] = (), tags: Mapping[int, str] = UNTAGGED
    ) -> tuple[Attribution, ...]:
        """Every attribution of a text; see ``Reader``. ``tags`` are parts of speech by where their words begin."""
        quoted = quotations(text)
        found: list[Attribution] = []
        waiting: list[Span] = []
        for sentence in _joined(text, sentences(text, quoted)):
            if any(sentence in h for h in headlines) and (named := headline(text, sentence, self._actors)):
                found.append(named)
                continue
            sentence = Span(clock(text, sentence.start, sentence.end), sentence.end)
            items = itemize(text, sentence, quoted, tags)
            new = list(self._stretch(text, items, 0, tags))
            if waiting and new and new[0].content[0].start == items[0].start and items[0].is_quote:
                new[0] = replace(new[0], content=(*waiting, *new[0].content))
            waiting = _unclosed(text, items, waiting) if not new else []
            if longer := _continued(text, items, found) or (None if new else _going_on(text, items, found)):
                found[longer[0] : longer[0] + 1] = [longer[1]]
            found += new
        return tuple(sorted(found, key=in_text))

    def _stretch(self, text: str, items: list[Item], depth: int, tags: Mapping[int, str]) -> Iterator[Attribution]:
        """The attributions of one sentence, those inside its quotations included."""
        found = given(items, self._capitals)
        by_label = [] if depth or any(one.rule == "colon" for one in found) else labelled(items, self._called)
        for one in (*found, *by_label):
            if depth and one.belief:
                continue
            yield _attribution(text, items, one)
        yield from self._quoted(text, items, depth, tags)

    def _quoted(self, text: str, items: list[Item], depth: int, tags: Mapping[int, str]) -> Iterator[Attribution]:
        """The attributions inside the quotations of a sentence."""
        if depth >= _DEPTH:
            return
        for item in items:
            if not item.is_quote:
                continue
            start = item.start + 1
            end = item.end - 1 if item.text[-1] in MARKS else item.end
            inner = text[start:end]
            within = [s.shift(start) for s in quotations(inner)]
            for sentence in sentences(inner):
                yield from self._stretch(text, itemize(text, sentence.shift(start), within, tags), depth + 1, tags)


def _joined(text: str, cut: list[Span]) -> Iterator[Span]:
    """Sentences, one that ends in a colon joined with the quotation that opens the next ("Kell said:")."""
    index = 0
    while index < len(cut):
        one = cut[index]
        ahead = cut[index + 1] if index + 1 < len(cut) else None
        if text[one.end - 1] == ":" and ahead is not None and text[ahead.start] in MARKS:
            yield Span(one.start, ahead.end)
            index += 1
        else:
            yield one
        index += 1


def in_text(one: Attribution) -> tuple[int, int, int]:
    """By what is said, the outer before the inner, and those who say the same by where they are named."""
    return one.content[0].start, -sum(map(len, one.content)), one.source.start if one.source else 0


def _attribution(text: str, items: list[Item], one: Given) -> Attribution:
    """Item ranges as spans of the text."""
    cue = tuple(Span(items[first].start, items[last].end) for first, last in one.cue)
    content: list[Span] = []
    for first, last in one.content:
        wide = _span(text, items, (first, last))
        clash = any(wide.touches(other) for other in (*cue, *content))
        content.append(Span(items[first].start, items[last].end) if clash else wide)
    return Attribution(
        source=_span(text, items, one.source) if one.source else None,
        cue=cue,
        content=tuple(content),
        confidence=one.confidence,
        rule=one.rule,
    )


def _span(text: str, items: list[Item], stretch: tuple[int, int]) -> Span:
    """Items [first, last] as a span, with the quotation marks that belong to words at its ends."""
    start, end = items[stretch[0]].start, items[stretch[1]].end
    if not items[stretch[0]].is_quote and start and text[start - 1] in "\"“‘'" and _odd(text[start:end]):
        start -= 1
    while end < len(text) and text[end] in "\"”’'" and _odd(text[start:end]):
        end += 1
    return Span(start, end)


def _odd(words: str) -> bool:
    """Whether a quotation mark in the words lacks its partner."""
    single = len(re.findall(r"(?<!\w)'(?=\w)", words)) > len(re.findall(r"(?<=[\w.,?!])'(?!\w)", words))
    return (
        single
        or words.count('"') % 2 == 1
        or words.count("“") != words.count("”")
        or words.count("‘") > words.count("’")
    )


def _unclosed(text: str, items: list[Item], waiting: list[Span]) -> list[Span]:
    """A paragraph of quotation without its closing mark: the next paragraph tells whose words it is."""
    if len(items) == 1 and items[0].is_quote and text[items[0].end - 1] not in '"”':
        return [*waiting, Span(items[0].start, items[0].end)]
    return []


def _continued(text: str, items: list[Item], found: list[Attribution]) -> tuple[int, Attribution] | None:
    """The attribution that a sentence of nothing but quotation goes on with: its place and the longer one."""
    spoken = [i for i in items if i.is_quote]
    if not spoken or not found or any(i.is_word for i in items):
        return None
    at = max(range(max(0, len(found) - _NEAR), len(found)), key=lambda i: found[i].extent.end)
    last = found[at]
    between = text[last.extent.end : spoken[0].start]
    ends = last.content[-1].end
    quoted = text[last.content[-1].start] in MARKS or text[ends - 1] in MARKS
    unclosed = quoted and text[ends - 1] not in '"”'
    # `He would stay, X said. "Nobody asked me."`: right behind, what is quoted is said by the same.
    clause = last.rule in ("that", "bare clause", "clause before", "colon")
    behind = not any(c.isalnum() or c == "\n" for c in between)
    # "..., X said, by night": how and when it was done may stand in between.
    behind = behind or (last.rule == "clause before" and _TAIL.fullmatch(between) is not None)
    behind = behind and clause and last.source is not None
    apart = "\n" in between.strip(" ") and not unclosed and not _alone(text, items, last)
    if not (quoted or behind) or apart or len(between) > 200:
        return None
    more = tuple(Span(i.start, i.end) for i in spoken)
    return at, Attribution(last.source, last.cue, last.content + more, last.confidence * 0.95, last.rule)


def _alone(text: str, items: list[Item], last: Attribution) -> bool:
    """Whether a quotation is a paragraph of its own behind one that ends in whose words it gives."""
    whole = len(items) == 1 and text[items[0].end - 1] in '"”' and text[items[0].end : items[0].end + 1] in ("", "\n")
    before = back_over(text, items[0].start, " ")
    opens = text[max(0, before - 1) : before] == "\n"
    between = text[last.extent.end : items[0].start]
    near = between.count("\n\n") <= 1 and not any(c in MARKS for c in between)
    return (
        whole and opens and near and last.source is not None and last.rule in ("quote before", "quote after", "colon")
    )


def _going_on(text: str, items: list[Item], found: list[Attribution]) -> tuple[int, Attribution] | None:
    """The attribution that a sentence without a cue goes on with by words in quotation marks, and the longer one, or
    one of its own behind the last.

    `The launch was an exercise, Sandeval recalled. It "came down where it had been asked to."`: the sentence right
    before gives its words to a source with a verb of saying, and nobody but that source can be quoted here.
    """
    spoken = [i for i in items if i.is_quote and len(i.text.split()) >= _WORDS_QUOTED]
    answered = any(i.is_quote and i.text.rstrip("\"”’'")[-1:] == "," for i in items)
    if not spoken and found and items and items[0].lower in _NONE and any(i.lower == "would" for i in items):
        return _refused(text, items, found)
    if not spoken or not found or answered:
        return None
    turns = [i.lower for i in items[:2]] in (["as", "to"], ["as", "for"])
    should = any(i.lower in _SHOULD for i in items)
    if not (items[0].lower in _GOING_ON or turns or should):
        return None
    at = max(range(max(0, len(found) - _NEAR), len(found)), key=lambda i: found[i].extent.end)
    last = found[at]
    between = text[last.extent.end : items[0].start]
    said = last.rule in _CLAUSES or (should and last.rule == "object")
    if last.source is None or not said or any(c.isalnum() or c == "\n" for c in between):
        return None
    whole = _span(text, items, (0, len(items) - 1))
    if last.rule == "object":
        # What somebody did by the words before is not what these do.
        return len(found), replace(last, cue=(), content=(whole,), confidence=last.confidence * 0.85, rule="going on")
    return at, replace(last, content=(*last.content, whole), confidence=last.confidence * 0.85)


def _refused(text: str, items: list[Item], found: list[Attribution]) -> tuple[int, Attribution] | None:
    """The attribution that "No inspector would go there" goes on with: what nobody would do is somebody's word."""
    at = max(range(max(0, len(found) - _NEAR), len(found)), key=lambda i: found[i].extent.end)
    last = found[at]
    if last.source is None or last.rule not in _CLAUSES or not _REST.fullmatch(text[last.extent.end : items[0].start]):
        return None
    whole = _span(text, items, (0, len(items) - 1))
    return at, replace(last, content=(*last.content, whole), confidence=last.confidence * 0.8)
