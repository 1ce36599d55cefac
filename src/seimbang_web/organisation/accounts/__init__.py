"""Accounts of the civil servants, agency by agency and unit by unit."""
