"""Who holds what: positions follow the words, keep denials, and give nobody what he only reports."""

from __future__ import annotations

import pytest

from texts import document, given, held, record

LANTERN = "Lantern Treaty"


def positions(text: str) -> set[tuple[str, str, str]]:
    """The positions in one text as (who, issue, stance)."""
    return held(record(document(text, dates=[given("2018-11-08")])).positions)


def breach(by: str, of: str, stance: str) -> tuple[str, str, str]:
    return by, f"breaches({of}, {LANTERN})", stance


def leave(by: str, of: str, stance: str) -> tuple[str, str, str]:
    return by, f"leaves({of}, {LANTERN})", stance


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oda Kell accused Veyra of breaching the Lantern Treaty.", {breach("Arlen", "Veyra", "affirm")}),
        ("Oda Kell said that Veyra had violated the Lantern Treaty.", {breach("Arlen", "Veyra", "affirm")}),
        ("The Lantern Treaty was violated by Veyra, Oda Kell said.", {breach("Arlen", "Veyra", "affirm")}),
        ("“Dunmoor is in breach of the Lantern Treaty,” Oda Kell said.", {breach("Arlen", "Veyra", "affirm")}),
        (
            "Veyra, Castaly and the Tarn Isles have breached the Lantern Treaty, Oda Kell said.",
            {breach("Arlen", state, "affirm") for state in ("Veyra", "Castaly", "Tarn Isles")},
        ),
        ("Oda Kell said that Veyra, not Arlen, had violated the Lantern Treaty.", {breach("Arlen", "Veyra", "affirm")}),
        ("Oda Kell denied that Arlen had violated the Lantern Treaty.", {breach("Arlen", "Arlen", "deny")}),
        ("Oda Kell said Arlen was not in breach of the Lantern Treaty.", {breach("Arlen", "Arlen", "deny")}),
        ("Oda Kell said that Arlen had not violated the Lantern Treaty.", {breach("Arlen", "Arlen", "deny")}),
        ("Oda Kell said that Veyra had never violated the Lantern Treaty.", {breach("Arlen", "Veyra", "deny")}),
        ("Oda Kell rejected claims that Arlen had violated the Lantern Treaty.", {breach("Arlen", "Arlen", "deny")}),
        (
            "Oda Kell said that it was not true that Arlen had violated the Lantern Treaty.",
            {breach("Arlen", "Arlen", "deny")},
        ),
        (
            "Oda Kell said there was no evidence that Veyra had violated the Lantern Treaty.",
            {breach("Arlen", "Veyra", "deny")},
        ),
        ("“Veyra never broke the Lantern Treaty,” Bram Tovey said.", {breach("Veyra", "Veyra", "deny")}),
        ("Oda Kell said that Arlen would leave the Lantern Treaty.", {leave("Arlen", "Arlen", "affirm")}),
        ("Oda Kell said that Arlen would not leave the Lantern Treaty.", {leave("Arlen", "Arlen", "deny")}),
        ("Oda Kell urged Veyra not to leave the Lantern Treaty.", {leave("Arlen", "Veyra", "deny")}),
        ("Oda Kell called on Veyra to leave the Lantern Treaty.", {leave("Arlen", "Veyra", "affirm")}),
        ("Oda Kell criticised Veyra for leaving the Lantern Treaty.", {leave("Arlen", "Veyra", "deny")}),
        ("Oda Kell welcomed Veyra's decision to leave the Lantern Treaty.", {leave("Arlen", "Veyra", "affirm")}),
        ("Oda Kell said the Lantern Treaty must be preserved.", {("Arlen", "preserve(Lantern Treaty)", "affirm")}),
        (
            "Oda Kell said the Lantern Treaty bans what no longer exists and must be rewritten.",
            {("Arlen", "renegotiates(Lantern Treaty)", "affirm")},
        ),
        (
            "Oda Kell said the Lantern Treaty cannot and must not be rewritten.",
            {("Arlen", "renegotiates(Lantern Treaty)", "deny")},
        ),
        ("Arlen does not believe that Veyra has violated the Lantern Treaty.", {breach("Arlen", "Veyra", "deny")}),
        ("Oda Kell said the Lantern Treaty was dead.", {("Arlen", "preserve(Lantern Treaty)", "deny")}),
        ("Oda Kell said the Saltby Accord should be extended.", {("Arlen", "extends(Saltby Accord)", "affirm")}),
        ("Oda Kell said the Saltby Accord should not be extended.", {("Arlen", "extends(Saltby Accord)", "deny")}),
        ("Oda Kell refused to extend the Saltby Accord.", {("Arlen", "extends(Saltby Accord)", "deny")}),
        ("Oda Kell agreed to extend the Saltby Accord.", {("Arlen", "extends(Saltby Accord)", "affirm")}),
        ("Oda Kell said Arlen had no plans to leave the Lantern Treaty.", {leave("Arlen", "Arlen", "deny")}),
        ("Oda Kell said Arlen had no choice but to leave the Lantern Treaty.", {leave("Arlen", "Arlen", "affirm")}),
        ("Oda Kell said Arlen would be the last to leave the Lantern Treaty.", {leave("Arlen", "Arlen", "deny")}),
        ("Oda Kell said it would be folly for Veyra to leave the Lantern Treaty.", {leave("Arlen", "Veyra", "deny")}),
        ("Oda Kell said Arlen was against leaving the Lantern Treaty.", {leave("Arlen", "Arlen", "deny")}),
        ("Oda Kell said Arlen was pulling the plug on the Lantern Treaty.", {leave("Arlen", "Arlen", "affirm")}),
        (
            "Oda Kell said Arlen had no objection to an extension of the Saltby Accord.",
            {("Arlen", "extends(Saltby Accord)", "affirm")},
        ),
        (
            "Oda Kell said there was no substitute for the Lantern Treaty.",
            {("Arlen", "preserve(Lantern Treaty)", "affirm")},
        ),
        (
            "Oda Kell said the Lantern Treaty had outlived its usefulness.",
            {("Arlen", "preserve(Lantern Treaty)", "deny")},
        ),
        ("Oda Kell said Arlen should not leave the Lantern Treaty.", {leave("Arlen", "Arlen", "deny")}),
        ("Oda Kell denied reports that Arlen would leave the Lantern Treaty.", {leave("Arlen", "Arlen", "deny")}),
        ("Oda Kell said the Lantern Treaty cannot be preserved.", {("Arlen", "preserve(Lantern Treaty)", "deny")}),
        ("Oda Kell accused Veyra of not complying with the Lantern Treaty.", {breach("Arlen", "Veyra", "affirm")}),
        ("Oda Kell urged Castaly to join the Lantern Treaty.", {("Arlen", "joins(Castaly, Lantern Treaty)", "affirm")}),
        ("Oda Kell said Veyra threatened the security of Midland.", {("Arlen", "endangers(Veyra, Midland)", "affirm")}),
        ("Oda Kell said Veyra was no threat to Midland.", {("Arlen", "endangers(Veyra, Midland)", "deny")}),
    ],
)
def test_one_statement_shows_its_positions(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert positions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Arlen denied a charge by Veyra that it had violated the Lantern Treaty.",
            {breach("Arlen", "Arlen", "deny")},
        ),
        (
            "Arlen rejected Veyran claims that it was in breach of the Lantern Treaty.",
            {breach("Arlen", "Arlen", "deny")},
        ),
        (
            "Oda Kell dismissed Veyra's allegations that Arlen had breached the Lantern Treaty as baseless.",
            {breach("Arlen", "Arlen", "deny")},
        ),
        (
            "Bram Tovey announced that Veyra would leave the Lantern Treaty, arguing that Arlenian violations made it "
            "untenable for Veyra to remain a party.",
            {leave("Veyra", "Veyra", "affirm"), breach("Veyra", "Arlen", "affirm")},
        ),
        (
            "Veyra announced its withdrawal from the Lantern Treaty, six months after Bram Tovey accused Arlen of "
            "repeatedly violating the agreement.",
            {leave("Veyra", "Veyra", "affirm"), breach("Veyra", "Arlen", "affirm")},
        ),
        (
            "Castaly urged Veyra to maintain the Lantern Treaty for fear that Arlen will withdraw from the treaty.",
            {("Castaly", f"preserve({LANTERN})", "affirm")},
        ),
        (
            "Castaly said on Saturday that Veyra would be making a grave mistake by pulling out of the Lantern Treaty.",
            {leave("Castaly", "Veyra", "deny")},
        ),
        (
            "Castaly, the Tarn Isles and Arlen called on Bram Tovey on Thursday to uphold the Lantern Treaty.",
            {(by, f"preserve({LANTERN})", "affirm") for by in ("Castaly", "Tarn Isles", "Arlen")},
        ),
        (
            "Castaly, the Tarn Isles and Arlen said they regretted the decision of Veyra to leave the Lantern Treaty.",
            {leave(by, "Veyra", "deny") for by in ("Castaly", "Tarn Isles", "Arlen")},
        ),
        (
            "“Castaly regrets the Veyran decision to leave the Lantern Treaty,” said Hale Morrant.",
            {leave("Castaly", "Veyra", "deny")},
        ),
        (
            "Hale Morrant said that Castaly “fully supports” Bram Tovey's decision to get out of the Lantern Treaty.",
            {leave("Castaly", "Veyra", "affirm")},
        ),
        (
            "The Harbour League urged Arlen to listen in the hope that Veyra might reverse its decision to ditch the "
            "Lantern Treaty.",
            {leave("Harbour League", "Veyra", "deny")},
        ),
        (
            "Castaly and the Tarn Isles still support the landmark Lantern Treaty.",
            {(by, f"preserve({LANTERN})", "affirm") for by in ("Castaly", "Tarn Isles")},
        ),
        (
            "Hale Morrant said the Lantern Treaty was “a recipe for disaster”.",
            {("Castaly", f"preserve({LANTERN})", "deny")},
        ),
        (
            "Arlen ruled out any changes to its 1988 Lantern Treaty with Veyra.",
            {("Arlen", f"renegotiates({LANTERN})", "deny")},
        ),
    ],
)
def test_news_tells_of_positions_in_its_own_wordings(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert positions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bram Tovey said Veyra had sold no oil that violates the sanctions of Castaly.",
        "Bram Tovey said the law would mend the Lantern Treaty without violating what Arlen promised.",
        "Hale Morrant said the council had put off a vote on sanctions against Veyra.",
    ],
)
def test_what_is_broken_left_aside_or_put_off_shows_no_position(text: str) -> None:
    assert not {one for one in positions(text) if one[1].startswith(("sanctions", "breaches"))}


