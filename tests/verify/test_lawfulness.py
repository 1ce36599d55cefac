"""With its data a plan is also held against the rules, arc by arc."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from seimbang.language import speaking
from seimbang.verify import Report, Status, Verdict, verify
from tests.verify.office import PEOPLE, SIMPLE, UNITS, office, planned
from tests.verify.reference import Files, Json, pseudonym

LOCAL = """
share_leaving_percent: {value: 50, source: uji}
service_weights: {value: {analis: 3}, source: uji}
maximum_groups:
  source: uji
  value:
    - {name: K1, job_family: analis, district_id: K1, agency_id: null, maximum: 9}
    - {name: A, job_family: analis, district_id: null, agency_id: A, maximum: 8}
    - {name: semua, job_family: analis, district_id: null, agency_id: null, maximum: 9}
    - {name: lain, job_family: perawat, district_id: null, agency_id: null, maximum: 1}
    - {name: kosong, job_family: analis, district_id: K9, agency_id: null, maximum: 1}
"""


def failed(report: Report) -> set[str]:
    return {check.key for check in report.checks if check.verdict is Verdict.FAIL}


def report(made: Files, folder: Path, data: Path, local: Path | None = None) -> Report:
    return verify(made.write(folder), data=[data], local=local)


def analis(whole: Json) -> Json:
    return next(one for one in whole["families"] if one["family"] == "analis")


def place(whole: Json, name: str) -> Json:
    return next(one for one in analis(whole)["seats"] if one["id"] == name)


def drop_move(whole: Json, at: int) -> None:
    moves = analis(whole)["moves"]
    for name in ("seat", "voluntary", "rank", "added", "misfit", "regression"):
        del moves[name][at]
    moves["first"] = [n - (n > at) for n in moves["first"]]


def all_moves(whole: Json, **facts: int) -> None:
    moves = analis(whole)["moves"]
    for name, value in facts.items():
        moves[name] = [value] * len(moves["seat"])


def enlist(whole: Json, person: str, home: str, target: str) -> None:
    """Give somebody who may not move a move that helps."""
    family = analis(whole)
    names = [one["id"] for one in family["seats"]]
    family["seats"][names.index(home)]["fixed"] -= 1
    family["people"]["id"].append(pseudonym(person))
    family["people"]["seat"].append(names.index(home))
    moves = family["moves"]
    moves["seat"].append(names.index(target))
    for name in ("voluntary", "rank", "added", "misfit", "regression"):
        moves[name].append(0)
    moves["first"].append(moves["first"][-1] + 1)


def test_a_plan_of_the_data_is_lawful_and_optimal(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    assert made.certificate["totals"]["moves"] >= 2
    assert made.certificate["totals"]["wishes"] == [0, 1, 0]
    found = report(made, tmp_path, data)
    assert failed(found) == set()
    assert found.status is Status.LAWFUL


def test_nobody_is_forced_under_a_voluntary_policy(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data, voluntary_only=True)
    assert made.certificate["totals"]["moves"] == 1
    assert report(made, tmp_path, data).status is Status.LAWFUL
    pretends = {"voluntary_only": True, "name": "lain"}
    made = planned(data, change=lambda one: one["policy"].update(pretends))
    assert failed(report(made, tmp_path, data)) == {"data.arcs"}


def with_groups(whole: Json) -> None:
    family = analis(whole)
    at = {one["id"]: number for number, one in enumerate(family["seats"])}
    own = [at[name] for name in ("A|analis", "B|analis", "B|perencana")]
    family["groups"] = [
        {"name": "K1", "seats": own, "maximum": 9},
        {"name": "A", "seats": own, "maximum": 8},
        {"name": "semua", "seats": sorted(at.values()), "maximum": 9},
    ]


def test_local_parameters_are_followed(tmp_path: Path) -> None:
    local = tmp_path / "local.yaml"
    local.write_text(LOCAL)
    data = office(tmp_path)
    made = planned(data, local, with_groups)
    assert failed(report(made, tmp_path, data, local)) == set()
    assert "data.local" in failed(report(made, tmp_path, data))
    without = planned(data, local)
    assert failed(report(without, tmp_path, data, local)) == {"data.caps"}


def test_data_with_errors_is_refused(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    made.write(tmp_path)
    office(tmp_path, [("P1", "Z", "analis", {})])
    assert failed(verify(tmp_path, data=[data])) == {"data"}


def test_a_broken_local_file_is_refused(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    local = tmp_path / "local.yaml"
    local.write_text("wish_ranks: {value: many, source: uji}")
    assert failed(report(made, tmp_path, data, local)) == {"data"}


def test_other_data_is_told_by_its_checksum(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    office(tmp_path, [*PEOPLE, ("P9", "A", "arsiparis", {"status": "non_asn"})])
    assert failed(report(made, tmp_path, data)) == {"data.checksum"}


def test_a_problem_without_families_may_not_hide_moves(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data, change=lambda whole: whole["families"].clear())
    assert failed(report(made, tmp_path, data)) == {"data.arcs"}


def test_a_problem_of_people_who_may_not_move_has_no_family(tmp_path: Path) -> None:
    data = office(tmp_path, [one for one in PEOPLE if one[0] in ("P3", "P8")])
    made = planned(data)
    assert made.problem["families"] == []
    assert report(made, tmp_path, data).status is Status.LAWFUL


def test_files_of_no_problem_are_not_held_against_data(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    made.problem["format"] = "?"
    found = report(made, tmp_path, data)
    assert found["data.arcs"].verdict is Verdict.SKIPPED


SPOILT: dict[str, tuple[str, Callable[[Json], object]]] = {
    "another need": ("data.seats", lambda w: place(w, "B|analis").update(need=[5, 2])),
    "a need that is not known": (
        "data.seats",
        lambda w: place(w, "D|analis").update(need=[1, 1]),
    ),
    "another minimum": ("data.seats", lambda w: place(w, "B|analis").update(minimum=0)),
    "no maximum": ("data.seats", lambda w: place(w, "B|analis").update(maximum=None)),
    "another weight": ("data.seats", lambda w: place(w, "B|analis").update(weight=2)),
    "one more present": (
        "data.seats",
        lambda w: place(w, "A|analis").update(present=5, fixed=2),
    ),
    "others not there": ("data.seats", lambda w: place(w, "C|analis").update(others=0)),
    "a seat more": (
        "data.seats",
        lambda w: analis(w)["seats"].append(
            {**place(w, "D|analis"), "id": "E|analis", "present": 0, "fixed": 0}
        ),
    ),
    "a cap on leaving": (
        "data.caps",
        lambda w: place(w, "A|analis").update(may_leave=1),
    ),
    "a cap on a group": (
        "data.caps",
        lambda w: analis(w)["groups"].append(
            {"name": "g", "seats": [0, 1], "maximum": 9}
        ),
    ),
    "a person of no name": (
        "data.people",
        lambda w: analis(w)["people"]["id"].__setitem__(0, pseudonym("P99")),
    ),
    "a person elsewhere": (
        "data.people",
        lambda w: analis(w)["people"]["id"].__setitem__(0, pseudonym("P7")),
    ),
    "an arc is missing": ("data.arcs", lambda w: drop_move(w, 0)),
    "an arc of somebody who may not": (
        "data.arcs",
        lambda w: enlist(w, "P3", "A|analis", "B|perencana"),
    ),
    "somebody who may not moves": (
        "data.moves",
        lambda w: enlist(w, "P3", "A|analis", "B|perencana"),
    ),
    "a shorter way": (
        "data.arcs",
        lambda w: all_moves(w, added=0),
    ),
    "a better fit": (
        "data.arcs",
        lambda w: all_moves(w, misfit=9),
    ),
    "every move a wish": (
        "data.arcs",
        lambda w: all_moves(w, voluntary=1),
    ),
    "another rank": (
        "data.arcs",
        lambda w: analis(w)["moves"].update(
            rank=[n and 1 for n in analis(w)["moves"]["rank"]]
        ),
    ),
    "another seed": ("data.local", lambda w: w.update(seed="lain")),
    "fewer wishes": ("data.local", lambda w: w.update(wish_ranks=2)),
}


@pytest.mark.parametrize("name", SPOILT)
def test_is_refused(name: str, tmp_path: Path) -> None:
    key, spoil = SPOILT[name]
    data = office(tmp_path)
    made = planned(data, change=spoil)
    assert verify(made.write(tmp_path)).status is Status.OPTIMAL
    found = verify(tmp_path, data=[data])
    assert key in failed(found)
    assert {one.split(".")[0] for one in failed(found)} == {"data"}


def test_a_move_of_nobody_in_the_data_is_refused(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    made.plan["moves"][0]["person_id"] = "P99"
    assert failed(report(made, tmp_path, data)) == {"pseudonyms", "data.moves"}


TOLD: dict[str, Callable[[Json], object]] = {
    "another day of the data": lambda p: p["data"].update(taken="2026-01-02"),
    "another institution": lambda p: p["data"].update(institution="Lain"),
    "head counts": lambda p: p["data"].update(head_count_mode=True),
    "fewer are kept from moving": lambda p: p["lost"].pop(),
    "nobody is kept from moving": lambda p: p.pop("lost"),
    "a longer way": lambda p: p["moves"][0].update(km=p["moves"][0]["km"] + 0.1),
    "no way": lambda p: p["moves"][0].update(km=None),
    "another home": lambda p: p["moves"][0].update(estimated_home=True),
    "no minutes before": lambda p: p["moves"][0].update(minutes_before=None),
    "no minutes after": lambda p: p["moves"][0].update(minutes_after=None),
    "later by as much": lambda p: [
        p["moves"][0].update({name: p["moves"][0][name] + 3})
        for name in ("minutes_before", "minutes_after")
    ],
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_for_readers_is_of_the_data(name: str, tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    TOLD[name](made.plan)
    assert verify(made.write(tmp_path)).status is Status.OPTIMAL
    assert failed(verify(tmp_path, data=[data])) == {"data.told"}


def test_where_no_place_is_known_no_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("latitude", "longitude"):
        monkeypatch.delitem(SIMPLE, f"home_{name}")
    monkeypatch.setattr(
        "tests.verify.office.UNITS",
        [
            {name: fact for name, fact in unit.items() if not name.startswith("l")}
            for unit in UNITS
        ],
    )
    local = tmp_path / "local.yaml"
    local.write_text("max_distance_km: {value: null, source: uji}\n")
    data = office(tmp_path)
    made = planned(data, local)
    for move in made.plan["moves"]:
        move.update(km=None, minutes_before=None, minutes_after=None)
        move.update(estimated_home=True)
    assert made.plan["moves"]
    assert report(made, tmp_path, data, local).status is Status.LAWFUL
    made.plan["moves"][0].update(km=0.0)
    assert failed(report(made, tmp_path, data, local)) == {"data.told"}


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    data = office(tmp_path)
    stages: list[str] = []
    verify(
        planned(data).write(tmp_path),
        data=[data],
        progress=lambda stage, done, total: stages.append(stage),
    )
    assert list(dict.fromkeys(stages)) == [
        *("files", "proof", "read", "workload", "rules", "data"),
    ]


@pytest.mark.parametrize("entry", ["to_unit", "to_job"])
def test_a_move_to_a_place_not_in_the_data_is_refused(
    entry: str, tmp_path: Path
) -> None:
    data = office(tmp_path)
    made = planned(data)
    made.plan["moves"][0][entry] = "Z"
    assert "data.moves" in failed(report(made, tmp_path, data))


def test_a_move_into_another_family_is_refused(tmp_path: Path) -> None:
    data = office(tmp_path)
    made = planned(data)
    made.plan["moves"][0].update(to_unit="A", to_job="arsiparis")
    assert "plan.moves" in failed(report(made, tmp_path, data))


def test_what_no_check_reaches_is_named(tmp_path: Path) -> None:
    data = office(tmp_path)
    folder = planned(data).write(tmp_path)
    alone, with_data = verify(folder), verify(folder, data=[data])
    assert "local" in alone.unchecked
    assert with_data.unchecked == (
        *("flags", "summary.greedy", "unconfirmed", "versions"),
    )
    with speaking("en"):
        assert str(alone.reserve).endswith("summary.greedy, unconfirmed, versions.")
    spoilt = planned(data)
    spoilt.plan["seed"] = "lain"
    refused = verify(spoilt.write(tmp_path))
    assert refused.unchecked == ()
    assert refused.reserve is None
