"""What must hold for every plan, on random small regencies, from file to proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from seimbang.intake import read, write_workbook
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang.plan import Plan, Status, make_plan, policy, write
from seimbang.plan.policy import names
from seimbang.rules import Verdict
from seimbang.verify import verify
from tests.rules.regency import DAY, person, regency

SEATS = [
    ("SD1", "guru-kelas"),
    ("SD2", "guru-kelas"),
    ("SD3", "guru-kelas"),
    ("PK1", "perawat"),
    ("PK2", "perawat"),
    ("BKD", "analis-keuangan"),
    ("BAP", "perencana"),
]
UNLIMITED = {"max_moves": None, "budget_rupiah": None, "move_caps": [],
             "longest_chain": None, "couples": "flag"}  # fmt: skip
STATUSES = ["pns", "pns", "pns", "pppk", "cpns", "non_asn"]


def random_regency(seed: int) -> tuple[Snapshot, Local]:
    """Return a small regency with gaps in its data, wishes, pins and local limits."""
    dice = np.random.default_rng(seed)
    people = [_somebody(dice, number) for number in range(int(dice.integers(5, 25)))]
    ids = [one["person_id"] for one in people]
    wishes = [
        {
            "person_id": one,
            "rank": 1,
            "kind": str(dice.choice(["unit", "district"])),
            "target_id": "",
        }
        for one in ids
        if dice.random() < 0.3
    ]
    for wish in wishes:
        places = ["SD2", "PK2", "BAP"] if wish["kind"] == "unit" else ["K1", "K2"]
        wish["target_id"] = str(dice.choice(places))
    pins = [
        {"kind": "stays", "person_id": one, "reason": "uji"}
        for one in ids[4:]
        if dice.random() < 0.05
    ]
    pins += _more_pins(dice, people)
    positions = [
        {
            "unit_id": unit,
            "job_id": job,
            "establishment": int(dice.integers(0, 8)),
            "minimum": int(dice.integers(0, 3)),
        }
        for unit, job in SEATS
        if dice.random() < 0.4
    ]
    groups = [
        {
            "name": "K1",
            "job_family": "guru-sd-kelas",
            "district_id": "K1",
            "agency_id": None,
            "maximum": int(dice.integers(2, 14)),
        }
    ]
    for one, other in zip(people[::3], people[1::3], strict=False):
        if dice.random() < 0.3:
            one["spouse_id"] = other["person_id"]
    local = replace(
        Local.load(None),
        **_limits(dice),
        max_distance_km=[None, 5, 60][int(dice.integers(3))],
        share_leaving_percent=[None, 40][int(dice.integers(2))],
        maximum_groups=groups if dice.random() < 0.4 else [],
        service_weights={"perawat": 2},
        round_seed=f"seed {seed}",
        policy=names()[int(dice.integers(len(names())))],
    )
    return regency(people, wishes=wishes, pins=pins, positions=positions), local


def _more_pins(
    dice: np.random.Generator, people: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return pins on a unit, on groups, and on those who wait or must go."""
    pins: list[dict[str, Any]] = []
    if dice.random() < 0.2:
        pins.append({"kind": "unit_closed", "unit_id": "SD2"})
    if dice.random() < 0.3:
        pins += [
            {"kind": "together", "person_id": one["person_id"], "group": "A"}
            for one in people[:2]
        ]
    for one in people[2:]:
        if dice.random() < 0.1:
            pins.append({"kind": "after_replacement", "person_id": one["person_id"]})
    if dice.random() < 0.1 and people[3]["unit_id"] != "SD3":
        pins.append({"kind": "must_go", "person_id": "P003", "unit_id": "SD3"})
    stays = {"person_id": "P003", "kind": "not_to", "unit_id": "SD1"}
    return [pin | {"reason": "uji"} for pin in [*pins, stays]]


def _limits(dice: np.random.Generator) -> dict[str, Any]:
    """Return limits that tie moves together, most often none."""
    found: dict[str, Any] = {}
    if dice.random() < 0.25:
        found["max_moves"] = int(dice.integers(1, 9))
    if dice.random() < 0.25:
        found["budget_rupiah"] = int(dice.integers(0, 9)) * 1_000_000
        found["move_cost_rupiah"] = {"per_move": 900_000, "per_km": 4_000}
    if dice.random() < 0.25:
        cap = {"name": "K2", "district_id": "K2", "agency_id": None, "leaving": 1}
        found["move_caps"] = [cap | {"arriving": int(dice.integers(0, 4))}]
    if dice.random() < 0.25:
        found["couples"] = "hard"
        found["couple_zone"] = ["district", 20][int(dice.integers(2))]
    if dice.random() < 0.1:
        found["longest_chain"] = int(dice.integers(1, 3))
    return found


def _somebody(dice: np.random.Generator, number: int) -> dict[str, Any]:
    unit, job = SEATS[int(dice.integers(len(SEATS)))]
    facts: dict[str, Any] = {"unit_id": unit, "job_id": job}
    facts["status"] = str(dice.choice(STATUSES))
    if job == "perawat":
        facts["certificates"] = ["STR perawat"]
    if dice.random() < 0.2:
        facts["job_since"] = None
    if dice.random() < 0.1:
        facts["discipline"] = None
    if dice.random() < 0.2:
        facts["home_latitude"] = facts["home_longitude"] = None
    if dice.random() < 0.1:
        facts["major"] = str(dice.choice(["Akuntansi", "Perencanaan Wilayah"]))
    return person(f"P{number:03}", **facts)


