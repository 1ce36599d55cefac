"""
Which moves: problem → network → ordered goals → moves, chains, certificate.

In: a snapshot with its requirements and eligibility (:func:`build`), or a problem
file. Out: a :class:`Plan` whose every goal is optimal among the optima of the earlier
goals, with the potentials that prove it. Next stages: :mod:`seimbang.explain` reads the
same network; :mod:`seimbang.verify` checks the files and shares no code with this one.
"""

from seimbang.plan.bare import Status
from seimbang.plan.policy import Policy, UnknownPolicyError, policy
from seimbang.plan.record import write
from seimbang.plan.run import Plan, make_plan

__all__ = [
    "Plan",
    "Policy",
    "Status",
    "UnknownPolicyError",
    "make_plan",
    "policy",
    "write",
]
