"""Ask for what is reckoned beside plans, and keep it: extremes, the curve."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.language import speaking
from seimbang.plan import Plan as Made
from seimbang.plan import policy, write
from seimbang.plan.balance import balance_goals
from seimbang.plan.extreme import EXTREMES
from seimbang.plan.regency import frontier
from seimbang.plan.run import judged, plan_judged
from seimbang.report.curve import curve_of
from seimbang_web.audit.actions import record
from seimbang_web.comparison import convert
from seimbang_web.comparison.models import Extreme, Frontier
from seimbang_web.jobs.actions import ask
from seimbang_web.jobs.models import Job
from seimbang_web.jobs.registry import FailedError, Handle, kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.plans.given import local_for, snapshot_for
from seimbang_web.plans.models import Plan
from seimbang_web.plans.solve import LANGUAGE
from seimbang_web.plans.store import whatif_of
from seimbang_web.regulations.queries import law

EXTREMES_KIND = "comparison.extremes"
FRONTIER_KIND = "comparison.frontier"
LONGEST = 120.0  # seconds for each extreme where limits tie families together


def last_job(kind: str, plan: Plan) -> Job | None:
    """Return the last job of this kind for the plan; None: it was never asked."""
    return Job.objects.filter(kind=kind, argument__plan=plan.pk).first()


@transaction.atomic
def ask_extremes(*, plan: Plan, actor: Any, now: datetime) -> Job:
    """
    Queue the best plan of each criterion on the ground of ``plan``.

    :raises ActError: when they are being reckoned, or are there already.
    """
    there = Extreme.objects.filter(ground=convert.ground_of(plan))
    if there.count() == len(EXTREMES):
        raise ActError(_("The extremes of these data are there already."))
    return _ask(EXTREMES_KIND, plan, "compare.extremes", actor, now)


@transaction.atomic
def ask_frontier(*, plan: Plan, actor: Any, now: datetime) -> Job:
    """
    Queue the curve of the problem of ``plan``.

    :raises ActError: when it is being reckoned, is there, or the policy has no balance.
    """
    problem = whatif_of(plan).problem
    if not balance_goals(problem.policy):
        raise ActError(_("This policy has no goal of balance, so it has no curve."))
    digest = convert.record_of(plan)["problem_sha256"]
    if Frontier.objects.filter(problem=digest).exists():
        raise ActError(_("The curve of this plan is there already."))
    return _ask(FRONTIER_KIND, plan, "compare.frontier", actor, now)


def _ask(kind: str, plan: Plan, act: str, actor: Any, now: datetime) -> Job:
    Plan.objects.select_for_update().get(pk=plan.pk)  # one asks at a time
    job = last_job(kind, plan)
    if job is not None and job.open:
        raise ActError(_("This is being reckoned already: wait a little."))
    asked = ask(kind=kind, argument={"plan": plan.pk}, actor=actor, now=now)
    record(actor=actor, act=act, subject=f"plan:{plan.pk}", now=now)
    return asked


@kind(EXTREMES_KIND)
def extremes_job(handle: Handle, *, plan: int) -> int:
    """Reckon the extremes that are not there yet; return how many were kept."""
    row = Plan.objects.select_related("version", "local").get(pk=plan)
    ground = convert.ground_of(row)
    there = set(Extreme.objects.filter(ground=ground).values_list("policy", flat=True))
    missing = [name for name in EXTREMES if name not in there]
    kept = 0
    for made in _extremes(row, missing, handle):
        keep_extreme(plan=row, ground=ground, made=made, now=clock.now())
        kept += 1
    return kept


def _extremes(plan: Plan, names: list[str], handle: Handle) -> Iterator[Made]:
    """Yield the plan of each policy; workload and rules are reckoned once."""
    snapshot, local = snapshot_for(plan), local_for(plan)
    with speaking(LANGUAGE):
        needs, allowed = judged(
            snapshot, law=law(), local=local, day=plan.day, progress=handle.progress
        )
        for done, name in enumerate(names):
            handle.progress("extremes", done, len(names))
            yield plan_judged(
                snapshot,
                needs,
                allowed,
                law=law(),
                local=local,
                policy=policy(name),
                day=plan.day,
                options=plan.inputs["options"],
                time_limit=plan.inputs["time_limit"] or LONGEST,
                progress=handle.progress,
            )


@transaction.atomic
def keep_extreme(*, plan: Plan, ground: str, made: Made, now: datetime) -> None:
    """Keep one extreme; the first that is there stays."""
    with tempfile.TemporaryDirectory() as name:
        content = write(made, Path(name)) if made.made else {}
    Extreme.objects.get_or_create(
        ground=ground,
        policy=made.policy.name,
        defaults={
            "version": plan.version,
            "local": plan.local,
            "status": made.status.value,
            "record": convert.packed(content) if content else b"",
            "made_at": now,
        },
    )


@kind(FRONTIER_KIND)
def frontier_job(handle: Handle, *, plan: int) -> int:
    """Reckon the curve of a plan's problem; return how many points it has."""
    row = Plan.objects.select_related("version", "local").get(pk=plan)
    folder = whatif_of(row)
    if not balance_goals(folder.problem.policy):
        raise FailedError(_("This policy has no goal of balance, so it has no curve."))
    found = frontier(folder.problem, progress=handle.progress)
    curve = curve_of(found, [one.at for one in folder.solutions])
    handle.progress("keep", 0, 1)
    Frontier.objects.get_or_create(
        problem=folder.plan["problem_sha256"],
        defaults={"content": convert.stored(curve), "made_at": clock.now()},
    )
    return len(curve.rows)
