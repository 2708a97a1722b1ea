"""本人・世帯: identity, household, consent and certification history."""
