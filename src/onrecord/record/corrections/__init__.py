"""What persons corrected, put over what was read."""