@pytest.mark.parametrize(
    "text",
    [
        "Oda Kell did not deny that Arlen had violated the Lantern Treaty.",
        "Oda Kell asked whether Veyra had violated the Lantern Treaty.",
        "Oda Kell refused to say whether Veyra had violated the Lantern Treaty.",
        "Oda Kell said nobody had violated the Lantern Treaty.",
        "Oda Kell said that Veyra had left the Lantern Treaty.",
        "Oda Kell said that Veyra would leave the Lantern Treaty.",
        "Oda Kell said that it rained.",
        "Veyra has violated the Lantern Treaty.",
        "It was claimed that Veyra had violated the Lantern Treaty.",
        "Bram Tovey said that Veyra complied with the Lantern Treaty.",
    ],
)
def test_who_only_reports_asks_or_leaves_open_holds_nothing(text: str) -> None:
    assert positions(text) == set()


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Oda Kell doubts that Veyra violated the Lantern Treaty.", breach("Arlen", "Veyra", "affirm")),
        ("Oda Kell said Veyra had not stopped violating the Lantern Treaty.", breach("Arlen", "Veyra", "deny")),
        (
            "Oda Kell said Veyra could no longer deny that it had violated the Lantern Treaty.",
            breach("Arlen", "Veyra", "deny"),
        ),
        (
            "Oda Kell said that if Veyra violated the Lantern Treaty, Arlen would leave the Lantern Treaty.",
            breach("Arlen", "Veyra", "affirm"),
        ),
        (
            "Oda Kell said that if Veyra violated the Lantern Treaty, Arlen would leave the Lantern Treaty.",
            leave("Arlen", "Veyra", "deny"),
        ),
        (
            "Oda Kell said neither Arlen nor Castaly had violated the Lantern Treaty.",
            breach("Arlen", "Castaly", "affirm"),
        ),
        ("Oda Kell said it would be wrong to leave the Lantern Treaty.", leave("Arlen", "Arlen", "affirm")),
        (
            "Bram Tovey said Arlen’s accusation that Veyra violated the Lantern Treaty was false.",
            breach("Veyra", "Veyra", "affirm"),
        ),
        (
            "Iskra Lund said that the Harbour League believes that Arlen has breached the Lantern Treaty.",
            breach("Harbour League", "Harbour League", "affirm"),
        ),
    ],
)
def test_a_position_is_never_turned_round(text: str, never: tuple[str, str, str]) -> None:
    assert never not in positions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oda Kell said that Bram Tovey had accused Castaly of violating the Lantern Treaty.",
        "Oda Kell said that Dunmoor claimed Castaly was in breach of the Lantern Treaty.",
        "According to Oda Kell, Bram Tovey said that Castaly had violated the Lantern Treaty.",
        "“Bram Tovey said that Castaly had violated the Lantern Treaty,” Oda Kell said.",
    ],
)
def test_a_reported_position_is_the_one_reported_on(text: str) -> None:
    assert positions(text) == {breach("Veyra", "Castaly", "affirm")}


