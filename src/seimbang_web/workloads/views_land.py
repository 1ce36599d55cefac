"""The land: boundaries of the districts, rivers with their crossings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.lib.form import Form
from seimbang_web.organisation.queries import current
from seimbang_web.workloads import access, actions, barriers, land
from seimbang_web.workloads.forms import BarrierForm, BoundaryForm, RefusalForm
from seimbang_web.workloads.geojson import MOST_BYTES, FaultyFileError
from seimbang_web.workloads.models import Barrier, BoundarySet


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    posted = request.method == "POST"
    return (request.POST, request.FILES) if posted else (None, None)


def boundary_upload(request: HttpRequest) -> HttpResponse:
    """Show which boundaries the map has; take others."""
    rights = rights_of(request)
    version = current()
    known = land.names(version) if version else {}
    form = BoundaryForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.upload_boundaries(
                content=form.cleaned_data["file"].read(MOST_BYTES + 1),
                source=form.cleaned_data["source"],
                known=known,
                actor=rights.user,
                now=clock.now(),
            )
        except FaultyFileError as faulty:
            _tell(form, faulty)
        else:
            count = made.rows.count()
            messages.success(
                request,
                ngettext(
                    "The map now has the boundary of {n} district.",
                    "The map now has the boundaries of {n} districts.",
                    count,
                ).format(n=count),
            )
            return redirect("boundary-upload")
    sets = BoundarySet.objects.select_related("made_by")
    return render(
        request,
        "workloads/boundaries.html",
        {"form": form, "known": known, "sets": list(sets[:10])},
    )


def _tell(form: Form, faulty: FaultyFileError) -> None:
    for fault in faulty.faults:
        form.add_error("file", fault)


def barrier_list(request: HttpRequest) -> HttpResponse:
    """Show what is known about travel times; take rivers and crossings."""
    rights = rights_of(request)
    version = current()
    form = BarrierForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            barrier = barriers.upload(
                content=form.cleaned_data["file"].read(MOST_BYTES + 1),
                actor=rights.user,
                now=clock.now(),
            )
        except FaultyFileError as faulty:
            _tell(form, faulty)
        except ActError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("barrier-detail", pk=barrier.pk)
    rows = Barrier.objects.select_related("made_by", "decided_by").defer(
        "ways", "lines", "crossings"
    )
    return render(
        request,
        "workloads/barriers.html",
        {
            "form": form,
            "known": barriers.in_force(version) if version else None,
            "rows": list(rows[:20]),
        },
    )


def barrier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show rivers, crossings and the ways that follow; take the decision."""
    rights = rights_of(request)
    barrier = access.barrier_for(pk)
    last = current()
    return render(
        request,
        "workloads/barrier.html",
        {
            "barrier": barrier,
            "stale": last is not None and last.pk != barrier.version_id,
            "stuck": barriers.stuck(barrier),
            "rivers": sorted(barrier.lines),
            "own": barrier.made_by_id == rights.user.pk,
            "longest": land.named_ways(barrier),
            "form": RefusalForm(),
        },
    )


def barrier_count(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the ways anew."""
    barrier = access.barrier_for(pk)
    try:
        barriers.count_again(
            barrier=barrier, actor=rights_of(request).user, now=clock.now()
        )
    except ActError as refused:
        messages.error(request, str(refused))
    return redirect("barrier-detail", pk=pk)


def barrier_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply the ways, or refuse them with a reason."""
    barrier = access.barrier_for(pk)
    apply = request.POST.get("decision") == "apply"
    form = RefusalForm(request.POST)
    if not apply and not form.is_valid():
        messages.error(request, _("Write why not."))
        return redirect("barrier-detail", pk=pk)
    try:
        barriers.decide(
            barrier=barrier,
            apply=apply,
            why="" if apply else form.cleaned_data["why"],
            actor=rights_of(request).user,
            now=clock.now(),
        )
    except ActError as refused:
        messages.error(request, str(refused))
    return redirect("barrier-detail", pk=pk)
