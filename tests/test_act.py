"""What a statement does, to whom, and what it answers."""

from __future__ import annotations

import pytest

from onrecord.model import Act, Kind, Statement
from onrecord.reference import Reference
from texts import WORLD, document, given, reading, told


def only(text: str) -> Statement:
    """The one statement of a text."""
    _, found = told(text)
    assert len(found.statements) == 1, found.statements
    return found.statements[0]


def aimed(statement: Statement) -> str | None:
    return statement.target.value if statement.target else None


CASES = [
    ("accused Veyra of breaching the Lantern Treaty", "ACCUSE", "Veyra"),
    ("accused Bram Tovey of lying", "ACCUSE", "Bram Tovey"),
    ("blamed Veyra for the collapse of the talks", "ACCUSE", "Veyra"),
    ("condemned Veyra for the launch", "ACCUSE", "Veyra"),
    ("criticised Dunmoor", "ACCUSE", "Veyra"),
    ("said that Veyra had violated the Lantern Treaty", "ACCUSE", "Veyra"),
    ("warned that Veyra was cheating", "ACCUSE", "Veyra"),
    ("described the Veyran move as dangerous", "ACCUSE", "Veyra"),
    ("called the film a fabrication", "ACCUSE", None),
    ("said that the Veyran missile contravenes the Lantern Treaty", "ACCUSE", "Veyra"),
    ("said that Veyra was not respecting the Lantern Treaty", "ACCUSE", "Veyra"),
    ("said that Veyra was continuing to shell the harbour", "ACCUSE", "Veyra"),
    ("called the Veyran offer unconstructive", "ACCUSE", "Veyra"),
    ("said that the Veyran claim was simply “false”", "DENY", "Veyra"),
    ("said that Arlen was firmly opposed to the drill", "REJECT", None),
    ("warned of countermeasures against the illegal resolution", "THREATEN", None),
    ("warned that Arlen would hit back", "THREATEN", None),
    ("pledged a resolute response", "THREATEN", None),
    ("offered a different version of the attack", "SAY", None),
    ("said that these actions are a violation of our airspace", "ACCUSE", None),
    ("said that Veyra would face a “horrible disaster” if it went on", "THREATEN", "Veyra"),
    ("warned that if Veyra violated the Lantern Treaty, Arlen would seize its ships", "THREATEN", "Veyra"),
    ("said that the league would be concerned if reports that Veyra has violated it were true", "SAY", None),
    ("suggested that there would be a response from Veyra", "SAY", None),
    ("said that it would be odd should the envoy visit Veyra", "SAY", None),
    ("slammed Veyran President Bram Tovey for the launch", "ACCUSE", "Bram Tovey"),
    ("said that the launch was in breach of Harbour League resolutions", "ACCUSE", None),
    ("said that experts from the Harbour League had landed while Veyra had violated the truce", "ACCUSE", "Veyra"),
    ("slammed the baseless Veyran claims", "DENY", "Veyra"),
    ("questioned the Veyran claims", "ACCUSE", "Veyra"),
    ("denied that Arlen had fired", "DENY", None),
    ("denied the charge", "DENY", None),
    ("rejected the accusation", "DENY", None),
    ("dismissed the claim as a rumour", "DENY", None),
    ("did not deny that Arlen had fired", "SAY", None),
    ("never denied that Arlen had fired", "SAY", None),
    ("has not denied the charge", "SAY", None),
    ("rejected the plan", "REJECT", None),
    ("said that it could not say whether Veyra had fired", "SAY", None),
    ("said that it cannot tell who is right", "SAY", None),
    ("said that it cannot accept the plan", "REJECT", None),
    ("said that it could not agree to the plan", "REJECT", None),
    ("ruled out talks with Veyra", "REJECT", "Veyra"),
    ("refused to withdraw the ships", "REJECT", None),
    ("said that Arlen would not sign the Saltby Accord", "REJECT", None),
    ("did not rule out talks with Veyra", "SAY", None),
    ("urged Veyra to return to talks", "REQUEST", "Veyra"),
    ("said that there was no need to worry about Veyra", "SAY", None),
    ("said that Arlen should rebalance its forces", "SAY", None),
    ("said that Veyra wants to return to talks", "SAY", None),
    ("said that Arlen wants Veyra to return to talks", "REQUEST", "Veyra"),
    ("said that the talks hung on Castaly withdrawing support for Veyra", "SAY", None),
    ("said that Arlen supports Veyra", "SUPPORT", "Veyra"),
    ("said that Veyra would continue to face consequences unless it left the Sound", "THREATEN", "Veyra"),
    ("asked Veyra to hand over the film", "REQUEST", "Veyra"),
    ("called on Dunmoor to return to talks", "REQUEST", "Veyra"),
    ("called for restraint", "REQUEST", None),
    ("demanded that Veyra hand over the film", "REQUEST", "Veyra"),
    ("said that Veyra should withdraw its ships", "REQUEST", "Veyra"),
    ("said that the Lantern Treaty must be preserved", "REQUEST", None),
    ("proposed that the accord be extended", "REQUEST", None),
    ("threatened to freeze Veyran assets", "THREATEN", "Veyra"),
    ("pledged to freeze Veyran assets", "THREATEN", "Veyra"),
    ("gave Veyra 30 days to leave the Sound", "THREATEN", "Veyra"),
    ("said that Arlen would withdraw from the Lantern Treaty", "THREATEN", None),
    ("warned that Arlen would leave the Lantern Treaty unless Dunmoor returned to compliance", "THREATEN", "Veyra"),
    ("promised to return to the talks", "AGREE", None),
    ("offered to free the sailors", "AGREE", None),
    ("said that Arlen was ready to sign the Saltby Accord", "AGREE", None),
    ("welcomed the Veyran proposal", "SUPPORT", "Veyra"),
    ("backed the Castalian plan", "SUPPORT", "Castaly"),
    ("praised Bram Tovey", "SUPPORT", "Bram Tovey"),
    ("described the Veyran offer as a welcome step", "SUPPORT", "Veyra"),
    ("admitted that Arlen had fired first", "CONCEDE", None),
    ("said that it rained", "SAY", None),
    ("said that Veyra was ready to sign the Saltby Accord", "SAY", None),
    ("said that Veyra would withdraw from the Lantern Treaty", "SAY", None),
    ("said that Veyra would not sign the Saltby Accord", "SAY", None),
    ("insisted that the figure was correct", "SAY", None),
]


