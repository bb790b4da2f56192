"""The text of a Word file, paragraph by paragraph."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from onrecord.ingest.limits import MAX_PART, MAX_ROWS, MAX_UNPACKED
from onrecord.model import Refused

_MOST_PARTS = 5_000


def text(content: bytes, name: str) -> str:
    """The paragraphs of a Word file, those in tables too, in order and parted by blank lines.

    Raises Refused where it is damaged or unpacks to more than an article can be. What is measured is what the file
    itself states of its parts; a part is never unpacked beyond that, so that a false statement gains nothing.
    """
    _measure(content, name)
    import docx
    from lxml import etree  # type: ignore[import-untyped]

    try:
        paragraphs = [text for text in _paragraphs(docx.Document(io.BytesIO(content)), name) if text.strip()]
    except (Refused, MemoryError):
        raise
    except (
        etree.LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        RecursionError,
    ) as error:
        raise Refused(f"{name}: a damaged Word file ({type(error).__name__}); save the article as text") from None
    if not paragraphs:
        raise Refused(f"{name}: a Word file without text; save the article as text")
    return "\n\n".join(paragraphs)


def _measure(content: bytes, name: str) -> None:
    """Refuse a file that unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(f"{name}: a damaged Word file; save the article as text") from None
    sizes = [part.file_size for part in parts]
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if len(parts) > _MOST_PARTS or sum(sizes) > MAX_UNPACKED or max(texts, default=0) > MAX_PART:
        told = f"{name}: a Word file that unpacks to {sum(sizes) / 1e6:,.0f} MB, more than an article can have"
        raise Refused(f"{told}; save the article as text")


def _paragraphs(document: Any, name: str) -> Iterator[str]:
    """The text of each paragraph, in the order of the file; walks nested tables without recursion."""
    from docx.table import Table

    stack = [document.iter_inner_content()]
    taken = 0
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, Table):
            cells = {cell._tc: cell for row in item.rows for cell in row.cells}  # a merged cell stands in many places
            stack.append(block for cell in cells.values() for block in cell.iter_inner_content())
        else:
            taken += 1
            if taken > MAX_ROWS:
                raise Refused(f"{name}: more than {MAX_ROWS:,} lines; save the article alone")
            yield item.text
