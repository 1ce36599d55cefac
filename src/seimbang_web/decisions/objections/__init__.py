"""Objections: before the decision and against a decree."""
