"""A record that grows: what another page, or a correction, changes in it, and nothing else made anew."""

from onrecord.store.grow.growth import grown
from onrecord.store.grow.trace import write_traces

__all__ = ["grown", "write_traces"]
