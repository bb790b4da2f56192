"""What of a record goes out: its rows and nouns, all of them or those that filters leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any

from pydantic import ValidationError

from onrecord.export.wording import plain_words, proposition
from onrecord.model import Coding, Deadline, Event, Interval, Issue, OnRecordError, Record
from onrecord.record import Codebook
from onrecord.store import RecordFile, Table

Row = dict[str, Any]
VIEWS = ("documents", "statements", "actors", "positions", "timeline", "checks", "stories")
ACROSS = ("changes", "answers", "utterances", "events", "deadlines")
"""The views that go out as tables: those that an excerpt is made of, and what was seen across its documents."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event or deadline, and the row of the document that it stands in."""

    item: Event | Deadline
    document: Row

    @property
    def time(self) -> Interval:
        """When it happened, or falls due."""
        return self.item.time.value if isinstance(self.item, Event) else self.item.falls.value


class Excerpt:
    """A record, or what filters leave of it: every part is read when something asks for it.

    Filters are those of the views. A document is in it that meets them, or holds a statement that does; positions,
    timeline and actors are those of the views under the same filters.
    """

    def __init__(
        self,
        file: RecordFile,
        title: str = "On the record",
        *,
        actor: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        """``title`` is what the record is called. Raises OnRecordError for a filter that the record cannot hold."""
        self.file = file
        self.title = title
        self.asked: dict[str, Any] = {"actor": actor, "outlet": outlet, "since": since, "until": until}
        self.whole = not any(self.asked.values())

    @cached_property
    def statements(self) -> Table:
        """The statements."""
        return self.file.statements(**self.asked)

    @cached_property
    def documents(self) -> Table:
        """The documents."""
        every = self.file.documents()
        if self.whole:
            return every
        kept = {row["id"] for row in self.file.documents(**self.asked)}
        kept |= {row["document_id"] for row in self.statements}
        return Table.of("documents", (row for row in every if row["id"] in kept))

    @cached_property
    def actors(self) -> Table:
        """The actors: with an ``actor`` or a time, whoever speaks, is meant or holds a position there."""
        every = self.file.actors(outlet=self.asked["outlet"])
        if not (self.asked["actor"] or self.asked["since"] or self.asked["until"]):
            return every
        named = {name for row in self.statements for name in (row["speaker"], row["target"])}
        named |= {position["by"] for row in self.statements for position in row["positions"]}
        named |= {row["of"] for row in every if row["name"] in named}
        return Table.of("actors", (row for row in every if row["name"] in named))

    @cached_property
    def positions(self) -> Table:
        """The positions."""
        return self.file.positions(**self.asked)

    @cached_property
    def timeline(self) -> Table:
        """The timeline."""
        return self.file.timeline(**self.asked)

    @cached_property
    def checks(self) -> Table:
        """The checks of its documents."""
        every = self.file.checks()
        names = {row["document"] for row in self.documents}
        return every if self.whole else Table.of("checks", (row for row in every if row["document"] in names))

    @cached_property
    def stories(self) -> Table:
        """The stories that its documents tell."""
        every = self.file.stories()
        ids = {row["story"] for row in self.documents}
        return every if self.whole else Table.of("stories", (row for row in every if row["id"] in ids))

    @property
    def tables(self) -> dict[str, Table]:
        """Every view by its name; a view across documents takes those filters that it knows."""
        across = {}
        for view in ACROSS:
            ask = getattr(self.file, view)
            known = signature(ask).parameters
            across[view] = ask(**{name: value for name, value in self.asked.items() if name in known})
        return {view: getattr(self, view) for view in VIEWS} | across

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """Who affirms or denies what in which of its statements, what a story tells again left out."""
        kept = {row["id"] for row in self.statements}
        return tuple(coding for coding in self.file.codings() if coding.statement in kept)

    @cached_property
    def record(self) -> Record:
        """The nouns of the whole record. Raises OnRecordError where another version compiled it in another form."""
        try:
            return self.file.record
        except ValidationError:
            raise OnRecordError(
                "another version of OnRecord made this record: `onrecord build -o RECORD` brings it up to date"
            ) from None

    @cached_property
    def told(self) -> Callable[[Issue], str]:
        """An issue as a proposition, as the codebook of the record puts it; plainly where it does not know it."""
        if not self.file.codebook:
            return plain_words
        codebook = Codebook.parse(self.file.codebook)
        return lambda issue: codebook.words(issue) if codebook.arguments(issue.predicate) else plain_words(issue)

    @cached_property
    def words(self) -> dict[str, str]:
        """Every issue that somebody holds a position on as a sentence without its full stop."""
        issues = {position.issue for position in self.record.positions}
        return {str(issue): proposition(issue, self.told) for issue in issues}

    @cached_property
    def document(self) -> dict[str, Row]:
        """The rows of its documents by their ids."""
        return {row["id"]: row for row in self.documents}

    @cached_property
    def said_in(self) -> dict[str, list[Row]]:
        """Its statements by the ids of their documents; a document without any has an empty list."""
        found: dict[str, list[Row]] = {id_: [] for id_ in self.document}
        for row in self.statements:
            found[row["document_id"]].append(row)
        return found

    @cached_property
    def actor(self) -> dict[str, Row]:
        """The rows of all actors of the record by their names."""
        return {row["name"]: row for row in self.file.actors()}

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The events and deadlines of its documents that stand in its timeline, or all of a whole record."""
        kept = None if self.whole else {id_ for row in self.timeline for id_ in row["items"]}
        found: list[Happening] = []
        for reading in self.record.readings:
            items: tuple[Event | Deadline, ...] = (*reading.events, *reading.deadlines)
            if reading.document in self.document:
                document = self.document[reading.document]
                found += [Happening(item, document) for item in items if kept is None or item.id in kept]
        return tuple(found)
