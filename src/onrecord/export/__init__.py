"""Records taken out to other tools: for now, one page to read."""

from onrecord.export.report import report

__all__ = ["report"]
