"""What stands in a timeline of a statement reads as English, whatever its words begin with."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.model import Act
from onrecord.record.events.label import LONGEST, Told, label

AT = {"whom": "Veyra", "named": True, "lead": "Veyra"}
"""Words that begin with whom it is aimed at."""


@pytest.mark.parametrize(
    ("act", "words", "more", "line"),
    [
        # The words go on behind the verb.
        (Act.DENY, "that it had laid mines", {}, "Kell denies that it had laid mines"),
        (Act.DENY, "laying them", {}, "Kell denies laying them"),
        (Act.SAY, "that the boats would stay", {}, "Kell says that the boats would stay"),
        (Act.AGREE, "to put off the vote", {}, "Kell agrees to put off the vote"),
        (Act.THREATEN, "to leave", {"whom": "Veyra"}, "Kell threatens to leave"),
        (Act.REQUEST, "its extension", {}, "Kell asks for its extension"),
        (Act.REQUEST, "the treaty to be kept", {}, "Kell asks for the treaty to be kept"),
        (Act.REQUEST, "them to be kept", {"cue": "asked for"}, "Kell asks for them to be kept"),
        (Act.REQUEST, "three times for the gas", {}, "Kell asks three times for the gas"),
        (Act.REQUEST, "it prolonged", {"cue": "wants"}, "Kell wants it prolonged"),
        # Whom it is aimed at stands once, under a name.
        (Act.REQUEST, "Veyra to come back", AT, "Kell asks Veyra to come back"),
        (Act.REQUEST, "its envoy to come", {"whom": "Veyra"}, "Kell asks Veyra for its envoy to come"),
        (Act.ACCUSE, "Calver of lying", AT, "Kell accuses Veyra of lying"),
        (Act.ACCUSE, "her of a “stunt”", {"whom": "Oda Sarn"}, "Kell accuses Oda Sarn of a “stunt”"),
        (Act.ACCUSE, "two ministers of lying", {"whom": "Veyra"}, "Kell accuses two ministers of lying"),
        (Act.ACCUSE, "Veyra’s deadline", {"whom": "Veyra", "named": True}, "Kell faults Veyra’s deadline"),
        (Act.SUPPORT, "her", {"whom": "Oda Sarn"}, "Kell supports Oda Sarn"),
        (Act.SUPPORT, "the pause", {"whom": "Veyra"}, "Kell supports Veyra over the pause"),
        (Act.REJECT, "the offer", {"whom": "Veyra"}, "Kell rejects the offer, against Veyra"),
        # What a thing is called.
        (Act.SAY, "as “half a yes”", {}, "Kell speaks of it as “half a yes”"),
        (Act.REJECT, "that as “a story”", {}, "Kell dismisses that as “a story”"),
        (Act.DENY, "its claims as “sums”", {}, "Kell dismisses its claims as “sums”"),
        (Act.ACCUSE, "the speech as hasty", {"naming": True, "behind": False}, "Kell describes the speech as hasty"),
        (Act.REJECT, "the figure a fantasy", {"naming": True, "cue": "called"}, "Kell calls the figure a fantasy"),
        (Act.SAY, "the sum at three crowns", {"cue": "puts"}, "Kell puts the sum at three crowns"),
        (Act.SAY, "the small print", {"cue": "said"}, "Kell says: the small print"),
        # A sentence, a quotation, a clause that the verb cannot take.
        (Act.DENY, "that it lied", {"whom": "Veyra"}, "Kell denies what Veyra said: that it lied"),
        (Act.DENY, "“We laid none.”", {"whom": "Veyra"}, "Kell denies what Veyra said: “We laid none.”"),
        (Act.SAY, "The boats will stay", {"behind": False}, "Kell says: The boats will stay"),
        (Act.THREATEN, "it will leave", {"whom": "Veyra"}, "Kell threatens Veyra: it will leave"),
        (Act.ACCUSE, "that it had lied", AT, "Kell accuses Veyra, saying that it had lied"),
        (Act.ACCUSE, "that somebody had lied", {}, "Kell alleges that somebody had lied"),
        (Act.UNCLASSIFIED, "because they lied", {}, "Kell says why: because they lied"),
        # What the words do themselves is not said of them.
        (Act.REJECT, "that it would not go", {"by_words": True}, "Kell says that it would not go"),
        (Act.REJECT, "it will not go", {"by_words": True, "whom": "Veyra"}, "Kell rebuffs Veyra: it will not go"),
        (Act.REQUEST, "that it must go", {"by_words": True}, "Kell makes an appeal, saying that it must go"),
        (Act.SANCTION, "", {"whom": "Veyra"}, "Kell sanctions Veyra"),
    ],
)  # fmt: skip
def test_a_statement_in_a_line(act: Act, words: str, more: dict[str, Any], line: str) -> None:
    assert label(Told("Kell", act, words, **more)) == line


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize(
    "words", ["", "that it is so", "to go", "as it is", "“No.”", "it is so", "a thing of it", "of it"]
)
@pytest.mark.parametrize("whom", [None, "Veyra"])
def test_every_act_has_a_line(act: Act, words: str, whom: str | None) -> None:
    line = label(Told("Kell", act, words, whom))
    assert line.startswith("Kell ") and line.removesuffix(f", against {whom}").endswith(words or line)
    assert len(label(Told("Kell", act, "and so on " * 30, whom))) < LONGEST + 80
