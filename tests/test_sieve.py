"""Signals are found as fast as their letters allow, and the same ones as by looking for each."""

from __future__ import annotations

import random
import re

import pytest

from onrecord.model import Stance
from onrecord.record import Codebook
from onrecord.record.issues.codebook import MARK
from onrecord.record.issues.sieve import Sieve, each

SHIPPED = Codebook.load()
WORDS = sorted({w for p in SHIPPED.predicates for e in p.examples for w in e.text.lower().split()})


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"(?:leave|quit)s?\b", "it quits the pact", True),
        (r"(?:leave|quit)s?\b", "it keeps the pact", False),
        (r"fail\w*\s+to\s+(?:comply|obey)", "failed to obey", True),
        (r"fail\w*\s+to\s+(?:comply|obey)", "failed to reply", False),
        (r"(?:very\s+)?dead\b", "dead", True),
        (r"(?:very\s+){1,2}dead\b", "dead", False),
        (r"no\b|\d+", "nothing of it", True),  # too short to be looked up: never left out
        (r"(?i:LEAVE)", "leave", True),
    ],
)
def test_a_pattern_is_left_out_only_where_a_text_lacks_letters_that_it_needs(
    pattern: str, text: str, found: bool
) -> None:
    assert Sieve([re.compile(pattern)]).may(text) == ({0} if found else set())


def test_alternatives_one_by_one_give_what_one_pattern_of_all_gives() -> None:
    alternatives = (r"left", r"left\s+the\s+pact", r"the\s+pact", r"pact\s+of", r"of\s+saltby")
    text = "arlen left the pact of saltby, then the pact of ruhn left the pact"
    whole = re.compile("|".join(f"(?:{one})" for one in alternatives))
    found = each([re.compile(one) for one in alternatives], text)
    assert [m.span() for m in found] == [m.span() for m in whole.finditer(text)]


def every(text: str) -> list[list[tuple[tuple[int, int], Stance, bool]]]:
    """Where the signals of each predicate stand, each of them looked for."""
    found = []
    for signals in (SHIPPED.signals[p.name] for p in SHIPPED.predicates):
        words = ((signals.deny, Stance.DENY, False), (signals.implied, Stance.DENY, True))
        own = [(p, s, i) for p, s, i in (*words, (signals.affirm, Stance.AFFIRM, False)) if p]
        own += [(frame, stance, False) for frame, stance in signals.frames]
        found.append([(m.span(), s, i) for p, s, i in own for m in p.finditer(text)])
    return found


def test_a_codebook_hears_what_each_of_its_signals_finds() -> None:
    draw = random.Random(7)
    texts = [e.text.lower() for p in SHIPPED.predicates for e in p.examples]
    texts += [" ".join(draw.choices(WORDS, k=25)) for _ in range(200)]
    texts += [" ".join(MARK if draw.random() < 0.2 else word for word in text.split()) for text in texts]
    for text in texts:
        heard = SHIPPED.hear(text, lambda text=text: text)  # type: ignore[misc]
        assert [[(h.match.span(), h.stance, h.implied) for h in of] for of in heard] == every(text), text
