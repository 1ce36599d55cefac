"""Why a place gets nobody, or too few, and the posts to request for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.explain.discretion import tallied
from seimbang.explain.move import kept, seat_figures, worth
from seimbang.explain.source import Sources
from seimbang.explain.view import BIT, Held, View, bits
from seimbang.plan.problem import Flags, Ints

KINDS = (  # the first that is true is told
    "closed",
    "establishment",
    "group_cap",
    "no_surplus",
    "policy",
    "as_short",
    "limit",
    "no_wish",
    "out_of_reach",
    "unfit",
    "held",
)
COUNTS = ("allowed", "allowed_exactly", "wish", "far", "unfit", "held")
MOST_RANKS = 11  # of wishes: the goal with ranks, 1 to 10
UNFIT = bits(("G7", "G8", "P2", "G15"))


def short(
    view: View, gates: Held, missing: Held, sources: Sources
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """
    Return the reasons of the seats that stay short, and the account of the family.

    The account counts the people who sit where there are people to spare: how many
    each gate and each missing column holds there.
    """
    seats = np.array(
        [at for at in range(len(view.family.seats)) if view.lacking(at) > 0], np.int64
    )
    donors = kept(view)
    rows = view.people[donors]
    posts = [_posts(view, at) for at in range(len(view.family.seats))]
    held = tallied(gates.count(rows))
    account = {
        "family": view.family.name,
        "people": len(view.people),
        "movable": len(view.family.people),
        "moves": len(view.solution.movers),
        "short_seats": len(seats),
        "posts": sum(posts),
        "spare": int(view.spare.sum()),
        "at_spare": len(donors),
        "free": int(_free(view)[donors].sum()),
        "held": held,
        "missing": [list(item) for item in missing.count(rows)],
    }
    sources.cite(str(rule) for rule, _ in held)
    return list(_seats(view, seats, donors, posts)), account


def _free(view: View) -> Flags:
    """Return whom every gate of the person lets move, without a wish or with one."""
    people = view.plan.eligibility.people
    free: Flags = (people["compulsory"] == 1).to_numpy()[view.people]
    return free


def _posts(view: View, seat: int) -> int:
    """Return the whole posts missing after the plan, by the official rounding."""
    if view.lacking(seat) <= 0:
        return 0
    row = int(view.seats[seat])
    rounded = view.plan.requirements.positions["need_rounded"][row] or 0
    least = max(int(rounded), int(view.family.seats.minimum[seat]))
    return max(0, least - int(view.staff[seat]))


def _seats(
    view: View, seats: Ints, donors: Ints, posts: list[int]
) -> Iterator[dict[str, Any]]:
    counts = _counts(view, seats, donors)
    for column, seat in enumerate(seats.tolist()):
        figures = {name: int(of[column]) for name, of in counts.items()}
        kind, detail = _kind(view, seat, len(donors), figures)
        yield {
            "seat": view.family.seats.id[seat],
            "family": view.family.name,
            **seat_figures(view.plan, view, seat),
            "kind": kind,
            "detail": detail,
            "posts": posts[seat],
            "spare": int(view.spare.sum()),
            "at_spare": len(donors),
            **figures,
            "worth": worth(view, seat),
        }


def _counts(view: View, seats: Ints, donors: Ints) -> dict[str, Ints]:
    """Return per short seat how many of the people to spare could come, and if not."""
    if len(seats) == 0 or len(donors) == 0:
        nobody = np.zeros(len(seats), np.int64)
        return dict.fromkeys(COUNTS, nobody)
    pairs = view.pairs(donors, seats)
    allowed = view.allowed(pairs)
    exactly = view.spare_exactly[view.at[donors]] > 0
    free = _free(view)[donors][:, None] & ~allowed
    unfit = (pairs.blocked & UNFIT) != 0
    far = ((pairs.blocked & BIT["R15"]) != 0) & ~unfit
    wish = pairs.allowed_compulsory & ~allowed  # the policy moves nobody without one
    return {
        "allowed": allowed.sum(axis=0),
        "allowed_exactly": (allowed & exactly[:, None]).sum(axis=0),
        "wish": wish.sum(axis=0),
        "far": (free & far).sum(axis=0),
        "unfit": (free & unfit).sum(axis=0),
        "held": (~allowed & ~_free(view)[donors][:, None]).sum(axis=0),
    }


def _kind(
    view: View, seat: int, donors: int, figures: dict[str, int]
) -> tuple[str, Any]:
    """Return why the seat stays short, and the code or number that goes with it."""
    plan, seats = view.plan, view.family.seats
    after, maximum = int(view.staff[seat]), seats.maximum[seat]
    closed = plan.eligibility.desk.seats.why_not[int(view.seats[seat])]
    caps = _full_groups(view)
    tests: dict[str, tuple[bool, Any]] = {
        "closed": (closed is not None, closed),
        "establishment": (maximum is not None and after >= maximum, maximum),
        "group_cap": (seat in caps, caps.get(seat)),
        "no_surplus": (donors == 0, None),
        "policy": (figures["allowed"] > 0 and not _evens_out(view), plan.policy.name),
        "as_short": (figures["allowed"] > figures["allowed_exactly"] == 0, None),
        "limit": (figures["allowed"] > 0, plan.local.share_leaving_percent),
        "no_wish": (figures["wish"] > 0, None),
        "out_of_reach": (figures["far"] > 0, plan.local.max_distance_km),
        "unfit": (figures["unfit"] > 0, None),
        "held": (True, None),
    }
    kind = next(kind for kind in KINDS if tests[kind][0])
    return kind, tests[kind][1]


def _evens_out(view: View) -> bool:
    """Tell whether the policy moves people for shortage, before it spares them."""
    goals = view.plan.policy.goals
    even = [goals.index(goal) for goal in ("shortage", "leximin") if goal in goals]
    if not even:
        return False
    return "compulsory" not in goals or min(even) < goals.index("compulsory")


def _full_groups(view: View) -> dict[int, str]:
    """Return the seats under a cap of the region that is reached, with its name."""
    staff, found = view.staff, dict[int, str]()
    for group in view.family.groups:
        if int(staff[list(group.seats)].sum()) >= group.maximum:
            found |= dict.fromkeys(group.seats, group.name)
    return found


def requests(
    short_seats: list[dict[str, Any]], goals: Sequence[str]
) -> list[dict[str, Any]]:
    """
    Return the posts to request (formasi), the worst first.

    First what one more person there is worth, in the order of the ``goals``. Among
    equals, and under limits that tie families together: places where nobody of any
    status is left, then those below the legal minimum, then by the share of the need
    that is missing. What is closed, or filled
    in a lane of its own, asks for none.
    """
    rows = [
        {
            "unit_id": one["unit_id"],
            "job_id": one["job_id"],
            "posts": one["posts"],
            "reason": one["kind"],
            "need": one["need"],
            "rounded": one["rounded"],
            "minimum": one["minimum"],
            "before": one["before"],
            "after": one["after"],
            "others": one["others"],
            "at_spare": one["at_spare"],
            "worth": one["worth"],
        }
        for one in short_seats
        if one["posts"] > 0 and one["kind"] != "closed"
    ]
    if any(row["worth"] is None for row in rows):
        return sorted(rows, key=_urgency)
    return sorted(rows, key=lambda row: (_gains(row, goals), *_urgency(row)))


def _gains(row: dict[str, Any], goals: Sequence[str]) -> list[Fraction]:
    """Return what one more changes, goal after goal, smaller is better."""
    gains: dict[tuple[int, int], Fraction] = {}
    for goal, rank, amount in row["worth"]["more"] or ():
        gains[goals.index(goal), rank] = Fraction(*amount)
    return [
        gains.get((at, rank), Fraction(0))
        for at in range(len(goals))
        for rank in range(MOST_RANKS)
    ]


def _urgency(row: dict[str, Any]) -> tuple[bool, bool, float, str, str]:
    need = row["need"][0] / row["need"][1]
    return (
        row["after"] + row["others"] > 0,
        row["after"] >= row["minimum"],
        row["after"] / need,
        row["unit_id"],
        row["job_id"],
    )
