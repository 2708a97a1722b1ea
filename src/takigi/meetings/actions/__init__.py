"""会議の操作: everything that can happen to a body, a meeting, its agenda and its materials."""
