"""When a document was published: hints become constraints, a solver joins what agrees and names what does not."""

from onrecord.reading.dating.publication import publication

__all__ = ["publication"]
