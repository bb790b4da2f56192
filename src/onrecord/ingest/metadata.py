"""What the head of an HTML page says of it: dates, the site's name, the address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from onrecord.ingest.header import GivenDate, dates, in_address
from onrecord.ingest.limits import HEADER_CHARS, MAX_METADATA
from onrecord.ingest.markup import Tree
from onrecord.model import DateCandidate, DateSource

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "article.published",
)
_CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)
_ARTICLE = re.compile(r"Article$|Posting$|Report$|^WebPage$")
_ELSEWHERE = frozenset({"a", "aside", "nav", "footer", "li"})
_MOST_TIMES = 3
_MOST_NODES = 20_000
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is declared: ``site`` with the ``place`` that declares it, the window's title, candidates for the date."""

    site: str | None
    place: str
    window: str
    dates: tuple[DateCandidate, ...]


def metadata(tree: Tree) -> Metadata:
    """What a page declares of itself, the plainest declaration first; nothing is guessed."""
    metas = _metas(tree)
    articles = list(_articles(tree))
    site, place = metas.get("og:site_name"), "og:site_name"
    if not site:
        names = (_name(article.get("publisher")) for article in articles)
        site, place = next((name for name in names if name), None), "JSON-LD publisher"
    said = _in_json(articles, "datePublished")
    said += [(metas[name], name) for name in _PUBLISHED if name in metas]
    said += [(text, "time element") for text in _times(tree)]
    # Behind what says when the page was published: these tell only when it was changed, and say so by their names.
    said += _in_json(articles, "dateModified")
    said += [(metas[name], name) for name in _CHANGED if name in metas]
    found: dict[tuple[DateSource, str], DateCandidate] = {}
    for text, declares in said:
        candidate = declared_date(text)
        if candidate:
            found.setdefault((candidate.source, candidate.text), replace(candidate, place=declares))
    for address in _addresses(tree, metas):
        for date in in_address(address):
            candidate = DateCandidate(DateSource.URL, address[date.start : date.end], date.year, date.month, date.day)
            found.setdefault((candidate.source, candidate.text), candidate)
    return Metadata(site, place, clean(tree.findtext(".//title") or ""), tuple(found.values()))


def _in_json(articles: list[dict[str, Any]], name: str) -> list[tuple[str, str]]:
    """What the JSON-LD of a page's articles says under a name, each with where it says it."""
    return [(value, f"JSON-LD {name}") for article in articles if isinstance(value := article.get(name), str)]


def declared_date(text: str) -> DateCandidate | None:
    """The candidate that a declared date makes ("2018-12-06T14:05:00Z"), or None where it is no date."""
    text = text.strip()[:HEADER_CHARS]
    found: GivenDate | None = next(dates(text), None) or next(in_address(text), None)
    if found is None:
        return None
    return DateCandidate(DateSource.METADATA, text, found.year, found.month, found.day)


def _metas(tree: Tree) -> dict[str, str]:
    """The meta elements by name, the first of each."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(element.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _articles(tree: Tree) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article."""
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > MAX_METADATA:
            continue
        try:
            stack = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not stack:
                break
            node = stack.pop()
            if isinstance(node, dict):
                kinds = node.get("@type")
                if any(
                    isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])
                ):
                    yield node
                stack += node.values()
            elif isinstance(node, list):
                stack += reversed(node)


def _name(publisher: object) -> str | None:
    """The name of a JSON-LD publisher, which may be an object, a list of them or the bare name."""
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return clean(name) or None if isinstance(name, str) else None


def _times(tree: Tree) -> list[str]:
    """What the first time elements of the page give, those of links, lists and side matter left out."""
    times: list[str] = []
    for element in tree.iter("time"):
        given = clean(element.get("datetime") or "")
        if given and not any(above.tag in _ELSEWHERE for above in element.iterancestors()):
            times.append(given)
        if len(times) == _MOST_TIMES:
            break
    return times


def _addresses(tree: Tree, metas: dict[str, str]) -> Iterator[str]:
    """The addresses that a page gives for itself."""
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            yield clean(link.get("href") or "")
    if "og:url" in metas:
        yield metas["og:url"]


def clean(text: str) -> str:
    """A declared value on one line, without what no text may hold."""
    return " ".join(_UNFIT.sub("\ufffd", text).split())
