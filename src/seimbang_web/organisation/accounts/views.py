"""Accounts for all: proposed and approved by agency, codes printed by unit."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from seimbang_web.accounts import many
from seimbang_web.accounts.codes import LIFE
from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.accounts import queries
from seimbang_web.organisation.models import Unit


def agencies(request: HttpRequest) -> HttpResponse:
    """Show the agencies: who can come in, who cannot."""
    lines = queries.agencies()
    content = {"lines": lines, "told": queries.of(lines)}
    return render(request, "organisation/accounts/agencies.html", content)


def units(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the units of an agency."""
    agency = _unit(pk)
    lines = queries.units_of(agency)
    content = {"agency": agency, "lines": lines, "told": queries.of(lines)}
    return render(request, "organisation/accounts/units.html", content)


@recent
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose accounts for all without one, of a unit or an agency."""
    unit = _unit(pk)
    return _done(
        request,
        unit,
        lambda: many.propose_people(
            people=queries.people_of(unit),
            subject=f"unit:{unit.pk}",
            actor=rights_of(request).user,
            now=clock.now(),
            day=clock.today(),
        ),
        "propose",
    )


@recent
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the proposed accounts of a unit or an agency."""
    unit = _unit(pk)
    return _done(
        request,
        unit,
        lambda: many.approve_people(
            people=queries.people_of(unit),
            subject=f"unit:{unit.pk}",
            actor=rights_of(request).user,
            now=clock.now(),
        ),
        "approve",
    )


@recent
@never_cache
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the codes of a unit; show them once, as slips to be printed and cut."""
    unit, rights, now = _unit(pk), rights_of(request), clock.now()
    people = queries.people_of(unit).exclude(user=rights.user)
    try:
        made = many.make_codes(
            users=many.never_came(people),
            actor=rights.user,
            now=now,
            day=rights.day,
        )
    except ActError as error:
        messages.error(request, str(error))
        return redirect("account-units", unit.agency_id or unit.pk)
    content = {"unit": unit, "made": made, "at": now, "until": now + LIFE}
    return render(request, "organisation/accounts/slips.html", content)


def _done(
    request: HttpRequest, unit: Unit, act: Callable[[], int], which: str
) -> HttpResponse:
    try:
        count = act()
    except ActError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _words(which, count))
    if unit.agency_id is None:
        return redirect("account-agencies")
    return redirect("account-units", unit.agency_id)


def _words(which: str, count: int) -> str:
    words = (
        ngettext(
            "%(count)s account is proposed: the second person approves it.",
            "%(count)s accounts are proposed: the second person approves them.",
            count,
        )
        if which == "propose"
        else ngettext(
            "%(count)s account is open: hand out its code.",
            "%(count)s accounts are open: hand out their codes.",
            count,
        )
    )
    return words % {"count": count}


def _unit(pk: int) -> Unit:
    unit = Unit.objects.filter(pk=pk, present=True).first()
    if unit is None:
        raise Http404
    return unit