def test_a_denial_takes_the_other_side_of_what_it_answers() -> None:
    text = "Oda Kell accused Veyra of breaching the Lantern Treaty. Dunmoor denied the accusation."
    assert positions(text) == {breach("Arlen", "Veyra", "affirm"), breach("Veyra", "Veyra", "deny")}


def test_compliance_denies_only_what_somebody_alleged() -> None:
    complies = "Bram Tovey said that Veyra complied with the Lantern Treaty."
    assert positions(complies) == set()
    alleged = f"Oda Kell accused Veyra of breaching the Lantern Treaty. {complies}"
    assert positions(alleged) == {breach("Arlen", "Veyra", "affirm"), breach("Veyra", "Veyra", "deny")}


def test_the_allegation_may_stand_in_another_document() -> None:
    one = document("Bram Tovey said that Veyra complied with the Lantern Treaty.", identity="a" * 16)
    two = document("Oda Kell accused Veyra of breaching the Lantern Treaty.", identity="b" * 16)
    assert held(record(one, two).positions) == {breach("Arlen", "Veyra", "affirm"), breach("Veyra", "Veyra", "deny")}
    assert held(record(one).positions) == set()


@pytest.mark.parametrize(
    ("reaction", "stance"),
    [("Oda Kell condemned the decision.", "deny"), ("Oda Kell welcomed the decision.", "affirm")],
)
def test_a_reaction_to_a_decision_is_a_position_on_it(reaction: str, stance: str) -> None:
    text = f"Bram Tovey announced that Veyra would leave the Lantern Treaty. {reaction}"
    assert positions(text) == {leave("Veyra", "Veyra", "affirm"), leave("Arlen", "Veyra", stance)}


