"""Across documents: stories, actors, issues, positions, timeline, checks."""

from onrecord.record.codebook import Codebook, CodebookError
from onrecord.record.compile import compile
from onrecord.record.difference import Change, Difference, differences
from onrecord.record.fingerprint import SCHEME, fingerprint, share
from onrecord.record.story import MOST_ALIKE

__all__ = [
    "MOST_ALIKE",
    "SCHEME",
    "Change",
    "Codebook",
    "CodebookError",
    "Difference",
    "compile",
    "differences",
    "fingerprint",
    "share",
]
