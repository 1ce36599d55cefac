"""Dossiers: frozen lists on their way, step by step."""
