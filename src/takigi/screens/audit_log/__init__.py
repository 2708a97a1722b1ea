"""監査記録の画面: what was done and what was read, in sentences, for the auditor."""
