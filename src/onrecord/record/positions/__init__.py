"""Who affirms and who denies what, and who changed sides."""
