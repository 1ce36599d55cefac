"""My tasks, search, help."""
