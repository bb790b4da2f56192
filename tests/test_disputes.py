"""The made-up disputes of bench and recipes are well formed: their gold points at words in the pages, exactly once.

Some of them are for scoring alone: what fails is told by file and place, never by its words, so that no text is read
here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from onrecord.reference.loader import Tables, read_tables

ROOT = Path(__file__).parents[1]
FOLDERS = {
    path.name: path
    for folder in (ROOT / "bench" / "texts" / "disputes", ROOT / "train" / "disputes")
    for path in folder.iterdir()
    if path.is_dir()
}
DISPUTES = sorted(FOLDERS)

# The predicates of the shipped codebook, and what each takes, in order.
TAKES = {
    "preserve": (("agreement",),),
    "breaches": (("actor",), ("agreement",)),
    "leaves": (("actor",), ("agreement",)),
    "suspends": (("actor",), ("agreement",)),
    "joins": (("actor",), ("agreement",)),
    "extends": (("agreement",),),
    "renegotiates": (("agreement",),),
    "deploys": (("actor",), ("weapon", "place")),
    "tests": (("actor",), ("weapon",)),
    "verifies": (("actor",), ("agreement",)),
    "negotiates": (("actor",), ("actor", "agreement")),
    "endangers": (("actor",), ("place",)),
    "sanctions": (("actor",), ("actor",)),
    "compensates": (("actor",), ("actor",)),
    "withdraws": (("actor",), ("place",)),
}
ACTS = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT SAY DENY".split()
)
ANSWERS = {"DENY", "REJECT", "ACCUSE", "AGREE", "CONCEDE"}
BECAME = {"met", "missed", "extended", "overtaken", "unknown"}
KEYS = {
    "documents": {"file", "outlet", "published"},
    "positions": {"by", "issue", "stance", "shown"},
    "answers": {"file", "words", "act", "to"},
    "events": {"time", "what", "act", "who", "shown"},
    "deadlines": {"falls", "set_by", "bound", "became", "shown"},
}


class Pointer(NamedTuple):
    """A stretch of words in a page, and the place in the gold that points at it."""

    place: str
    file: str
    words: str


@cache
def gold(dispute: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDERS[dispute] / "gold.yaml").read_text(encoding="utf-8"))
    return data


@cache
def tables(dispute: str) -> Tables:
    return read_tables((FOLDERS[dispute] / "reference.yaml").read_text(encoding="utf-8"), "reference.yaml")


@cache
def page(dispute: str, file: str) -> str:
    """What a person sees of a page, every run of white space one plain space."""
    text = (FOLDERS[dispute] / "pages" / file).read_text(encoding="utf-8")
    if file.endswith(".html"):
        text = re.sub(r"(?is)<(head|script|style)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>", " ", text)
        text = re.sub(r"(?i)</?(?:a|b|i|em|strong|span)\b[^>]*>", "", text)
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.split())


def names(dispute: str) -> dict[str, str]:
    """Every canonical name of a dispute's world with what it names."""
    world = tables(dispute)
    kinds = {"place": world.places, "weapon": world.weapons, "agreement": world.agreements}
    actors = (*world.states, *world.organisations, *world.people)
    return {row.name: kind for kind, rows in kinds.items() for row in rows} | dict.fromkeys(
        (r.name for r in actors), "actor"
    )


def pointers(dispute: str) -> Iterator[Pointer]:
    """Every stretch of words that the gold of a dispute points at."""
    for part in ("positions", "events", "deadlines"):
        for number, row in enumerate(gold(dispute)[part]):
            assert row["shown"], f"{dispute}: {part} {number} shows nothing"
            yield from (Pointer(f"{part} {number}", one["file"], one["words"]) for one in row["shown"])
    for number, row in enumerate(gold(dispute)["answers"]):
        yield Pointer(f"answers {number}", row["file"], row["words"])
        yield Pointer(f"answers {number}, to", row["to"]["file"], row["to"]["words"])
    for number, group in enumerate(gold(dispute)["repeated"]):
        yield from (Pointer(f"repeated {number}", one["file"], one["words"]) for one in group)


def is_interval(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(day, date) for day in value)
        and value[0] <= value[1]
    )


