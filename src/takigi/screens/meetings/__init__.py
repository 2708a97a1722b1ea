"""会議の机: the meetings of the town, what is open to whom until when, bodies and members."""
