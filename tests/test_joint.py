"""What rules and network find of one text, brought together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Attribution, Span
from onrecord.reading.attributions.joint import together
from onrecord.reading.attributions.trained import _near


def _attribution(text: str, source: str | None, cue: str, *content: str, rule: str) -> Attribution:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Attribution(span(source) if source else None, (span(cue),), tuple(map(span, content)), 0.9, rule)


def _joined(text: str, ruled: Attribution, seen: Attribution) -> tuple[str | None, str]:
    (one,) = together(text, [seen], [ruled])
    source = text[one.source.start : one.source.end] if one.source else None
    return source, " | ".join(text[s.start : s.end] for s in one.content)


def test_the_network_names_the_source_where_the_two_differ() -> None:
    text = "Residents speak of blasts, Kell said, adding that a shed had blown up."
    ruled = _attribution(text, "Residents", "adding", "that a shed had blown up", rule="that")
    seen = _attribution(text, "Kell", "adding", "that a shed had blown up", rule="trained")
    assert _joined(text, ruled, seen) == ("Kell", "that a shed had blown up")


def test_a_source_that_would_lie_in_what_is_said_is_not_taken() -> None:
    text = "Kell said Arlen fired."
    ruled = _attribution(text, "Kell", "said", "Arlen fired", rule="bare clause")
    seen = _attribution(text, "Arlen", "said", "fired", rule="trained")
    assert _joined(text, ruled, seen) == ("Kell", "Arlen fired")


def test_words_that_go_on_behind_the_cue_are_taken_from_the_network() -> None:
    text = "The team saw the hall, Kell said, but was turned away from the yard."
    ruled = _attribution(text, "Kell", "said", "The team saw the hall", rule="clause before")
    seen = _attribution(
        text, "Kell", "said", "The team saw the hall", "but was turned away from the yard", rule="trained"
    )
    assert _joined(text, ruled, seen) == ("Kell", "The team saw the hall | but was turned away from the yard")


def test_other_words_around_the_same_cue_are_the_networks() -> None:
    text = "The plan, drawn up last autumn, foresees one officer at each lock."
    ruled = _attribution(
        text, "one officer at each lock", "foresees", "The plan, drawn up last autumn", rule="clause before"
    )
    seen = _attribution(text, "The plan", "foresees", "one officer at each lock", rule="trained")
    assert _joined(text, ruled, seen) == ("The plan", "one officer at each lock")


def test_what_is_agreed_is_the_quotation_behind_it() -> None:
    text = 'Kell agreed. "It is late."'
    ruled = _attribution(text, "Kell", "agreed", "agreed", rule="assent")
    seen = _attribution(text, "Kell", "agreed", '"It is late."', rule="trained")
    assert _joined(text, ruled, seen) == ("Kell", '"It is late."')


def test_words_are_cut_where_the_page_takes_over() -> None:
    text = "The council told Arlen to leave the hill, but put off a decision."
    ruled = _attribution(text, "The council", "told", "to leave the hill, but put off a decision", rule="infinitive")
    seen = _attribution(text, "The council", "told", "to leave the hill", rule="trained")
    assert _joined(text, ruled, seen) == ("The council", "to leave the hill")
    # "Not this but that" is one thing said.
    text = "Kell asked not for boats, but that the hill be cleared."
    ruled = _attribution(text, "Kell", "asked", "not for boats, but that the hill be cleared", rule="object")
    seen = _attribution(text, "Kell", "asked", "not for boats", rule="trained")
    assert _joined(text, ruled, seen)[1] == "not for boats, but that the hill be cleared"


def test_who_hears_in_the_passive_is_no_part_of_the_words() -> None:
    text = "The envoy was told that the drill was an outrage."
    seen = _attribution(text, None, "was told", "The envoy", "that the drill was an outrage", rule="trained")
    (one,) = together(text, [seen], [])
    assert [text[s.start : s.end] for s in one.content] == ["that the drill was an outrage"]


def test_the_subject_of_a_clause_in_between_is_no_source() -> None:
    text = "Lund, chief of the league, to which Veyra belongs and Arlen does not, urged the two to talk."
    ruled = _attribution(text, "chief of the league", "urged", "the two to talk", rule="object")
    seen = _attribution(text, "Arlen", "urged", "the two to talk", rule="trained")
    assert _joined(text, ruled, seen) == ("chief of the league", "the two to talk")


def test_what_somebody_did_not_say_is_no_statement() -> None:
    text = "Kell did not specify what steps would follow."
    seen = _attribution(text, "Kell", "did not specify", "what steps would follow", rule="trained")
    assert together(text, [seen], []) == ()
    text = "Kell did not believe that it was over."
    seen = _attribution(text, "Kell", "did not believe", "that it was over", rule="trained")
    assert len(together(text, [seen], [])) == 1


def test_an_envoy_who_is_called_home_is_not_remembered() -> None:
    text = "Arlen recalled its own envoy on Monday."
    seen = _attribution(text, "Arlen", "recalled", "its own envoy", rule="trained")
    assert together(text, [seen], []) == ()
    text = "Kell recalled the summer of the accord."
    seen = _attribution(text, "Kell", "recalled", "the summer of the accord", rule="trained")
    assert together(text, [seen], []) == (seen,)


@pytest.mark.parametrize(
    ("text", "rule", "ruled", "seen", "words"),
    [
        (
            "Arlen fired, Kell said, in the gravest charge since the war.",
            "clause before",
            ("said", "Arlen fired"),
            ("said", "Arlen fired", "in the gravest charge since the war"),
            "Arlen fired",
        ),
        (
            "Arlen had fired on the boats, Kell said, in the gravest charge so far.",
            "clause before",
            ("said", "Arlen had fired on the boats"),
            ("said", "in the gravest charge so far"),
            "Arlen had fired on the boats",
        ),
        (
            "The treaty, Kell noted, covered warheads and not engines.",
            "clause before",
            ("noted", "The treaty"),
            ("noted", "The treaty", "covered warheads and not engines"),
            "The treaty | covered warheads and not engines",
        ),
        (
            "Kell wanted to know why the boats had come.",
            "infinitive",
            ("wanted", "to know why the boats had come"),
            ("wanted to know", "why the boats had come"),
            "to know why the boats had come",
        ),
    ],
    ids=["an aside", "nothing but an aside", "words go on", "more of the cue"],
)
def test_the_networks_ends_stand_where_it_draws_them_better(
    text: str, rule: str, ruled: tuple[str, ...], seen: tuple[str, ...], words: str
) -> None:
    by_rule, by_network = (
        _attribution(text, "Kell", *ruled, rule=rule),
        _attribution(text, "Kell", *seen, rule="trained"),
    )
    assert _joined(text, by_rule, by_network) == ("Kell", words)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stands"),
    [
        ("Kell said follow-up talks were needed.", "Kell", "said", "follow-up talks were needed", True),
        ("Veyra demanded more.", "Veyra", "demanded", "more", True),
        ("Veyra deplored the situation.", "Veyra", "deplored", "the situation", True),
        ("Kell addressed the issue.", "Kell", "addressed", "the issue", False),
        ("Kell gave no reasons.", "Kell", "gave", "no reasons", False),
        ("The hall, known as the Lung, is shut.", None, "known as", "the Lung", False),
        ("Kell's response comes after a raid.", "Kell", "response", "comes after a raid", False),
        ("Kell had been promised the keys.", "Kell", "had been promised", "the keys", False),
        ("Kell was told that it rained.", "Kell", "was told", "that it rained", True),
        ("Kell ought to apologise.", "Kell", "ought", "to apologise", False),
        ("Kell should firmly reject the plea.", "Kell", "should firmly reject", "the plea", False),
        ("I must say that it rained.", "I", "must say", "that it rained", True),
        ("Kell should not have threatened Veyra.", "Kell", "should not have threatened", "Veyra", True),
        ("Kell in May blogged that it rained.", "Kell", "blogged", "that it rained", True),
        ("Kell arrived in Tolm for talks.", "Kell", "arrived", "for talks", False),
        ("Kell called off the talks.", "Kell", "called", "off the talks", False),
        ("Kell called for talks.", "Kell", "called", "for talks", True),
        ("Contrary to what Kell told us, it rained.", "Kell", "told", "it rained", False),
        ("Threats by Veyra to leave came in line with that.", "Veyra", "Threats", "to leave", False),
    ],
)
def test_what_says_nothing_is_left_out(text: str, source: str | None, cue: str, content: str, stands: bool) -> None:
    assert bool(together(text, [_attribution(text, source, cue, content, rule="trained")], [])) is stands


def test_a_colon_gives_its_words_once() -> None:
    text = "Emeric Vasko: It has a fever. One does not stand and count."
    ruled = _attribution(text, "Emeric Vasko", ":", "It has a fever", rule="colon")
    seen = _attribution(text, "Emeric Vasko", ":", "It has a fever. One does not stand and count", rule="trained")
    assert [one.rule for one in together(text, [seen], [replace(ruled, cue=())])] == ["colon"]
    assert [one.rule for one in together(text, [seen], [])] == ["trained"]


def test_words_of_a_standfirst_are_none_of_the_sentence_below() -> None:
    text = "The strait will close, says Kell\n\nIt will close on Monday, Kell announced."
    text += "\n\n“So be it.\n\n“We go,” she said."

    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(one), text.index(one) + len(one)) for one in words)

    above, own = spans("The strait will close", "It will close on Monday")
    quoted = spans("“So be it.", "“We go,”")
    assert _near(text, (above, own), text.index("announced")) == (own,)
    assert _near(text, (above,), text.index("announced")) == (above,)
    assert _near(text, quoted, text.index("said")) == quoted
