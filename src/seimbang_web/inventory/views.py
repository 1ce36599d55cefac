"""The units and their jobs: who is where with entering tasks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.inventory import actions, queries
from seimbang_web.inventory.access import may_change
from seimbang_web.inventory.models import State
from seimbang_web.inventory.similar import HEALTH, SCHOOLS
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.organisation.access import unit_for
from seimbang_web.organisation.models import Unit

PER_PAGE = 50
STATES = (
    ("unmeasured", gettext_lazy("not measured")),
    *((state.value, state.label) for state in State),
)


def list_units(request: HttpRequest) -> HttpResponse:
    """Show the units that enter tasks, filtered by the address."""
    rights = rights_of(request)
    text, state = request.GET.get("q", ""), request.GET.get("state", "")
    found = queries.overview(rights, text.strip(), state)
    every = found if not (text or state) else queries.overview(rights)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "count": len(found),
        "units": len(every),
        "unmeasured": sum(office.unmeasured for office in every),
        "unmeasured_units": sum(bool(office.unmeasured) for office in every),
        "school": _school(request),
        "states": STATES,
        "q": text,
        "state": state,
    }
    return render(request, "inventory/list.html", context)


def _school(request: HttpRequest) -> Unit | None:
    """Return the school of a head of a school: it enters nothing."""
    rights = rights_of(request)
    if rights.reach("inventory.read").everything:
        return None
    units = Unit.objects.filter(pk__in=rights.reach("inventory.read").units)
    return units.filter(kind__in=SCHOOLS).first()


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the jobs of one unit and what is next for each."""
    rights = rights_of(request)
    place = unit_for(rights, pk, "inventory.read")
    if place.kind in SCHOOLS:
        return render(request, "inventory/school.html", {"unit": place})
    rows = queries.positions(place)
    enters = may_change(rights, place, "inventory.enter")
    context: dict[str, Any] = {
        "unit": place,
        "health": place.kind in HEALTH,
        "positions": rows,
        "unmeasured": sum(one.seat.need_num is None for one in rows),
        "may_enter": enters,
        "confirmable": len(queries.confirmable(place, rows)) if enters else 0,
        "may_judge": may_change(rights, place, "inventory.judge"),
        "may_freeze": may_change(rights, place, "inventory.freeze"),
        "sendable": len(queries.sendable(place)),
        "sent": sum(one.state == State.SENT for one in rows),
        "accepted": sum(one.state == State.ACCEPTED for one in rows),
    }
    return render(request, "inventory/unit.html", context)


def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all tasks of a unit as one sheet to print and sign."""
    place = unit_for(rights_of(request), pk, "inventory.read")
    rows = [
        (one, queries.page(place, one.seat.job, one.sheet))
        for one in queries.positions(place)
        if one.sheet is not None
    ]
    return render(request, "inventory/sheet.html", {"unit": place, "rows": rows})


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send every complete sheet of a unit to the judge."""
    place = unit_for(rights_of(request), pk, "inventory.enter")
    sheets = queries.sendable(place)
    try:
        count = actions.send(
            sheets=sheets,
            day=queries.law_day(),
            actor=request.user,
            now=clock.now(),
        )
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, actions.told(count))
    return redirect("inventory-unit", pk=place.pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm every job whose numbers the data hold, and send them."""
    place = unit_for(rights_of(request), pk, "inventory.enter")
    known = queries.confirmable(place, queries.positions(place))
    try:
        count = actions.confirm(
            unit=place,
            known=[(one.job, one.table, one.entries) for one in known],
            day=queries.law_day(),
            actor=request.user,
            now=clock.now(),
        )
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, actions.told(count))
    return redirect("inventory-unit", pk=place.pk)


@require_POST
@recent
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze what was accepted of a unit: a new version of the data."""
    place = unit_for(rights_of(request), pk, "inventory.freeze")
    try:
        number = once(
            lambda: (
                actions.freeze(
                    unit=place,
                    day=clock.today(),
                    law_day=queries.law_day(),
                    actor=request.user,
                    now=clock.now(),
                ).number
            ),
            key=request.POST.get("key", ""),
            act="inventory.freeze",
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except ActError as wrong:
        messages.error(request, str(wrong))
    else:
        told = _("Frozen: version {number} of the data. The need is being reckoned.")
        messages.success(request, told.format(number=number))
    return redirect("inventory-unit", pk=place.pk)
