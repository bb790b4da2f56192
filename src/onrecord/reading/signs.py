"""Signs that can be named, each with a weight that was fitted: how much of what is seen speaks for something."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib.resources import files
from typing import Any


def fitted(package: str, name: str) -> Any:
    """The weights in a JSON file of a package, by sign; whoever asks for them keeps them."""
    return json.loads((files(package) / name).read_text(encoding="utf-8"))


def weigh(known: Mapping[str, float], shown: Mapping[str, float]) -> float:
    """How much speaks for it, as a logarithm of odds; a sign without a weight says nothing."""
    odds, weight_of = 0.0, known.get
    for name, much in shown.items():
        if weight := weight_of(name):
            odds += weight * much
    return odds


def chance(odds: float) -> float:
    """How likely something with these odds, a logarithm, is: in (0, 1)."""
    return 1 / (1 + math.exp(-odds))
