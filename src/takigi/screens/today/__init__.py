"""今日の机: what is due, what to do first, and whose record was open lately."""
