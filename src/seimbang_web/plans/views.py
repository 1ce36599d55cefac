"""Pages of plans: the list, asking for one, one plan, its files, a unit in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.audit.actions import record
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.plans import detail, queries
from seimbang_web.plans.access import file_for, plan_for, unit_in
from seimbang_web.plans.actions import ask_plan
from seimbang_web.plans.checklist import checklist
from seimbang_web.plans.forms import PlanForm, ReasonForm, initial_of
from seimbang_web.plans.models import Plan, Round
from seimbang_web.plans.rounds import choose
from seimbang_web.regulations.queries import local_of, local_version


def plan_list(request: HttpRequest) -> HttpResponse:
    """Show the plans of the open round."""
    held = queries.open_round()
    return render(
        request,
        "plans/plan_list.html",
        {
            "round": held,
            "lines": queries.lines(held) if held else [],
            "choice": held and queries.chosen(held),
            "pins": held.pins.filter(ended_at=None).count() if held else 0,
        },
    )


def plan_new(request: HttpRequest) -> HttpResponse:
    """Ask for a plan."""
    held, rights = queries.open_round(), rights_of(request)
    if held is None:
        return redirect("round-new")
    parent = _parent(request, rights)
    form = PlanForm(
        request.POST or None,
        day=held.day,
        local=local_of(local_version(held.day)),
        initial=initial_of(parent) if parent else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("plan-detail", _ask(request, held, form, parent))
        except ActError as error:
            form.add_error(None, str(error))
    return render(
        request,
        "plans/plan_new.html",
        {
            "form": form,
            "round": held,
            "parent": parent,
            "items": checklist(held),
            "pins": queries.pins_of(held)[:5],
            "pin_count": queries.pins_of(held).count(),
        },
    )


def _parent(request: HttpRequest, rights: Rights) -> Plan | None:
    told = request.GET.get("dari", "")
    return plan_for(rights, int(told)) if told.isdigit() else None


def _ask(request: HttpRequest, held: Round, form: PlanForm, parent: Plan | None) -> int:
    now = clock.now()

    def run() -> int:
        wanted = form.wanted(parent)
        return ask_plan(round=held, wanted=wanted, actor=request.user, now=now).pk

    return int(
        once(
            run,
            key=request.POST.get("key", ""),
            act="plan.ask",
            actor_id=rights_of(request).user.pk,
            now=now,
        )
    )


def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one plan: what came out, what proves it, its files."""
    return _detail(request, plan_for(rights_of(request), pk), ReasonForm())


def _detail(request: HttpRequest, plan: Plan, form: ReasonForm) -> HttpResponse:
    choice = queries.chosen(plan.round)
    return render(
        request,
        "plans/plan_detail.html",
        {
            "form": form,
            "choice": choice,
            "line": queries.line(plan, choice),
            "made": bool(plan.findings),
            "open": plan.round.closed_on is None,
            "newer": queries.newer(plan),
            "files": detail.files(plan),
            "links": detail.links(plan),
            **_told(plan),
        },
    )


def _told(plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "finding": detail.finding(plan),
        "reason": detail.reason(plan),
        "live": detail.live(plan),
        "findings": detail.findings(plan),
        "checked": detail.checked(plan),
        "rows": detail.rows(plan),
        "asked": detail.asked(plan),
    }


def plan_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the line of the best value so far; the browser asks every two seconds."""
    plan = plan_for(rights_of(request), pk)
    return render(request, "plans/live.html", {"plan": plan, "live": detail.live(plan)})


def plan_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out a file of a plan, always as a download; the ledger knows of it."""
    held = file_for(rights_of(request), pk, name)
    with transaction.atomic():
        record(
            actor=request.user,
            act="plan.file",
            subject=f"plan:{pk}",
            now=clock.now(),
            content={"file": name, "digest": held.digest},
        )
    return download(bytes(held.content), f"rencana-{held.plan.number}-{name}")


def download(content: bytes, name: str) -> HttpResponse:
    """Return an answer that a browser keeps as a file and never opens in place."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def plan_unit(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Show who comes to a unit and who leaves it in a plan."""
    plan = plan_for(rights_of(request), pk)
    held = unit_in(plan, unit)
    return render(
        request,
        "plans/plan_unit.html",
        {
            "plan": plan,
            "unit": held,
            "ways": queries.ways(plan, held),
        },
    )


def plan_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a plan to be discussed; a second press says so."""
    plan = plan_for(rights_of(request), pk, "plan.choose")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail(request, plan, form)
    try:
        choose(
            plan=plan,
            why=form.cleaned_data["why"],
            actor=request.user,
            now=clock.now(),
        )
    except ActError as error:
        messages.warning(request, str(error))
    else:
        told = _("{plan} is chosen to be discussed.").format(plan=plan.name)
        messages.success(request, told)
    return redirect("plan-detail", plan.pk)
