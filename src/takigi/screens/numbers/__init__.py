"""数字の机: the figure, its n, its date, its meaning, and the way down to what it counts."""
