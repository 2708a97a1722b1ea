"""指標: what is counted, out of what, and how it is to be read. Meaning only: no database, no files, no Django."""
