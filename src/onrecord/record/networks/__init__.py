"""Discourse networks: ties, windows of time, camps."""
