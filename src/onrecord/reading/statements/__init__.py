"""From words given to somebody to statements: act, target, answer, occasion."""
