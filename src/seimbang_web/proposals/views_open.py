"""Open proposals: from the chosen plan of the round, and from single cases."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.decide.calendar import working_day
from seimbang_web.accounts.rights import rights_of
from seimbang_web.cases.access import case_for
from seimbang_web.lib import clock
from seimbang_web.proposals import actions, listing
from seimbang_web.proposals.forms_office import OpenForm
from seimbang_web.proposals.sending import done

USUAL = 10  # working days to answer


def opening(request: HttpRequest) -> HttpResponse:
    """Show what the chosen plan changes, and propose its moves."""
    rights = rights_of(request)
    plan, cases = listing.to_be_opened()
    usual = {"respond_until": working_day(clock.today(), USUAL)}
    form = OpenForm(request.POST or None, initial=usual)
    if request.method == "POST" and plan is not None and form.is_valid():
        until, opened = form.cleaned_data["respond_until"], actions.Opened()

        def run() -> None:
            nonlocal opened
            opened = actions.open_proposals(
                plan=plan,
                respond_until=until,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            )

        if done(request, "proposal.open", form, run):
            messages.success(request, _told(opened))
            return redirect("proposal-list")
    content = {
        "plan": plan,
        "cases": cases,
        "form": form,
        "foreseen": actions.foreseen(plan) if plan else {},
    }
    return render(request, "proposals/open.html", content)


def _told(opened: actions.Opened) -> str:
    words = ngettext(
        "%(new)s proposal opened, %(kept)s kept, %(withdrawn)s withdrawn.",
        "%(new)s proposals opened, %(kept)s kept, %(withdrawn)s withdrawn.",
        len(opened.new),
    )
    return words % {
        "new": len(opened.new),
        "kept": len(opened.kept),
        "withdrawn": len(opened.withdrawn),
    }


def opening_case(request: HttpRequest, case: int) -> HttpResponse:
    """Propose the move of a single case."""
    rights = rights_of(request)
    held = case_for(rights, case, "proposal.open")
    usual = {"respond_until": working_day(clock.today(), USUAL)}
    form = OpenForm(request.POST or None, initial=usual)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "proposal.open",
            form,
            lambda: actions.open_for_case(
                case=held,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            ),
        )
    ):
        messages.success(request, _("The move is proposed to the person."))
        return redirect("proposal-list")
    return render(request, "proposals/open_case.html", {"case": held, "form": form})
