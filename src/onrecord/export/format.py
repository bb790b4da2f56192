"""The formats in which a record goes out: what each is called, is for, needs, and is made by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from onrecord.export.excerpt import Excerpt
from onrecord.model import Misused, OnRecordError
from onrecord.store import RecordFile


@dataclass(frozen=True, slots=True)
class Format:
    """One way out. ``maker`` is ``module.function`` in this room and makes a file from an excerpt; ``folder`` is the
    same for a folder of files, by their names, where the format has one.

    ``ending`` is that of the file; ``extra`` what of OnRecord has to be installed beside it; ``filters`` whether less
    than the whole record can go out.
    """

    name: str
    ending: str
    purpose: str
    maker: str
    folder: str | None = None
    extra: str | None = None
    filters: bool = True

    def file(self, excerpt: Excerpt) -> bytes:
        """The bytes of the file. Raises OnRecordError where an extra is missing."""
        made = self._made(self.maker, excerpt)
        return _encoded(made)

    def files(self, excerpt: Excerpt) -> dict[str, bytes]:
        """The files of the folder by their names. Raises OnRecordError where the format has none."""
        if self.folder is None:
            raise Misused(f"{self.name} is one file, no folder: give a name that ends in {self.ending}")
        return {name: _encoded(made) for name, made in self._made(self.folder, excerpt).items()}

    def _made(self, maker: str, excerpt: Excerpt) -> Any:
        if not self.filters and not excerpt.whole:
            raise Misused(f"{self.name} shows the whole record: leave the filters out")
        module, _, function = maker.partition(".")
        try:
            make: Callable[[Excerpt], Any] = getattr(import_module(f"onrecord.export.{module}"), function)
            return make(excerpt)
        except ImportError as error:
            if self.extra is None:
                raise
            missing = error.name or "more than is installed"
            raise OnRecordError(f"{self.name} needs {missing}: pip install 'onrecord[{self.extra}]'") from None


def _encoded(made: str | bytes) -> bytes:
    """Text in UTF-8, halves of characters replaced."""
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("html", ".html", "one page to read, search and print", "page.html", filters=False),
        Format("pdf", ".pdf", "a report to print and hand on", "pdf.pdf", extra="pdf"),
        Format("docx", ".docx", "a brief in Word, footnotes to the pages", "word.docx"),
        Format("dna", ".dna", "Discourse Network Analyzer 3", "dna.dna"),
        Format("csv", ".csv", "a spreadsheet, R, Stata", "flat.flat_csv", "flat.csv_files"),
        Format("parquet", ".parquet", "pandas, polars, DuckDB, R", "flat.parquet", "flat.parquet_files", "parquet"),
        Format("jsonl", ".jsonl", "programs: every field of every view", "flat.jsonl", "flat.jsonl_files"),
        Format("ftm", ".jsonl", "FollowTheMoney entities, for Aleph", "ftm.ftm"),
        Format(
            "annotations", ".jsonld", "W3C Web Annotations, for Hypothesis and its like", "annotations.web_annotations"
        ),
        Format("jsonld", ".jsonld", "schema.org: NewsArticle and Claim", "jsonld.jsonld"),
        Format("plover", ".jsonl", "event data in the form of PLOVER", "plover.plover"),
        Format("spacy", ".spacy", "a DocBin of spaCy, statements as spans", "doc.docbin", extra="spacy"),
        Format("timelinejs", ".json", "a timeline on the web, by TimelineJS 3", "timelinejs.timelinejs"),
        Format("graphml", ".graphml", "the network for Gephi, igraph, Cytoscape", "graph.record_graphml"),
        Format("gexf", ".gexf", "the network for Gephi", "graph.record_gexf"),
    )
}
"""Every format by its name, in the order in which they are listed."""


def format_of(name: str) -> Format:
    """The format of a name, in any letter case. Raises OnRecordError, with those that there are."""
    try:
        return FORMATS[name.strip().lower()]
    except KeyError:
        raise Misused(f'no format "{name}": it is one of {", ".join(FORMATS)}') from None


def render(record: RecordFile, to: str, title: str = "On the record", **asked: str | None) -> bytes:
    """A record in a format: the bytes of the file.

    ``asked`` are the filters ``actor``, ``outlet``, ``since`` and ``until``. Raises OnRecordError for a format or a
    filter that there is not, and where an extra is missing.
    """
    return format_of(to).file(Excerpt(record, title, **asked))
