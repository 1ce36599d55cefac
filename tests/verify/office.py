"""
A small invented office on disk, and its problem made pair by pair.

The problem follows from the answers of the rules by plain loops; :mod:`.reference`
plans it. So the checker meets data, problem and plan that it had no part in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from seimbang.intake import read, write_workbook
from seimbang.law import Law, Local
from seimbang.model.tables import TABLE
from seimbang.rules import Eligibility, eligibility
from seimbang.workload import requirements
from tests.verify.reference import Files, Json, files, problem, pseudonym
from tests.verify.tied import tied_files

DAY = date(2026, 1, 1)
SIMPLE = {
    "status": "pns", "name": "Orang", "sex": "female", "birth_on": date(1985, 5, 5),
    "grade": "III/b", "education": "40", "major": "Akuntansi", "level": "Ahli Pertama",
    "pns_since": date(2010, 3, 1), "job_since": date(2015, 3, 1),
    "unit_since": date(2015, 3, 1), "home_latitude": -1.70, "home_longitude": 103.10,
    "performance_last": "good", "performance_before": "very_good",
    "discipline": "none", "leave": "none",
}  # fmt: skip
PLACES = [
    {"place_id": "K1", "name": "Satu", "kind": "district"},
    {"place_id": "K2", "name": "Dua", "kind": "district"},
]
UNITS = [
    {"unit_id": "A", "district_id": "K1", "latitude": -1.70, "longitude": 103.10},
    {"unit_id": "B", "district_id": "K1", "latitude": -1.75, "longitude": 103.15,
     "agency_id": "A"},
    {"unit_id": "C", "district_id": "K2", "latitude": -1.80, "longitude": 103.20},
    {"unit_id": "D", "district_id": "K2", "latitude": -1.80, "longitude": 103.20},
]  # fmt: skip
JOBS = [
    {"job_id": "analis", "family": "analis"},
    {"job_id": "perencana", "family": "analis"},
    {"job_id": "arsiparis", "family": "arsip"},
]
NEEDS = [
    ("A", "analis", 2, 1), ("B", "analis", 3, 2), ("B", "perencana", 1, 1),
    ("C", "analis", 1, 1), ("A", "arsiparis", 1, 1), ("B", "arsiparis", 1, 1),
]  # fmt: skip
PEOPLE = [
    ("P1", "A", "analis", {}), ("P2", "A", "analis", {}),
    ("P3", "A", "analis", {"job_since": date(2025, 6, 1)}), ("P4", "A", "analis", {}),
    ("P5", "B", "analis", {}), ("P6", "C", "analis", {"status": "non_asn"}),
    ("P7", "D", "analis", {}),
    ("P8", "A", "arsiparis", {"job_since": date(2025, 6, 1)}),
]  # fmt: skip


def frame(name: str, rows: list[Json]) -> pl.DataFrame:
    schema = TABLE[name].schema()
    return pl.DataFrame(
        [{c: row.get(c) for c in schema} for row in rows], schema=schema
    )


def office(
    folder: Path, people: Any = PEOPLE, pins: Any = (), places: Any = None
) -> Path:
    """Write the tables and return their folder."""
    units = [
        {"name": f"Unit {u['unit_id']}", "kind": "badan", **u} for u in places or UNITS
    ]
    jobs = [{"name": job["job_id"], "kind": "functional", **job} for job in JOBS]
    needs = [
        {
            "unit_id": unit,
            "job_id": job,
            "need_num": num,
            "need_den": den,
            "source": "uji",
        }
        for unit, job, num, den in NEEDS
    ]
    rows = [
        {**SIMPLE, "person_id": one, "unit_id": unit, "job_id": job, **facts}
        for one, unit, job, facts in people
    ]
    tables = {
        "info": [{"key": "tanggal_data", "value": "2026-01-01"}],
        "places": PLACES, "units": units, "jobs": jobs, "needs": needs, "people": rows,
        "positions": [
            {"unit_id": "B", "job_id": "analis", "establishment": 2, "minimum": 1}
        ],
        "pins": [{"reason": "uji", **pin} for pin in pins],
        "wishes": [
            {"person_id": one, "rank": 2, "kind": "unit", "target_id": "C"}
            for one, *_ in people if one == "P2"
        ],
    }  # fmt: skip
    target = folder / "data"
    frames = {name: frame(name, found) for name, found in tables.items()}
    write_workbook(frames, target, "parquet")
    return target


def planned(
    data: Path,
    local_file: Path | None = None,
    change: Callable[[Json], object] = lambda whole: None,
    voluntary_only: bool = False,
) -> Files:
    """Return the files of the best plan; ``change`` spoils the problem before."""
    snapshot = read([data]).snapshot
    assert snapshot is not None
    law, local = Law.load(), Local.load(local_file)
    needs = requirements(snapshot, law, local, DAY)
    answers = eligibility(snapshot, needs, law, local, DAY)
    families = [
        one
        for name in ("analis", "arsip")
        if (one := _family(name, needs.positions, answers, local, voluntary_only))
    ]
    whole = problem(families)
    whole["wish_ranks"] = local.wish_ranks
    whole["seed"] = local.round_seed
    if voluntary_only:
        whole["policy"].update(name="sukarela", voluntary_only=True)
    change(whole)
    names = {pseudonym(name): name for name in answers.people["person_id"]}
    made = tied_files(whole, names) if "limits" in whole else files(whole, names)
    made.plan["local"] = local.as_dict()
    made.plan["data"] = {
        "checksum": snapshot.checksum,
        "taken": "2026-01-01",
        "institution": "",
        "head_count_mode": False,
    }
    made.plan["lost"] = answers.lost().to_dicts()
    for move in made.plan["moves"]:
        _ways(move, needs.positions, answers)
    return made


def _ways(move: Json, positions: pl.DataFrame, answers: Eligibility) -> None:
    row = answers.people["person_id"].to_list().index(move["person_id"])
    seats = positions.select("unit_id", "job_id").rows()
    pair = answers.pairs(
        np.array([row]), np.array([seats.index((move["to_unit"], move["to_job"]))])
    )
    move["minutes_before"] = int(pair.minutes_before[0])
    move["minutes_after"] = int(pair.minutes[0, 0])
    if max(0, move["minutes_after"] - move["minutes_before"]) != move["added"]:
        move["minutes_after"] = move["minutes_before"] + move["added"]  # as spoilt
    move["km"] = round(float(pair.km[0, 0]), 1)
    move["estimated_home"] = bool(pair.estimated_home.flat[0])


def _family(
    name: str,
    positions: pl.DataFrame,
    answers: Eligibility,
    local: Local,
    voluntary_only: bool,
) -> Json | None:
    seats = [
        (at, row)
        for at, row in enumerate(positions.iter_rows(named=True))
        if row["family"] == name
    ]
    people, moves = [], []
    for row, person in enumerate(answers.people.iter_rows(named=True)):
        if person["family"] == name and person["counted"]:
            own = _moves(row, [at for at, _ in seats], answers, voluntary_only)
            if own:
                people.append((person, own))
                moves += own
    if not people:
        return None
    order = [(row["unit_id"], row["job_id"]) for _, row in seats]
    homes = [order.index((one["unit_id"], one["job_id"])) for one, _ in people]
    facts = ("seat", "voluntary", "rank", "added", "misfit", "regression")
    starts = np.cumsum([0, *(len(own) for _, own in people)]).tolist()
    return {
        "family": name,
        "seats": [
            _seat(row, homes.count(at), local) for at, (_, row) in enumerate(seats)
        ],
        "groups": [],
        "people": {"id": [pseudonym(p["person_id"]) for p, _ in people], "seat": homes},
        "moves": {
            "first": starts,
            **{fact: [move[fact] for move in moves] for fact in facts},
        },
    }


def _moves(
    row: int, seats: list[int], answers: Eligibility, voluntary_only: bool
) -> list[Json]:
    moves = []
    for index, at in enumerate(seats):
        pair = answers.pairs(np.array([row]), np.array([at]))
        voluntary = bool(pair.allowed_voluntary[0, 0])
        if voluntary or (pair.allowed_compulsory[0, 0] and not voluntary_only):
            longer = int(pair.minutes[0, 0]) - int(pair.minutes_before[0])
            moves.append(
                {
                    "seat": index,
                    "voluntary": int(voluntary),
                    "rank": int(pair.wish_rank[0, 0]) if voluntary else 0,
                    "added": max(0, longer),
                    "misfit": int(pair.misfit[0, 0]),
                    "regression": int(pair.regression[0, 0]),
                }
            )
    return moves


def _seat(row: Json, movers: int, local: Local) -> Json:
    need, share = row["need_num"], local.share_leaving_percent
    return {
        "id": f"{row['unit_id']}|{row['job_id']}",
        "need": None if need is None else [need, row["need_den"]],
        "minimum": row["minimum"],
        "maximum": row["establishment"],
        "weight": local.service_weights.get(row["family"], 1),
        "present": row["present"],
        "others": row["shown"],
        "fixed": row["present"] - movers,
        "may_leave": None if share is None else max(1, row["present"] * share // 100),
    }
