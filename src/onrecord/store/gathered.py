"""The rows of what is gathered across documents: utterances, answers, changes, events, deadlines, outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.model import (
    Answer,
    Contrast,
    Deadline,
    Document,
    Due,
    Event,
    Happening,
    Kind,
    Statement,
    Turn,
    Utterance,
)
from onrecord.store.index import Index
from onrecord.store.rows import Row, days, fold, outlet, sure, words_of


class Gathered:
    """A record from the side of what it gathers: every item by its id, with the document in which it stands."""

    def __init__(self, index: Index) -> None:
        self.index = index
        readings = index.record.readings
        self.statement: dict[str, Statement] = {s.id: s for r in readings for s in r.statements}
        self.event: dict[str, Event] = {e.id: e for r in readings for e in r.events}
        self.deadline: dict[str, Deadline] = {d.id: d for r in readings for d in r.deadlines}

    def document(self, item: str) -> Document:
        """The document in which an item stands."""
        return self.index.document[self.index.stands_in[item][0]]

    def words(self, statement: str) -> str:
        """What a statement says."""
        return words_of(self.document(statement), *self.statement[statement].content) or ""

    def _speaker(self, statement: str) -> str | None:
        judged = self.statement[statement].speaker
        return None if judged is None else judged.value

    def utterance(self, utterance: Utterance) -> Row:
        """The line of one utterance."""
        first = self.statement[utterance.id]
        pages = [
            {
                "document": document.name,
                "id": document.id,
                "outlet": outlet(document),
                "published": days(self.index.reading[document.id].published.value),
                "statement": one.statement,
                "wording": str(one.wording),
                "words": self.words(one.statement),
            }
            for one in utterance.appearances
            for document in [self.index.document[one.document]]
        ]
        return {
            "id": utterance.id,
            "speaker": self._speaker(utterance.id),
            "act": str(first.act.value),
            "content": self.words(utterance.id),
            "date": days(first.time.value),
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
        one, to = self.statement[answer.statement], self.statement[answer.to]
        at, there = self.document(one.id), self.document(to.id)
        mine = {(p.issue, p.stance) for p in self.index.positions[one.id]}
        theirs = {(p.issue, p.stance) for p in self.index.positions[to.id]}
        return {
            "date": days(one.time.value),
            "speaker": self._speaker(one.id),
            "kind": str(answer.kind),
            "content": self.words(one.id),
            "document": at.name,
            "outlet": outlet(at),
            "to_date": days(to.time.value),
            "to_speaker": self._speaker(to.id),
            "to_act": str(to.act.value),
            "to_content": self.words(to.id),
            "to_document": there.name,
            "to_outlet": outlet(there),
            "issues": sorted({str(i) for i, s in mine for j, t in theirs if i == j and s is not t}),
            "exchange": answer.exchange,
            "id": one.id,
            "to": to.id,
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
            "said": self.words(said),
            "says": self.words(says),
        }

    def happening(self, happening: Happening) -> Row:
        """The line of one event."""
        pages = [
            {
                "document": document.name,
                "id": document.id,
                "outlet": outlet(document),
                "date": days(self.event[event].time.value),
                "words": words_of(document, self.event[event].span) or "",
            }
            for event in happening.events
            for document in [self.document(event)]
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
        told = [self.deadline[one] for one in due.deadlines]
        conditions = [words_of(self.document(d.id), d.condition) for d in told if d.condition]
        names = dict.fromkeys(self.document(one).name for one in due.deadlines)
        return {
            "falls": days(due.falls.value),
            "set_by": due.set_by,
            "bound": due.bound,
            "condition": max((c for c in conditions if c), key=len, default=None),
            "became": str(due.became.value),
            "became_why": due.became.why,
            "became_confidence": sure(due.became.confidence),
            "words": self.words(told[0].statement)
            if told[0].statement
            else words_of(self.document(told[0].id), told[0].span),
            "document": ", ".join(names),
            "ids": list(due.deadlines),
            "statements": list(due.shown),
            "why": due.falls.why,
        }

    def contrast(self, contrast: Contrast) -> Row:
        """The line of one difference between outlets."""
        other = self.index.document[contrast.other]
        return {
            "kind": str(contrast.kind),
            "outlet": contrast.outlet,
            "here": contrast.here,
            "there": contrast.there,
            "speaker": self._speaker(contrast.held) if contrast.held in self.statement else None,
            "document": contrast.document and self.index.document[contrast.document].name,
            "other": other.name,
            "other_outlet": outlet(other),
            "id": contrast.item,
            "held": contrast.held,
        }

    def outlets(self) -> Iterator[Row]:
        """The line of each outlet, those with most statements first."""
        pages: dict[str, list[Document]] = defaultdict(list)
        for document in self.index.record.documents:
            if name := outlet(document):
                pages[name].append(document)
        heard: Counter[str] = Counter()
        rows = [self._outlet(name, documents) for name, documents in pages.items()]
        for row in rows:
            heard.update({side["side"]: side["statements"] for side in row["sides"]})
        left = Counter(c.outlet for c in self.index.record.contrasts if str(c.kind) == "left out")
        for row in sorted(rows, key=lambda row: (-row["statements"], row["outlet"])):
            here = {side["side"] for side in row["sides"]}
            row["unheard"] = [side for side, number in heard.most_common() if number > 1 and side not in here]
            row["left_out"] = left[row["outlet"]]
            yield row

    def _outlet(self, name: str, documents: list[Document]) -> Row:
        said = [s for d in documents for s in self.index.reading[d.id].statements if s.content[0].line is None]
        sides: dict[str, Counter[str]] = defaultdict(Counter)
        hedges: Counter[str] = Counter()
        for one in said:
            at = self.document(one.id)
            if one.hedge is not None:
                hedges[(words_of(at, one.hedge) or "").casefold()] += 1
            if (side := self.index.side(one)) is not None:
                sides[side].update(statements=1, direct=one.kind is Kind.DIRECT, hedged=one.hedge is not None)
        own = {document.id for document in documents}
        shared = [u for u in self.index.record.utterances if own & {a.document for a in u.appearances}]
        return {
            "outlet": name,
            "documents": len(documents),
            "statements": len(said),
            "direct": sum(one.kind is Kind.DIRECT for one in said),
            "hedged": sum(one.hedge is not None for one in said),
            "nested": sum(one.parent is not None for one in said),
            "firsts": sum(u.appearances[0].document in own for u in shared),
            "shared": len(shared),
            "left_out": 0,
            "sides": [
                {"side": side, **{key: counts[key] for key in ("statements", "direct", "hedged")}}
                for side, counts in sorted(sides.items(), key=lambda item: (-item[1]["statements"], item[0]))
            ],
            "unheard": [],
            "hedges": [hedge for hedge, _ in hedges.most_common()],
        }
