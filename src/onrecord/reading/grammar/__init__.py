"""How sentences are built, as far as rules tell: words, clauses, phrases."""
