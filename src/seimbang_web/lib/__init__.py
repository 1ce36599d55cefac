"""Helpers without a subject: clock, pages, forms, refusals, acts that run once."""
