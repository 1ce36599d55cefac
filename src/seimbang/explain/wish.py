"""What became of each wish, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from seimbang.explain.discretion import discreet
from seimbang.explain.move import loss
from seimbang.explain.source import Sources
from seimbang.explain.view import BIT, View
from seimbang.plan import Plan
from seimbang.plan.problem import Ints
from seimbang.rules import Pairs
from seimbang.whatif.loss import Loss

Answer = dict[str, Any]


@dataclass(frozen=True)
class Asker:
    """Somebody of a family with wishes: row, seat, place in the block of pairs."""

    row: int
    seat: int  # -1: none
    number: int | None  # within the movable people of the family
    block: int
    pairs: Pairs

    def moved_to(self, view: View) -> tuple[int | None, int]:
        """Return the seat the plan moves the person to, and the rank it grants."""
        if self.number is None or view.solution.at[self.number] < 0:
            return None, 0
        used = int(view.solution.at[self.number])
        moves = view.family.moves
        granted = bool(moves.voluntary[used])
        return int(moves.seat[used]), int(moves.rank[used]) if granted else 0


def wishes(
    plan: Plan, views: Mapping[str, View], sources: Sources
) -> list[dict[str, Any]]:
    """Return the answer to every wish, by person and rank."""
    asked = plan.snapshot["wishes"].filter(
        pl.col("person_id").is_in(plan.eligibility.people["person_id"].implode())
    )
    of_person: dict[str, list[dict[str, Any]]] = {}
    for wish in asked.sort("person_id", "rank").to_dicts():
        of_person.setdefault(wish["person_id"], []).append(wish)
    by_family: dict[str, list[str]] = {}
    families = plan.eligibility.people["family"]
    for person_id in of_person:
        family = str(families[plan.eligibility.row(person_id)])
        by_family.setdefault(family, []).append(person_id)
    places = _Places(plan)
    found = [
        {
            "person_id": person_id,
            "rank": wish["rank"],
            "kind": wish["kind"],
            "target_id": wish["target_id"],
            **_answer(view, places, asker, wish),
        }
        for family, people in by_family.items()
        if (view := views.get(family)) is not None
        for person_id, asker in _askers(view, people)
        for wish in of_person[person_id]
    ]
    for one in found:
        sources.cite(one.get("rules", ()))
    return sorted(found, key=lambda one: (one["person_id"], one["rank"]))


class _Places:
    """Which units a wish names."""

    def __init__(self, plan: Plan) -> None:
        units = plan.snapshot["units"].select("unit_id", "district_id")
        self.district = dict(units.iter_rows())
        self.districts = set(self.district.values())

    def units(self, wish: Mapping[str, Any]) -> set[str]:
        target = wish["target_id"]
        if wish["kind"] == "unit":
            return {target} & set(self.district)
        return {unit for unit, district in self.district.items() if district == target}


def _askers(view: View, people: list[str]) -> Iterator[tuple[str, Asker]]:
    answers = view.plan.eligibility
    rows = np.array([answers.row(person_id) for person_id in people], np.int64)
    pairs = answers.pairs(rows, view.seats)
    place = {int(row): at for at, row in enumerate(view.seats)}
    for block, (person_id, row) in enumerate(zip(people, rows.tolist(), strict=True)):
        seat = place.get(int(answers.seat_rows[row]), -1)
        yield (
            person_id,
            Asker(row, seat, view.number.get(person_id), block, pairs),
        )


def _answer(
    view: View, places: _Places, asker: Asker, wish: Mapping[str, Any]
) -> Answer:
    """Return what became of one wish: the first reason that holds."""
    units = places.units(wish)
    ids = view.family.seats.id
    there = [at for at, name in enumerate(ids) if name.split("|")[0] in units]
    seats = np.array([at for at in there if at != asker.seat], np.int64)
    granted = _granted(view, asker, wish, seats)
    if granted is not None:
        return granted
    if not units:
        return {"result": "unknown_target"}
    if len(seats) == 0:
        return {"result": "already_there" if there else "no_such_post"}
    return _refused(view, asker, wish, seats)


def _granted(
    view: View, asker: Asker, wish: Mapping[str, Any], seats: Ints
) -> Answer | None:
    target, rank = asker.moved_to(view)
    if target is None or rank == 0:
        return None
    if target in seats and rank == wish["rank"]:
        return {
            "result": "granted",
            "unit_id": view.family.seats.id[target].split("|")[0],
        }
    if rank < wish["rank"]:
        return {"result": "better_granted", "granted_rank": rank}
    return None


def _refused(view: View, asker: Asker, wish: Mapping[str, Any], seats: Ints) -> Answer:
    plan, people = view.plan, view.plan.eligibility.people
    if wish["rank"] > plan.local.wish_ranks:
        return {"result": "beyond_ranks", "ranks": plan.local.wish_ranks}
    failed = people["failed_voluntary"][asker.row].to_list()
    if failed or not people["counted"][asker.row]:
        missing = people["missing"][asker.row].to_list()
        return {"result": "held", "rules": discreet(failed), "missing": missing}
    why = plan.eligibility.desk.seats.why_not
    open_ = np.array([at for at in seats if why[int(view.seats[at])] is None], np.int64)
    if len(open_) == 0:
        codes = {why[int(view.seats[at])] for at in seats}
        return {"result": "unmeasured" if codes == {"unmeasured"} else "closed"}
    allowed = asker.pairs.allowed_voluntary[asker.block, open_]
    if not allowed.any():
        return {"result": "rule", "rules": _blocking(asker, open_)}
    return _weighed(view, asker, open_[allowed])


def _blocking(asker: Asker, seats: Ints) -> list[str]:
    """Return the rules of the pair that hold the wish at every one of the seats."""
    blocked = asker.pairs.blocked[asker.block, seats]
    return [
        rule
        for rule, bit in BIT.items()
        if rule != "R15" and bool(((blocked & bit) != 0).any())
    ]


def _weighed(view: View, asker: Asker, seats: Ints) -> Answer:
    """Return what granting the wish would have cost, exactly; not under limits."""
    if view.linked:
        return {"result": "limited"}
    assert asker.number is not None, "an allowed move makes a person movable"
    first, last = view.family.moves.first[asker.number : asker.number + 2]
    options = [
        move for move in range(first, last) if view.family.moves.seat[move] in seats
    ]
    losses = [view.exchange.with_move(asker.number, move) for move in options]
    possible = [one for one in losses if one.amounts is not None]
    if not possible:
        return {"result": "no_room", "full": _full(view, seats)}
    least = min(possible, key=_size)
    told = loss(least)
    result = "equal" if told["goal"] is None else "would_worsen"
    return {"result": result, "loss": told}


def _size(of: Loss) -> tuple[Any, ...]:
    return tuple(amount for _, amount in of.amounts or ())


def _full(view: View, seats: Ints) -> bool:
    """Tell whether every one of the seats has as many people as it may."""
    return all(
        view.family.seats.maximum[at] is not None
        and int(view.staff[at]) >= view.family.seats.maximum[at]
        for at in seats.tolist()
    )
