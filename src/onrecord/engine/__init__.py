"""From sources to a record: every page on its own, then all together."""

from onrecord.engine.build import Interrupted, Progress, build

__all__ = ["Interrupted", "Progress", "build"]
