"""Requests of civil servants to correct their own data, and the answers."""
