"""What a careful reader takes from texts, in YAML: statements by document, or positions with their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onrecord.engine.coding.bound import MAX_CODINGS, MAX_YAML, contents, words
from onrecord.engine.coding.field import name, stance
from onrecord.model import CodedText, HandCoding, HandCodings, LeftOut, OnRecordError
from onrecord.model.notation import unread_in

CODER = "gold"


def read_gold(path: Path) -> HandCodings:
    """What a YAML file holds under ``documents`` (each with its ``file`` and ``statements``) and ``positions``.

    A statement has ``speaker`` (one, several of which any is right, or null), ``content``, else the sentence
    ``within`` which it stands, and ``positions`` (``{by, issue, stance}``); a position in the whole has ``by``,
    ``issue``, ``stance`` and ``shown`` (``{file, words}``). ``coder`` at the head says who read; the file's documents
    are coded in full. Raises OnRecordError where the file is none.
    """
    try:
        found = yaml.safe_load(words(contents(path, MAX_YAML), path))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise OnRecordError(unread_in(path, error)) from None
    documents = _dicts(found.get("documents")) if isinstance(found, dict) else []
    positions = _dicts(found.get("positions")) if isinstance(found, dict) else []
    if not documents and not positions:
        raise OnRecordError(f"{path} holds no gold: it has neither documents nor positions")
    coder = str(found.get("coder") or CODER)
    texts: dict[str, CodedText] = {}
    codings: list[HandCoding] = []
    left: list[LeftOut] = []
    for one in documents:
        file = str(one.get("file") or "")
        if not file:
            left.append(LeftOut("a document", "it has no file"))
            continue
        title, days = one.get("title"), one.get("published")
        when = next((d for d in days if isinstance(d, date)), None) if isinstance(days, list) else None
        texts[file] = CodedText(file, file, None, title if isinstance(title, str) else None, when)
    for text, where, values in (*_statements(documents), *_positions(positions)):
        texts.setdefault(text, CodedText(text, text))
        if len(codings) >= MAX_CODINGS:
            raise OnRecordError(f"{path} has more than {MAX_CODINGS:,} codings: divide it")
        try:
            codings.append(_coding(coder, text, where, values))
        except ValueError as error:
            left.append(LeftOut(where, str(error)))
    return HandCodings(tuple(texts.values()), tuple(codings), tuple(left))


def _statements(documents: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each statement, once for each position that it shows, with its document and place."""
    for document in documents:
        for count, said in enumerate(_dicts(document.get("statements")), 1):
            where = f"{document.get('file')}, statement {said.get('id') or count}"
            plain = {"people": said.get("speaker"), "words": said.get("content") or said.get("within")}
            held = _dicts(said.get("positions"))
            for position in held or [{}]:
                yield str(document.get("file")), where, plain | position


def _positions(positions: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each position, once for each stretch of words that shows it."""
    for count, position in enumerate(positions, 1):
        for shown in _dicts(position.get("shown")):
            values = {key: position.get(key) for key in ("by", "issue", "stance")}
            yield str(shown.get("file")), f"position {count}", values | {"words": shown.get("words")}


def _coding(coder: str, text: str, where: str, values: dict[str, Any]) -> HandCoding:
    """One coding. Raises ValueError with what is wrong."""
    people, said = values.get("people"), values.get("words")
    if not isinstance(said, str) or not said.strip():
        raise ValueError("it has no words")
    listed = people if isinstance(people, list) else [people] if people else []
    issue = values.get("issue")
    return HandCoding(
        coder=coder,
        text=text,
        words=" ".join(said.split()),
        where=where,
        people=tuple(name(str(one)) for one in listed if one),
        organisation=name(str(values["by"])) if values.get("by") else None,
        concept=name(str(issue)) if issue else None,
        affirms=stance(str(values.get("stance") or "")) if issue else None,
    )


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
