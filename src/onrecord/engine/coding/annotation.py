"""Hand codings in annotations of web pages: what Hypothesis gives, and the Web Annotation Data Model of the W3C.

An annotation codes its words where its body or tags say so, in pieces divided by semicolons or lines::

    actor: Oda Kell; for: Halvern; issue: breaches(Halvern, Skerran Strait Treaty); deny

A further ``issue:`` begins another coding of the same words. What is no such piece is kept as a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.engine.coding.bound import MAX_CODINGS, MAX_VALUE, contents, words
from onrecord.engine.coding.field import NAMES, day, name, stance
from onrecord.model import CodedText, HandCoding, HandCodings, LeftOut, OnRecordError

_SAID = ("actor", "organisation", "issue", "stance")
_KEYS = {key: field for field in _SAID for key in NAMES[field]}
_PIECE = re.compile(r"\s*([A-Za-z]+)\s*:\s*(.+)", re.DOTALL)
_BARE = {"affirm", "affirms", "agree", "agrees", "deny", "denies", "disagree", "disagrees"}
_LISTS = ("rows", "items", "annotations")
_DEPTH = 6


def read_annotations(path: Path) -> HandCodings:
    """What is coded in a file of annotations: an answer of the Hypothesis API, Web Annotations, one or many, in one
    JSON value or one a line. Raises OnRecordError where it is none of these.
    """
    text = words(contents(path), path)
    texts: dict[str, CodedText] = {}
    codings: list[HandCoding] = []
    left: list[LeftOut] = []
    for count, found in enumerate(_annotations(_values(text, path), 0)):
        where = f"annotation {count + 1}"
        if count >= MAX_CODINGS:
            raise OnRecordError(f"{path} has more than {MAX_CODINGS:,} annotations: divide it")
        try:
            about, coded = _read(found, where)
        except ValueError as error:
            left.append(LeftOut(where, str(error)))
            continue
        texts.setdefault(about.id, about)
        codings += coded
    if not codings and not left:
        raise OnRecordError(f"{path} holds no annotations: it is JSON of another kind")
    return HandCodings(tuple(texts.values()), tuple(codings), tuple(left))


def _values(text: str, path: Path) -> list[Any]:
    """The JSON values of a file. Raises OnRecordError where it is no JSON."""
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError) as error:
        whole = f"{path} is no JSON: {error}"
    values = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                values.append(json.loads(line))
            except (ValueError, RecursionError):
                raise OnRecordError(whole if number == 1 else f"{path}, line {number}, is no JSON") from None
    return values


def _annotations(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every annotation inside a value: lists of them, answers, pages and collections."""
    if isinstance(value, list):
        for one in value:
            if depth < _DEPTH:
                yield from _annotations(one, depth + 1)
    elif isinstance(value, dict):
        inside = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
        if inside is None and "first" in value and "target" not in value:
            inside = value["first"]
        if inside is not None:
            if depth < _DEPTH:
                yield from _annotations(inside, depth + 1)
        elif "target" in value:
            yield value


def _read(found: dict[str, Any], where: str) -> tuple[CodedText, list[HandCoding]]:
    """The text that an annotation is on, and its codings. Raises ValueError with why there is none."""
    target = _first(found.get("target"))
    target = {"source": target} if isinstance(target, str) else target if isinstance(target, dict) else {}
    source = target.get("source")
    source = source.get("id") if isinstance(source, dict) else source
    uri = next((u for u in (source, found.get("uri")) if isinstance(u, str) and u), None)
    selectors = [s for s in _every(target.get("selector")) if isinstance(s, dict)]
    quote: dict[str, Any] = next((s for s in selectors if s.get("type") == "TextQuoteSelector"), {})
    place: dict[str, Any] = next((s for s in selectors if s.get("type") == "TextPositionSelector"), {})
    exact = _text(quote.get("exact"))
    if not uri:
        raise ValueError("it says of no page what it is on")
    if not exact.strip():
        raise ValueError("it quotes no words (TextQuoteSelector)")
    title = _first((found.get("document") or {}).get("title")) if isinstance(found.get("document"), dict) else None
    about = CodedText(id=uri, name=uri, title=title if isinstance(title, str) else None, url=uri)
    said, note = _pieces(found)
    if not said:
        raise ValueError("it codes nothing: a note" + (f' ("{note[:60]}")' if note else ""))
    start, end = place.get("start"), place.get("end")
    whole = isinstance(start, int) and isinstance(end, int) and 0 <= start < end
    coder = name(_who(found.get("user") or found.get("creator")))
    made = _text(found.get("created"))
    codings = []
    for one in said:
        actor = name(one.get("actor", ""))
        codings.append(
            HandCoding(
                coder=coder,
                text=about.id,
                words=exact,
                where=where,
                start=start if whole else None,
                end=end if whole else None,
                before=_text(quote.get("prefix")),
                behind=_text(quote.get("suffix")),
                people=(actor,) if actor else (),
                organisation=name(one.get("organisation", "")) or None,
                concept=name(one.get("issue", "")) or None,
                affirms=stance(one.get("stance", "")),
                day=day(made),
                note=note,
            )
        )
    return about, codings


def _pieces(found: dict[str, Any]) -> tuple[list[dict[str, str]], str]:
    """What the body and tags code, each coding as a dict, and the rest of their words."""
    told = [_text(found.get("text")), *(_text(tag) for tag in _every(found.get("tags")))]
    told += [_text(body.get("value") if isinstance(body, dict) else body) for body in _every(found.get("body"))]
    codings: list[dict[str, str]] = []
    notes = []
    one: dict[str, str] = {}
    for piece in (piece.strip() for text in told for piece in re.split(r"[;\n]", text)):
        match = _PIECE.fullmatch(piece)
        field = _KEYS.get(match[1].casefold()) if match else None
        if piece.casefold() in _BARE:
            one["stance"] = piece
        elif match and field:
            if field == "issue" and "issue" in one:
                codings.append(one)
                one = {key: value for key, value in one.items() if key in ("actor", "organisation")}
            one[field] = match[2]
        elif piece:
            notes.append(piece)
    if "actor" in one or "organisation" in one:
        codings.append(one)
    return codings, "; ".join(notes)


def _every(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str:
    """A text, cut where it is too long; nothing for any other value."""
    return value[:MAX_VALUE] if isinstance(value, str) else ""


def _who(user: Any) -> str:
    """Who annotated: a name, ``acct:ana@example`` (Hypothesis), or an address."""
    user = _first(user)
    if isinstance(user, dict):
        user = user.get("name") or user.get("nickname") or user.get("id")
    said = _text(user).removeprefix("acct:")
    return said.partition("@")[0] or said