@pytest.mark.parametrize("dispute", DISPUTES)
def test_the_gold_has_its_parts_and_nothing_else(dispute: str) -> None:
    found = gold(dispute)
    assert found["dispute"] in (dispute, dispute.removeprefix("held-"))
    assert set(found) == {"dispute", "repeated", *KEYS}
    wrong = [
        f"{part} {number}" for part, keys in KEYS.items() for number, row in enumerate(found[part]) if set(row) != keys
    ]
    assert wrong == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_every_page_is_listed_once_with_its_outlet_and_day(dispute: str) -> None:
    rows = gold(dispute)["documents"]
    files = sorted(path.name for path in (FOLDERS[dispute] / "pages").iterdir())
    assert sorted(row["file"] for row in rows) == files
    assert [row["file"] for row in rows if not (is_interval(row["published"]) or row["published"] == [])] == []
    assert [row["file"] for row in rows if not (row["outlet"] is None or row["outlet"].strip())] == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_words_stand_in_their_page_exactly_once(dispute: str) -> None:
    wrong = [
        f"{one.place}: {count} times in {one.file}"
        for one in pointers(dispute)
        if (count := page(dispute, one.file).count(" ".join(one.words.split()))) != 1
    ]
    assert wrong == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_words_are_whole_and_long_enough_to_tell_something(dispute: str) -> None:
    wrong = []
    for one in pointers(dispute):
        text, words = page(dispute, one.file), " ".join(one.words.split())
        start = text.find(words)
        end = start + len(words)
        cut = text[max(start - 1, 0) : start + 1].isalnum() and start > 0
        cut = cut or (end < len(text) and text[end - 1 : end + 1].isalnum())
        if cut or len(words.split()) < 2:
            wrong.append(f"{one.place}: {one.file}")
    assert wrong == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_positions_use_the_predicates_over_names_of_the_world(dispute: str) -> None:
    known, wrong = names(dispute), []
    states = {row.name for row in tables(dispute).states}
    seen = set()
    for number, row in enumerate(gold(dispute)["positions"]):
        issue = re.fullmatch(r"(\w+)\(([^()]+)\)", row["issue"])
        takes = TAKES.get(issue.group(1)) if issue else None
        given = issue.group(2).split(", ") if issue else []
        # A state is a place too.
        fits = takes is not None and len(takes) == len(given)
        fits = fits and all(
            known.get(name) in kinds or ("place" in kinds and name in states)
            for name, kinds in zip(given, takes or (), strict=True)
        )
        # A person whom the reference leaves out is named as the page names them.
        by = known.get(row["by"]) == "actor" or any(row["by"] in page(dispute, one["file"]) for one in row["shown"])
        key = (row["by"], row["issue"], row["stance"])
        if not fits or not by or row["stance"] not in ("affirm", "deny") or key in seen:
            wrong.append(f"positions {number}")
        seen.add(key)
    assert wrong == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_answers_events_and_deadlines_use_the_words_of_the_model(dispute: str) -> None:
    found, known = gold(dispute), names(dispute)
    wrong = [f"answers {n}" for n, row in enumerate(found["answers"]) if row["act"] not in ANSWERS]
    wrong += [
        f"events {n}"
        for n, row in enumerate(found["events"])
        if row["act"] not in ACTS
        or not is_interval(row["time"])
        or not all(known.get(w) == "actor" for w in row["who"])
    ]
    wrong += [
        f"deadlines {n}"
        for n, row in enumerate(found["deadlines"])
        if row["became"] not in BECAME
        or not is_interval(row["falls"])
        or not all(known.get(row[side]) == "actor" for side in ("set_by", "bound") if row[side] is not None)
    ]
    assert wrong == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_nothing_is_listed_twice_and_a_repetition_crosses_pages(dispute: str) -> None:
    found = gold(dispute)
    wrong = [f"repeated {n}" for n, group in enumerate(found["repeated"]) if len({one["file"] for one in group}) < 2]
    answers = [(row["file"], row["words"], row["to"]["file"], row["to"]["words"]) for row in found["answers"]]
    wrong += [f"answers {n}" for n, row in enumerate(answers) if row in answers[:n] or row[:2] == row[2:]]
    events = [(row["time"], row["what"]) for row in found["events"]]
    wrong += [f"events {n}" for n, row in enumerate(events) if row in events[:n]]
    for part in ("positions", "events", "deadlines"):
        for number, row in enumerate(found[part]):
            shown = [(one["file"], one["words"]) for one in row["shown"]]
            if len(set(shown)) < len(shown):
                wrong.append(f"{part} {number}")
    assert wrong == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_a_day_of_an_event_lies_before_the_last_page_that_shows_it(dispute: str) -> None:
    published = {row["file"]: row["published"] for row in gold(dispute)["documents"]}
    wrong = []
    for number, row in enumerate(gold(dispute)["events"]):
        days = [published[one["file"]] for one in row["shown"]]
        if all(days) and row["time"][0] > max(day[1] for day in days):
            wrong.append(f"events {number}")
    assert wrong == []
