"""What verbs and nouns do with what follows them, whom they are aimed at, and what the page says was done."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.model import Act, Granularity
from onrecord.reading.grammar.position import CLAUSE, INFINITIVE, INNER, OBJECT, position
from onrecord.reading.lexicon import table, words
from onrecord.reading.statements.frame import by_noun, frame, moded
from texts import told


def made(text: str) -> tuple[Act, str | None]:
    """The act and target of the one statement of a text."""
    _, found = told(text)
    (one,) = found.statements
    return one.act.value, one.target.value if one.target else None


def done(text: str) -> list[tuple[Act, str]]:
    """The events of a text as act and label."""
    _, found = told(text)
    return [(e.act, e.label) for e in found.events]


@pytest.mark.parametrize(
    ("lead", "where"),
    [
        ("", OBJECT),
        ("the newly elected government of", OBJECT),
        ("a proposal by", "by"),
        ("the demands of", OBJECT),
        ("talks with the leaders of", "with"),
        ("an appeal to the", "to"),
        ("to impose sanctions on", "on"),
        ("to attack", INFINITIVE),
        ("that", CLAUSE),
        ("that the government of", CLAUSE),
        ("its allies that", INNER),
        ("that the league refuse to recognise", INNER),
        ("of bombing", OBJECT),
        ("for bombing the ships of", INNER),
        ("the first; the second", INNER),
    ],
)
def test_where_an_actor_stands_behind_a_verb(lead: str, where: str) -> None:
    assert position(lead) == where


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        # What follows the verb decides what it does.
        ("Veyra accepted demands from Castaly for an inquiry.", Act.CONCEDE, "Castaly"),
        ("Veyra has accepted Castaly's invitation.", Act.AGREE, "Castaly"),
        ("Veyra summoned the Castalian ambassador.", Act.ACCUSE, "Castaly"),
        ("Veyra reiterated its call on Castaly to withdraw.", Act.REQUEST, "Castaly"),
        ("Veyra repeated its accusations against Castaly.", Act.ACCUSE, "Castaly"),
        ("Veyra urged the Harbour League to support Castaly.", Act.SUPPORT, "Castaly"),
        ("Veyra called on all parties to unite against Castaly.", Act.ACCUSE, "Castaly"),
        ("Veyra dismissed its interior minister.", Act.UNCLASSIFIED, None),
        # An oath is a promise or a threat by what is sworn.
        ("Veyra has sworn to fight Castaly.", Act.THREATEN, "Castaly"),
        ("Veyra promised retaliation against Castaly.", Act.THREATEN, "Castaly"),
        ("Veyra promised to send food to Castaly.", Act.AGREE, "Castaly"),
        # The addressee stands where its verb has it.
        ("Veyra demanded an immediate apology from Castaly.", Act.REQUEST, "Castaly"),
        ("Veyra demanded an admission by Castaly that Arlen was harmed.", Act.REQUEST, "Castaly"),
        ("Veyra threatened to break off ties with Castaly unless Arlen signed.", Act.THREATEN, "Castaly"),
        ("Veyra complained to the Harbour League about Castalian patrols.", Act.ACCUSE, "Castaly"),
        ("Veyra blamed the collapse on Castaly.", Act.ACCUSE, "Castaly"),
        ("Veyra rejected an offer of talks by Castaly.", Act.REJECT, "Castaly"),
        ("Veyra assured Castaly that it would respect the accord.", Act.AGREE, "Castaly"),
        ("Veyra told Castaly to withdraw its ships.", Act.REQUEST, "Castaly"),
        ("Veyra said that Castaly and its allies must leave.", Act.REQUEST, "Castaly"),
        ("Veyra said it wanted Castaly to open the border.", Act.REQUEST, "Castaly"),
        ("Veyra asked its allies to attack Castaly.", Act.REQUEST, None),
        ("Veyra threatened a curfew in Ruhn.", Act.THREATEN, "Castaly"),
        # Passives.
        ("Veyra was accused on Monday by Castaly of sheltering gunmen.", Act.ACCUSE, "Veyra"),
        ("Veyra was threatened by Castaly with an embargo.", Act.THREATEN, "Veyra"),
        # Warnings.
        ("Veyra warned Castaly against meddling.", Act.THREATEN, "Castaly"),
        ("Veyra warned Castaly that it would retaliate.", Act.THREATEN, "Castaly"),
        ("Veyra warned that it may rain in Ruhn.", Act.SAY, None),
        # The main clause decides, not its reasons.
        (
            "Veyra said it was willing to withdraw its troops from Castaly after years of occupation.",
            Act.AGREE,
            "Castaly",
        ),
        ("Veyra said Castaly must stop violating the accord.", Act.REQUEST, "Castaly"),
        ("Veyra said any attack by Castaly would be met with force.", Act.THREATEN, "Castaly"),
        ("Veyra said talks with Castaly were out of the question.", Act.REJECT, "Castaly"),
        ("Veyra said there would be no talks with Castaly.", Act.REJECT, "Castaly"),
        # Whose accusation is denied.
        ("Veyra denied the Castalian charges.", Act.DENY, "Castaly"),
        ("Veyra rejected the accusation by Castaly as a rumour.", Act.DENY, "Castaly"),
        ("Veyra denied that Castaly had been harmed.", Act.DENY, None),
        # Officials named without their side speak for whoever they speak of.
        ("Veyra is willing to hold talks with Castaly, a spokesman said.", Act.AGREE, "Castaly"),
        ("Veyra would suspend all aid to Castaly, officials said.", Act.THREATEN, "Castaly"),
    ],
)
def test_frames(text: str, act: Act, target: str | None) -> None:
    assert made(text) == (act, target)


@pytest.mark.parametrize(
    "text",
    [
        "Veyra did not accept demands from Castaly.",
        "Veyra did not threaten to attack Castaly.",
        "Veyra has not promised to send food to Castaly.",
        "Veyra did not accuse Castaly of lying.",
    ],
)
def test_what_is_negated_is_not_done(text: str) -> None:
    assert made(text)[0] is Act.SAY


def test_officials_do_not_shield_whom_they_accuse() -> None:
    assert made("Veyra had violated the Lantern Treaty, officials said.") == (Act.ACCUSE, "Veyra")


def test_a_noun_for_something_said_does_what_it_names() -> None:
    assert by_noun("in her accusations") is Act.ACCUSE
    assert by_noun("issued a joint call") is Act.REQUEST
    assert by_noun("in a note") is None


def test_a_frame_begins_with_what_is_said() -> None:
    assert frame("accept", "the demands of the strikers") is not None
    assert frame("accept", "an envoy who brought the demands") is not None
    assert frame("accept", "that there were, as ever, no grounds for demands") is None
    assert frame("sing", "the demands") is None


def test_an_act_shows_its_mode() -> None:
    assert moded(Act.THREATEN, "to attack the port") == ("violence", "attack")
    assert moded(Act.REQUEST, "that they return to talks") == ("meet", "talks")
    assert moded(Act.SAY, "that they attack") is None
    _, found = told("Veyra threatened to expel Castalian diplomats.")
    assert [e.rule for e in found.statements[0].act.evidence][-1] == "mode: expel"


@pytest.mark.parametrize(
    ("text", "act", "label"),
    [
        ("Bram Tovey visited Arlen last week.", Act.CONSULT, "Bram Tovey visits Arlen"),
        ("Bram Tovey arrived in Tessin on Monday for talks.", Act.CONSULT, "Bram Tovey visits Arlen"),
        ("Oda Kell was received by Bram Tovey on Monday.", Act.CONSULT, "Bram Tovey meets Oda Kell"),
        ("Veyra and Arlen held talks on Monday.", Act.CONSULT, "Veyra and Arlen talk"),
        ("Veyra has restored diplomatic relations with Arlen.", Act.SUPPORT, "Veyra takes up ties with Arlen"),
        ("Veyra has opened an embassy in Tessin.", Act.SUPPORT, "Veyra takes up ties with Arlen"),
        ("Veyra and Arlen have agreed on a border.", Act.AGREE, "Veyra and Arlen agree"),
        ("The Veyran government lifted a curfew.", Act.CONCEDE, "Veyra eases restrictions"),
        ("The curfew was lifted by Veyra on Monday.", Act.CONCEDE, "Veyra eases restrictions"),
        ("Veyra decided to allow the opposition to run.", Act.CONCEDE, "Veyra allows"),
        ("Police in Veyra have opened an inquiry into Arlenian banks.", Act.ACCUSE, "Veyra investigates Arlen"),
        ("Castaly is suing Arlen over the wreck.", Act.ACCUSE, "Castaly sues Arlen"),
        ("Arlen drew criticism from Castaly.", Act.ACCUSE, "Castaly criticises Arlen"),
        ("Talks between Veyra and Arlen broke down on Monday.", Act.REJECT, "Veyra and Arlen fail to agree"),
        ("Veyra defied a Harbour League ultimatum.", Act.REJECT, "Veyra defies Harbour League"),
        ("Veyra gave Arlen until Friday to leave.", Act.THREATEN, "Veyra gives a deadline to Arlen"),
    ],
)
def test_what_the_page_says_was_done(text: str, act: Act, label: str) -> None:
    assert done(text) == [(act, label)]


@pytest.mark.parametrize(
    "text",
    [
        "Veyra has not lifted the curfew.",
        "Veyra will visit Arlen.",
        "Veyra would lift the curfew if Arlen left.",
        "If Veyra lifted the curfew, people went out.",
        "Oda Kell denied that Arlen had opened an embassy in Dunmoor.",
        "Oda Kell hoped Veyra had lifted the ban.",
        "Oda Kell claimed Veyra received aid from Arlen.",
        "“Veyra has lifted the curfew,” Oda Kell said.",
        "Veyra's visits to Arlen were rare.",
        "The curfew lifted in Dunmoor was long.",
        "Rain in Veyra allowed the party to run on.",
        "Veyra never signed the pact with Arlen.",
        "Veyra recognised the need for talks with Arlen.",
        "Arlen was in Veyra.",
        "Arlen met Veyra.",
    ],
)
def test_what_was_not_done(text: str) -> None:
    assert done(text) == []


def test_a_deed_has_its_time_and_who_did_it_first() -> None:
    _, found = told("Bram Tovey visited Arlen on Monday.")
    (event,) = found.events
    assert (event.who, str(event.time.value)) == (("Bram Tovey", "Arlen"), "2018-11-05")
    _, found = told("Veyra has lifted the curfew.")
    (event,) = found.events
    assert event.time.value.granularity is Granularity.OPEN
    assert str(event.time.value) == "../2018-11-08"


@pytest.mark.parametrize("row", table("deeds"), ids=lambda row: f"{row['act']} {row['label']}")
def test_a_frame_of_deeds_is_whole(row: dict[str, Any]) -> None:
    assert Act(row["act"])
    assert row["verbs"]
    assert row.get("needs") in (None, "whom")
    known = words("prepositions") | {OBJECT, INFINITIVE}
    assert all(place in known for place in row["whom"]), "a preposition that YAML reads as true must stand in quotes"
    lists = [row.get(k, []) for k in ("verbs", "matter", "topic", "never")]
    assert all(isinstance(word, str) for listed in lists for word in listed)


def test_the_places_of_an_act_are_known() -> None:
    known = words("prepositions") | {OBJECT, CLAUSE, INFINITIVE}
    for act, places in table("acts")["whom"].items():
        assert Act(act)
        assert set(places) <= known
