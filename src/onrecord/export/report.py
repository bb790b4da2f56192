"""One page that shows a whole record: no file beside it, no network, every line open on the words."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord._version import __version__
from onrecord.export.checks import held
from onrecord.export.index import Index
from onrecord.export.ledger import ledger
from onrecord.export.matrix import matrix
from onrecord.export.overview import covers
from onrecord.export.speakers import sides
from onrecord.export.stories import told
from onrecord.export.texts import texts
from onrecord.export.timeline import timeline
from onrecord.export.wording import clip, count, listed, plain_words
from onrecord.model import Issue, Record, Verdict

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")

_environment = Environment(
    loader=PackageLoader("onrecord.export", "report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {"clip": clip, "listed": listed, "count": count}


def report(record: Record, title: str = "On the record", words: Callable[[Issue], str] = plain_words) -> str:
    """The record as one HTML page under a title; the same record gives the same page, to the character.

    ``words`` puts an issue as a proposition (``Codebook.words``); without it, the predicate has to do as its verb.
    """
    index = Index(record)
    positions = matrix(index, words)
    heard = sides(index)
    checks = held(index)
    items = ledger(index, positions, heard)
    episodes = timeline(index)
    documents = texts(index, checks[Verdict.DIFFERS])
    style = _asset("page.css") + _targets(index)
    script = _asset("page.js")
    page = _environment.get_template("page.html").render(
        title=title,
        covers=covers(index),
        index=index,
        matrix=positions,
        episodes=episodes,
        differs=checks[Verdict.DIFFERS],
        agrees=checks[Verdict.AGREES],
        open=checks[Verdict.NOT_COVERED],
        sides=heard,
        stories=told(index),
        once=len(index.entries) - len(index.repeats),
        items=items,
        documents=documents,
        acts=sorted({item.act for item in items}),
        outlets=sorted({paper.outlet for paper in index.papers if paper.outlet}),
        readers=sorted({reading.reader for reading in record.readings}),
        version=__version__,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", page)


def _asset(name: str) -> str:
    """A file of the page, with the line ends that a parser will see."""
    text = (resources.files("onrecord.export") / "report" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    """What the content security policy names a style or script by."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _targets(index: Index) -> str:
    """Rules that light up all pieces of a statement when its anchor is the target: without a script."""
    rules = []
    for entry in index.entries:
        keys = ",".join(f'[{role}~="{entry.number}"]' for role in ("data-c", "data-q", "data-s"))
        rules.append(f":root:has(#{entry.words}:target) :is({keys})")
    places = (place for paper in index.papers for place in index.places(paper.document).values())
    rules += [f':root:has(#{place.anchor}:target) [data-x~="{place.anchor}"]' for place in places]
    return "".join(f"{rule}{{background:var(--lit);color:var(--lit-ink)}}\n" for rule in rules)
