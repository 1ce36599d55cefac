"""
May this person take this position on this day? Findings with facts and citation.

In: the snapshot, what every seat needs (:mod:`seimbang.workload`), the law and the
region's own decisions, the day. Out: :class:`Eligibility`: a verdict a person and mode,
blocks of allowed pairs, findings in words. The one table is :data:`RULES`. Next stage:
:mod:`seimbang.plan`.
"""

from seimbang.rules.eligibility import Eligibility, eligibility
from seimbang.rules.pair import PAIR_RULES, Pairs
from seimbang.rules.rule import (
    COMPULSORY,
    VOLUNTARY,
    Finding,
    Ground,
    Rule,
    Verdict,
    conclude,
)
from seimbang.rules.table import RULES

__all__ = [
    "COMPULSORY",
    "PAIR_RULES",
    "RULES",
    "VOLUNTARY",
    "Eligibility",
    "Finding",
    "Ground",
    "Pairs",
    "Rule",
    "Verdict",
    "conclude",
    "eligibility",
]
