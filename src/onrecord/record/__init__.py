"""Across documents: stories, actors, issues, positions, timeline, checks."""

from onrecord.record.camp import SIGNIFICANT, backbone, communities, graph, polarisation
from onrecord.record.codebook import Codebook, CodebookError
from onrecord.record.compile import compile
from onrecord.record.difference import Change, Difference, differences
from onrecord.record.fingerprint import SCHEME, fingerprint, share
from onrecord.record.network import network
from onrecord.record.story import MOST_ALIKE
from onrecord.record.window import Size, Unit, Window, windows

__all__ = [
    "MOST_ALIKE",
    "SCHEME",
    "SIGNIFICANT",
    "Change",
    "Codebook",
    "CodebookError",
    "Difference",
    "Size",
    "Unit",
    "Window",
    "backbone",
    "communities",
    "compile",
    "differences",
    "fingerprint",
    "graph",
    "network",
    "polarisation",
    "share",
    "windows",
]
