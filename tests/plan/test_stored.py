"""A problem read back from its file is the problem that was written."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from seimbang.plan.goal import deviation
from seimbang.plan.limit import Limit, Row, Term, linked
from seimbang.plan.policy import policy
from seimbang.plan.problem import Problem
from seimbang.plan.stored import move_to, problem_of, sums
from tests.plan.maker import random_family as family


def _problem() -> Problem:
    one = family(3)
    two = replace(
        family(4), name="other", leave=(0,), reference=family(4).origin.copy()
    )
    rows = (
        Row((Term(0), Term(1, np.array([0, 1]), np.array([2, 3]))), high=4),
        Row((Term(1, np.array([1])),), low=0, high=1),
    )
    return Problem(
        policy=policy("pemerataan"),
        seed="s",
        day="2026-01-01",
        wish_ranks=3,
        families=(one, two),
        limits=(Limit("cap", "max_moves", rows),),
        longest_chain=2,
    )


def test_a_problem_with_limits_comes_back_byte_for_byte() -> None:
    written = _problem().as_json()
    assert problem_of(json.loads(written)).as_json() == written


def test_a_limit_names_the_families_it_ties() -> None:
    assert linked(_problem().limits) == {0, 1}


def test_a_move_is_found_by_its_seat() -> None:
    one = family(3)
    move = int(one.moves.first[0])
    person = int(one.moves.person[move])
    assert move_to(one, person, int(one.moves.seat[move])) == move
    assert move_to(one, person, int(one.origin[person])) == -1


def test_a_limit_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="Expected a limit of"):
        Limit("cap", "weather", ())


def test_nobody_deviates_where_no_plan_was_accepted() -> None:
    with pytest.raises(ValueError, match="Expected an accepted plan"):
        deviation(family(3))


def test_leximin_is_one_sum_of_its_ranked_levels() -> None:
    problem = replace(_problem(), policy=policy("merata-rasio"))
    goals = [proof.goal for proof in sums(problem, problem.families[0])]
    assert goals.count("leximin") == 1
    assert "shortage" not in goals
