"""The build: pages in, record out. What was read is kept page by page, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from onrecord._version import __version__
from onrecord.ingest import extract, fetch, sources
from onrecord.model import OnRecordError, Page, Reading, Refused
from onrecord.reading import Reader, TrainedReader, read
from onrecord.record import Codebook
from onrecord.record import compile as compile_record
from onrecord.reference import Reference
from onrecord.store import BuildReport, RecordFile, SetAside, Store

_log = logging.getLogger(__name__)
T = TypeVar("T")
Progress = Callable[[int, int, str], None]
"""Told before each step: how many are done, of how many, and what comes next."""

_REASON = 300
"""How many characters of an unexpected fault are kept as its reason."""


class Interrupted(KeyboardInterrupt):
    """A build that a person broke off: ``kept`` pages are in the record, and building again takes it up."""

    def __init__(self, kept: int) -> None:
        super().__init__(f"interrupted: {kept} pages are kept")
        self.kept = kept


def build(
    paths: str | Path | Iterable[str | Path] = (),
    output: str | Path | None = None,
    *,
    codebook: str | Path | None = None,
    reference: str | Path | None = None,
    progress: Progress | None = None,
) -> RecordFile:
    """Reads pages into a record and gives it back, open; ``built`` on it says what was done.

    ``paths`` are files, folders and globs; without any, a record that is there is compiled again. ``output``
    is the file of the record: one that is there grows, and pages that it holds are not read again. Without it
    the record lives in memory. ``codebook`` is a person's own file in the place of the shipped one,
    ``reference`` one that is laid over the shipped tables; the record keeps both, so that a later build needs
    to name them only where they change.

    A page that cannot be used is set aside with the reason and never stops the build. Raises OnRecordError
    where a path does not exist, a file cannot be used or the record cannot be written, Interrupted on Ctrl-C.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    files = list(sources(given)) if given else []
    own_codebook = Codebook.load(Path(codebook)) if codebook is not None else None
    own_reference = Reference.load(Path(reference)) if reference is not None else None
    path = Path(output) if output is not None else None
    if not given and (path is None or not path.exists()):
        raise OnRecordError("nothing to build: give files or folders with pages")
    store = Store.make(path)
    try:
        bench = _Bench.set_up(store, own_codebook, own_reference, progress or _silent)
        bench.take({file: _name(file, given) for file in files})
        bench.compile()
    except KeyboardInterrupt:
        kept = len(store.made_by())
        store.close()
        raise Interrupted(kept) from None
    except BaseException:
        store.close()
        raise
    return RecordFile(store, bench.report)


def _silent(done: int, total: int, what: str) -> None:
    """Tells nothing."""


@dataclass
class _Bench:
    """One build at work on one store."""

    store: Store
    codebook: Codebook
    reference: Reference
    reader: Reader
    progress: Progress
    added: int = 0
    unchanged: int = 0
    again: int = 0
    set_aside: list[SetAside] = field(default_factory=list)

    @classmethod
    def set_up(cls, store: Store, codebook: Codebook | None, reference: Reference | None, progress: Progress) -> _Bench:
        """The bench with the tables given, else those that the record holds, else the shipped ones."""
        kept_codebook, kept_reference = store.said("codebook"), store.said("reference")
        if codebook is None:
            codebook = Codebook(kept_codebook, "the record's codebook") if kept_codebook else Codebook.load()
        if reference is None:
            reference = Reference.parse(kept_reference) if kept_reference else Reference.load()
        tables = {"codebook": codebook.yaml, "reference": reference.yaml}
        if tables != {"codebook": kept_codebook, "reference": kept_reference}:
            store.say(
                {
                    **tables,
                    "predicates": " ".join(predicate.name for predicate in codebook.predicates),
                    "compiled": "no",
                }
            )
        return cls(store, codebook, reference, TrainedReader(reference), progress)

    @property
    def report(self) -> BuildReport:
        """What was done so far."""
        return BuildReport(self.added, self.unchanged, self.again, tuple(self.set_aside))

    def take(self, files: dict[Path, str]) -> None:
        """Reads every file that is new, and every kept page that another reader or version read before.

        ``files`` gives each its name in the record.
        """
        made_by, now = self.store.made_by(), (self.reader.name, __version__)
        earlier = {page for page, maker in made_by.items() if maker != now}
        fresh = set(made_by) - earlier
        total = len(files) + len(earlier)
        for done, (file, name) in enumerate(files.items()):
            self.progress(done, total, name)
            key = _key(file)
            page = self._attempt(key, name, None, partial(self._fetch, file, name))
            if page is None:
                continue
            if page.id in fresh | earlier:
                self.store.clear_aside(key, page.id)
                self.unchanged += page.id in fresh
            elif self._attempt(key, name, page.id, partial(self._keep, key, page)):
                fresh.add(page.id)
                self.added += 1
        for done, page_id in enumerate(sorted(earlier), start=len(files)):
            page = self.store.page(page_id)
            self.progress(done, total, page.name)
            key = f"page {page.id}"
            if self._attempt(key, page.name, page.id, partial(self._keep, key, page)):
                self.again += 1

    @staticmethod
    def _fetch(file: Path, name: str) -> Page:
        """The page in a file, under its name in the record."""
        try:
            return replace(fetch(file), name=name)
        except Refused as error:
            raise Refused(str(error).removeprefix(f"{_spoken(file)}: ")) from None

    def _keep(self, key: str, page: Page) -> Reading:
        """Reads a page and keeps it with what was read."""
        document = extract(page)
        reading = read(document, self.reader, self.reference)
        self.store.keep(page, document, reading, __version__)
        self.store.clear_aside(key, page.id)
        return reading

    def _attempt(self, key: str, name: str, page: str | None, step: Callable[[], T]) -> T | None:
        """What a step on one page gives; None where it fails, and the page is set aside with the reason."""
        try:
            return step()
        except Refused as error:
            reason = str(error).removeprefix(f"{name}: ")
        except OnRecordError:
            raise
        except Exception as error:
            _log.debug("%s could not be read", name, exc_info=True)
            reason = f"a fault of OnRecord's own, please report it: {type(error).__name__}: {error}"
        reason = " ".join(reason.split())[:_REASON]
        self.store.put_aside(key, name, page, reason)
        self.set_aside.append(SetAside(name, reason))
        return None

    def compile(self) -> None:
        """Makes the record of all that is kept, in the place of the earlier one."""
        self.progress(0, 0, "compiling")
        documents, readings = self.store.documents(self.reader.name, __version__)
        self.store.write(compile_record(documents, readings, self.codebook, self.reference), __version__)


def _name(file: Path, given: list[str | Path]) -> str:
    """What the record calls a file: its place in the folder that was given, else its name alone.

    Never the whole path: that says more of the machine than of the page.
    """
    within = [file.relative_to(root).as_posix() for root in given if file.is_relative_to(root)]
    return _spoken(min((name for name in within if name != "."), key=len, default=file.name))


def _spoken(name: str | Path) -> str:
    """A name that can be written anywhere, also where the file system's is no proper text."""
    return os.fsencode(name).decode("utf-8", "replace")


def _key(file: Path) -> str:
    """What tells one source from another without saying where on this machine it lies."""
    return hashlib.sha256(os.fsencode(file.absolute())).hexdigest()[:16]
