"""部品一覧: the gallery of everything that pages are made of."""
