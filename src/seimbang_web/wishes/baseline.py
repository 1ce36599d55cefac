"""The baseline of satisfaction: asked once, nameless, told only of five or more."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang_web.audit.actions import record
from seimbang_web.lib.act import ActError
from seimbang_web.lib.suppress import LEAST
from seimbang_web.organisation.models import Person
from seimbang_web.plans.queries import open_round
from seimbang_web.wishes.models import Asked, Satisfaction
from seimbang_web.wishes.queries import satisfaction_open

QUESTIONS = {
    "workload": gettext_lazy("Workload"),
    "distance": gettext_lazy("Way to work"),
    "fairness": gettext_lazy("Fairness of transfers"),
    "trust": gettext_lazy("Trust in being read"),
}


@transaction.atomic
def tell_satisfaction(
    *, person: Person, answers: Mapping[str, int], actor: Any, now: datetime, day: date
) -> None:
    """
    Keep one nameless answer, and that the person was asked.

    :raises ActError: when the person answered already, or it is not asked now.
    """
    held = Person.objects.select_for_update().select_related("job").get(pk=person.pk)
    round = open_round()
    if round is None or not satisfaction_open(held):
        raise ActError(_("These questions are answered, or not asked now."))
    Asked.objects.create(person=held, on=day)
    Satisfaction.objects.create(
        id=uuid.uuid4(), round=round, family=held.job.family, **answers
    )
    record(actor=actor, act="satisfaction.tell", subject="satisfaction", now=now)


@dataclass(frozen=True)
class Line:
    """The means of a group, 1 to 5; ``means`` empty: fewer than five answered."""

    name: str
    count: int
    means: tuple[Fraction, ...]


def results() -> list[Line]:
    """
    Return the means of all, then by family of jobs; groups below five tell nothing.

    When one group only is below five, the next smallest tells nothing either: the sum
    would give it away.
    """
    sums = {name: Sum(name) for name in QUESTIONS}
    whole = Satisfaction.objects.aggregate(count=Count("pk"), **sums)
    rows = (
        Satisfaction.objects.order_by("family")
        .values("family")
        .annotate(count=Count("pk"), **sums)
    )
    groups = list(rows)
    small = [one for one in groups if one["count"] < LEAST]
    rest = sorted(
        (one for one in groups if one["count"] >= LEAST), key=lambda one: one["count"]
    )
    if len(small) == 1 and rest:
        small.append(rest.pop(0))
    return [
        _line(_("All"), whole, told=whole["count"] >= LEAST),
        *(_line(one["family"], one, told=one in rest) for one in groups),
    ]


def _line(name: str, row: Mapping[str, Any], *, told: bool) -> Line:
    count = row["count"]
    means = tuple(Fraction(row[one], count) for one in QUESTIONS) if told else ()
    return Line(name, count if told else 0, means)
