"""目標の画面: the person's words, the agreement, how far it is done and enjoyed, and what became of it."""
