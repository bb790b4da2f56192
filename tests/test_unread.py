"""Ways of giving words in which a statement is easily missed, and what each must not be taken for."""

from __future__ import annotations

import pytest

from onrecord.reading import read
from test_constructions import Line, lines
from texts import document, given, line, seen, speakers, told, trained, world

GIVEN: list[tuple[str, Line]] = [
    ("Oda Kell welcomed the six months.", ("Oda Kell", "welcomed", "the six months")),
    ("The treaty is dead, in the view of Oda Kell.", ("Oda Kell", "in the view of", "The treaty is dead")),
    (
        "The treaty is dead, in the judgement of Oda Kell, who was in Tessin.",
        ("Oda Kell", "in the judgement of", "The treaty is dead"),
    ),
    (
        "The report, in the view of Oda Kell, is a record of lies.",
        ("Oda Kell", "in the view of", "The report | is a record of lies"),
    ),
    (
        "The rules should be written anew, in her view, so as to let the guards sleep.",
        ("her", "in her view", "The rules should be written anew | so as to let the guards sleep"),
    ),
    ("In her reading of the treaty, guns are banned.", ("her", "In her reading", "guns are banned")),
    ("In his telling, the guns are real.", ("his", "In his telling", "the guns are real")),
    (
        "Arlen insists on an inspection of the depots, on a court, and on damages.",
        ("Arlen", "insists on", "an inspection of the depots, on a court, and on damages"),
    ),
    (
        "Oda Kell brought a folder of tracks which, she says, show drones over the Sound.",
        ("she", "says", "show drones over the Sound"),
    ),
    (
        "There was no case for staying, Oda Kell told a seminar in Ruhn: Veyra was the only state bound by it.",
        ("Oda Kell", "told", "There was no case for staying | Veyra was the only state bound by it"),
    ),
    (
        "Bram Tovey has answered Oda Kell that there is nothing to discuss.",
        ("Bram Tovey", "answered", "that there is nothing to discuss"),
    ),
    (
        "Arlen has repeated through its foreign minister, Oda Kell, that guns will not be based there.",
        ("Arlen", "repeated", "that guns will not be based there"),
    ),
    (
        "Bram Tovey took twenty minutes to say that Arlen might like to pay for its own guns.",
        ("Bram Tovey", "say", "that Arlen might like to pay for its own guns"),
    ),
    (
        "The parliament last night rejected, by 84 votes to 71, a motion to delay the arrival of soldiers.",
        ("The parliament", "rejected", "a motion to delay the arrival of soldiers"),
    ),
    (
        'The report finds "sustained disregard" of the treaty.',
        ("The report", "finds", '"sustained disregard" of the treaty'),
    ),
    ("Bram Tovey called him out on Monday.", ("Bram Tovey", "called out", "him")),
    ("Oda Kell ruled it out on Monday.", ("Oda Kell", "ruled out", "it")),
    (
        "Castaly, whose president, Hale Morrant, offers Ruhn for a meeting, has waited.",
        ("Hale Morrant", "offers", "Ruhn for a meeting"),
    ),
    (
        "In the chamber yesterday Oda Kell moved that notice be served.",
        ("Oda Kell", "moved that", "notice be served"),
    ),
    ("The court found Arlen in breach of the treaty.", ("The court", "found in breach", "Arlen | of the treaty")),
    (
        "Bram Tovey's rejoinder was that Kell was guarding her statue.",
        ("Bram Tovey", "rejoinder", "that Kell was guarding her statue"),
    ),
    (
        "The Harbour League adopted by 12 votes a text of Castaly's that asks Arlen to prolong the treaty, to take its "
        "guns back, and to meet.",
        ("The Harbour League", "asks", "Arlen to prolong the treaty, to take its guns back, and to meet"),
    ),
    (
        "Oda Kell circulated a two-page paper on Friday evening which asks Veyra to receive guards, and to talk.",
        ("Oda Kell", "asks", "Veyra to receive guards, and to talk"),
    ),
    (
        "Kell put the debt for the 19 days for which it had held the ship at 3.8 million marks.",
        ("Kell", "put", "the debt for the 19 days for which it had held the ship at 3.8 million marks"),
    ),
    (
        "Whatever had struck it, Oda Kell said, both armies had guns within reach of it.",
        ("Oda Kell", "said", "Whatever had struck it | both armies had guns within reach of it"),
    ),
    (
        "The turbine was hit from the air, Oda Kell said, by the same machine that killed the crew in June.",
        ("Oda Kell", "said", "The turbine was hit from the air | by the same machine that killed the crew in June"),
    ),
    (
        "There was no third chair, said Oda Kell, and no second guard either; it was an odd friend that "
        "began by stealing.",
        (
            "Oda Kell",
            "said",
            "There was no third chair | no second guard either; it was an odd friend that began by stealing",
        ),
    ),
    ("The base was shut, said Oda Kell, and no ships left the harbour.", ("Oda Kell", "said", "The base was shut")),
    (
        "Hale Morrant then offered, for the first time in so many words, that Castaly would be a guarantor.",
        ("Hale Morrant", "offered", "that Castaly would be a guarantor"),
    ),
    (
        "The announcement drew an immediate protest from Veyra, which closed its border.",
        ("Veyra", "protest", "The announcement"),
    ),
    ("Arlen agreed within the hour.", ("Arlen", "agreed", "agreed within the hour")),
    ("Veyra accepted on Tuesday.", ("Veyra", "accepted", "accepted on Tuesday")),
    ("Bram Tovey declined with thanks.", ("Bram Tovey", "declined", "declined with thanks")),
]
# A time that tells when, a body that turns a text down, who comes upon something, a verb that is an aside.
UNSAID = [
    "Oda Kell condemned the following months.",
    "In telling them so, Oda Kell smiled.",
    "Oda Kell found the lost ship.",
    "Oda Kell found evidence of a fire.",
    "The parliament passed a bill banning the missiles.",
    "It took hours to say that.",
    "Arlen agreed in May with Veyra on a treaty.",
    "The two agreed.",
    "The film drew praise from critics.",
    "The plan won no support from Arlen.",
    "The plan never drew criticism from Arlen.",
    "The harbour is shut, he moved that way.",
    "Veyra drew up a list of complaints from Arlen.",
    "Yesterday Arlen agreed.",
    "Prices declined on Tuesday.",
    "Oda Kell never rose to say that it was late.",
    "Oda Kell ruled nothing out on Monday.",
    "It finds itself alone.",
    "Oda Kell answered all that the judges had asked.",
    "Oda Kell answered every question that Bram Tovey had.",
    "Oda Kell was less hopeful in her estimation of the harvest.",
]


