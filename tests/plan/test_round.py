"""From a small regency to a plan: what the problem holds, and what the plan says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan import Plan, Status, make_plan, policy, write
from seimbang.plan.build import pseudonym
from seimbang.plan.problem import Family
from tests.rules.regency import DAY, NEEDS, person, regency

LOCAL = replace(Local.load(None), max_distance_km=30)


def plan_of(snapshot: Snapshot, local: Local = LOCAL, name: str = "pemerataan") -> Plan:
    """Return the plan of a snapshot."""
    return make_plan(
        snapshot, law=Law.load(), local=local, policy=policy(name), day=DAY
    )


def crowded(**facts: Any) -> list[dict[str, Any]]:
    """Return eight class teachers at SD1 (need 6); SD2 (need 6) has nobody."""
    return [person(f"P{number}", **facts) for number in range(8)]


def family(plan: Plan, name: str) -> Family:
    """Return the family ``name`` of the plan's problem."""
    return next(one for one in plan.round.problem.families if one.name == name)


def moves(plan: Plan, tmp_path: Path) -> list[dict[str, Any]]:
    """Return the moves as plan.json tells them."""
    found: list[dict[str, Any]] = write(plan, tmp_path)["moves"]
    return found


def test_surplus_goes_where_people_are_missing(tmp_path: Path) -> None:
    found = moves(plan_of(regency(crowded())), tmp_path)
    assert {(move["from_unit"], move["to_unit"]) for move in found} == {("SD1", "SD2")}
    # 6 − 3 at both: (6−x)²/6 summed is least at an even split of eight
    assert len(found) == 4
    assert not any(move["voluntary"] for move in found)


def test_a_wish_makes_the_move_voluntary_and_comes_first(tmp_path: Path) -> None:
    wishes = [{"person_id": "P3", "rank": 1, "kind": "unit", "target_id": "SD2"}]
    found = moves(plan_of(regency(crowded(), wishes=wishes)), tmp_path)
    wished = [move for move in found if move["voluntary"]]
    assert [(move["person_id"], move["rank"]) for move in wished] == [("P3", 1)]


def test_without_wishes_the_voluntary_policy_moves_nobody(tmp_path: Path) -> None:
    assert moves(plan_of(regency(crowded()), name="sukarela"), tmp_path) == []


def test_a_share_leaving_holds_people_back(tmp_path: Path) -> None:
    local = replace(LOCAL, share_leaving_percent=25)
    assert len(moves(plan_of(regency(crowded()), local), tmp_path)) == 2


def test_a_share_leaving_always_lets_one_go(tmp_path: Path) -> None:
    local = replace(LOCAL, share_leaving_percent=1)
    assert len(moves(plan_of(regency(crowded()), local), tmp_path)) == 1


def test_a_cap_on_a_district_holds_for_all_its_seats(tmp_path: Path) -> None:
    cap = {
        "name": "K1",
        "job_family": "guru-sd-kelas",
        "district_id": "K1",
        "agency_id": None,
        "maximum": 8,
    }
    other = {**cap, "name": "elsewhere", "job_family": "perawat"}
    whole = {**cap, "name": "all", "district_id": None, "maximum": 20}
    local = replace(LOCAL, maximum_groups=[whole, cap, other])
    plan = plan_of(regency(crowded()), local)
    groups = family(plan, "guru-sd-kelas").groups
    assert [group.name for group in groups] == ["K1", "all"]
    assert len(groups[0].seats) == 2
    assert len(moves(plan, tmp_path)) == 4


def test_an_unmeasured_seat_neither_gives_nor_receives(tmp_path: Path) -> None:
    needs = [
        {
            "unit_id": unit,
            "job_id": job,
            "need_num": need,
            "need_den": 1,
            "source": "uji",
        }
        for unit, job, need in NEEDS
        if (unit, job) != ("SD1", "guru-kelas")
    ]
    plan = plan_of(regency(crowded(), needs=needs))
    one = family(plan, "guru-sd-kelas")
    assert one.people == ()
    assert moves(plan, tmp_path) == []


