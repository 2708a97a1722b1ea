"""記録の保管のきまり: one module a subject. Pure."""
