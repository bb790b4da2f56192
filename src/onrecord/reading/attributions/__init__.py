"""Words given to somebody: source, cue and content, by rules and by the network."""
