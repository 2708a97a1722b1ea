"""経過記録の画面: a quick note, what was said before, and the periods of monitoring in words."""
