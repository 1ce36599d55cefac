"""Cheaper than moving: what helps a place before anybody is transferred."""