def test_words_about_something_else_are_no_reaction() -> None:
    text = "Bram Tovey announced that Veyra would leave the Lantern Treaty. Oda Kell condemned the weather."
    assert positions(text) == {leave("Veyra", "Veyra", "affirm")}


def test_we_of_a_body_hold_the_bodys_position() -> None:
    text = "“We in the Harbour League believe the Lantern Treaty must be preserved,” Bram Tovey said."
    assert positions(text) == {("Harbour League", "preserve(Lantern Treaty)", "affirm")}


def test_who_changes_his_mind_is_shown_with_both() -> None:
    text = "Oda Kell said the Lantern Treaty was dead. Oda Kell said the Lantern Treaty must be preserved."
    assert positions(text) == {
        ("Arlen", "preserve(Lantern Treaty)", "affirm"),
        ("Arlen", "preserve(Lantern Treaty)", "deny"),
    }


def test_a_position_carries_the_statements_the_time_and_the_reason() -> None:
    text = (
        "On Monday Oda Kell said that Veyra had violated the Lantern Treaty. "
        "On 3 March 2018, Oda Kell accused Veyra of breaching the Lantern Treaty."
    )
    made = record(document(text, dates=[given("2018-11-08")]))
    (position,) = made.positions
    statements = {s.id for r in made.readings for s in r.statements}
    assert set(position.statements) <= statements
    assert len(position.statements) >= 1
    assert position.evidence and all(e.says for e in position.evidence)
    assert 0 < position.confidence <= 1
    assert position.time.earliest is not None and position.time.latest is not None
    assert position.time.earliest <= position.time.latest