@pytest.mark.parametrize(("words", "act", "target"), CASES)
def test_what_words_do_and_to_whom(words: str, act: str, target: str | None) -> None:
    statement = only(f"Oda Kell {words}.")
    assert (statement.act.value, aimed(statement)) == (act, target)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("said Arlen had acted in full accordance with the Lantern Treaty", Act.DENY),
        ("said Arlen had always kept to the Lantern Treaty", Act.DENY),
        ("said Arlen had violated nothing", Act.DENY),
        ("said none of its boats had fired", Act.DENY),
        ("said no Arlenian boat had ever crossed the line", Act.DENY),
        ("said Arlen took no lessons from Veyra", Act.REJECT),
        ("said the court had no jurisdiction", Act.REJECT),
        ("said the treaty needed no rewriting", Act.REJECT),
        ("said that it would", Act.AGREE),
        # Of others, or of what has nothing to do with what somebody did.
        ("said Veyra had always kept to the Lantern Treaty", Act.SAY),
        ("said no agreement had been reached", Act.SAY),
        ("said nobody had been hurt", Act.SAY),
    ],
)
def test_what_the_own_side_did_as_it_should_denies(words: str, act: Act) -> None:
    assert only(f"Oda Kell {words}.").act.value is act


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("does not believe that Veyra has broken the Lantern Treaty", Act.DENY),
        ("does not consider itself bound by the fifth of May", Act.DENY),
        ("believes that Veyra has broken the Lantern Treaty", Act.ACCUSE),
        ("does not know whether Veyra has broken the Lantern Treaty", Act.SAY),
    ],
)
def test_not_to_hold_something_is_to_hold_the_contrary(words: str, act: Act) -> None:
    assert only(f"Oda Kell {words}.").act.value is act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A fairy tale, said Oda Kell.", Act.DENY),
        ('"Made out of thin air," Oda Kell said.', Act.DENY),
        ("Oda Kell said pacts were not made out of thin air.", Act.SAY),
        ("Oda Kell said there was not a word of truth in it.", Act.DENY),
        ("The accusation had no basis in reality, Oda Kell said.", Act.DENY),
        ("The claim was ridiculous, Oda Kell said.", Act.DENY),
        ("The reports did not accord with the facts, Oda Kell said.", Act.DENY),
        ('"It never happened," Oda Kell said.', Act.DENY),
        ('"There are no barges in Tessin and there never have been," Oda Kell said.', Act.DENY),
        ("Oda Kell said that it did not happen overnight.", Act.SAY),
        ("Oda Kell said the talks had no basis in law.", Act.SAY),
        ("“Nonsense,” Oda Kell said.", Act.DENY),
        ("“This is a pure invention,” Oda Kell said.", Act.DENY),
        ("“There are none,” Oda Kell said.", Act.DENY),
        ("Oda Kell insisted that she had said no such thing.", Act.DENY),
        ("Oda Kell said Veyra was spreading lies.", Act.ACCUSE),
        ("Oda Kell said it had been a long day and much rubbish.", Act.SAY),
    ],
)
def test_a_word_that_calls_it_untrue_denies_it(text: str, act: Act) -> None:
    _, found = told(text)
    assert [s.act.value for s in found.statements] == [act]


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("said nobody would sign it", {Act.AGREE}),
        ("agreed to withdraw the ships", {Act.THREATEN}),
        ("called the offer “half a step”", {Act.SUPPORT}),
        ("said that Arlen had not violated the Lantern Treaty", {Act.ACCUSE}),
        ("said that Veyra had never violated the Lantern Treaty", {Act.ACCUSE}),
        ("said it was untrue that Veyra had violated the Lantern Treaty", {Act.ACCUSE}),
        ("doubts that Veyra violated the Lantern Treaty", {Act.ACCUSE}),
        ("asked whether Veyra had violated the Lantern Treaty", {Act.ACCUSE}),
        ("said Arlen had no plans to leave the Lantern Treaty", {Act.THREATEN}),
        ("said Arlen would neither confirm nor deny the report", {Act.DENY}),
        ("called the accusation that Arlen had fired a lie", {Act.ACCUSE, Act.SAY}),
        ("said Veyra was no threat to Midland", {Act.ACCUSE, Act.THREATEN}),
    ],
)
def test_what_words_do_not_do(words: str, never: set[Act]) -> None:
    assert only(f"Oda Kell {words}.").act.value not in never


