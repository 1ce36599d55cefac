"""Pages of rounds: all of them, one, a new one, the days of its steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError, once
from seimbang_web.plans import queries
from seimbang_web.plans.access import round_for
from seimbang_web.plans.forms import DaysForm, RoundForm
from seimbang_web.plans.rounds import open_round, set_deadlines


def round_list(request: HttpRequest) -> HttpResponse:
    """Show all rounds."""
    return render(request, "plans/round_list.html", {"rounds": queries.rounds()})


def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: its days, its plans, the one that was chosen."""
    held = round_for(rights_of(request), pk)
    return render(
        request,
        "plans/round_detail.html",
        {
            "round": held,
            "steps": queries.deadlines(held),
            "lines": queries.lines(held),
            "choice": queries.chosen(held),
        },
    )


def round_new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    form = RoundForm(request.POST or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            pk = _open(request, form)
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The round is open."))
            return redirect("round-detail", pk)
    context = {"form": form, "before": queries.open_round()}
    return render(request, "plans/round_new.html", context)


def _open(request: HttpRequest, form: RoundForm) -> int:
    now = clock.now()

    def run() -> int:
        return open_round(
            name=form.cleaned_data["name"],
            day=form.cleaned_data["day"],
            deadlines=form.deadlines(),
            actor=request.user,
            now=now,
            today=clock.today(),
        ).pk

    key, who = request.POST.get("key", ""), rights_of(request).user.pk
    return int(once(run, key=key, act="round.open", actor_id=who, now=now))


def round_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the days of a round."""
    held, stale = round_for(rights_of(request), pk, "plan.write"), None
    now = {"base": held.version}
    initial = {**now, **held.deadlines}
    form = DaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_deadlines(
                round=held,
                base=form.cleaned_data["base"] or 0,
                deadlines=form.deadlines(),
                actor=request.user,
                now=clock.now(),
            )
        except StaleError as error:
            stale = error
            form.data = {**request.POST.dict(), **now}  # compared: save again
        else:
            messages.success(request, _("The days are saved."))
            return redirect("round-detail", held.pk)
    rows = stale and [
        (queries.STEPS[step], stale.mine[step], stale.theirs[step])
        for step in sorted(stale.mine)
    ]
    context = {"round": held, "form": form, "stale": rows, "told": stale}
    return render(request, "plans/round_days.html", context)
