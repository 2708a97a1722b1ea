"""記録の保管の操作: one module a subject."""
