"""緊急の閲覧の画面: the queue of readings to review, and one of them."""
