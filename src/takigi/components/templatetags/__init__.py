"""部品の札: the tags and filters that templates load with {% load takigi %}."""
