"""Sentences and quotations: the two ways a text is cut before it is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from onrecord.model import Span
from onrecord.reading.lexicon import words

OPENING = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
STRAIGHT = '"'
_MARK = re.compile("[" + "".join(OPENING) + STRAIGHT + "]")

# A quotation longer than this without its closing mark is taken to be unbalanced: five times the longest
# single-paragraph quotation in the PolNeAR training texts is still below it.
_LONGEST = 4000

# A sentence longer than this is a list or an attack; the longest of the PolNeAR training texts has 1,100 characters
# outside of quotations. Everything done within one sentence may then be quadratic in it.
_LONGEST_SENTENCE = 1500

# Single quotation marks open after white space or an opening bracket and close before white space or a mark;
# apostrophes stand inside words.
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)[^‘\n]{3,400}?(?<=[\w.,?!])[’'](?![\w’'])")

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col sgt capt maj adm gov sen rep rev hon st jr sr vs etc no nos fig vol art dept inc "
    "ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k e.g i.e a.m p.m "
    "approx est al int'l amb brig cmdr".split()
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]»]*(?=\s)")
_NONE: list[int] = []
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def paragraphs(text: str) -> list[Span]:
    """The stretches between blank lines, white space at their ends off."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        body = match[0]
        start = match.start() + len(body) - len(body.lstrip())
        end = match.start() + len(body.rstrip())
        if start < end:
            found.append(Span(start, end))
    return found


def quotations(text: str) -> list[Span]:
    """The quoted stretches, marks included, outermost only, in order.

    A quotation ends at its closing mark or, where a paragraph ends without one, at that paragraph's end (the
    next paragraph then usually opens the same quotation again).
    """
    return list(_quoted(text))


