"""What the record covers, in a sentence and a few figures."""

from __future__ import annotations

from onrecord.export.dates import day, phrase
from onrecord.export.index import Index
from onrecord.export.wording import count
from onrecord.model import Interval


def covers(index: Index) -> str:
    """How many documents of how many outlets, published when, with how many statements: one sentence."""
    papers = index.papers
    if not papers:
        return "This record is still empty: no document was read."
    outlets = {paper.outlet for paper in papers if paper.outlet}
    unnamed = sum(1 for paper in papers if not paper.outlet)
    own = [entry.statement for entry in index.entries if entry.statement.extent.line is None]
    speakers = {statement.speaker.value for statement in own if statement.speaker}
    beside = sum(
        1 for e in index.entries if e.statement.extent.line is not None and e.statement.id not in index.repeats
    )
    origin = f" from {count(len(outlets), 'outlet')}" if outlets else ""
    if unnamed:
        origin += f" (the outlet of {'one' if unnamed == 1 else f'{unnamed:,}'} is not known)"
    said = f"{count(len(index.entries) - len(index.repeats), 'statement')} by {count(len(speakers), 'speaker')}"
    said += f" ({beside:,} of them in related headlines)" if beside else ""
    number = len(index.record.stories)
    told = f" telling {count(number, 'story', 'stories')}" if 0 < number < len(papers) else ""
    return f"{count(len(papers), 'document')}{told}{origin}{_published(index)}, with {said}."


def _published(index: Index) -> str:
    times = [paper.reading.published.value for paper in index.papers if paper.reading]
    known = [time for time in times if time.known]
    if not known:
        return ", none of them dated for sure"
    span = Interval(min(t.earliest for t in known if t.earliest), max(t.latest for t in known if t.latest))
    first, last = span.earliest, span.latest
    if first and last and first != last:
        words = f", published between {day(first)} and {day(last)}"
    else:
        words = f", published {phrase(span)}"
    open_ = len(index.papers) - len(known)
    return f"{words} ({open_} of them without a known date)" if open_ else words
