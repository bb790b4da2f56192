"""One document: sentences, mentions, references, statements, acts, time."""

from onrecord.reading.read import read
from onrecord.reading.reader import Reader
from onrecord.reading.rules import RuleReader
from onrecord.reading.trained import TrainedReader

__all__ = ["Reader", "RuleReader", "TrainedReader", "read"]
