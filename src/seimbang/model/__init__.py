"""
The nouns: what the tables of a regency hold, and what a problem in them looks like.

In: nothing. Out: the schema of every table (:mod:`~seimbang.model.tables`), a frozen
set of tables (:mod:`~seimbang.model.snapshot`), exact ratios and dates. Next stage:
:mod:`seimbang.intake`, which fills the tables from files.
"""
