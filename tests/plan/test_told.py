"""While limits tie families together, each goal is told as soon as it is settled."""

from __future__ import annotations

from seimbang.demo import DEMO_DAY, LOCAL, puskesmas
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import make_plan, policy
from seimbang.plan.side import LinkedProof


def test_goals_are_told_in_their_order() -> None:
    heard: list[LinkedProof] = []
    made = make_plan(
        Snapshot(puskesmas()),
        law=Law.load(),
        local=Local.load(LOCAL),
        policy=policy("pemerataan"),
        day=DEMO_DAY,
        options={"max_moves": 5},
        told=heard.append,
    )
    assert made.linked is not None
    assert tuple(heard) == made.linked.proofs
    assert list(dict.fromkeys(one.goal for one in heard)) == list(made.policy.goals)


def test_without_limits_there_is_nothing_to_tell() -> None:
    heard: list[LinkedProof] = []
    make_plan(
        Snapshot(puskesmas()),
        law=Law.load(),
        local=Local.load(LOCAL),
        policy=policy("pemerataan"),
        day=DEMO_DAY,
        told=heard.append,
    )
    assert heard == []
