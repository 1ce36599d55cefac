"""The page where a case is entered: the person, the places, what would follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.access import sight_of
from seimbang_web.cards.effect import Effect, effect
from seimbang_web.cards.judged import judged_reserved
from seimbang_web.cases.actions import WISHES
from seimbang_web.cases.forms import Choices, PlacesForm, choices_for
from seimbang_web.cases.lane import lane_of
from seimbang_web.cases.models import OPEN, Case, Kind, Lane
from seimbang_web.cases.queries import facts_for
from seimbang_web.organisation.access import people_visible_to
from seimbang_web.organisation.models import Person

MOST = 50  # people shown


@dataclass(frozen=True)
class Entry:
    """What is known before a case is registered, or mended."""

    person: Person
    picker: PlacesForm
    effects: tuple[Effect, ...]
    lane: Lane | None
    other: Case | None  # a case of the person that is still open
    known: bool  # the person is in the data

    @property
    def ready(self) -> bool:
        """Tell whether places are chosen, so that the letter can be entered."""
        return bool(self.effects) and self.other is None


def found_people(rights: Rights, asked: str) -> list[Person]:
    """Return people by a part of the name or the tail of the NIP, a few."""
    rows = people_visible_to(rights, "case.register").filter(present=True)
    asked = asked.strip()
    if asked.isdecimal():
        rows = rows.filter(nip__endswith=asked)
    else:
        for part in asked.split():
            rows = rows.filter(name__icontains=part)
    return list(rows.select_related("unit", "job")[:MOST])


def entry(
    rights: Rights, person: Person, asked: Any, day: date, case: Case | None = None
) -> Entry:
    """Return the page's content; ``asked`` are the values of its address."""
    answers = judged_reserved(day)
    other = Case.objects.filter(person=person, state__in=OPEN).first()
    other = None if case is not None and other == case else other
    try:
        choices: Choices = choices_for(answers, person) if answers else []
    except KeyError:  # not in the data any more
        answers, choices = None, []
    given = {name: asked[name] for name in _names() if name in asked} or (
        _told(case) if case else {}
    )
    bound = "place1" in given
    picker = PlacesForm(choices, given if bound else None, initial={"kind": Kind.OWN})
    if answers is None or not bound or not picker.is_valid():
        return Entry(person, picker, (), None, other, answers is not None)
    places = picker.places()
    here, kind = person.unit, picker.asks()
    lane = case.lane if case else None
    if lane is None:
        own = answers.people["job_id"][answers.row(person.ref)]
        unit, job = places[0]
        lane = lane_of(
            answers, person.ref, here=here, there=unit, same_job=job.code == own
        )
    sight = sight_of(rights, person)
    effects = tuple(
        effect(
            facts_for(
                answers,
                person,
                (unit.code, job.code),
                kind=kind,
                lane=lane,
                sight=sight,
            ),
            here,
            unit,
        )
        for unit, job in places
    )
    return Entry(person, picker, effects, Lane(lane), other, known=True)


def _names() -> list[str]:
    return ["kind", *(f"place{rank}" for rank in range(1, WISHES + 1))]


def _told(case: Case) -> dict[str, Any]:
    """Return the places of a case as the address would name them."""
    told: dict[str, Any] = {"kind": case.kind}
    for wish in case.wishes.all():
        told[f"place{wish.rank}"] = f"{wish.unit_id}-{wish.job_id}"
    return told
