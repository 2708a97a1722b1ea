"""評価尺度: what a checklist, a test or a scale says. Scoring only: no Django, no clock, no database."""
