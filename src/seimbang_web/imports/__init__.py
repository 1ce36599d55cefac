"""Files become a new version of the data: check, differences, apply, undo."""
