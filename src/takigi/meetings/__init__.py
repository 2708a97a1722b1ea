"""会議: bodies, agendas, lawful disclosure, attendance and decisions."""
