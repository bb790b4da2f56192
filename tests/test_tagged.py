"""What parts of speech, where the reader knows them, tell the rules: which cues are verbs, where words end."""

from __future__ import annotations

import re

from onrecord.reading.attributions.rules import RuleReader
from onrecord.reading.grammar.item import PARTICIPLE
from texts import world

Line = tuple[str | None, str, str]


def lines(tagged: str) -> list[Line]:
    """The attributions of a sentence whose words may carry a tag ("claims/NOUN"), as (source, cue, content)."""
    text, tags = "", {}
    for piece in re.split(r"(/[A-Z]+\b)", tagged):
        if piece.startswith("/"):
            tags[max(m.start() for m in re.finditer(r"[\w’']+", text))] = piece[1:]
        else:
            text += piece
    return [
        (
            text[a.source.start : a.source.end] if a.source else None,
            " ".join(text[s.start : s.end] for s in a.cue),
            " | ".join(text[s.start : s.end] for s in a.content),
        )
        for a in RuleReader(world()).attributions(text, tags=tags)
    ]


def test_a_noun_gives_no_words() -> None:
    assert lines("Kell sent maps of the harbour claims/NOUN the ministry was studying.") == []
    assert lines("Kell sent maps of what the harbour claims/VERB the ministry was studying.")
    # "Western media reports said": the reports say it, and once.
    said = lines("Arlenian media reports/NOUN said/VERB that Kell had resigned.")
    assert said == [("Arlenian media reports", "said", "that Kell had resigned")]


def test_a_participle_of_the_noun_before_it_gives_none() -> None:
    tagged = f"Arlen boycotted/VERB meetings with envoys related/{PARTICIPLE} to the treaty, saying/VERB it was over."
    said = lines(tagged)
    assert said == [("Arlen", "saying", "it was over")]


def test_whose_a_noun_of_saying_is_where_they_are_several() -> None:
    said = lines("Kell/PROPN took/VERB up/ADP the/DET rebels/NOUN' demand/NOUN for a seat.")
    assert said == [("the rebels", "demand", "for a seat")]


def test_an_inserted_participle_ends_at_the_verb_of_its_sentence() -> None:
    tagged = "The/DET navy/NOUN, saying/VERB that it was late, quietly/ADV turned/VERB back."
    assert lines(tagged) == [("The navy", "saying", "that it was late")]


def test_a_demand_ends_where_the_page_tells_what_came_of_it() -> None:
    tagged = "Arlen demanded/VERB that the league halt the drill, but the/DET quarrel/NOUN led/VERB to more of them."
    assert lines(tagged) == [("Arlen", "demanded", "that the league halt the drill")]


def test_adjectives_with_a_comma_are_one_object() -> None:
    tagged = "Arlen rejected/VERB false/ADJ, and baseless/ADJ charges/NOUN made/VERB by Veyra."
    assert lines(tagged)[0] == ("Arlen", "rejected", "false, and baseless charges made by Veyra")


def test_who_passes_words_on_is_no_part_of_them() -> None:
    said = lines("Kell declared that the pact was dead, according to the Dunmoor Post.")
    assert ("Kell", "declared", "that the pact was dead") in said


def test_a_quotation_inside_ends_before_whoever_quotes_it() -> None:
    said = lines('A year ago, Kell had declared "an end of all the drills in the strait," Varn wrote on Monday.')
    assert ("Kell", "declared", '"an end of all the drills in the strait,"') in said
    assert said[0][0] == "Varn"


def test_a_second_infinitive_is_no_verb_of_saying() -> None:
    tagged = (
        "The raid/NOUN hit/VERB boats used/VERB by the rebels to/PART threaten/VERB and attack/VERB ships of Arlen."
    )
    assert lines(tagged) == []


def test_a_participle_behind_words_goes_on_with_who_gives_them() -> None:
    said = lines("Kell called the Veyran note welcoming the drill rash, noting that nobody had read it.")
    assert ("Kell", "noting", "that nobody had read it") in said


def test_a_quotation_that_is_a_paragraph_is_of_whoever_spoke_before() -> None:
    said = lines(
        '"We are against it," Kell told reporters in Tessin.\n\n"Arlen will take steps of its own."\n\nIt rained.'
    )
    assert said == [("Kell", "told", '"We are against it," | "Arlen will take steps of its own."')]
    # But not of whoever only reported something.
    said = lines('Kell said that it was over.\n\n"Arlen will take steps of its own."')
    assert said == [("Kell", "said", "that it was over")]


def test_a_name_in_quotation_marks_is_no_speech() -> None:
    said = lines('Ivo Kell, a writer for the newspaper "New Gazette," says the pact is dead.')
    assert [content for _, _, content in said] == ["the pact is dead"]


def test_a_place_in_front_is_no_part_of_the_words() -> None:
    assert lines("TESSIN: The talks have failed, Oda Kell said.") == [("Oda Kell", "said", "The talks have failed")]
    said = lines("Tessin - NWA - Minister Oda Kell said that it was over.")
    assert said == [("Minister Oda Kell", "said", "that it was over")]


def test_how_something_was_passed_is_no_source() -> None:
    said = lines("Kell rejected the draft, which was passed on the proposal of Veyra and according to the report.")
    assert [cue for _, cue, _ in said] == ["rejected"]


def test_may_is_a_name_too() -> None:
    assert lines("Mrs May/PROPN said that it was over.") == [("Mrs May", "said", "that it was over")]
    assert lines("Prime Minister Ada May told lawmakers that it was over.")[0][0] == "Prime Minister Ada May"
    assert lines("It may/AUX say that it is over.") == []


def test_what_was_not_yet_said_is_not_said() -> None:
    assert lines("Kell has not yet confirmed that it was over.") == []


def test_the_subject_stands_before_its_relative_clause() -> None:
    tagged = "Officials who briefed/VERB reporters on Friday declined/VERB to discuss it."
    assert [source for source, _, _ in lines(tagged)] == ["Officials"]
    tagged = "Kell, who has faced/VERB claims/VERB he was late, said/VERB that it was over."
    assert lines(tagged) == [("Kell", "said", "that it was over")]


def test_the_office_in_front_of_a_name_is_no_part_of_the_words() -> None:
    said = lines("Arlen is trying to bury the pact, the envoy of Veyra, Ivo Kell said on Monday.")
    assert [content for _, _, content in said] == ["Arlen is trying to bury the pact"]


def test_what_he_said_it_is_stands_elsewhere() -> None:
    assert lines("Kell said it after a session that was held in Tessin.") == []


def test_an_idea_is_shot_down_by_words_a_drone_is_not() -> None:
    assert lines("Arlen shot/VERB down a drone over the harbour.") == []
    assert lines("A drone was shot/VERB down by the navy of Arlen.") == []
    assert lines("Arlen shot/VERB down the idea.") == [("Arlen", "shot down", "the idea")]


def test_law_says_nothing() -> None:
    assert lines("The ship was searched according to law.") == []
