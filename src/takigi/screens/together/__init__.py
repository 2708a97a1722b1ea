"""つながりの机: who is alone with a case, who promised what by when, and what may be read of it."""
