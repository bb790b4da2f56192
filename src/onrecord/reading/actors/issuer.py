"""Pages that a ministry, an embassy or an organisation puts out itself: their own voice is the voice of that body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Document, Evidence, Judgement, LineKind, PartKind, Span
from onrecord.reading.attributions.reader import OUTERMOST
from onrecord.reading.grammar.place import line_start
from onrecord.reading.grammar.sentence import paragraphs
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import cues
from onrecord.reference import Reference

ISSUED = "issued"
"""The rule of words that a body says by putting the page out, without a cue."""
# "We hold that ..." on a body's own page: the body, and the whole sentence is its words.
_ITSELF = re.compile(
    r"(?:we|i|our\s+side|(?:the|this)\s+(?:ministry|government|council|foreign\s+ministry|alliance))", re.IGNORECASE
)
# Bodies that speak for a state: what they put out is said by it.
_OFFICIAL = re.compile(
    r"\b(?:ministry|foreign\s+office|department\s+of\s+(?:state|defen[cs]e|foreign\s+affairs)|embassy|high\s+commission|"
    r"permanent\s+(?:mission|representation|delegation)|government|cabinet|"
    r"(?:office|administration|press\s+service)\s+of\s+the\s+(?:president|prime\s+minister|chancellor|government)|"
    r"president\s+of|prime\s+minister(?:['’]s\s+office)?|general\s+staff|armed\s+forces|defence\s+forces)\b",
    re.IGNORECASE,
)
# What makes a line that names such a body a story about it, or the name of something else.
_STORY = re.compile(
    r"\b(?:says|said|tells|told|warns|rejects|accuses|denies|slams|calls|vows|demands|to\s+\w+|news|times|post|watch|"
    r"bank|blog|press\s+review|of\s+slow)\b|[?!:;]|[.]\s|\d",
    re.IGNORECASE,
)
_KIND_OF_STATE = re.compile(
    r"^(?:the\s+)?(?:\w+\s+){0,2}(?:republic|kingdom|federation|state|union|commonwealth|emirate|principality)\s+of\s+(?:the\s+)?"
)
_LONGEST = 90
_TOP = 8
"""So many lines around the top of a page can say whose page it is."""
# "© Ministry of Foreign Affairs of Arlen, 1998-2024. May be printed": for whom a page without a name is kept.
_OWNED = re.compile(
    r"\s*(?:©\s*(?:[Cc]opyright\b)?|\([cC]\)|[Cc]opyright\b(?:\s*©)?)\s*(?:\d{4}[\s,–-]*)*(?P<name>[A-Z][^.,;|©/\d]{2,80})"
)
_FEET = 3
"""So many lines at the foot of a page can say for whom its rights are kept."""
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[-–—•*])\s+")
_LEAST_WORDS = 4
_NAME_WORDS = 8
# "That is untrue.", "There are none."
_PLAIN = re.compile(
    r"(?:that|this|it|there|they|we|these|those)\s+(?:is|are|was|were|did|do|does|has|have|will|would)\b", re.I
)
_DOINGS = ("infinitive", "object")
_AND = re.compile(r"[\s,]*(?:\band\b)?\s*$")
# Where to reach the body is nothing that it says.
_CONTACT = re.compile(
    r"(?:(?:press|media|consular|visa)\s+(?:desk|office|contact|service|enquiries|inquiries|section)|contacts?|tel|phone|fax|e-?mail|"
    r"(?:office|opening)\s+hours|address)\b[^.]{0,20}[:.]",
    re.IGNORECASE,
)
# "Question (Halcyon): ...": who asks may stand beside it.
_QUESTION = re.compile(r"(?:Question|Q)(?:\s?\([^()\n]{1,60}\))?\s?[:.]\s")
_ANSWER = re.compile(r"(?:Answer|A)\s?[:.]\s+")
_WORD = re.compile(r"\w+")
# Where people speak by turns, each turn may open with who speaks.
_SPEAKS = re.compile(r"(?P<who>[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){1,3}):\s+(?=\S)")
_PARTED = (LineKind.FURNITURE, LineKind.BYLINE)
# What stands beside an organisation's name at the top or the foot of its own page: "Meridian Alliance · Council".
_BESIDE_NAME = re.compile(r"\s*[·•|–—:,/>]\s*|\s+-\s+")
_OF_ITS_OWN = re.compile(
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}(?:council|assembly|secretariat|presidency|commission|committee|press(?:\s+\w+)?|newsroom|"
    r"official\s+(?:texts?|documents?)|documents|spokes\w+|communications?|headquarters|office\s+of\s+the\s+[\w\s-]+|"
    r"public\s+(?:affairs|diplomacy)(?:\s+\w+)?)",
    re.IGNORECASE,
)
_PUT_OUT = re.compile(
    r"(?:(?:joint|press|final|summit|presidency|presidential|ministerial)\s+)*(?:statement|communiqu[eé]|declaration|conclusions|resolution|release|"
    r"decision|remarks)\s+(?:issued\s+|adopted\s+)?(?:by|of|from)\s+",
    re.IGNORECASE,
)


def issuer(document: Document, reference: Reference) -> Judgement[str] | None:
    """The state or organisation that puts a page out itself, by the name of the site, the lines at its top, or for whom
    its foot keeps the rights.

    None where a newsroom does, which is nearly always, or where nothing says whose body it is.
    """
    declared = document.outlet.value if document.outlet else ""
    body = _organisation(declared, reference)
    head = [line.text for line in document.lines if line.kind in _PARTED][:_TOP]
    if body is not None:
        # "Foreign Office" alone is that of the state whose crest stands above it.
        crested = _by_state(head, reference) if declared != body and reference.organisation_rows[body].of else None
        return crested or _judged(body, declared)
    parts = [document.words(p.span) for p in document.parts if p.kind is not PartKind.BODY]
    feet = [line.text for line in document.lines if line.kind is LineKind.FURNITURE]
    if (own := _by_organisation([*head, *feet[-1:]], parts, reference)) is not None:
        return own
    owned = [] if declared else [note["name"].strip() for line in feet[-_FEET:] if (note := _OWNED.match(line))]
    return _by_state([*([declared] if declared else []), *head, *parts, *owned], reference)


def _by_organisation(lines: Sequence[str], parts: Sequence[str], reference: Reference) -> Judgement[str] | None:
    """The organisation that a line around a page names before one of its own organs or desks ("Meridian Alliance ·
    Council"), or whose text the title says it is ("Statement by the North Atlantic Council").
    """
    for line in lines:
        name, *others = _BESIDE_NAME.split(line.strip(" ."))
        body = _organisation(name, reference) if others and len(line) <= _LONGEST else None
        if body is not None and any(_OF_ITS_OWN.fullmatch(other.partition(". ")[0]) for other in others):
            return _judged(body, line)
    for title in parts:
        put_out = _PUT_OUT.match(title)
        said = title[put_out.end() :].split() if put_out and not _tells(title) else []
        for stop in range(min(len(said), _NAME_WORDS), 0, -1):
            if (body := _organisation(" ".join(said[:stop]).rstrip(",:"), reference)) is not None:
                return _judged(body, title)
    return None


def _by_state(top: Sequence[str], reference: Reference) -> Judgement[str] | None:
    """The state whose ministry or office a line at the top of a page is the name of."""
    lines = [" ".join(line.split()) for line in top]
    short = [line for line in lines if len(line) <= _LONGEST and _OFFICIAL.search(line)]
    official = [line for line in short if not _STORY.search(line) and not _tells(line)]
    for line in official:
        # "REPUBLIC OF TAMRIND" may stand on a line of its own above its ministry.
        near = [line, *(other for other in lines if len(other) <= _LONGEST and _is_name(other, reference))]
        state = next((found for one in near if (found := _state(one, reference))), None)
        if state is not None:
            return _judged(state, line)
    return None


BESIDE = frozenset({"noun of saying", "as proposed"})
"""The rules of what others say or want, told beside what a page or somebody says: "as Kell proposed"."""


def of_others(document: Document, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """What of a body's own page is not what the network makes of a sentence in which the body itself speaks."""
    words = document.text
    return tuple(
        one
        for one in found
        if one.rule != OUTERMOST
        or (one.source is not None and _ITSELF.fullmatch(words, one.source.start, one.source.end) is None)
    )


def issued(document: Document, found: Sequence[Attribution], cut: Sequence[Span]) -> Iterator[Attribution]:
    """What a page says in its own voice: every sentence of its body that gives its words to nobody.

    ``found`` are the attributions of the page, ``cut`` its sentences. Questions are left out.
    """
    bodies = [p.span for p in document.parts if p.kind is PartKind.BODY]
    by_verb = [a for a in found if a.rule not in BESIDE]
    given = [s for a in by_verb for s in (*a.cue, *a.content, *((a.source,) if a.source else ()))]
    turns = _turns(document, bodies)
    for sentence in cut:
        whole = document.words(sentence)
        label = _NUMBER.match(whole) or _ANSWER.match(whole) or (_SPEAKS.match(whole) if turns else None)
        start = sentence.start + (label.end() if label else 0)
        words = document.text[start : sentence.end]
        if len(words.split()) < (_LEAST_WORDS - bool(_PLAIN.match(words))) or words.rstrip("\"”’'")[-1:] not in (
            ".",
            "!",
            ";",
        ):
            continue
        asked = _QUESTION.match(document.text, line_start(document.text, sentence.start))
        if _CONTACT.match(words):
            continue
        if asked or not any(sentence in body for body in bodies):
            continue
        if not any(sentence.touches(span) for span in given):
            turn = next((span for span, turn in turns if sentence in turn), None)
            yield Attribution(turn, (), (Span(start, sentence.end),), 0.7, ISSUED)
        elif own := _before_the_cue(document, Span(start, sentence.end), by_verb):
            yield Attribution(None, (), (own,), 0.7, ISSUED)


def _turns(document: Document, bodies: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Who speaks in the paragraphs that open with a name and a colon, and each of those paragraphs.

    A name that opens one paragraph alone may be a heading.
    """
    every = [p for p in paragraphs(document.text) if any(p in body for body in bodies)]
    opened = [(m, p) for p in every if (m := _SPEAKS.match(document.text, p.start, p.end))]
    often = Counter(m["who"] for m, _ in opened)
    return [(Span(*m.span("who")), p) for m, p in opened if often[m["who"]] > 1]


def _before_the_cue(document: Document, sentence: Span, by_verb: Sequence[Attribution]) -> Span | None:
    """What a sentence says of its subject before the verb by which that gives words: "Arlen remains attached to the
    treaty, has no thought of leaving it | and sees no reason to alter it".
    """
    inside = [a for a in by_verb if a.cue and sentence.touches(a.extent)]
    one = min(inside, key=lambda a: a.cue[0].start, default=None)
    if one is None or one.source is None or one.source.start != sentence.start or one.rule not in _DOINGS:
        return None
    words = _AND.sub("", document.text[sentence.start : one.cue[0].start])
    own = Span(sentence.start, sentence.start + len(words))
    behind = document.text[one.source.end : own.end]
    return own if own.end > one.source.end and len(behind.split()) >= _LEAST_WORDS else None


def _tells(line: str) -> bool:
    """Whether a line tells what somebody says or does: "Veyran embassy seeks meeting" is a headline."""
    known = (cue for t in tokenize(line)[1:] if t.lower != "states" for cue in cues().get((t.lower,), ()))
    return any(cue.form in ("s", "past") for cue in known)


def _judged(name: str, line: str) -> Judgement[str]:
    return Judgement(name, 0.8, (Evidence("issuer", f"the page is put out by {line}, in its own voice"),))


def _organisation(outlet: str, reference: Reference) -> str | None:
    """The organisation that an outlet's name is the name of, whole."""
    wanted = outlet.casefold().removeprefix("the ")
    for name, row in reference.organisation_rows.items():
        if wanted and wanted in (called.casefold() for called in (name, row.official or "", *row.aliases)):
            return name
    return None


def _state(line: str, reference: Reference) -> str | None:
    """The state named first in a line, whatever its case."""
    lower = f" {_plain(line)} "
    found: tuple[int, int, str] | None = None
    for row in reference.tables.states:
        for called in (row.name, row.official or "", *row.aliases, *row.demonyms):
            plain = _plain(called)
            at = lower.find(f" {plain} ") if plain and called not in row.homonyms else -1
            if at >= 0 and (found is None or (at, -len(plain)) < found[:2]):
                found = at, -len(plain), row.name
    return found[2] if found else None


def _plain(words: str) -> str:
    """Words alone, in lower case."""
    return " ".join(_WORD.findall(words.casefold()))


def _is_name(line: str, reference: Reference) -> bool:
    """Whether a line is the name of a state and nothing else, with what kind of state it is or not."""
    wanted = _KIND_OF_STATE.sub("", line.casefold())
    return any(
        wanted in (called.casefold() for called in (row.name, row.official or "", *row.aliases))
        for row in reference.tables.states
    )
