"""People and the versions of the data."""
