"""What happened, told by words that no lexicon has: clues of the network, and which of them are worth a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Act, Document, Event, Reading
from onrecord.reading import read
from onrecord.reading.encoder.happened import KINDS, LEAST
from onrecord.reading.events.anew import anew, telling
from onrecord.reading.events.worth import WEIGHED, chance, signs, weights, worthy
from texts import document, given, trained, world


def told(text: str) -> tuple[Document, Reading]:
    page = document(text, dates=[given("2018-11-08")])
    return page, read(page, trained(), world())


def clues(text: str) -> list[str]:
    page, found = told(text)
    return [page.words(c.span) for c in found.clues if c.chance >= 0.5]


def by_clue(text: str) -> list[Event]:
    return [e for e in told(text)[1].events if e.rule == WEIGHED]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Arlen scrapped the levy on Veyran salt on Monday.", "scrapped"),
        ("The two delegations shook hands on a text in Ruhn on Tuesday night.", "shook"),
        ("Veyra on Monday rebuffed the plea of the Harbour League.", "rebuffed"),
    ],
)
def test_a_word_tells_that_something_happened(text: str, word: str) -> None:
    assert word in clues(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arlen will scrap the levy on Veyran salt next week.",
        "Arlen would scrap the levy on Veyran salt.",
        "Arlen has never scrapped a levy on salt.",
        "The base lies nine miles north of the border.",
    ],
)
def test_plans_conditions_denials_and_states_are_none(text: str) -> None:
    assert clues(text) == []


def test_what_stands_under_a_condition_is_no_event() -> None:
    assert by_clue("Arlen would scrap the levy if Veyra on Monday asked it to.") == []


def test_a_clue_with_its_day_is_an_event_in_the_words_of_the_page() -> None:
    text = "Veyra on Monday rebuffed the plea of the Harbour League. It gave no reason."
    found = by_clue(text)
    assert [(set(e.who), str(e.time.value)) for e in found] == [({"Veyra", "Harbour League"}, "2018-11-05")]
    assert "rebuffed the plea" in found[0].label
    assert LEAST <= found[0].chance <= 1


def test_events_are_found_anew_from_the_clues_that_a_reading_keeps() -> None:
    page, found = told("Veyra on Monday rebuffed the plea of the Harbour League. It gave no reason.")
    assert anew(page, found, world()).events == found.events
    assert not [e for e in anew(page, replace(found, clues=()), world()).events if e.rule == WEIGHED]


def test_what_the_lexicon_tells_is_never_weighed() -> None:
    page, found = told("Arlen expelled two Veyran envoys on Monday.")
    assert [e.rule for e in found.events] in (["kind"], ["frame"])
    unlikely = replace(found.events[0], chance=0.0)
    assert worthy(telling(page, found, found.published, world()), unlikely)


def test_a_day_that_is_told_speaks_for_an_event_more_than_one_that_is_not() -> None:
    page, found = told("Veyra on Monday rebuffed the plea of the Harbour League. It gave no reason.")
    event = next(e for e in found.events if e.rule == WEIGHED)
    shown = signs(telling(page, found, found.published, world()), event)
    assert shown["day told"] == 1.0
    less = {name: much for name, much in shown.items() if not name.startswith("day ")}
    assert chance(less) < chance(shown)
    assert set(weights()) >= {"always", "odds", "day told"}


@pytest.mark.parametrize(
    "text",
    [
        "The Ruhn Accord was signed by Arlen and Veyra on 3 May 2016. It outlawed mines and torpedoes.",
        "Envoys of Veyra met on Monday. The Lantern Treaty outlawed mines and torpedoes.",
    ],
)
def test_what_an_agreement_provides_is_no_deed_of_a_party(text: str) -> None:
    assert "outlawed" not in " ".join(e.label for e in told(text)[1].events)


def test_kinds_are_acts_but_for_one() -> None:
    assert {kind for kind in KINDS if kind not in {act.value for act in Act}} == {"OTHER"}


# The recipe


def test_marks_of_a_passage() -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from train.happened import unmarked

    found = unmarked("Orvia {SANCTION expelled} two men; the {CONSULT talks} {= broke} up, was {COERCE well taken}.")
    assert found.text == "Orvia expelled two men; the talks broke up, was well taken."
    assert [(found.text[start:].split()[0], kind) for start, kind in found.marks] == [
        ("expelled", "SANCTION"),
        ("talks", "CONSULT"),
        ("broke", "="),
        ("taken.", "COERCE"),
    ]
    with pytest.raises(ValueError, match="no kind 'DANCE'"):
        unmarked("They {DANCE danced}.")
    with pytest.raises(ValueError, match="a mark that is none"):
        unmarked("They {danced}.")


def test_every_passage_is_well_marked() -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from train.happened import FOLDER, passages

    for file in sorted(FOLDER.glob("*.txt")):
        every = list(passages(file))
        assert len(every) > 40
        assert sum(len(one.marks) for one in every) > 500


def test_the_head_in_the_file_computes_what_was_fitted() -> None:
    ort = pytest.importorskip("onnxruntime")
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnxscript")
    import numpy as np
    from train.export import traced
    from train.happened import Head
    from train.model import Names

    torch.manual_seed(3)
    net = Names(24, 1 + len(KINDS), 12, 16, 1).eval()
    deep = torch.randn(1, 9, 24)
    with torch.no_grad():
        wanted = net(deep, torch.ones(1, 9))[0].numpy()
    made = traced(Head(net), (deep,), ["deep"], ["happened"], {"deep": {1: "more"}, "happened": {0: "more"}})
    session = ort.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    (got,) = session.run(["happened"], {"deep": deep.numpy()})
    assert got.shape == (9, 1 + len(KINDS))
    assert np.abs(got - wanted).sum() < 0.1 * np.abs(wanted).sum()
    (few,) = session.run(["happened"], {"deep": deep.numpy()[:, :4]})
    assert few.shape == (4, 1 + len(KINDS))


def test_weights_of_signs_are_drawn_towards_nought_and_tell_what_is_so() -> None:
    pytest.importorskip("torch")
    from train.logistic import fit

    examples = [({"always": 1.0, "told": 1.0}, True)] * 8 + [({"always": 1.0}, False)] * 8
    near, far = fit(examples, 0.5), fit(examples, 50.0)
    assert near["told"] > far["told"] > 0 > near["always"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "In a letter to Arlen on Monday Veyra rebuffed the plea of the Harbour League.",
            "Veyra rebuffed",
        ),
        ("Veyra's cabinet met. On Monday it rebuffed the plea of the Harbour League.", "Veyra rebuffed"),
        ("Oda Kell, the envoy of Arlen, rebuffed the plea of the Harbour League on Monday.", "Oda Kell rebuffed"),
        ("It was Oda Kell who on Monday rebuffed the plea of the Harbour League.", "Oda Kell rebuffed"),
        (
            "Veyra said Arlen had broken the accord. The accord was signed on April 22, 2004 and obliges the parties "
            "to keep rocket artillery 40 km away from the Dravin.",
            "The accord obliges the parties to keep rocket artillery 40 km away from the Dravin",
        ),
    ],
)
def test_a_label_begins_with_who_did_it(text: str, label: str) -> None:
    assert [e.label for e in by_clue(text) if e.label.startswith(label)]


def test_a_label_of_a_verb_alone_takes_in_what_is_quoted_behind_it() -> None:
    text = "Veyra claims that drones fly. On Monday Oda Kell rejected that as “a story in search of a villain”."
    assert "Oda Kell rejected that as “a story in search of a villain”" in [e.label for e in by_clue(text)]


def test_a_label_has_the_words_of_the_page_without_the_day() -> None:
    text = "On 3 December 2001, Arlen gave Veyra 48 hours to leave the island of Sarn; the war began two days later."
    assert "Arlen gave Veyra 48 hours to leave the island of Sarn" in [e.label for e in by_clue(text)]
    long = "Veyra on Monday rebuffed the plea of the Harbour League and of forty of its towns to let the barges pass."
    (label,) = [e.label for e in by_clue(long) if "rebuffed" in e.label]
    assert label.startswith("Veyra rebuffed the plea of the Harbour League") and label.endswith("…")


@pytest.mark.parametrize(
    "text", ["Arlen should have rejected the plea on Monday.", "Arlen must have rejected the plea on Monday."]
)
def test_what_should_have_been_done_is_no_event(text: str) -> None:
    assert by_clue(text) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Cooks, stokers and gunners of Veyra mutinied on Monday.", "Cooks, stokers and gunners of Veyra mutinied"),
        (
            "Oda Kell of Arlen flew home and rebuffed the plea of Veyra on Monday.",
            "Oda Kell rebuffed the plea of Veyra",
        ),
        (
            "The ship that carried Arlen's envoys rebuffed the plea of Veyra on Monday.",
            "ship rebuffed the plea of Veyra",
        ),
        (
            'On Monday Veyra rebuffed what it called a "farce" of the Harbour League.',
            'Veyra rebuffed what it called a "farce" of the Harbour League',
        ),
        (
            "The Straits Commission said it had asked Veyra on Monday for permission to visit Ruhn.",
            "Straits Commission had asked Veyra for permission to visit Ruhn",
        ),
    ],
)
def test_a_label_never_begins_with_somebody_else(text: str, label: str) -> None:
    assert label in [e.label for e in by_clue(text)]


def test_what_would_have_been_is_no_event() -> None:
    assert not told("Had Veyra apologised on Monday, Arlen would have stayed.")[1].events


def test_who_leaves_an_agreement_is_named_before_it() -> None:
    found = told("Osheli quit the Lantern Treaty on Monday.")[1].events
    assert [(e.label, e.who) for e in found] == [("Osheli withdrew from Lantern Treaty", ("Osheli",))]


def test_a_label_begins_behind_the_dateline() -> None:
    text = "TOLM, Nov 8 - Arlen said it would pull its troops back on Monday."
    assert all(not e.label.startswith("TOLM") for e in told(text)[1].events)
