"""How long data is kept."""
