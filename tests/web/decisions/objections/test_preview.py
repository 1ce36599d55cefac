"""Who else moves, and which post falls below its minimum, if it is upheld."""

from __future__ import annotations

from seimbang_web.decisions.objections.preview import (
    Post,
    Preview,
    as_json,
    from_json,
    preview,
)
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.objections.conftest import DAY


def test_of_a_plan(proposal: Proposal) -> None:
    shown = preview(proposal, DAY)
    assert shown.found
    names = {one.name for one in shown.posts}
    assert any(proposal.from_unit.name in name for name in names)
    assert from_json(as_json(shown)) == shown


def test_of_a_single_case_the_two_units(proposal: Proposal) -> None:
    proposal.move = None
    shown = preview(proposal, DAY)
    assert [one.name.split(":")[0] for one in shown.posts] == [
        proposal.from_unit.name,
        proposal.to_unit.name,
    ]
    assert shown.alone
    here, there = shown.posts
    assert (here.stays, here.proposed) == (here.before, here.before - 1)
    assert (there.stays, there.proposed) == (there.before, there.before + 1)


def test_of_nobody_in_the_data(proposal: Proposal) -> None:
    proposal.move = None
    proposal.person.ref = "nobody"
    assert not preview(proposal, DAY).found


def test_below_the_minimum() -> None:
    post = Post("SDN 1", "8", 6, 5, 6, 5, None)
    assert (post.below, post.lacking) == (True, 1)
    assert Preview((post,)).below == (post,)
    assert not Post("SDN 1", "8", 6, 5, 6, 5, 6).below
