"""The named ones among GUM's entities: each cut down to the name itself.

GUM marks every noun phrase that refers to something (``Entity=`` in MISC; the fields are laid out in
https://wiki.gucorpling.org/gum/entities and in the files' ``global.Entity``). A mention is taken for a name if its head
is a proper noun, or if it is linked to Wikipedia and written like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from train.corpora.annotated import Annotated, Named, outermost
from train.corpora.conllu import Parsed, Word
from train.corpora.kind import Kinds, is_name, key, trimmed

_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_FIELDS = 7  # id, type, information status, salience, centering, minimal span, coreference; then the link, if any
_COMMON = frozenset({"union", "nation", "state", "republic", "government", "kingdom", "country", "war", "act", "court"})
_SKIPPED = frozenset({"time", "substance", "plant"})

TITLES = frozenset(
    """
    mr mrs ms miss dr sir lady lord madam prof professor president vice-president vice prime minister premier
    chancellor chairman chairwoman chair secretary deputy acting foreign general gen lieutenant lt colonel col major
    maj captain capt sergeant sgt staff admiral adm brigadier commander chief director spokesman spokeswoman
    spokesperson ambassador envoy commissioner representative rep senator sen governor gov mayor king queen prince
    princess emperor sheikh shaikh imam pope father reverend rev judge justice congressman congresswoman councillor
    speaker leader officer undersecretary under-secretary attorney head state defense defence affairs office interior
    refugees east command judge mother dad mom mum uncle aunt grandma grandpa special
    advisor adviser commodore class brig petty first secretary-general
    """.split()
)
"""Words that go before a person's name and are no part of it."""


def with_named(parsed: Parsed, kinds: Kinds) -> Annotated:
    """The document of GUM with its named mentions; nationalities used as adjectives, which GUM leaves unmarked, too."""
    text = parsed.document.text
    found: list[Named] = []
    inner: set[int] = set()  # the last words of the mentions closed so far
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    words = [word for sentence in parsed.sentences for word in sentence if word.number]
    heads = [token.head for token in parsed.document.tokens or ()]
    for index, word in enumerate(words):
        for start, fields in closed(word, index, opened):
            if (span := _name(words, heads, start, index + 1, fields, inner)) is not None:
                span = trimmed(text, *span)
                surface = text[span[0] : span[1]]
                kind = _kind(fields, surface, words[index].xpos, kinds)
                if kind is not None and surface and is_name(surface, kind):
                    found.append(Named(*span, kind))
            inner.add(index)
    marked = outermost(found)
    covered = [False] * (len(text) + 1)
    for mention in marked:
        covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
    loose = (
        Named(word.start, word.end, "NATIONALITY")
        for word in words
        if word.form[:1].isupper() and key(word.form) in kinds.demonyms and not covered[word.start]
    )
    return replace(parsed.document, named=outermost([*marked, *loose]))


def closed(word: Word, index: int, opened: dict[str, list[tuple[int, list[str]]]]) -> Iterator[tuple[int, list[str]]]:
    """The mentions that end at this word: where they start, and their fields."""
    entity = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
    for match in _BRACKET.finditer(entity):
        start, single, end = match.groups()
        if start is not None:
            fields = start.split("-", _FIELDS)
            opened.setdefault(fields[0], []).append((index, fields))
        if end is None and single is None:
            continue
        name = end if end is not None else start.split("-", 1)[0]
        if opened.get(name):
            began, fields = opened[name].pop()
            if "[" not in name and len(fields) >= _FIELDS:  # a mention in several pieces is no name
                yield began, fields


