"""Pages to documents: where pages come from, what their bytes are, and the article that they hold."""

from onrecord.ingest.article import extract
from onrecord.ingest.columns import Columns
from onrecord.ingest.offer import Offer, Source
from onrecord.ingest.origin import origin
from onrecord.ingest.page import fetch
from onrecord.ingest.source import sources

__all__ = ["Columns", "Offer", "Source", "extract", "fetch", "origin", "sources"]
