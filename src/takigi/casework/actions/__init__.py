"""個別支援の操作: everything that can happen to a case, one module a subject."""