def test_people_without_a_lawful_move_are_fixed() -> None:
    people = [*crowded(), person("P9", discipline="severe", discipline_until=None)]
    one = family(plan_of(regency(people)), "guru-sd-kelas")
    seat = one.seats.id.index("SD1|guru-kelas")
    assert (one.seats.present[seat], one.seats.fixed[seat]) == (9, 1)


def test_couples_are_flagged_and_can_be_a_hard_limit(tmp_path: Path) -> None:
    people = crowded()
    for one in people[:4]:
        one["spouse_id"] = f"N{one['person_id']}"
    nurses = [
        person(
            f"NP{number}",
            job_id="perawat",
            unit_id="PK1",
            certificates=["STR perawat"],
            spouse_id=f"P{number}",
        )
        for number in range(4)
    ]
    lonely = person("Q1", unit_id="SD3", spouse_id="NOBODY")
    snapshot = regency([*people, *nurses, lonely])
    plan = plan_of(snapshot)
    assert plan.status is Status.OPTIMAL
    record = write(plan, tmp_path)
    flagged = {flag["flag"] for flag in record["flags"]}
    assert flagged <= {"couple_separated", "couple_not_together"}
    assert len(record["flags"]) == sum(couple.broken for couple in plan.couples)
    assert record["flags"]
    hard = plan_of(snapshot, replace(LOCAL, couples="hard"))
    assert hard.status is Status.OPTIMAL
    assert not any(couple.broken for couple in hard.couples)
    assert write(hard, tmp_path)["flags"] == []


def test_a_hard_limit_on_couples_that_nobody_breaks_keeps_the_plan() -> None:
    plan = plan_of(regency(crowded()), replace(LOCAL, couples="hard"))
    assert plan.status is Status.OPTIMAL
    assert any((solution.at >= 0).any() for solution in plan.solutions)


def _couples(zone: str | int, unit: str = "BKD") -> dict[tuple[str, str], bool]:
    """Return who would be separated when teachers of SD1 are married to a nurse."""
    people = crowded(spouse_id="N")
    nurse = person("N", job_id="perawat", unit_id=unit, certificates=["STR perawat"])
    plan = plan_of(regency([*people, nurse]), replace(LOCAL, couple_zone=zone))
    return {couple.people: couple.separated for couple in plan.couples}


def test_a_couple_within_the_district_is_not_separated() -> None:
    assert set(_couples("district").values()) == {False}


def test_a_couple_parted_by_the_border_of_a_district_is_separated() -> None:
    nurse = person("N", job_id="perawat", unit_id="BKD", certificates=["STR perawat"])
    snapshot = regency([*crowded(spouse_id="N"), nurse])
    beyond = pl.when(pl.col("unit_id") == "SD2").then(pl.lit("K2"))
    units = snapshot["units"].with_columns(
        district_id=beyond.otherwise(pl.col("district_id"))
    )
    apart = replace(snapshot, frames={**snapshot.frames, "units": units})
    plan = plan_of(apart, replace(LOCAL, couple_zone="district"))
    assert {couple.separated for couple in plan.couples} == {True}


def test_a_couple_may_be_asked_to_stay_within_some_kilometres() -> None:
    # BKD lies at SD1, SD2 4 km away by road
    assert set(_couples(2).values()) == {True}
    assert set(_couples(10).values()) == {False}
    assert set(_couples(1, "PK1").values()) == {False}  # apart before, too


