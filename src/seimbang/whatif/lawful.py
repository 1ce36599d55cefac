"""What the rules say of a move that nobody may make, from the data of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from seimbang.language import text
from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.build import seat_id
from seimbang.plan.lexicographic import Solution
from seimbang.plan.rows import ways
from seimbang.rules import COMPULSORY, VOLUNTARY, Eligibility, Verdict, eligibility
from seimbang.whatif.folder import Folder, FolderError
from seimbang.workload import requirements


def judge(folder: Folder, snapshot: Snapshot, law: Law, local: Local) -> Eligibility:
    """
    Return the answers of the rules on the day of the plan.

    :raises FolderError: when the data are not those the plan was made of.
    """
    if snapshot.checksum != folder.plan["data"]["checksum"]:
        raise FolderError(
            text(
                "These are not the data the plan in {folder} was made of: run "
                "`seimbang plan` again, or give those data.",
                folder=folder.path.name,
            )
        )
    day = date.fromisoformat(folder.plan["day"])
    needs = requirements(snapshot, law, local, day)
    return eligibility(snapshot, needs, law, local, day)


def forbidding(
    answers: Eligibility, person_id: str, unit_id: str, *, voluntary_only: bool = False
) -> list[str]:
    """
    Return the keys of the rules that forbid the person to be moved there.

    Those that hold a compulsory move; a voluntary one where the policy moves nobody
    without a wish.
    """
    mode = VOLUNTARY if voluntary_only else COMPULSORY
    return [
        one.rule
        for one in answers.findings(person_id, unit_id)
        if one.role == "gate" and mode in one.modes and one.verdict is not Verdict.PASS
    ]


def ways_of(
    folder: Folder, answers: Eligibility, solutions: Sequence[Solution]
) -> Iterator[Mapping[int, Mapping[str, Any]]]:
    """Yield minutes and km of each mover, from home, a family."""
    row = {
        seat_id(unit, job): at
        for at, (unit, job) in enumerate(
            answers.positions.select("unit_id", "job_id").iter_rows()
        )
    }
    for family, solution in enumerate(solutions):
        ids = (folder.person_id(family, one) for one in solution.movers.tolist())
        people = np.array([answers.row(one) for one in ids], np.int64)
        seats = np.array([row[name] for name in solution.family.seats.id], np.int64)
        yield ways(answers, solution, people, seats)
