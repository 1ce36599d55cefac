"""
reasons.json: why everything in a plan is as it is; data first, words last.

The form is told in docs/explanation/reasons.md. No name and no NIP; of other people
only counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from seimbang.explain.move import chains, moves, not_allowed
from seimbang.explain.short import requests, short
from seimbang.explain.source import Sources
from seimbang.explain.view import Held, views
from seimbang.explain.whole import stays, whole
from seimbang.explain.wish import wishes
from seimbang.plan import Plan
from seimbang.rules.words import header

FORMAT = "seimbang-reasons/4"  # changes with the form: a test holds it
FILE = "reasons.json"


def reasons(plan: Plan, record: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return why: each move, each place that stays short, each wish, and the whole.

    ``record`` is what plan.json says. A plan that is not OPTIMAL has no move, no place
    and no wish to explain; its ``whole`` is there.
    """
    people = plan.eligibility.people
    sources = Sources(plan.eligibility.ground)
    families = {view.family.name: view for view in views(plan)}
    gates, missing = Held.of(people["failed_compulsory"]), Held.of(people["missing"])
    shorts, accounts = [], []
    considered: dict[str, dict[str, Any]] = {}
    for view in families.values():
        found, account = short(view, gates, missing, sources)
        shorts += found
        accounts.append(account)
        considered |= not_allowed(view, gates, sources)
    moved = moves(plan, record, families, sources)
    asked = wishes(plan, families, sources)
    total = whole(plan, record, families, accounts, sources)
    total["people"] |= safety(moved)
    held = stays(plan, record, sources)
    return {
        "format": FORMAT,
        "status": record["status"],
        "reason": record["reason"],
        "day": record["day"],
        "policy": plan.policy.name,
        "whole": total,
        "families": accounts,
        "moves": moved,
        "not_allowed": considered,
        "chains": chains(record),
        "short": shorts,
        "requests": requests(shorts, plan.policy.goals),
        "wishes": asked,
        "stays": held,
        "rules": sources.rules,
        "citations": sources.citations,
        "columns": _headers(missing),
        **_names(plan),
    }


def safety(moved: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many moves are safe, how many to measure first, how many neither."""
    answers = [move["safe"] for move in moved]
    return {
        "safe": answers.count(True),
        "measure_first": answers.count(False),
        "unexamined": answers.count(None),
    }


def _headers(missing: Held) -> dict[str, str]:
    return {key: header(key) for key in missing.keys}


def _names(plan: Plan) -> dict[str, dict[str, str]]:
    """Return the names of units, jobs and districts that the reasons speak of."""
    tables = plan.snapshot
    return {
        "units": dict(tables["units"].select("unit_id", "name").iter_rows()),
        "jobs": dict(tables["jobs"].select("job_id", "name").iter_rows()),
        "places": dict(
            tables["places"]
            .join(tables["units"], left_on="place_id", right_on="district_id")
            .select("place_id", "name")
            .unique()
            .sort("place_id")
            .iter_rows()
        ),
    }


def write_reasons(
    plan: Plan, record: Mapping[str, Any], folder: Path
) -> dict[str, Any]:
    """Write reasons.json into ``folder`` (same plan, same bytes); return it."""
    found = reasons(plan, record)
    (folder / FILE).write_text(
        json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    return found
