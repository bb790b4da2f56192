"""News coverage of an international dispute, as a record that can be checked.

The whole use in ten lines:

    import onrecord

    record = onrecord.build(["pages/"], "dispute.record")     # files, folders, globs; grows when run again
    record                                                    # what is in it
    record.statements(act="ACCUSE", since="2018-12")          # who accuses whom, and in which words
    record.positions(issue="breaches").frame()                # as a pandas data frame
    print(record.checks(verdict="differs").csv())             # what a page has wrong, for a spreadsheet
    record.record.readings[0].statements[0].act.why           # the nouns themselves, with their evidence

    with onrecord.open("dispute.record") as record:           # the same record, another day
        print(record.timeline(kind="deadline"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord._version import __version__

if TYPE_CHECKING:
    from onrecord import model
    from onrecord.engine import build
    from onrecord.engine.coding.bringing import import_codings
    from onrecord.engine.coding.score import score
    from onrecord.model import OnRecordError
    from onrecord.store import BuildReport, RecordFile, Table

    open = RecordFile.open

__all__ = [
    "BuildReport",
    "OnRecordError",
    "RecordFile",
    "Table",
    "__version__",
    "build",
    "import_codings",
    "model",
    "open",
    "score",
]

_ROOMS = {
    "BuildReport": "onrecord.store",
    "OnRecordError": "onrecord.model",
    "RecordFile": "onrecord.store",
    "Table": "onrecord.store",
    "build": "onrecord.engine",
    "import_codings": "onrecord.engine.coding.bringing",
    "score": "onrecord.engine.coding.score",
}
"""Where the names above are at home; each room is entered only when something of it is asked for."""


def __getattr__(name: str) -> Any:
    if name == "model":
        return import_module("onrecord.model")
    if name == "open":
        return import_module("onrecord.store").RecordFile.open
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