def planned(snapshot: Snapshot, local: Local) -> Plan:
    """Return the plan by the local policy."""
    return make_plan(
        snapshot, law=Law.load(), local=local, policy=policy(local.policy), day=DAY
    )


def _whole(seed: int, folder: Path) -> int:
    """Plan from files, check all that must hold; return the number of moves."""
    snapshot, local = random_regency(seed)
    data = folder / "data.xlsx"
    write_workbook({name: snapshot[name] for name in TABLE}, data)
    taken = read([data])
    assert taken.snapshot is not None, [str(one.found) for one in taken.problems]
    choices = folder / "local.yaml"
    choices.write_text(_as_file(local), encoding="utf-8")
    plan = planned(taken.snapshot, Local.load(choices))
    record = write(plan, folder)
    if not plan.made:
        ratios = "leximin" in plan.policy.goals  # not supported under limits
        assert plan.status is Status.INFEASIBLE or ratios
        return 0
    report = verify(folder, data=[data], local=choices)
    assert report.holds, [
        (seed, one.key, str(one.sentence))
        for one in report.checks
        if one.verdict.name == "FAIL"
    ]
    _nobody_is_moved_against_a_rule(plan, record)
    _people_are_conserved(record)
    return len(record["moves"])


def _as_file(local: Local) -> str:
    """Return the local parameters as a region would write them."""
    leaves = {
        key: {"value": leaf["value"], "source": "uji", "note": "uji"}
        for key, leaf in local.as_dict().items()
    }
    return yaml.safe_dump(leaves)


def _nobody_is_moved_against_a_rule(plan: Plan, record: dict[str, Any]) -> None:
    for move in record["moves"]:
        mode = "voluntary" if move["voluntary"] else "compulsory"
        findings = plan.eligibility.findings(
            move["person_id"], move["to_unit"], move["to_job"]
        )
        gates = [one for one in findings if one.role == "gate" and mode in one.modes]
        assert gates
        assert all(one.verdict is Verdict.PASS for one in gates), move


def _people_are_conserved(record: dict[str, Any]) -> None:
    seats = record["seats"]
    assert sum(seat["before"] for seat in seats) == sum(seat["after"] for seat in seats)
    for seat in seats:
        assert seat["after"] >= min(seat["minimum"], seat["before"])
        if seat["maximum"] is not None:
            assert seat["after"] <= max(seat["maximum"], seat["before"])


def test_random_regencies_hold_from_file_to_proof(tmp_path: Path) -> None:
    moved = 0
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        moved += _whole(seed, folder)
    assert moved > 5  # most of them under limits


@pytest.mark.soak
@pytest.mark.parametrize("block", range(20))
def test_many_random_regencies_hold_from_file_to_proof(
    tmp_path: Path, block: int
) -> None:
    for seed in range(1000 + block * 20, 1020 + block * 20):
        folder = tmp_path / str(seed)
        folder.mkdir()
        _whole(seed, folder)


def test_a_waiver_or_one_more_seat_never_worsens_the_balance(tmp_path: Path) -> None:
    for seed in range(20):
        snapshot, local = random_regency(seed)
        local = replace(local, policy="pemerataan", maximum_groups=[], **UNLIMITED)
        if not planned(snapshot, local).made:
            continue  # a pin that must go, and may not
        strict = planned(snapshot, local)
        loose = planned(
            snapshot,
            replace(local, max_distance_km=None, share_leaving_percent=None),
        )
        goals = ("nobody", "minimum", "shortage")
        first, second = (
            [write(plan, tmp_path)["summary"]["plan"][goal] for goal in goals]
            for plan in (strict, loose)
        )
        assert _numbers(second) <= _numbers(first), f"seed {seed}"


def _numbers(values: list[Any]) -> list[float]:
    return [
        value[0] / value[1] if isinstance(value, list) else value for value in values
    ]


def test_other_ids_change_the_names_and_not_the_goals(tmp_path: Path) -> None:
    for seed in range(10):
        snapshot, local = random_regency(seed)
        people = snapshot["people"].with_columns(
            person_id="X" + snapshot["people"]["person_id"].reverse()
        )
        wishes, pins = (
            snapshot[name].with_columns(person_id=_renamed(snapshot, name))
            for name in ("wishes", "pins")
        )
        frames = {name: snapshot[name] for name in TABLE}
        other = Snapshot({**frames, "people": people, "wishes": wishes, "pins": pins})
        first, second = (
            write(planned(one, local), tmp_path)["summary"] for one in (snapshot, other)
        )
        assert first == second, f"seed {seed}"


def _renamed(snapshot: Snapshot, name: str) -> Any:
    ids = snapshot["people"]["person_id"]
    other = dict(zip(ids, "X" + ids.reverse(), strict=True))
    return snapshot[name]["person_id"].replace_strict(other, default=None)
