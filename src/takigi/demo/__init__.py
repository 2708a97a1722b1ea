"""見本の町: a believable town that does not exist, the same for the same seed."""
