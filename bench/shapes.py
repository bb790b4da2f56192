"""Made-up HTML pages that give their date in the many shapes in which news pages do, each with the true day.

The text is our own and names no day, so that the page's head alone tells it. Shapes that lay a trap (a change later
than publication, the clock of a saved page, a copyright line, related stories with newer dates) hold both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

_BODY = (
    "The harbour board of Saltby voted to keep the outer lock open through the winter, its clerk wrote in a notice.",
    "The lock has been the only way into the inner basin for ships of more than two hundred tonnes, and pilots had "
    "feared that ice would close it before the last grain carriers came in.",
    "Two tugs will stand by at night, and the board set aside money for a third should the frost last longer than "
    "the port's own records show for any month.",
    "Fishermen from the east bank, who moor outside of the wall, said that they would rather see the money spent on "
    "lights along the mole, where a boat went aground in fog.",
)
DAYS = (date(2018, 12, 6), date(2019, 3, 31), date(2021, 7, 4), date(2013, 10, 8), date(2023, 1, 2), date(2016, 2, 29))


def shapes() -> Iterator[tuple[str, str, date]]:
    """Every page: the name of its shape, its HTML and its day."""
    for day in DAYS:
        later = day + timedelta(400)
        iso, words, us = day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"
        meta = '<meta property="article:published_time" content="{}">'
        changed = f'<meta property="article:modified_time" content="{later}T08:00:00Z">'
        news = '{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Lock stays open",{}}}'
        heads = {
            "opengraph": meta.format(f"{iso}T14:05:00+00:00"),
            "opengraph, changed later": changed + meta.format(f"{iso}T14:05:00Z"),
            "opengraph, night in another zone": meta.format(f"{iso}T23:40:00-05:00"),
            "opengraph, no zone": meta.format(f"{iso} 09:12:00"),
            "json-ld": _script(news.format(f'"datePublished":"{iso}T06:00:00Z"')),
            "json-ld, changed later": _script(
                news.format(f'"dateModified":"{later}T06:00:00Z","datePublished":"{iso}T06:00:00Z"')
            ),
            "json-ld, in a graph": _script(
                f'{{"@graph":[{{"@type":"WebSite","name":"Saltby Courier"}},'
                f'{{"@type":["NewsArticle"],"datePublished":"{iso}","dateModified":"{later}"}}]}}'
            ),
            "json-ld, in words": _script(news.format(f'"datePublished":"{words} 08:02 GMT"')),
            "meta date": f'<meta name="date" content="{iso}">',
            "meta pubdate": f'<meta name="pubdate" content="{day:%Y%m%d}">',
            "meta parsely": f'<meta name="parsely-pub-date" content="{iso}T10:00:00Z">',
            "meta sailthru": f'<meta name="sailthru.date" content="{us} 10:00">',
            "dublin core": f'<meta name="DC.date.issued" content="{iso}">',
            "microdata": f'<meta itemprop="datePublished" content="{iso}T10:00:00+03:00">',
            "canonical address": f'<link rel="canonical" href="https://courier.example/{iso.replace("-", "/")}/lock">',
            "epoch and address": meta.format("1970-01-01T00:00:00Z")
            + f'<link rel="canonical" href="https://courier.example/{iso.replace("-", "/")}/lock">',
        }
        for name, head in heads.items():
            yield name, _page(head, ""), day
        tops = {
            "time element": f'<time datetime="{iso}T12:00:00Z">{words}</time>',
            "time element, then the change": f'<time datetime="{iso}">{words}</time>'
            f'<p>Updated <time datetime="{later}">{later.day} {later:%B %Y}</time></p>',
            "line in words": f"<p class='date'>{words}</p>",
            "line, American": f"<p class='date'>{us}, 9:30 a.m.</p>",
            "line with a weekday": f"<p class='date'>{day:%A}, {words}</p>",
            "published and updated": f"<p>Published: {words}</p><p>Updated: {later.day} {later:%B %Y}</p>",
            "updated and published": f"<p>Updated: {later.day} {later:%B %Y}</p><p>Published: {words}</p>",
        }
        for name, top in tops.items():
            yield name, _page("", top), day
        trap = _page(
            meta.format(f"{iso}T14:05:00Z"), f"<p>18:19 GMT {later.day} {later:%B %Y}</p>", f"© {later.year} Courier"
        )
        yield "opengraph, clock and copyright of another year", trap, day
        yield "opengraph and a newer related story", _page(meta.format(f"{iso}T14:05:00Z"), "", _related(later)), day


def _script(data: str) -> str:
    """A script element of JSON-LD."""
    return f'<script type="application/ld+json">{data}</script>'


def _related(day: date) -> str:
    """Teasers of other stories below the article, with their dates."""
    return f'<ul><li><a href="/x">Ferry sails again</a> <time datetime="{day}">{day}</time></li></ul>'


def _page(head: str, top: str, foot: str = "") -> str:
    """One page around the text."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in _BODY)
    return (
        f"<!doctype html><html lang='en'><head><title>Lock stays open in winter</title>{head}</head><body>"
        f"<article><h1>Outer lock of Saltby harbour stays open in winter</h1>{top}{body}</article>"
        f"<footer>{foot}</footer></body></html>"
    )
