"""Names and references in one text: what the network sees, noun phrases, chains, and what pronouns go back to."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.model import MentionKind, Reading, Span
from onrecord.reading import RuleReader, TrainedReader, read
from onrecord.reading.actors.unlisted import seen_names
from onrecord.reading.encoder.chain import Chains
from onrecord.reading.encoder.named import Named, names, steps
from onrecord.reading.encoder.network import shipped
from onrecord.reading.encoder.noun import Form, Noun, nouns, singular
from onrecord.reading.encoder.rank import Ranker
from onrecord.reading.encoder.rank import shipped as ranker
from onrecord.reading.encoder.syntax import Parse, joined
from onrecord.reading.encoder.window import words
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.referents.link import Link, links
from onrecord.reference import Reference
from texts import document, world

LABELS = ("other", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE")
TEXT = (
    "Harbour talks\n\nForeign Minister Anna Brill met Peter Osten in Old Saltby on Monday. She said the ministry would "
    "not sign. Osten left early: he had a train to catch. “We shall see,” Mr. Osten told reporters."
)


@cache
def trained() -> TrainedReader:
    return TrainedReader(world())


@cache
def told(body: str) -> Reading:
    return read(document(body), trained(), world())


def mentioned(body: str, kind: MentionKind | None = None) -> dict[str, str | None]:
    """What is mentioned in a text, and who is meant."""
    found = [m for m in told(body).mentions if kind in (None, m.kind)]
    return {body[m.span.start : m.span.end]: m.refers.value if m.refers else None for m in found}


def parsed(text: str, *rows: tuple[str, int]) -> Parse:
    """A parse by hand: part of speech and head of each word."""
    return Parse(words(text), tuple(pos for pos, _ in rows), tuple(head for _, head in rows))


# Names


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(len(LABELS))), elements=st.floats(-9, 9, width=32)))
def test_names_follow_one_another_and_are_as_sure_as_a_share(scores: np.ndarray) -> None:
    found = names(scores, LABELS, steps(LABELS))
    assert all(0 <= n.first < n.last <= len(scores) and 0 < n.confidence <= 1 for n in found)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))


def test_a_name_goes_on_only_in_its_own_kind() -> None:
    best = [1, 4, 2, 0, 3, 4]  # B-PERSON, I-PLACE, I-PERSON, other, B-PLACE, I-PLACE
    scores = np.full((6, 5), -4, np.float32)
    scores[range(6), best] = 4
    scores[1, 2] = 3
    found = [(n.first, n.last, n.kind) for n in names(scores, LABELS, steps(LABELS))]
    assert found == [(0, 3, "PERSON"), (4, 6, "PLACE")]


def test_one_pass_gives_the_same_attributions_and_a_parse_of_every_word() -> None:
    seen, found = shipped().found(TEXT)
    sight = shipped().sight(TEXT)
    assert (sight.parse.words, sight.found) == (seen, found)
    assert all(0 <= head < len(seen) for head in sight.parse.heads)
    assert [sight.parse.surface(n.first, n.last) for n in sight.names if n.kind == "PERSON"][:2] == [
        "Anna Brill",
        "Peter Osten",
    ]


def test_parses_of_stretches_are_joined_over_the_whole_text() -> None:
    parts = [Span(0, 13), Span(13, len(TEXT))]
    parse = joined(TEXT, [(p.start, shipped().sight(TEXT[p.start : p.end]).parse) for p in parts])
    assert parse.words.surfaces() == words(TEXT).surfaces()
    assert [TEXT[s:e] for s, e in zip(parse.words.starts, parse.words.ends, strict=True)] == parse.words.surfaces()
    assert parse.heads[0] < 2 <= min(parse.heads[2:])


def test_an_empty_text_has_nothing_in_it() -> None:
    seen = trained().seen("")
    assert seen.attributions == () == seen.names


def test_somebody_the_reference_lacks_is_mentioned() -> None:
    found = mentioned(
        "The council met Anna Brill on Monday. Rain fell on Brill. Peter Osten saw it.", MentionKind.PERSON
    )
    assert found == {"Anna Brill": "Anna Brill", "Brill": "Anna Brill", "Peter Osten": "Peter Osten"}


@pytest.mark.parametrize(
    ("words", "taken"), [("ministry of defence", []), ("conservative Tax Foundation", ["Tax Foundation"])]
)
def test_a_body_has_a_capital_in_its_name(words: str, taken: list[str]) -> None:
    text = f"Veyra's {words} had no units on the river."
    seen = TrainedReader(world()).seen(text)
    assert seen.parse is not None
    first = next(n for n, start in enumerate(seen.parse.words.starts) if start == text.index(words))
    found = seen_names(replace(seen, names=(Named(first, first + 3, "ORGANISATION", 0.9),)))
    assert [text[one.span.start : one.span.end] for one in found] == taken


def test_the_reference_wins_where_it_knows_a_name() -> None:
    found = told("The delegation of Arlen met Bram Tovey near Old Saltby.").mentions
    assert [(m.kind, m.refers and m.refers.value) for m in found] == [
        (MentionKind.STATE, "Arlen"),
        (MentionKind.PERSON, "Bram Tovey"),
        (MentionKind.PLACE, "Old Saltby"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The plan is dead.” What Mr. Brill wanted was time. But Mr. Brill said it was late.",
        "When Ms. Brill left, it rained. While Mrs. Brill waited, she said nothing would happen.",
    ],
)
def test_no_name_is_made_of_an_address_and_the_word_before_it(text: str) -> None:
    assert not [a.name for a in told(text).actors if a.name.split()[-1] in ("Mr", "Ms", "Mrs")]


# Noun phrases and chains


def test_phrases_tell_what_can_take_them_up() -> None:
    text = "The ships of Arlen left their harbour."
    rows = (("DET", 1), ("NOUN", 4), ("ADP", 3), ("PROPN", 1), ("VERB", 4), ("PRON", 6), ("NOUN", 4), ("PUNCT", 4))
    parse = parsed(text, *rows)
    found = nouns(parse, [Named(3, 4, "STATE")], sentences(text))
    shown = [(parse.surface(n.first, n.last), n.determiner, n.role, n.many) for n in found]
    assert shown == [
        ("The ships", "definite", "subject", True),
        ("Arlen", "bare", "modifier", None),
        ("their", "possessive", "owner", True),
        ("their harbour", "possessive", "object", False),
    ]


@pytest.mark.parametrize(
    ("many", "one"), [("ships", "ship"), ("ministries", "ministry"), ("women", "woman"), ("crisis", "crisis")]
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


def test_a_parse_needs_a_head_for_each_word() -> None:
    with pytest.raises(ValueError, match="each word"):
        Parse(words("It rained."), ("PRON",), (0,))


def _name(lemma: str, kind: str, at: int, likes: str | None = None) -> Noun:
    return Noun(
        at, at + 1, at, Form.NAME, lemma, kind, "bare", "subject", likes, None, 0, True, False, False, frozenset()
    )


def test_names_of_one_person_or_body_are_one_chain() -> None:
    chains = Chains()
    full = chains.name(_name("anna brill", "PERSON", 0, "she"))
    body = chains.name(_name("harbour rights union", "ORGANISATION", 1))
    assert chains.name(_name("brill", "PERSON", 2, "person")) is full
    assert chains.name(_name("hru", "ORGANISATION", 3)) is body
    assert chains.name(_name("brill", "PERSON", 4, "he")) is not full
    assert chains.name(_name("brill", "PLACE", 5)) is not full


# What goes back to what


def test_chances_are_shares() -> None:
    shares = Ranker({"a": 2.0, "b": -1.0}).chances([["a"], ["b", "c"], []])
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] > shares[2] > shares[1]


def back(text: str) -> dict[str, str]:
    """Each linked phrase of a text with what the network's own names and the shipped ranker lead it to."""
    sight = shipped().sight(text)
    found: list[Link] = links(sight.parse, nouns(sight.parse, sight.names, sentences(text)), ranker())
    return {
        sight.parse.surface(link.noun.first, link.noun.last): sight.parse.surface(link.back.first, link.back.last)
        for link in found
    }


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Anna Brill met the council. She asked for time.", "She", "Anna Brill"),
        ("Anna Brill met Peter Osten. He asked for time.", "He", "Peter Osten"),
        ("Anna Brill met Peter Osten. She asked for time.", "She", "Anna Brill"),
        ("The company lost money. It will close two mines.", "It", "The company"),
        ("Two drivers were hurt. They were taken to hospital.", "They", "Two drivers"),
    ],
)
def test_pronouns_go_back(text: str, word: str, meant: str) -> None:
    assert back(text).get(word) == meant


