"""plan.json: the plan with people's internal ids; no name, no NIP."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from seimbang.law.standing import is_open
from seimbang.plan.bare import Status
from seimbang.plan.build import Rows
from seimbang.plan.certificate import certificate, refusal, versions
from seimbang.plan.chain import chains
from seimbang.plan.lexicographic import Solution
from seimbang.plan.problem import compressed, digest
from seimbang.plan.run import Plan
from seimbang.plan.summary import decimal, summary
from seimbang.rules import RULES, Ground

FORMAT = "seimbang-plan/1"


def write(plan: Plan, folder: Path) -> dict[str, Any]:
    """
    Write problem.json.gz, certificate.json and plan.json; return what plan.json says.

    The same plan gives the same bytes.
    """
    problem = plan.round.problem
    content = problem.as_json()
    checksum = digest(content)
    (folder / "problem.json.gz").write_bytes(compressed(content))
    if plan.status is Status.OPTIMAL:
        proof = certificate(problem, checksum, plan.solutions)
    else:
        proof = refusal(problem, checksum, plan.status.value, str(plan.reason))
    record = _record(plan, checksum)
    _write_json(folder / "certificate.json", proof)
    _write_json(folder / "plan.json", record)
    return record


def _write_json(path: Path, value: Any) -> None:
    """Write canonical JSON; exact ratios may have more digits than Python prints."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    path.write_text(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    sys.set_int_max_str_digits(most)


def _record(plan: Plan, checksum: str) -> dict[str, Any]:
    snapshot = plan.snapshot
    return {
        "format": FORMAT,
        "status": plan.status.value,
        "reason": None if plan.reason is None else str(plan.reason),
        "day": plan.day.isoformat(),
        "policy": plan.policy.as_dict(),
        "seed": plan.round.problem.seed,
        "data": {
            "checksum": snapshot.checksum,
            "taken": None if snapshot.taken is None else snapshot.taken.isoformat(),
            "institution": snapshot.institution,
            "head_count_mode": snapshot.head_count_mode,
        },
        "versions": versions(),
        "problem_sha256": checksum,
        "pseudonym_salt": plan.round.salt,
        "local": plan.local.as_dict(),
        "summary": summary(plan),
        "flags": _flags(plan),
        "unconfirmed": _unconfirmed(plan),
        "lost": plan.eligibility.lost().to_dicts(),
        "moves": list(_moves(plan)),
        "seats": list(_seats(plan)),
    }


def _unconfirmed(plan: Plan) -> list[dict[str, Any]]:
    """Return the law of the gates that nobody has compared with the official text."""
    ground = Ground(plan.law, plan.local, plan.day)
    cited = {
        (citation.key, citation.source, citation.at): citation.as_dict()
        for rule in RULES
        if rule.role == "gate"
        for citation in rule.citations(ground)
        if is_open(citation.as_dict())
    }
    return [cited[key] for key in sorted(cited)]


def _flags(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "flag": "couple_separated" if couple.separated else "couple_not_together",
            "people": list(couple.people),
            "before": list(couple.before),
            "after": list(couple.after),
        }
        for couple in plan.couples
        if couple.broken
    ]


def _moves(plan: Plan) -> Iterator[dict[str, Any]]:
    number = 0
    for solution in plan.solutions:
        rows = plan.round.rows[solution.family.name]
        detail = _detail(plan, solution, rows)
        for chain in chains(solution):
            number += 1
            for step, person in enumerate(chain.people, start=1):
                yield {
                    **_move(plan, solution, person),
                    **detail[person],
                    "chain": number,
                    "step": step,
                    "closed": chain.closed,
                }


def _move(plan: Plan, solution: Solution, person: int) -> dict[str, Any]:
    family, move = solution.family, int(solution.at[person])
    from_unit, from_job = family.seats.id[family.origin[person]].split("|")
    to_unit, to_job = family.seats.id[family.moves.seat[move]].split("|")
    return {
        "person_id": plan.round.problem.names[family.name][person],
        "pseudonym": family.people[person],
        "family": family.name,
        "from_unit": from_unit,
        "from_job": from_job,
        "to_unit": to_unit,
        "to_job": to_job,
        "voluntary": bool(family.moves.voluntary[move]),
        "rank": int(family.moves.rank[move]),
        "added": int(family.moves.added[move]),
        "misfit": int(family.moves.misfit[move]),
        "regression": int(family.moves.regression[move]),
    }


def _detail(plan: Plan, solution: Solution, rows: Rows) -> dict[int, dict[str, Any]]:
    """Return minutes and km of each mover, from home."""
    movers = solution.movers
    if len(movers) == 0:
        return {}
    seats = solution.family.moves.seat[solution.at[movers]]
    pairs = plan.eligibility.pairs(rows.people[movers], rows.seats)
    return {
        int(person): {
            **_way(
                float(pairs.km[at, seat]),
                int(pairs.minutes_before[at]),
                int(pairs.minutes[at, seat]),
            ),
            "estimated_home": bool(pairs.estimated_home[at]),
        }
        for at, (person, seat) in enumerate(zip(movers, seats, strict=True))
    }


def _way(km: float, before: int, after: int) -> dict[str, Any]:
    """Return minutes and km; all null where there are no coordinates to measure."""
    if math.isnan(km):
        return {"minutes_before": None, "minutes_after": None, "km": None}
    return {"minutes_before": before, "minutes_after": after, "km": round(km, 1)}


def _seats(plan: Plan) -> Iterator[dict[str, Any]]:
    after = {solution.family.name: solution.staff for solution in plan.solutions}
    for family in plan.round.problem.families:
        staff = after.get(family.name, family.seats.present)
        for at, name in enumerate(family.seats.id):
            unit, job = name.split("|")
            need: Fraction | None = family.seats.need[at]
            yield {
                "seat": name,
                "unit_id": unit,
                "job_id": job,
                "family": family.name,
                "need": None if need is None else [need.numerator, need.denominator],
                "need_text": None if need is None else decimal(need),
                "minimum": int(family.seats.minimum[at]),
                "maximum": family.seats.maximum[at],
                "others": int(family.seats.others[at]),
                "before": int(family.seats.present[at]),
                "after": int(staff[at]),
            }


def read_json(path: Path) -> Any:
    """Return what a file of a plan says; its ratios may have very many digits."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    content = json.loads(path.read_text(encoding="utf-8"))
    sys.set_int_max_str_digits(most)
    return content
