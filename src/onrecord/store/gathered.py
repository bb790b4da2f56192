"""The rows of what is gathered across documents: utterances, answers, changes, events, deadlines, outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.model import Answer, Contrast, Due, Happening, Turn, Utterance
from onrecord.store.index import Index
from onrecord.store.items import Items
from onrecord.store.rows import Row, days, fold, outlet, sure
from onrecord.store.tally import Tally, outlet_row, unheard


class Gathered:
    """The lines of what is gathered, from the items and pages that it names."""

    def __init__(self, items: Items) -> None:
        self.items = items

    def utterance(self, utterance: Utterance) -> Row:
        """The line of one utterance."""
        said, page = self.items.statement, self.items.page
        first = said[utterance.id]
        pages = [
            {
                "document": leaf.name,
                "id": leaf.id,
                "outlet": leaf.outlet,
                "published": days(leaf.published),
                "statement": one.statement,
                "wording": str(one.wording),
                "words": said[one.statement].words,
            }
            for one in utterance.appearances
            for leaf in [page[one.document]]
        ]
        return {
            "id": utterance.id,
            "speaker": first.speaker,
            "act": first.act,
            "content": first.words,
            "date": days(first.time),
            "appearances": len({one.document for one in utterance.appearances}),
            "outlets": list(dict.fromkeys(page["outlet"] for page in pages if page["outlet"])),
            "first": pages[0]["published"],
            "last": pages[-1]["published"],
            "pages": pages,
            "confidence": sure(utterance.confidence),
            "why": "; ".join(dict.fromkeys(one.why for one in utterance.appearances[1:])),
        }

    def answer(self, answer: Answer) -> Row:
        """The line of one answer with what it answers."""
        one, to = self.items.statement[answer.statement], self.items.statement[answer.to]
        at, there = self.items.page[one.page], self.items.page[to.page]
        return {
            "date": days(one.time),
            "speaker": one.speaker,
            "kind": str(answer.kind),
            "content": one.words,
            "document": at.name,
            "outlet": at.outlet,
            "to_date": days(to.time),
            "to_speaker": to.speaker,
            "to_act": to.act,
            "to_content": to.words,
            "to_document": there.name,
            "to_outlet": there.outlet,
            "issues": sorted(
                {issue for issue, side in one.sides for on, other in to.sides if issue == on and side != other}
            ),
            "exchange": answer.exchange,
            "id": answer.statement,
            "to": answer.to,
            "confidence": sure(answer.confidence),
            "why": answer.why,
        }

    def change(self, turn: Turn) -> Row:
        """The line of one change of side."""
        said, says = turn.statements
        return {
            "by": turn.by,
            "issue": str(turn.issue),
            "before": str(turn.before),
            "after": str(turn.after),
            "last": days(turn.last),
            "first": days(turn.first),
            "certain": turn.certain,
            "ids": [said, says],
            "said": self.items.statement[said].words,
            "says": self.items.statement[says].words,
        }

    def happening(self, happening: Happening) -> Row:
        """The line of one event."""
        pages = [
            {
                "document": leaf.name,
                "id": leaf.id,
                "outlet": leaf.outlet,
                "date": days(one.time),
                "words": one.words,
            }
            for event in happening.events
            for one in [self.items.event[event]]
            for leaf in [self.items.page[one.page]]
        ]
        time = happening.time
        return {
            "date": days(time.value),
            "granularity": str(time.value.granularity),
            "act": str(happening.act),
            "what": fold(happening.label),
            "who": list(happening.who),
            "agreement": happening.agreement,
            "place": happening.place,
            "venue": happening.venue and fold(happening.venue),
            "pages": pages,
            "others": [str(other) for other in happening.others],
            "ids": list(happening.events),
            "confidence": sure(time.confidence),
            "why": time.why,
        }

    def due(self, due: Due) -> Row:
        """The line of one deadline."""
        told = [self.items.deadline[one] for one in due.deadlines]
        by = told[0].statement
        return {
            "falls": days(due.falls.value),
            "set_by": due.set_by,
            "bound": due.bound,
            "condition": max((one.condition for one in told if one.condition), key=len, default=None),
            "became": str(due.became.value),
            "became_why": due.became.why,
            "became_confidence": sure(due.became.confidence),
            "words": self.items.statement[by].words if by else told[0].words,
            "document": ", ".join(dict.fromkeys(self.items.page[one.page].name for one in told)),
            "ids": list(due.deadlines),
            "statements": list(due.shown),
            "why": due.falls.why,
        }

    def contrast(self, contrast: Contrast) -> Row:
        """The line of one difference between outlets."""
        page = self.items.page
        other, held = page[contrast.other], self.items.statement.get(contrast.held)
        return {
            "kind": str(contrast.kind),
            "outlet": contrast.outlet,
            "here": contrast.here,
            "there": contrast.there,
            "speaker": held.speaker if held else None,
            "document": contrast.document and page[contrast.document].name,
            "other": other.name,
            "other_outlet": other.outlet,
            "id": contrast.item,
            "held": contrast.held,
        }


def outlets(index: Index) -> Iterator[Row]:
    """The line of each outlet of a whole record, those with most statements first."""
    pages: dict[str, list[Tally]] = defaultdict(list)
    of = {document.id: name for document in index.record.documents if (name := outlet(document))}
    for page, name in of.items():
        pages[name].append(Tally.of(index.document[page], index.reading[page]))
    firsts = Counter(of.get(one.appearances[0].document) for one in index.record.utterances)
    shared = Counter(name for one in index.record.utterances for name in {of.get(a.document) for a in one.appearances})
    rows = [outlet_row(name, told, index.side_of, firsts[name], shared[name]) for name, told in pages.items()]
    unheard(rows)
    left = Counter(c.outlet for c in index.record.contrasts if str(c.kind) == "left out")
    for row in sorted(rows, key=lambda row: (-row["statements"], row["outlet"])):
        row["left_out"] = left[row["outlet"]]
        yield row
