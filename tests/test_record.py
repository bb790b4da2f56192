"""Across documents: compiling is a pure function, pages have no order, and names are joined only for cause."""

from __future__ import annotations

from itertools import permutations

import pytest

from onrecord.model import Document, MomentKind, Record
from onrecord.record import compile
from texts import document, given, held, reading, record, treaty, world

PAGES = [
    document(
        "Foreign Minister Oda Kell accused Veyra of breaching the Lantern Treaty on Monday. "
        "On Monday, she gave Dunmoor 30 days to answer. The Lantern Treaty was signed on 3 June 1988.",
        "Arlen accuses Veyra",
        identity="a" * 16,
        dates=[given("2018-11-08")],
    ),
    document(
        "Dunmoor denied the accusation. Bram Tovey said on Tuesday that Veyra complied with the Lantern Treaty, "
        "which was signed on 3 June 1988. Veyran admiral Sergei Dobrin said that it rained.",
        identity="b" * 16,
        dates=[given("2018-11-08")],
    ),
    document(
        "Veyran admiral Sergey Dobrin warned that Arlen would leave the Lantern Treaty. "
        "Castaly welcomed the Lantern Treaty. Castaly said the Saltby Accord should be extended.",
        identity="c" * 16,
        dates=[given("2018-11-10")],
    ),
    document("Castaly said the Saltby Accord should not be extended.", identity="d" * 16),
]


def admiral(spelling: str, of: str = "Veyran", identity: str = "a") -> Document:
    return document(f"{of} admiral {spelling} said that it rained.", identity=identity * 16)


def names(made: Record) -> set[str]:
    return {a.name for a in made.actors}


def said_by(made: Record) -> list[str | None]:
    return [s.speaker.value if s.speaker else None for r in made.readings for s in r.statements]


def test_the_same_pages_make_the_same_record() -> None:
    assert record(*PAGES) == record(*PAGES)


def test_compiling_changes_nothing_that_it_is_given() -> None:
    readings = [reading(d) for d in PAGES]
    before = tuple(readings)
    compile(PAGES, readings, treaty(), world())
    assert tuple(readings) == before == tuple(reading(d) for d in PAGES)


def shape(made: Record) -> tuple[object, ...]:
    """What a record says, whatever the order of its pages."""
    return (
        {(p.by, str(p.issue), p.stance, frozenset(p.statements), p.time, p.confidence) for p in made.positions},
        {(a.name, a.kind, a.of, frozenset(a.forms)) for a in made.actors},
        [(m.time, m.kind, m.label, frozenset(m.items)) for m in made.timeline],
        {c.document: c.checks for c in made.checks},
    )


def test_the_order_of_the_pages_changes_nothing() -> None:
    first = shape(record(*PAGES))
    for order in permutations(PAGES):
        assert shape(record(*order)) == first


def test_positions_and_actors_stand_in_one_order_whatever_the_pages() -> None:
    one, other = record(*PAGES), record(*reversed(PAGES))
    assert [(p.by, str(p.issue), p.stance) for p in one.positions] == [
        (p.by, str(p.issue), p.stance) for p in other.positions
    ]
    assert [a.name for a in one.actors] == [a.name for a in other.actors]


def test_another_page_leaves_the_readings_of_the_others_alone() -> None:
    few, all_of_them = record(*PAGES[:2]), record(*PAGES)
    assert all_of_them.readings[:2] == few.readings
    assert held(few.positions) <= held(all_of_them.positions)


def test_no_pages_make_an_empty_record() -> None:
    assert compile([], [], treaty(), world()) == Record()


def test_each_document_needs_its_own_reading() -> None:
    readings = [reading(d) for d in PAGES]
    with pytest.raises(ValueError, match="same order"):
        compile(PAGES, readings[:-1], treaty(), world())
    with pytest.raises(ValueError, match="same order"):
        compile(PAGES, readings[::-1], treaty(), world())


def test_two_spellings_of_one_side_are_one_person() -> None:
    made = record(
        admiral("Sergei Dobrin"), admiral("Sergey Dobrin", identity="b"), admiral("Sergey Dobrin", identity="c")
    )
    assert said_by(made) == ["Sergey Dobrin"] * 3
    (dobrin,) = [a for a in made.actors if "Dobrin" in a.name]
    assert {"Sergei Dobrin", "Sergey Dobrin"} <= set(dobrin.forms)
    merged = made.readings[0].statements[0].speaker
    assert merged is not None
    assert merged.evidence[-1].rule == "who is who"
    assert "Sergei Dobrin" in merged.evidence[-1].says


def test_the_name_of_the_reference_is_the_one_kept() -> None:
    many = [
        document(f"Arlenian minister Oda Kel said that it rained {n} times.", identity=f"{n}" * 16) for n in range(3)
    ]
    made = record(*many, document("Oda Kell of Arlen said that it snowed.", identity="f" * 16))
    assert set(said_by(made)) == {"Oda Kell"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (admiral("Sergei Dobrin"), admiral("Sergey Dobrin", "Castalian", "b")),
        (admiral("Sergei Dobrin"), document("Sergey Dobrin said that it snowed.", identity="b" * 16)),
        (admiral("Sergei Dobrin"), admiral("Andrei Dobrin", identity="b")),
        (admiral("Sergei Dobrin"), document("Dobrin said that it snowed.", identity="b" * 16)),
        (admiral("Sergei Dobrin"), document("Veyran general Dobrin said that it snowed.", identity="b" * 16)),
        (admiral("Sergei Dobrin"), admiral("Sergei Dobrinov", identity="b")),
    ],
)
def test_another_side_another_name_or_a_surname_alone_joins_nobody(one: Document, other: Document) -> None:
    apart = {a.name for d in (one, other) for a in record(d).actors}
    assert names(record(one, other)) == apart
    assert len({n for n in apart if n is not None and "Dobrin" in n}) == 2


