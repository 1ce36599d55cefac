"""relief.json: data first, words last; person ids, no names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from seimbang.law import Law, Local
from seimbang.model.snapshot import Snapshot
from seimbang.plan.run import Plan
from seimbang.relief.find import Finder, rest
from seimbang.relief.lack import lacks
from seimbang.relief.option import Option, pair
from seimbang.relief.scene import Move, Scene, Seat
from seimbang.rules import eligibility
from seimbang.workload import requirements

FORMAT = "seimbang-relief/1"
FILE = "relief.json"
AFTER, TODAY = "after_the_plan", "today"
WAYS = 2 * 5  # of a working week: there and back, five days


def of_plan(plan: Plan, record: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the relief of what a plan leaves short, and beside its transfers.

    ``record`` is what plan.json says; it must hold a plan.
    """
    return _record(Scene.after(plan, record), AFTER)


def of_data(snapshot: Snapshot, law: Law, local: Local, day: date) -> dict[str, Any]:
    """Return the relief of what is short today, before any transfer."""
    needs = requirements(snapshot, law, local, day)
    allowed = eligibility(snapshot, needs, law, local, day)
    return _record(Scene.today(needs, allowed), TODAY)


def write_relief(plan: Plan, record: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Write relief.json into ``folder`` (same plan, same bytes); return it."""
    found = of_plan(plan, record)
    (folder / FILE).write_text(
        json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    return found


def _record(scene: Scene, when: str) -> dict[str, Any]:
    finder = Finder(scene)
    of_seats = finder.of_seats()
    of_moves = finder.of_moves()
    seats = [_seat(seat, of_seats.get(at, [])) for at, seat in enumerate(scene.short)]
    moves = [
        _move(scene.moves[at], options) for at, options in sorted(of_moves.items())
    ]
    keys = {
        key
        for one in (*seats, *moves)
        for option in one["options"]
        for key in option["law"]
    }
    return {
        "format": FORMAT,
        "day": scene.day.isoformat(),
        "state": when,
        "summary": _summary(seats, moves),
        "seats": seats,
        "moves": moves,
        "requests": list(_requests(seats)),
        "missing": lacks(scene),
        "citations": [
            scene.law.value(key, scene.day).citation.as_dict() for key in sorted(keys)
        ],
        **_names(scene, seats, moves),
    }


def _seat(seat: Seat, options: Sequence[Option]) -> dict[str, Any]:
    """Return a short seat with its options; the first of them is the one reckoned."""
    short, posts = rest(seat, options[0] if options else None)
    return {
        "unit_id": seat.id[0],
        "job_id": seat.id[1],
        "family": seat.family,
        "need": pair(seat.need),
        "minimum": seat.minimum,
        "staff": seat.staff,
        "short": pair(seat.short),
        "posts": seat.posts,
        "options": [option.as_dict() for option in options],
        "short_after": pair(short),
        "posts_after": posts,
    }


def _move(move: Move, options: Sequence[Option]) -> dict[str, Any]:
    """Return a transfer with what could replace it."""
    listed = [option.as_dict() for option in options]
    for one in listed:
        one["replaces"] = one["closes"] and "minimum" not in one["cannot"]
    return {
        "person_id": move.person_id,
        "from_unit": move.origin[0],
        "from_job": move.origin[1],
        "to_unit": move.target[0],
        "to_job": move.target[1],
        "added": move.added,
        "added_week": move.added * WAYS,
        "options": listed,
    }


def _summary(
    seats: Sequence[Mapping[str, Any]], moves: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    kinds: dict[str, int] = {}
    for seat in seats:
        for option in seat["options"][:1]:
            kinds[option["kind"]] = kinds.get(option["kind"], 0) + 1
    return {
        "short": len(seats),
        "relieved": sum(bool(seat["options"]) for seat in seats),
        "closed": sum(seat["short_after"][0] == 0 for seat in seats),
        "kinds": dict(sorted(kinds.items())),
        "posts": sum(seat["posts"] for seat in seats),
        "posts_after": sum(seat["posts_after"] for seat in seats),
        "replaceable": sum(
            any(option["replaces"] for option in move["options"]) for move in moves
        ),
    }


def _requests(seats: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the posts to request (official rounding), and what relief leaves."""
    for seat in seats:
        if seat["posts"] > 0:
            options = seat["options"][:1]
            yield {
                "unit_id": seat["unit_id"],
                "job_id": seat["job_id"],
                "posts": seat["posts"],
                "by": options[0]["kind"] if options else None,
                "short_after": seat["short_after"],
                "posts_after": seat["posts_after"],
            }


def _names(
    scene: Scene, seats: Sequence[Mapping[str, Any]], moves: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, str]]:
    """Return the names of the units and jobs that are spoken of."""
    units, jobs = set[str](), set[str]()
    for one in seats:
        units.add(one["unit_id"])
        jobs.add(one["job_id"])
    for one in moves:
        units |= {one["from_unit"], one["to_unit"]}
        jobs |= {one["from_job"], one["to_job"]}
    for one in (*seats, *moves):
        for option in one["options"]:
            units |= {helper["unit_id"] for helper in option["helpers"]}
            jobs |= {helper["job_id"] for helper in option["helpers"]}
    tables = scene.snapshot

    def named(table: str, key: str, wanted: set[str]) -> dict[str, str]:
        rows = tables[table].select(key, "name").sort(key).iter_rows()
        return {code: name for code, name in rows if code in wanted}

    return {
        "units": named("units", "unit_id", units),
        "jobs": named("jobs", "job_id", jobs),
    }
