"""The trained network: a text in, what it sees of attributions, grammar, names and links out."""
