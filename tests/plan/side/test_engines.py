"""Two engines agree: ours, and the whole model in CP-SAT."""

from __future__ import annotations

from fractions import Fraction

import pytest

from seimbang.plan.lexicographic import InfeasibleError
from seimbang.plan.problem import Problem
from seimbang.plan.side import solve_linked
from tests.plan.side.model import SCALE, crowd, values


def ours(problem: Problem) -> list[Fraction] | None:
    """Return the value of each goal, the shortage on the scale of one family."""
    try:
        linked = solve_linked(problem)
    except InfeasibleError:
        return None
    assert linked.status == "OPTIMAL"
    return [Fraction(proof.value, proof.scale) for proof in linked.proofs]


def check(seed: int) -> None:
    problem = crowd(seed)
    known = values(problem)
    found = ours(problem)
    if known is None:
        assert found is None
        return
    assert found == [
        one / SCALE if at == 1 else one for at, one in enumerate(map(Fraction, known))
    ]


@pytest.mark.parametrize("seed", range(30))
def test_our_engine_and_cp_sat_agree(seed: int) -> None:
    check(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 2_000))
def test_they_agree_on_a_thousand(seed: int) -> None:
    check(seed)


@pytest.mark.parametrize("seed", range(30, 40))
def test_few_columns_at_a_time_come_to_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang.plan.side.settle.ALL", 10)
    monkeypatch.setattr("seimbang.plan.side.settle.BATCH", 5)
    monkeypatch.setattr("seimbang.plan.side.settle.ROOM", 2)
    check(seed)