@pytest.mark.parametrize(("text", "expected"), GIVEN)
def test_given(text: str, expected: Line) -> None:
    assert expected in lines(text)


@pytest.mark.parametrize("text", UNSAID)
def test_unsaid(text: str) -> None:
    assert lines(text) == []


def test_adopted() -> None:
    """Who adopts a text asks all that it asks; who rejects it does not."""
    text = (
        "The Harbour League passed a resolution that asks Arlen to leave, "
        "demands that Veyra pay, and calls on Kell to talk."
    )
    asked = [("asks", "Arlen to leave"), ("demands", "that Veyra pay"), ("calls on", "Kell to talk")]
    assert lines(text) == [("The Harbour League", cue, said) for cue, said in asked]
    rejected = lines("The Harbour League rejected a resolution calling on Arlen to leave.")
    assert ("The Harbour League", "calling on", "Arlen to leave") not in rejected


def test_answered_questions_and_told_others() -> None:
    """Whom somebody told something is not whom he answered."""
    found = lines("Bram Tovey answered questions and assured the crowd that the guns were late.")
    assert [cue for _, cue, _ in found] == ["assured"]


def test_the_end_of_what_drew_it_is_not_all_of_it() -> None:
    """What drew a rebuke is given whole or not at all."""
    found = lines("The call on Monday for guards who are needed to prevent raids drew rebukes from Veyra.")
    assert "Veyra" not in {who for who, _, _ in found}


