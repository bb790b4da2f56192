"""Which outlet a page is of, where the page itself names it; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.ingest.dateline import Dateline
from onrecord.ingest.lexicon import lexicon, tokens
from onrecord.model import Evidence, Judgement, Line, LineKind, Span

_BEHIND_TITLE = re.compile(r"\s+(?:[|–—·-]|::)\s+(?=\S)")
_BAR = re.compile(r"\s*[|·•›»]\s*")
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s+)?(\S.{1,60}?)"
    r"(?:[.,;|]?\s+all rights reserved.*)?[.,]?$",
    re.IGNORECASE,
)
"""A line that reserves the rights of a page, with the name for whom."""
_MOST_WORDS = 5
"""The most words of an outlet's name."""
_HEAD_LINES = 6
"""The lines at the top of a page among which its name stands."""


def declared(name: str | None, place: str) -> Judgement[str] | None:
    """The outlet that the head of an HTML page declares, and where it does."""
    if not name:
        return None
    return Judgement(name, 0.95, (Evidence("outlet declared", f"the page declares itself {name} ({place})"),))


def behind_title(window: str, title: str) -> Judgement[str] | None:
    """The outlet named behind the title in the title of the window ("Talks end | The Courier")."""
    if not title or not window.startswith(title):
        return None
    rest = window[len(title) :]
    mark = _BEHIND_TITLE.match(rest)
    name = rest[mark.end() :].strip() if mark else ""
    if not name or len(name.split()) > _MOST_WORDS or _BEHIND_TITLE.search(name):
        return None
    return Judgement(name, 0.8, (Evidence("outlet behind title", f"the window's title ends in {name}"),))


def agency(front: Dateline | None, lines: Sequence[Line], body: str) -> Judgement[str] | None:
    """The agency that the dateline names: it wrote the story, whoever printed it.

    In capitals only where the page knows no other spelling.
    """
    place = next((i for i, line in enumerate(lines) if line.kind is LineKind.DATELINE), None)
    if front is None or front.agency is None or place is None:
        return None
    start, end = front.agency
    written = lines[place].text[start:end].strip()
    name = _as_spelt(written, [*(line.text for line in lines), body])
    says = f"the dateline names the agency {written}"
    return Judgement(name, 0.8, (Evidence("dateline agency", says, Span(start, end, place)),))


def masthead(lines: Sequence[Line]) -> Judgement[str] | None:
    """The outlet whose name stands by itself at the top of the page ("The Morning Courier")."""
    kinds = {LineKind.FURNITURE, LineKind.DATE, LineKind.RELATED}
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if line.kind not in kinds:
            break
        first = _BAR.split(line.text, maxsplit=1)[0].strip()
        if line.kind is LineKind.DATE and first == line.text.strip():
            continue
        if _is_name(first):
            start = line.text.index(first)
            evidence = Evidence(
                "outlet masthead", f"{first} stands at the top of the page", Span(start, start + len(first), place)
            )
            return Judgement(first, 0.7, (evidence,))
    return None


def reserved(lines: Sequence[Line]) -> Judgement[str] | None:
    """The outlet for which the foot of the page reserves its rights ("(c) 2019 The Morning Courier"); None where it
    does so for several, or for whom no name of an outlet is told from that of a firm.
    """
    found: dict[str, tuple[int, re.Match[str]]] = {}
    for place, line in enumerate(lines):
        note = RIGHTS.match(line.text) if line.kind is LineKind.FURNITURE else None
        if note and _is_name(note[1]):
            found.setdefault(note[1].casefold(), (place, note))
    if len(found) != 1:
        return None
    ((place, note),) = found.values()
    name = _as_spelt(note[1], [line.text for line in lines])
    says = f"the page reserves its rights for {name}"
    return Judgement(name, 0.7, (Evidence("outlet's rights", says, Span(*note.span(1), place)),))


def _is_name(text: str) -> bool:
    """Whether a text is an outlet's name: two to five words in capitals, with a masthead's noun among them."""
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or not all(w[0].isupper() or w in {"of", "the", "and", "&"} for w in words):
        return False
    lists = lexicon()
    named = [word for word in tokens(text) if (word,) not in lists.whole and word != "the"]
    return bool(named) and lists.mastheads.within(tokens(text))


def _as_spelt(name: str, texts: Iterable[str]) -> str:
    """The name as the page spells it elsewhere, where it stands in capitals; short ones are left as they are."""
    if not name.isupper() or len(name) <= 4:
        return name
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    spelt = (match[0] for text in texts for match in pattern.finditer(text))
    return next((form for form in spelt if not form.isupper() and form[0].isupper()), name)
