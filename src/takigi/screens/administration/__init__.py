"""管理の机: staff and posts, agencies, maintenance, town settings, oaths, laws and the matrix. No one's case."""
