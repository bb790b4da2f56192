"""Pages to documents: where pages come from, what their bytes are, and the article that they hold."""

from onrecord.ingest.article import extract
from onrecord.ingest.page import fetch
from onrecord.ingest.source import sources

__all__ = ["extract", "fetch", "sources"]
