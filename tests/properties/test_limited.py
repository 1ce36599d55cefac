"""Small regencies under limits and pins, against trying every plan there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import acos, cos, radians, sin
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import Plan, Status, make_plan, policy, write
from seimbang.plan.measure import measure_of
from seimbang.plan.problem import Family
from tests.plan.maker import plans
from tests.rules.regency import DAY, person, regency

RANKS = 1
BASE = replace(Local.load(None), max_distance_km=None, wish_ranks=RANKS)
DISTRICT = {"SD1": "K1", "SD2": "K1", "SD3": "K2", "PK1": "K1", "PK2": "K2"}
WHERE = {  # as the places of the regency have it
    "SD1": (-1.70, 103.10),
    "SD2": (-1.72, 103.12),
    "SD3": (-2.20, 103.60),
    "PK1": (-1.71, 103.11),
    "PK2": (-1.90, 103.30),
}
NURSE = {"job_id": "perawat", "certificates": ["STR perawat"]}
NEEDS = [("SD1", "guru-kelas", 1), ("SD2", "guru-kelas", 2), ("SD3", "guru-kelas", 2),
         ("PK1", "perawat", 1), ("PK2", "perawat", 2)]  # fmt: skip


def small(seed: int) -> tuple[Snapshot, Local]:
    """Return a few teachers and nurses, some of them couples, under some limits."""
    dice = np.random.default_rng(seed)
    people = [
        person(f"T{at}", unit_id=str(dice.choice(["SD1", "SD1", "SD2", "SD3"])))
        for at in range(4)
    ]
    people += [
        person(f"N{at}", unit_id=str(dice.choice(["PK1", "PK1", "PK2"])), **NURSE)
        for at in range(3)
    ]
    for at in range(2):
        if dice.random() < 0.5:
            people[at]["spouse_id"] = f"N{at}"
    if dice.random() < 0.2:  # who cannot move at all keeps the other in place
        people[4]["discipline"] = "severe"
    wishes = [
        {"person_id": f"T{at}", "rank": 1, "kind": "unit", "target_id": "SD3"}
        for at in range(4)
        if people[at]["unit_id"] != "SD3" and dice.random() < 0.2
    ]
    return regency(
        people, wishes=wishes, pins=_pins(dice, people), needs=_needs(dice)
    ), (_local(dice, seed))


def _needs(dice: np.random.Generator) -> list[dict[str, Any]]:
    return [
        {"unit_id": unit, "job_id": job, "source": "uji",
         "need_num": need + int(dice.integers(0, 2)), "need_den": 1}
        for unit, job, need in NEEDS
    ]  # fmt: skip


def _pins(dice: np.random.Generator, people: list[Any]) -> list[dict[str, Any]]:
    pins: list[dict[str, Any]] = []
    for at in (2, 3):
        if dice.random() < 0.4 and people[at]["unit_id"] != "SD3":
            pins.append({"kind": "must_go", "person_id": f"T{at}", "unit_id": "SD3"})
    if dice.random() < 0.4:
        pins += [{"kind": "after_replacement", "person_id": f"T{at}"} for at in (0, 3)]
    if dice.random() < 0.4:
        pins += [
            {"kind": "together", "person_id": one, "group": "A"}
            for one in ("T1", "T3", "N2")
        ]
    return [{"reason": "uji"} | pin for pin in pins]


def _local(dice: np.random.Generator, seed: int) -> Local:
    return replace(
        BASE,
        round_seed=f"seed {seed}",
        max_moves=int(dice.integers(0, 8)),
        budget_rupiah=int(dice.integers(0, 4000)) if dice.random() < 0.4 else None,
        move_cost_rupiah={"per_move": 300, "per_km": 7},
        move_caps=[
            {"name": "K1", "district_id": "K1", "agency_id": None,
             "leaving": int(dice.integers(0, 3)), "arriving": None},
            {"name": "K2", "district_id": "K2", "agency_id": None,
             "leaving": None, "arriving": int(dice.integers(0, 4))},
        ] if dice.random() < 0.4 else [],
        longest_chain=int(dice.integers(1, 3)) if dice.random() < 0.3 else None,
        couples="hard" if dice.random() < 0.7 else "flag",
        couple_zone="district" if dice.random() < 0.6 else 40,
    )  # fmt: skip


def planned(snapshot: Snapshot, local: Local) -> Plan:
    """Return the plan of *pemerataan*."""
    return make_plan(
        snapshot, law=Law.load(), local=local, policy=policy("pemerataan"), day=DAY
    )


def every(problem: Any) -> Iterator[tuple[np.ndarray, ...]]:
    """Yield every plan within the bounds of the families, leaving limits aside."""
    families = [one for one in problem.families if len(one.people)]
    ways = [
        [at for at in plans(one) if not any(at[who] < 0 for who in one.leave)]
        for one in families
    ]
    yield from product(*ways)


def _goes(problem: Any, families: list[Family], ats: Any) -> dict[str, str]:
    """Return where each mover goes."""
    found = {}
    for family, at in zip(families, ats, strict=True):
        names = problem.names[family.name]
        for who in np.flatnonzero(at >= 0):
            seat = family.seats.id[family.moves.seat[at[who]]]
            found[names[who]] = seat.split("|")[0]
    return found


def keeps(snapshot: Snapshot, local: Local, goes: Mapping[str, str]) -> bool:
    """Tell from the data alone whether these moves keep limits and pins."""
    unit = dict(snapshot["people"].select("person_id", "unit_id").iter_rows())
    ways = [(unit[who], to) for who, to in goes.items()]
    if local.max_moves is not None and len(ways) > local.max_moves:
        return False
    if local.budget_rupiah is not None:
        price = sum(300 + (7 * round(_km(*way) * 10) + 5) // 10 for way in ways)
        if price > local.budget_rupiah:
            return False
    for cap in local.move_caps:
        out = sum(DISTRICT[a] == cap["district_id"] != DISTRICT[b] for a, b in ways)
        into = sum(DISTRICT[a] != cap["district_id"] == DISTRICT[b] for a, b in ways)
        if out > _most(cap["leaving"]) or into > _most(cap["arriving"]):
            return False
    return (
        all(_together(group, goes, local) for group in _groups(snapshot, local))
        and _replaced(snapshot, unit, goes)
        and (local.longest_chain is None or _longest(ways) <= local.longest_chain)
    )


def _most(number: int | None) -> int:
    return 99 if number is None else number


def _km(one: str, other: str) -> float:
    if one == other:
        return 0.0
    (a, b), (c, d) = (tuple(map(radians, WHERE[unit])) for unit in (one, other))
    angle = acos(min(1.0, sin(a) * sin(c) + cos(a) * cos(c) * cos(b - d)))
    return 6371.0088 * angle * 1.3


def _groups(snapshot: Snapshot, local: Local) -> list[list[str]]:
    found = []
    if local.couples == "hard":
        rows = snapshot["people"].select("person_id", "spouse_id").iter_rows()
        found = [[one, other] for one, other in rows if other is not None]
    pins = snapshot["pins"]
    group = pins.filter(pins["kind"] == "together")["person_id"].to_list()
    return [*found, group]


def _together(group: list[str], goes: Mapping[str, str], local: Local) -> bool:
    moved = [goes[one] for one in group if one in goes]
    if not moved:
        return True
    if len(moved) < len(group):
        return False
    if local.couple_zone == "district":
        return len({DISTRICT[unit] for unit in moved}) == 1
    return all(_km(a, b) <= local.couple_zone for a in moved for b in moved)


def _replaced(
    snapshot: Snapshot, unit: Mapping[str, str], goes: Mapping[str, str]
) -> bool:
    pins = snapshot["pins"]
    wait = pins.filter(pins["kind"] == "after_replacement")["person_id"].to_list()
    for place in set(unit.values()):
        leave = sum(one in goes and unit[one] == place for one in wait)
        come = sum(to == place for to in goes.values())
        if leave > come:
            return False
    return True


def _longest(ways: list[tuple[str, str]]) -> int:
    """Return the most moves that follow one another; a circle never ends."""

    def after(way: tuple[str, str], depth: int) -> int:
        if depth > len(ways):
            return 99
        follow = [one for one in ways if one[0] == way[1]]
        return 1 + max((after(one, depth + 1) for one in follow), default=0)

    return max((after(way, 1) for way in ways), default=0)


def value(families: list[Family], ats: Any) -> tuple[Any, ...]:
    """Return the ordered goals of the whole regency, smaller is better."""
    pairs = list(zip(families, ats, strict=True))
    each = [measure_of(family, at, RANKS) for family, at in pairs]
    worst = max((one.worst_travel for one in each), default=0)
    bear = sum(
        int((family.moves.added[at[at >= 0]] == worst).sum()) for family, at in pairs
    )

    def total(name: str) -> Any:
        return sum(getattr(one, name) for one in each)

    return (
        total("nobody"),
        total("minimum"),
        total("shortage"),
        total("compulsory"),
        -sum(one.wishes[0] for one in each),
        total("travel"),
        (worst, bear if worst else 0),
        total("misfit"),
        total("regression"),
    )


def _compare(seed: int, folder: Path) -> tuple[Status, int]:
    """Compare the plan of a regency with the best of all; return how it ended."""
    snapshot, local = small(seed)
    plan = planned(snapshot, local)
    problem = plan.round.problem
    families = [one for one in problem.families if len(one.people)]
    best = min(
        (
            value(families, ats)
            for ats in every(problem)
            if keeps(snapshot, local, _goes(problem, families, ats))
        ),
        default=None,
    )
    if best is None:
        assert plan.status is Status.INFEASIBLE, f"seed {seed}"
        assert plan.reason is not None
        return plan.status, 0
    assert plan.status is Status.OPTIMAL, f"seed {seed}: {plan.reason}"
    at = {one.family.name: one.at for one in plan.solutions}
    ats = [at[family.name] for family in families]
    assert keeps(snapshot, local, _goes(problem, families, ats)), f"seed {seed}"
    assert value(families, ats) == best, f"seed {seed}"
    _runs_in_order(write(plan, folder), snapshot)
    return plan.status, sum(int((one >= 0).sum()) for one in ats)


def _runs_in_order(record: Mapping[str, Any], snapshot: Snapshot) -> None:
    """Carry the moves out wave after wave: no place is ever left short on the way."""
    pins = snapshot["pins"]
    wait = set(pins.filter(pins["kind"] == "after_replacement")["person_id"])
    staff = {seat["seat"]: seat["before"] for seat in record["seats"]}
    least = {
        seat["seat"]: min(seat["before"], seat["after"]) for seat in record["seats"]
    }
    come: dict[str, int] = dict.fromkeys(staff, 0)
    moves = sorted(record["moves"], key=lambda move: move["wave"])
    for move in moves:
        origin = f"{move['from_unit']}|{move['from_job']}"
        target = f"{move['to_unit']}|{move['to_job']}"
        if not move["closed"]:
            assert move["after"] == (move["step"] - 1 or None)
            if move["person_id"] in wait:
                assert come[origin] > 0
            come[target] += 1
        staff[origin] -= 1
        staff[target] += 1
        if not move["closed"]:
            assert staff[origin] >= least[origin]
    assert staff == {seat["seat"]: seat["after"] for seat in record["seats"]}


def _many(seeds: range, folder: Path) -> None:
    ended = [_compare(seed, folder) for seed in seeds]
    statuses = [status for status, _ in ended]
    assert statuses.count(Status.OPTIMAL) > len(seeds) // 2
    assert Status.INFEASIBLE in statuses
    assert sum(moved for _, moved in ended) > len(seeds) // 3  # some are at their best


def test_limited_plans_are_the_best_of_all(tmp_path: Path) -> None:
    _many(range(24), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("block", range(10))
def test_many_limited_plans_are_the_best_of_all(tmp_path: Path, block: int) -> None:
    _many(range(1000 + block * 40, 1040 + block * 40), tmp_path)
