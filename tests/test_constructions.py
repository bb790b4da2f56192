"""Words given in turns of phrase that plain clauses do not show, each with what it must not be taken for."""

from __future__ import annotations

import pytest

from onrecord.reading.attributions.rules import RuleReader
from texts import world

Line = tuple[str | None, str, str]


def lines(text: str) -> list[Line]:
    """The attributions of a sentence by the rules as (source, cue, content), pieces joined by a bar."""
    return [
        (
            text[a.source.start : a.source.end] if a.source else None,
            " ".join(text[s.start : s.end] for s in a.cue),
            " | ".join(text[s.start : s.end] for s in a.content),
        )
        for a in RuleReader(world()).attributions(text)
    ]


INTERRUPTED: list[tuple[str, Line]] = [
    (
        "What the divers had brought up, he said, was rust from an old chain.",
        ("he", "said", "What the divers had brought up | was rust from an old chain"),
    ),
    (
        "The ship had been there, a clerk said, to guard the nets.",
        ("a clerk", "said", "The ship had been there | to guard the nets"),
    ),
    ("The raid had failed, he said, to loud cheers.", ("he", "said", "The raid had failed")),
    (
        "A pact without Arlen was half a roof, Oda Kell said, and to mend it was to pay the vandals.",
        ("Oda Kell", "said", "A pact without Arlen was half a roof | to mend it was to pay the vandals"),
    ),
    (
        "You could not sue a ghost, Oda Kell retorted: Arlen had broken nothing.",
        ("Oda Kell", "retorted", "You could not sue a ghost | Arlen had broken nothing"),
    ),
    (
        "On the steps, turning to the crowd, Kell said: Arlen had won.",
        ("Kell", "said", "Arlen had won"),
    ),
    (
        'The pact was a new line, a friend of hers repeated to me, "and not a new quarrel".',
        ("a friend of hers", "repeated", 'The pact was a new line | "and not a new quarrel"'),
    ),
    (
        "It was, according to a clerk who heard the call, a short one.",
        ("a clerk who heard the call", "according to", "It was | a short one"),
    ),
    ("The boat, according to two clerks, was sold.", ("two clerks", "according to", "The boat | was sold")),
    (
        "The boat had been sold; the crew was paid, according to the harbour office.",
        ("the harbour office", "according to", "the crew was paid"),
    ),
    (
        "According to Oda Kell it was a missile, fired over a village.",
        ("Oda Kell", "According to", "it was a missile, fired over a village"),
    ),
    (
        "According to Oda Kell the missile was fired over a village.",
        ("Oda Kell", "According to", "the missile was fired over a village"),
    ),
    (
        "According to the head of the agency, the missile was fired.",
        ("the head of the agency", "According to", "the missile was fired"),
    ),
]

WHOSE: list[tuple[str, Line]] = [
    ('"Stop it, please," he begged Arlen and Veyra on the quay.', ("he", "begged", '"Stop it, please,"')),
    ('"We will fight," he warned Veyra.', ("he", "warned", '"We will fight,"')),
    ('"It was not helpful," whimpered the chairman.', ("the chairman", "whimpered", '"It was not helpful,"')),
    ("The talks are over what Arlen calls theft.", ("Arlen", "calls", "theft")),
    ("Arlen brushed the finding aside.", ("Arlen", "brushed aside", "the finding")),
    ("Kell turned the offer down on Monday.", ("Kell", "turned down", "the offer")),
    (
        "Kell flew to Ruhn on Monday and called on its leaders to stop the tests.",
        ("Kell", "called on", "its leaders to stop the tests"),
    ),
    (
        "The League's ministers met on Thursday and appealed to Veyra to stay.",
        ("The League's ministers", "appealed to", "Veyra to stay"),
    ),
    (
        "Kell, reached at the airport, accused Veyra of lying.",
        ("Kell", "accused", "Veyra of lying"),
    ),
    ("The clerk, when asked, said the boats were gone.", ("The clerk", "said", "the boats were gone")),
    ("Kell's office, when I rang, told me the boats were gone.", ("Kell's office", "told", "the boats were gone")),
    ("Kell told cheering crowds on Monday that it was over.", ("Kell", "told", "that it was over")),
    ('"It rained," its foreign minister, Per Lund, said.', ("its foreign minister, Per Lund", "said", '"It rained,"')),
    ("Veyra remained committed to the pact.", ("Veyra", "committed to", "the pact")),
    (
        "The contention of the Arlen navy that the boat was carrying guns is an invention.",
        ("the Arlen navy", "contention", "that the boat was carrying guns"),
    ),
    (
        "The reply of the Arlen navy, that its ships would stay, came late.",
        ("the Arlen navy", "reply", "that its ships would stay"),
    ),
    (
        "A charge made in Ruhn by Oda Kell that the strait was shut has been shelved.",
        ("Oda Kell", "charge", "that the strait was shut"),
    ),
]