def test_positions_of_both_spellings_are_one() -> None:
    texts = [
        "Veyran admiral Sergei Dobrin said that Arlen had violated the Lantern Treaty.",
        "Veyran admiral Sergey Dobrin said that Arlen had violated the Lantern Treaty.",
    ]
    made = record(*(document(t, identity=i * 16) for i, t in zip("ab", texts, strict=True)))
    (position,) = made.positions
    assert position.by == "Veyra"
    assert len(position.statements) == 2


def test_those_who_speak_most_stand_first() -> None:
    made = record(
        document(
            "Castaly said it rained. Oda Kell said it snowed. Oda Kell said that it froze. Tovey left.",
            identity="a" * 16,
        )
    )
    assert [a.name for a in made.actors][:2] == ["Oda Kell", "Castaly"]


def test_the_timeline_is_in_order_and_tells_the_same_thing_once() -> None:
    made = record(*PAGES)
    begins = [m.time.earliest or m.time.latest for m in made.timeline]
    assert begins == sorted(b for b in begins if b is not None)
    signed = [m for m in made.timeline if m.kind is MomentKind.EVENT]
    assert len(signed) == 1
    assert len(signed[0].items) == 2
    assert {m.kind for m in made.timeline} == set(MomentKind)


def test_every_line_opens_on_something_that_was_read() -> None:
    made = record(*PAGES)
    items = {s.id for r in made.readings for s in r.statements}
    items |= {e.id for r in made.readings for e in r.events} | {d.id for r in made.readings for d in r.deadlines}
    assert {i for m in made.timeline for i in m.items} <= items
    assert {i for p in made.positions for i in p.statements} <= items


def test_what_was_never_dated_stands_on_no_timeline() -> None:
    made = record(document("Oda Kell said that it rained."))
    assert made.timeline == ()


def test_checks_keep_the_order_of_the_documents() -> None:
    made = record(*PAGES)
    assert [c.document for c in made.checks] == [d.id for d in PAGES]


def test_both_sides_of_a_question_stand_beside_each_other() -> None:
    made = record(*PAGES)
    extends = [(p.by, str(p.stance)) for p in made.positions if p.issue.predicate == "extends"]
    assert extends == [("Castaly", "affirm"), ("Castaly", "deny")]


DUNMOOR = "gave Dunmoor 30 days to answer"
WITH_ITS_DAY = document(
    f"On Monday, Foreign Minister Oda Kell {DUNMOOR}.", identity="a" * 16, dates=[given("2018-11-08")]
)
WITHOUT = document(f"Foreign Minister Oda Kell {DUNMOOR}.", identity="b" * 16, dates=[given("2018-11-20")])


def terms(*documents: Document) -> list[str]:
    return [str(m.time) for m in record(*documents).timeline if m.kind is MomentKind.DEADLINE]


def test_a_term_told_without_its_day_is_bounded_in_the_timeline() -> None:
    assert terms(WITHOUT) == ["../2018-12-20"]


@pytest.mark.parametrize("order", list(permutations((WITH_ITS_DAY, WITHOUT))))
def test_the_same_term_with_and_without_its_day_is_one_line_with_both_pages(order: tuple[Document, ...]) -> None:
    made = record(*order)
    (line,) = [m for m in made.timeline if m.kind is MomentKind.DEADLINE]
    assert str(line.time) == "2018-12-05"
    assert len(line.items) == 2
    joined = made.readings[order.index(WITHOUT)].deadlines[0]
    assert joined.falls.evidence[0].rule == "same term"
    assert joined.falls.confidence < 0.85


def test_of_one_page_the_term_with_its_day_dates_the_other_telling() -> None:
    text = f"On Monday, Foreign Minister Oda Kell {DUNMOOR}. It rained. Oda Kell {DUNMOOR}, and it snowed."
    assert terms(document(text, identity="a" * 16, dates=[given("2018-11-08")])) == ["2018-12-05"]


@pytest.mark.parametrize(
    "other",
    [
        # It had ended when the other page came out; another speaker; another length; another day for the same term.
        (document(f"Foreign Minister Oda Kell {DUNMOOR}.", identity="b" * 16, dates=[given("2019-08-20")]),),
        (document(f"President Bram Tovey {DUNMOOR}.", identity="b" * 16, dates=[given("2018-11-20")]),),
        (
            document(
                "Foreign Minister Oda Kell gave Dunmoor 40 days to answer.",
                identity="b" * 16,
                dates=[given("2018-11-20")],
            ),
        ),
        (
            WITHOUT,
            document(
                f"On Monday, Foreign Minister Oda Kell {DUNMOOR}.", identity="c" * 16, dates=[given("2018-11-15")]
            ),
        ),
    ],
)
def test_another_term_or_two_that_do_not_agree_date_nothing(other: tuple[Document, ...]) -> None:
    assert any(time.startswith("../") for time in terms(WITH_ITS_DAY, *other))
