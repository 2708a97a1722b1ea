"""アンケートの画面: which there are, how one is prepared, what came of it, and the page of two minutes for whoever answers."""
