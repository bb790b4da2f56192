"""Bodies that inspect: they are never those who are inspected."""

from __future__ import annotations

import re
from functools import lru_cache

_WATCHER = re.compile(r"inspect|monitor|observ|verif|commission|mission\b|agency", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_watcher(name: str) -> bool:
    """Whether a body is one that inspects, by its name."""
    return bool(_WATCHER.search(name))
