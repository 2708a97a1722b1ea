"""多機関協働: a shared case stays with its owner while others are asked, answer, come along and step out again."""
