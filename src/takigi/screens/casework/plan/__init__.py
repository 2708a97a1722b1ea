"""計画の画面: the plan with its two columns kept apart, the consent, what became of it, and the basic sheet."""
