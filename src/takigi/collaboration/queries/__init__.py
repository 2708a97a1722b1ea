"""多機関協働の読み取り: values, each with the ground on which it was read."""
