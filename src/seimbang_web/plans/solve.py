"""Solve a plan with the core: all its files into a folder, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from seimbang.explain import write_reasons
from seimbang.language import LANGUAGES, Text, speaking
from seimbang.plan import Plan as Made
from seimbang.plan import make_plan, write
from seimbang.plan.side.linked import Told, quiet
from seimbang.relief import write_relief
from seimbang.report import write_report
from seimbang.report.finding import findings
from seimbang_web.plans.again import prepared
from seimbang_web.plans.given import local_for, policy_for, snapshot_for
from seimbang_web.plans.models import Plan
from seimbang_web.regulations.queries import law

LANGUAGE = "id"  # of the files: the office's, whoever asks
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Answer:
    """
    What the core made, what plan.json says of it, the findings of the report.

    Findings stand in each language: their numbers are written as it writes them.
    """

    made: Made
    record: dict[str, Any]
    findings: tuple[Mapping[str, Text], ...] = ()


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def solve(
    plan: Plan, folder: Path, progress: Progress = silent, told: Told = quiet
) -> Answer:
    """
    Write the files of ``plan`` into ``folder``; return what came out.

    ``told`` hears of each goal settled where limits tie families together.
    """
    with speaking(LANGUAGE):
        answer = compute(plan, folder, progress, told)
        if not answer.made.made:
            return answer
        return replace(answer, findings=_explain(answer, folder, progress))


def compute(
    plan: Plan, folder: Path, progress: Progress = silent, told: Told = quiet
) -> Answer:
    """Write plan.json, problem.json.gz and certificate.json of ``plan``."""
    inputs = plan.inputs
    with speaking(LANGUAGE):
        made = make_plan(
            snapshot_for(plan),
            law=law(),
            local=local_for(plan),
            policy=policy_for(plan),
            day=plan.day,
            options=inputs["options"],
            time_limit=inputs["time_limit"],
            prepared=prepared(plan),
            progress=progress,
            told=told,
        )
        return Answer(made, write(made, folder))


def _explain(
    answer: Answer, folder: Path, progress: Progress
) -> tuple[Mapping[str, Text], ...]:
    """Write reasons, relief and report; return the findings of the report."""
    progress("reasons", 0, 1)
    reasons = write_reasons(answer.made, answer.record, folder)
    progress("relief", 0, 1)
    relief = write_relief(answer.made, answer.record, folder)
    progress("report", 0, 1)
    problems = answer.made.problems
    content = write_report(
        answer.made, answer.record, reasons, problems, folder, relief
    )
    said: list[list[Text]] = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(list(findings(content)))
    return tuple(
        dict(zip(LANGUAGES, one, strict=True)) for one in zip(*said, strict=True)
    )
