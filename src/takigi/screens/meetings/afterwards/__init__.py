"""会議のあいだとそのあとの画面: attendance, minutes, promises, checks, plans, care conferences, lectures, days."""
