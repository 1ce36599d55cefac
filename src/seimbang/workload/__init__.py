"""
Tasks → hours → people needed → gap, for every unit and job.

In: a :class:`~seimbang.model.snapshot.Snapshot`, the law, the region's choices, the
day. Out: :func:`duty`, who counts as staff, and :func:`requirements`, what every seat
group needs, has and lacks, with its derivation on request. Next stage:
:mod:`seimbang.rules`.
"""

from seimbang.workload.advice import advice
from seimbang.workload.answer import number
from seimbang.workload.derivation import Derivation
from seimbang.workload.requirement import Requirements, requirements
from seimbang.workload.supply import duty

__all__ = [
    "Derivation",
    "Requirements",
    "advice",
    "duty",
    "number",
    "requirements",
]
