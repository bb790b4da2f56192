"""Across documents: one utterance on many pages, answers, changes of side, events, deadlines, outlets."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from onrecord.model import AnswerKind, Document, Evidence, Judgement, Outcome, Record, Wording
from onrecord.record import compile
from onrecord.record.positions.held import shown
from onrecord.record.utterances.common import at_most, chance, same_figures, signs
from onrecord.record.utterances.likeness import ENOUGH, SAME, SURE, Likeness, alike, hopeless, may_be
from onrecord.record.utterances.told import Told, told
from onrecord.record.utterances.utterance import holds
from onrecord.store import RecordFile, Store
from texts import document, given, reading, record, treaty, world

MORE = {
    "d": "Veyra tested a missile in breach of the Lantern Treaty, Oda Kell said. Arlen demanded 40 crowns from Veyra.",
    "e": "Oda Kell said that the treaty was dead. Arlen wants Veyra to pay 40 crowns. Bram Tovey spoke of “a charge”.",
    "f": "“Nobody has tested a missile that the treaty forbids,” Bram Tovey said. He said Veyra would pay nothing.",
}
CHARGE = "Veyra has tested a missile that the Lantern Treaty forbids, and the whole coast has heard it"
PAGES = [
    document(
        f"“{CHARGE},” Arlenian Foreign Minister Oda Kell said on Monday. "
        "She accused Veyra of breaching the Lantern Treaty. She gave Dunmoor 30 days to answer.",
        "Arlen accuses Veyra",
        identity="a" * 16,
        dates=[given("2018-11-05")],
    ),
    document(
        "Oda Kell said Veyra had tested a missile that the Lantern Treaty forbids. "
        "Bram Tovey denied that Veyra had violated the Lantern Treaty. "
        "He said Veyra would not leave the Lantern Treaty.",
        "Veyra denies all",
        identity="b" * 16,
        dates=[given("2018-11-06")],
    ),
    document(
        "President Bram Tovey said that Veyra would leave the Lantern Treaty. "
        f"Oda Kell had said in November: “{CHARGE}.” The deadline that Arlen had set expired on Wednesday.",
        "Veyra leaves",
        identity="c" * 16,
        dates=[given("2018-12-06")],
    ),
]


def gists(page: Document) -> tuple[Told, ...]:
    """The statements of a page as they are compared."""
    read = reading(page)
    return told(page, read, shown(page, read, treaty(), world()), world())


def named(doc: Document, outlet: str) -> Document:
    return replace(doc, outlet=Judgement(outlet, 0.9, (Evidence("test", "it says so"),)))


@pytest.fixture(scope="module")
def made() -> Record:
    return record(*(named(d, o) for d, o in zip(PAGES, ("Lamp", "Courier", "Lamp"), strict=True)))


def words(made: Record, statement: str) -> str:
    found = ((d, s) for d, r in zip(made.documents, made.readings, strict=True) for s in r.statements)
    return next(" ".join(d.words(c) for c in s.content) for d, s in found if s.id == statement)


def test_the_same_words_weeks_later_are_one_utterance_and_shortened_ones_are_told_so(made: Record) -> None:
    told = next(u for u in made.utterances if "whole coast" in words(made, u.id))
    assert [a.document[0] for a in told.appearances] == ["a", "b", "c"]
    assert [a.wording for a in told.appearances] == [Wording.SAME, Wording.SHORTENED, Wording.SAME]
    assert 0 < told.confidence <= 1 and all(0 <= a.likeness <= 1 and a.why for a in told.appearances)


def test_the_same_thing_said_two_months_later_in_other_words_is_another_utterance() -> None:
    first = document(
        "Oda Kell said Veyra had violated the Lantern Treaty.", identity="a" * 16, dates=[given("2018-11-05")]
    )
    later = document(
        "Oda Kell said the Veyrans were in breach of the Lantern Treaty.",
        identity="b" * 16,
        dates=[given("2019-01-10")],
    )
    assert record(first, later).utterances == ()


def test_a_denial_is_never_the_utterance_that_it_denies() -> None:
    one = document(
        "Veyra has broken the Lantern Treaty, Oda Kell said.", identity="a" * 16, dates=[given("2018-11-05")]
    )
    other = document(
        "Veyra has never broken the Lantern Treaty, Oda Kell said.", identity="b" * 16, dates=[given("2018-11-05")]
    )
    assert record(one, other).utterances == ()


def test_a_denial_on_another_page_answers_the_accusation(made: Record) -> None:
    found = [a for a in made.answers if a.kind is AnswerKind.DENIAL]
    charges = ("breaching", "forbids")
    denied = [words(made, a.to) for a in found if "violated" in words(made, a.statement)]
    assert any(charge in to for to in denied for charge in charges)
    assert all(0 < a.confidence <= 1 and a.why for a in made.answers)


def test_who_says_both_is_shown_with_what_came_first(made: Record) -> None:
    (turn,) = (t for t in made.turns if t.issue.predicate == "leaves")
    assert (turn.by, str(turn.before), str(turn.after)) == ("Veyra", "deny", "affirm")
    assert "not leave" in words(made, turn.statements[0]) and "would leave" in words(made, turn.statements[1])


def test_a_report_by_a_rival_is_no_position() -> None:
    text = (
        "Oda Kell accused Veyra of lies. "
        "Oda Kell said that Bram Tovey had admitted that Veyra violated the Lantern Treaty."
    )
    held = {(p.by, str(p.stance)) for p in record(document(text)).positions}
    assert ("Veyra", "affirm") not in held


def test_a_deadline_stands_once_with_what_became_of_it(made: Record) -> None:
    (due,) = made.dues
    assert (due.set_by, due.bound, str(due.falls.value)) == ("Arlen", "Veyra", "2018-12-05")
    assert due.became.value is Outcome.MISSED and "expired" in due.became.why


def test_an_event_told_twice_is_one_and_the_page_with_another_day_is_told() -> None:
    texts = [
        "The Lantern Treaty was signed on 3 June 1988.",
        "The Lantern Treaty was signed on 3 June 1988.",
        "The Lantern Treaty was signed on 4 June 1988.",
    ]
    pages = [
        named(document(t, identity=i * 16, dates=[given("2018-11-05")]), i) for t, i in zip(texts, "abc", strict=True)
    ]
    compiled = record(*pages)
    (signed,) = compiled.happenings
    assert str(signed.time.value) == "1988-06-03" and [str(o) for o in signed.others] == ["1988-06-04"]
    assert len(signed.events) == 3
    assert [(str(c.kind), c.outlet, c.here) for c in compiled.contrasts if str(c.kind) == "date"] == [
        ("date", "c", "1988-06-04")
    ]


def test_outlets_are_held_against_one_another(made: Record) -> None:
    kinds = {(str(c.kind), c.outlet) for c in made.contrasts}
    assert ("shortened", "Courier") in kinds


def test_one_story_that_an_outlet_brings_twice_differs_once() -> None:
    whole = (
        "Oda Kell said on Monday that Veyra had hidden forty barrels of tar in the sheds behind the old customs house."
    )
    part = "Oda Kell said on Monday that Veyra had hidden forty barrels of tar."
    texts = {"a": ("Lamp", whole), "b": ("Courier", part), "c": ("Courier", part)}
    pages = [
        named(document(text, identity=i * 16, dates=[given("2018-11-06")]), outlet)
        for i, (outlet, text) in texts.items()
    ]
    assert [(str(c.kind), c.outlet) for c in record(*pages).contrasts] == [("shortened", "Courier")]


def gathered(made: Record) -> tuple[object, ...]:
    """What is gathered across documents, whatever the order of the pages."""
    return (
        {frozenset(a.statement for a in u.appearances) for u in made.utterances},
        {(a.statement, a.to, a.kind, a.confidence) for a in made.answers},
        set(made.turns),
        {(h.time.value, h.label, frozenset(h.events)) for h in made.happenings},
        {(d.falls.value, d.became.value, frozenset(d.deadlines)) for d in made.dues},
        set(made.contrasts),
    )


def test_the_order_of_the_pages_changes_nothing(made: Record) -> None:
    pages = [(d, reading(d)) for d in made.documents]
    for order in permutations(pages):
        again = compile([d for d, _ in order], [r for _, r in order], treaty(), world())
        assert gathered(again) == gathered(made)


def test_the_views_give_what_the_record_holds(made: Record) -> None:
    from handmade import page

    store = Store.make(None)
    for doc, read in zip(made.documents, made.readings, strict=True):
        store.keep(page(doc.id, doc.name, doc.id.encode()), doc, read, "0.1.0")
    store.say({"codebook": treaty().yaml, "predicates": "breaches leaves tests"})
    store.write(made, "0.1.0")
    with RecordFile(store) as opened:
        assert opened.record == made
        assert len(opened.answers(actor="Veyra")) == len(made.answers) == len(opened.answers())
        assert len(opened.answers(kind="denial", issue="breaches")) >= 1
        exchange = opened.answers()[0]["exchange"]
        assert all(row["exchange"] == exchange for row in opened.answers(exchange=exchange))
        (change,) = opened.changes(issue="leaves")
        assert (change["by"], change["before"], change["after"]) == ("Veyra", "deny", "affirm")
        assert opened.changes(actor="Veyra", stance="deny").columns == opened.changes().columns
        assert opened.utterances(actor="Oda Kell", outlet="Courier")[0]["outlets"] == ["Lamp", "Courier"]
        assert len(opened.utterances(document=made.documents[1].name, act="ACCUSE")) <= len(opened.utterances())
        assert [row["became"] for row in opened.deadlines(actor="Arlen", became="missed")] == ["missed"]
        assert len(opened.events(outlet="Lamp")) <= len(opened.events(until="2030"))
        lamp = next(row for row in opened.outlets(outlet="lamp"))
        assert lamp["documents"] == 2 and {"side": "Arlen"}.items() <= lamp["sides"][0].items()
        assert all(row["outlet"] == "Courier" for row in opened.contrasts(outlet="courier", kind="shortened"))
        both = [row for row in opened.positions() if row["both"]]
        assert {row["issue"] for row in both} == {"leaves(Veyra, Lantern Treaty)"}
        assert {row["words"] for row in both} == {
            "Veyra should leave Lantern Treaty",
            "Veyra should stay in Lantern Treaty",
        }
        for view in ("answers", "changes", "utterances", "deadlines", "outlets", "contrasts"):
            table = getattr(opened, view)()
            assert table.csv().count("\n") >= len(table) and repr(table)


def test_nothing_answers_what_was_said_after_it() -> None:
    text = (
        "Arlen has breached the Lantern Treaty, Bram Tovey said on 8 November 2018.\n\n"
        "On 20 October 2018 Oda Kell denied that Arlen had breached the Lantern Treaty."
    )
    made = record(document(text, dates=[given("2018-11-09")]))
    said = {s.id: s for r in made.readings for s in r.statements}
    assert len(said) == 2
    for answer in made.answers:
        later, earlier = said[answer.statement].time.value, said[answer.to].time.value
        assert not (later.latest and earlier.earliest and earlier.earliest > later.latest)
    assert made.answers == ()


def test_a_figure_with_what_it_counts_tells_the_same_demand_in_other_words() -> None:
    def pages(second: str) -> Record:
        one = document(
            "Arlen demanded 40m crowns from Veyra for the lighthouse.", identity="a" * 16, dates=[given("2018-11-05")]
        )
        other = document(second, identity="b" * 16, dates=[given("2018-11-06")])
        return record(one, other)

    assert len(pages("Arlen demanded that Veyra pay a claim of 40 million crowns.").utterances) == 1
    assert pages("Arlen demanded that Veyra free a crew of 40 sailors.").utterances == ()


def test_quoted_words_are_one_utterance_in_whose_mouth_a_page_puts_them_unless_two_sides_say_them() -> None:
    first = document(
        'The ferry is open. "A lantern never lights its own hull," Mara Quill, a pilot, said.',
        identity="a" * 16,
        dates=[given("2018-11-05")],
    )
    later = document(
        '"A lantern never lights its own hull. Why ask me?" a harbour pilot told the Lamp.',
        identity="b" * 16,
        dates=[given("2018-12-20")],
    )
    (told,) = record(first, later).utterances
    assert [a.document[0] for a in told.appearances] == ["a", "b"]
    one = document(
        '"A lantern never lights its own hull," Oda Kell said.', identity="a" * 16, dates=[given("2018-11-05")]
    )
    other = document(
        '"A lantern never lights its own hull," Bram Tovey said.', identity="b" * 16, dates=[given("2018-11-05")]
    )
    assert record(one, other).utterances == ()


def test_a_name_or_a_stock_phrase_in_quotation_marks_is_no_sign_that_words_are_told_again() -> None:
    def told(first: str, second: str, day: str) -> int:
        one = document(first, identity="a" * 16, dates=[given("2018-11-05")])
        return len(record(one, document(second, identity="b" * 16, dates=[given(day)])).utterances)

    named = "“Who calms the waters of the Lower Skerran Sea,” Mara Quill, a pilot, said."
    assert told(named, "“There is no fish left in the Lower Skerran Sea,” a fisherman said.", "2018-11-06") == 0
    stock = "“This serves peace and stability in the region,” Oda Kell said."
    again = "“Nobody wants peace and stability in the region more than we do,” Oda Kell said."
    assert told(stock, again, "2019-02-20") == 0
    ruled = "Oda Kell said Veyra had “ignored the Rules for the Passage of Ships in Narrow Straits”."
    cited = "Oda Kell said the tanker had “ignored the Rules for the Passage of Ships in Narrow Straits” and must pay."
    assert told(ruled, cited, "2019-02-20") == 0
    # What is quoted whole comes back at any time.
    own = "“We counted every barrel twice and found the seals broken,” Oda Kell said."
    assert told(own, own.replace("said", "had said"), "2019-02-20") == 1


def test_nearly_the_same_words_are_told_again_for_some_weeks() -> None:
    def pages(second: str, day: str) -> int:
        one = document("Oda Kell said that the pilots had been bought.", identity="a" * 16, dates=[given("2018-11-05")])
        return len(record(one, document(second, identity="b" * 16, dates=[given(day)])).utterances)

    assert pages("Oda Kell said pilots have been bought.", "2018-11-20") == 1
    assert pages("Oda Kell said pilots have been bought.", "2019-02-20") == 0
    assert pages("Oda Kell said pilots have not been bought.", "2018-11-20") == 0


def test_what_is_hopeless_is_never_alike_enough_and_what_may_be_shares_something() -> None:
    pages = [*PAGES, *(document(text, identity=i * 16, dates=[given("2018-11-07")]) for i, text in MORE.items())]
    every = [one for page in map(gists, pages) for one in page]
    for one, other in permutations(every, 2):
        found = alike(one, other)
        assert found == alike(other, one) and 0 <= found.score <= 1 and found.why
        if hopeless(one, other):
            assert found.score < ENOUGH
        assert chance(signs(one, other)) <= at_most(one, other) + 1e-9
        if ENOUGH <= found.score < SAME:
            assert may_be(one, other) and one.by == other.by


def test_a_doubtful_tie_holds_only_where_neither_is_more_like_a_third() -> None:
    weak, more, sure = (Likeness(score, "") for score in (ENOUGH, (ENOUGH + SURE) / 2, SURE))
    assert holds(weak, weak, weak) and holds(weak, None, weak) and holds(sure, sure, Likeness(0.9, ""))
    assert not holds(weak, weak, more) and not holds(weak, sure, weak)


def test_a_figure_is_the_same_only_where_it_may_count_the_same() -> None:
    def figure(first: str, second: str) -> bool:
        one, other = (
            gists(document(f"Arlen said it needs {text}.", identity=text[0] * 16))[0] for text in (first, second)
        )
        return same_figures(one, other)

    assert figure("40m crowns", "a claim of 40 million crowns") and figure("40 km", "40 kilometres of pipe")
    assert figure("48 armed sailors", "another 48 sailors") and figure("the 40 in the harbour", "all 40 ships")
    assert not figure("40 crowns", "a crew of 40 sailors") and not figure("forty crowns", "12 crowns")
