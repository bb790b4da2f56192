"""Interviews: behind a question, the paragraph's words are those of whoever the head of the page names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

from onrecord.model import Attribution, Document, Evidence, Judgement, PartKind, Span
from onrecord.reading.actors.issuer import ISSUED
from onrecord.reading.attributions.label import by_colon
from onrecord.reading.grammar.sentence import paragraphs
from onrecord.reference import Reference

_LABEL = re.compile(r"(?:Question|Answer|Q|A)\s?[:.]\s")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_I = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself)\b")
_WE = re.compile(r"\b(?:we|our|us|ours)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
# "X spoke to Y", "said Z": the page tells of somebody itself.
_TELLS = re.compile(r"[,”\"]\s+(?:said|told|replied|[Ss]?he\s+said)\b|\bsaid\s+(?:that|on)\b")
_NAME = re.compile(r"[A-Z][\w’'.-]+(?:\s+(?:(?:de|von|van|al|el|bin|da|di)\s+)?[A-Z][\w’'.-]+){1,4}(?<![.,'’])")
# Who asks: "Interview: Isolde Marsh", "spoke to Alma Rusk", "by Ursina Feld".
_ASKS = re.compile(r"(?:\b[Ii]nterview(?:ed)?(?:\s+by)?:?|\b[Bb]y|\bto|\bwith\s+our\b[^.]{0,40})\s+$")
# What somebody else says or wants is put to whoever is asked.
_REPORTS = re.compile(r"^(?:\S+\s+){1,8}?(?:says?|insists?|wants?|thinks?|told\s+us|would|asks?|claims?)\b")
_CLOSES = re.compile(r"\b(?:[Tt]his|[Tt]he)\s+(?:interview|conversation|questions)\s+(?:was|were|has|have)\b")
# "Sylvie Tarrot: We have no adversaries."
_NAMED = re.compile(r"[A-Z][\w’'.-]+(?:\s+[\w’'.-]+){0,3}:\s+(?=\S)")
_TURNS = re.compile(r"(?P<who>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]+){0,3})(?:\s?\([^()\n]{1,60}\))?:\s+(?=\S)")
_ASKER = frozenset({"Question", "Q"})
_TWICE = 2
_TOP = 12
"""So many lines around the top of a page can name whom it asks."""
_SHORT = 30
_LONGEST = 60
"""A question has at most so many words."""
_LEAST = 4
"""So many questions make an interview, half of them with a question mark at least or said to "you"."""
_OWN = frozenset({"i", "we", "us", "me", "my", "our"})


class _Part(Enum):
    """Whose a paragraph is."""

    ASKED = "asked"
    ANSWERED = "answered"
    TOLD = "told"


# What follows what, and how unlikely it is.
_TURN = {
    (_Part.ASKED, _Part.ASKED): -3.0,
    (_Part.ASKED, _Part.ANSWERED): 1.0,
    (_Part.ASKED, _Part.TOLD): -3.0,
    (_Part.ANSWERED, _Part.ASKED): 1.0,
    (_Part.ANSWERED, _Part.ANSWERED): -1.5,
    (_Part.ANSWERED, _Part.TOLD): -1.5,
    (_Part.TOLD, _Part.ASKED): 0.0,
    (_Part.TOLD, _Part.ANSWERED): -3.0,
    (_Part.TOLD, _Part.TOLD): 0.0,
}


def interviewed(
    document: Document,
    found: Sequence[Attribution],
    cut: Sequence[Span],
    reference: Reference,
    *,
    published: bool = False,
) -> tuple[tuple[Attribution, ...], Judgement[str] | None]:
    """The attributions of a page with each sentence of an answer, and who answers, where the page is an interview with
    somebody whom the reference knows.

    ``published`` tells that the page is a body's own, whose answers are its words already.

    What "I" and "we" do or say in an answer is what the answer says, and no words inside it.
    """
    text = document.text
    bodies = [p.span for p in document.parts if p.kind is PartKind.BODY]
    every = [p for p in paragraphs(text) if any(p in body for body in bodies)]
    words = [text[p.start : p.end] for p in every]
    parts = _parts(words) or (None if published else _by_labels(words, reference))
    if parts is None:
        return tuple(found), None
    heads = [document.words(p.span) for p in document.parts if p.kind is PartKind.STANDFIRST]
    opening = [text[p.start : p.end] for p in every[: parts.index(_Part.ASKED)]]
    labels = [m[0] for p in every if (m := _NAMED.match(text, p.start, p.end))]
    who = _asked([*labels, *heads, *(line.text for line in document.lines[:_TOP]), *opening], reference)
    if who is None:
        return tuple(found), None
    answers = [p for p, part in zip(every, parts, strict=True) if part is _Part.ANSWERED]
    if opening and who.value in opening[-1]:
        # What stands before the first question tells of whoever answers.
        answers = [p for p in answers if p not in every[: len(opening)]]
    spoken = [p for p, part in zip(every, parts, strict=True) if part is not _Part.TOLD]
    kept = [a for a in found if not _is_own(text, a, spoken)]
    return (*kept, *_answers(text, answers, kept, cut)), who


def _answers(
    text: str, answers: Sequence[Span], kept: Sequence[Attribution], cut: Sequence[Span]
) -> Iterator[Attribution]:
    """A statement for each sentence of the answers whose words are given to nobody else."""
    others = [a.extent for a in kept]
    for sentence in cut:
        inside = any(sentence in answer for answer in answers)
        label = _NAMED.match(text, sentence.start, sentence.end)
        said = Span(label.end(), sentence.end) if label else sentence
        if not inside or len(text[said.start : said.end].split()) < 2 or text[said.end - 1] == "?":
            continue
        if not any(said.touches(span) for span in others):
            yield Attribution(None, (), (said,), 0.75, ISSUED)


def _is_own(text: str, one: Attribution, within: Sequence[Span]) -> bool:
    """Whether an attribution inside the paragraphs is that of whoever speaks there: "I", or the label of a turn."""
    source = one.source
    turn = source is not None and any(source.start == span.start for span in within) and by_colon(text, one)
    itself = source is None or turn or text[source.start : source.end].lower() in _OWN
    return itself and any(one.extent.touches(span) for span in within)


def _parts(words: Sequence[str]) -> list[_Part] | None:
    """Whose each paragraph is, by the likeliest turns; None where the page is no interview."""
    asked = sum(_asks(p) and not _I.search(_QUOTED.sub("", p)) for p in words)
    first = sum(bool(_I.search(_QUOTED.sub("", p))) for p in words)
    if asked < 2 or first < 2 or any(_LABEL.match(p) for p in words):
        return None
    best = {part: (_fits(words[0], part) - (2.0 if part is _Part.ANSWERED else 0.0), [part]) for part in _Part}
    for paragraph in words[1:]:
        best = {
            part: max(
                (
                    (score + _TURN[last, part] + _fits(paragraph, part), [*way, part])
                    for last, (score, way) in best.items()
                ),
                key=lambda found: found[0],
            )
            for part in _Part
        }
    way = max(best.values(), key=lambda found: found[0])[1]
    turns = [p for p, part in zip(words, way, strict=True) if part is _Part.ASKED]
    plain = sum(_asks(p) or bool(_YOU.search(_QUOTED.sub("", p)) or _REPORTS.search(p)) for p in turns)
    answers = [p for p, part in zip(words, way, strict=True) if part is _Part.ANSWERED]
    own = sum(bool(_I.search(q) or _WE.search(q)) for q in (_QUOTED.sub("", p) for p in answers))
    if len(turns) < _LEAST or 2 * plain < len(turns) or 3 * own < len(answers):
        return None
    return way


def _by_labels(words: Sequence[str], reference: Reference) -> list[_Part] | None:
    """Whose each paragraph is where turns open with who speaks ("Question: ...", "Oda Kell: ..."); None elsewhere.

    A paragraph without such a label goes on with the answer before it. Where two speak whom the reference knows, it is
    a debate, in which nobody only asks.
    """
    named = Counter(m["who"] for p in words if (m := _TURNS.match(p)) and m["who"] not in _ASKER)
    asks = sum(bool((m := _TURNS.match(p)) and m["who"] in _ASKER) for p in words)
    known = [who for who in named if who in reference.people]
    answers = known[0] if len(known) == 1 and named[known[0]] >= _TWICE else None
    if answers is None or asks + sum(named.values()) - named[answers] < _TWICE:
        return None
    parts: list[_Part] = []
    for paragraph in words:
        turn = _TURNS.match(paragraph)
        if turn:
            parts.append(_Part.ANSWERED if turn["who"] == answers else _Part.ASKED)
        else:
            goes_on = bool(parts) and parts[-1] is _Part.ANSWERED and not _CLOSES.search(paragraph)
            parts.append(_Part.ANSWERED if goes_on and not _TELLS.search(paragraph) else _Part.TOLD)
    return parts


def _asks(paragraph: str) -> bool:
    """Whether a short paragraph holds a question."""
    return "?" in paragraph and len(paragraph.split()) <= _SHORT


def _fits(paragraph: str, part: _Part) -> float:
    """How well a paragraph's words fit whose it is taken to be."""
    plain = _QUOTED.sub("", paragraph)
    own, ours, you = bool(_I.search(plain)), bool(_WE.search(plain)), bool(_YOU.search(plain))
    asks = _asks(paragraph) * (2.0 if paragraph.endswith("?") else 1.0)
    many = len(paragraph.split())
    tells = bool(_TELLS.search(paragraph) and not own)
    if part is _Part.ASKED:
        reports = 0.5 * bool(_REPORTS.search(paragraph)) + 0.7 * paragraph.startswith(("And ", "But "))
        return asks + reports + 0.7 * you - 2.5 * own - 0.5 * ours - 2.0 * tells - 3.0 * (many > _LONGEST)
    if part is _Part.ANSWERED:
        return (
            1.5 * own
            + 1.0 * ours
            - asks
            - 0.3 * you
            - 2.0 * tells
            - 0.3 * bool(_REPORTS.search(paragraph))
            - 4.0 * bool(_CLOSES.search(paragraph))
        )
    return 3.5 * bool(_CLOSES.search(paragraph)) + 2.5 * tells - 1.0 - 2.0 * (own or you or bool(asks))


def _asked(heads: Sequence[str], reference: Reference) -> Judgement[str] | None:
    """Whom the head of the page names first of those whom the reference knows: not who asks."""
    for head in heads:
        for match in _NAME.finditer(head):
            words = match[0].split()
            names = (" ".join(words[i:j]) for i in range(len(words) - 1) for j in range(len(words), i + 1, -1))
            known = next((name for name in names if name in reference.people), None)
            if known and not _ASKS.search(head, 0, match.start()):
                why = Evidence("interview", f"the page is an interview with {known}, whom its head names")
                return Judgement(known, 0.8, (why,))
    return None
