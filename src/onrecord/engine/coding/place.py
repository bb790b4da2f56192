"""Hand codings put on the words of a record's documents, in its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.engine.coding.concept import Concepts
from onrecord.engine.coding.match import Matcher, Unmatched, title_of
from onrecord.engine.coding.stretch import Lost, Wanted
from onrecord.engine.coding.who import Names
from onrecord.model import CodedText, Document, HandCoding, HandCodings, LeftOut, PlacedCoding, Record, Span


@dataclass(frozen=True, slots=True)
class OnDocuments:
    """What became of a file of codings: ``placed`` beside the coding that each is, ``documents`` those that its texts
    are, ``moved`` how many stand on words that differ slightly from the coder's.
    """

    placed: tuple[tuple[HandCoding, PlacedCoding], ...]
    documents: frozenset[str]
    left_out: tuple[LeftOut, ...]
    moved: int


def placed(found: HandCodings, record: Record, names: Names, concepts: Concepts) -> OnDocuments:
    """Every coding that fits on its document; what does not is left out, with the reason."""
    matcher = Matcher(record)
    by_text: defaultdict[str, list[HandCoding]] = defaultdict(list)
    for coding in found.codings:
        by_text[coding.text].append(coding)
    out: list[tuple[HandCoding, PlacedCoding]] = []
    left = list(found.left_out)
    documents: set[str] = set()
    moved = 0
    for text in found.texts:
        codings = by_text[text.id]
        # Where rows name no document, each is looked for by its own words.
        alone = text.text is None and not (text.name or text.title or text.url)
        for group in [[one] for one in codings] if alone else [codings]:
            try:
                document = matcher.document(text, group)
            except Unmatched as error:
                where = f"{title_of(text)} ({group[0].where if alone else _count(len(group), 'coding')})"
                left.append(LeftOut(where, str(error)))
                continue
            documents.add(document.id)
            for coding in group:
                try:
                    spans, exact = _spans(coding, text, document, matcher)
                except Lost as error:
                    left.append(LeftOut(coding.where, str(error)))
                    continue
                moved += not exact
                one = _in_names(coding, document, spans, names, concepts)
                if one is None:
                    left.append(LeftOut(coding.where, f'the map leaves "{coding.concept}" out'))
                else:
                    out.append((coding, one))
    return OnDocuments(tuple(out), frozenset(documents), tuple(left), moved)


def _spans(coding: HandCoding, text: CodedText, document: Document, matcher: Matcher) -> tuple[tuple[Span, ...], bool]:
    """Where a coding stands in a document, and whether its words stand there as they are. Raises Lost."""
    start, end = coding.start, coding.end
    if start is not None and end is not None and end <= len(document.text):
        there = document.text[start:end]
        # Offsets alone say where only in the record's own text; with words, these must be there.
        if there == coding.words or (not coding.words and text.text is None):
            return (Span(start, end),), True
    if not coding.words:
        raise Lost(f"{start} to {end} is no stretch of {document.name}, which has {len(document.text)} characters")
    share = None
    if start is not None:
        whole = len(text.text) if text.text is not None else len(document.text)
        share = min(start / whole, 1.0) if whole else None
    before, behind = coding.before, coding.behind
    if text.text is not None and start is not None and end is not None:
        before, behind = text.text[max(0, start - 40) : start], text.text[end : end + 40]
    return matcher.pages[document.id].find(Wanted(coding.words, before, behind, share))


def _in_names(
    coding: HandCoding, document: Document, spans: tuple[Span, ...], names: Names, concepts: Concepts
) -> PlacedCoding | None:
    """A coding in the names of the record; None where its concept is to be left out."""
    # Of several names any is right: it is enough that one is known.
    known = [one for one in coding.people if names.known(one)]
    said = [names.name(one) for one in known or coding.people[:1]]
    said += [one for one in coding.people if one not in known and len(coding.people) > 1]
    people = frozenset(one for one in said if names.person(one))
    bodies = [one for one in said if not names.person(one)]
    holder = names.side(names.name(coding.organisation)) if coding.organisation else None
    holder = holder or (names.side(bodies[0]) if bodies else None)
    if holder is None and len(coding.people) == 1:
        holder = names.side(said[0])
    issue, affirms = None, coding.affirms
    if coding.concept is not None:
        meant = concepts.issue(coding.concept)
        if meant is None:
            return None
        issue = names.issue(meant[0])
        affirms = None if affirms is None else affirms is meant[1]
    return PlacedCoding(coding.coder, document.id, spans, people, holder, issue, affirms, coding.where)


def coders(codings: Iterable[PlacedCoding]) -> list[str]:
    """Who coded, in the order of their first codings."""
    return list(dict.fromkeys(one.coder for one in codings))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
