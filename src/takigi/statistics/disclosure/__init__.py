"""秘匿: which cells may be published, which others must hide with them, and what an attacker could still work out."""
