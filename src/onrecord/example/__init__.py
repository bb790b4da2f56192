"""The bundled example: eight pages on a dispute that never was, over a strait on no map, with a reference."""
