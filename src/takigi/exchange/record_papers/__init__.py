"""記録の保管の紙: the copy that a person receives of their records, and the certificate of what has gone."""
