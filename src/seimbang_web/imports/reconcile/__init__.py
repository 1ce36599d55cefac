"""
Compare the people of open dossiers with a fresh export, field by field, before signing.

The files are read as every import is; nothing of the roster changes by it.
"""
