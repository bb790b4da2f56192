"""Facts that a page states, to be held against the reference."""
