"""Where a person's job is done: openings now and soon, how far, who else wishes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.rules import Eligibility
from seimbang.rules.distance import road_km
from seimbang_web.cards.facts import destinations
from seimbang_web.cards.judged import judged_reserved
from seimbang_web.lib.suppress import fewer_than_five, hidden
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.wishes.models import Kind, Outcome, Place, State
from seimbang_web.workloads.models import Seat
from seimbang_web.workloads.queries import current_measurement

NEAR = 10  # km; nearer ones have a decimal
FAR = 10**6  # km, where the way is not known: last in a list


@dataclass(frozen=True)
class Room:
    """
    One unit for one person: ``gap`` is people minus need, ``leaving`` within a year.

    ``km``: on the road, from home, or from the present unit when that is all one may
    know. ``within``: not beyond the region's longest distance.
    """

    unit: Unit
    job_id: str
    gap: int | None
    leaving: int | None
    km: float | None
    within: bool

    @property
    def opening(self) -> bool:
        """Tell whether people are missing now."""
        return self.gap is not None and self.gap < 0

    @property
    def soon(self) -> bool:
        """Tell whether people are missing within a year, if nobody comes."""
        return self.gap is not None and self.gap - (self.leaving or 0) < 0

    @property
    def now_in_words(self) -> str:
        """Return what the unit needs now, as an instruction."""
        if self.gap is None:
            return _("Its need is not measured yet.")
        if self.gap < 0:
            return ngettext(
                "Needs %(n)s more person now.",
                "Needs %(n)s more people now.",
                -self.gap,
            ) % {"n": -self.gap}
        return _("Has enough people now.")

    @property
    def soon_in_words(self) -> str:
        """Return how many leave within a year."""
        if self.leaving is None:
            return ""
        if not self.leaving:
            return _("Nobody leaves within a year.")
        return ngettext(
            "%(n)s person leaves within a year.",
            "%(n)s people leave within a year.",
            self.leaving,
        ) % {"n": self.leaving}

    @property
    def words(self) -> str:
        """Return openings and way in one line."""
        way = "" if self.km is None else _("%(km)s km.") % {"km": kilometre(self.km)}
        parts = (self.now_in_words, self.soon_in_words, way)
        return " ".join(one for one in parts if one)


def kilometre(km: float) -> str:
    """Return kilometres as people say them."""
    return str(number_format(km, 0 if km >= NEAR else 1))


def rooms(person: Person, day: date, *, home: bool) -> list[Room]:
    """
    Return the units where the person's family of jobs is, the nearest first.

    ``home``: the reader may know how far the home is. Empty: not in the data.
    """
    answers = judged_reserved(day)
    if answers is None:
        return []
    return rooms_by(answers, person.ref, home=home)


def rooms_by(answers: Eligibility, person_id: str, *, home: bool) -> list[Room]:
    """Return :func:`rooms` by answers that are at hand; by code where equally far."""
    try:
        row = answers.row(person_id)
    except KeyError:
        return []
    here = answers.people.row(row, named=True)
    seats = _seats(answers, person_id, str(here["job_id"]))
    seats.pop(str(here["unit_id"]), None)
    units = {one.code: one for one in Unit.objects.filter(present=True, code__in=seats)}
    codes = [code for code in seats if code in units]
    far = kilometres(answers, row, codes, home=home)
    limit, leave = answers.ground.local.max_distance_km, _leaving(codes)
    found = [
        Room(
            unit=units[code],
            job_id=seats[code]["job_id"],
            gap=_gap(seats[code]),
            leaving=leave.get((code, seats[code]["job_id"])),
            km=km,
            within=limit is None or km is None or km <= limit,
        )
        for code, km in zip(codes, far, strict=True)
    ]
    return sorted(found, key=lambda one: (one.km or FAR, one.unit.code))


def _seats(
    answers: Eligibility, person_id: str, job_id: str
) -> dict[str, dict[str, Any]]:
    """Return one seat a unit: of the own job, else the one that lacks most."""
    seats: dict[str, dict[str, Any]] = {}
    for one in destinations(answers, person_id).iter_rows(named=True):
        held = seats.get(one["unit_id"])
        if held is None or _order(one, job_id) < _order(held, job_id):
            seats[one["unit_id"]] = one
    return seats


def _order(seat: Mapping[str, Any], job_id: str) -> tuple[bool, int, str]:
    gap = _gap(seat)
    return seat["job_id"] != job_id, 0 if gap is None else gap, seat["job_id"]


def _gap(seat: Mapping[str, Any]) -> int | None:
    if not seat["measured"]:
        return None
    return int(seat["present"]) - int(seat["need_rounded"])


def kilometres(
    answers: Eligibility, row: int, codes: list[str], *, home: bool
) -> list[float | None]:
    """Return road km from home, or from the present unit, to units; None: unknown."""
    ways = answers.desk.ways
    place = {code: at for at, code in enumerate(answers.snapshot["units"]["unit_id"])}
    units = np.array([place[code] for code in codes], np.int64)
    if home and bool(ways.home_known[row]):
        far = ways.to(np.array([row]), units)[0][0]
    else:
        far = from_unit(answers, int(answers.desk.own_unit[row]), units)
    return [None if np.isnan(km) else round(float(km), 1) for km in far]


def from_unit(answers: Eligibility, unit: int, units: Any) -> Any:
    """Return road km from a unit (its row) to units."""
    vectors = answers.desk.ways.units.vectors
    return road_km(vectors[unit], vectors[units], answers.ground.local.detour_percent)


def _leaving(codes: list[str]) -> dict[tuple[str, str], int | None]:
    measured = current_measurement()
    if measured is None:
        return {}
    rows = Seat.objects.filter(measurement=measured, unit__code__in=codes)
    return {
        (unit, job): leave
        for unit, job, leave in rows.values_list("unit__code", "job__code", "leave1")
    }


def alternatives(found: Iterable[Room], most: int = 3) -> list[Room]:
    """Return units with openings within the distance limit, the nearest first."""
    return [one for one in found if one.opening and one.within][:most]


def others(round: Round, person: Person) -> dict[int, int]:
    """Return how many others wish each unit in the round, by the unit's id."""
    rows = Place.objects.filter(
        wish__round=round, wish__state=State.SENT, kind=Kind.UNIT
    ).exclude(wish__person=person)
    counted = rows.values_list("unit").annotate(n=Count("pk")).order_by("unit")
    return dict(counted)


def others_in_words(count: int) -> str:
    """Return how many others wish it; one to four are fewer than five."""
    return _("Others who wish it in this round: %(n)s.") % {"n": fewer_than_five(count)}


def last_round_in_words(round: Round, unit: Unit) -> str:
    """Return how wishes for the unit fared in the round before; few are not told."""
    before = Round.objects.filter(pk__lt=round.pk).order_by("-pk").first()
    if before is None:
        return _("There is no round before this one.")
    rows = Place.objects.filter(
        wish__round=before, wish__state=State.SENT, kind=Kind.UNIT, unit=unit
    )
    sums = rows.aggregate(
        granted=Count("pk", filter=Q(outcome=Outcome.GRANTED)),
        rest=Count("pk", filter=~Q(outcome=Outcome.GRANTED)),
    )
    asked = sums["granted"] + sums["rest"]
    if asked < 5:
        words = _("In the last round %(n)s wished this unit.")
        return words % {"n": fewer_than_five(asked)}
    words = _("In the last round %(n)s wished this unit; granted: %(granted)s.")
    return words % {"n": asked, "granted": hidden(sums)["granted"]}
