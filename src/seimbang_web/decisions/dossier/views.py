"""The pages of dossiers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang.decide import procedure as way
from seimbang_web.accounts.rights import rights_of
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.dossier import access, actions, queries
from seimbang_web.decisions.dossier.forms import (
    ChooseForm,
    FinishForm,
    PapersForm,
    RelativeForm,
    ReturnForm,
)
from seimbang_web.decisions.dossier.page import Page, groups, people_in_dossiers
from seimbang_web.decisions.dossier.papers import check_papers
from seimbang_web.decisions.dossier.relatives import declare_relative
from seimbang_web.decisions.models import Dossier, Relative, State
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, answered, once
from seimbang_web.lib.form import Form

PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """List the dossiers within reach, those with the reader first."""
    rights = rights_of(request)
    rows = access.dossiers_visible_to(rights)
    state = request.GET.get("state", "")
    if state in State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [Page(one, rights, clock.today()) for one in page.object_list]
    return render(
        request,
        "decisions/dossier/list.html",
        {"page": page, "shown": shown, "states": State.choices, "state": state},
    )


def new(request: HttpRequest) -> HttpResponse:
    """Show what waits for a dossier by round and lane; make one."""
    rights, day = rights_of(request), clock.today()
    key = request.POST.get("key", "")
    made = answered(key=key, act="dossier.make", actor_id=rights.user.pk)
    if made is not None:  # sent twice: what it froze does not wait any more
        return redirect("dossier-detail", made)
    offered = list(groups(day))
    form: Form | None = None
    if request.method == "POST":
        group = next(
            (one for one in offered if one.key == request.POST.get("group")), None
        )
        form = ChooseForm(group.proposals if group else [], request.POST)
        if group is not None and form.is_valid():

            def run() -> int:
                made = actions.make_dossier(
                    proposals=list(form.cleaned_data["proposals"]),
                    plan=group.plan,
                    lane=group.lane,
                    actor=rights.user,
                    now=clock.now(),
                    day=day,
                )
                return made.pk

            made = _once(request, form, "dossier.make", run)
            if made is not None:
                return redirect("dossier-detail", made)
    content = {"groups": offered, "form": form or Form()}
    return render(request, "decisions/dossier/new.html", content)


def _once(
    request: HttpRequest, form: Form, act: str, run: Callable[[], Any]
) -> Any | None:
    """Do an act once for its form; what it refuses stands on the form."""
    try:
        return once(
            run,
            key=request.POST.get("key", ""),
            act=act,
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except ActError as error:
        form.add_error(None, str(error))
        return None


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one dossier."""
    return _about(request, access.dossier_for(rights_of(request), pk))


def _about(
    request: HttpRequest, dossier: Dossier, form: Form | None = None
) -> HttpResponse:
    it = Page(dossier, rights_of(request), clock.today())
    entries = Paginator(it.rows, PAGE).get_page(request.GET.get("page"))
    content = {"dossier": dossier, "it": it, "page": entries, "form": form or Form()}
    return render(request, "decisions/dossier/detail.html", content)


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish the step that the dossier stands at with the reader."""
    rights = rights_of(request)
    dossier = access.dossier_for(rights, pk, "dossier.step")
    step = queries.mine(rights, dossier)
    key = request.POST.get("step", "") or (step.key if step else "")
    form = FinishForm(request.POST)
    if form.is_valid():

        def run() -> bool:
            actions.finish_step(
                dossier=dossier,
                key=key,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                remark=form.cleaned_data["remark"],
                digest=form.cleaned_data["digest"],
            )
            return True

        if _once(request, form, f"dossier.step:{dossier.pk}", run) is not None:
            messages.success(request, _("The step is kept; the dossier goes on."))
            return redirect("dossier-detail", pk)
    return _about(request, dossier, form)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the dossier for repair."""
    rights = rights_of(request)
    dossier = access.dossier_for(rights, pk, "dossier.step")
    form = ReturnForm(request.POST)
    if form.is_valid():

        def run() -> bool:
            actions.return_dossier(
                dossier=dossier,
                why=form.cleaned_data["why"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                digest=form.cleaned_data["digest"],
            )
            return True

        if _once(request, form, f"dossier.return:{dossier.pk}", run) is not None:
            messages.success(request, _("It is returned; its maker reads why."))
            return redirect("dossier-detail", pk)
    return _about(request, dossier, form)


@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new version of the dossier from its proposals that are still open."""
    rights = rights_of(request)
    dossier = access.dossier_for(rights, pk, "dossier.make")
    form = Form(request.POST)
    rows = [one.proposal for one in dossier.entries.select_related("proposal")]
    rows = [one for one in rows if one.state == "terbuka"]

    def run() -> int:
        made = actions.new_edition(
            dossier=dossier,
            proposals=rows,
            plan=dossier.plan,
            actor=rights.user,
            now=clock.now(),
            day=clock.today(),
        )
        return made.pk

    form.full_clean()
    made = _once(request, form, f"dossier.renew:{dossier.pk}", run)
    if made is None:
        return _about(request, dossier, form)
    messages.success(request, _("The new version is on its way; it is verified again."))
    return redirect("dossier-detail", made)


def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off the documents of an entry."""
    rights = rights_of(request)
    entry = access.entry_for(rights, pk, "dossier.papers")
    form = PapersForm(entry, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_papers(
                entry=entry, papers=form.papers(), actor=rights.user, now=clock.now()
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The checklist is kept."))
            return redirect("dossier-detail", entry.dossier_id)
    content = {"entry": entry, "dossier": entry.dossier, "form": form}
    return render(request, "decisions/dossier/papers.html", content)


def procedures(request: HttpRequest) -> HttpResponse:
    """List the lanes with their ways."""
    told = [way.procedure(lane) for lane in Lane.values]
    return render(request, "decisions/dossier/procedures.html", {"ways": told})


def procedure(request: HttpRequest, lane: str) -> HttpResponse:
    """Show the way of a lane: steps, articles, days, documents; to be printed."""
    if lane not in way.lanes():
        raise Http404
    told = way.procedure(lane)
    return render(request, "decisions/dossier/procedure.html", {"way": told})


def relatives(request: HttpRequest) -> HttpResponse:
    """Declare a relative among the people of dossiers on their way."""
    rights = rights_of(request)
    form = RelativeForm(people_in_dossiers(rights), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declare_relative(
                person=form.cleaned_data["person"],
                actor=rights.user,
                now=clock.now(),
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is kept; you step aside in that case."))
            return redirect("relative-own")
    held = Relative.objects.filter(user=rights.user).select_related("person__unit")
    content = {"form": form, "held": held}
    return render(request, "decisions/dossier/relatives.html", content)
