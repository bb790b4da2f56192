"""What happened and what falls due, told by the page or by those whom it quotes."""
