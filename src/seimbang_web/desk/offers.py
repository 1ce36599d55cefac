"""Who else, and where else: alternatives to a move, ranked by what the plan loses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from django.utils.translation import gettext as _

from seimbang.plan.problem import Family
from seimbang.plan.stored import move_to
from seimbang.whatif.bound import broken_limits
from seimbang.whatif.candidate import Candidate, candidates
from seimbang.whatif.edit import Edit, effect
from seimbang.whatif.folder import Folder, Place
from seimbang.whatif.loss import Exchange, Loss, NotBestError, lost
from seimbang_web.desk.effects import then_of, todo, words_of
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.models import Move, Plan
from seimbang_web.plans.store import whatif_of

TOP = 12


@dataclass(frozen=True)
class Offer:
    """One alternative: who, from where, what they do in the plan, what is lost."""

    person: Person
    unit: Unit | None
    job: Job | None
    planned: str
    loss: str
    then: str = ""
    todo: str = ""


@dataclass(frozen=True)
class Offers:
    """
    Alternatives, the best first. ``everybody``: how many there are in all.

    ``wishing``: how many of them ask for it; None where they are few. ``tied``: limits
    tie the families, so the losses are those when nothing else changes.
    """

    rows: tuple[Offer, ...]
    everybody: int
    wishing: int | None = None
    tied: bool = False
    impossible: str = ""


def instead(plan: Plan, move: Move) -> Offers:
    """Return who else could go where ``move`` goes."""
    folder = whatif_of(plan)
    try:
        found = candidates(folder, move.to_unit.code, move.to_job.code, top=TOP)
    except NotBestError:
        return _not_proved()
    people = _people(folder, [row.place for row in found.rows])
    return Offers(
        rows=tuple(
            Offer(
                person=people[row.place],
                unit=move.to_unit,
                job=move.to_job,
                planned=_planned(folder, row),
                loss=words_of(row.loss),
                then=then_of(row.loss),
            )
            for row in found.rows
        ),
        everybody=found.everybody,
        wishing=found.wishing,
        tied=found.tied,
    )


def _not_proved() -> Offers:
    words = _("This plan is not proved best, so no effect can be told: solve anew.")
    return Offers((), 0, impossible=words)


def _planned(folder: Folder, row: Candidate) -> str:
    if row.planned is None:
        return _("stays")
    return _("goes to {seat}").format(seat=folder.seat(row.planned))


def _people(folder: Folder, places: Iterable[Place]) -> dict[Place, Person]:
    """Return the people who stand at places of the problem."""
    refs = {place: folder.person_id(place.family, place.person) for place in places}
    rows = Person.objects.filter(ref__in=refs.values()).select_related("unit", "job")
    known = {person.ref: person for person in rows}
    return {place: known[ref] for place, ref in refs.items()}


def elsewhere(plan: Plan, move: Move) -> Offers:
    """Return where else the person of ``move`` may go."""
    folder = whatif_of(plan)
    place = folder.place(move.person.ref)
    if place is None:
        return Offers((), 0)
    family = folder.problem.families[place.family]
    first, last = family.moves.first[place.person : place.person + 2].tolist()
    used = int(folder.solutions[place.family].at[place.person])
    others = [one for one in range(first, last) if one != used]
    try:
        losses = {one: _loss(folder, place, one) for one in others}
    except NotBestError:
        return _not_proved()
    open_ = [one for one in others if losses[one].amounts is not None]
    kept = sorted(open_, key=lambda one: (losses[one].size, one))[:TOP]
    seats = {one: family.seats.id[int(family.moves.seat[one])] for one in kept}
    units, jobs = _codes(seats.values())
    return Offers(
        rows=tuple(
            Offer(
                person=move.person,
                unit=units[seats[one].split("|")[0]],
                job=jobs[seats[one].split("|")[1]],
                planned="",
                loss=words_of(losses[one]),
                then=then_of(losses[one]),
                todo=_todo(folder, place.family, int(family.moves.seat[one])),
            )
            for one in kept
        ),
        everybody=len(others),
        tied=place.family in folder.tied,
    )


def _loss(folder: Folder, place: Place, move: int) -> Loss:
    """
    Return what the best plan loses in which a person makes ``move``.

    Where limits tie the family: what is lost when nothing else changes.
    """
    exchange = folder.exchange(place.family)
    if place.family not in folder.tied:
        return exchange.with_move(place.person, move)
    at = exchange.solution.at.copy()
    at[place.person] = move
    plans = {number: one.at for number, one in enumerate(folder.solutions)}
    whole = plans | {place.family: at}
    if not exchange.with_plan(at).keeps_bounds() or broken_limits(
        folder.problem, whole
    ):
        return Loss(None)
    return lost([(exchange.solution, at)])


def _codes(seats: Iterable[str]) -> tuple[dict[str, Unit], dict[str, Job]]:
    """Return the units and jobs of seats by their codes."""
    parts = [seat.split("|") for seat in seats]
    units = Unit.objects.filter(code__in=[unit for unit, _job in parts])
    jobs = Job.objects.filter(code__in=[job for _unit, job in parts])
    return {one.code: one for one in units}, {one.code: one for one in jobs}


def _todo(folder: Folder, number: int, seat: int) -> str:
    """Return what a seat of a family needs in the plan as it is."""
    seats = folder.problem.families[number].seats
    staff = int(folder.solutions[number].staff[seat])
    return todo(seats.need[seat], int(seats.minimum[seat]), staff)


def swaps(plan: Plan, move: Move) -> Offers:
    """
    Return which other movers of the family could swap places with this one.

    Those whose swap alone loses least, ranked by what the best plan with it loses.
    """
    folder = whatif_of(plan)
    place = folder.place(move.person.ref)
    if place is None:
        return Offers((), 0)
    exchange = folder.exchange(place.family)
    partners = sorted(_partners(folder, place), key=partial(_alone, exchange, place))
    found: list[tuple[Loss, Place]] = []
    try:
        for other in partners[:TOP]:
            edit = Edit(
                move.person.ref, other_id=folder.person_id(other.family, other.person)
            )
            found.append((effect(folder, edit, anew=False).loss, other))
    except NotBestError:
        return _not_proved()
    found = [one for one in found if one[0].amounts is not None]
    found.sort(key=lambda one: one[0].size)
    people = _people(folder, [other for _loss, other in found[:TOP]])
    family = folder.problem.families[place.family]
    return Offers(
        rows=tuple(
            Offer(
                person=people[other],
                unit=None,
                job=None,
                planned=_("goes to {seat}").format(
                    seat=folder.seat(_goes(folder, family, other))
                ),
                loss=words_of(loss),
                then=then_of(loss),
            )
            for loss, other in found[:TOP]
        ),
        everybody=len(partners),
        tied=place.family in folder.tied,
    )


def _alone(exchange: Exchange, one: Place, other: Place) -> tuple[int, ...]:
    """Return what a swap loses when nothing else changes: posts keep their numbers."""
    family, at = exchange.solution.family, exchange.solution.at
    used = [int(at[one.person]), int(at[other.person])]
    then = [
        move_to(family, place.person, int(family.moves.seat[move]))
        for place, move in zip((one, other), reversed(used), strict=True)
    ]
    return tuple(
        sum(int(cost.move[move]) for move in then if move >= 0)
        - sum(int(cost.move[move]) for move in used)
        for cost in exchange.costs
    )


def _goes(folder: Folder, family: Family, place: Place) -> str:
    move = int(folder.solutions[place.family].at[place.person])
    return family.seats.id[int(family.moves.seat[move])]


def _partners(folder: Folder, place: Place) -> Iterator[Place]:
    """Yield the other movers of the family who may go where this one goes, and back."""
    solution = folder.solutions[place.family]
    family, at = solution.family, solution.at
    mine = int(family.moves.seat[at[place.person]])
    for other in np.flatnonzero(at >= 0).tolist():
        its = int(family.moves.seat[at[other]])
        if other == place.person or its == mine:
            continue
        if _may(family, place.person, its) and _may(family, other, mine):
            yield Place(place.family, other)


def _may(family: Family, person: int, seat: int) -> bool:
    """Tell whether a person may be at a seat: by a move, or by staying there."""
    stays = int(family.origin[person]) == seat and person not in family.leave
    return stays or move_to(family, person, seat) >= 0
