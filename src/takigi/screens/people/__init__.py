"""人の机: find somebody, read one person's file on a ground, register, change, protect, record consent."""
