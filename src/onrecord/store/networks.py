"""The networks of a record: its codings, the ties between its actors and issues, and how far it falls into camps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onrecord.model import (
    Aggregation,
    Coding,
    Duplicates,
    Granularity,
    Interval,
    Mode,
    Network,
    Normalisation,
    Polarisation,
)
from onrecord.store import filters
from onrecord.store.asking import Day
from onrecord.store.coding import codings
from onrecord.store.rows import days
from onrecord.store.table import Table
from onrecord.store.views import Views


class Networks(Views):
    """The views that count: filters are those of ``Views``, settings those of ``onrecord.model``."""

    def codings(
        self,
        *,
        actor: str | None = None,
        issue: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        once: bool = True,
    ) -> tuple[Coding, ...]:
        """Who affirms or denies which issue in which statement, in the order of time: what a network is made of.

        ``actor`` keeps what one holds; ``once`` leaves out what an earlier appearance of the same story says in the
        same words.
        """
        return codings(
            self._store,
            actor=actor,
            issue=issue,
            outlet=outlet,
            since=since,
            until=until,
            once=once,
            predicates=self.predicates(),
        )

    def matrix(
        self,
        *,
        mode: str | Mode = Mode.AFFILIATION,
        aggregation: str | Aggregation | None = None,
        normalisation: str | Normalisation = Normalisation.NONE,
        duplicates: str | Duplicates = Duplicates.DOCUMENT,
        significant: float | None = None,
        **asked: Any,
    ) -> Network:
        """The network as the noun itself: rows, columns and weights.

        ``asked`` are the filters of ``codings``; ``significant`` keeps, between two of a kind, only ties that chance
        would give one of their ends less often than this. Raises OnRecordError for settings that do not go together.
        """
        from onrecord.record import backbone, network  # numpy with them, which other views have no need of

        made = network(
            self.codings(**asked),
            Mode(filters.choice("mode", mode, Mode)),
            None if aggregation is None else Aggregation(filters.choice("aggregation", aggregation, Aggregation)),
            Normalisation(filters.choice("normalisation", normalisation, Normalisation)),
            Duplicates(filters.choice("duplicates", duplicates, Duplicates)),
        )
        return made if significant is None else backbone(made, significant)

    def network(self, **asked: Any) -> Table:
        """The ties of the network, the heaviest first; settings and filters are those of ``matrix``."""
        ties = sorted(self.matrix(**asked).ties(), key=lambda t: (-abs(t.weight), t.source, t.target))
        return Table.of(
            "network",
            (
                {
                    "source": tie.source,
                    "target": tie.target,
                    "weight": round(tie.weight, 6),
                    "statements": len(tie.statements),
                    "ids": list(tie.statements),
                }
                for tie in ties
            ),
        )

    def polarisation(
        self,
        *,
        window: str | None = None,
        step: str | None = None,
        duplicates: str | Duplicates = Duplicates.DOCUMENT,
        **asked: Any,
    ) -> Table:
        """How far the debate falls into two camps: over all of its time, or window by window.

        ``window`` and ``step`` are sizes ("30d", "6w", "3m", "1y", "50 statements"); ``asked`` are the filters of
        ``codings``. Raises OnRecordError for what is none.
        """
        from onrecord.record import Size, polarisation, windows

        rule = Duplicates(filters.choice("duplicates", duplicates, Duplicates))
        every = self.codings(**asked)
        if window is None:
            found = [polarisation(every, rule)] if every else []
        else:
            found = [
                # A window is as long as it was asked to be, whenever in it people spoke.
                replace(polarisation(one.codings, rule), time=Interval(one.earliest, one.latest, Granularity.OPEN))
                for one in windows(every, Size.parse(window), Size.parse(step) if step else None)
            ]
        return Table.of("polarisation", _camps(found))


def _camps(found: Iterable[Polarisation]) -> Iterable[dict[str, Any]]:
    for one in found:
        yield {
            "time": days(one.time),
            "polarisation": one.value,
            "camps": [list(camp) for camp in one.camps],
            "statements": one.statements,
        }
