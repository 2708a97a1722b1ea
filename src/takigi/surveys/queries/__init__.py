"""アンケートを読む: waves, and what came of them in numbers."""
