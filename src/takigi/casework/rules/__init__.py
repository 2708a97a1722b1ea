"""個別支援のきまり: states and moves, dates that fall due, settings of the town. Pure."""
