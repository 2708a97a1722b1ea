"""取り込みの画面: choose a file, fit its columns, look at what will happen, confirm, and take it back."""
