"""多機関協働のきまり: words, ownership, roles, referrals and what a meeting may open. Pure."""
