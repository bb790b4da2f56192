"""A record as a PDF to print and hand on, set by Typst; needs ``onrecord[pdf]``."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from onrecord._version import __version__
from onrecord.export.brief import MARK, Holding, Said, Source, brief
from onrecord.export.excerpt import Excerpt


def pdf(excerpt: Excerpt) -> bytes:
    """The report on an excerpt, every statement in it. Text goes in as data, so that none of it is taken for markup."""
    import typst

    made = brief(excerpt, weighty=False)
    data: dict[str, Any] = asdict(made) | {"mark": MARK, "version": f"OnRecord {__version__}"}
    data["questions"] = [
        {"words": question.words, "disputed": question.disputed}
        | {
            side: [_holding(held) for held in holders]
            for side, holders in (("affirm", question.affirm), ("deny", question.deny))
        }
        for question in made.questions
    ]
    data["timeline"] = [asdict(one) | {"sources": _numbers(one.sources)} for one in made.timeline]
    data["differing"] = [asdict(one) | {"sources": [one.source.number]} for one in made.differing]
    data["statements"] = [[side, [_said(one) for one in held]] for side, held in made.statements]
    data["sources"] = [asdict(one) | {"web": one.url.startswith(("https://", "http://"))} for one in made.sources]
    template = (resources.files("onrecord.export") / "report" / "brief.typ").read_bytes()
    set_: bytes = typst.compile(template, sys_inputs={"brief": json.dumps(data)})
    return set_


def _holding(held: Holding) -> dict[str, Any]:
    return asdict(held) | {"statements": _times(held.statements), "sources": _numbers(held.sources)}


def _said(one: Said) -> dict[str, Any]:
    return asdict(one) | {"sources": _numbers((one.source, *one.also))}


def _numbers(sources: tuple[Source, ...]) -> list[int]:
    return sorted({source.number for source in sources})


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
