"""
Wishes of a round → rows of the core's table of wishes, for the next plan.

A unit and a district are one row each. A criterion becomes units with openings, the
nearest first, as many as the planner still looks at (``wish_ranks`` of the region).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from seimbang.model.tables import TABLE
from seimbang.rules import Eligibility
from seimbang_web.cards.judged import judged_now
from seimbang_web.cases.queries import waiting_in
from seimbang_web.plans.models import Round
from seimbang_web.wishes.models import Criterion, Kind, Place, State, Wish
from seimbang_web.wishes.rooms import FAR, Room, from_unit, kilometres, rooms_by

Row = dict[str, Any]


def rows_of(round: Round) -> dict[str, pl.DataFrame]:
    """
    Return the wishes of a round, in the form of the table wishes.

    They replace those the data hold of the same people; who sent none, or took them
    back, is at the own unit. Who has a single case in the round is left to the case.
    """
    answers = judged_now(round.day)
    rows: list[Row] = []
    if answers is not None:
        elsewhere = waiting_in(round).values("person")
        sent = Wish.objects.filter(round=round).exclude(state=State.DRAFT)
        sent = sent.exclude(person__in=elsewhere).order_by("person__ref")
        for wish in sent.select_related("person__unit").prefetch_related(
            "places__unit"
        ):
            rows += rows_of_wish(answers, wish)
    return {"wishes": pl.DataFrame(rows, schema=TABLE["wishes"].schema(), orient="row")}


def rows_of_wish(answers: Eligibility, wish: Wish) -> list[Row]:
    """Return the rows of one person, ranked from 1 without gaps."""
    ref = wish.person.ref
    places = list(wish.places.all()) if wish.state == State.SENT else []
    targets: list[tuple[str, str]] = []
    for at, place in enumerate(places):
        room = answers.ground.local.wish_ranks - len(targets) - (len(places) - at - 1)
        targets += [
            one
            for one in targets_of(answers, ref, place, max(1, room))
            if one not in targets
        ]
    if not targets:
        targets = [("unit", wish.person.unit.code)]
    return [
        {"person_id": ref, "rank": rank, "kind": kind, "target_id": target}
        for rank, (kind, target) in enumerate(targets, 1)
    ]


def targets_of(
    answers: Eligibility, person_id: str, place: Place, most: int
) -> Sequence[tuple[str, str]]:
    """Return what a place means to the core: kind and code, at most so many."""
    if place.kind == Kind.UNIT:
        assert place.unit is not None, "a wish by unit has its unit"
        return [("unit", place.unit.code)]
    if place.kind == Kind.DISTRICT:
        return [("district", place.district_code)]
    fitting = fitting_rooms(answers, person_id, Criterion(place.criterion))
    return [("unit", one.unit.code) for one in fitting[:most]]


def fitting_rooms(
    answers: Eligibility, person_id: str, criterion: Criterion
) -> list[Room]:
    """Return the units with openings that fit a criterion, in their order."""
    found = [one for one in rooms_by(answers, person_id, home=True) if one.opening]
    row = answers.row(person_id) if found else 0
    if criterion is Criterion.NEARER:
        now = present_km(answers, row)
        return [one for one in found if one.km is not None and one.km < (now or FAR)]
    if criterion is Criterion.DISTRICT:
        here = answers.people["unit_id"][row]
        of_unit = dict(
            answers.snapshot["units"].select("unit_id", "district_id").iter_rows()
        )
        own = of_unit[here]
        return [one for one in found if one.unit.district_code == own]
    if criterion is Criterion.SPOUSE:
        return _near_spouse(answers, row, found)
    needy = [one for one in found if one.within]
    return sorted(needy, key=lambda one: (one.gap or 0, one.km or FAR, one.unit.code))


def present_km(answers: Eligibility, row: int) -> float | None:
    """Return road km from home to the present unit; None: one of them is unknown."""
    if not bool(answers.desk.ways.home_known[row]):
        return None
    here = str(answers.people["unit_id"][row])
    return kilometres(answers, row, [here], home=True)[0]


def spouse_unit(answers: Eligibility, person_id: str) -> str | None:
    """Return the unit of the spouse who is in the data too; None: none known."""
    spouse = answers.judged.facts["spouse_id"][answers.row(person_id)]
    if spouse is None:
        return None
    try:
        return str(answers.people["unit_id"][answers.row(spouse)])
    except KeyError:
        return None


def _near_spouse(answers: Eligibility, row: int, found: list[Room]) -> list[Room]:
    person_id = str(answers.people["person_id"][row])
    there = spouse_unit(answers, person_id)
    if there is None or not found:
        return []
    place = {code: at for at, code in enumerate(answers.snapshot["units"]["unit_id"])}
    units = [place[one.unit.code] for one in found]
    far = from_unit(answers, place[there], units)
    ordered = sorted(
        zip(found, far.tolist(), strict=True),
        key=lambda pair: (pair[1] if pair[1] == pair[1] else FAR, pair[0].unit.code),
    )
    return [one for one, _km in ordered]
