"""Pages of the comparison: plans side by side, the extremes, the curve."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from seimbang_web.accounts.rights import rights_of
from seimbang_web.comparison import actions, queries
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.plans.access import plan_for


def compare(request: HttpRequest) -> HttpResponse:
    """Show plans side by side; without ticks, what can be compared."""
    ticked = request.GET.getlist("p")
    mixed = request.GET.get("beda") == "1"
    found = queries.compared(ticked, mixed=mixed)
    base = next((one.plan for one in found.entries if one.plan), None)
    curve = None
    if found.shown and base is not None:
        curve = queries.curve_of(base, found.entries, _number(request))
    return render(
        request,
        "comparison/compare.html",
        {
            "offer": queries.offer(ticked),
            "found": found,
            "curve": curve,
            "ticked": ticked,
            "ticked_mixed": mixed,
        },
    )


def extremes(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the best plan of each criterion on the ground of a plan."""
    plan = plan_for(rights_of(request), pk, "plan.write")
    try:
        actions.ask_extremes(plan=plan, actor=request.user, now=clock.now())
    except ActError as refused:
        messages.error(request, str(refused))
    return redirect(address(request.POST.getlist("p")) + "#pilihan")


def frontier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the curve of a plan alone, or ask for it."""
    if request.method == "POST":
        plan = plan_for(rights_of(request), pk, "plan.write")
        try:
            actions.ask_frontier(plan=plan, actor=request.user, now=clock.now())
        except ActError as refused:
            messages.error(request, str(refused))
        back = request.POST.getlist("p")
        alone = reverse("compare-frontier", args=[pk])
        return redirect(address(back) + "#kurva" if back else alone)
    plan = plan_for(rights_of(request), pk)
    entries = queries.entries_of([str(plan.pk)])
    curve = queries.curve_of(plan, entries, _number(request))
    return render(
        request,
        "comparison/frontier.html",
        {"plan": plan, "curve": curve, "ticked": []},
    )


def address(ticked: Sequence[str]) -> str:
    """Return the address of the comparison of those ticked."""
    query = urlencode([("p", one) for one in ticked])
    return reverse("compare") + (f"?{query}" if query else "")


def _number(request: HttpRequest) -> int | None:
    """Return the number of moves asked for, when it is one."""
    asked = request.GET.get("k", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else None
