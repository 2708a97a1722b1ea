"""成功事例: ways back that were written so that nobody can be recognised, and are shared with whoever visits next."""
