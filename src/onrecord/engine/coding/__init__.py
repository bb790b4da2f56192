"""What people coded by hand: read from their files, found again in the documents, kept as corrections, and scored."""
