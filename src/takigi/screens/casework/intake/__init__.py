"""受付と待っている方: the door of casework."""
