"""Emergency access: taken with a reason, watched by auditor and protection officer."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.emergency import actions, queries
from seimbang_web.accounts.emergency.access import emergency_for
from seimbang_web.accounts.emergency.forms import EmergencyForm, ReviewForm
from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.doing import told

EACH = 50


@recent
def take(request: HttpRequest) -> HttpResponse:
    """Ask for a reason, and open an hour of reading."""
    rights = rights_of(request)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, now = form.cleaned_data, clock.now()
        try:
            once(
                lambda: actions.take_emergency(**told, rights=rights, now=now).pk,
                key=request.POST.get("key", ""),
                act="emergency.take",
                actor_id=rights.user.pk,
                now=now,
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            request.session[queries.EMERGENCY] = True
            messages.warning(
                request, _("It is open for 60 minutes. The auditor was told.")
            )
            return redirect("home")
    page = {"form": form, "running": queries.running_of(rights.user, clock.now())}
    return render(request, "accounts/emergency/take.html", page)


def listed(request: HttpRequest) -> HttpResponse:
    """Show the emergency accesses, what runs first."""
    page = Paginator(queries.accesses(), EACH).get_page(request.GET.get("page"))
    now = clock.now()
    rows = [
        (one, one.runs(now), [review.by for review in one.reviews.all()])
        for one in page
    ]
    running = sum(runs for _one, runs, _by in rows)
    told = {"page": page, "rows": rows, "running": running}
    return render(request, "accounts/emergency/list.html", told)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one: why, what was opened; keep what the reader found."""
    rights = rights_of(request)
    access = emergency_for(rights, pk, "emergency.read")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_emergency(
                access=access, **form.cleaned_data, actor=rights.user, now=clock.now()
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your review is kept."))
            return redirect("emergency-detail", pk)
    reviews = list(access.reviews.all())
    told = {
        "access": access,
        "runs": access.runs(clock.now()),
        "opened": list(queries.opened(access)),
        "reviews": reviews,
        "mine": any(one.by_id == rights.user.pk for one in reviews),
        "form": form,
    }
    return render(request, "accounts/emergency/detail.html", told)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End it before its hour is over."""
    rights = rights_of(request)
    access = emergency_for(rights, pk, "emergency.end")
    told(
        request,
        lambda: actions.end_emergency(
            access=access, actor=rights.user, now=clock.now()
        ),
        _("The emergency access has ended."),
    )
    seen = rights.may("emergency.read")
    return redirect("emergency-detail", pk) if seen else redirect("home")
