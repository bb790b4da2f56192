"""Gzip unpacked as far as a bound, never further: a few kilobytes of it can hold terabytes."""

from __future__ import annotations

import zlib

from onrecord.model import Refused

GZIP = b"\x1f\x8b"
_AUTOMATIC = 32 + zlib.MAX_WBITS
"""The header tells whether it is gzip or zlib."""


def unzipped(content: bytes, most: int, name: str) -> bytes:
    """What gzip or zlib bytes hold, all members of them. Raises Refused beyond ``most`` bytes or if it is damaged."""
    pieces: list[bytes] = []
    size = 0
    while content:
        member = zlib.decompressobj(_AUTOMATIC)
        try:
            piece = member.decompress(content, most - size + 1)
        except zlib.error:
            if pieces and not content.startswith(GZIP):  # what is behind the last member counts for nothing
                break
            raise Refused(f"{name}: a damaged gzip file; get it again") from None
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise Refused(f"{name}: unpacks to more than the {most / 1e6:.0f} MB a page may have; split it")
        if not member.eof:
            raise Refused(f"{name}: a gzip file that breaks off; get it again")
        content = member.unused_data
    return b"".join(pieces)


def opening(content: bytes, most: int = 512) -> bytes:
    """The first bytes that the beginning of a gzip file unpacks to; empty where it is damaged."""
    try:
        return zlib.decompressobj(_AUTOMATIC).decompress(content, most)
    except zlib.error:
        return b""
