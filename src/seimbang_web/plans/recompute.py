"""Compute a plan again from what was kept: is it the same, byte for byte?"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

import seimbang
from seimbang.verify import verify
from seimbang_web.audit.actions import record
from seimbang_web.jobs.registry import Handle, kind
from seimbang_web.lib import clock
from seimbang_web.plans.models import Plan
from seimbang_web.plans.solve import Progress, compute, silent
from seimbang_web.plans.store import folder_of

RECOMPUTE = "plan.recompute"
PROOF = ("plan.json", "problem.json.gz", "certificate.json")


@dataclass(frozen=True)
class Again:
    """
    What came out: ``files`` that differ, entries of plan.json (``parts``) that do.

    ``core`` is the version that made the plan and the one that computed it again;
    ``holds``: the kept files pass the independent check.
    """

    files: tuple[str, ...]
    parts: tuple[str, ...]
    core: tuple[str, str]
    status: str
    holds: bool

    @property
    def same(self) -> bool:
        """Tell whether every byte is the same."""
        return not self.files

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "same": self.same,
            "files": list(self.files),
            "parts": list(self.parts),
            "core": list(self.core),
            "status": self.status,
            "holds": self.holds,
        }


def recompute(plan: Plan, progress: Progress = silent) -> Again:
    """Compute ``plan`` again and compare; check the kept files independently."""
    kept = folder_of(plan)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compute(plan, folder, progress)
        files = tuple(
            file
            for file in PROOF
            if (folder / file).read_bytes() != (kept / file).read_bytes()
        )
        parts = _parts(_read(kept), _read(folder)) if "plan.json" in files else ()
    progress("check", 0, 1)
    made = plan.status in ("OPTIMAL", "TIME_LIMIT")
    return Again(
        files=files,
        parts=parts,
        core=(plan.core, seimbang.__version__),
        status=plan.status,
        holds=verify(kept).holds if made else True,
    )


@kind(RECOMPUTE)
def recompute_job(handle: Handle, *, plan: int) -> dict[str, Any]:
    """Compute a plan again as a job; the ledger keeps what came out."""
    row = Plan.objects.select_related("version", "local", "parent").get(pk=plan)
    told = recompute(row, handle.progress).as_dict()
    with transaction.atomic():
        record(
            actor=handle.actor,
            act="plan.recompute",
            subject=f"plan:{row.pk}",
            now=clock.now(),
            content=told,
        )
    return told


def _read(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(
        (folder / "plan.json").read_bytes(), parse_int=str
    )
    return found


def _parts(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the entries of plan.json in which the two differ."""
    return tuple(
        sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
    )
