"""監査: what was done and what was read, in a chain that nobody can quietly change."""
