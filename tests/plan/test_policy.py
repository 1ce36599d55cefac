"""Policies: ordered goals as data."""

from __future__ import annotations

import pytest

from seimbang.plan.policy import GOALS, Policy, UnknownPolicyError, names, policy


def test_the_default_has_all_goals_in_the_order_of_the_design() -> None:
    assert policy("pemerataan").goals == GOALS


@pytest.mark.parametrize("name", names())
def test_every_shipped_policy_ends_in_a_stated_order(name: str) -> None:
    assert policy(name).goals[-1] == "order"
    assert policy(name).basis


def test_an_unknown_policy_names_those_there_are() -> None:
    with pytest.raises(UnknownPolicyError, match=r"pemerataan.* adil"):
        policy("adil")


def test_a_path_is_no_policy() -> None:
    with pytest.raises(UnknownPolicyError):
        policy("../policies/pemerataan")


def test_an_unknown_goal_is_refused() -> None:
    with pytest.raises(ValueError, match="happiness"):
        Policy("x", 1, ("happiness",))


def test_a_goal_stands_once() -> None:
    with pytest.raises(ValueError, match="each goal once"):
        Policy("x", 1, ("travel", "travel"))
