"""Units, jobs, people, and the immutable versions of the regency's data."""