GOES_ON: list[tuple[str, Line]] = [
    (
        "The pier was shut, said Kell, who speaks for the port; a pier had become a road, and a road was no pier.",
        (
            "Kell",
            "said",
            "The pier was shut | a pier had become a road, and a road was no pier",
        ),
    ),
    (
        "Kell spoke of a wall; one stray shell, and there would be no town left.",
        ("Kell", "spoke of", "a wall | one stray shell, and there would be no town left"),
    ),
    ("Kell said that the boats had sailed; the harbour is empty.", ("Kell", "said", "that the boats had sailed")),
    (
        "The harbour was shut, Kell said, and without a pilot no boat would leave it.",
        ("Kell", "said", "The harbour was shut | without a pilot no boat would leave it"),
    ),
    (
        "Forty boats had been there, Kell said, without a licence among them.",
        ("Kell", "said", "Forty boats had been there | without a licence among them"),
    ),
    (
        "The talks that were to end on Monday will end in May, Kell told parliament, “because it was late and cold”.",
        ("Kell", "told", "The talks that were to end on Monday will end in May | “because it was late and cold”"),
    ),
    (
        "Forty boats had been there, Kell said, by night. “If anybody cheats, it is Arlen.”",
        ("Kell", "said", "Forty boats had been there | “If anybody cheats, it is Arlen.”"),
    ),
    (
        "It was over, Kell said. As to the fish, “they may send the bill to the tide”.",
        ("Kell", "said", "It was over | As to the fish, “they may send the bill to the tide”."),
    ),
    (
        "The spokeswoman, Rena Moss, for her part confirmed that the boats would sail.",
        ("The spokeswoman, Rena Moss", "confirmed", "that the boats would sail"),
    ),
    ("Arlen, in turn, said that the boats had sailed.", ("Arlen", "said", "that the boats had sailed")),
    (
        "Kell was at pains to explain that the panel could write to the king.",
        ("Kell", "explain", "that the panel could write to the king"),
    ),
    ("Kell begged to differ: half a boat was a boat.", ("Kell", "begged to differ", "half a boat was a boat")),
    (
        "A dispatch quoted the harbour master, Tam Hollis, as saying that nobody had sailed.",
        ("the harbour master, Tam Hollis,", "saying", "that nobody had sailed"),
    ),
    (
        "Moss does not blink, her staff like to say; she rests her eyes.",
        ("her staff", "say", "Moss does not blink | she rests her eyes"),
    ),
    (
        "The visit was denounced by the so-called league.",
        ("the so-called league", "denounced", "The visit"),
    ),
    (
        "Kell observed that the pact “bans a thing that no longer exists” and must be written anew.",
        ("Kell", "observed", "that the pact “bans a thing that no longer exists” and must be written anew"),
    ),
    (
        "It was a trap, Kell said in Tolm. No inspector would set foot on the boat, however.",
        ("Kell", "said", "It was a trap | No inspector would set foot on the boat, however."),
    ),
    (
        "Kell said that it was a trap. No inspector came to the boat.",
        ("Kell", "said", "that it was a trap"),
    ),
    (
        "Kell was reported last night to have called the delay a joke.",
        ("Kell", "called", "the delay a joke"),
    ),
    (
        "Arlen remains attached to the pact and sees no reason to alter it.",
        ("Arlen", "sees no reason", "to alter it"),
    ),
]


@pytest.mark.parametrize(("text", "line"), [*INTERRUPTED, *WHOSE, *GOES_ON])
def test_one_turn_of_phrase_gives_one_attribution(text: str, line: Line) -> None:
    assert lines(text) == [line]


AFTER = "Kell accused Moss of bringing an umbrella to a drought. {}"


def test_what_should_be_in_the_sentence_after_is_said_by_the_same() -> None:
    charge = ("Kell", "accused", "Moss of bringing an umbrella to a drought")
    should = "The port should stop buying coal “tonight, by candlelight if need be”."
    assert lines(AFTER.format(should)) == [charge, ("Kell", "", should)]
    told = "The port stopped buying coal “tonight, by candlelight if need be”."
    assert lines(AFTER.format(told)) == [charge]


SEVERAL: list[tuple[str, list[Line]]] = [
    (
        "Arlen accused its neighbour of hiding launchers, a charge Veyra denies.",
        [("Arlen", "accused", "its neighbour of hiding launchers"), ("Veyra", "denies", "a charge")],
    ),
    (
        "Arlen accused its neighbour of hiding launchers, allegations that Veyra rejected.",
        [("Arlen", "accused", "its neighbour of hiding launchers"), ("Veyra", "rejected", "allegations")],
    ),
    (
        "Kell told a reporter that Moss would resign; her lawyer, asked about it, said that she would not.",
        [("Kell", "told", "that Moss would resign"), ("her lawyer", "said", "that she would not")],
    ),
    (
        "Kell said that Moss had been shown the seal and had declined to take it.",
        [
            ("Kell", "said", "that Moss had been shown the seal and had declined to take it"),
            ("Moss", "declined", "to take it"),
        ],
    ),
    (
        "Kell said that Moss had lied and declined to comment.",
        [("Kell", "said", "that Moss had lied"), ("Kell", "declined", "to comment")],
    ),
    (
        "Arlen told the inspectors to be gone within a week and gave the bloc until Dec 24 to open a channel.",
        [
            ("Arlen", "told", "to be gone within a week"),
            ("Arlen", "gave", "the bloc until Dec 24 to open a channel"),
        ],
    ),
    (
        "League stands by pact, asks Veyra to stay",
        [("League", "stands by", "pact"), ("League", "asks", "Veyra to stay")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_a_sentence_may_give_several(text: str, expected: list[Line]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The pact runs out in May unless they agree to prolong it.",
        "And who can blame her?",
        "The speech lasted an hour and thanked nobody.",
        "We have asked politely for four years.",
        "Kell was able to say that it was over.",
        "Ships used to say little.",
        "Arlen must admit the inspectors.",
        "She should not withdraw, she should not threaten to, and she should publish the photographs.",
        "Arlen should never accept that the guns stay.",
        "Kell may ask the court to step in.",
        "Neither of them would sign anything called an agreement.",
        "Kell was careful not to say that it was over.",
        "Then the chairman gave firms a further month to close their books.",
        "They shot the drone down over Ruhn.",
        "Bram Tovey, who has the keys, went further than his colleague.",
        "The claim of victory that was made on Monday was false.",
        "The man who fired the shots threw his coat off.",
    ],
)
def test_what_gives_nobody_words(text: str) -> None:
    assert lines(text) == []
