"""Records taken out to other tools."""

from onrecord.export.format import FORMATS, Format, format_of, render
from onrecord.export.report import report

__all__ = ["FORMATS", "Format", "format_of", "render", "report"]
