"""Files that commands write: never over a record, and told in a line where they cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.model import OnRecordError


@contextmanager
def writing(output: Path, over: Path | None = None) -> Iterator[None]:
    """A block that writes ``output``, a file or a folder.

    Raises OnRecordError where it is the record ``over`` itself, or any other, since its corrections stand nowhere else,
    or where the block cannot write.
    """
    from onrecord.store.database import is_record  # which takes a while to load, and most commands write nothing

    try:
        if over is not None and output.exists() and over.exists() and output.samefile(over):
            raise OnRecordError(f"{output} is the record itself: give another name")
        if is_record(output):
            raise OnRecordError(f"{output} is a record: give another name, or delete it first")
        yield
    except OSError as error:
        raise OnRecordError(f"{error.filename or output} cannot be written: {error.strerror}") from None
