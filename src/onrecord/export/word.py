"""A record as a brief in Word: overview, positions, timeline, statements, each with a footnote to its pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord._version import __version__
from onrecord.export.brief import MARK, Brief, Holding, Said, Source, brief
from onrecord.export.excerpt import Excerpt
from onrecord.export.wording import count
from onrecord.store.plain import writable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from onrecord.export.footnotes import Footnotes

_INK, _SOFT, _ACCENT, _ALARM = "1D2430", "5B6675", "1F4E79", "A63A2B"


def docx(excerpt: Excerpt) -> bytes:
    """The brief on an excerpt; of its statements those that show a position or do more than say.

    The same excerpt gives the same bytes.
    """
    made = brief(excerpt, weighty=True)
    document = _Set(made).document
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """The file without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(info, packed.read(name))
    return out.getvalue()


class _Set:
    """A brief being set."""

    def __init__(self, made: Brief) -> None:
        import docx as word

        from onrecord.export.footnotes import Footnotes

        self.document: Document = word.Document()
        self._page(made)
        self.notes: Footnotes = Footnotes(self.document)
        self._head(made)
        if made.questions:
            self._positions(made)
        if made.timeline:
            self._timeline(made)
        if made.differing:
            self._differing(made)
        if made.statements:
            self._statements(made)
        self._pages(made)

    def _page(self, made: Brief) -> None:
        """Paper, type and colours."""
        from docx.shared import Mm, Pt, RGBColor

        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin, section.bottom_margin = Mm(22), Mm(20)
        for name, size, before, after, colour in (
            ("Normal", 10.5, 0, 5, _INK),
            ("Title", 24, 0, 4, _INK),
            ("Heading 1", 15, 18, 6, _ACCENT),
            ("Heading 2", 12, 12, 4, _INK),
        ):
            style = self.document.styles[name]
            style.font.name = "Calibri" if name == "Normal" else "Cambria"
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in [key for key in fonts.attrib if "heme" in key]:
                del fonts.attrib[theme]
            style.font.size = Pt(size)
            style.font.color.rgb = RGBColor.from_string(colour)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        title = self.document.styles["Title"].element
        for border in title.xpath(".//w:pBdr"):
            border.getparent().remove(border)
        properties = self.document.core_properties
        properties.title, properties.author = writable(made.title), f"OnRecord {__version__}"
        properties.comments = ""
        footer = section.footer.paragraphs[0]
        self._run(footer, f"{made.title}   ·   OnRecord {__version__}   ·   ", soft=True, size=8.5)
        _field(footer, "PAGE")

    def _head(self, made: Brief) -> None:
        self.document.add_paragraph(writable(made.title), style="Title")
        self._run(self.document.add_paragraph(), made.covers, soft=True, size=11.5)
        self._run(self.document.add_paragraph(), MARK, soft=True, italic=True, size=9)
        table = self._table((1,) * len(made.figures), "figures")
        for cell, (name, figure) in zip(self._row(table), made.figures, strict=True):
            paragraph = cell.paragraphs[0]
            self._run(paragraph, figure, bold=True, size=15, colour=_ACCENT)
            self._run(cell.add_paragraph(), name, soft=True, size=8.5)

    def _positions(self, made: Brief) -> None:
        self.document.add_heading("Positions", 1)
        table = self._table((5, 4, 4), "", ("Issue", "Affirm", "Deny"))
        for question in made.questions:
            issue, affirm, deny = self._row(table)
            self._run(issue.paragraphs[0], question.words, bold=question.disputed)
            if question.disputed:
                self._run(issue.add_paragraph(), "in dispute", size=8.5, colour=_ALARM)
            for cell, holders in ((affirm, question.affirm), (deny, question.deny)):
                self._holders(cell, holders)

    def _holders(self, cell: Any, holders: Sequence[Holding]) -> None:
        if not holders:
            self._run(cell.paragraphs[0], "nobody in these pages", soft=True, size=9)
        for n, held in enumerate(holders):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            self._run(paragraph, held.by)
            times = count(held.statements, "statement")
            self._run(paragraph, f", {times}, {held.when}; {held.confidence}", soft=True, size=9)
            self._note(paragraph, held.sources)

    def _timeline(self, made: Brief) -> None:
        self.document.add_heading("What happened and what falls due", 1)
        table = self._table((3, 8), "", ("When", "What"))
        for moment in made.timeline:
            when, what = self._row(table)
            self._run(when.paragraphs[0], moment.when)
            if moment.kind == "deadline":
                self._run(what.paragraphs[0], "Deadline: ", bold=True, colour=_ALARM)
            self._run(what.paragraphs[0], moment.what)
            self._note(what.paragraphs[0], moment.sources)

    def _differing(self, made: Brief) -> None:
        self.document.add_heading("Facts that pages give otherwise than the reference", 1)
        table = self._table((4, 3, 4), "", ("The page says", "It gives", "The reference gives"))
        for one in made.differing:
            says, gives, reference = self._row(table)
            self._run(says.paragraphs[0], f"“{one.says}”")
            self._note(says.paragraphs[0], [one.source])
            self._run(says.add_paragraph(), one.about, soft=True, size=9)
            self._run(gives.paragraphs[0], one.gives)
            self._run(reference.paragraphs[0], one.reference)
            self._run(reference.add_paragraph(), one.where, soft=True, size=9)

    def _statements(self, made: Brief) -> None:
        self.document.add_heading("Statements", 1)
        if made.left_out:
            self._run(self.document.add_paragraph(), made.left_out, soft=True, italic=True, size=9)
        for side, held in made.statements:
            self.document.add_heading(writable(side), 2)
            for one in held:
                self._said(one, side)

    def _said(self, one: Said, side: str) -> None:
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(4)
        paragraph.paragraph_format.keep_together = True
        self._run(paragraph, one.speaker, bold=True)
        if one.of and one.of != side:
            self._run(paragraph, f", {one.of}", soft=True)
        colour = {"conflict": _ALARM, "accord": "2F6B45"}.get(one.tone, _SOFT)
        self._run(paragraph, f"  {one.act}" + (f" → {one.target}" if one.target else ""), size=9, colour=colour)
        paragraph.add_run().add_break()
        self._run(paragraph, one.words)
        self._note(paragraph, [one.source, *one.also])
        paragraph.add_run().add_break()
        self._run(paragraph, f"Said {one.when}; {one.confidence}.", soft=True, size=9)
        if one.doubts:
            self._run(paragraph, f" {'; '.join(one.doubts)}.", size=9, colour=_ALARM)

    def _pages(self, made: Brief) -> None:
        self.document.add_heading("Pages", 1)
        for source in made.sources:
            paragraph = self.document.add_paragraph()
            self._run(paragraph, source.title)
            sure = f" ({source.confidence})" if source.confidence else ""
            told = f"{source.outlet}, {source.published}{sure}. {source.name}"
            paragraph.add_run().add_break()
            self._run(paragraph, told, soft=True, size=9)

    # ── pieces ─────────────────────────────────────────────────────────────────────────────────────────────

    def _run(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        soft: bool = False,
        size: float | None = None,
        colour: str = "",
    ) -> None:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(writable(text))
        run.bold, run.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
        if colour or soft:
            run.font.color.rgb = RGBColor.from_string(colour or _SOFT)

    def _note(self, paragraph: Paragraph, sources: Sequence[Source]) -> None:
        """A footnote that names the pages with their addresses."""
        pieces: list[tuple[str, str]] = []
        for n, source in enumerate(sources):
            pieces.append((writable(("; " if n else "") + source.note + (", " if source.url else "")), ""))
            if source.url:
                web = source.url.startswith(("https://", "http://"))
                pieces.append((writable(source.url), writable(source.url) if web else ""))
        if pieces:
            self.notes.add(paragraph, [*pieces, (".", "")])

    def _table(self, widths: Sequence[int], kind: str, head: Sequence[str] = ()) -> Any:
        """An empty table whose columns share the width, ruled below each row; with a head that every page repeats."""
        from docx.oxml import OxmlElement, parse_xml
        from docx.oxml.ns import nsdecls
        from docx.shared import Mm

        table: Any = self.document.add_table(0, len(widths))
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Mm(round(162 * share / sum(widths)))
        if kind != "figures":
            rule = 'w:val="single" w:sz="4" w:space="0" w:color="D5DAE1"'
            borders = f"<w:tblBorders {nsdecls('w')}><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
            table._tbl.tblPr.append(parse_xml(borders))
        if head:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for cell, text in zip(row.cells, head, strict=True):
                self._run(cell.paragraphs[0], text, soft=True, size=9)
        return table

    def _row(self, table: Any) -> Sequence[Any]:
        """The cells of a new row, which no page break cuts."""
        from docx.oxml import OxmlElement

        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return tuple(row.cells)


def _field(paragraph: Paragraph, name: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
