"""From the page of a unit to its moves in the plan that is discussed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.organisation.access import unit_for
from seimbang_web.plans import queries


def unit_moves(request: HttpRequest, unit: int) -> HttpResponse:
    """Go to the unit in the chosen plan of the open round, else in the last solved."""
    held = unit_for(rights_of(request), unit)
    round = queries.open_round()
    if round is not None:
        choice = queries.chosen(round)
        solved = queries.plans_of(round).exclude(solved_at=None)
        plan = choice.plan_id if choice else solved.values_list("pk", flat=True).first()
        if plan is not None:
            return redirect("plan-unit", pk=plan, unit=held.pk)
    messages.info(request, _("There is no solved plan yet."))
    return redirect("unit-detail", pk=held.pk)
