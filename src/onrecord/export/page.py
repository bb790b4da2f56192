"""A record as the page of ``onrecord report``."""

from __future__ import annotations

from onrecord.export.excerpt import Excerpt
from onrecord.export.report import report


def html(excerpt: Excerpt) -> str:
    """The whole record as one HTML page."""
    return report(excerpt.record, excerpt.title, excerpt.told)
