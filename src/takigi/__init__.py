"""薪（たきぎ）: a web platform for the casework and the logic models of Japanese municipalities."""
