"""
The web application: storage, access and pages around the core of the same meaning.

In: people with their roles, and the tables of :mod:`seimbang.model`. Out: pages, acts
with their record, plans. Each app stands on the apps below it (pyproject.toml).
"""
