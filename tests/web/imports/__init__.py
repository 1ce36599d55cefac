"""Imports, the state of the data, corrections."""
