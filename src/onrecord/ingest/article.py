"""From a Page to a Document: the one entry to everything that is done with a page's bytes."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ingest import carried, outlet
from onrecord.ingest.assembly import Found, assemble
from onrecord.ingest.decode import decode
from onrecord.ingest.html import chosen, extracted, title_row, without_site
from onrecord.ingest.language import is_latin, language, named
from onrecord.ingest.layout import lay_out
from onrecord.ingest.limits import MAX_ROWS, MAX_WEIGHED, MAX_WEIGHED_CHARS, MIN_BODY_WORDS, MIN_HTML_WORDS
from onrecord.ingest.markup import parse
from onrecord.ingest.markup import rows as rows_of_tree
from onrecord.ingest.mend import rows as rows_of_text
from onrecord.ingest.metadata import declared_date, metadata
from onrecord.ingest.page import HTML, misnamed
from onrecord.ingest.row import word_count
from onrecord.model import SEARCHED, Document, Page, Refused

_TEXT = 12
"""The words from which a row that trafilatura takes is a paragraph: it takes entries of menus too."""


def extract(page: Page) -> Document:
    """The article of a page in clean text, and apart from it everything else that the page carried.

    Raises Refused, with one line that says why, where the page holds no article, cannot be decoded, is not in
    English, or is built so that reading it would take too long.
    """
    promised = misnamed(page)
    page = carried.unwrapped(page)
    text = decode(page)
    found = _in_markup(text, page.name) if page.media == HTML else _in_text(text, page.name)
    words = sum(word_count(found.rows[index].text) for index in found.layout.body)
    enough = words >= (MIN_HTML_WORDS if page.media == HTML else MIN_BODY_WORDS)
    code = language(found.body if enough else "\n".join(row.text for row in found.rows[:500]))
    if code != "en" and (enough or not is_latin(text)):
        raise Refused(f"{page.name}: written in {named(code)}; only English is read")
    if not enough:
        what = f"no {promised}, though its name says so, and no article" if promised else "no article found"
        raise Refused(f"{page.name}: {what}; save the page of one article")
    return assemble(page, carried.completed(found, page))


def _in_text(text: str, name: str) -> Found:
    """The article of a flattened page."""
    if text.count("\n") > MAX_ROWS and sum(1 for line in text.split("\n") if line.strip()) > MAX_ROWS:
        raise Refused(f"{name}: more than {MAX_ROWS:,} lines; save the article alone")
    rows = rows_of_text(text)
    if len(rows) > MAX_ROWS:
        raise Refused(f"{name}: more than {MAX_ROWS:,} lines; save the article alone")
    return Found(rows, lay_out(rows))


def _in_markup(text: str, name: str) -> Found:
    """The article of an HTML page; what trafilatura finds no article in is tried like a flattened page."""
    tree = parse(text, name)
    rows = rows_of_tree(tree)
    if len(rows) > MAX_ROWS:
        raise Refused(f"{name}: more than {MAX_ROWS:,} lines; save the article alone")
    declared = metadata(tree)
    shown = sum(len(row.text) for row in rows)
    weighed = shown <= MAX_WEIGHED_CHARS and sum(1 for _ in tree.iter()) <= MAX_WEIGHED
    article = extracted(tree, name) if weighed else None
    taken = chosen(rows, article.text) if article else set()
    title = article.title if article else None
    if taken:
        place = title_row(rows, title, min((i for i in taken if word_count(rows[i].text) >= _TEXT), default=min(taken)))
        layout = lay_out(rows, taken, place)
    else:
        layout = lay_out(rows)
    heading = title if layout.title is None else rows[layout.title].text
    site = outlet.declared(declared.site, declared.place)
    if heading:
        site = site or outlet.behind_title(declared.window, heading)
        heading = without_site(heading, site.value if site else None)
    dates = list(declared.dates)
    date = declared_date(article.date) if article and article.date else None
    if date and (date.year, date.month, date.day) not in {(d.year, d.month, d.day) for d in dates}:
        dates.append(replace(date, place=SEARCHED))
    return Found(rows, layout, heading if layout.title is None else None, site, tuple(dates))
