"""Feeds (RSS, Atom): one page for each entry, from what the feed carries of it or from the page behind it."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from onrecord.ingest.limits import MAX_ENTRIES, MAX_FEED, MIN_HTML_WORDS
from onrecord.ingest.offer import Offer, Stream, key, refusal
from onrecord.ingest.page import identified, made
from onrecord.ingest.web import Web
from onrecord.model import Declared, DeclaredKind, Page, Refused

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*|<[?!][^>\[]{0,500}>\s*){0,10}"
    rb"<(?:rss|feed|rdf:RDF|(?:atom|a):feed)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<[^>]*>")


def is_feed(head: bytes) -> bool:
    """Whether the first bytes of something are those of a feed."""
    return _ROOT.match(head[:8192]) is not None


@dataclass(frozen=True, slots=True)
class Feed(Stream):
    """A feed, each entry a page.

    ``web`` fetches the page behind each entry; without it a page is what the feed carries of the entry, and one of
    which it carries a line or two is refused. ``retrieved`` is when the feed was there, ``held`` are addresses whose
    pages need not be fetched.
    """

    web: Web | None = None
    retrieved: datetime | None = None
    held: Collection[str] = frozenset()

    def offers(self) -> Iterator[Offer]:
        """A page for each entry, in the order of the feed; what lies beyond the bounds is told and left."""
        try:
            with self.opened() as stream:
                content = stream.read(MAX_FEED + 1)
        except (OSError, EOFError) as error:
            yield self._refused(f"cannot be read: {error}")
            return
        cut = f"cut after {MAX_FEED / 1e6:.0f} MB" if len(content) > MAX_FEED else ""
        feed = _parsed(content[:MAX_FEED])
        entries = feed.entries
        outlet = feed.feed.get("title")
        del feed
        if len(entries) > MAX_ENTRIES:
            cut = f"{len(entries):,} entries or more: cut after the first {MAX_ENTRIES:,}"
        if not entries:
            yield self._refused("no feed with entries; is it the address of the feed itself?")
        for number, entry in enumerate(entries[:MAX_ENTRIES], 1):
            yield self._offer(entry, number, outlet)
        if cut:
            yield self._refused(f"a feed without end? {cut}; the entries before are read")

    def _refused(self, reason: str) -> Offer:
        return refusal(self.name, key(self.place), reason)

    def _offer(self, entry: Any, number: int, outlet: str | None) -> Offer:
        """The page of an entry."""
        link = str(entry.get("link") or "").strip()
        address = link if link.startswith(("http://", "https://")) else None
        name = address or f"{self.name} entry {number}"
        said = (
            (DeclaredKind.TITLE, _bare(entry.get("title")), f"title of the entry in {self.name}"),
            (DeclaredKind.DATE, entry.get("published"), f"date of the entry in {self.name}"),
            (DeclaredKind.OUTLET, _bare((entry.get("source") or {}).get("title") or outlet), f"title of {self.name}"),
        )
        declared = tuple(Declared(kind, text.strip(), place) for kind, text, place in said if text and text.strip())

        def page() -> Page:
            if self.web is not None and address is not None:
                return identified(replace(self.web.page(address), name=name, declared=declared))
            text = _text(entry)
            if len(_MARKUP.sub(" ", text).split()) < MIN_HTML_WORDS:
                raise Refused(f"{name}: the feed carries no article for it; --follow fetches the page behind it")
            content = text.encode("utf-8", "replace")
            return made(content, name, suffix=".html", url=address, retrieved=self.retrieved, declared=declared)

        held = self.web is not None and address in self.held
        return Offer(name[:500], key(self.place, entry.get("id") or address or str(number)), page, held)


def _parsed(content: bytes) -> Any:
    """The feed as feedparser reads it; it cleans nothing, since the page is not shown but read."""
    import feedparser

    return feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)


def _text(entry: Any) -> str:
    """The longest of what the feed carries of an entry."""
    carried = [str(part.get("value") or "") for part in entry.get("content") or ()]
    return max([*carried, str(entry.get("summary") or "")], key=len)


def _bare(text: object) -> str:
    """A title without markup."""
    return " ".join(_MARKUP.sub(" ", str(text or "")).split())