def test_a_text_of_concern_asks_nothing() -> None:
    found = lines("The League issued a statement of concern about resistance to welcoming the guards.")
    assert "The League" not in {who for who, _, _ in found}


UNMADE = ["never passed", "didn't adopt", "nearly passed", "could have passed"]


@pytest.mark.parametrize("verb", UNMADE)
def test_what_was_not_adopted_is_not_asked_by_the_body(verb: str) -> None:
    assert "The League" not in {
        who for who, _, _ in lines(f"The League {verb} a resolution calling on Arlen to leave.")
    }


def test_what_an_answer_is_for_is_no_part_of_who_gives_it() -> None:
    found = lines("Oda Kell won praise from Bram Tovey for her calm.")
    assert ("Bram Tovey", "praise", "Oda Kell") in found


def test_thought_so() -> None:
    """What somebody thinks of something is told by a noun and an adjective; that he thinks about it is not."""
    assert seen("Oda Kell thought the League too patient.") == {"Oda Kell": "Oda Kell"}
    assert lines("Oda Kell considered the plan carefully.") == []


def test_second_verb() -> None:
    """Who regretted something and held something else did both."""
    text = "Oda Kell regretted that the depots were closed, and held that Veyra had broken the treaty."
    assert [(source, said) for source, _, said in lines(text)] == [
        ("Oda Kell", "that the depots were closed"),
        ("Oda Kell", "Veyra had broken the treaty"),
    ]


def test_regretted_it() -> None:
    """What was said before is regretted or ruled out, whole."""
    doc, found = told("Bram Tovey said that the depots would close. Oda Kell regretted this. Iskra Lund ruled it out.")
    assert speakers(doc, found)[1:] == [("Oda Kell", "this"), ("Iskra Lund", "it")]


def test_its_finding() -> None:
    """A report that finds something is of whoever put it out."""
    doc = document(
        'The Harbour League presented its report on Monday. It finds "sustained disregard" of the treaty.',
        dates=[given("2018-11-08")],
    )
    found = read(doc, trained(), world()).statements
    assert [(s.speaker.value, line(doc, s)[2]) for s in found if s.speaker] == [
        ("Harbour League", '"sustained disregard" of the treaty')
    ]


GOING_ON: list[tuple[str, list[tuple[str | None, str]]]] = [
    (
        "Oda Kell wants notice given now. She would have the men at the bridge sent home.",
        [("Oda Kell", "notice given now"), ("Oda Kell", "She would have the men at the bridge sent home.")],
    ),
    (
        "Oda Kell thanked Bram Tovey for the list. Nor does she want to see any new contract.",
        [("Oda Kell", "Bram Tovey for the list"), ("Oda Kell", "Nor does she want to see any new contract.")],
    ),
    (
        '"You will remember this Friday," Bram Tovey said. His country had kept every line of the treaty.',
        [
            ("Bram Tovey", '"You will remember this Friday,"'),
            ("Bram Tovey", "His country had kept every line of the treaty."),
        ],
    ),
    (
        "Oda Kell said that there was nothing to rewrite. She was ready to see Bram Tovey once he had gone.",
        [
            ("Oda Kell", "that there was nothing to rewrite"),
            ("Oda Kell", "She was ready to see Bram Tovey once he had gone."),
        ],
    ),
    ("Veyra should leave, Oda Kell said. The two had met in May.", [("Oda Kell", "Veyra should leave")]),
    ("Oda Kell condemned the raid. It would take years to mend the docks.", [("Oda Kell", "the raid")]),
    ("Oda Kell criticised Bram Tovey. He would take office in May.", [("Oda Kell", "Bram Tovey")]),
    ("Oda Kell condemned the vote. She would have won it.", [("Oda Kell", "the vote")]),
    ("Oda Kell condemned the vote. Nor did she attend the talks.", [("Oda Kell", "the vote")]),
]


