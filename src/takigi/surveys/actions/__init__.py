"""アンケートの動き: who prepares, and who answers."""
