"""会議のきまり: phases, lawfulness and words. Pure."""
