"""
The folder of a plan made anew: problem, certificate and plan.json, from files alone.

What the old plan.json says of the data stays as it was. ``pins`` lists what was settled
by hand, so that an auditor sees why moves that the data allow are not in the problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from seimbang.plan.certificate import certificate, versions
from seimbang.plan.lexicographic import Solution
from seimbang.plan.problem import compressed, digest
from seimbang.plan.record import write_json
from seimbang.plan.rows import gap_rows, limit_rows, move_rows, seat_rows
from seimbang.plan.summary import summary
from seimbang.rules import Eligibility
from seimbang.whatif.folder import NAMES, NAMES_FORMAT, Folder
from seimbang.whatif.lawful import ways_of
from seimbang.whatif.replan import Replan
from seimbang.whatif.staff import destination_of

WAY = ("minutes_before", "minutes_after", "km", "estimated_home")


def write(
    folder: Folder, again: Replan, out: Path, answers: Eligibility | None = None
) -> dict[str, Any]:
    """
    Write the plan made anew into ``out``; return what plan.json says.

    ``answers``: the rules' on the data of the plan. Without them, the way from home is
    not known of a move that the old plan did not have.

    :raises NoPlanError: when somebody moves whom the files do not name.
    """
    problem, solved = again.problem, again.solved
    content = problem.as_json()
    checksum = digest(content)
    (out / "problem.json.gz").write_bytes(compressed(content))
    proof = certificate(problem, checksum, solved.solutions, solved.linked)
    write_json(out / "certificate.json", proof)
    record = _record(folder, again, checksum, answers)
    write_json(out / "plan.json", record)
    people = sorted(folder.ids.values())
    names = {"format": NAMES_FORMAT, "people": people, "names": folder.names}
    write_json(out / NAMES, names)
    return record


def _record(
    folder: Folder, again: Replan, checksum: str, answers: Eligibility | None
) -> dict[str, Any]:
    problem, solutions = again.problem, again.solved.solutions
    ids = _movers(folder, solutions)
    if answers is None:
        details = _known_ways(folder, solutions)
    else:
        details = ways_of(folder, answers, solutions)
    return {
        **folder.plan,
        "status": again.solved.status.value,
        "policy": problem.policy.as_dict(),
        "versions": versions(),
        "problem_sha256": checksum,
        "limits": list(limit_rows(problem, solutions, folder.ids)),
        "gaps": list(gap_rows(again.solved.linked)),
        "summary": summary(problem, solutions),
        "flags": _flags(folder, again),
        "moves": list(move_rows(problem, solutions, ids, details)),
        "seats": list(seat_rows(problem, solutions)),
        "pins": [pin.as_dict() for pin in again.pins],
    }


def _movers(folder: Folder, solutions: tuple[Solution, ...]) -> dict[str, str]:
    return {
        solution.family.people[person]: folder.person_id(family, person)
        for family, solution in enumerate(solutions)
        for person in solution.movers.tolist()
    }


def _known_ways(
    folder: Folder, solutions: tuple[Solution, ...]
) -> Iterator[Mapping[int, Mapping[str, Any]]]:
    """Yield the way of each mover, a family; all null where it is not known."""
    ways = {
        (one["pseudonym"], f"{one['to_unit']}|{one['to_job']}"): {
            name: one[name] for name in WAY
        }
        for one in folder.plan["moves"]
    }
    for solution in solutions:
        family = solution.family
        goes = destination_of(family, solution.at)
        yield {
            person: ways.get(
                (family.people[person], family.seats.id[goes[person]]),
                dict.fromkeys(WAY),
            )
            for person in solution.movers.tolist()
        }


def _flags(folder: Folder, again: Replan) -> list[Any]:
    """Return the remarks on couples of whom nobody is treated otherwise than before."""
    changed = {
        folder.ids.get(folder.problem.families[one.family].people[one.person])
        for one in again.changes
    }
    return [flag for flag in folder.plan["flags"] if not changed & set(flag["people"])]
