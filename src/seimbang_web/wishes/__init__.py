"""Aspirasi: wishes of civil servants, each with a receipt and a written answer."""
