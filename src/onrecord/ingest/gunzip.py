"""Gzip unpacked as far as a bound, never further: a few kilobytes of it can hold terabytes."""

from __future__ import annotations

import zlib
from typing import IO, Any

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


class Seen:
    """A stream of records, packed or not, watched while somebody else reads it: whether it came to its end.

    Records end in blank lines. Packed ones are unpacked a second time, a megabyte at most at once, which takes a
    hundredth of the time that reading the pages does.
    """

    def __init__(self) -> None:
        self._stream: IO[bytes] | None = None
        self._member = zlib.decompressobj(_AUTOMATIC)
        self._packed: bool | None = None
        self._inside = False
        self._last = b""
        self._lost = False
        self._place = 0
        self.ended = False

    def watching(self, stream: IO[bytes]) -> Any:
        """Itself, in the place of the stream."""
        self._stream = stream
        return self

    def tell(self) -> int:
        """How many bytes were read."""
        return self._place

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._stream.read(size) if self._stream else b""
        self._place += len(piece)
        self.ended = self.ended or not piece
        if piece and not self._lost:
            if self._packed is None:
                self._packed = piece.startswith(GZIP)
            try:
                self._look(piece)
            except zlib.error:  # whoever reads the records finds this too
                self._lost = True
        return piece

    def _look(self, piece: bytes) -> None:
        """Remembers how the bytes so far end."""
        if not self._packed:
            self._last = (self._last + piece)[-4:]
            return
        while piece:
            if self._member.eof:
                piece = piece.lstrip(b"\0") if not piece.startswith(GZIP) else piece
                self._member = zlib.decompressobj(_AUTOMATIC)
                continue
            self._last = (self._last + self._member.decompress(piece, 1 << 20))[-4:]
            piece = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self._inside = not self._member.eof

    @property
    def whole(self) -> bool:
        """Whether what was read ends as an archive does; only to be asked when all was read."""
        return self._lost or (not self._inside and self._last.endswith((b"\r\n\r\n", b"\n\n")))
