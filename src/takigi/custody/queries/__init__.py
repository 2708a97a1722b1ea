"""記録の保管の閲覧: one module a subject."""
