"""The same statement, the same story, on many pages."""
