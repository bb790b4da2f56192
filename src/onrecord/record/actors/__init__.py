"""One actor, one name, and for whom each stands."""
