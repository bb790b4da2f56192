"""Across documents: stories, actors, issues, positions, timeline, checks."""

from onrecord.record.compile import compile
from onrecord.record.issues.codebook import Codebook, CodebookError
from onrecord.record.networks.camp import SIGNIFICANT, backbone, communities, graph, polarisation
from onrecord.record.networks.network import network
from onrecord.record.networks.window import Size, Unit, Window, windows
from onrecord.record.utterances.difference import Change, Difference, differences
from onrecord.record.utterances.fingerprint import SCHEME, fingerprint, share
from onrecord.record.utterances.story import MOST_ALIKE

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
