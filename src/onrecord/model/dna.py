"""The layout of a ``.dna`` file, the SQLite database of Discourse Network Analyzer 3: tables, variables, password.

Facts about files that version 3.1.2 makes and opens; its code was not used. What is ours stands in a second statement
type, because the first has no place for it: who was addressed, how surely, since when, with which words.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

VERSION: Final = "3.0.11"
"""What a file says made it: both 3.0 and 3.1 open this one."""

MOST: Final = 190
"""How many characters a title, a name or a value may have."""

CODED: Final = "DNA Statement"
OURS: Final = "OnRecord"
"""The two statement types: the one that every network of the program is made from, and all that it has no place for."""

CODED_VARIABLES: Final = {
    "person": "short text",
    "organization": "short text",
    "concept": "short text",
    "agreement": "boolean",
}

OUR_VARIABLES: Final = {
    "item": "short text",
    "speaker": "short text",
    "target": "short text",
    "act": "short text",
    "kind": "short text",
    "confidence": "integer",
    "hedged": "boolean",
    "date": "long text",
    "words": "long text",
    "channel": "long text",
    "audience": "long text",
    "positions": "long text",
    "why": "long text",
    "id": "long text",
    "row": "long text",
}
"""``item`` is ``document``, ``statement``, ``event``, ``deadline`` or ``check``; ``confidence`` counts in hundredths;
``row`` is the whole line of the record as JSON, with every figure exact."""

ATTRIBUTES: Final = ("Type", "Alias", "Notes")
"""What every value of a ``short text`` variable can have beside it."""

PERMISSIONS: Final = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments"),
    *("AddStatements", "EditStatements", "DeleteStatements"),
    *("EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)


def _text(name: str) -> str:
    """A column of short text."""
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (LENGTH({name}) < 191)"


def _to(name: str, table: str, null: str = "NOT NULL ") -> str:
    """A column that points to the row of a table, and goes with it."""
    return f"{name} INTEGER {null}REFERENCES {table}(ID) ON DELETE CASCADE"


_ID = "ID INTEGER PRIMARY KEY NOT NULL"
_COLOUR = ", ".join(f"{c} INTEGER NOT NULL DEFAULT 0 CHECK ({c} >= 0 AND {c} <= 255)" for c in ("Red", "Green", "Blue"))
_VALUE = f"{_ID}, {_to('StatementId', 'STATEMENTS')}, {_to('VariableId', 'VARIABLES')}"

TABLES: Final = {
    "SETTINGS": "Property TEXT PRIMARY KEY NOT NULL CHECK (LENGTH(Property) < 191), " + _text("Value"),
    "CODERS": f"{_ID}, {_text('Name')}, {_COLOUR}, Refresh INTEGER NOT NULL DEFAULT 0, "
    f"FontSize INTEGER NOT NULL DEFAULT 14, {_text('Password')}, PopupWidth INTEGER NOT NULL DEFAULT 300, "
    "ColorByCoder INTEGER NOT NULL DEFAULT 0, PopupDecoration INTEGER NOT NULL DEFAULT 0, "
    "PopupAutoComplete INTEGER NOT NULL DEFAULT 1, "
    + ", ".join(f"Permission{name} INTEGER NOT NULL DEFAULT 1" for name in PERMISSIONS),
    "DOCUMENTS": f"{_ID}, {_text('Title')}, Text TEXT NOT NULL DEFAULT '', {_to('Coder', 'CODERS')}, "
    f"{_text('Author')}, {_text('Source')}, {_text('Section')}, Notes TEXT NOT NULL DEFAULT '', {_text('Type')}, "
    "Date INTEGER NOT NULL",
    "STATEMENTTYPES": f"{_ID}, {_text('Label')}, {_COLOUR}",
    "VARIABLES": f"{_ID}, {_text('Variable')}, DataType TEXT NOT NULL DEFAULT 'short text' "
    "CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), "
    f"{_to('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId)",
    "VARIABLELINKS": f"{_ID}, {_to('SourceVariableId', 'VARIABLES')}, {_to('TargetVariableId', 'VARIABLES')}",
    "REGEXES": f"Label TEXT PRIMARY KEY NOT NULL CHECK (LENGTH(Label) < 191), {_COLOUR}",
    "CODERRELATIONS": f"{_ID}, {_to('Coder', 'CODERS')}, {_to('OtherCoder', 'CODERS')}, "
    + ", ".join(
        f"{c} INTEGER NOT NULL DEFAULT 1"
        for c in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    ),
    "STATEMENTS": f"{_ID}, {_to('StatementTypeId', 'STATEMENTTYPES')}, {_to('DocumentId', 'DOCUMENTS')}, "
    "Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0), "
    f"{_to('Coder', 'CODERS')}, CHECK (Start < Stop)",
    "ENTITIES": f"{_ID}, {_to('VariableId', 'VARIABLES')}, {_text('Value')}, {_COLOUR}, "
    f"{_to('ChildOf', 'ENTITIES', '')}, UNIQUE (VariableId, Value)",
    "DATABOOLEAN": f"{_VALUE}, Value INTEGER NOT NULL DEFAULT 1 CHECK (Value IN (0, 1)), "
    "UNIQUE (StatementId, VariableId)",
    "DATAINTEGER": f"{_VALUE}, Value INTEGER NOT NULL DEFAULT 0, UNIQUE (StatementId, VariableId)",
    "DATALONGTEXT": f"{_VALUE}, Value TEXT NOT NULL DEFAULT '', UNIQUE (StatementId, VariableId)",
    "DATASHORTTEXT": f"{_VALUE}, {_to('Entity', 'ENTITIES')}, UNIQUE (StatementId, VariableId)",
    "ATTRIBUTEVARIABLES": f"{_ID}, {_to('VariableId', 'VARIABLES')}, {_text('AttributeVariable')}, "
    "UNIQUE (VariableId, AttributeVariable)",
    "ATTRIBUTEVALUES": f"{_ID}, {_to('EntityId', 'ENTITIES')}, "
    f"{_to('AttributeVariableId', 'ATTRIBUTEVARIABLES')}, {_text('AttributeValue')}, "
    "UNIQUE (EntityId, AttributeVariableId)",
}
"""The sixteen tables, each with its columns, in an order in which they can be made."""

DATA: Final = {
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
    "long text": "DATALONGTEXT",
    "short text": "DATASHORTTEXT",
}
"""In which table the values of a variable stand."""

_UNSAFE = re.compile("[\x00\ud800-\udfff\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class SafeText:
    """A text in which characters and UTF-16 units count alike, as the program takes the one for the other."""

    text: str
    removed: tuple[int, ...] = ()
    """Where the line feeds stood that followed a carriage return and became one with it."""

    @classmethod
    def of(cls, text: str) -> SafeText:
        """Every character beyond the first plane becomes one replacement character, every line end a line feed."""
        removed = tuple(found.start() + 1 for found in re.finditer("\r\n", text))
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return cls(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", lines), removed)

    def at(self, offset: int) -> int:
        """Where a place of the text that it was made from stands in this one."""
        return offset - bisect_left(self.removed, offset + 1)


def short(value: str) -> str:
    """A value that fits; two that differ only behind what fits stay two."""
    value = SafeText.of(value).text
    if len(value) <= MOST:
        return value
    mark = hashlib.sha256(value.encode()).hexdigest()[:8]
    return f"{value[: MOST - len(mark) - 3]}… #{mark}"


def password_hash(password: str, salt: bytes) -> str:
    """A password as the program keeps it: ``salt`` (16 bytes) and 100,000 rounds of SHA-256 over both, in Base64."""
    made = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(100_000):
        made = hashlib.sha256(made).digest()
    return base64.b64encode(salt + made).decode()
