"""The build: pages in, record out. What was read is kept page by page, so that nothing is done twice."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from onrecord._version import __version__
from onrecord.engine.pool import Pool, cores
from onrecord.ingest import Columns, Offer, Source, extract, sources
from onrecord.model import Document, OnRecordError, Page, Reading, Refused
from onrecord.reading import Reader, TrainedReader, read
from onrecord.record import Codebook
from onrecord.record.compile import compiled
from onrecord.reference import Reference
from onrecord.store import BuildReport, RecordFile, SetAside, Store

_log = logging.getLogger(__name__)
T = TypeVar("T")
Read = tuple[Document, Reading]
Progress = Callable[[int, int, str], None]
"""Told before each step: how many are done, of how many, and what comes next."""

_ALONE = 8
"""So many pages are read before others are handed to further processes: they would take longer to begin."""
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
    columns: str | Mapping[str, str | Sequence[str]] | None = None,
    follow: bool = False,
    again: bool = False,
    whole: bool = False,
    progress: Progress | None = None,
) -> RecordFile:
    """Reads pages into a record and gives it back, open; ``built`` on it says what was done.

    ``paths`` are files (pages, web archives, feeds, tables), folders, globs, addresses of the web, and "-" for standard
    input; without any, a record that is there is compiled again. ``columns`` says what the columns of tables hold: the
    name of a shape, or pairs, as a text ("text=body,date=printed") or a mapping ({"text": "body", "date": "printed"}).
    ``follow`` fetches the page behind each entry of a feed and behind each row of a table that has no text. An address
    of which the record holds a page is not fetched once more, unless ``again`` says so; a feed always is. ``output``
    is the file of the record: one that is there grows by what the new pages touch, and pages that it holds are not read
    again; ``whole`` compiles all of it anew. Without ``output`` the record lives in memory. ``codebook`` is a person's
    own file in the place of the shipped one, ``reference`` one that is laid over the shipped tables; the record keeps
    both, so that a later build needs to name them only where they change.

    A page that cannot be used is set aside with the reason and never stops the build. Raises OnRecordError
    where a path does not exist, a file cannot be used or the record cannot be written, Interrupted on Ctrl-C.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    held: set[str] = set()
    named = sources(given, columns=Columns.of(columns) if columns else None, follow=follow, held=held)
    own_codebook = Codebook.load(Path(codebook)) if codebook is not None else None
    own_reference = Reference.load(Path(reference)) if reference is not None else None
    path = Path(output) if output is not None else None
    if not given and (path is None or not path.exists()):
        raise OnRecordError("nothing to build: give files or folders with pages")
    store = Store.make(path)
    try:
        bench = _Bench.set_up(store, own_codebook, own_reference, progress or _silent)
        if not again:
            held |= store.addresses()
        bench.take(named)
        bench.compile(whole)
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


@dataclass(frozen=True)
class _Begun:
    """A page that is being read; ``result`` waits for it. ``again`` says that the record holds it already."""

    key: str
    page: Page
    again: bool
    result: Callable[[], Read]


def _read(reader: Reader, reference: Reference, page: Page) -> Read:
    """A page's article and what it says."""
    document = extract(page)
    return document, read(document, reader, reference)


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
    begun: int = 0
    fresh: set[str] = field(default_factory=set)
    waiting: deque[_Begun] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """The work on a page, and the processes that share it."""
        self.work = partial(_read, self.reader, self.reference)
        self.pool = Pool(self.work, cores())

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
                    "grows": "",
                }
            )
        return cls(store, codebook, reference, TrainedReader(reference), progress)

    @property
    def report(self) -> BuildReport:
        """What was done so far."""
        return BuildReport(self.added, self.unchanged, self.again, tuple(self.set_aside))

    def take(self, named: Sequence[Source]) -> None:
        """Reads every page that is new, and every kept page that another reader or version read before.

        From the ninth page on all cores read; pages are kept in the order in which they come all the same.
        """
        made_by, now = self.store.made_by(), (self.reader.name, __version__)
        earlier = {page for page, maker in made_by.items() if maker != now}
        self.fresh = set(made_by) - earlier
        counts = [source.count for source in named]
        total = 0 if None in counts else sum(count or 0 for count in counts) + len(earlier)
        done = 0
        try:
            for offer in self._offers(named):
                self.progress(done, total, offer.name)
                done += 1
                if offer.held:
                    self.store.clear_aside(offer.key)
                    self.unchanged += 1
                    continue
                page = self._attempt(offer.key, offer.name, None, offer.fetch)
                if page is None:
                    continue
                if any(page.id == one.page.id for one in self.waiting):
                    self._keep_up(0)
                if page.id in self.fresh or page.id in earlier:
                    self.store.clear_aside(offer.key, page.id)
                    self.unchanged += page.id in self.fresh
                else:
                    self._begin(offer.key, page)
            for page_id in sorted(earlier):
                page = self.store.page(page_id)
                self.progress(done, total, page.name)
                done += 1
                self._begin(f"page {page.id}", page, again=True)
            self._keep_up(0)
        finally:
            self.pool.close()

    def _offers(self, named: Sequence[Source]) -> Iterator[Offer]:
        """Every offer of every source; what an earlier build said of a source itself is forgotten."""
        for source in named:
            for note in source.notes:
                self.store.clear_aside(note)
            yield from source.offers()

    def _begin(self, key: str, page: Page, *, again: bool = False) -> None:
        """Has a page read: here and at once, or by another process while the next pages are fetched."""
        self.begun += 1
        shared = self.pool.processes > 1 and self.begun > _ALONE
        result = self.pool.give(page) if shared else partial(self.work, page)
        self.waiting.append(_Begun(key, page, again, result))
        self._keep_up(2 * self.pool.processes if shared else 0)

    def _keep_up(self, left: int) -> None:
        """Keeps what was read, the earliest first, until so many pages are left."""
        while len(self.waiting) > left:
            one = self.waiting[0]
            kept = self._attempt(one.key, one.page.name, one.page.id, partial(self._keep, one))
            self.waiting.popleft()
            if kept is None:
                continue
            self.fresh.add(one.page.id)
            self.added += not one.again
            self.again += one.again

    def _keep(self, one: _Begun) -> Reading:
        """Keeps a page with what was read."""
        document, reading = one.result()
        self.store.keep(one.page, document, reading, __version__)
        self.store.clear_aside(one.key, one.page.id)
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

    def compile(self, whole: bool) -> None:
        """Brings the record up to date with all that is kept: by what changed, or ``whole`` where that is asked for or
        needed.
        """
        self.progress(0, 0, "compiling")
        if not whole and self.store.grow(self.codebook, self.reference, self.reader.name, __version__):
            return
        documents, readings = self.store.documents(self.reader.name, __version__)
        alike, log = self.store.alike(), self.store.corrections()
        made = compiled(documents, readings, self.codebook, self.reference, alike, log)
        self.store.write_whole(made, self.codebook, self.reference, __version__)
