"""Where the gaps are: the list with its map, one job, one district, files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang.report.unit_map import SHAPES
from seimbang_web.accounts.rights import rights_of
from seimbang_web.audit.actions import record
from seimbang_web.lib import clock, export
from seimbang_web.workloads import figures, land, queries, table, words
from seimbang_web.workloads.filters import Filters
from seimbang_web.workloads.forms import ChoiceForm
from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.queries import Cell

PER_PAGE = 25
FILES = {"csv": export.csv, "xlsx": export.xlsx}
WORST, MOST = 20, 10  # posts of a job with a picture: shortages, surpluses


def workload_map(request: HttpRequest) -> HttpResponse:
    """Answer with the list of seats as asked for; the map when asked for."""
    measured = queries.current_measurement()
    if measured is None:
        return render(request, "workloads/empty.html")
    filters, options = Filters.of(request.GET), queries.options(measured)
    cells = queries.cells(filters.base(measured)) if filters.map else []
    counts = (
        queries.tally_of(cells)
        if filters.map
        else queries.tally(filters.base(measured))
    )
    rows = table.listed(filters.rows(measured))
    paginator = Paginator(rows, PER_PAGE)
    if not filters.below:
        paginator.count = sum(
            counts[name] for name in counts if filters.takes_class(name)
        )
    page = paginator.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "measured": measured,
        "newer": queries.newer_than(measured),
        "filters": filters,
        "form": ChoiceForm(filters, options),
        "finding": _finding(filters, options, counts),
        "classes": _classes(counts, request.GET),
        "page": page,
        "rows": list(table.page_rows(page.object_list, filters)),
        "headings": [
            (str(table.HEADINGS[name]), name in table.NUMBERS)
            for name in table.columns(filters)
        ],
        "job": options.job(filters.job),
        "unmeasured": counts[words.UNMEASURED],
    }
    if filters.map:
        context |= _map(measured, filters, cells, request.GET)
    return render(request, "workloads/map.html", context)


def _finding(filters: Filters, options: queries.Options, counts: dict[str, int]) -> str:
    job = options.job(filters.job)
    kinds = (
        {filters.kind} if filters.kind else options.kinds_of.get(filters.job or 0, ())
    )
    units = words.kinds_word(kinds) if job else _("posts")
    return words.finding(counts, units=units, job=job, years=filters.years)


def _classes(counts: dict[str, int], query: QueryDict) -> list[dict[str, Any]]:
    """Return the classes with number, bar and address of the list of them."""
    most = max(1, *counts.values())
    return [
        {
            "name": name,
            "words": str(label),
            "order": words.ORDER.get(name, 0),
            "shape": SHAPES[name],
            "count": counts[name],
            "bar": figures.share(counts[name], most, name),
            "here": query.get("gap") == name,
            "url": _with(query, gap=None if query.get("gap") == name else name),
        }
        for name, label in words.NAMES.items()
    ]


def _map(
    measured: Measurement, filters: Filters, base: list[Cell], query: QueryDict
) -> dict[str, Any]:
    """Return the picture and the table of the districts, of the same choice."""
    cells = [
        cell for cell in base if filters.takes(cell.gap, cell.staying, cell.minimum)
    ]
    shape = land.shape(measured)
    everywhere = land.names(measured.version)
    areas = queries.areas(cells)
    urls = {
        code: _with(query, district=None if filters.district == code else code)
        for code in everywhere
    }
    return {
        "picture": land.picture(
            cells, areas, shape, everywhere, urls, land.rivers(measured)
        ),
        "shape": shape,
        "areas": [(area, urls.get(area.code, "")) for area in areas],
        "units_drawn": len({cell.unit for cell in cells if cell.latitude is not None}),
        "units_all": len({cell.unit for cell in cells}),
    }


def _with(query: QueryDict, **changes: str | None) -> str:
    """Return the address of this page with other values, from its first page."""
    changed = query.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = value
    return f"?{changed.urlencode()}"


def workload_export(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the seats asked for as a file, all columns."""
    measured = queries.current_measurement()
    if measured is None or form not in FILES:
        raise Http404
    user = rights_of(request).user
    header, rows = table.file(measured, Filters.of(request.GET))
    with transaction.atomic():
        record(
            actor=user,
            act="workload.export",
            subject=f"measurement:{measured.pk}",
            now=clock.now(),
            content={"rows": len(rows), "choice": request.GET.urlencode()[:500]},
        )
    return FILES[form]("beban-kerja", header, rows, by=user)


def workload_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one job: how its gaps are spread, the worst posts, the districts."""
    measured = queries.current_measurement()
    options = queries.options(measured) if measured else None
    if measured is None or options is None or not options.job(pk):
        raise Http404
    filters = Filters(job=pk)
    rows = list(table.listed(filters.rows(measured)))
    gaps = [(seat, gap) for seat in rows if (gap := seat.gap()) is not None]
    short = [seat for seat, gap in gaps if gap < 0][:WORST]
    over = [seat for seat, gap in reversed(gaps) if gap > 0][:MOST]
    shown = short + over
    most = max([1, *(max(seat.need_rounded or 0, seat.present) for seat in shown)])
    counts = queries.tally(filters.base(measured))
    units = words.kinds_word(options.kinds_of[pk])
    return render(
        request,
        "workloads/job.html",
        {
            "measured": measured,
            "name": options.job(pk),
            "pk": pk,
            "finding": words.finding(counts, units=units, job=options.job(pk), years=0),
            "later": words.finding(
                queries.tally(Filters(job=pk, years=5).base(measured)),
                units=units,
                job=options.job(pk),
                years=5,
            ),
            "histogram": figures.histogram([gap for _seat, gap in gaps]),
            "posts": [_post(seat, most) for seat in shown],
            "areas": queries.areas(queries.cells(filters.rows(measured))),
        },
    )


def _post(seat: Seat, most: int) -> dict[str, Any]:
    return {
        "seat": seat,
        "picture": figures.dumbbell(seat.need_rounded or 0, seat.present, most),
        "todo": words.todo(seat),
    }


def district_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with one district: its jobs, its units, those that lack most first."""
    measured = queries.current_measurement()
    if measured is None or code not in land.names(measured.version):
        raise Http404
    filters = Filters(district=code)
    cells = queries.cells(filters.rows(measured))
    jobs = queries.totals(cells, lambda cell: (cell.job, cell.job_name))
    units = queries.totals(
        cells, lambda cell: (cell.unit, cell.name, words.kind_word(cell.kind))
    )
    counts = queries.tally(filters.base(measured))
    return render(
        request,
        "workloads/district.html",
        {
            "measured": measured,
            "code": code,
            "name": land.names(measured.version)[code],
            "finding": words.finding(counts, units=_("posts"), job="", years=0),
            "jobs": sorted(jobs.items(), key=lambda x: (-x[1].lacks, x[0][1])),
            "units": sorted(units.items(), key=lambda x: (-x[1].lacks, x[0][1])),
            "map": f"{reverse('workload-map')}?map=1&district={code}",
        },
    )
