"""For notebooks: a text with its statements lit up, and views as charts. Tables show themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from onrecord.export.picture import network_chart, polarisation_chart, speakers_chart
from onrecord.export.segment import Mark, Role, Segment, blocks, cut
from onrecord.export.wording import tone
from onrecord.model import Act, Document, Misused, Network
from onrecord.store import RecordFile, Table

_TONES = {"conflict": "#f6d9d3", "accord": "#d6ead9", "plain": "#e3e8ef"}
_INK = "#1d2430"


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A document to be shown: its words stand as they are, what is said on a ground, who says it in bold."""

    document: Document
    statements: Table

    def _repr_html_(self) -> str:
        rows = {row["id"]: row for row in self.statements if row["line"] is None}
        marks = [
            Mark(start, end, role, id_)
            for id_, row in rows.items()
            for role, part in ((Role.CONTENT, "content"), (Role.CUE, "cue"), (Role.SOURCE, "source"))
            for start, end in _spans(row["spans"][part])
        ]
        found = blocks(self.document)
        edges = [edge for block in found for edge in (block.open, block.close)]
        segments = cut(self.document.text, marks, edges=edges)
        paragraphs = [
            Markup('<p style="margin:.6em 0{}">{}</p>').format(
                ";font-weight:600;font-size:1.15em" if block.kind == "title" else "",
                Markup("").join(_set(s, rows) for s in segments if block.open <= s.start < block.close),
            )
            for block in found
        ]
        whole = Markup(
            '<div style="max-width:46em;line-height:1.55;color:{};background:#fff;padding:.4em 1em">{}</div>'
        )
        return str(whole.format(_INK, Markup("").join(paragraphs)))

    def __repr__(self) -> str:
        return f"{self.document.title or self.document.name}: {len(self.statements)} statements"


def highlighted(record: RecordFile, document: str) -> Highlighted:
    """A document of a record, by its name or id, with its statements lit up. Raises OnRecordError without one."""
    return Highlighted(record.document(document), record.statements(document=document))


def chart(of: Network | Table) -> Any:
    """A chart by altair, which a notebook shows: of a network (``record.matrix()``), of polarisation over time, or of
    statements by speaker and act.

    Raises OnRecordError for other views, for what has nothing to draw, and without ``onrecord[pictures]``.
    """
    if isinstance(of, Network):
        return network_chart(of)
    charts = {"polarisation": polarisation_chart, "statements": speakers_chart}
    if of.view not in charts:
        raise Misused(f"no chart of {of.view}: give a network, or the view {' or '.join(charts)}")
    return charts[of.view](of)


def _spans(held: Any) -> list[list[int]]:
    """One span, several or none as a list."""
    return [] if not held else held if isinstance(held[0], list) else [held]


def _set(segment: Segment, rows: dict[str, dict[str, Any]]) -> Markup:
    """A segment with its ground and what it is, told when the pointer rests on it."""
    said, cues, sources = (segment.keys(role) for role in (Role.CONTENT, Role.CUE, Role.SOURCE))
    if not (said or cues or sources):
        return escape(segment.text)
    style = []
    if said:
        style.append(f"background:{_TONES[tone(Act(rows[said[-1]]['act']))]}")
    if cues:
        style.append("border-bottom:2px solid #8a94a3")
    if sources:
        style.append("font-weight:600")
    told = [_told(rows[id_]) for id_ in dict.fromkeys((*said, *cues, *sources))]
    mark = Markup('<span style="{}" title="{}">{}</span>')
    return mark.format(";".join(style), "\n".join(told), segment.text)


def _told(row: dict[str, Any]) -> str:
    aim = f" → {row['target']}" if row["target"] else ""
    hedge = f", hedged by “{row['hedge']}”" if row["hedge"] else ""
    return f"{row['speaker'] or 'speaker not known'}: {row['act']}{aim} ({row['confidence']:g}{hedge})"
