"""本人について読めること: every reading of the register, one module a question."""
