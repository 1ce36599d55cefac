"""Core answers → rows that are kept, and back: the curve, the record of a plan."""

from __future__ import annotations

import gzip
import hashlib
import json
from fractions import Fraction
from functools import lru_cache
from typing import Any

from seimbang.plan.policy import Policy
from seimbang.plan.problem import Problem
from seimbang.plan.regency import Frontier, Row
from seimbang.plan.tally import Tally
from seimbang.report.curve import Curve, finding, remarks
from seimbang.whatif.folder import read_object
from seimbang_web.audit.actions import canonical
from seimbang_web.comparison.models import Extreme
from seimbang_web.plans.models import Plan
from seimbang_web.plans.store import folder_of
from seimbang_web.workloads.actions import told


def ground_of(plan: Plan) -> str:
    """Return the digest of everything a plan came from but its policy."""
    asked = {name: value for name, value in plan.inputs.items() if name != "keep"}
    ground = [
        plan.version.checksum,
        plan.local_id,
        plan.day.isoformat(),
        plan.core,
        asked,
    ]
    return hashlib.sha256(canonical(ground)).hexdigest()


def record_of(plan: Plan) -> dict[str, Any]:
    """Return what plan.json says; kept in memory, a plan never changes."""
    return _record(plan.pk, plan.digest)


@lru_cache(maxsize=12)
def _record(pk: int, digest: str) -> dict[str, Any]:
    plan = Plan.objects.only("pk", "digest").get(pk=pk)
    return read_object(folder_of(plan) / "plan.json")


def packed(record: dict[str, Any]) -> bytes:
    """Return the part of a plan's record that comparisons read, gzipped."""
    content = json.dumps({**record, "seats": []}, separators=(",", ":"))
    return gzip.compress(content.encode(), mtime=0)


def record_of_extreme(extreme: Extreme) -> dict[str, Any]:
    """Return what the extreme's plan.json says, without its seats."""
    return _extreme(extreme.pk, str(extreme.made_at))


@lru_cache(maxsize=12)
def _extreme(pk: int, made_at: str) -> dict[str, Any]:
    content = Extreme.objects.values_list("record", flat=True).get(pk=pk)
    found: dict[str, Any] = json.loads(gzip.decompress(bytes(content)))
    return found


def stored(curve: Curve) -> dict[str, Any]:
    """Return a curve as it is kept: rows with their figures, and what it says."""
    found = curve.found
    return {
        "policy": found.problem.policy.as_dict(),
        "goals": list(found.goals),
        "scale": found.scale,
        "exact": found.exact,
        "needed": curve.needed,
        "finding": told(finding(curve)),
        "remarks": [told(one) for one in remarks(curve)],
        "rows": [
            [row.amount, list(row.value), list(row.bound), _figures(sums)]
            for row, sums in zip(curve.rows, curve.sums, strict=True)
        ],
    }


def _figures(sums: Tally) -> list[int]:
    """Return the figures of a tally; ratios as numerator and denominator."""
    return [
        sums.nobody,
        sums.below,
        sums.minimum,
        *sums.missing.as_integer_ratio(),
        *sums.shortage.as_integer_ratio(),
    ]


def curve_of(content: dict[str, Any]) -> Curve:
    """Return the curve that :func:`stored` kept; families and people are left out."""
    policy = content["policy"]
    problem = Problem(
        policy=Policy(
            name=policy["name"],
            version=policy["version"],
            goals=tuple(policy["goals"]),
            voluntary_only=policy["voluntary_only"],
            basis=policy["basis"],
        ),
        seed="",
        day="",
        wish_ranks=0,
        families=(),
    )
    rows = tuple(
        Row(amount, tuple(value), tuple(bound), ())
        for amount, value, bound, _ in content["rows"]
    )
    found = Frontier(
        problem=problem,
        goals=tuple(content["goals"]),
        scale=content["scale"],
        exact=content["exact"],
        minutes=False,
        curves=(),
        rows=rows,
    )
    sums = tuple(_tally(figures) for *_, figures in content["rows"])
    return Curve(found, sums, None, content["needed"])


def _tally(figures: list[int]) -> Tally:
    nobody, below, minimum, *ratios = figures
    return Tally(
        nobody,
        below,
        minimum,
        missing=Fraction(*ratios[:2]),
        shortage=Fraction(*ratios[2:]),
    )
