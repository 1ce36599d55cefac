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
from seimbang.whatif.folder import NAMES, NAMES_FORMAT, Folder
from seimbang.whatif.replan import Replan

WAY = ("minutes_before", "minutes_after", "km", "estimated_home")
Ways = Mapping[tuple[str, str, str], Mapping[str, Any]]  # pseudonym, unit, job → way


def write(folder: Folder, again: Replan, out: Path) -> dict[str, Any]:
    """
    Write the plan made anew into ``out``; return what plan.json says.

    Of a move that the old plan did not have, the way from home is not known.

    :raises NoPlanError: when somebody moves whom the files do not name.
    """
    problem, solved = again.problem, again.solved
    content = problem.as_json()
    checksum = digest(content)
    (out / "problem.json.gz").write_bytes(compressed(content))
    proof = certificate(problem, checksum, solved.solutions, solved.linked)
    write_json(out / "certificate.json", proof)
    record = _record(folder, again, checksum)
    write_json(out / "plan.json", record)
    people = sorted(folder.ids.values())
    names = {"format": NAMES_FORMAT, "people": people, "names": folder.names}
    write_json(out / NAMES, names)
    return record


def _record(folder: Folder, again: Replan, checksum: str) -> dict[str, Any]:
    problem, solutions = again.problem, again.solved.solutions
    ids = _movers(folder, solutions)
    ways = {
        (one["pseudonym"], one["to_unit"], one["to_job"]): {
            name: one[name] for name in WAY
        }
        for one in folder.plan["moves"]
    }
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
        "moves": list(move_rows(problem, solutions, ids, _details(solutions, ways))),
        "seats": list(seat_rows(problem, solutions)),
        "pins": [pin.as_dict() for pin in again.pins],
    }


def _movers(folder: Folder, solutions: tuple[Solution, ...]) -> dict[str, str]:
    return {
        solution.family.people[person]: folder.person_id(family, person)
        for family, solution in enumerate(solutions)
        for person in solution.movers.tolist()
    }


def _details(
    solutions: tuple[Solution, ...], ways: Ways
) -> Iterator[dict[int, Mapping[str, Any]]]:
    """Yield the way of each mover, a family; all null where it is not known."""
    unknown = dict.fromkeys(WAY)
    for solution in solutions:
        family = solution.family
        found = {}
        for person in solution.movers.tolist():
            seat = family.moves.seat[solution.at[person]]
            unit, job = family.seats.id[seat].split("|")
            found[person] = ways.get((family.people[person], unit, job), unknown)
        yield found


def _flags(folder: Folder, again: Replan) -> list[Any]:
    """Return the remarks on couples of whom nobody is treated otherwise than before."""
    changed = {
        folder.ids.get(folder.problem.families[one.family].people[one.person])
        for one in again.changes
    }
    return [flag for flag in folder.plan["flags"] if not changed & set(flag["people"])]