def test_who_goes_back_to_the_phrase_right_before_it() -> None:
    assert back("The council heard Anna Brill, who asked for time.").get("who") == "Anna Brill"


def test_a_definite_noun_goes_back_where_words_show_it() -> None:
    text = "The Harbour government was warned. The government moved its boats. The pilots waited. The old pilot slept."
    found = back(text)
    assert found.get("The government") == "The Harbour government"
    assert "The old pilot" not in found


@pytest.mark.parametrize("text", ["It rained. It is likely that it will snow.", "He was late.", "They say so."])
def test_what_goes_back_to_nothing_stays_unresolved(text: str) -> None:
    assert not [m for m in told(text).mentions if m.refers]


def test_a_pronoun_beside_its_verbs_subject_is_somebody_else() -> None:
    assert back("Peter Osten left. Adam Grund saw him.").get("him") == "Peter Osten"


def test_a_pronoun_is_a_mention_of_whoever_is_meant_and_shows_why() -> None:
    body = "Anna Brill met the council of the port on Monday. After an hour she left the building."
    mention = next(m for m in told(body).mentions if body[m.span.start : m.span.end] == "she")
    assert mention.refers is not None
    assert mention.refers.value == "Anna Brill"
    assert mention.refers.evidence[0].rule == "antecedent"
    assert mention.refers.evidence[0].span == Span(0, 10)
    assert 0.6 <= mention.refers.confidence <= 0.9


