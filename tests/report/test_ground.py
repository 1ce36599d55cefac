"""What the plan stands on is said: no limit of distance, unknown homes, what is law."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from seimbang.language import speaking
from seimbang.report import finding
from seimbang.report.content import Content, Move
from seimbang.report.page import page
from tests.report.conftest import Written

NO_LIMIT = "No limit of distance is chosen: "


@pytest.fixture(autouse=True)
def english() -> object:
    with speaking("en"):
        yield


def _with(content: Content, *moves: Move, limit: int | None = None) -> Content:
    local = replace(content.plan.local, max_distance_km=limit)
    return replace(content, moves=moves, plan=replace(content.plan, local=local))


def _moves(content: Content, *km: float | None) -> list[Move]:
    """Return moves by need of the organisation, as far from home as asked."""
    first = next(move for move in content.moves if not move.voluntary)
    return [replace(first, record={**first.record, "km": one}) for one in km]


def test_moves_by_need_without_a_limit_are_noted(written: Written) -> None:
    moves = _moves(written.content, 3.0, 4.0)
    open_ = page(_with(written.content, *moves))
    assert f"{NO_LIMIT}2 moves by need of the organisation" in open_
    assert NO_LIMIT not in page(_with(written.content, *moves, limit=30))


def test_without_moves_by_need_no_limit_is_asked_for(written: Written) -> None:
    (move,) = _moves(written.content, 3.0)
    wished = replace(move, record={**move.record, "voluntary": True, "rank": 1})
    assert NO_LIMIT not in page(_with(written.content, wished))


def test_far_moves_by_need_are_found(written: Written) -> None:
    moves = _moves(written.content, 30.0, 30.1, 61.2, None)
    (told,) = map(str, finding.far(_with(written.content, *moves)))
    assert told.startswith("2 of 4 people moved by need of the organisation ")
    assert "more than 30 km from home" in told
    assert "61.2 km at most" in told
    assert list(finding.far(_with(written.content, *moves, limit=30))) == []
    assert list(finding.far(_with(written.content, *moves[:1]))) == []


def test_unknown_homes_of_movers_are_counted(written: Written) -> None:
    first, second, third = _moves(written.content, 1.0, 2.0, 3.0)
    unknown = [replace(first, home="unit"), replace(second, home="village")]
    content = _with(written.content, *unknown, replace(third, home="home"))
    (told,) = map(str, finding.homes(content))
    assert told.startswith("Where 1 of the 3 people who move live is not known")
    known = _with(written.content, replace(third, home="home"))
    assert list(finding.homes(known)) == []


def test_the_sign_of_a_middle_is_explained_where_it_stands(written: Written) -> None:
    (move,) = _moves(written.content, 3.0)
    for home, there in (("village", True), ("home", False), ("unit", False)):
        told = page(_with(written.content, replace(move, home=home)))
        assert ("≈: the home is taken as the middle" in told) is there


def test_what_to_fill_in_first_is_on_the_page(written: Written) -> None:
    fill = written.reasons["whole"]["fill"][-1]
    assert "What to fill in first" in written.page
    assert f"up to {fill['people']}" in written.page.replace(",", "")
    without = {**written.reasons, "whole": {**written.reasons["whole"], "fill": []}}
    bare = replace(written.content, reasons=without)
    assert "What to fill in first" not in page(bare)


def test_conventions_are_counted_apart_from_the_law(written: Written) -> None:
    sources = [one["source"] for one in written.reasons["citations"]]
    project = sources.count("project")
    assert f"{project} more are conventions of this project" in written.page
    law = re.search(r"(\d+) rules of law are not confirmed yet", written.page)
    assert law is not None
    assert int(law.group(1)) == len(written.record["unconfirmed"])
