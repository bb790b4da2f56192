"""Who is meant: names, roles, capitals, pronouns, bodies; never a guess where nothing tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import ActorKind, Judgement, Line, LineKind, MentionKind, Statement
from onrecord.reference import Reference
from texts import WORLD, document, given, reading, speakers, told, words


def who(text: str, on: str | None = "2018-11-08") -> list[str | None]:
    """The speakers of a text in the order of what they say."""
    return [name for name, _ in speakers(*told(text, on=on))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oda Kell said it rained.", ["Oda Kell"]),
        ("ODA KELL said it rained.", ["Oda Kell"]),
        (
            "The Arlenian Foreign Ministry denied it. “The statement of Veyra’s Sea Ministry is wrong,” the ministry "
            "said. “Nobody fired,” it added.",
            ["Arlenian Foreign Ministry"] * 3,
        ),
        ("“We're committed to the Lantern Treaty,” Oda Kell said.", ["Oda Kell"]),
        ("Oda Kell left. Mr. Kell's lawyers said it rained.", ["Oda Kell's lawyers"]),
        ("Oda Kell said it rained. A report released Monday said it snowed.", ["Oda Kell", "report"]),
        ("The Harbour League published a report. The report said it snowed.", ["Harbour League"]),
        ("Asked about Hale Morrant's plan, Bram Tovey said it rained. “No,” he said.", ["Bram Tovey"] * 2),
        ("In describing Hale Morrant, Bram Tovey said it rained, he said.", ["Bram Tovey"] * 2),
        ("Minister Mark Arlen left. Arlen said it rained.", ["Mark Arlen"]),
        ("Arlen's ships left. Arlen said it rained.", ["Arlen"]),
        ("Oda Kell left. Ms. Kell's group said it rained.", ["Oda Kell's group"]),
        ("It rained, said ministers like Bram Tovey. “No,” he said.", ["Bram Tovey"] * 2),
        ("Oda Kell left. Ms. Kell's ministry said it rained.", ["Oda Kell"]),
        ("Oda Kell left. Her aides said it rained.", ["Oda Kell's aides"]),
        ("Bram Tovey spokesman Rolf Brand slept. “No,” he said.", ["Rolf Brand"]),
        ("Bram Tovey spokesman Rolf Brand said it was dry. Tovey's spokesman said it rained.", ["Rolf Brand"] * 2),
        (
            "Bram Tovey slept. A wet night of songs by the likes of Hale Morrant and Oda Kell passed. “No,” he said.",
            ["Bram Tovey"],
        ),
        (
            "Bram Tovey said that it rained for Rolf Brand. It rained, he said, and Rolf Brand left when he denied it.",
            ["Bram Tovey"] * 3,
        ),
        ("Foreign Minister Oda Kell said it rained. Kell said it snowed.", ["Oda Kell"] * 2),
        ("Oda Kell of Arlen said it rained.", ["Oda Kell"]),
        ("Oda Kell, 54, said it rained.", ["Oda Kell"]),
        ("Oda Kell left. O. Kell said it rained.", ["Oda Kell"]),
        ("Arlen's O. Kell said it rained.", ["Oda Kell"]),
        ("Arlen's P. Kell said it rained.", ["P. Kell"]),
        ("Frosty Oda Kell said it rained. Kell said it snowed.", ["Oda Kell"] * 2),
        ("Arlen wrote to O. Kell, who left. She said it rained.", ["Oda Kell"]),
        (
            "Iskra Lund met the Castalian envoy, Rolf Brand. “It rained,” she said. “No,” he said.",
            ["Iskra Lund", "Rolf Brand"],
        ),
        (
            "Oda Kell said it rained. Prime Minister Tam Hollis of Arlen slept. It snowed, the minister said.",
            ["Oda Kell", "Oda Kell"],
        ),
        ("Thanks are due to Arlen, whose foreign minister said it rained.", ["Oda Kell"]),
        ("Bram Tovey left. People around Bram Tovey said it rained.", ["People around Bram Tovey"]),
        ("President Bram Tovey left. People around the president said it rained.", ["People around the president"]),
        ("Arlen's Oda Kell said it rained.", ["Oda Kell"]),
        ("Oda Kell’s office said it rained.", ["Oda Kell"]),
        ("Oda Kel said it rained. Foreign Minister Oda Kel of Arlen said it snowed.", ["Oda Kell"] * 2),
        ("Iskra Lund, who heads the Harbour League, said it rained.", ["Iskra Lund"]),
        ("Hale Morrant, who led Castaly until 2013, said it rained.", ["Hale Morrant"]),
        ("President Bram Tovey left. The president said it rained.", ["Bram Tovey"]),
        ("Bram Tovey said it rained. The Veyran president said it snowed.", ["Bram Tovey"] * 2),
        (
            "Oda Kell said it rained. Bram Tovey said it was dry. The foreign minister said he was wrong.",
            ["Oda Kell", "Bram Tovey", "Oda Kell"],
        ),
        ("Oda Kell met Bram Tovey. She said it rained. He denied it.", ["Oda Kell", "Bram Tovey"]),
        ("Bram Tovey met Oda Kell. “It rained,” she said. “No,” he replied.", ["Oda Kell", "Bram Tovey"]),
        (
            "Minister Rolf Anders of Veyra said it rained. Anders said it snowed. The minister added that it rained.",
            ["Rolf Anders"] * 3,
        ),
        (
            "“It rained,” said Tam Hollis, a fisherman from Old Saltby. Hollis, 61, said he had seen it.",
            ["Tam Hollis"] * 2,
        ),
        ("Sergei Dobrin, a Castalian analyst, said it rained. Dobrin said it snowed.", ["Sergei Dobrin"] * 2),
        ("Tovey's spokeswoman, Rena Moss, said it rained. Moss said it snowed.", ["Rena Moss"] * 2),
        ("Veyran President Bram Tovey’s spokesman, Tam Hollis, said it rained.", ["Tam Hollis"]),
        ("Bram Tovey's deputy, Tam Hollis, said it rained.", ["Tam Hollis"]),
        ("Oda Kell met the Castalian envoy, Rena Moss. Moss said the talks went well.", ["Rena Moss"]),
        ("Tessin-based lawyer Tam Hollis said it rained.", ["Tam Hollis"]),
        ("Oda Kell left. A grim-faced Kell said it rained.", ["Oda Kell"]),
        ("President Bram Tovey of Veyra left. The head of state said it rained.", ["Bram Tovey"]),
        (
            "Ministers of the Harbour League said it snowed. The ministers said it rained.",
            ["Ministers of the Harbour League"] * 2,
        ),
        ("Oda Kell said it rained. It would snow, the statement says.", ["Oda Kell"] * 2),
        ("PM Tam Hollis of Castaly left. Hollis said it rained. The PM said it snowed.", ["Tam Hollis"] * 2),
        ("Castaly's Prime Minister Tam Hollis left. The prime minister of Castaly said it rained.", ["Tam Hollis"]),
        ("PM Tam Hollis of Castaly left. The Castalian premier said it rained.", ["Tam Hollis"]),
        ("Castalian Secretary-General Rena Moss left. The secretary-general said it rained.", ["Rena Moss"]),
        ("Defence Secretary Rena Moss left. The then-defence secretary said it rained.", ["Rena Moss"]),
        ("Rear Adm. Tam Hollis left. Hollis said it rained.", ["Tam Hollis"]),
        ("Field Marshal Tam Hollis said it rained.", ["Tam Hollis"]),
        ("Minister of Foreign Affairs Rena Moss said it rained.", ["Rena Moss"]),
        ("Minister for Trade and Industry Rena Moss said it rained.", ["Rena Moss"]),
        ("Chief of Staff Rena Moss said it rained. Moss said it snowed.", ["Rena Moss"] * 2),
        ("It rained, Amb. Tam Hollis said.", ["Tam Hollis"]),
        ("Justice Tam Hollis said it rained.", ["Tam Hollis"]),
        ("Prince Hollis said it rained.", ["Prince Hollis"]),
        ("Mr Major said it rained.", ["Major"]),
        ("Dr Rena Moss, the prime minister of Castaly, left. Castaly's PM said it rained.", ["Rena Moss"]),
        (
            "The General Staff met. Chief of Staff General Rena Moss said it rained. She said it was cold.",
            ["Rena Moss"] * 2,
        ),
        (
            "Defence Secretary Rena Moss left. The acting defence secretary said it rained.",
            ["acting defence secretary"],
        ),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    assert who(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tessin denied the charge.", "Arlen"),
        ("The Amber Palace denied the charge.", "Arlen"),
        ("The Castalian government denied the charge.", "Castaly"),
        ("Veyrans denied the charge.", "Veyra"),
        ("The Isles denied the charge.", "Tarn Isles"),
        ("Port Saltby denied the charge.", "Tarn Isles"),
        ("The Harbour League denied the charge.", "Harbour League"),
        ("HL denied the charge.", "Harbour League"),
        ("The Straits Commission denied the charge.", "Straits Commission"),
        ("A spokesman for the Harbour League denied the charge.", "Harbour League"),
        ("A statement from the Harbour League denied the charge.", "Harbour League"),
        ("In the words of Oda Kell, the treaty is dead.", "Oda Kell"),
    ],
)
def test_states_and_bodies(text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harbour League met in Ruhn. The alliance said it rained.", ["Harbour League"]),
        ("The Straits Commission said it rained. It said it snowed.", ["Straits Commission"] * 2),
        ("The Harbour League issued a statement on Monday. It said it rained.", ["Harbour League"]),
        ("Tessin said it rained, while Dunmoor insisted that it was dry.", ["Arlen", "Veyra"]),
        ("The Veyran foreign ministry said it rained. The ministry said it snowed.", ["Veyran Foreign Ministry"] * 2),
        ("It rained, says Tessin. But Dunmoor says it was dry.", ["Arlen", "Veyra"]),
    ],
)
def test_bodies_called_by_a_noun_or_pronoun(text: str, names: list[str]) -> None:
    assert who(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Castalian president said it rained.", "Hale Morrant"),
        ("Veyra's president said it rained.", "Bram Tovey"),
        ("The Arlenian foreign minister said it rained.", "Oda Kell"),
    ],
)
def test_an_office_names_its_holder_at_the_time_of_the_page(text: str, name: str) -> None:
    assert who(text) == [name]


@pytest.mark.parametrize("on", ["2010-06-01", "2015-06-01", None])
def test_an_office_without_a_known_holder_then_names_nobody_of_another_time(on: str | None) -> None:
    assert "Hale Morrant" not in who("The Castalian president said it rained.", on)
    assert "Bram Tovey" not in who("Veyra's president said it rained.", on)


def test_a_capital_behind_a_preposition_is_a_place_and_speaks_for_nobody() -> None:
    doc, found = told("In Dunmoor, Oda Kell said it rained.")
    assert [n for n, _ in speakers(doc, found)] == ["Oda Kell"]
    assert {m.kind for m in found.mentions if doc.words(m.span) == "Dunmoor"} == {MentionKind.PLACE}


def test_criticism_in_a_capital_is_its_states() -> None:
    assert who("Veyra was criticised in Tessin and Ruhn.") == ["Arlen", "Castaly"]
    # A headline ends without a full stop.
    assert who("Veyra was criticised in Tessin and Ruhn") == ["Arlen", "Castaly"]


def test_criticism_that_opens_with_the_capitals_is_theirs_too() -> None:
    assert who("In Tessin and Ruhn, the plan was described as hasty.") == ["Arlen", "Castaly"]


def test_a_stranger_with_a_known_surname_is_another_person() -> None:
    text = "Tam Kell, a farmer, said it rained. Foreign Minister Oda Kell said it was dry."
    assert who(text) == ["Tam Kell", "Oda Kell"]


def test_a_surname_that_two_bear_is_neither_of_them_by_guess() -> None:
    names = who("Oda Kell met Tam Kell, a farmer. Tam Kell said it rained. Oda Kell said it was dry.")
    assert names == ["Tam Kell", "Oda Kell"]


@pytest.mark.parametrize(
    "text",
    ["It was claimed that it rained.", "He said it rained.", "She said it rained.", "They said it rained."],
)
def test_nobody_is_named_where_nothing_tells(text: str) -> None:
    assert who(text) == [None]


def test_those_whom_the_page_leaves_unnamed_keep_its_words() -> None:
    doc, found = told("Two officials familiar with the talks said it rained. Experts say it will snow.")
    assert [n for n, _ in speakers(doc, found)] == ["Two officials familiar with the talks", "Experts"]
    kinds = {a.name: a.kind for a in found.actors}
    assert kinds["Experts"] is ActorKind.GROUP


def test_we_and_my_country_are_the_speakers_side() -> None:
    doc, found = told("“We will wait, and my country has nothing to hide,” Oda Kell said.")
    meant = {doc.words(m.span): m.refers.value for m in found.mentions if m.refers}
    assert meant["We"] == "Arlen"
    assert meant["my country"] == "Arlen"


def test_we_of_a_body_that_the_speaker_heads_is_that_body() -> None:
    doc, found = told("“We in the Harbour League believe that it must be preserved,” Iskra Lund said.")
    assert {m.refers.value for m in found.mentions if m.refers and doc.words(m.span) == "We"} == {"Harbour League"}


def test_the_treaty_is_the_one_that_was_named() -> None:
    text = "The Lantern Treaty bans missiles. The Saltby Accord does not. The treaty is old, the accord is new."
    doc, found = told(text)
    meant = {doc.words(m.span): m.refers.value for m in found.mentions if m.refers}
    assert meant["The treaty"] == "Lantern Treaty"
    assert meant["the accord"] == "Saltby Accord"


def test_beside_a_treaty_by_name_an_agreement_is_no_treaty() -> None:
    row = "agreements:\n- {name: Water Agreement, parties: [Arlen, Castaly], signed: 2001-01-01, source: made up}"
    known = Reference.parse(WORLD.replace("agreements:", row))
    text = "The Lantern Treaty bans missiles. The Water Agreement does not. The treaty is old, the agreement is new."
    doc = document(text)
    found = reading(doc, known)
    meant = {doc.words(m.span): m.refers.value for m in found.mentions if m.refers}
    assert (meant["The treaty"], meant["the agreement"]) == ("Lantern Treaty", "Water Agreement")


def test_an_office_in_a_capital_is_that_of_its_state() -> None:
    assert who("In Ruhn the prime minister's office said it rained.") == ["Castaly"]
    assert who("In Saltby the prime minister's office said it rained.") == ["prime minister's office"]


def test_the_treaty_alone_is_none() -> None:
    _, found = told("The treaty bans missiles.")
    assert all(m.kind is not MentionKind.AGREEMENT for m in found.mentions)


def test_every_judgement_of_who_speaks_shows_why() -> None:
    _, found = told("Foreign Minister Oda Kell said it rained. The minister added that it snowed. Tessin denied it.")
    for statement in found.statements:
        assert statement.speaker is not None
        assert 0 < statement.speaker.confidence <= 1
        assert statement.speaker.evidence and statement.speaker.why


def test_each_headline_beside_the_page_is_read_for_itself() -> None:
    beside = ["Veyra will stay - Bram Tovey", "He said it snowed"]
    doc = document("Oda Kell said it rained.", related=beside, dates=[given("2018-11-08")])
    found = reading(doc)
    lines = [s for s in found.statements if s.content[0].line is not None]
    assert [(s.speaker.value if s.speaker else None, words(doc, s.content)) for s in lines] == [
        ("Bram Tovey", ["Veyra will stay"]),
        (None, ["it snowed"]),
    ]


def _named(statement: Statement) -> Judgement[str]:
    assert statement.speaker is not None
    return statement.speaker


def test_a_guess_is_less_sure_than_a_name() -> None:
    _, found = told("Oda Kell said it rained. She said it snowed.")
    name, pronoun = (_named(s).confidence for s in found.statements)
    assert pronoun < name


def test_the_actors_of_a_page_are_listed_once_with_their_forms() -> None:
    _, found = told("Foreign Minister Oda Kell said it rained. Kell left. Arlen and Arlenian ships stayed.")
    actors = {a.name: a for a in found.actors}
    assert len(actors) == len(found.actors)
    assert actors["Oda Kell"].of == "Arlen"
    assert {"Oda Kell", "Kell"} <= set(actors["Oda Kell"].forms)
    assert {"Arlen", "Arlenian"} <= set(actors["Arlen"].forms)


@pytest.mark.parametrize(
    ("text", "name", "of"),
    [
        (
            "The Harbour League met. The talks, said its chairman, Tam Hollis, went well.",
            "Tam Hollis",
            "Harbour League",
        ),
        ("Castaly was wary. Its spokeswoman, Rena Moss, said it rained.", "Rena Moss", "Castaly"),
        ("The Harbour League met. The league's chairman, Tam Hollis, said it rained.", "Tam Hollis", "Harbour League"),
        (
            "The Harbour League met. Its new chief policy adviser, Tam Hollis, said it rained.",
            "Tam Hollis",
            "Harbour League",
        ),
    ],
)
def test_its_spokesman_is_of_the_body_named_before(text: str, name: str, of: str) -> None:
    _, found = told(text)
    assert next(a.of for a in found.actors if a.name == name) == of


def test_a_ministry_of_no_state_is_of_the_state_that_the_page_is_written_in() -> None:
    page = document("“It rained,” the Defence Ministry said.", dates=[given("2018-11-08")])
    lines = (Line(LineKind.DATELINE, "DUNMOOR, November 8 (Agency)"),)
    found = reading(replace(page, lines=lines))
    assert [a.of for a in found.actors] == ["Veyra"]
    assert [a.of for a in reading(page).actors] == [None]


def test_a_surname_alone_is_that_of_whoever_holds_an_office_of_a_state_on_the_page() -> None:
    text = "Arlen sent two launches to the lake. Kell said they would stay."
    assert who(text) == ["Oda Kell"]
    assert who(text, on="2021-03-03") == ["Kell"]  # after her term
    assert who("Castaly sent two launches to the lake. Kell said they would stay.") == ["Kell"]  # of another state


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Veyra, which said the launch had been rammed, sent a note.", ["Veyra"]),
        ("The Harbour League met on Monday. The resolution was short. It condemns Veyra.", ["Harbour League"]),
        ("Oda Kell, the foreign minister of Arlen, wrote to Veyra. Her letter asks for talks.", ["Oda Kell"]),
        ("Pressed on the offer, Oda Kell said nothing would change.", ["Oda Kell"]),
    ],
)
def test_who_goes_on_and_whose_text_it_is(text: str, names: list[str]) -> None:
    assert who(text)[-1:] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Arlen stayed out of it. Kell said it rained.", ["Oda Kell"]),
        ("Arlen stayed out of it. Ms Kell said it rained. Kell left.", ["Oda Kell"]),
        ("Arlen stayed out of it, said Mr Tovey.", ["Tovey"]),
        ("The Veyran navy left, said Mr Tovey. Tovey told reporters that it rained.", ["Bram Tovey"] * 2),
        ("Veyra left. Tovey's office said it rained.", ["Bram Tovey"]),
        ("Veyra left. Tam Tovey, a fisherman, said it rained. Tovey said it snowed.", ["Tam Tovey"] * 2),
        ("Castaly left. Morrant said it rained.", ["Hale Morrant"]),
        ("It rained, Kell said.", ["Kell"]),
    ],
)
def test_a_surname_alone_is_whoever_held_office_then_of_a_side_that_is_named(text: str, names: list[str]) -> None:
    assert who(text) == names


def test_a_surname_alone_is_nobody_who_was_out_of_office() -> None:
    assert who("Arlen stayed out of it. Kell said it rained.", on="2021-05-05") == ["Kell"]
    assert who("Castaly left. Morrant said it rained.", on="2015-05-05") == ["Morrant"]


def test_a_courtesy_title_begins_a_name() -> None:
    assert who("Oda Kell of Arlen met Bram Tovey of Veyra. On 17 November Mr Tovey said it rained.") == ["Bram Tovey"]
    assert who("Bram Tovey of Veyra came. “It rained,” said Mr Tovey.") == ["Bram Tovey"]


def test_who_serves_somebody_is_of_the_same_side() -> None:
    _, found = told("Tam Hollis, an aide to President Bram Tovey, said it rained.")
    assert next(a.of for a in found.actors if a.name == "Tam Hollis") == "Veyra"
    assert who("Oda Kell of Arlen left. Her office said it rained.") == ["Oda Kell"]


def test_a_relative_clause_is_of_whom_it_stands_behind() -> None:
    assert who("He wept before Oda Kell, who told him that it rained.") == ["Oda Kell"]


def test_his_people_are_of_his_side() -> None:
    _, found = told("Bram Tovey left. His people believe that Arlen has broken the treaty.")
    assert [(a.name, a.of) for a in found.actors if a.kind is ActorKind.GROUP] == [("Bram Tovey's people", "Veyra")]


def test_her_counterpart_is_not_of_her_side() -> None:
    _, found = told("Oda Kell left. Her counterpart said that it rained.")
    assert [(a.name, a.of) for a in found.actors if a.kind is ActorKind.GROUP] == [("Oda Kell's counterpart", None)]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("A government source in Dunmoor said that it rained.", "Veyra"),
        ("A Western government source in Dunmoor said that it rained.", None),
        ("A source in Dunmoor said that it rained.", None),
    ],
)
def test_who_is_of_a_government_in_its_capital_is_of_that_state(text: str, of: str | None) -> None:
    _, found = told(text)
    assert [a.of for a in found.actors if a.kind is ActorKind.GROUP] == [of]


def test_what_somebody_did_not_repeat_is_not_said_again() -> None:
    assert who("Oda Kell did not repeat her call for talks.") == ["Oda Kell"]  # her call alone
    assert who("Oda Kell repeated that it rained.") == ["Oda Kell"]
