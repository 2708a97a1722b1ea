"""事業の机: today's classes, courses, one person's course, sessions, measurements, and the town's own terms."""
