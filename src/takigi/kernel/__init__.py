"""共通の値: era dates, fiscal years, legal ages, folding for search, official codes. Imports nothing of the house."""
