"""Long work: rows in the database, a worker, progress, cancel, reaper."""
