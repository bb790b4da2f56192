"""Benchmarks: figures and the commands that make them (README.md has the index of them)."""