def test_the_same_data_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    people = crowded()
    for name, rows in (("a", people), ("b", people[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        write(plan_of(regency(rows)), folder)
    for file in ("plan.json", "problem.json.gz", "certificate.json"):
        assert (tmp_path / "a" / file).read_bytes() == (
            tmp_path / "b" / file
        ).read_bytes()


def test_the_files_name_nobody_but_by_internal_id(tmp_path: Path) -> None:
    people = crowded(name="Siti Rahasia", nip="198609262015052001")
    plan = plan_of(regency(people))
    record = write(plan, tmp_path)
    for file in ("plan.json", "certificate.json"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert "Rahasia" not in text
        assert "198609262015052001" not in text
    bare = plan.round.problem.as_json().decode()
    assert not any(f'"P{number}"' in bare for number in range(8))
    move = record["moves"][0]
    assert move["pseudonym"] == pseudonym(move["person_id"], record["pseudonym_salt"])


def test_progress_is_told_stage_by_stage() -> None:
    told: list[str] = []
    make_plan(
        regency(crowded()),
        law=Law.load(),
        local=LOCAL,
        policy=policy("pemerataan"),
        day=DAY,
        progress=lambda stage, done, total: told.append(stage),
    )
    assert list(dict.fromkeys(told)) == ["workload", "rules", "moves", "families"]


@pytest.mark.parametrize("name", ["layanan-dasar", "paling-sedikit-pindah"])
def test_other_policies_move_fewer_people(name: str, tmp_path: Path) -> None:
    assert len(moves(plan_of(regency(crowded()), name=name), tmp_path)) <= 1


def test_the_summary_stands_beside_no_transfer_and_greedy(tmp_path: Path) -> None:
    record = write(plan_of(regency(crowded())), tmp_path)
    assert list(record["summary"]) == ["no_transfer", "plan", "greedy"]
    assert record["summary"]["no_transfer"]["moves"] == 0
    assert json.loads((tmp_path / "plan.json").read_text())["summary"]


def cap(**changes: Any) -> Any:
    """Return a cap of the region on class teachers."""
    nothing = {"district_id": None, "agency_id": None}
    base = {"name": "cap", "job_family": "guru-sd-kelas", "maximum": 9}
    return base | nothing | changes


def under(snapshot: Snapshot, agency: str, *units: str) -> Snapshot:
    """Return the snapshot with ``units`` under ``agency``."""
    owner = pl.when(pl.col("unit_id").is_in(units)).then(pl.lit(agency))
    frame = snapshot["units"].with_columns(agency_id=owner)
    return replace(snapshot, frames={**snapshot.frames, "units": frame})


def test_caps_that_cross_are_rows_and_the_others_nodes(tmp_path: Path) -> None:
    snapshot = under(regency(crowded()), "BKD", "SD2", "SD3")
    caps = [
        cap(name="a", district_id="K1", maximum=7),
        cap(name="b", agency_id="BKD", maximum=3),
        cap(name="all", maximum=20),
    ]
    local = replace(LOCAL, maximum_groups=caps, max_distance_km=None)
    plan = plan_of(snapshot, local)
    assert [one.name for one in family(plan, "guru-sd-kelas").groups] == ["all"]
    named = [limit.name for limit in plan.round.problem.limits]
    assert named == ["maximum_groups: a", "maximum_groups: b"]
    assert len(moves(plan, tmp_path)) == 3  # b holds; a never forces anybody out


def test_a_cap_on_an_agency_holds_for_its_own_office_too() -> None:
    snapshot = under(regency(crowded()), "SD1", "SD2")
    local = replace(LOCAL, maximum_groups=[cap(agency_id="SD1")])
    seats = family(plan_of(snapshot, local), "guru-sd-kelas").groups[0].seats
    assert len(seats) == 2


def test_local_limits_that_name_nothing_are_told() -> None:
    caps = [cap(job_family="x"), cap(district_id="y"), cap(agency_id="z"), cap()]
    local = replace(LOCAL, maximum_groups=caps, service_weights={"w": 2})
    plan = plan_of(regency(crowded()), local)
    told = [one for one in plan.problems if one.code == "local_without_effect"]
    assert [dict(one.found.facts)["code"] for one in told] == ["x", "y", "z", "w"]
