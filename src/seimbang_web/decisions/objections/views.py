"""The pages of objections."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.decisions.models import Objection
from seimbang_web.decisions.objections import access, actions, queries, replan
from seimbang_web.decisions.objections.forms import (
    AdviseForm,
    DecideForm,
    FileForm,
    ReplanForm,
)
from seimbang_web.decisions.objections.receipt import closing, facts, lines
from seimbang_web.decisions.objections.receipt_file import pdf_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.doing import kept, told
from seimbang_web.lib.export import attachment
from seimbang_web.lib.form import Form

PAGE = 50
TEXT, PDF = "text/plain; charset=utf-8", "application/pdf"


def listed(request: HttpRequest) -> HttpResponse:
    """List the objections within reach, those due first on top."""
    state = request.GET.get("state", "")
    rights = rights_of(request)
    rows = queries.filtered(access.objections_visible_to(rights), state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told = [queries.about(one, rights) for one in page]
    content = {"page": page, "rows": told, "state": state}
    return render(request, "decisions/objections/list.html", content)


def own(request: HttpRequest) -> HttpResponse:
    """Show the person's own objections."""
    rights = rights_of(request)
    rows = access.objections_visible_to(rights).filter(
        proposal__person=rights.user.person_id
    )
    content = {
        "rows": [queries.about(one, rights) for one in rows],
        "open": queries.open_to(rights.user),
    }
    return render(request, "decisions/objections/own.html", content)


def new(request: HttpRequest, proposal: int) -> HttpResponse:
    """Let the person object: say why, check, send."""
    return _filing(request, proposal, assisted=False)


def assist(request: HttpRequest, proposal: int) -> HttpResponse:
    """Enter an objection in the person's presence, marked so."""
    return _filing(request, proposal, assisted=True)


def _filing(request: HttpRequest, pk: int, *, assisted: bool) -> HttpResponse:
    rights = rights_of(request)
    proposal = access.to_object(rights, pk, assisted=assisted)
    changing = "change" in request.POST
    form = FileForm(request.POST or None)
    way = queries.way_of(proposal)
    content = {"proposal": proposal, "way": way, "form": form, "assisted": assisted}
    if request.method != "POST" or changing or not form.is_valid():
        return render(request, "decisions/objections/new.html", content)
    if "send" not in request.POST:
        return render(request, "decisions/objections/check.html", content)

    def run() -> int:
        made = actions.file_objection(
            proposal=proposal,
            reasons=form.cleaned_data["reasons"],
            told=form.cleaned_data["told"],
            assisted=assisted,
            actor=rights.user,
            now=clock.now(),
            day=clock.today(),
        )
        return made.pk

    try:
        key = request.POST.get("key", "")
        made = once(
            run, key=key, act="objection.file", actor_id=rights.user.pk, now=clock.now()
        )
    except ActError as error:
        form.add_error(None, str(error))
        return render(request, "decisions/objections/new.html", content)
    return redirect("objection-receipt", made)


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt: the number, until when it is answered, what comes next."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "objection.receipt")
    content = {"it": queries.about(one, rights), "facts": facts(one)}
    content["closing"] = closing()
    return render(request, "decisions/objections/receipt.html", content)


def receipt_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the receipt as text or PDF."""
    one = access.objection_for(rights_of(request), pk, "objection.receipt")
    if form == "txt":
        text = "\n".join([*lines(one), ""])
        return attachment(text.encode(), f"{one.receipt}.txt", TEXT)
    if form == "pdf":
        return attachment(pdf_of(one), f"{one.receipt}.pdf", PDF)
    raise Http404


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one objection: who has it, by when, what upholding would change."""
    rights = rights_of(request)
    return _page(request, access.objection_for(rights, pk), "detail")


def _page(
    request: HttpRequest,
    one: Objection,
    page: str,
    form: Form | None = None,
    **more: Any,
) -> HttpResponse:
    content = {"it": queries.about(one, rights_of(request)), "form": form, **more}
    return render(request, f"decisions/objections/{page}.html", content)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was told in confidence; that it was read is recorded."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "objection.reasons")
    told = actions.read_told(objection=one, actor=rights.user, now=clock.now())
    return _page(request, one, "read", told=told)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause before an objection is withdrawn; then withdraw it."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "objection.withdraw")
    if request.method != "POST":
        return _page(request, one, "withdraw")
    told(
        request,
        lambda: actions.withdraw_objection(
            objection=one, actor=rights.user, now=clock.now()
        ),
        _("The objection is withdrawn."),
    )
    return redirect("objection-receipt", pk)


def advise(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the decision."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "objection.advise")
    start = {"version": one.version, "considered": one.considered}
    form = AdviseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        done = kept(
            form,
            lambda: actions.advise_objection(
                objection=one,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            ),
        )
        if done:
            messages.success(request, _("Kept: the authority decides now."))
            return redirect("objection-detail", pk)
    return _page(request, one, "advise", form)


@recent
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on an objection."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "objection.decide")
    start = {"version": one.version, "considered": one.considered}
    form = DecideForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = kept(
            form,
            lambda: actions.decide_objection(
                objection=one,
                version=data["version"],
                upheld=data["outcome"] == "ya",
                considered=data["considered"],
                why=data["why"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        )
        if done:
            messages.success(request, _("The decision is kept; a letter tells it."))
            return redirect("objection-detail", pk)
    return _page(request, one, "decide", form)


@require_POST
@recent
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the decree until the objection is decided."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "objection.decide")
    told(
        request,
        lambda: actions.suspend_decree(
            objection=one, actor=rights.user, now=clock.now(), day=clock.today()
        ),
        _("The decree is stopped until it is decided."),
    )
    return redirect("objection-detail", pk)


def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the plan made anew, or take it over into a new version of the dossier."""
    rights = rights_of(request)
    one = access.objection_for(rights, pk, "dossier.make")
    if not queries.replans(rights).filter(pk=pk).exists():
        return redirect("dossier-list")
    form = ReplanForm(request.POST or None)
    if request.method == "POST" and one.replan is None:
        if replan.ask_replan(objection=one, actor=rights.user, now=clock.now()) is None:
            messages.error(request, _("There is no plan that could be made anew now."))
        return redirect("objection-replan", pk)
    if request.method == "POST" and form.is_valid():
        done = kept(
            form,
            lambda: replan.take_replan(
                objection=one,
                respond_until=form.cleaned_data["respond_until"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        )
        if done:
            messages.success(request, _("The new plan is taken over."))
            return redirect("dossier-list")
    return _page(request, one, "replan", form)
