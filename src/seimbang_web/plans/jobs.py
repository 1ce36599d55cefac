"""The solver's job: a plan that was asked for becomes an immutable plan."""

from __future__ import annotations

import hashlib
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from seimbang.plan.side import LinkedProof
from seimbang.plan.side.linked import Told, quiet
from seimbang_web.audit.actions import record
from seimbang_web.jobs.models import Job as Work
from seimbang_web.jobs.models import State
from seimbang_web.jobs.registry import Handle, kind
from seimbang_web.lib import clock
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.models import Move, Plan, PlanFile
from seimbang_web.plans.solve import Answer, Progress, silent, solve
from seimbang_web.workloads import actions as words

SOLVE = "plan.solve"
BATCH = 500
SOLVING = ("families", "linked")  # stages of the core that are one to people
LOOK = 1.0  # seconds between two looks whether the solver is free


@kind(SOLVE)
def solve_job(handle: Handle, *, plan: int) -> int:
    """Solve a plan as a job; return its id. One solver works at a time."""
    row = Plan.objects.select_related("version", "local", "work").get(pk=plan)
    while _others(row):
        handle.progress("queue", 0, 1)
        time.sleep(LOOK)

    def progress(stage: str, done: int, total: int) -> None:
        handle.progress("solve" if stage in SOLVING else stage, done, total)

    def told(proof: LinkedProof) -> None:
        handle.note(
            goal=proof.goal,
            rank=proof.rank,
            value=[proof.value, proof.scale],
            bound=[proof.bound.numerator, proof.bound.denominator * proof.scale],
            closed=proof.closed,
        )

    solved(row, actor=handle.actor, progress=progress, told=told)
    return row.pk


def solved(
    plan: Plan, *, actor: Any, progress: Progress = silent, told: Told = quiet
) -> None:
    """Solve ``plan`` and keep what came out; a plan that is solved stays as it is."""
    if plan.solved_at is not None:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answer = solve(plan, folder, progress, told)
        progress("keep", 0, 1)
        keep(plan, answer, folder, actor=actor, now=clock.now())


@transaction.atomic
def keep(
    plan: Plan, answer: Answer, folder: Path, *, actor: Any, now: datetime
) -> None:
    """Write files, moves and figures of a solved plan; from now on it is immutable."""
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if row.solved_at is not None:
        return
    files = [_file(plan, path) for path in sorted(folder.iterdir())]
    PlanFile.objects.bulk_create(files)
    if answer.made.made:
        moves = _moves(plan, answer.record["moves"])
        Move.objects.bulk_create(moves, batch_size=BATCH)
    digest = next(one.digest for one in files if one.name == "plan.json")
    plan.status = answer.record["status"]
    plan.reason = None if answer.made.reason is None else words.told(answer.made.reason)
    plan.problems = [words.problem_told(one) for one in answer.made.problems]
    plan.summary = answer.record["summary"]
    plan.findings = [
        {language: words.told(one) for language, one in both.items()}
        for both in answer.findings
    ]
    plan.seed = answer.record["seed"]
    plan.digest = digest
    plan.solved_at = now
    plan.save()
    record(
        actor=actor,
        act="plan.solved",
        subject=f"plan:{plan.pk}",
        now=now,
        content={
            "status": plan.status,
            "digest": digest,
            "moves": len(answer.record["moves"]),
        },
    )


def _others(plan: Plan) -> bool:
    """Tell whether another solver, asked before, still works."""
    if plan.work is None:
        return False
    before = Work.objects.filter(kind=SOLVE, pk__lt=plan.work.pk)
    return before.filter(state=State.RUNNING).exists()


def _file(plan: Plan, path: Path) -> PlanFile:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return PlanFile(plan=plan, name=path.name, content=content, digest=digest)


def _moves(plan: Plan, rows: list[dict[str, Any]]) -> list[Move]:
    units = dict(Unit.objects.values_list("code", "pk"))
    jobs = dict(Job.objects.values_list("code", "pk"))
    people = dict(Person.objects.values_list("ref", "pk"))
    return [
        Move(
            plan=plan,
            person_id=people[row["person_id"]],
            from_unit_id=units[row["from_unit"]],
            from_job_id=jobs[row["from_job"]],
            to_unit_id=units[row["to_unit"]],
            to_job_id=jobs[row["to_job"]],
            voluntary=row["voluntary"],
            rank=row["rank"] or None,
            family=row["family"],
            chain=row["chain"],
            step=row["step"],
            added_minutes=row["added"],
            km_milli=None if row["km"] is None else round(row["km"] * 1000),
            row=row,
        )
        for row in rows
    ]
