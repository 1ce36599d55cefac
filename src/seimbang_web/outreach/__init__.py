"""Sosialisasi: who is told what, when, and what they ask."""
