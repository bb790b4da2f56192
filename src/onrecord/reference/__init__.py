"""The tables of facts and their loader."""

from onrecord.reference.loader import TableError
from onrecord.reference.reference import Name, Naming, Reference

__all__ = ["Name", "Naming", "Reference", "TableError"]
