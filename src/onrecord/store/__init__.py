"""One record, one file: what is kept of the pages, and the views that anybody can open."""

from onrecord.store.asking import Day
from onrecord.store.built import BuildReport, SetAside
from onrecord.store.columns import COLUMNS
from onrecord.store.file import Overview, RecordFile
from onrecord.store.store import Store
from onrecord.store.table import Table

__all__ = ["COLUMNS", "BuildReport", "Day", "Overview", "RecordFile", "SetAside", "Store", "Table"]
