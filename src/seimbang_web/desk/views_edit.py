"""Pages of the desk that change: an edit and its effect, the plan made anew, undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.cards.rules import Sight
from seimbang_web.desk import actions
from seimbang_web.desk.access import made, made_for, sights
from seimbang_web.desk.diff import diff
from seimbang_web.desk.edits import Wanted, wanted
from seimbang_web.desk.effects import effect_of
from seimbang_web.desk.forms import Accept, Anew
from seimbang_web.desk.waiting import gauge, waits
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError, once
from seimbang_web.plans.access import plan_for
from seimbang_web.plans.models import Plan
from seimbang_web.workloads.actions import spoken


def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an edit would do; a POST accepts it."""
    rights = rights_of(request)
    plan = made_for(rights, pk, "plan.write")
    edit = wanted(request.GET, plan)
    sight = sights(rights, edit.people)
    shown = effect_of(plan, edit, sight)
    form = Accept(request.POST or None, soft=bool(shown.soft))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            _accept(request, plan, edit, form, sight)
        except StaleError as stale:
            conflict = stale
        except ActError as refused:
            form.add_error(None, str(refused))
        else:
            told = _("Accepted: {edit} It takes effect when the plan is made anew.")
            messages.success(request, told.format(edit=edit.words))
            return redirect("desk", pk=plan.pk)
    pins = list(actions.held(plan, edit))
    if request.method != "POST" and (shown.denied or shown.soft):
        actions.read_rules(edit=edit, actor=request.user, now=clock.now())
    context = {
        "plan": plan,
        "edit": edit,
        "shown": shown,
        "form": form,
        "pins": pins,
        "seen": ",".join(str(pin.pk) for pin in pins),
        "conflict": conflict,
    }
    status = 409 if conflict else 200
    return render(request, "desk/effect.html", context, status=status)


def _accept(
    request: HttpRequest,
    plan: Plan,
    edit: Wanted,
    form: Accept,
    sight: dict[int, Sight],
) -> None:
    now = clock.now()
    once(
        lambda: actions.accept(
            plan=plan,
            edit=edit,
            why=form.cleaned_data["why"],
            aware=form.cleaned_data.get("aware", False),
            seen=form.cleaned_data["seen"],
            sight=sight,
            actor=request.user,
            now=now,
        ),
        key=request.POST.get("key", ""),
        act="desk.accept",
        actor_id=rights_of(request).user.pk,
        now=now,
    )


def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Take accepted edits back."""
    plan = made_for(rights_of(request), pk, "plan.write")
    asked = [int(one) for one in request.POST.getlist("pin") if one.isdecimal()]
    try:
        number = actions.undo(
            plan=plan, pins=asked, actor=request.user, now=clock.now()
        )
    except ActError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("{number} taken back.").format(number=number))
    return redirect("desk", pk=plan.pk)


def replan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would go into the plan made anew; a POST asks for it."""
    plan = made_for(rights_of(request), pk, "plan.write")
    form = Anew(request.POST or None)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            made_anew = _anew(request, plan, form)
        except StaleError as stale:
            conflict = stale
        except ActError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("desk-diff", pk=made_anew)
    waiting = waits(plan)
    context = {
        "plan": plan,
        "form": form,
        "waiting": waiting,
        "gauge": gauge(plan, waiting),
        "seen": ",".join(str(pin.pk) for pin in waiting.put),
        "conflict": conflict,
    }
    status = 409 if conflict else 200
    return render(request, "desk/replan.html", context, status=status)


def _anew(request: HttpRequest, plan: Plan, form: Anew) -> int:
    now, given = clock.now(), form.cleaned_data
    answer: int = once(
        lambda: (
            actions.make_anew(
                plan=plan,
                name=given["name"],
                keep=given["keep"],
                seen=given["seen"],
                actor=request.user,
                now=now,
            ).pk
        ),
        key=request.POST.get("key", ""),
        act="desk.replan",
        actor_id=rights_of(request).user.pk,
        now=now,
    )
    return answer


def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a plan made anew changes, or how far its solver is."""
    plan = plan_for(rights_of(request), pk)
    context = {
        "plan": plan,
        "found": diff(plan) if made(plan) else None,
        "reason": spoken(plan.reason) if plan.reason else "",
    }
    return render(request, "desk/diff.html", context)
