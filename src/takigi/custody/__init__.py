"""記録の保管: who saw a whole file, what its person asks of it, how long it is kept and how it goes."""
