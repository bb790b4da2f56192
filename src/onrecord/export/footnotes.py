"""Footnotes of a Word document, which python-docx has no word for: the part that holds them, and the marks in the text.

Written by ECMA-376, part 1, sections 17.11 (footnotes) and 11.3.7 (their part).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""

Piece = tuple[str, str]
"""A stretch of a footnote and the address that it leads to, empty for none."""


class Footnotes:
    """The footnotes of one document."""

    def __init__(self, document: Document) -> None:
        """Adds the part for them and their two styles to the document."""
        part = document.part
        name = PackURI("/word/footnotes.xml")
        self._part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), part.package)
        part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        mark = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        note = document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
        note.base_style = document.styles["Normal"]
        note.font.size = Pt(8.5)
        note.paragraph_format.space_after = Pt(1)
        self._mark, self._note = mark.style_id, note.style_id
        self._count = 0

    def add(self, paragraph: Paragraph, pieces: Sequence[Piece]) -> None:
        """Sets the mark of a new footnote at the end of a paragraph; ``pieces`` are what it says."""
        self._count += 1
        run = self._run(paragraph._p)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        run.append(reference)
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        body = OxmlElement("w:p")
        _styled(body, "w:pPr", "w:pStyle", self._note)
        self._run(body).append(OxmlElement("w:footnoteRef"))
        for text, address in [(" ", ""), *pieces]:
            body.append(self._linked(text, address) if address else _plain(text))
        note.append(body)
        self._part.element.append(note)

    def _run(self, paragraph: Any) -> Any:
        """A run in the style of the mark."""
        run = OxmlElement("w:r")
        _styled(run, "w:rPr", "w:rStyle", self._mark)
        paragraph.append(run)
        return run

    def _linked(self, text: str, address: str) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(_plain(text))
        return link


def _styled(element: Any, properties: str, kind: str, style: str) -> None:
    held, chosen = OxmlElement(properties), OxmlElement(kind)
    chosen.set(qn("w:val"), style)
    held.append(chosen)
    element.append(held)


def _plain(text: str) -> Any:
    run, held = OxmlElement("w:r"), OxmlElement("w:t")
    held.set(qn("xml:space"), "preserve")
    held.text = text
    run.append(held)
    return run
