"""個別支援の机: the board, one's week, and one case with its way so far and its ways on."""
