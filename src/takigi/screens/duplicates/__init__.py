"""二重の記録の画面: likely pairs, two records side by side, merge, tell apart, and take a merge back."""
