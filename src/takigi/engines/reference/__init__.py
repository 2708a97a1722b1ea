"""基準の集計: plain Python, row by row; the judge of the other engines."""
