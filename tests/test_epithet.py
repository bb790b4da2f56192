"""Who speaks on under another word, whom "they" are, and what in a source is no part of who it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Span
from onrecord.model.wire import Named, Wire
from onrecord.reading import read
from texts import document, given, reading, seen, trained, who, world


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rolf Anders said it rained. The Sundmark senator said it snowed.", ["Rolf Anders"] * 2),
        ("“It rained,” Rolf Anders said. “It will snow,” the front-runner added.", ["Rolf Anders"] * 2),
        ("Rolf Anders said it rained. The 43-year-old said it snowed.", ["Rolf Anders"] * 2),
        ("Rolf Anders said it rained. The front-runner and former minister said it snowed.", ["Rolf Anders"] * 2),
        (
            "The Harbour Watch Foundation said it rained. The watchdog group said it snowed.",
            ["Harbour Watch Foundation"] * 2,
        ),
        # Nouns for anybody, for somebody else, for those whom the text calls so, of the other sex, of another state.
        ("Rolf Anders said it rained. The official said it snowed.", ["Rolf Anders", "official"]),
        ("Rolf Anders said it rained. The other senator said it snowed.", ["Rolf Anders", "other senator"]),
        ("An actress came. Rolf Anders said it rained. The actress said it snowed.", ["Rolf Anders", "actress"]),
        (
            "Sen. Tilda Marren left. Rolf Anders said it rained. The mayor said it snowed. The senator said it hailed.",
            ["Rolf Anders", "Rolf Anders", "Tilda Marren"],
        ),
        # Somebody else came between, or was asked.
        (
            "Rolf Anders said it rained. Minister Oda Kell left for the lake. The mayor said it snowed.",
            ["Rolf Anders", "mayor"],
        ),
    ],
)
def test_a_definite_noun_is_who_spoke_last_where_nothing_speaks_against_it(text: str, names: list[str]) -> None:
    assert who(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rolf Anders famously said it rained.", "Rolf Anders"),
        ("The Dunmoor Post reported that it rained.", "Dunmoor Post"),
        ("GOP Rep. Rolf Anders said it rained.", "Rolf Anders"),
        ("Mayor Rolf de Anders said it rained.", "Rolf de Anders"),
        ("Rolf Anders, president of the Lake Fund, said it rained.", "Rolf Anders"),
        ("The head of the Lake Workers Union said it rained.", "head of the Lake Workers Union"),
        ("The latest Dunmoor Ledger Poll says it rained.", "latest Dunmoor Ledger Poll"),
    ],
)
def test_a_source_is_named_by_what_says_who_it_is(text: str, name: str) -> None:
    assert who(text)[-1:] == [name]


def test_a_title_at_the_end_of_a_sentence_introduces_nobody() -> None:
    assert "More" not in who("The lake lies by the house of the mayor. More recently, Rolf Anders said it rained.")


def test_a_headline_about_somebody_is_no_name() -> None:
    doc = document(
        "Rolf Anders said it rained.", title="Lake President On Anders: It Rains", dates=[given("2018-11-08")]
    )
    assert not any(a.name.startswith("On ") for a in reading(doc, world()).actors)


def test_of_several_of_a_surname_who_is_named_in_full_first_is_meant_by_it() -> None:
    text = "Mr. Anders left. Minister Rolf Anders ate. Captain Edmund Anders slept. Mr. Anders said it rained."
    assert who(text) == ["Rolf Anders"]


def test_a_rank_before_a_surname_is_no_given_name() -> None:
    assert who("Judge Ora Bader Finn left. Justice Finn said it rained.") == ["Ora Bader Finn"]


def test_who_speaks_by_a_surname_has_the_given_name_that_stands_before_it_elsewhere() -> None:
    text = "The rower met author Edmund Halvard at the lake. They ate. Halvard said that the boats had left."
    assert seen(text)["Halvard"] == "Edmund Halvard"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Workers objected to the plan. They also said that the harbour was closed.", "Workers"),
        ("Many analysts are worried because they believe that the treaty will end.", "analysts"),
        ("Mr. Kell's advisers ate late. But they said that the treaty would end.", "Kell's advisers"),
        (
            "As Oda Kell and Bram Tovey walked along the lake, they said that the treaty would end.",
            "Oda Kell and Bram Tovey",
        ),
    ],
)
def test_they_are_those_whom_the_sentence_or_the_one_before_is_about(text: str, name: str) -> None:
    found = seen(text)
    assert found.get("they", found.get("They")) == name


def test_several_are_not_one_of_them() -> None:
    text = "Bram Tovey and others stand for president. The candidates have said that it rains."
    assert "Bram Tovey" not in (seen(text).get("The candidates"), seen(text).get("candidates"))


@pytest.mark.parametrize(
    ("text", "who", "name"),
    [
        ("The voters wept.", "The voters", "voters"),
        ("Rolf Anders slept. His advisers wept.", "His advisers", "Rolf Anders's advisers"),
        ("Rolf Anders slept. Mr. Anders's advisers wept.", "Anders's advisers", "Rolf Anders's advisers"),
        ("Rolf Anders asked the candidates to leave.", "the candidates", "candidates"),
    ],
)
def test_those_who_act_without_a_name_are_what_the_text_calls_them(text: str, who: str, name: str) -> None:
    doc = document(text, dates=[given("2018-11-08")])
    found = read(doc, trained(), world())
    assert (who, name) in [(doc.words(m.span), m.refers.value if m.refers else None) for m in found.mentions]
    assert name in [actor.name for actor in found.actors]


def test_those_who_act_inside_a_quotation_are_left_alone() -> None:
    doc = document("“The voters wept,” Rolf Anders said.", dates=[given("2018-11-08")])
    assert "voters" not in {m.refers.value for m in read(doc, trained(), world()).mentions if m.refers}


def test_who_wrote_a_page_says_i_in_it() -> None:
    text = "I think that it rained. “I say that it snowed,” somebody cried."
    written = replace(
        document(text, dates=[given("2018-11-08")]), wire=Wire(authors=(Named("Rolf Anders", Span(0, 11)),))
    )
    said = [s.speaker.value if s.speaker else None for s in reading(written, world()).statements]
    assert said[0] == "Rolf Anders"
    assert "Rolf Anders" not in said[1:]
