"""Why this person, and why there: the reasons of every move of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from seimbang.explain.check import checks
from seimbang.explain.discretion import few, tallied
from seimbang.explain.home import homes
from seimbang.explain.source import Sources
from seimbang.explain.view import BIT, Held, View
from seimbang.plan import Plan
from seimbang.plan.problem import Ints
from seimbang.whatif.loss import Loss

TOLD_FLAGS = ("R2", "R19")  # rotation is due; a new licence is needed


def seat_figures(plan: Plan, view: View, seat: int) -> dict[str, Any]:
    """Return need and staff of a seat, before and after, as JSON knows them."""
    seats = view.family.seats
    need = seats.need[seat]
    unit, job = seats.id[seat].split("|")
    rounded = plan.requirements.positions["need_rounded"][int(view.seats[seat])]
    return {
        "unit_id": unit,
        "job_id": job,
        "need": None if need is None else [need.numerator, need.denominator],
        "rounded": rounded,
        "minimum": int(seats.minimum[seat]),
        "others": int(seats.others[seat]),
        "before": int(seats.present[seat]),
        "after": int(view.staff[seat]),
    }


def chains(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each chain by its posts: the person of step k goes from k to k + 1."""
    found: dict[int, dict[str, Any]] = {}
    for move in record["moves"]:
        chain = found.setdefault(
            move["chain"],
            {
                "chain": move["chain"],
                "family": move["family"],
                "closed": move["closed"],
                "units": [move["from_unit"]],
                "jobs": [move["from_job"]],
            },
        )
        chain["units"].append(move["to_unit"])
        chain["jobs"].append(move["to_job"])
    return list(found.values())


def moves(
    plan: Plan, record: Mapping[str, Any], views: Mapping[str, View], sources: Sources
) -> list[dict[str, Any]]:
    """Return the reasons of the moves, in the order of plan.json."""
    listed: Sequence[Mapping[str, Any]] = record["moves"]
    couples = _couples(plan)
    flags = plan.eligibility.people["flags"]
    status = plan.eligibility.judged.facts["status"]
    home = homes(plan, (move["person_id"] for move in listed))
    found = []
    for move, passed in zip(listed, checks(plan, listed), strict=True):
        view = views[move["family"]]
        person = view.number[move["person_id"]]
        used = int(view.solution.at[person])
        seat = int(view.family.moves.seat[used])
        row = plan.eligibility.row(move["person_id"])
        told = [flag for flag in flags[row] if flag in TOLD_FLAGS]
        sources.cite([*passed, *told])
        found.append(
            {
                "person_id": move["person_id"],
                "nameless": status[row] if plan.snapshot.head_count_mode else None,
                "family": move["family"],
                "voluntary": move["voluntary"],
                "rank": move["rank"],
                "origin": seat_figures(plan, view, int(view.family.origin[person])),
                "target": seat_figures(plan, view, seat),
                "chain": move["chain"],
                "step": move["step"],
                "rules": passed,
                "others": _others(view, seat, voluntary=move["voluntary"]),
                **_loss(view, person),
                **_safe(view, person),
                "travel": {
                    name: move[name]
                    for name in ("minutes_before", "minutes_after", "added", "km")
                }
                | {"home": home[move["person_id"]]},
                "fit": _fit(plan, move),
                "flags": [*told, *couples.get(move["person_id"], ())],
            }
        )
    return found


def _safe(view: View, person: int) -> dict[str, Any]:
    """Return whether the move is safe, None: not examined; and what tips it."""
    if person not in view.doubts:
        return {"safe": None, "doubt": None}
    doubt = view.doubts[person]
    return {"safe": doubt is None, "doubt": None if doubt is None else doubt.as_dict()}


def worth(view: View, seat: int) -> dict[str, Any] | None:
    """
    Return what one more and one fewer at a seat change, goal by goal.

    ``[goal, rank, amount]`` of the goals that change, amounts < 0 for the better. None
    under limits that tie the family to others.
    """
    if view.linked:
        return None
    return {
        "more": changed(view.worth.one_more(seat)),
        "fewer": changed(view.worth.one_fewer(seat)),
    }


