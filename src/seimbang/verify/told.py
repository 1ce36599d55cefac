"""What a plan tells of its data for readers: where from, ways, who may not move."""

from __future__ import annotations

from typing import Any

import numpy as np

from seimbang.rules import Pairs
from seimbang.verify.facts import Facts
from seimbang.verify.planned import Plan, PlannedMove
from seimbang.verify.report import refuse

_TENTH = 0.0501  # km are told to one decimal


def told(plan: Plan, known: Facts) -> None:
    """Refuse facts of the data that are not so."""
    for name, value in _source(known).items():
        if plan.data.get(name) != value:
            raise refuse("data.{name} of the plan is not that of the data.", name=name)
    if plan.lost != known.eligibility.lost().to_dicts():
        raise refuse("Others than those told are kept from moving by a rule.")
    people = known.eligibility.people.select("person_id", "family").rows()
    rows = {(name, family): row for row, (name, family) in enumerate(people)}
    families = known.positions["family"].to_list()
    listed = zip(known.seat_ids, families, strict=True)
    seats = {pair: row for row, pair in enumerate(listed)}
    for move in plan.moves:
        person = rows.get((move.person_id, move.family))
        seat = seats.get((move.to_seat, move.family))
        if person is None or seat is None:
            continue  # told by the checks of moves
        pairs = known.eligibility.pairs(np.array([person]), np.array([seat]))
        wrong = _wrong(move, pairs)
        if wrong is not None:
            raise refuse(
                "The plan says another {name} of {pseudonym} than the data.",
                name=wrong,
                pseudonym=move.pseudonym,
            )


def _source(known: Facts) -> dict[str, Any]:
    snapshot = known.snapshot
    return {
        "taken": None if snapshot.taken is None else snapshot.taken.isoformat(),
        "institution": snapshot.institution,
        "head_count_mode": snapshot.head_count_mode,
    }


def _wrong(move: PlannedMove, pairs: Pairs) -> str | None:
    """Return the name of what is wrong about the way; where none is known: nothing."""
    km = float(pairs.km[0, 0])
    far = (
        move.km is not None
        if np.isnan(km)
        else move.km is None or abs(move.km - km) > _TENTH
    )
    if far:
        return "km"
    minutes = {
        "minutes_before": int(pairs.minutes_before[0]),
        "minutes_after": int(pairs.minutes[0, 0]),
    }
    for name, right in minutes.items():
        said = getattr(move, name)
        if said != right and not (said is None and np.isnan(km)):
            return name
    if move.estimated_home != bool(pairs.estimated_home.flat[0]):
        return "estimated_home"
    return None
