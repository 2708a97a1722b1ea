"""評価の問い: what may be read: numbers of today, what stands behind them, what was reported, and how sound the records are."""
