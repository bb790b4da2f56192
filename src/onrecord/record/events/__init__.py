"""What happened and what fell due, each once, in order."""