def changed(of: Loss) -> list[list[Any]] | None:
    """Return the goals that change with their amounts; None: no plan, or not known."""
    if of.amounts is None:
        return None
    parts = ((name.partition(" "), amount) for name, amount in of.amounts if amount)
    return [
        [goal, int(rank or 0), [amount.numerator, amount.denominator]]
        for (goal, _, rank), amount in parts
    ]


def _loss(view: View, person: int) -> dict[str, Any]:
    if view.linked:
        return {"loss": None, "loss_kind": "not_computed"}
    return {"loss": loss(view.exchange.without(person))}


def loss(of: Loss) -> dict[str, Any]:
    """
    Return a loss by its first goal that is not equal.

    ``goal`` None: another plan is as good over the goals that are sums; "bounds": no
    plan keeps the limits.
    """
    if of.amounts is None:
        return {"goal": "bounds", "rank": 0, "amount": None}
    if of.first is None:
        return {"goal": None, "rank": 0, "amount": None}
    name, amount = of.first
    goal, _, rank = name.partition(" ")
    return {
        "goal": goal,
        "rank": int(rank or 0),
        "amount": [amount.numerator, amount.denominator],
    }


def _couples(plan: Plan) -> dict[str, list[str]]:
    """Return per person what the plan does to the couple; never who the other is."""
    return {
        person_id: ["couple_separated" if couple.separated else "couple_not_together"]
        for couple in plan.couples
        if couple.broken
        for person_id in couple.people
    }


def _others(view: View, seat: int, *, voluntary: bool) -> dict[str, Any]:
    """Return how many others could have been moved to the seat."""
    there = view.family.moves.seat == seat
    everybody = int(there.sum()) - 1
    wishing = int((there & view.family.moves.voluntary).sum()) - int(voluntary)
    told = few(wishing)
    return {
        "allowed": everybody,
        "voluntary": told,
        "compulsory": None if told is None else everybody - wishing,
    }


def _fit(plan: Plan, move: Mapping[str, Any]) -> dict[str, Any]:
    """Return the gap of competence; the training is asked for only where there is."""
    fit: dict[str, Any] = {"misfit": move["misfit"], "regression": move["regression"]}
    if move["misfit"]:
        gap = plan.eligibility.gap(move["person_id"], move["to_job"])
        fit["training"] = list(gap["training"])
    return fit


def not_allowed(
    view: View, held: Held, sources: Sources
) -> Iterator[tuple[str, dict[str, Any]]]:
    """
    Yield per seat that receives: how many people of the family may not go there.

    ``rules``: by each gate of the person (without a wish) and each rule of the pair; a
    person whom two rules hold counts at both.
    """
    movers = view.solution.movers
    seats = np.unique(view.family.moves.seat[view.solution.at[movers]])
    everybody = np.arange(len(view.people))
    pairs = view.pairs(everybody, seats)
    lost = (view.at[:, None] != seats[None, :]) & ~view.allowed(pairs)
    by_gate = held.who[view.people].T.astype(np.int64) @ lost.astype(np.int64)
    for column, seat in enumerate(seats.tolist()):
        numbers = dict(zip(held.keys, by_gate[:, column].tolist(), strict=True))
        numbers |= _by_pair(pairs.blocked[:, column][lost[:, column]])
        if view.plan.policy.voluntary_only:
            wish = lost[:, column] & pairs.allowed_compulsory[:, column]
            numbers["G17"] = int(wish.sum())
        ordered = sorted(
            (item for item in numbers.items() if item[1]),
            key=lambda item: (-item[1], item[0]),
        )
        sources.cite(rule for rule, _ in ordered)
        yield (
            view.family.seats.id[seat],
            {
                "people": int(lost[:, column].sum()),
                "rules": tallied(ordered),
            },
        )


def _by_pair(blocked: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> dict[str, int]:
    return {rule: int(((blocked & bit) != 0).sum()) for rule, bit in BIT.items()}


def kept(view: View) -> Ints:
    """Return the numbers of people who sit at a seat with people to spare, and stay."""
    there = view.spare[view.at] > 0
    return np.flatnonzero(there & ~view.moving)
