"""Who and what a text names: persons, states, bodies, places, weapons, and in which role."""