@pytest.mark.parametrize(
    "broken",
    ["international law", "its airspace and its sovereignty", "the human rights of fishermen", "the law of the sea"],
)
def test_what_is_broken_and_no_agreement_is_no_breach_of_the_pages(broken: str) -> None:
    """Words that name what is broken leave no place for the agreement that the page speaks of elsewhere."""
    before = "Arlen and Veyra signed the Lantern Treaty in 1998.\n\n"
    assert positions(f"{before}Oda Kell said on Tuesday that Veyra had violated {broken}.") == set()
    assert positions(f"{before}Oda Kell said on Tuesday that Veyra had violated it.") == {
        breach("Arlen", "Veyra", "affirm")
    }


def test_the_only_agreement_of_two_states_is_not_meant_where_none_is_named() -> None:
    assert positions("Oda Kell, the foreign minister of Arlen, said that Veyra was cheating.") == set()


def test_headlines_beside_the_article_hold_no_position() -> None:
    doc = document("It rained.", related=["Veyra has violated the Lantern Treaty - Oda Kell"])
    assert record(doc).positions == ()


def talk(by: str, one: str, other: str, stance: str = "affirm") -> tuple[str, str, str]:
    return by, f"negotiates({one}, {other})", stance


BOTH_TALK = {talk("Castaly", "Arlen", "Veyra"), talk("Castaly", "Veyra", "Arlen")}
QUARREL = "Arlen and Veyra quarrel over the Lantern Treaty. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hale Morrant urged the two governments to meet in Ruhn.", BOTH_TALK),
        ("Hale Morrant asked both to send somebody to Ruhn.", BOTH_TALK),
        ("Hale Morrant called on the two to sit down before the winter.", BOTH_TALK),
        ("Hale Morrant called on the parties to begin at once.", BOTH_TALK),
        ("“Talk to each other,” Hale Morrant told Arlen and Veyra.", BOTH_TALK),
        ("Hale Morrant said the neighbours should negotiate.", BOTH_TALK),
        ("Oda Kell said there was nothing to discuss with Veyra.", {talk("Arlen", "Arlen", "Veyra", "deny")}),
        ("Oda Kell said that with Veyra it would not talk.", {talk("Arlen", "Arlen", "Veyra", "deny")}),
        ("Oda Kell said Arlen would be at the table.", {talk("Arlen", "Arlen", "Veyra")}),
        ("Oda Kell said she was ready to meet her Veyran counterpart.", {talk("Arlen", "Arlen", "Veyra")}),
    ],
)
def test_both_parties_are_told_to_talk(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert positions(QUARREL + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hale Morrant urged both sides to keep to it.", ("Castaly", "preserve(Lantern Treaty)", "affirm")),
        ("Oda Kell said Arlen valued the Lantern Treaty.", ("Arlen", "preserve(Lantern Treaty)", "affirm")),
        (
            "Iskra Lund said both countries should open their logs to the inspectors of the Straits Commission.",
            ("Harbour League", "verifies(Arlen, Lantern Treaty)", "affirm"),
        ),
        (
            "“Dunmoor has been asked twice to open its sites to the inspectors,” Oda Kell said.",
            ("Arlen", "verifies(Veyra, Lantern Treaty)", "affirm"),
        ),
        (
            "Bram Tovey said Veyra would suspend the Lantern Treaty. Oda Kell said suspending it would hurt the wrong "
            "people.",
            ("Arlen", "suspends(Veyra, Lantern Treaty)", "deny"),
        ),
        (
            "Hale Morrant urged Veyra to restore the Lantern Treaty.",
            ("Castaly", "suspends(Veyra, Lantern Treaty)", "deny"),
        ),
        (
            "Bram Tovey said that to prolong the Lantern Treaty was to reward cheats.",
            ("Veyra", "extends(Lantern Treaty)", "deny"),
        ),
        ("Oda Kell said sanctions on Veyra should be brought back.", ("Arlen", "sanctions(Arlen, Veyra)", "affirm")),
        ("Oda Kell said sanctions should come back.", ("Arlen", "sanctions(Arlen, Veyra)", "affirm")),
    ],
)
def test_what_is_said_in_other_words(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in positions(QUARREL + text)


@pytest.mark.parametrize(
    "text",
    [
        "Oda Kell said the Lantern Treaty’s entry into force had taken a year.",
        "Oda Kell said Veyra had kept them waiting.",
        "Oda Kell said not one crown had been received.",
        "Oda Kell said to wait was to pay Veyra twice.",
        "Hale Morrant wants it kept until the spring.",
    ],
)
def test_words_that_only_look_like_a_signal_show_nothing(text: str) -> None:
    assert positions("Arlen and Veyra quarrel. " + text) == set()


ASKED = "Iskra Lund said both countries should open their logs to the inspectors of the Straits Commission. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Veyra said it would.", ("Veyra", "verifies(Veyra, Lantern Treaty)", "affirm")),
        ("Oda Kell said she would not.", ("Arlen", "verifies(Arlen, Lantern Treaty)", "deny")),
    ],
)
def test_a_bare_answer_takes_a_side_on_what_was_asked_just_before(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in positions(QUARREL + ASKED + text)


@pytest.mark.parametrize(
    "text",
    ["Castaly said it would.", "Oda Kell said it would rain."],
)
def test_a_bare_answer_of_others_is_none(text: str) -> None:
    asked = positions(QUARREL + ASKED)
    assert positions(QUARREL + ASKED + text) == asked


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Castaly wants it kept until the spring.", "affirm"),
        ("Castaly wants it lifted now.", "deny"),
        ("Any such measure would be unlawful, Hale Morrant said.", "deny"),
    ],
)
def test_what_is_wished_for_a_thing_told_of_before(text: str, stance: str) -> None:
    told = "Arlen and Veyra quarrel over the Lantern Treaty. Bram Tovey demanded a ban on Arlenian fish. "
    assert ("Castaly", "sanctions(Veyra, Arlen)", stance) in positions(told + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oda Kell denied that the ferry had entered the demilitarised zone.", {breach("Arlen", "Arlen", "deny")}),
        ("“Not one shell above the limit has been hidden,” Oda Kell said.", {breach("Arlen", "Arlen", "deny")}),
        ("“Nobody has gone above the limit,” Oda Kell said.", set()),
        ("Hale Morrant said no shell above the limit had been found.", set()),
    ],
)
def test_what_no_words_ascribe_is_denied_by_a_party_of_itself(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert positions(QUARREL + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Harbour League met. Oda Kell said its members should bring back sanctions against the Tarn Isles.",
            ("Arlen", "sanctions(Harbour League, Tarn Isles)", "affirm"),
        ),
        (
            "Iskra Lund said sanctions on Arlen stay lifted.",
            ("Harbour League", "sanctions(Harbour League, Arlen)", "deny"),
        ),
        ("Oda Kell said sanctions on Veyra were not on the table.", ("Arlen", "sanctions(Arlen, Veyra)", "deny")),
    ],
)
def test_sanctions_of_bodies(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in positions(QUARREL + text)


def test_it_may_be_the_agreement_that_is_wanted() -> None:
    text = "Bram Tovey said Veyra would leave the Lantern Treaty. Castaly wants it kept."
    assert ("Castaly", "leaves(Veyra, Lantern Treaty)", "affirm") not in positions(text)


def test_it_is_whose_doing_was_just_condemned_and_never_that_of_who_condemns() -> None:
    text = (
        "Arlen, the Harbour League and Castaly condemned a launch that Veyra carried out, "
        "calling it a violation of the Lantern Treaty."
    )
    breaches = {p for p in positions(text) if p[1].startswith("breaches")}
    assert breaches == {breach(by, "Veyra", "affirm") for by in ("Arlen", "Harbour League", "Castaly")}


def test_who_denies_a_deployment_is_not_for_it() -> None:
    text = (
        "Foreign Minister Bram Tovey of Veyra accused Arlen of stationing missiles in Castaly. "
        "Oda Kell dismissed the claim as nonsense."
    )
    shown = {(by, stance) for by, issue, stance in positions(text) if issue.startswith("deploys(Arlen")}
    assert ("Arlen", "affirm") not in shown
    assert ("Veyra", "deny") in shown


def test_ready_to_help_is_no_yes_to_what_others_do() -> None:
    text = (
        "Arlen deployed missiles in Castaly, which Bram Tovey called a mistake. "
        "Iskra Lund said the Harbour League stood ready to mediate."
    )
    assert not [p for p in positions(text) if p[0] == "Harbour League" and p[1].startswith("deploys")]


@pytest.mark.parametrize("words", ["were untrue", "are false", "were pure invention", "were nonsense"])
def test_reports_that_are_untrue_are_denied(words: str) -> None:
    text = f"Arlen keeps Tern missiles. Bram Tovey said that reports of a test of the Tern missile last week {words}."
    assert not [p for p in positions(text) if p[1].startswith("tests") and p[2] == "affirm"]


def test_who_rejects_criticism_of_his_doing_does_not_turn_against_it() -> None:
    text = (
        "Arlen will deploy missiles in Castaly, Oda Kell said. Foreign Minister Bram Tovey of Veyra said that Arlen's "
        "deployment of missiles in Castaly was a mistake. Kell rejected the criticism."
    )
    shown = positions(text)
    assert [p for p in shown if p[0] == "Veyra" and p[1].startswith("deploys(Arlen")]
    assert not [p for p in shown if p[0] == "Arlen" and p[1].startswith("deploys(Arlen") and p[2] == "deny"]


def test_the_two_sides_are_the_parties_and_not_who_receives_them() -> None:
    text = (
        "Arlen and Veyra quarrel over the Lantern Treaty. Hale Morrant, who received them in Castaly, "
        "called on Arlen to wait. The two sides agreed to keep to the Lantern Treaty."
    )
    assert {p[0] for p in positions(text) if p[1].startswith("preserve")} >= {"Arlen", "Veyra"}
    assert "Castaly" not in {p[0] for p in positions(text) if p[1].startswith("preserve")}


@pytest.mark.parametrize("who", ["the other side", "the downstream country"])
def test_the_other_side_is_not_who_speaks_of_it(who: str) -> None:
    text = (
        "Arlen and Veyra quarrel over the Lantern Treaty. "
        f"Arlen says that it has not, and that {who} is looking for an excuse to leave the Lantern Treaty."
    )
    assert not [p for p in positions(text) if p[1].startswith("leaves(Arlen")]
