"""The page of a unit: need, people, the years to come, history, reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.organisation.access import unit_for
from seimbang_web.workloads import access, actions, figures, need, queries, words
from seimbang_web.workloads import unit_queries as of_unit
from seimbang_web.workloads.forms import AnswerForm, DayForm, ReportForm
from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.reserved import Reserved, reserved_at


def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the unit: what it needs and has, its people, who leaves."""
    rights = rights_of(request)
    unit = unit_for(rights, pk)
    measured = queries.current_measurement()
    context: dict[str, Any] = {
        "unit": unit,
        "kind": words.kind_word(unit.kind),
        "may_report": of_unit.reaches(rights, unit, "unit.report"),
        "sees_tasks": of_unit.reaches(rights, unit, "inventory.read"),
        "sees_people": of_unit.reaches(rights, unit, "roster.read"),
    }
    if measured is not None:
        seats = queries.seats_of(unit, measured)
        for seat in seats:
            seat.unit = unit
        context |= _numbers(seats, measured)
        context["traits"] = of_unit.traits(unit, measured.version, measured.day)
        context["newer"] = queries.newer_than(measured)
    if context["sees_people"]:
        context["people"] = list(of_unit.people_of(unit))
        context["retirements"] = (
            of_unit.retirements(measured.version_id, measured.day) if measured else {}
        )
        context["statuses"] = of_unit.STATUSES
    return render(request, "workloads/unit.html", context)


def _numbers(seats: list[Seat], measured: Measurement) -> dict[str, Any]:
    """Return what the page says of the seats, the worst first."""
    ahead = of_unit.ahead(seats)
    most = max([1, *(max(seat.need_rounded or 0, seat.present) for seat in seats)])
    coming = reserved_at(seats[0].unit.code) if seats else {}
    lines = [_line(seat, most, coming.get(seat.job.code, [])) for seat in seats]
    return {
        "measured": measured,
        "finding": need.because(_foremost(seats), measured) if seats else "",
        "seats": lines,
        "ahead": ahead,
        "years": of_unit.leaving_by_year(ahead, measured.day),
        "retiring": sum(sum(row.retired) for row in ahead),
        "ending": sum(sum(row.ended) for row in ahead),
        "vacant": sum(line["vacant"] or 0 for line in lines),
    }


def _foremost(seats: list[Seat]) -> Seat:
    """Return the seat that lacks most, else the one with most too many."""
    if (seats[0].gap() or 0) < 0:
        return seats[0]
    return max(seats, key=lambda seat: seat.gap() or 0)


def _line(seat: Seat, most: int, coming: list[Reserved]) -> dict[str, Any]:
    return {
        "seat": seat,
        "todo": words.todo(seat),
        "order": words.ORDER.get(words.class_of(seat.gap()), 0),
        "picture": None
        if seat.need_rounded is None
        else figures.dumbbell(seat.need_rounded, seat.present, most),
        "vacant": None
        if seat.establishment is None
        else max(0, seat.establishment - seat.row["present_any"] - len(coming)),
        "reserved": len(coming),
        "since": min((one.since for one in coming), default=None),
        "effectiveness": words.effectiveness(seat),
        "flags": words.flags(seat),
    }


def unit_need(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """Answer with how the need of one seat came about, on one printed page."""
    unit = unit_for(rights_of(request), pk)
    measured = queries.current_measurement()
    seat = queries.seat_of(unit, job, measured) if measured else None
    if seat is None or measured is None:
        raise Http404
    seat.unit = unit
    return render(
        request,
        "workloads/need.html",
        {
            "unit": unit,
            "seat": seat,
            "measured": measured,
            "newer": queries.newer_than(measured),
            "need": need.told(seat, measured),
            "todo": words.todo(seat),
            "order": words.ORDER.get(words.class_of(seat.gap()), 0),
            "effectiveness": words.effectiveness(seat),
            "method": words.METHODS.get(seat.method, ""),
            "flags": words.flags(seat),
        },
    )


def unit_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with who sat where in the unit on a day, and who came and went."""
    rights = rights_of(request)
    unit = unit_for(rights, pk)
    form = DayForm(request.GET) if "date" in request.GET else DayForm()
    day: date | None = clock.today()
    if form.is_bound:
        day = form.cleaned_data["date"] if form.is_valid() else None
    else:
        form.initial["date"] = day
    sees_people = of_unit.reaches(rights, unit, "roster.read")
    return render(
        request,
        "workloads/history.html",
        {
            "unit": unit,
            "form": form,
            "day": day,
            "since": of_unit.first_day(),
            "sees_people": sees_people,
            "jobs": of_unit.seated(unit, day) if day else [],
            "changes": of_unit.changes(unit) if sees_people else [],
        },
    )


def unit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the report that the data of a unit are wrong."""
    rights = rights_of(request)
    unit = unit_for(rights, pk, "unit.report")
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        number = once(
            lambda: (
                actions.report_unit(
                    unit=unit,
                    text=form.cleaned_data["text"],
                    actor=rights.user,
                    now=now,
                ).pk
            ),
            key=request.POST.get("key", ""),
            act="unit.report",
            actor_id=rights.user.pk,
            now=now,
        )
        messages.success(
            request, _("The report has been sent; the personnel office answers it.")
        )
        return redirect("unit-report-detail", pk=number)
    return render(request, "workloads/report.html", {"unit": unit, "form": form})


def report_list(request: HttpRequest) -> HttpResponse:
    """Answer with the reports of wrong data, those without an answer first."""
    rows = access.reports_visible_to(rights_of(request))
    waiting = list(rows.filter(answered_at=None).order_by("made_at")[:200])
    answered = list(rows.exclude(answered_at=None).order_by("-answered_at")[:50])
    return render(
        request, "workloads/reports.html", {"waiting": waiting, "answered": answered}
    )


def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one report; take its answer."""
    rights = rights_of(request)
    report = access.report_for(rights, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_report(
                report=report,
                answer=form.cleaned_data["answer"],
                actor=rights.user,
                now=clock.now(),
            )
        except ActError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The answer has been sent."))
            return redirect("unit-report-detail", pk=pk)
    return render(
        request, "workloads/report_detail.html", {"report": report, "form": form}
    )