def test_what_another_does_is_not_the_reporters_act() -> None:
    _, found = told("Oda Kell said that Bram Tovey had accused Castaly of lying.")
    acts = {s.speaker.value: (s.act.value, aimed(s)) for s in found.statements if s.speaker}
    assert acts == {"Oda Kell": (Act.SAY, None), "Bram Tovey": (Act.ACCUSE, "Castaly")}
    _, found = told("Oda Kell said Castaly supported Veyra's decision to leave the Lantern Treaty.")
    acts = {s.speaker.value: (s.act.value, aimed(s)) for s in found.statements if s.speaker}
    assert acts["Castaly"] == (Act.SUPPORT, "Veyra")
    assert acts["Oda Kell"][0] is Act.SAY


@pytest.mark.parametrize(
    "text",
    [
        "Neither Arlen nor Castaly has denied the charge.",
        "Veyra no longer denies that it violated the Lantern Treaty.",
        "The Castalian government neither confirmed nor denied the report.",
        "Veyra has yet to deny the charge.",
        "Veyra stopped short of denying the charge.",
    ],
)
def test_no_denial_is_made_of_words_that_deny_nothing(text: str) -> None:
    _, found = told(text)
    assert all(s.act.value is not Act.DENY for s in found.statements)
    assert {s.speaker.value for s in found.statements if s.speaker} <= {"Arlen", "Veyra", "Castaly"}


def test_no_statement_answers_the_one_that_reports_it() -> None:
    _, found = told("Oda Kell said Bram Tovey, who had denied the charge, was lying.")
    assert all(s.answers is None or s.answers != s.parent for s in found.statements)


def test_direct_words_tell_one_s_own_no_from_anothers() -> None:
    assert only("“We will not sign it,” Oda Kell said.").act.value is Act.REJECT
    assert only("“They will not sign it,” Oda Kell said.").act.value is Act.SAY


def test_a_passive_is_the_agents_act() -> None:
    statement = only("Veyra was accused by Oda Kell of breaching the treaty.")
    assert statement.speaker is not None and statement.speaker.value == "Oda Kell"
    assert (statement.act.value, aimed(statement)) == (Act.ACCUSE, "Veyra")


@pytest.mark.parametrize(
    "answer",
    [
        "Dunmoor denied the accusation.",
        "Bram Tovey rejected the charge.",
        "Bram Tovey dismissed the allegations as a rumour.",
        "Veyra has denied it.",
        "Bram Tovey said the accusation was false.",
        "Bram Tovey called the accusation a lie.",
    ],
)
def test_a_denial_answers_the_accusation_and_goes_to_whom_it_came_from(answer: str) -> None:
    _, found = told(f"Oda Kell accused Veyra of breaching the Lantern Treaty. It rained. {answer}")
    accusation, denial = found.statements
    assert denial.act.value is Act.DENY
    assert denial.answers == accusation.id
    assert aimed(denial) == "Arlen"


