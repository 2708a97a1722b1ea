"""評価の操作: what is written: snapshots of the facts, and the numbers that were reported."""