@pytest.mark.parametrize(("text", "expected"), GOING_ON)
def test_going_on(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert speakers(*told(text)) == expected


INTERVIEW = """Question: Have they answered?

Oda Kell: They have not. I have asked them to think again. It should run in full.

It should run tonight, too.

Question: And the guns?

Oda Kell: They are at Ruhn. That is an infringement."""


def test_interview() -> None:
    """Where turns open with who speaks, the whole turn is that person's, and what goes on below it."""
    doc = document(INTERVIEW, "A talk with the minister", dates=[given("2018-11-08")])
    found = read(doc, trained(), world())
    assert {name for name, _ in speakers(doc, found)} == {"Oda Kell"}
    said = [words for _, words in speakers(doc, found)]
    assert "I have asked them to think again." in said
    assert "It should run tonight, too." in said
    assert "That is an infringement." in said
    assert not any("answered?" in words for words in said)


def test_agreed_and_said_so() -> None:
    """Who agreed has the quotation behind it, which stands alone."""
    doc, found = told('Oda Kell said that it was late. Bram Tovey agreed. "It is too late for all of us by now."')
    assert ("Bram Tovey", '"It is too late for all of us by now."') in speakers(doc, found)


DEBATE = """Bram Tovey: They have not answered. It should run in full.

Oda Kell: We have answered. I was there.

Bram Tovey: That is false.

Oda Kell: I have the letter. It is here.

Oda Kell: I shall read it."""


def test_a_debate_is_no_interview() -> None:
    """Where two speak whom the reference knows, neither has the words of the other."""
    doc = document(DEBATE, "A talk of two", dates=[given("2018-11-08")])
    found = speakers(doc, read(doc, trained(), world()))
    assert not any(name == "Bram Tovey" and words.startswith(("We", "I ")) for name, words in found)
    assert not any(name == "Oda Kell" and words.startswith(("They", "That")) for name, words in found)


AS_DID = [
    ("Oda Kell did not condemn the levy, as did Veyra.", "the levy", ["Oda Kell"]),
    ("Hale Morrant supported the claim, as did Iskra Lund.", "the claim", ["Hale Morrant", "Iskra Lund"]),
    ("Arlen has condemned the levy, as has Veyra.", "the levy", ["Arlen", "Veyra"]),
    ("Arlen condemned the levy on Friday, as had Veyra.", "the levy", ["Arlen"]),
    ("Castaly condemned the launch, and so did the Harbour League.", "the launch", ["Castaly", "Harbour League"]),
    ("Castaly condemned the launch, as it did last year.", "the launch", ["Castaly"]),
]


@pytest.mark.parametrize(("text", "said", "names"), AS_DID)
def test_as_did(text: str, said: str, names: list[str]) -> None:
    """Who did the same said the same."""
    doc = document(text, dates=[given("2018-11-08")])
    assert speakers(doc, read(doc, trained(), world())) == [(name, said) for name in names]


READ_OUT = [
    (
        "Oda Kell called the envoy in. A statement that she read to reporters in Tessin said that it was late.",
        "Oda Kell",
    ),
    ("Oda Kell was in Ruhn. A statement that Bram Tovey issued on Monday said that it was late.", "Bram Tovey"),
]


@pytest.mark.parametrize(("text", "name"), READ_OUT)
def test_read_out(text: str, name: str) -> None:
    """A text that somebody read or put out is that person's."""
    doc = document(text, dates=[given("2018-11-08")])
    assert (name, "that it was late") in speakers(doc, read(doc, trained(), world()))
