"""Across documents: actors, issues, positions, timeline, checks."""

from onrecord.record.codebook import Codebook, CodebookError
from onrecord.record.compile import compile

__all__ = ["Codebook", "CodebookError", "compile"]
