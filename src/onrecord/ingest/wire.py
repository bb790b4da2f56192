"""The wire facts of a story: what its dateline, byline, credits and correction notes say, with where they say it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from onrecord.ingest.dateline import Dateline
from onrecord.ingest.kind import BYLINE, is_byline
from onrecord.ingest.lexicon import lexicon, tokens
from onrecord.model import Credit, CreditRole, Line, LineKind, Named, Note, NoteKind, Part, PartKind, Span, Wire

_TAIL = 400
"""The characters at the end of the body in which credits and an agency may stand without a line of their own."""
_ROLES = {
    "writing": CreditRole.WRITING, "written": CreditRole.WRITING, "text": CreditRole.WRITING,
    "compiled": CreditRole.WRITING, "reporting and writing": CreditRole.WRITING,
    "reporting": CreditRole.REPORTING, "additional reporting": CreditRole.REPORTING, "reported": CreditRole.REPORTING,
    "report": CreditRole.REPORTING, "editing": CreditRole.EDITING, "edited": CreditRole.EDITING,
    "translation": CreditRole.TRANSLATION, "translated": CreditRole.TRANSLATION, "production": CreditRole.PRODUCTION,
}  # fmt: skip
_DONE = re.compile(
    rf"(?:^|(?<=[\s(;.,]))(?P<role>{'|'.join(sorted(_ROLES, key=len, reverse=True))}) by:? (?P<names>[^;()\n]+?)"
    rf"(?=\s?[;)]|\.?\s*$|[.,]? (?:and )?(?:{'|'.join(sorted(_ROLES, key=len, reverse=True))}) by |\.\s)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?P<names>[^.;()\n]{3,160}?) (?:also )?contributed (?:\w+ )?"
    r"(?:to (?:this|the) (?:report|story|article|reporting)|from )"
)
_SOURCE = re.compile(
    r"\(?(?:sources?|with input from|with inputs from)\s*[:|–-]?\s+(?P<names>[^;()\n]{2,80})", re.IGNORECASE
)
_AGENCIES = re.compile(
    r"\(?with (?:additional reporting (?:by|from) |wire |news )?(?P<names>agencies|agency|wires)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*|\s*[|]\s*")
_PLACE = re.compile(r"\s+(?:in|at|from|for|of)\s.*$|\s*[@–—(].*$|\s+-\s.*$|\s*\d.*$", re.DOTALL)
_PARTICLES = frozenset("de da del della di van von der den bin ben al el le la du dos ter".split())
_SIGNED = re.compile(r"[/(\[](?P<agency>[^()/\[\]\n]{2,30})[/)\]]\.?\s*$")
_HEADED = re.compile(
    r"(?P<word>corrected|correction|refile|update|clarification)(?: \d{1,2})?\s?[-–—:]\s?(?=\S)", re.IGNORECASE
)
_KINDS = (
    (re.compile(r"\bclarif", re.IGNORECASE), NoteKind.CLARIFICATION),
    (re.compile(r"\b(?:correct|amended|earlier version|previous version|error)", re.IGNORECASE), NoteKind.CORRECTION),
    (re.compile(r"\brefile", re.IGNORECASE), NoteKind.REFILE),
    (re.compile(r"\bupdate", re.IGNORECASE), NoteKind.UPDATE),
)
_MOST = 12
"""The most names that are taken from a line: bounds the work on a long one."""


def wire(
    front: Dateline | None, lines: Sequence[Line], near: Collection[int], text: str, parts: Sequence[Part]
) -> Wire:
    """The wire facts of a story; ``front`` is the dateline that was cut off, which stands among the lines, and
    ``near`` are the lines that stand near enough for a byline to be the story's own.
    """
    title = next((p.span for p in parts if p.kind is PartKind.TITLE), None)
    body = next((p.span for p in parts if p.kind is PartKind.BODY), None)
    tail = Span(max(body.start, body.end - _TAIL), body.end) if body else None
    places: list[Named] = []
    dated = agency = None
    at = next((n for n, line in enumerate(lines) if line.kind is LineKind.DATELINE), None)
    if front and at is not None:
        head = lines[at].text
        places = [_named(head, start, end, at) for start, end in front.places]
        dated = _named(head, front.date.start, front.date.end, at) if front.date else None
        agency = _named(head, *front.agency, at) if front.agency else None
    authors: list[Named] = []
    credits: list[Credit] = []
    notes = list(_headed(text, title)) if title else []
    for number, line in enumerate(lines):
        signed = line.kind is LineKind.BYLINE or (line.kind is LineKind.DATE and is_byline(line.text))
        if signed and number in near:
            people, agencies = _authors(line.text, number)
            authors += people
            agency = agency or next(iter(agencies), None)
        elif line.kind is LineKind.CREDIT:
            credits += _credits(line.text, 0, number)
            agency = agency or _signed(line.text, 0, number)
        elif line.kind is LineKind.CORRECTION:
            notes.append(Note(_kind(line.text), line.text, Span(0, len(line.text), number)))
    if tail:
        end = text[tail.start : tail.end]
        credits += _credits(end, tail.start, None)
        agency = agency or _signed(end, tail.start, None)
    return Wire(agency, tuple(places), dated, tuple(authors[:_MOST]), tuple(credits[: 2 * _MOST]), tuple(notes))


def _named(text: str, start: int, end: int, line: int | None) -> Named:
    """The name at [start, end) of a line, without the white space around it."""
    bare = text[start:end]
    start += len(bare) - len(bare.lstrip())
    bare = bare.strip()
    return Named(bare, Span(start, start + len(bare), line))


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a stretch of a line, as [start, end): cut at commas and "and", without place or trade."""
    place = start
    cuts = [match.span() for match in _BETWEEN.finditer(text, start, end)]
    for stop, after in [*cuts, (end, end)]:
        name = _PLACE.sub("", text[place:stop]).rstrip(" .,;:)]")
        front = len(name) - len(name.lstrip(" ([:"))
        if _is_name(name[front:]):
            yield place + front, place + len(name)
        place = after


