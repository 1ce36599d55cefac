"""The curve in words, as a picture and as a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import openpyxl
import pytest

from seimbang.language import speaking
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.policy import policy
from seimbang.plan.problem import Family, Problem
from seimbang.plan.regency import frontier
from seimbang.report import content as module
from seimbang.report.curve import (
    Curve,
    cells,
    chosen,
    curve_of,
    curve_table,
    finding,
    following,
    gap,
    nice,
    remarks,
)
from seimbang.report.page import page
from seimbang.report.plot import plot, told
from tests.plan.maker import family
from tests.plan.test_frontier import chain
from tests.plan.test_regency import problem
from tests.report.conftest import Written


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def many(moves: int = 30) -> Family:
    """One post has people to spare, the others lack one each; two have a minimum."""
    return family(
        need=[0, *[1] * moves],
        origin=[0] * moves,
        moves={at: {seat: {"added": at} for seat in range(1, moves + 1)}
               for at in range(moves)},
        minimum=[0, 1, 1, *[0] * (moves - 2)],
    )  # fmt: skip


def curve(one: Problem, row: int | None = None, **options: bool) -> Curve:
    """Return the curve with the plan of a row on it."""
    found = frontier(one, **options)
    return curve_of(found, None if row is None else found.plan(found.rows[row]))


def words(one: Curve) -> list[str]:
    return [str(finding(one)), *map(str, remarks(one))]


def test_the_curve_says_where_most_is_done() -> None:
    one = curve(problem(many()), 30)
    assert (one.knee, one.needed, one.plan[0] if one.plan else None) == (24, 30, 30)
    assert words(one) == [
        "80 % of what transfers can do for the shortage is done by 24 of 30 moves.",
        "The plan makes 30 moves, the fewest with which its balance can be had.",
    ]


def test_a_plan_that_moves_more_than_its_balance_needs_is_told() -> None:
    found = frontier(problem(many()))
    (at,) = found.plan(found.rows[30])
    spare = family(need=[0, 0], origin=[0], moves={0: {1: {}}})
    both = frontier(problem(many(), spare))
    one = curve_of(both, [at, spare.moves.first[:1]])
    assert words(one)[1] == (
        "The plan makes 31 moves; its balance can be had with 30. The others serve its "
        "other goals: fewer moves by need, wishes, travel."
    )


def test_minutes_have_words_of_their_own() -> None:
    one = curve(problem(many()), -1, minutes=True)
    first, second = words(one)[:2]
    assert "with 300 of 435 added minutes." in first
    assert second == "The plan adds 435 minutes; its balance can be had with 435."
    assert "added minutes (at most)" in plot(one)


def test_where_nothing_can_be_done_it_is_said() -> None:
    still = problem(family(need=[1], origin=[0], moves={}))
    one = curve(still, 0)
    assert words(one)[0] == "No move betters the balance."
    assert len(list(told(one))) == 2
    assert following(one, 0) == "nothing more"


@pytest.mark.parametrize("minutes", [False, True])
def test_a_policy_without_shortage_has_no_knee(minutes: bool) -> None:
    minimum = family(
        need=[0, None],
        origin=[0],
        moves={0: {1: {"added": 1}}},
        minimum=[0, 1],
    )
    basic = problem(minimum, goals=policy("layanan-dasar"))
    one = curve(basic, minutes=minutes)
    assert one.knee is None
    amount = "1 added minutes reach" if minutes else "1 moves reach"
    assert words(one) == [f"{amount} all that transfers can do for the balance."]


def test_limits_that_are_left_out_are_told_and_the_plan_is_not_judged() -> None:
    budget = Limit("rupiah", "budget", (Row((Term(0),), high=3),))
    one = curve(replace(problem(many()), limits=(budget,)), 3)
    assert words(one)[1:] == [
        "1 limits that tie moves together are left out, so no plan can be better than "
        "the curve; with them it may be worse."
    ]


def test_open_points_tell_how_far_they_may_lie() -> None:
    one = curve(problem(chain()), exact=False)
    assert [gap(one, at) for at in range(3)] == [0, Fraction(1, 3), 0]
    assert words(one)[1:] == [
        "1 of 3 points are not proved; seimbang frontier without --quick proves them.",
        "The spread may be up to 0.34 lower there.",
    ]
    assert 'class="open"' in plot(one)
    assert 'class="open"' not in plot(curve(problem(chain())))


@pytest.mark.parametrize("goals", ["pemerataan", "layanan-dasar"])
def test_a_post_that_may_be_served_is_told_apart(goals: str) -> None:
    two = family(
        need=[0, 1, 1, 3],
        origin=[0, 1],
        moves={0: {1: {}}, 1: {2: {}}},
        minimum=[0, 1, 1, 0],
    )
    one = curve(problem(two, goals=policy(goals)), exact=False)
    assert [gap(one, at) for at in range(3)] == [0, None, 0]
    assert words(one)[1:] == [
        "1 of 3 points are not proved; seimbang frontier without --quick proves them.",
        "At 1 of them one more post with a minimum may be served.",
    ]
    assert "svg" in plot(one)


def test_what_the_next_move_buys_is_told() -> None:
    one = curve(problem(many()))
    assert following(one, 0) == "1 fewer with nobody, 1 fewer below the minimum"
    assert following(one, 2) == "spread 1 lower"
    assert following(curve(problem(chain())), 0) == "nothing by itself"


def test_a_short_table_has_even_steps_and_what_has_a_name() -> None:
    one = curve(problem(many()), 29)
    assert chosen(one) == sorted({*range(0, 31, 2), 24, 29, 30})
    assert curve_table(one).count("<tr>") == len(chosen(one)) + 1


@pytest.mark.parametrize(
    ("least", "step"),
    [("1/2", 1), ("1", 1), ("3/2", 2), ("3", 5), ("6", 10), ("11", 20)],
)
def test_steps_are_nice(least: str, step: int) -> None:
    assert nice(Fraction(least)) == step


def test_the_picture_is_well_formed_and_speaks() -> None:
    one = curve(problem(many()), 30)
    root = ElementTree.fromstring(plot(one, alone=True))
    kinds = {part.get("class") for part in root.iter() if part.get("class")}
    assert {"curve shortage", "curve nobody", "curve below", "plan", "mark"} <= kinds
    said = [part.text for part in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"80 % at 24", "the plan (30)", "moves (at most)"} <= set(said)
    assert root[0].text == "What each further move buys"
    assert "xmlns" not in plot(one)


def test_places_of_the_curve_lie_within_the_picture() -> None:
    picture = plot(curve(problem(many()), 30))
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
    for path in re.findall(r'd="M([^"]*)"', picture):
        numbers = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", path)]
        assert max(numbers) <= max(width, height)


def test_a_picture_without_minima_has_one_panel() -> None:
    assert plot(curve(problem(chain()))).count('class="head"') == 1


def test_every_row_is_in_the_sheet_with_a_chart(written: Written) -> None:
    book = openpyxl.load_workbook(written.folder / "plan.xlsx")
    sheet = book["Curve"]
    content = written.content
    assert content.curve is not None
    rows = list(cells(content.curve))
    assert sheet.max_row == len(rows) + 1
    assert [sheet.cell(at, 1).value for at in (2, sheet.max_row)] == [
        rows[0][0],
        rows[-1][0],
    ]
    (chart,) = sheet._charts
    (line,) = chart.series
    assert line.xVal.numRef.f == f"Curve!$A$2:$A${len(rows) + 1}"
    assert line.yVal.numRef.f == f"Curve!$E$2:$E${len(rows) + 1}"


def test_the_page_has_the_curve_with_the_plan_on_it(written: Written) -> None:
    assert 'id="curve"' in written.page
    assert "of what transfers can do for the shortage" in written.page


def test_a_plan_whose_curve_cannot_be_told_has_no_section(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_wide(*_: object, **__: object) -> None:
        raise module.TooWideError("too wide")

    monkeypatch.setattr(module, "frontier", too_wide)
    content = written.content
    assert content.curve is None
    assert 'id="curve"' not in page(content)


def test_a_large_curve_is_only_drawn_with_the_kernel(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGE", 0)
    monkeypatch.setattr(module.kernel, "AVAILABLE", False)
    assert written.content.curve is None
    monkeypatch.setattr(module.kernel, "AVAILABLE", True)
    assert written.content.curve is not None
