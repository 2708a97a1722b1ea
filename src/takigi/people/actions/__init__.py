"""本人にできること: every change of the register, one module a subject."""
