"""What pages state as fact, held against the reference."""
