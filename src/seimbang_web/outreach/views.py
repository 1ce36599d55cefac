"""The calendar, circulars with proof of reading, forms to be printed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.outreach import actions, queries
from seimbang_web.outreach.access import circular_for, units_told_by
from seimbang_web.outreach.forms import CircularForm, GatheringForm
from seimbang_web.outreach.models import Circular

PAPERS = ("aspirasi", "tanggapan", "keberatan")


def outreach(request: HttpRequest) -> HttpResponse:
    """Show the calendar of the round and what is told to the person."""
    rights = rights_of(request)
    held, dates = queries.calendar(rights)
    return render(
        request,
        "outreach/outreach.html",
        {
            "round": held,
            "dates": dates,
            "next": next((one for one in dates if not one.past), None),
            "circulars": queries.circulars(rights),
            "faqs": queries.faqs(rights)[:5],
            "papers": PAPERS,
        },
    )


def circular_new(request: HttpRequest) -> HttpResponse:
    """Write a circular and publish it."""
    return _written(request, None)


def circular_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the circular that takes the place of another."""
    return _written(request, circular_for(rights_of(request), pk))


def _written(request: HttpRequest, before: Circular | None) -> HttpResponse:
    start = before and {
        "audience": before.audience,
        "title": before.title,
        "body": before.body,
        "short": before.short,
    }
    form = CircularForm(request.POST or None, initial=start or {})
    if request.method == "POST" and form.is_valid():
        try:
            pk = _published(request, form, before)
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The circular is published."))
            return redirect("circular-detail", pk)
    context = {"form": form, "before": before, "far": queries.without_account()}
    return render(request, "outreach/circular_new.html", context)


def _published(
    request: HttpRequest, form: CircularForm, before: Circular | None
) -> int:
    now, (held, _dates) = clock.now(), queries.calendar(rights_of(request))

    def run() -> int:
        return actions.publish_circular(
            told=actions.Told(**form.cleaned_data),
            round=held,
            replaces=before,
            actor=request.user,
            now=now,
            day=clock.today(),
        ).pk

    key, who = request.POST.get("key", ""), rights_of(request).user.pk
    return int(once(run, key=key, act="circular.publish", actor_id=who, now=now))


def circular_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a circular; take that the person read it."""
    rights = rights_of(request)
    circular = circular_for(rights, pk)
    if request.method == "POST":
        actions.confirm_reading(circular=circular, actor=request.user, now=clock.now())
        messages.success(request, _("Your reading is confirmed."))
        return redirect("circular-detail", pk)
    reading = circular.readings.filter(user=rights.user).first()
    context = {"circular": circular, "reading": reading}
    return render(request, "outreach/circular_detail.html", context)


def circular_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how many read a circular and in which units it was read out."""
    rights = rights_of(request)
    circular = circular_for(rights, pk)
    context = {
        "circular": circular,
        "proof": queries.proof(circular, rights.day),
        "far": queries.without_account(),
    }
    return render(request, "outreach/circular_proof.html", context)


def circular_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a circular as a sheet to hang up, with the text to send by hand."""
    circular = circular_for(rights_of(request), pk)
    return render(request, "outreach/circular_print.html", {"circular": circular})


def gathering_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that a circular was read out in a unit."""
    rights = rights_of(request)
    circular, units = circular_for(rights, pk), units_told_by(rights)
    form = GatheringForm(
        request.POST or None, units=units, initial={"held_on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_gathering(
                circular=circular,
                actor=request.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you: it is kept as proof."))
            return redirect("circular-detail", pk)
    context = {"form": form, "circular": circular}
    return render(request, "outreach/gathering_new.html", context)


def paper_form(request: HttpRequest, form: str) -> HttpResponse:
    """Show a form to be printed, for those without internet."""
    if form not in PAPERS:
        raise Http404
    held, dates = queries.calendar(rights_of(request))
    until = next((one.day for one in dates if one.mine), None)
    context = {"round": held, "until": until, "paper": form}
    return render(request, f"outreach/paper_{form}.html", context)
