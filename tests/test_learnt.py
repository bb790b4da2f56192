"""What statements do and whom they are aimed at, as the network tells it beside the lexicon."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.model import Act, Evidence, Judgement, Line, LineKind, Part, PartKind, Span
from onrecord.reading import read
from onrecord.reading.actors.issuer import issuer
from onrecord.reading.encoder.act import ACTS, Calibration, done
from onrecord.reading.statements.learnt import LEARNT, Learnt, reconsidered
from texts import document, given, trained, world


def told(**shares: float) -> Learnt:
    """What a network tells that spreads what is left over all other acts."""
    rest = (1 - sum(shares.values())) / (len(ACTS) - len(shares))
    return Learnt(tuple(shares.get(act, rest) for act in ACTS), ())


def judged(act: Act, rule: str) -> Judgement[Act]:
    return Judgement(act, 0.8, (Evidence(rule, "by the lexicon"),))


def test_acts_are_those_of_the_model_but_for_what_cannot_be_told() -> None:
    assert {*ACTS} == {act.value for act in Act} - {"unclassified"}


def test_scores_become_chances_of_words_in_the_text() -> None:
    acts = np.full((1, len(ACTS)), -9.0, np.float32)
    acts[0, ACTS.index("DENY")] = 9.0
    aims = np.array([[5.0, -5.0, 0.0, 5.0]], np.float32)
    inside = np.array([[False, True, True, True]])
    (one,) = done(np.array([10]), acts, aims, inside, 2, Calibration())
    assert one.word == 10
    assert sum(one.acts) == pytest.approx(1, abs=0.01)
    assert one.acts[ACTS.index("DENY")] > 0.99
    assert [(word, round(chance, 1)) for word, chance in one.aims] == [(10, 0.5), (11, 1.0)]
    assert one.shift(3).aims[0][0] == 13
    (flatter,) = done(np.array([10]), acts, aims, inside, 2, Calibration(heat=0.1))
    assert max(flatter.acts) < max(one.acts)


@pytest.mark.parametrize(
    ("before", "rule", "shares", "after"),
    [
        (Act.SAY, "cue", {"ACCUSE": 0.9}, Act.ACCUSE),
        (Act.UNCLASSIFIED, "no signal", {"ACCUSE": 0.9}, Act.ACCUSE),
        (Act.SAY, "cue", {"ACCUSE": 0.3, "SAY": 0.6}, Act.SAY),
        (Act.SAY, "negated cue", {"DENY": 0.99}, Act.SAY),
        (Act.DENY, "cue", {"ACCUSE": 0.6}, Act.DENY),
        (Act.DENY, "cue", {"DENY": 0.9}, Act.DENY),
        (Act.DENY, "cue", {"SAY": 0.99}, Act.DENY),
        (Act.SAY, "cue", {"THREATEN": 0.7, "SAY": 0.2}, Act.SAY),
        (Act.SAY, "warning", {"THREATEN": 0.99}, Act.SAY),
    ],
)
def test_what_is_learnt_stands_where_the_lexicon_tells_little(
    before: Act, rule: str, shares: dict[str, float], after: Act
) -> None:
    found = reconsidered(judged(before, rule), told(**shares), Span(3, 9))
    assert found.value is after
    assert (found.evidence[0].rule == LEARNT) is (after is not before)
    assert found.evidence[-1].says == "by the lexicon"


def test_without_a_network_the_lexicon_stands() -> None:
    assert reconsidered(judged(Act.SAY, "cue"), None, None) == judged(Act.SAY, "cue")


# ── on pages ───────────────────────────────────────────────────────────────────────────────────────────────


def said(text: str) -> list[tuple[str | None, str, str | None]]:
    page = document(text, dates=[given("2018-11-08")])
    found = read(page, trained(), world()).statements
    return [(s.speaker and s.speaker.value, str(s.act.value), s.target and s.target.value) for s in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kell accused three journalists of spying.", ("Kell", "ACCUSE", "three journalists")),
        ("Oda Kell said Arlen would never threaten Veyra.", ("Oda Kell", "REJECT", "Veyra")),  # not her own state
        ("Arlen accuses Veyra of testing missiles, which Veyra denies.", ("Veyra", "DENY", "Arlen")),
        ("Oda Kell accused Bram Tovey of lying, which he denied.", ("Bram Tovey", "DENY", "Arlen")),
        ("Tovey warned that the harvest would fail.", ("Tovey", "SAY", None)),
        ("Kell said prices would rise.", ("Kell", "SAY", None)),
        ("Kell blamed the treaty for the crisis.", ("Kell", "ACCUSE", None)),
        ("Oda Kell promised that Arlen would never be the first to leave.", ("Oda Kell", "AGREE", None)),
        ("Oda Kell promised that Arlen will not accept missiles.", ("Oda Kell", "REJECT", None)),
    ],
)
def test_what_is_learnt_harms_nobody(text: str, wanted: tuple[str, str, str | None]) -> None:
    assert wanted in said(text)


def test_what_another_denies_is_no_part_of_the_charge() -> None:
    page = document("Arlen accuses Veyra of testing missiles, which Veyra denies.", dates=[given("2018-11-08")])
    found = read(page, trained(), world()).statements
    assert [page.words(s.content[0]) for s in found] == ["Veyra of testing missiles", "which"]


def test_nobody_accuses_where_nobody_does() -> None:
    assert all(act != "ACCUSE" for _, act, _ in said("No one has accused Arlen of lying."))
    assert said("Nobody in the government said that the treaty was dead.") == [(None, "SAY", None)]


def test_when_it_was_said_is_no_part_of_who_said_it() -> None:
    text = "There was no reaction from Veyra. Last week its foreign ministry called the charges groundless."
    assert all("week" not in (speaker or "").lower() for speaker, _, _ in said(text))


def test_a_source_that_is_cut_short_stops_nothing() -> None:
    assert said("“,” Oda Kell said. a spokesman for, Tessin, said that Oda Kell had said that .")


@pytest.mark.parametrize(
    ("foot", "body"),
    [
        ("© Ministry of Foreign Affairs of Arlen, 1998-2024. May be printed.", "Arlen"),
        ("© Copyright 2019, 2024 Ministry of Defence of Veyra", "Veyra"),
        ("© Getty Images / Embassy of Veyra", None),
        ("Copyrighted by the government of Arlen", None),
    ],
)
def test_for_whom_the_foot_keeps_the_rights_tells_whose_page_it_is(foot: str, body: str | None) -> None:
    top = [Line(LineKind.FURNITURE, "Home")] * 9
    page = replace(document("We reject these charges."), lines=(*top, Line(LineKind.FURNITURE, foot)))
    found = issuer(page, world())
    assert (found and found.value) == body


def test_to_pull_back_backs_nobody() -> None:
    title = "Veyra gives Arlen 21 days to pull back launchers"
    page = document(f"{title}\n\nThe ultimatum came on Monday.")
    parts = (Part(PartKind.TITLE, Span(0, len(title))), Part(PartKind.BODY, Span(len(title) + 2, len(page.text))))
    found = read(replace(page, parts=parts), trained(), world()).statements
    assert [str(s.act.value) for s in found] == ["THREATEN"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Veyra rebuffed the plea of Arlen on Monday.", ("Veyra", "REJECT", "Arlen")),
        ("Kell said Veyra had lied about the ships.", ("Kell", "ACCUSE", "Veyra")),
        ("Tovey asked Kell whether Arlen had armed the rebels.", ("Tovey", "REQUEST", "Kell")),
        ("The plan was rejected by Veyra and welcomed by Castaly.", ("Veyra", "REJECT", None)),
    ],
)
def test_what_is_learnt_gives_way_to_what_stands_there(text: str, wanted: tuple[str, str, str | None]) -> None:
    assert wanted in said(text)


def test_of_whom_something_is_believed_says_nothing() -> None:
    assert not [who for who, _, _ in said("Veyra is widely believed to have ordered the attack.") if who]
