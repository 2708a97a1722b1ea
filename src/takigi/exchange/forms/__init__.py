"""帳票: the sheets of one person's case as PDF and Excel, and as the files that care offices exchange."""