@lru_cache(maxsize=4)
def _quoted(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for paragraph in paragraphs(text):
        found.extend(sorted(_quotations(text, paragraph), key=lambda s: s.start))
    return tuple(found)


def is_quoted(text: str, place: int) -> bool:
    """Whether a place of a text stands in a quotation."""
    quoted = _quoted(text)
    at = bisect_right(quoted, place, key=lambda s: s.start)
    return at > 0 and place < quoted[at - 1].end


def _quotations(text: str, paragraph: Span) -> Iterator[Span]:
    """Quotations of one paragraph, read once from left to right."""
    position = paragraph.start
    spans: list[Span] = []
    opening = _MARK.search(text, position, paragraph.end)
    # What closes a mark is looked up once for each kind, so that a page of opening marks stays linear.
    closers = {
        mark: [m.start() for m in re.finditer(f"[{marks}]", text[paragraph.start : paragraph.end])]
        for mark, marks in {**OPENING, STRAIGHT: STRAIGHT}.items()
        if mark in text[paragraph.start : paragraph.end]
    }
    words_in = text[paragraph.start : paragraph.end]
    mixed = STRAIGHT in words_in and any(c in words_in for c in "“”")
    others = _other_style(text, paragraph) if mixed else {}
    while opening:
        position, mark = opening.start(), opening[0]
        places = closers[mark]
        at = bisect_right(places, position - paragraph.start)
        if at < len(places) and places[at] + paragraph.start - position <= _LONGEST:
            end = paragraph.start + places[at] + 1
        elif mark != STRAIGHT or _opens(text, position):
            end = min(paragraph.end, position + _LONGEST)
        else:
            end = position
        other = others.get(mark, (_NONE, _NONE))[0]
        at = bisect_right(other, position)
        if at < len(other) and position < other[at] < end and not _between(others[mark][1], position, other[at]):
            end = other[at] + 1
        if end - position > 2:
            spans.append(Span(position, end))
        opening = _MARK.search(text, max(end, position + 1), paragraph.end)
    yield from spans
    edges = [s.start for s in spans]
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        before = bisect_right(edges, match.start()) - 1
        inside = before >= 0 and match.start() < spans[before].end
        after = before + 1 < len(spans) and match.end() > spans[before + 1].start
        if not inside and not after:
            yield Span(match.start(), match.end())


def _other_style(text: str, paragraph: Span) -> dict[str, tuple[list[int], list[int]]]:
    """For a mark of one style, where those of the other close and open: pages mix “ and " in one quotation."""
    straight = [paragraph.start + m.start() for m in re.finditer(STRAIGHT, text[paragraph.start : paragraph.end])]
    curly = [paragraph.start + m.start() for m in re.finditer("[“”]", text[paragraph.start : paragraph.end])]
    return {
        "“": ([s for s in straight if _closes(text, s)], [s for s in straight if _opens(text, s)]),
        STRAIGHT: ([c for c in curly if text[c] == "”"], [c for c in curly if text[c] == "“"]),
    }


def _between(places: list[int], first: int, last: int) -> bool:
    """Whether any of the places, in order, lies between two others."""
    at = bisect_right(places, first)
    return at < len(places) and places[at] < last


def _closes(text: str, position: int) -> bool:
    """Whether a straight mark stands where only a closing one can; behind a figure it may be inches."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return not (before.isspace() or before.isdigit() or after.isalnum())


def _opens(text: str, position: int) -> bool:
    """Whether a straight mark stands where only an opening one can."""
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()


def sentences(text: str, quoted: list[Span] | None = None) -> list[Span]:
    """The sentences in order; a quotation is never cut, so a sentence holds the whole of each that it names.

    ``quoted`` are the quotations where they are known already.
    """
    return list(_whole(text)) if quoted is None else _sentences(text, quoted)


@lru_cache(maxsize=4)
def _whole(text: str) -> tuple[Span, ...]:
    """All sentences of a text: several steps in a row ask for those of one."""
    return tuple(_sentences(text, quotations(text)))


def _sentences(text: str, quoted: list[Span]) -> list[Span]:
    spans = sorted(quoted, key=lambda s: s.start)
    starts = [s.start for s in spans]
    found = []
    for paragraph in paragraphs(text):
        begin = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            end = match.end()
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and match.start() < spans[at].end and end < spans[at].end:
                continue
            if end > begin and _is_end(text, begin, match.start(), end, paragraph.end):
                found.append(Span(begin, end))
                begin = _past_space(text, end, paragraph.end)
        if begin < paragraph.end:
            found.append(Span(begin, paragraph.end))
    return [piece for sentence in found for piece in _cut(text, sentence, spans, starts)]


def _past_space(text: str, position: int, limit: int) -> int:
    """The first place from ``position`` on that is no white space."""
    while position < limit and text[position].isspace():
        position += 1
    return position


def _cut(text: str, sentence: Span, quoted: list[Span], starts: list[int]) -> Iterator[Span]:
    """A sentence in pieces of bearable length, cut at spaces outside of quotations."""
    begin = sentence.start
    while sentence.end - begin > _LONGEST_SENTENCE:
        at = begin + _LONGEST_SENTENCE
        inside = bisect_right(starts, at) - 1
        if inside >= 0 and quoted[inside].start < at < quoted[inside].end:
            at = quoted[inside].end
        space = re.compile(r"\s").search(text, at, sentence.end)
        if space is None:
            break
        yield Span(begin, space.start())
        begin = _past_space(text, space.end(), sentence.end)
    if begin < sentence.end:
        yield Span(begin, sentence.end)


_NEXT_STARTS = re.compile(r"\s+[\"“‘'«(\[—–-]*\s*[A-Z0-9À-Þ]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NUMBER = re.compile(r"\s+(?:\d|[IVXLC]+\b)")
_AHEAD = re.compile(r"\s+([A-Z]\w+)")
_BEGINNINGS = words("determiners") | words("pronouns") | words("prepositions") | words("subordinators") | words("links")
_LAST_WORD = re.compile(r"([\w.'’]+)$")


def _is_end(text: str, begin: int, mark: int, end: int, limit: int) -> bool:
    """Whether the full stop, question or exclamation mark at ``mark`` ends a sentence."""
    if not _NEXT_STARTS.match(text, end, min(limit, end + 40)):
        return False
    closed = text[end - 1] in "\"”’'»"
    if (
        closed
        and text[mark] in "?!"
        and re.match(r"\s+(?:[A-Z]\w+\s+){0,4}[a-z]+(?:ed|aid|old|ote)\b", text[end:limit][:80])
    ):
        return False
    if text[mark] != "." or closed:
        return True
    last = _LAST_WORD.search(text, max(begin, mark - 20), mark)
    if last is None:
        return True
    word = last[1].lower()
    if _INITIALS.fullmatch(word):
        # "Commissioner J.P. Singh", but "an envoy to the E.U. The talks".
        ahead = _AHEAD.match(text, end, min(limit, end + 40))
        return ahead is None or ahead[1].lower() in _BEGINNINGS
    if word in ("no", "nos"):
        # "Paragraph no. 4", but "The minister said no. He had been asked twice."; a "No." alone opens an answer.
        return bool(text[begin : last.start()].strip("“\"‘' ")) and not _NUMBER.match(text, end)
    return not (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"))
