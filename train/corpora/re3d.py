"""re3d: 90 documents on the conflict in Syria and Iraq, with organisations, persons, places, weapons and platforms.

re3d keeps its texts, and marks pronouns and descriptions as well as names: these are cut down or left out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from train.corpora.annotated import DATA, Annotated, Named, Source, Split, outermost, squeezed, tenth
from train.corpora.entity import TITLES
from train.corpora.kind import Kinds, is_name, key, trimmed

_SURE = 0.5  # below it, the annotators and the crowd did not agree on the label
_TYPES: dict[str, Callable[[Kinds, str], str]] = {
    "Organisation": Kinds.body,
    "Location": Kinds.place,
    "Person": Kinds.person,
    "Nationality": Kinds.other,
    "DocumentReference": Kinds.other,
    "Weapon": lambda _, __: "WEAPON",
    "MilitaryPlatform": lambda _, __: "WEAPON",
}
_WEAPONS = frozenset({"Weapon", "MilitaryPlatform"})
_LEADING = re.compile(r"(?:the|a|an|its|their|his|her|our|this|that|these|those|both|all|one of|\d+|former)\s+", re.I)
_PARTICLES = frozenset({"al", "bin", "ibn", "de", "von", "van", "el", "ad", "abu", "and"})
_PRONOUNS = frozenset({"i", "we", "us", "it", "he", "she", "you", "they", "our", "my", "your", "his", "her", "their"})
_CAPITAL = re.compile(r"[^\W\d_]*[A-ZÀ-Þ]|\d")
_NO_WEAPON = re.compile(
    r"(?:strikes?|attacks?|bombardment|bombing|assets?|she|units?|logo|vehicles?|trucks?|bridge|hardware|chemicals|node|"
    r"bulldozers?|excavators?|loaders?)$|,",
    re.I,
)


def re3d(split: Split, kinds: Kinds) -> Source:
    """re3d's documents; of every ten in the order of their ids the ninth for dev, the tenth for test.

    Weapons and platforms are kept whether named or not, without their article. Of all others only names are: a
    person's without titles. Inside a description that is left out, the names that re3d marks elsewhere are marked.
    """
    texts: dict[str, str] = {}
    entities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for folder in sorted(path for path in (DATA / "ner" / "re3d").iterdir() if path.is_dir()):
        texts |= {row["_id"]: row["text"] for row in _json(folder / "documents.json")}
        for row in _json(folder / "entities.json"):
            if row["confidence"] >= _SURE and row["type"] in _TYPES:
                entities[row["documentId"]].append(row)
    # A word that is also written small ("Ministers" at a sentence's start) is no name.
    common = {word for text in texts.values() for word in re.findall(r"\b[a-zß-ÿ]\w*", text)}
    inexact = 0
    named: dict[str, list[Named]] = {}
    rest: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, text in texts.items():
        named[name] = []
        for row in entities[name]:
            start, end = row["begin"], row["end"]
            quotes = str.maketrans('“”‘’"', "'" * 5)
            inexact += squeezed(text[start:end]).translate(quotes) != squeezed(row["value"]).translate(quotes)
            mention = _cut(text, start, end, row["type"], kinds)
            if mention is not None and (
                mention.kind in {"WEAPON", "NATIONALITY"} or text[mention.start : mention.end].lower() not in common
            ):
                named[name].append(mention)
            rest[name].append((start, end))
    known = _known(texts, named, kinds)
    documents = [
        Annotated(f"re3d-{name}", text, None, None, outermost([*named[name], *_within(text, rest[name], known)]))
        for n, (name, text) in enumerate(sorted(texts.items()))
        if tenth(n) == split
    ]
    return Source(tuple(documents), inexact)


def _json(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _cut(text: str, start: int, end: int, label: str, kinds: Kinds) -> Named | None:
    """The name in a marked stretch of re3d, or None where it holds none."""
    while end > start and text[end - 1] in ".;" and not text[start:end].endswith((".S.", ".K.", ".N.")):
        end -= 1
    start, end = trimmed(text, start, end)
    while (leading := _LEADING.match(text, start, end)) is not None:
        start = leading.end()
    surface = text[start:end]
    if label in _WEAPONS:
        return Named(start, end, "WEAPON") if surface and not _NO_WEAPON.search(surface) else None
    if label == "Location" and "," in surface:
        end = start + surface.index(",")  # "Palmyra, Syria": two places
        surface = text[start:end]
    words = [(m.start() + start, m.group()) for m in re.finditer(r"\S+", surface)]
    if not words or surface.casefold() in _PRONOUNS or not _CAPITAL.match(words[-1][1]):
        document = label == "DocumentReference" and words and kinds.other(surface) == "AGREEMENT"
        if not (document and _CAPITAL.match(words[0][1])):
            return None
    if label == "Person":
        kept = len(words)
        while kept and _of_name(words[kept - 1][1]):
            kept -= 1
        while kept < len(words) and words[kept][1].casefold() in {"and"}:
            kept += 1
        if kept == len(words):
            return None
        person = text[words[kept][0] : end]
        return None if key(person) in kinds.states else Named(words[kept][0], end, kinds.person(person))
    if not surface[0].isupper() and not surface[0].isdigit() and not surface.startswith("al-"):
        return None
    if label == "Organisation" and "," in surface:
        return None
    if any(word[1][0].islower() and word[1] not in _SMALL for word in words[:-1]) and label != "DocumentReference":
        return None  # a description that ends in a name
    kind = _TYPES[label](kinds, surface)
    return Named(start, end, kind) if is_name(surface, kind) and "°" not in surface else None


_SMALL = frozenset({"of", "the", "for", "and", "in", "al", "de", "on", "to", "&", "ad", "el"})


def _of_name(word: str) -> bool:
    bare = word.strip(".,“”\"'’").casefold()
    return bare not in TITLES and (word[0].isupper() or word[0] in "“\"'" or bare.split("-")[0] in _PARTICLES)


def _known(texts: dict[str, str], named: dict[str, list[Named]], kinds: Kinds) -> dict[str, str]:
    """What kind each name is, as re3d most often says; with the names of states and peoples."""
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, mentions in named.items():
        for mention in mentions:
            surface = texts[name][mention.start : mention.end]
            if mention.kind != "WEAPON" and len(surface) > 2:
                votes[surface][mention.kind] += 1
    known = {surface: max(sorted(counts), key=lambda kind: counts[kind]) for surface, counts in votes.items()}
    words = {word for text in texts.values() for word in re.findall(r"[A-Z][\w.]*\w|(?:[A-Z]\.)+", text)}
    for word in words - known.keys():
        if key(word) in kinds.demonyms:
            known[word] = "NATIONALITY"
        elif key(word) in kinds.states and word not in {"Us", "Of"}:
            known[word] = "STATE"
    return known


def _within(text: str, stretches: Iterable[tuple[int, int]], known: dict[str, str]) -> Iterator[Named]:
    """The known names inside marked stretches, the longer of two that overlap."""
    names = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")(?!\w)")
    for start, end in stretches:
        for match in names.finditer(text, start, end):
            yield Named(match.start(), match.end(), known[match.group()])
