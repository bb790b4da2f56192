"""Records taken out to other tools."""

from onrecord.export.format import FORMATS, Format, format_of, render
from onrecord.export.notebook import chart, highlighted
from onrecord.export.report import report

__all__ = ["FORMATS", "Format", "chart", "format_of", "highlighted", "render", "report"]