def _is_name(name: str) -> bool:
    """Whether a piece can be the name of a person or an agency: up to five words with capitals, and no trade."""
    words = name.split()
    if not 1 <= len(words) <= 5 or lexicon().trades.within(tokens(name)):
        return False
    return words[0][0].isupper() and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)


def _authors(text: str, line: int) -> tuple[list[Named], list[Named]]:
    """The people in a byline, and the agencies. A single word is a person's only where it is alone."""
    match = BYLINE.match(text)
    start = match.end() if match else 0
    people, agencies = [], []
    for begin, end in list(_names(text, start, len(text)))[:_MOST]:
        found = _named(text, begin, end, line)
        if found.text in lexicon().agencies or found.text.lower().removeprefix("the ") == "associated press":
            agencies.append(found)
        elif " " in found.text and not lexicon().mastheads.within(tokens(found.text)):
            people.append(found)
    return people, agencies


def _credits(text: str, offset: int, line: int | None) -> Iterator[Credit]:
    """The credits in a line, or at the end of the body from ``offset`` on."""
    found = [(_ROLES[match["role"].lower()], match.span("names"), True) for match in _DONE.finditer(text)]
    if line is not None:
        for pattern, role in (
            (_CONTRIBUTED, CreditRole.REPORTING),
            (_SOURCE, CreditRole.SOURCE),
            (_AGENCIES, CreditRole.SOURCE),
        ):
            match = pattern.match(text) if not found else None
            if match:
                found.append((role, match.span("names"), pattern is not _AGENCIES))
    for role, (start, end), cut in found:
        for begin, stop in _names(text, start, end) if cut else [(start, end)]:
            yield Credit(
                role, _named(text, begin, stop, line) if line is not None else _shifted(text, begin, stop, offset)
            )


def _shifted(text: str, start: int, end: int, offset: int) -> Named:
    """A name in a stretch of the article that begins at ``offset``."""
    found = _named(text, start, end, None)
    return Named(found.text, found.span.shift(offset))


def _signed(text: str, offset: int, line: int | None) -> Named | None:
    """The agency that a story is signed with ("(AP)" behind its last words, or on a line of its own)."""
    match = _SIGNED.search(text)
    if match and match["agency"].strip() in lexicon().agencies:
        found = _shifted(text, *match.span("agency"), offset)
        return Named(found.text, Span(found.span.start, found.span.end, line))
    bare = text.strip()
    return _named(text, 0, len(text), line) if line is not None and bare in lexicon().agencies else None


def _headed(text: str, title: Span) -> Iterator[Note]:
    """The mark that a headline opens with ("CORRECTED-", "UPDATE 2-")."""
    match = _HEADED.match(text, title.start, title.end)
    if match and match["word"].isupper():
        word = Span(match.start(), match.start() + len(match[0].rstrip(" -–—:")))
        yield Note(_kind(match["word"]), text[word.start : word.end], word)


def _kind(text: str) -> NoteKind:
    """What a note says, by its words; the first that it names."""
    found = [(match.start(), kind) for pattern, kind in _KINDS if (match := pattern.search(text))]
    return min(found)[1] if found else NoteKind.NOTE
