"""plan.json: the plan with people's internal ids; no name, no NIP."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from seimbang.law import Law, Local
from seimbang.law.standing import is_open
from seimbang.plan.certificate import certificate, refusal, versions
from seimbang.plan.problem import compressed, digest
from seimbang.plan.rows import gap_rows, limit_rows, move_rows, seat_rows, ways
from seimbang.plan.run import Plan
from seimbang.plan.summary import summary
from seimbang.plan.told import people
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
    if plan.made:
        proof = certificate(problem, checksum, plan.solutions, plan.linked)
    else:
        proof = refusal(problem, checksum, plan.status.value, str(plan.reason))
    record = _record(plan, checksum)
    write_json(folder / "certificate.json", proof)
    write_json(folder / "plan.json", record)
    return record


def write_json(path: Path, value: Any) -> None:
    """Write canonical JSON; exact ratios may have more digits than Python prints."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    path.write_text(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    sys.set_int_max_str_digits(most)


def _record(plan: Plan, checksum: str) -> dict[str, Any]:
    snapshot, problem = plan.snapshot, plan.round.problem
    ids = people(problem)
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
        "options": dict(plan.options),
        "limits": list(limit_rows(problem, plan.solutions, ids)),
        "longest_chain": problem.longest_chain,
        "gaps": list(gap_rows(plan.linked)),
        "summary": summary(problem, plan.solutions if plan.made else ()),
        "flags": _flags(plan),
        "unconfirmed": unconfirmed(plan.law, plan.local, plan.day),
        "lost": plan.eligibility.lost().to_dicts(),
        "moves": list(move_rows(problem, plan.solutions, ids, _ways(plan))),
        "seats": list(seat_rows(problem, plan.solutions)),
    }


def unconfirmed(law: Law, local: Local, day: date) -> list[dict[str, Any]]:
    """Return the law of the gates that nobody has compared with the official text."""
    ground = Ground(law, local, day)
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


def _ways(plan: Plan) -> Iterator[dict[int, dict[str, Any]]]:
    """Yield minutes and km of each mover, from home, a family."""
    for solution in plan.solutions:
        rows = plan.round.rows[solution.family.name]
        movers = rows.people[solution.movers]
        yield ways(plan.eligibility, solution, movers, rows.seats)


def read_json(path: Path) -> Any:
    """Return what a file of a plan says; its ratios may have very many digits."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    content = json.loads(path.read_text(encoding="utf-8"))
    sys.set_int_max_str_digits(most)
    return content
