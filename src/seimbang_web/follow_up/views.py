"""Pages after the decree: the list with its files, the sheet, the unit, oneself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seimbang_web.accounts.rights import rights_of
from seimbang_web.follow_up import access, listing, queries, systems
from seimbang_web.follow_up.page import Sheet
from seimbang_web.follow_up.tasks.actions import export_system, read_track
from seimbang_web.lib import clock
from seimbang_web.lib.export import csv, xlsx
from seimbang_web.organisation.access import units_in

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}
LIST, EXPORT = "follow_up.list", "follow_up.export"


def listed(request: HttpRequest) -> HttpResponse:
    """List the moves after their decrees; the filters are the address."""
    rights = rights_of(request)
    within = access.tracks_visible_to(rights, LIST)
    rows = listing.filtered(within, request.GET, rights.day)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    asked = [
        (name, label, choices, request.GET.get(name, ""))
        for name, (label, choices) in listing.FILTERS.items()
    ]
    counts = listing.counts(within, rights.day)
    content = {
        "page": page,
        "lines": queries.lines(page, rights.day),
        "filters": asked,
        "units": listing.units(within),
        "unit": request.GET.get("unit", ""),
        "counts": counts,
        "systems": _offers(request, counts.all),
    }
    return render(request, "follow_up/list.html", content)


def _offers(request: HttpRequest, all_: int) -> list[systems.Offer]:
    rights = rights_of(request)
    if not rights.may(EXPORT):
        return []
    return systems.offers(access.tracks_visible_to(rights, EXPORT), all_)


def export(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out the list, with its filters, as a file; recorded."""
    if form not in FILES:
        raise Http404
    rights = rights_of(request)
    within = access.tracks_visible_to(rights, EXPORT)
    rows = listing.filtered(within, request.GET, rights.day)
    table = listing.table(queries.lines(rows, rights.day))
    export_system(system="daftar", rows=len(table), actor=rights.user, now=clock.now())
    header = [str(one) for one in listing.HEADER]
    return FILES[form]("tindak-lanjut", header, table, by=rights.user)


def system(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out the list for another system as a workbook; recorded."""
    wanted = systems.SYSTEMS.get(name)
    if wanted is None:
        raise Http404
    rights = rights_of(request)
    table = systems.table(wanted, access.tracks_visible_to(rights, EXPORT))
    export_system(system=name, rows=len(table), actor=rights.user, now=clock.now())
    return xlsx(f"tindak-lanjut-{name}", wanted.header, table, by=rights.user)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the follow-up sheet of a person; that it was read is recorded."""
    rights = rights_of(request)
    track = access.track_for(rights, pk)
    read_track(track=track, actor=rights.user, now=clock.now())
    sheet = Sheet(queries.line(track, rights.day), rights)
    return render(request, "follow_up/detail.html", {"it": sheet})


def unit(request: HttpRequest) -> HttpResponse:
    """Show a head who comes, who leaves, when, and what is to be signed."""
    rights = rights_of(request)
    units = units_in(rights.reach("follow_up.unit"))
    rows = access.tracks_visible_to(rights, "follow_up.unit").filter(ended_at=None)
    sheets = [Sheet(one, rights) for one in queries.lines(rows, rights.day)]
    here = set(units.values_list("pk", flat=True))
    content = {
        "comes": [one for one in sheets if one.track.proposal.to_unit_id in here],
        "leaves": [one for one in sheets if one.track.proposal.from_unit_id in here],
    }
    return render(request, "follow_up/unit.html", content)


def own(request: HttpRequest) -> HttpResponse:
    """Show the person what happens now: dates, whom to report to, help."""
    rights = rights_of(request)
    sheets = [
        Sheet(one, rights)
        for one in queries.lines(queries.own_tracks(rights), rights.day)
    ]
    return render(request, "follow_up/own.html", {"sheets": sheets})
