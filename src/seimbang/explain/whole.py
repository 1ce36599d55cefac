"""Why so few moves: what holds people, and what is not measured, over the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from seimbang.explain.discretion import counted, discreet
from seimbang.explain.fill import fills
from seimbang.explain.source import Sources
from seimbang.explain.view import View
from seimbang.plan import Plan
from seimbang.rules.words import header


def whole(
    plan: Plan,
    record: Mapping[str, Any],
    views: Mapping[str, View],
    accounts: Sequence[Mapping[str, Any]],
    sources: Sources,
) -> dict[str, Any]:
    """Return the counts that tell why the plan moves as many as it does."""
    gates, columns = _lost(plan, sources)
    wished = sum(bool(move["voluntary"]) for move in record["moves"])
    return {
        "people": {
            "counted": int(plan.eligibility.people["counted"].sum()),
            "movable": sum(len(f.people) for f in plan.round.problem.families),
            "at_spare": sum(account["at_spare"] for account in accounts),
            "free_at_spare": sum(account["free"] for account in accounts),
            "free_unneeded": sum(
                account["free"] for account in accounts if not account["short_seats"]
            ),
            "moves": len(record["moves"]),
            "voluntary": wished,
            "compulsory": len(record["moves"]) - wished,
        },
        "gates": gates,
        "columns": columns,
        "fill": fills(plan),
        "seats": _seats(plan, views),
        "families": {
            "all": len(plan.round.problem.families),
            "short": sum(account["short_seats"] > 0 for account in accounts),
            "short_without_spare": sum(
                account["short_seats"] > 0 and account["at_spare"] == 0
                for account in accounts
            ),
            "posts": sum(account["posts"] for account in accounts),
            "spare": sum(account["spare"] for account in accounts),
        },
    }


def _lost(
    plan: Plan, sources: Sources
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return people lost per gate and per missing column, most first."""
    gates, columns = [], []
    for row in plan.eligibility.lost().to_dicts():
        key = row["key"]
        if row["kind"] == "gate":
            gates.append(
                {"rule": key}
                | {
                    name: counted(key, row[name])
                    for name in ("compulsory", "voluntary", "alone")
                }
            )
        else:
            columns.append(
                {
                    "column": key,
                    "header": header(key),
                    "people": row["compulsory"],
                    "alone": row["alone"],
                }
            )
    sources.cite(gate["rule"] for gate in gates)
    return gates, columns


def _seats(plan: Plan, views: Mapping[str, View]) -> dict[str, int]:
    positions = plan.requirements.positions
    measured = positions.filter("measured")
    unmeasured = positions.filter(~pl.col("measured"))
    needs = pl.col("present") * pl.col("need_den") < pl.col("need_num")
    return {
        "all": len(positions),
        "unmeasured": len(unmeasured),
        "unmeasured_people": int(unmeasured["present"].sum()),
        "short_before": int(measured.select(needs.sum()).item()),
        "short_after": sum(
            view.lacking(seat) > 0
            for view in views.values()
            for seat in range(len(view.family.seats))
        ),
    }


STAYS = ("person_id", "counted", "failed_compulsory", "failed_voluntary", "missing")


def stays(
    plan: Plan, record: Mapping[str, Any], sources: Sources
) -> list[dict[str, Any]]:
    """
    Return everybody whom the plan does not move, by what holds them.

    ``held``: gates that let nobody move them without a wish, ``held_wish``: those that
    hold even by a wish; private ones behind one word. ``movable``: had a move that the
    plan does not make. Sorted, and people within.
    """
    moved = {move["person_id"] for move in record["moves"]}
    movable = {name for names in plan.round.problem.names.values() for name in names}
    groups: dict[tuple[Any, ...], list[str]] = {}
    for person_id, *answers in plan.eligibility.people.select(STAYS).iter_rows():
        if person_id not in moved:
            key = (*_held(*answers), person_id in movable)
            groups.setdefault(key, []).append(person_id)
    found = [
        {
            "held": list(held),
            "held_wish": list(by_wish),
            "missing": list(missing),
            "counted": is_counted,
            "movable": can,
            "people": sorted(people),
        }
        for (held, by_wish, missing, is_counted, can), people in sorted(groups.items())
    ]
    sources.cite(
        rule for group in found for rule in (*group["held"], *group["held_wish"])
    )
    return found


def _held(
    is_counted: bool, held: list[str], by_wish: list[str], missing: list[str]
) -> tuple[Any, ...]:
    return tuple(discreet(held)), tuple(discreet(by_wish)), tuple(missing), is_counted