def _name(
    words: Sequence[Word], heads: Sequence[int], start: int, end: int, fields: list[str], inner: set[int]
) -> tuple[int, int] | None:
    """The span of the name in a mention, in code points; None where the mention is no name."""
    core = [start + int(n) - 1 for n in fields[5].split(",") if n.isdigit()]
    core = [i for i in core if start <= i < end]
    if not core:
        return None
    first, last = min(core), max(core)
    outside = [i for i in range(start, end) if not start <= heads[i] < end]
    top = outside[0] if outside else last
    head = words[top]
    linked = len(fields) > _FIELDS
    if head.upos in {"PRON", "DET"}:
        return None
    proper = head.upos == "PROPN" or all(words[i].upos == "PROPN" for i in core)
    written = _capital(head) and head.number > 1 and head.upos not in {"ADJ", "ADV"}
    compounded = first > start and words[first - 1].upos == "PROPN" and words[first - 1].deprel == "compound"
    if not (proper or (linked and (written or compounded))):
        return None
    if fields[1] != "organization" and any(words[i].deprel == "conj" for i in range(first, last + 1)):
        return None  # several names: each is marked within
    # The minimal span reaches over places and times said of the thing: the name ends before those, and begins after a
    # possessor that is a mention of its own.
    for i in range(max(top, first) + 1, last + 1):
        if _ends(words[i], person=fields[1] == "person"):
            last = i - 1
            break
    first = _leftwards(words, start, first, person=fields[1] == "person")
    for i in range(first, min(top, last)):
        if words[i].xpos == "POS" and i in inner:
            first = i + 1
    last = _rightwards(words, last, end, person=fields[1] == "person")
    while first <= last and (words[first].upos in {"DET", "PUNCT"} or words[first].deprel == "case"):
        first += 1
    if fields[1] == "person":
        first = max([first, *(i + 1 for i in range(first, last) if _title(words[i]))])
        if words[first].upos == "ADP":
            return None
        if all(_title(word) or not _capital(word) for word in words[first : last + 1]):
            return None
    if first > last or not any(_capital(word) for word in words[first : last + 1]):
        return None
    return words[first].start, words[last].end


def _ends(word: Word, *, person: bool) -> bool:
    """Whether a word after the head is no more part of the name: it opens a place, a time or a clause said of it."""
    if word.form in {",", ":", "("} or word.upos in {"PRON", "SCONJ", "AUX"} or word.deprel in {"acl", "acl:relcl"}:
        return True
    if word.upos == "ADP":
        return person or word.form not in {"of", "for", "on"}
    return word.upos == "ADJ" and word.form.islower()


def _leftwards(words: Sequence[Word], start: int, first: int, *, person: bool) -> int:
    """Takes in the parts of a name before its minimal span: compounds, and what of them a hyphen joins."""
    parts = {"compound", "flat"} if person else {"compound", "flat", "amod", "nummod"}
    while first > start:
        before = words[first - 1]
        if before.deprel in parts and _capital(before) and (before.deprel != "amod" or before.upos == "PROPN"):
            first -= 1
            continue
        link = before.form == "-" or (before.deprel == "compound" and not person)
        if link and first - 2 >= start and words[first - 2].deprel in parts and words[first - 2].upos == "PROPN":
            first -= 2
            continue
        break
    return first


def _rightwards(words: Sequence[Word], last: int, end: int, *, person: bool) -> int:
    """Takes in the parts of a name after its minimal span: a number, a flat part, `of` with proper nouns."""
    while last + 1 < end:
        after = words[last + 1]
        if after.deprel in {"flat", "nummod"} and (_capital(after) or after.form[0].isdigit()):
            last += 1
        elif after.form == "-" and last + 2 < end and words[last + 2].deprel in {"flat", "nummod"}:
            last += 2
        elif not person and after.form in {"of", "for"} and after.deprel == "case":
            to = last + 2
            while to < end and words[to].upos == "DET":
                to += 1
            stop = to
            while stop < end and words[stop].upos == "PROPN" and words[stop].deprel != "appos":
                stop += 1
            if stop == to:
                break
            last = stop - 1
        else:
            break
    return last


def _kind(fields: list[str], surface: str, xpos: str, kinds: Kinds) -> str | None:
    entity, link = fields[1], fields[_FIELDS] if len(fields) > _FIELDS else ""
    if entity in _SKIPPED:
        return None
    if entity == "person":
        kind = kinds.person(surface)
        return "OTHER" if kind == "PERSON" and xpos == "NNPS" else kind  # Republicans, Muslims
    if key(surface) in _COMMON:
        return None
    if entity in {"organization", "place"} and key(link.replace("_", " ")) in kinds.states:
        return "STATE"  # "the North"
    if entity == "organization":
        return kinds.body(surface)
    if entity == "place":
        return kinds.place(surface)
    kind = kinds.other(surface)
    return "EVENT" if entity == "event" and kind == "OTHER" else kind


def _capital(word: Word) -> bool:
    return word.form[:1].isupper()


def _title(word: Word) -> bool:
    return word.form.rstrip(".").casefold() in TITLES
