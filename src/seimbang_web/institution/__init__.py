"""The profile of the institution: names, officials, letterheads, numbers."""
