"""The timeline as JSON for TimelineJS 3."""

from __future__ import annotations

import json
from datetime import date
from html import escape
from typing import Any

from onrecord.export.dates import short
from onrecord.export.excerpt import Excerpt, Row
from onrecord.export.wording import count
from onrecord.model import Interval

_GROUPS = {"event": "Events", "statement": "Statements", "deadline": "Deadlines"}


def timelinejs(excerpt: Excerpt) -> str:
    """Every moment that has a day on at least one side, the time as it is known in words beside it.

    What is bounded on one side stands there and says so ("by 8 October 2013"); what has no day at all is told on the
    title. Text from pages is escaped: TimelineJS shows it as HTML.
    """
    dated = [row for row in excerpt.timeline if row["earliest"] or row["latest"]]
    undated = [row for row in excerpt.timeline if not (row["earliest"] or row["latest"])]
    text = f"<p>{count(len(excerpt.documents), 'page')}, {count(len(excerpt.timeline), 'moment')}.</p>"
    if undated:
        listed = "".join(f"<li>{escape(row['what'])} ({escape(row['document'])})</li>" for row in undated)
        text += f"<p>At a time not known:</p><ul>{listed}</ul>"
    links = {row["document"]: _link(row) for row in excerpt.file.documents()}
    whole = {
        "title": {"unique_id": "title", "text": {"headline": escape(excerpt.title), "text": text}},
        "events": [_slide(n, row, links) for n, row in enumerate(dated, 1)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _slide(number: int, row: Row, links: dict[str, str]) -> dict[str, Any]:
    earliest, latest = (row[side] and date.fromisoformat(row[side]) for side in ("earliest", "latest"))
    slide: dict[str, Any] = {
        "unique_id": f"moment-{number}",
        "group": _GROUPS.get(row["kind"], row["kind"]),
        "start_date": _date(earliest or latest),
        "display_date": short(Interval(earliest, latest)).replace("\N{NO-BREAK SPACE}", " "),
        "text": {"headline": escape(row["what"]), "text": _told(row, links)},
    }
    if earliest and latest and earliest != latest:
        slide["end_date"] = _date(latest)
    return slide


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _told(row: Row, links: dict[str, str]) -> str:
    """What a slide says below its head: what it is, when in EDTF, and on which pages."""
    pages = ", ".join(links.get(name, escape(name)) for name in row["document"].split(", "))
    return f"<p>{escape(row['kind'])}, {escape(row['date'])}</p><p>{pages}</p>"


def _link(document: Row) -> str:
    """The name of a page, as a link where it has an address of the web."""
    name, url = escape(document["document"]), document["url"] or ""
    return f'<a href="{escape(url)}">{name}</a>' if url.startswith(("https://", "http://")) else name