# Bodies, abbreviations, places that act


SEATS = """
states:
- {name: Morvenna, demonyms: [Morvennan], capital: Lisk, source: made up}
- {name: Tolva, demonyms: [Tolvan], capital: Orrin, source: made up}
organisations:
- {name: Meridian Union, nouns: [union, bloc], bynames: [Lisk], members: [Morvenna, Tolva], source: made up}
- {name: Northern Pact, nouns: [alliance], bynames: [Lisk], members: [Morvenna, Tolva], source: made up}
- {name: Meridian Council, of: Meridian Union, source: made up}
"""


@cache
def seats() -> Reference:
    return Reference.parse(SEATS)


def spoken(body: str) -> list[str | None]:
    """Who speaks in a text of the world in which Lisk is a capital and the seat of two organisations."""
    said = read(document(body), RuleReader(seats()), seats()).statements
    return [s.speaker.value if s.speaker else None for s in said]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Meridian Union met on Monday. Lisk accused Tolva of stalling.", "Meridian Union"),
        ("The alliance met on Monday. Lisk accused Tolva of stalling.", "Northern Pact"),
        ("The Meridian Council met on Monday. Lisk accused Tolva of stalling.", "Meridian Union"),
        ("A Morvennan ship sank on Monday. Lisk accused Tolva of stalling.", "Morvenna"),
        ("The Northern Pact met. The Meridian Union did not. Lisk accused Tolva of stalling.", "Meridian Union"),
        ("Orrin accused Morvenna of stalling.", "Tolva"),
    ],
)
def test_a_seat_of_several_stands_for_whoever_is_spoken_of(text: str, speaker: str) -> None:
    assert spoken(text) == [speaker]


def test_a_seat_of_several_stands_for_nobody_where_nothing_tells() -> None:
    assert not {"Morvenna", "Meridian Union", "Northern Pact"} & set(spoken("Lisk accused Tolva of stalling."))


def test_what_is_criticised_in_two_capitals_is_criticised_by_both_states_and_aimed_at_neither() -> None:
    body = "The move was criticised in Tessin and Dunmoor."
    said = read(document(body), RuleReader(world()), world()).statements
    assert [(s.speaker and s.speaker.value, s.target) for s in said] == [("Arlen", None), ("Veyra", None)]


def test_a_capital_in_which_something_happens_does_not_act() -> None:
    found = read(document("Ministers met in Tessin and Dunmoor on Monday."), RuleReader(world()), world()).mentions
    assert [m.kind for m in found] == [MentionKind.PLACE, MentionKind.PLACE]


def test_an_abbreviation_in_brackets_is_the_body_from_there_on() -> None:
    body = "Talks with the Harbour Monitoring Agency (HMA) went on in Old Saltby. Ships waited for the HMA on Monday."
    found = mentioned(body, MentionKind.ORGANISATION)
    assert found == {"Harbour Monitoring Agency": "Harbour Monitoring Agency", "HMA": "Harbour Monitoring Agency"}


def test_a_body_of_a_longer_name_is_another_body() -> None:
    """The National Security Council of some state is not the Security Council."""
    text = "Ravi Osten, spokesman for the National Security Council, said on Monday that the boats would stay."
    read_ = read(document(text), TrainedReader(Reference.load()), Reference.load())
    assert {m.refers.value for m in read_.mentions if m.refers} == {"Ravi Osten", "National Security Council"}
    assert [actor.of for actor in read_.actors if actor.name == "Ravi Osten"] == [None]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Former Arlenian minister Rolf Anders said it rained.", None),
        ("Arlenian minister Rolf Anders said it rained.", "Arlen"),
        ("Ex-Straits Commission analyst Rolf Anders said it rained.", None),
    ],
)
def test_who_held_an_office_once_speaks_for_it_no_more(text: str, of: str | None) -> None:
    found = read(document(text), RuleReader(world()), world())
    assert [a.of for a in found.actors if a.name == "Rolf Anders"] == [of]


def test_a_capital_with_the_seats_of_organisations_stands_for_its_state_unless_they_go_by_it() -> None:
    shipped = Reference.load()
    said = read(document("Moscow accused the rebels of lying."), RuleReader(shipped), shipped).statements
    assert [s.speaker.value for s in said if s.speaker] == ["Russia"]
