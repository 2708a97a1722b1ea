"""書きかけの口: forms that keep what is typed until it is recorded."""