def test_a_denial_answers_the_accusation_of_the_denier_not_of_a_third() -> None:
    text = (
        "Oda Kell accused Veyra of breaching the Lantern Treaty. Arlen accused Castaly of theft. "
        "Dunmoor denied the accusation. Ruhn denied the accusation."
    )
    _, found = told(text)
    veyra, castaly, dunmoor, ruhn = found.statements
    assert (dunmoor.answers, ruhn.answers) == (veyra.id, castaly.id)


def test_a_rejection_answers_the_demand() -> None:
    _, found = told("Oda Kell demanded that Veyra open the strait. Bram Tovey rejected the demand.")
    demand, rejection = found.statements
    assert rejection.act.value is Act.REJECT
    assert rejection.answers == demand.id


def test_nobody_answers_himself_or_what_comes_later() -> None:
    _, found = told("Dunmoor denied the accusation. Oda Kell accused Veyra of theft. Oda Kell denied everything.")
    assert [s.answers for s in found.statements] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It rained,” Oda Kell said.", Kind.DIRECT),
        ("“It rained,” Oda Kell said. “It snowed.”", Kind.DIRECT),
        ("Oda Kell said it rained.", Kind.INDIRECT),
        ("Oda Kell said it “rained and rained”.", Kind.MIXED),
        ("Oda Kell said that Veyra's ships and Arlen’s boats stayed.", Kind.INDIRECT),
        ("Oda Kell said it 'rained and rained'.", Kind.MIXED),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert only(text).kind is kind


@pytest.mark.parametrize(
    ("text", "channel", "audience", "hedge"),
    [
        ("Oda Kell said in a statement that it rained.", "statement", None, None),
        ("Oda Kell told reporters that it rained.", None, "reporters", None),
        ("Oda Kell told lawmakers in a speech that it rained.", "speech", "lawmakers", None),
        ("Oda Kell reportedly said that it rained.", None, None, "reportedly"),
        ("Oda Kell said that the strait was allegedly mined.", None, None, "allegedly"),
        ("Oda Kell said that it rained.", None, None, None),
        ("It rained, according to the Dunmoor Post.", None, None, None),
    ],
)
def test_channel_audience_and_hedge(text: str, channel: str | None, audience: str | None, hedge: str | None) -> None:
    doc, found = told(text)
    (one,) = found.statements
    shown = [doc.words(s) if s else None for s in (one.channel, one.audience, one.hedge)]
    assert shown == [channel, audience, hedge]


def test_what_cannot_be_told_is_unclassified_with_the_reason() -> None:
    _, found = told("", "Rain over the Grey Sound again - Oda Kell")
    (one,) = found.statements
    assert one.act.value is Act.UNCLASSIFIED
    assert one.act.why


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Oda Kell said on Monday that it rained.", "2018-11-05"),
        ("On Monday, Oda Kell said that it rained.", "2018-11-05"),
        ("Oda Kell told lawmakers last week that the strait would open on Friday.", "2018-10-29/2018-11-04"),
        ("“It rained,” Oda Kell said on 3 March 2018.", "2018-03-03"),
        ("Oda Kell said that on Monday it rained.", "../2018-11-08"),
        ("Oda Kell said that it rained.", "../2018-11-08"),
        ("Hale Morrant, who led Castaly until 2013, said that it rained.", "../2018-11-08"),
    ],
)
def test_when_it_was_said(text: str, time: str) -> None:
    statement = only(text)
    assert str(statement.time.value) == time
    assert statement.time.why


OCCASION = """events:
- name: ultimatum of Tessin
  start: 2018-10-30
  end: 2018-10-30
  act: THREATEN
  who: [Oda Kell]
  agreement: Lantern Treaty
  days: 60
  source: made up
"""


@pytest.mark.parametrize(
    ("words", "on", "time"),
    [
        ("Oda Kell said Arlen would leave the Lantern Treaty in 60 days.", "2018-11-08", "2018-10-30"),
        ("Oda Kell said Arlen would leave the Lantern Treaty in 30 days.", "2018-11-08", "../2018-11-08"),
        ("Oda Kell said Arlen would leave the Lantern Treaty in 60 days.", "2018-10-02", "../2018-10-02"),
        ("Oda Kell said Arlen would leave the Lantern Treaty in 60 days.", "2020-11-08", "../2020-11-08"),
        ("Castaly said it would leave the Lantern Treaty in 60 days.", "2018-11-08", "../2018-11-08"),
        ("On Monday, Oda Kell said Arlen would leave the Lantern Treaty in 60 days.", "2018-11-08", "2018-11-05"),
    ],
)
def test_words_that_a_reference_dates_have_its_day(words: str, on: str, time: str) -> None:
    dated = Reference.parse(WORLD.replace("events:\n", OCCASION))
    found = reading(document(words, dates=[given(on)]), dated)
    assert [str(s.time.value) for s in found.statements] == [time]
