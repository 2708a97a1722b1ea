"""事業のきまり: what a programme, a course, a session and a measurement may be. Pure."""
