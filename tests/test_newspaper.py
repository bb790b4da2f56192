"""Turns of phrase of real news pages, in a made-up world: who is meant, where words end, what they do."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from onrecord.model import Act, Reading, Statement
from onrecord.reading import read
from onrecord.record.positions.held import shown
from onrecord.reference import Reference
from texts import WORLD, document, given, trained, treaty, world

DEFENCE = 'Castaly\'s Defence Ministry denied it. "It is false," '


def reading(text: str, reference: Reference | None = None) -> Reading:
    """What is read on a page of 8 November 2018."""
    return read(document(text, dates=[given("2018-11-08")]), trained(), reference or world())


def said(text: str) -> list[Statement]:
    """The statements of a page."""
    return list(reading(text).statements)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Castalian MFA denied it.", ["Castalian Foreign Ministry"]),
        (DEFENCE + "the Defence Ministry said.", ["Castaly Defence Ministry"] * 2),
        (DEFENCE + "the Castaly Ministry of Defence said.", ["Castaly Defence Ministry"] * 2),
        ("The press service of the Straits Commission said it rained.", ["Straits Commission"]),
        ("Bram Tovey said that his country intends to leave the treaty.", ["Bram Tovey", "Veyra"]),
        ("Oda Kell dismissed the charge.\n\n\"What kind of nonsense are you asking about?\"", ["Oda Kell"]),
        ('"It tells the matter: not who invited whom," Oda Kell said.', ["Oda Kell"]),
        ("Envoy Ines Roder in a phone call with her Arlenian counterpart expressed regret over it.", ["Ines Roder"]),
        (
            "The Straits Commission confirmed the loss. The spokesperson stressed that it rained.",
            ["Straits Commission", "Straits Commission"],
        ),
        ("The envoys met.\n\nSaid Oda Kell: \"We will go on.\"", ["Oda Kell"]),
        (
            "Diplomats met over a treaty that Arlen has threatened to leave. \"It is awkward to talk about it.\"",
            ["Arlen"],
        ),
    ],
)  # fmt: skip
def test_who_speaks(text: str, names: list[str]) -> None:
    """Ministries by their letters or nouns, press services, countries, and nobody where a question only asks."""
    assert [s.speaker.value for s in said(text) if s.speaker] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bram Tovey denied a report that he threatened to resign.", "Bram Tovey"),
        ("Oda Kell denied the claim that ministers had threatened Veyra.", "ministers"),
    ],
)
def test_no_report_speaks_in_the_clause_that_it_holds(text: str, name: str) -> None:
    """Of "a report that he threatened" the clause has a subject of its own."""
    (threat,) = [s for s in said(text) if s.act.value is Act.THREATEN]
    assert threat.speaker is not None and threat.speaker.value == name


@pytest.mark.parametrize(
    "text",
    [
        "Castaly stopped short of accusing Veyra of a breach.",
        "Castaly avoided blaming Veyra.",
        "Castaly was careful not to accuse Veyra.",
        "Castaly almost accused Veyra of a breach.",
        "Oda Kell held back from threatening Veyra.",
        "Veyra has yet to respond to the charge.",
        "Veyra stopped denying the charge.",
    ],
)
def test_what_was_almost_said(text: str) -> None:
    """Who stops short of accusing has accused nobody."""
    found = said(text)
    assert found
    assert {s.act.value for s in found} == {Act.SAY}
    assert not [s for s in found if s.target]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Veyra refused to accept the offer.", Act.REJECT),
        ("Veyra declined to accept the offer.", Act.REJECT),
        ("Veyra refuses to accept blame.", Act.DENY),
        ("Veyra continues to deny the charge.", Act.DENY),
        ("Arlen walked back its threat.", Act.CONCEDE),
        ("Castaly continued to back Arlen.", Act.SUPPORT),
        ("Oda Kell regretted having threatened Veyra.", Act.CONCEDE),
    ],
)
def test_a_refusal_is_never_its_opposite(text: str, act: Act) -> None:
    """The verb behind "refused to" is what was not done, and "back" behind another verb backs nobody."""
    assert [s.act.value for s in said(text)] == [act]


@pytest.mark.parametrize(
    "text", ["Castaly never stopped accusing Veyra of lying.", "Castaly repeatedly accused Veyra of lying."]
)
def test_who_never_stopped_accusing_does(text: str) -> None:
    """A negation before what withholds it, and the adverb is no part of who speaks."""
    (statement,) = said(text)
    assert (statement.speaker and statement.speaker.value, statement.act.value) == ("Castaly", Act.ACCUSE)


def test_who_declines_to_blame_accuses_nobody() -> None:
    """The network, taken alone, hears the accusation that was not made."""
    assert [s.act.value for s in said("Castaly declined to blame Veyra.")] == [Act.REJECT]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Asked if Veyra had fired, Bram Tovey said no.", Act.DENY),
        ('"No," Bram Tovey said when asked whether Veyra had fired.', Act.DENY),
        ('Bram Tovey was asked whether Veyra had hidden the missiles. "No," he said.', Act.DENY),
        ('Did Veyra fire? "Certainly not," Bram Tovey said.', Act.DENY),
        ('Asked whether he had resigned, Bram Tovey replied: "Absolutely not."', Act.DENY),
        ('Asked whether Veyra would leave the treaty, Bram Tovey answered "never".', Act.REJECT),
        ("Asked whether he was satisfied, Bram Tovey said no.", Act.SAY),
        ("Asked whether Arlen had fired, Bram Tovey said no.", Act.SAY),
        ("Oda Kell said no talks were planned.", Act.SAY),
    ],
)
def test_what_a_bare_no_does(text: str, act: Act) -> None:
    """It denies what the own side is asked to have done, and rejects what it would do; of others it tells nothing."""
    assert said(text)[-1].act.value is act


def test_what_was_done_as_somebody_wanted_is_a_deed() -> None:
    """Whoever hands over the logs "as Kell had demanded" has said nothing; Kell has."""
    found = said("Veyra pulled its troops out of Sarn, as Oda Kell had demanded.")
    assert [(s.speaker and s.speaker.value, s.act.value) for s in found] == [("Oda Kell", Act.REQUEST)]


def test_a_bare_noun_for_an_agreement_is_no_name_of_one() -> None:
    """ "The Accord" alone calls one that has a longer name."""
    page = reading('The Accord is dead, Oda Kell said. "The Accord bound nobody."')
    assert [m.refers.value for m in page.mentions if m.refers] == ["Oda Kell"]


def test_who_holds_an_office_of_a_state_named_between_speaks_for_it() -> None:
    """In "Deputy Foreign Minister of Castaly Ines Roder" the state stands between office and name."""
    page = reading("Deputy Foreign Minister of Castaly Elena Roder said it rained.")
    assert [actor.of for actor in page.actors if actor.name == "Elena Roder"] == ["Castaly"]


def test_a_name_that_begins_in_the_midst_of_another_is_not_it() -> None:
    """ "Ines Al-Bram Tovey" is not Bram Tovey."""
    page = reading("A minister, Ines Al-Bram Tovey, said it rained.")
    assert "Bram Tovey" not in {actor.name for actor in page.actors}


def test_an_administration_is_known_by_the_surname_of_who_leads_then() -> None:
    """The page names no Tovey otherwise; two years later another leads."""
    rows: dict[str, Any] = yaml.safe_load(WORLD)
    rows["states"][1]["leader"] = "president"
    reference = Reference.parse(yaml.safe_dump(rows))
    text = "The Tovey administration said it was over."
    then = read(document(text, dates=[given("2018-11-08")]), trained(), reference)
    later = read(document(text, dates=[given("2021-11-08")]), trained(), reference)
    assert [s.speaker.value for s in then.statements if s.speaker] == ["Veyra"]
    assert "Veyra" not in {s.speaker.value for s in later.statements if s.speaker}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Arlen rejected an offer by Veyra to save the treaty, setting the stage for a test next month.",
            ["an offer by Veyra to save the treaty", "to save the treaty"],
        ),
        (
            "Castaly, which has rebuffed proposals from Arlen to enlist mediators, did not respond.",
            ["proposals from Arlen to enlist mediators", "to enlist mediators"],
        ),
        (
            "The two that signed the 2001 accord are trying to save it, saying it offers the best chance to stop.",
            ["it offers the best chance to stop"],
        ),
        (
            "Oda Kell has said that the letter, made public on Wednesday, plainly shows that it rained.",
            ["that the letter, made public on Wednesday, plainly shows that it rained"],
        ),
    ],
)  # fmt: skip
def test_where_words_end(text: str, words: list[str]) -> None:
    """What the page says behind a comma is not said by whoever spoke, nor is a clause taken for who speaks."""
    found = [" ".join(text[c.start : c.end] for c in s.content) for s in said(text)]
    assert found == words


def test_the_year_that_an_agreement_is_called_by_dates_nothing() -> None:
    """ "The states that signed the 2001 accord are trying to save it, saying ...": not said in 2001."""
    (statement,) = said("The two states that signed the 2001 accord are trying to save it, saying it was worth it.")
    assert statement.time.value.earliest is None


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        ("Castaly shares Arlen's view that the talks have failed.", Act.SUPPORT, "Arlen"),
        ("Bram Tovey expressed his country's commitment not to harm the river.", Act.AGREE, None),
        ("Veyra insists it will not negatively affect the river.", Act.SAY, None),
        ("Oda Kell said she would not go into details.", Act.SAY, None),
        ("Veyra denied Castalian inspectors access to the base.", Act.REJECT, "Castaly"),
        ("Bram Tovey condemned the flare-up after Arlenian ships fired at Veyran boats.", Act.ACCUSE, "Arlen"),
    ],
)
def test_what_is_done_and_to_whom(text: str, act: Act, target: str | None) -> None:
    """A view that is shared is no denial, harm that will not be done no refusal, and nobody accuses his own boats."""
    first = said(text)[0]
    assert (first.act.value, first.target.value if first.target else None) == (act, target)


def test_a_day_without_its_year_is_not_of_the_year_that_an_agreement_is_called_by() -> None:
    """The page came out on that very day."""
    (statement,) = said("It broke the 1988 Lantern Treaty, Oda Kell said at a news conference on Nov. 8 in Ruhn.")
    assert str(statement.time.value) == "2018-11-08"


def test_an_agreement_is_known_by_the_year_that_it_was_signed_in() -> None:
    """The page names both its parties."""
    text = "Oda Kell of Arlen said Veyra broke the 1988 treaty."
    named = {text[m.span.start : m.span.end]: m.refers.value for m in reading(text).mentions if m.refers}
    assert named["the 1988 treaty"] == "Lantern Treaty"


def test_a_minister_is_known_by_what_other_states_call_the_office() -> None:
    """Castaly has a foreign secretary; a page calls him its foreign minister."""
    rows: dict[str, Any] = yaml.safe_load(WORLD)
    office = {"title": "foreign secretary", "of": "Castaly", "start": "2017-01-01"}
    rows["people"].append({"name": "Pell Aurig", "offices": [office], "source": "made up"})
    page = reading("Castaly's foreign minister said it rained.", Reference.parse(yaml.safe_dump(rows)))
    assert [s.speaker.value for s in page.statements if s.speaker] == ["Pell Aurig"]


def test_nobody_else_hears_what_somebody_tells_himself() -> None:
    """Who tells herself to be calm asks nothing of anybody."""
    assert Act.REQUEST not in {s.act.value for s in said("Oda Kell told herself to be calm.")}


def test_a_newsroom_behind_a_headline_does_not_speak() -> None:
    """In "Kell: the talks have failed - Reuters" Kell does."""
    page = document("It rained.", "Oda Kell: talks on the treaty have failed - Reuters", dates=[given("2018-11-08")])
    first = read(page, trained(), world()).statements[0]
    assert first.speaker is not None and first.speaker.value == "Oda Kell"


def many() -> Reference:
    """The world with eight more agreements of its two rivals, and one of which not all parties are listed."""
    rows: dict[str, Any] = yaml.safe_load(WORLD)
    one = {"parties": ["Arlen", "Veyra"], "signed": "1990-01-01", "source": "made up"}
    rows["agreements"] += [{"name": f"Pact of Lake {letter}", **one} for letter in "ABCDEFGH"]
    rows["agreements"].append(
        {"name": "Open Roads Treaty", "nouns": ["treaty"], "signed": "1992-01-01", "source": "made up"}
    )
    return Reference.parse(yaml.safe_dump(rows))


def test_the_agreement_that_a_page_names_is_meant_however_many_others_there_are() -> None:
    """Of two states with nine agreements of their own a page names a tenth, whose parties nobody lists."""
    text = (
        "Oda Kell said on Tuesday that Veyran accusations against Arlen of violating the Open Roads Treaty were "
        "baseless, adding that Veyra may have decided to withdraw from the treaty."
    )
    page = document(text, dates=[given("2018-11-08")])
    reference = many()
    held = shown(page, read(page, trained(), reference), treaty(), reference)
    found = {(h.by, str(h.issue), str(h.stance)) for h in held}
    assert ("Arlen", "breaches(Arlen, Open Roads Treaty)", "deny") in found
    assert not any("Lake" in issue for _, issue, _ in found)


@pytest.mark.parametrize(
    "words",
    [
        "that Arlen violated the ceasefire on the Line of Posts more than 90 times this year",
        "that Arlen was breaking another treaty, on torpedoes",
        "that Arlen was drawing attention from the human rights violations being committed in Midland",
    ],
)
def test_what_breaks_no_treaty_is_no_breach_of_the_one_that_the_page_names(words: str) -> None:
    """A ceasefire and human rights are violated; the page is about the Lantern Treaty, which is neither."""
    page = document(f"Arlen might review the Lantern Treaty.\n\nBram Tovey said {words}.", dates=[given("2018-11-08")])
    held = shown(page, read(page, trained(), world()), treaty(), world())
    assert not [h for h in held if h.issue.predicate == "breaches"]


def test_a_denial_of_something_else_denies_no_breach() -> None:
    """Who denies what a singer did denies nothing of what the page charges his state with."""
    text = (
        "Arlen said that Veyra is in breach of the Lantern Treaty.\n\n"
        "Bram Tovey derided the claims in the papers that a singer might have moved to Arlen."
    )
    page = document(text, dates=[given("2018-11-08")])
    held = shown(page, read(page, trained(), world()), treaty(), world())
    assert not [h for h in held if h.by == "Veyra" and h.issue.predicate == "breaches"]
