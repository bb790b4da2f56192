"""One actor, one row: what brings names together, what keeps them apart, and that each merge says why."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bench import actors as bench

from onrecord.model import ActorKind, Document, Record
from onrecord.record.actors.body import introduced, key
from onrecord.record.actors.person import relation
from onrecord.reference import Reference
from texts import document, record, told, world

PAIRS = yaml.safe_load((Path(__file__).parents[1] / "bench" / "texts" / "names.yaml").read_text(encoding="utf-8"))


# ── persons ────────────────────────────────────────────────────────────────────────────────────────────────


def test_names_of_different_persons_never_go_together() -> None:
    assert [pair for pair in PAIRS["other"] if relation(*pair)] == []


def test_most_spellings_of_one_person_go_together() -> None:
    assert sum(relation(*pair) is not None for pair in PAIRS["same"]) >= 64


@pytest.mark.parametrize("pair", [*PAIRS["same"], *PAIRS["other"]], ids=" / ".join)
def test_a_relation_has_no_order(pair: list[str]) -> None:
    assert relation(*pair) == relation(*reversed(pair))


def page(text: str, letter: str) -> Document:
    return document(text, identity=letter * 16)


def people(*texts: str) -> set[str]:
    made = record(*(page(text, letter) for text, letter in zip(texts, "abcdefgh", strict=False)))
    return {a.name for a in made.actors if a.kind is ActorKind.PERSON}


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["Veyran admiral Sergei Dobrin said it rained.", "Veyran admiral Serguei Dobrin said it snowed."], 1),
        (["Veyran admiral Tomas Dobrin said it rained.", "Veyran admiral T. Dobrin said it snowed."], 1),
        (["Veyran admiral Tomas Dobrin said it rained.", "Veyran admiral Tomas R. Dobrin said it snowed."], 1),
        (["Veyran admiral Orban Viktov said it rained.", "Veyran admiral Viktov Orban said it snowed."], 1),
        (["Veyran admiral Orban Viktov said it rained.", "Veyran judge Viktov Orban said it snowed."], 2),
        (["Veyran admiral Sergei Dobrin said it rained.", "Veyran admiral Dobrin said it snowed."], 1),
        (["Veyran admiral Sergei Dobrin said it rained.", "Castalian admiral Dobrin said it snowed."], 2),
        (["Veyran deputy minister Sergei Dobrin said it rained.", "Veyran minister Dobrin said it snowed."], 2),
        (
            [
                "Veyran admiral Sergei Dobrin said it rained.",
                "Veyran admiral Pavel Dobrin said it froze.",
                "Veyran admiral Dobrin said it snowed.",
            ],
            3,
        ),
        (
            [
                "Veyran admiral Tomas R. Dobrin said it rained.",
                "Veyran admiral Tomas K. Dobrin said it froze.",
                "Veyran admiral Tomas Dobrin said it snowed.",
            ],
            3,
        ),
    ],
)
def test_persons_are_joined_by_name_side_and_role_where_nobody_else_fits(texts: list[str], left: int) -> None:
    assert len(people(*texts)) == left, people(*texts)


def test_namesakes_of_two_states_are_two() -> None:
    found = people("Veyran admiral Dobrin said it rained.", "Castalian admiral Dobrin said it snowed.")
    assert found == {"Dobrin (Veyra)", "Dobrin (Castaly)"}
    assert people("Veyran admiral Dobrin said it rained.", "Veyran admiral Dobrin said it snowed.") == {"Dobrin"}


def test_every_merge_says_why() -> None:
    made = record(
        page("Veyran admiral Sergei Dobrin said it rained.", "a"), page("Veyran admiral Dobrin said it snowed.", "b")
    )
    (actor,) = (a for a in made.actors if a.kind is ActorKind.PERSON)
    (merge,) = actor.merged
    assert merge.value == "Dobrin" and merge.confidence < 0.9
    assert merge.why == "Dobrin is Sergei Dobrin: surname, role and state fit nobody else; both of Veyra"
    speaker = made.readings[1].statements[0].speaker
    assert speaker is not None and speaker.evidence[-1] == merge.evidence[-1] and speaker.confidence < merge.confidence
    assert list(map(str, actor.roles)) == ["admiral, Veyra"]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Veyran admiral Sergei Dobrin said it rained.", "admiral, Veyra"),
        ("Former Veyran defence minister Sergei Dobrin said it rained.", "former defence minister, Veyra"),
        ("Then-defence minister Sergei Dobrin said it rained.", "former defence minister"),
        ("Ex-Straits Commission analyst Sergei Dobrin said it rained.", "former analyst, Straits Commission"),
        ("Veyra's acting president, Sergei Dobrin, said it rained.", "acting president, Veyra"),
        ("Sergei Dobrin, the prime minister-designate of Veyra, said it rained.", "prime minister-designate, Veyra"),
        ("President-elect Sergei Dobrin said it rained.", "president-designate"),
        ("Sergei Dobrin, a former deputy head of Veyra's space agency, said it rained.", "former deputy head, Veyra"),
        ("The outgoing Veyran chancellor, Sergei Dobrin, said it rained.", "chancellor, Veyra"),
        ("Sergei Dobrin said it rained.", None),
        ("The minister met Sergei Dobrin. Sergei Dobrin said it rained.", None),
        ("Sergei Dobrin, a friend of the minister, said it rained.", None),
    ],
)
def test_what_a_page_calls_somebody_and_how_the_office_is_held(body: str, role: str | None) -> None:
    _, found = told(body)
    (actor,) = (a for a in found.actors if a.name == "Sergei Dobrin")
    assert list(map(str, actor.roles)) == ([role] if role else [])


# ── bodies ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Veyran Foreign Ministry", "Foreign Ministry of Veyra"),
        ("Veyran Foreign Ministry", "Veyra's Ministry of Foreign Affairs"),
        ("Veyran Defense Ministry", "Ministry of Defence of Veyra"),
        ("the Castalian Parliament", "Parliament of Castaly"),
    ],
)
def test_a_body_comes_down_to_its_words_and_its_state(one: str, other: str) -> None:
    assert key(one, None, world()) == key(other, None, world())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Veyran Foreign Ministry", "Castalian Foreign Ministry"),
        ("Veyran Foreign Ministry", "Veyran Defence Ministry"),
        ("Veyran Foreign Ministry", "Foreign Ministry"),
    ],
)
def test_bodies_of_other_words_or_states_do_not(one: str, other: str) -> None:
    assert key(one, None, world()) != key(other, None, world())
    assert key("Foreign Ministry", "Veyra", world()) == key("Veyran Foreign Ministry", None, world())


def bodies(made: Record) -> set[str]:
    return {a.name for a in made.actors if a.kind is ActorKind.ORGANISATION}


def test_a_ministry_is_one_row_however_it_is_put() -> None:
    made = record(
        page("The Veyran Foreign Ministry said it rained.", "a"),
        page("The Ministry of Foreign Affairs of Veyra said it snowed.", "b"),
        page("The Castalian Foreign Ministry said it froze.", "c"),
    )
    assert len(bodies(made)) == 2
    for actor in made.actors:
        for merge in actor.merged:
            assert "the same words of Veyra" in merge.why


def test_an_abbreviation_is_what_any_page_introduces_it_as() -> None:
    text = (
        "The Lantern Verification Office (LVO) and the Office of Sound and Harbour Affairs (OSHA) met. It (OK) rained."
    )
    found = introduced([page(text, "a")])
    assert {short: set(full) for short, full in found.items()} == {
        "LVO": {"Lantern Verification Office"},
        "OSHA": {"Office of Sound and Harbour Affairs"},
    }
    assert "introduces LVO as Lantern Verification Office" in found["LVO"]["Lantern Verification Office"].says


def test_what_states_and_bodies_were_called_before_is_in_the_reference() -> None:
    reference = Reference.load()
    called = {name.words: name.refers for name in reference.names}
    for old, new in (("Swaziland", "Eswatini"), ("Burma", "Myanmar"), ("Türkiye", "Turkey")):
        assert called[old] == called[new]


# ── the bench ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_scorer_levels_articles_case_and_apostrophes() -> None:
    row = {"meant": "The New York Times", "also": ["Trump’s team"]}
    assert bench.right(row, "new york times") and bench.right(row, "Trump's team")
    assert not bench.right(row, "Times") and not bench.right(row, None)
    assert bench.right({"meant": None, "also": []}, None) and not bench.right({"meant": None, "also": []}, "Trump")
