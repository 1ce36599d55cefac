"""
The best plan for each criterion on the same data, beside the chosen one.

A planner sees what the chosen plan gives up: the least shortage, the fewest moves, the
nearest to home, the most wishes. Each is a policy of its own and is proved like any.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seimbang.language import Text, text
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.policy import Policy, policy
from seimbang.plan.run import Plan, judged, plan_judged
from seimbang.plan.solve import Progress, silent

EXTREMES: dict[str, Text] = {  # policy → what it is the extreme of
    "kekurangan-terkecil": text("least shortage"),
    "paling-sedikit-pindah": text("fewest moves by need"),
    "dekat-rumah": text("nearest to home"),
    "keinginan-terbanyak": text("most wishes"),
}


def extremes(
    snapshot: Snapshot,
    *,
    law: Law,
    local: Local,
    chosen: Policy,
    day: date,
    progress: Progress = silent,
) -> Iterator[Plan]:
    """
    Yield the plan of the ``chosen`` policy, then those of the extremes.

    Workload and rules are reckoned once; the chosen policy is not planned twice.
    """
    needs, allowed = judged(snapshot, law=law, local=local, day=day, progress=progress)
    others = [policy(name) for name in EXTREMES if name != chosen.name]
    for one in (chosen, *others):
        yield plan_judged(
            snapshot,
            needs,
            allowed,
            law=law,
            local=local,
            policy=one,
            day=day,
            progress=progress,
        )
