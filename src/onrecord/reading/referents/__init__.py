"""Who is meant where no name stands: roles, pronouns, definite nouns, documents that speak."""
