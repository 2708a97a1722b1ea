"""個別支援: one person's way from the first word back to the former life, step by step and never overwritten."""
