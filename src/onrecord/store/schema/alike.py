"""The index of documents alike, which grows with each."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, LargeBinary, Table, Text

from onrecord.store.schema.base import metadata

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("scheme", Text, nullable=False, comment="how it was made"),
    Column("runs", LargeBinary, nullable=False, comment="the runs of words of the body: sorted 32-bit hashes"),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)

alike = Table(
    "alike",
    metadata,
    Column("one", ForeignKey("pages.id"), primary_key=True),
    Column("other", ForeignKey("pages.id"), primary_key=True, index=True),
    Column("share", Float, nullable=False, comment="how much of the shorter stands in the longer"),
)
