"""Reading on every core: the same work as in one process, and what comes out in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar, cast

from onrecord.model import Page, Refused

T = TypeVar("T")
_work: Callable[[Page], object] | None = None


def cores() -> int:
    """The processes that are worth having: one for each core that this one may use, and one where none can be forked.

    Only forked processes share the tables and the network that are loaded already; started anew, each would take
    seconds and as much memory again, and run the caller's own script from its beginning.
    """
    if "fork" not in multiprocessing.get_all_start_methods() or not hasattr(os, "sched_getaffinity"):
        return 1
    return len(os.sched_getaffinity(0))


def _begin() -> None:
    """A process of the pool leaves Ctrl-C to the one that made it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(page: Page) -> object:
    """What a process does with a page."""
    assert _work is not None
    return _work(page)


class Pool(Generic[T]):
    """Processes that work on pages. ``work`` must be ready to use: they take it over as it is."""

    def __init__(self, work: Callable[[Page], T], processes: int) -> None:
        self.processes = processes
        self._work = work
        self._executor: ProcessPoolExecutor | None = None

    def give(self, page: Page) -> Callable[[], T]:
        """Hand a page over; what comes back gives its result, or raises what the work raised.

        A process that the system kills (for its memory, as a rule) takes its page with it: that one alone is refused.
        """
        future = self._submit(page)

        def result() -> T:
            try:
                return future.result()
            except BrokenProcessPool:
                return self._alone(page)

        return result

    def _submit(self, page: Page) -> Future[T]:
        if self._executor is None:
            self._executor = self._begun(self.processes)
        try:
            return cast("Future[T]", self._executor.submit(_do, page))
        except BrokenProcessPool:
            self.close()
            return self._submit(page)

    def _alone(self, page: Page) -> T:
        """The result of a page whose pool broke down, by a process that has nothing else to do."""
        with self._begun(1) as executor:
            try:
                return cast(T, executor.submit(_do, page).result())
            except BrokenProcessPool:
                raise Refused(f"{page.name}: reading it takes more memory than there is") from None

    def _begun(self, processes: int) -> ProcessPoolExecutor:
        """So many processes that know the work."""
        global _work
        _work = self._work
        return ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), initializer=_begin)

    def close(self) -> None:
        """Stop, what is not begun left undone."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
