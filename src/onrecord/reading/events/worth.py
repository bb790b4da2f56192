"""How likely it is that what a clue tells did happen and is worth a line, by signs that can be named.

A verb or noun of the lexicon tells of what happened by its kind; a word that the network takes for one may do so: that
is weighed, each sign with a weight that was fitted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from onrecord.model import Act, Event
from onrecord.reading import signs as signed
from onrecord.reading.events.told import Told

WORTH = 0.3
"""What is less likely than this is not told."""
WEIGHED = "clue"
"""The rule whose events are weighed."""
WORDS = frozenset({Act.ACCUSE, Act.REJECT, Act.REQUEST, Act.THREATEN, Act.SAY, Act.SUPPORT})
"""Acts that are done in words alone."""
_DATED = ("announced", "carried on", "in a story", "in a page", "news")
"""The rules of a day that a sentence does not give itself."""
_DAY, _MONTH = 1, 27
_FAR = 5000
_LEAST = 0.02


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weight of each sign; ``train/worth.py`` fits them."""
    found: dict[str, float] = signed.fitted("onrecord.reading.events", "worth.json")
    return found


def worthy(told: Told, event: Event) -> bool:
    """Whether an event is worth a line; what the lexicon tells of always is."""
    return event.rule != WEIGHED or chance(signs(told, event)) >= WORTH


def chance(shown: Mapping[str, float]) -> float:
    """How likely it is that an event with these signs is worth a line, in (0, 1)."""
    return signed.chance(signed.weigh(weights(), shown))


def signs(told: Told, event: Event) -> dict[str, float]:
    """What can be seen of an event and of how it is told."""
    time, out = event.time.value, told.published.value.latest
    days = (time.latest - time.earliest).days if time.latest and time.earliest else _FAR
    back = (out - time.latest).days if out and time.latest else 0
    words = "words" if event.act in WORDS else "deed"
    rules = [step.rule for step in event.time.evidence]
    dated = next((rule for rule in _DATED if rule in rules), "told")
    sure = max(_LEAST, min(1 - _LEAST, event.chance))
    shown = {
        "always": 1.0,
        words: True,
        "odds": math.log(sure / (1 - sure)),
        f"act {event.act}": True,
        f"day {dated}": True,
        f"day {dated}, {words}": True,
        "several days": _DAY < days < _MONTH,
        "a month or more": days >= _MONTH,
        "back": math.log1p(max(0, min(_FAR, back))),
        "sides": len({told.reference.side(name) for name in event.who}) > 1,
        "place": event.place is not None,
    }
    return {name: float(much) for name, much in shown.items() if much}
