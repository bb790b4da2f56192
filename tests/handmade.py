"""A small record made by hand, of a made-up dispute, for tests of what keeps and shows records."""

from __future__ import annotations

from datetime import date

from onrecord import __version__
from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Check,
    Claim,
    DateCandidate,
    DateSource,
    Deadline,
    Document,
    DocumentChecks,
    Event,
    Evidence,
    Interval,
    Issue,
    Judgement,
    Kind,
    Line,
    LineKind,
    Mention,
    MentionKind,
    Moment,
    MomentKind,
    Page,
    Part,
    PartKind,
    Position,
    Reading,
    Record,
    Rejected,
    Span,
    Stance,
    Statement,
    Verdict,
)
from onrecord.store import Store

TITLE = "Sarnia rejects Velmark charge"
BODY = (
    "“Velmark has breached\u00a0the Tarn Accord,” Orla Benning said Thursday. "
    "She gave it 30 days. The accord of 1994 limits patrols to 12 ships. "
    "Reportedly, Pavel Drunov denied this."
)
TEXT = f"{TITLE}\n\n{BODY}"
READER = "rules-1 abc"


def span(words: str, text: str = TEXT, line: int | None = None) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), line)


def sure(value, confidence=0.9, says="it says so", where=None):  # type: ignore[no-untyped-def]
    return Judgement(value, confidence, (Evidence("test", says, where),))


def page(identity: str = "a" * 16, name: str = "herald.txt", content: bytes = b"bytes") -> Page:
    return Page(identity, name, "text/plain", content)


def document(identity: str = "a" * 16, name: str = "herald.txt", outlet: str | None = "The Herald") -> Document:
    return Document(
        id=identity,
        name=name,
        text=TEXT,
        parts=(
            Part(PartKind.TITLE, span(TITLE)),
            Part(PartKind.BODY, Span(TEXT.index(BODY), len(TEXT))),
        ),
        lines=(
            Line(LineKind.DATELINE, "SARNIA CITY, March 7"),
            Line(LineKind.RELATED, "Velmark Leaves Talks - Drunov"),
        ),
        outlet=sure(outlet) if outlet else None,
        dates=(DateCandidate(DateSource.LINE, "18:00 2021-05-11", 2021, 5, 11),),
    )


def reading(doc: Document, day: date | None = date(2019, 3, 7)) -> Reading:
    published = Interval.day(day) if day else Interval()
    prefix = doc.id[:2]
    accuses = Statement(
        id=f"{prefix}-1",
        source=span("Orla Benning"),
        cue=(span("said"),),
        content=(span("“Velmark has breached\u00a0the Tarn Accord,”"),),
        kind=Kind.DIRECT,
        speaker=sure("Orla Benning"),
        act=sure(Act.ACCUSE, 0.8, "breached"),
        target=sure("Velmark"),
        time=sure(published, 0.8, "said Thursday", span("Thursday")),
        confidence=0.9,
        rule="quote-cue",
    )
    denies = Statement(
        id=f"{prefix}-2",
        source=span("Pavel Drunov"),
        cue=(span("denied"),),
        content=(span("this"),),
        kind=Kind.INDIRECT,
        speaker=sure("Pavel Drunov"),
        act=sure(Act.DENY),
        target=None,
        time=sure(Interval()),
        confidence=0.7,
        rule="cue",
        hedge=span("Reportedly"),
        answers=f"{prefix}-1",
    )
    related = Statement(
        id=f"{prefix}-3",
        source=span("Drunov", "Velmark Leaves Talks - Drunov", 1),
        cue=(),
        content=(span("Velmark Leaves Talks", "Velmark Leaves Talks - Drunov", 1),),
        kind=Kind.INDIRECT,
        speaker=None,
        act=Judgement(Act.UNCLASSIFIED, 1.0, (Evidence("none", "no verb tells"),)),
        target=None,
        time=sure(Interval(None, day)),
        confidence=0.5,
        rule="headline",
    )
    signed = Event(
        f"{prefix}-e",
        span("accord of 1994"),
        Act.AGREE,
        "Tarn Accord signed",
        (),
        sure(Interval(date(1994, 1, 1), date(1994, 12, 31))),
        agreement="Tarn Accord",
    )
    due = Deadline(
        f"{prefix}-d",
        span("30 days"),
        f"{prefix}-1",
        30,
        "Velmark",
        None,
        sure(Interval.day(date(2019, 4, 6))),
    )
    return Reading(
        document=doc.id,
        reader=READER,
        published=sure(published, 0.95, "said Thursday and March 7 leave 2019 alone"),
        rejected=(Rejected(doc.dates[0], "the clock of the saved page"),),
        mentions=(
            Mention(span("Velmark"), MentionKind.STATE, sure("Velmark")),
            Mention(span("Tarn Accord"), MentionKind.AGREEMENT, sure("Tarn Accord")),
        ),
        statements=(accuses, denies, related),
        events=(signed,),
        deadlines=(due,),
        claims=(Claim(span("12 ships"), "Tarn Accord", "patrols", "12 ships"),),
    )


def record(*documents: Document) -> Record:
    documents = documents or (document(), document("b" * 16, "courier.html", "Courier"))
    readings = tuple(reading(doc) for doc in documents)
    ids = [doc.id[:2] for doc in documents]
    breach = Issue("breaches", ("Velmark", "Tarn Accord"))
    when = Interval.day(date(2019, 3, 7))
    return Record(
        documents=documents,
        readings=readings,
        actors=(
            Actor("Orla Benning", ActorKind.PERSON, "Sarnia", (), ("Orla Benning", "She")),
            Actor("Pavel Drunov", ActorKind.PERSON, "Velmark", (), ("Pavel Drunov", "Drunov")),
            Actor("Sarnia", ActorKind.STATE, None, (), ("Sarnia",)),
            Actor("Velmark", ActorKind.STATE, None, (), ("Velmark", "the Velmarkers")),
        ),
        positions=(
            Position(
                "Sarnia",
                breach,
                Stance.AFFIRM,
                tuple(f"{i}-1" for i in ids),
                when,
                0.9,
                (Evidence("signal", "has breached"),),
            ),
            Position("Velmark", breach, Stance.DENY, tuple(f"{i}-2" for i in ids), Interval(), 0.6),
            Position("Sarnia", Issue("preserve", ("Tarn Accord",)), Stance.AFFIRM, (f"{ids[0]}-1",), when, 0.5),
        ),
        timeline=(
            Moment(
                Interval(date(1994, 1, 1), date(1994, 12, 31)),
                MomentKind.EVENT,
                "Tarn Accord signed",
                tuple(f"{i}-e" for i in ids),
            ),
            Moment(when, MomentKind.STATEMENT, "Orla Benning accuses Velmark", (f"{ids[0]}-1",)),
            Moment(
                Interval.day(date(2019, 4, 6)),
                MomentKind.DEADLINE,
                "30 days for Velmark end",
                (f"{ids[0]}-d",),
            ),
        ),
        checks=tuple(
            DocumentChecks(doc.id, (Check(read.claims[0], Verdict.DIFFERS, "8 ships", "Tarn Accord, Article 3"),))
            for doc, read in zip(documents, readings, strict=True)
        ),
    )


def keep(store: Store, made: Record | None = None) -> Record:
    """Puts a record into a store with its pages, as a build does: this one where none is given."""
    made = made or record()
    for doc, read in zip(made.documents, made.readings, strict=True):
        store.keep(page(doc.id, doc.name), doc, read, __version__)
    store.write(made, __version__)
    return made
