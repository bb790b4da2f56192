"""What a page's bytes carry: the article's own characters, taken out of PDF, Word files, messages and saved pages."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ingest import docx, mail, pdf
from onrecord.ingest.assembly import Found
from onrecord.ingest.header import in_address
from onrecord.ingest.limits import HEADER_CHARS
from onrecord.ingest.matter import share, stems
from onrecord.ingest.metadata import clean, declared_date
from onrecord.ingest.page import DOCX, HTML, MAIL, PDF, PLAIN, SAVED
from onrecord.model import DateCandidate, DateSource, Declared, DeclaredKind, Evidence, Judgement, Page

_SAME_TITLE = 0.5
"""The share of stems from which a row and a declared title are the same, as for the titles of HTML pages."""
_OUTLET = 0.9
"""How sure an outlet is that a table or feed names: below what the page says of itself (0.95)."""


def unwrapped(page: Page) -> Page:
    """The page as HTML or plain text, with what its wrapping declares. ``id`` and ``name`` stay those of the page.

    A page that is HTML or plain text already is given back as it is. Raises Refused where nothing can be taken out.
    """
    if page.media == PDF:
        return _text(page, pdf.text(page.content, page.name))
    if page.media == DOCX:
        return _text(page, docx.text(page.content, page.name))
    if page.media not in {MAIL, SAVED}:
        return page
    found = mail.letter(page.content, page.name)
    inner = replace(
        page, content=found.content, media=HTML if found.html else PLAIN, encoding=found.encoding or page.encoding
    )
    if page.media == SAVED:  # its date is the day on which it was saved, its subject the title of the window
        return replace(inner, url=page.url or found.url, retrieved=page.retrieved or found.moment)
    said = ((DeclaredKind.TITLE, found.subject, "header Subject"), (DeclaredKind.DATE, found.date, "header Date"))
    return replace(inner, declared=(*page.declared, *(Declared(kind, text, at) for kind, text, at in said if text)))


def _text(page: Page, text: str) -> Page:
    return replace(page, content=text.encode("utf-8", "replace"), media=PLAIN, encoding="utf-8")


def completed(found: Found, page: Page) -> Found:
    """What was found on a page, and beside it what the page came in says of it.

    What the page itself says stands first. In plain text, though, where a title is only told by its place and its
    words, a declared one is the title, and the row taken for it, where it is another, is the body's.
    """
    title, layout = _title(page), found.layout
    if title and page.media == PLAIN and layout.title is not None and not _same(title, found.rows[layout.title].text):
        layout = replace(layout, title=None, body=tuple(sorted((layout.title, *layout.body))))
    silent = found.heading is None and layout.title is None
    return replace(
        found,
        layout=layout,
        heading=title if silent else found.heading,
        outlet=found.outlet or _outlet(page),
        dates=(*found.dates, *_dates(page)),
    )


def _same(title: str, row: str) -> bool:
    """Whether a row is a title as it is declared, or one of them is a part of the other."""
    own, other = stems(title), stems(row)
    return max(share(own, other), share(other, own)) >= _SAME_TITLE


def _title(page: Page) -> str | None:
    """The title that what the page came in gives it, on one line."""
    found = next((item.text for item in page.declared if item.kind is DeclaredKind.TITLE), "")
    return clean(found) or None


def _outlet(page: Page) -> Judgement[str] | None:
    """The outlet that what the page came in names, and where it does."""
    said = next((item for item in page.declared if item.kind is DeclaredKind.OUTLET), None)
    name = clean(said.text) if said else ""
    if not said or not name:
        return None
    return Judgement(name, _OUTLET, (Evidence("outlet declared", f"{name} is given with the page ({said.place})"),))


def _unread(text: str) -> DateCandidate:
    """What is declared as a date and cannot be read as one: kept, so that the record can say so."""
    return DateCandidate(DateSource.METADATA, clean(text)[:HEADER_CHARS], None, None, None)


def _dates(page: Page) -> tuple[DateCandidate, ...]:
    """The candidates for the date that what the page came in gives, and those in its address."""
    said = [item for item in page.declared if item.kind is DeclaredKind.DATE]
    declared = [replace(declared_date(item.text) or _unread(item.text), place=item.place) for item in said]
    address = page.url if page.url and page.url != page.name else ""
    in_url = (
        DateCandidate(DateSource.URL, address[d.start : d.end], d.year, d.month, d.day) for d in in_address(address)
    )
    return (*declared, *in_url)
