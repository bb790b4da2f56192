"""One document: sentences, mentions, references, statements, acts, time."""

from onrecord.reading.attributions.reader import Reader
from onrecord.reading.attributions.rules import RuleReader
from onrecord.reading.attributions.trained import TrainedReader
from onrecord.reading.read import read

__all__ = ["Reader", "RuleReader", "TrainedReader", "read"]
