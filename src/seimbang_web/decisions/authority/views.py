"""The pages of the decision: what waits, the sheet, the check, the decision taken."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.decisions.authority import access, actions, queries
from seimbang_web.decisions.authority.check import Check
from seimbang_web.decisions.authority.forms import SheetForm
from seimbang_web.decisions.authority.queries import Sheet
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError

PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision, and the decisions taken."""
    rights = rights_of(request)
    page = Paginator(queries.decisions(), PAGE).get_page(request.GET.get("page"))
    waits = [Sheet(one, rights) for one in queries.to_decide(rights)]
    content = {"waits": waits, "page": page}
    return render(request, "decisions/authority/list.html", content)


def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet; what was chosen on it leads to the page before the signing."""
    rights = rights_of(request)
    dossier = access.dossier_to_decide(rights, pk)
    shown = Sheet(dossier, rights)
    if hasattr(dossier, "decision"):
        return redirect("decision-detail", pk)
    form = SheetForm(shown, request.POST or None)
    goes_on = request.method == "POST" and "back" not in request.POST
    if goes_on and not shown.changes and form.is_valid():
        return _check(request, shown, form)
    return render(
        request, "decisions/authority/sheet.html", {"sheet": shown, "form": form}
    )


def _check(request: HttpRequest, shown: Sheet, form: SheetForm) -> HttpResponse:
    """Show what is about to be decided, with a challenge for exactly this content."""
    check = Check(shown, form.outcomes(), form.day())
    content = {
        "check": check,
        "sheet": shown,
        "kept": [
            (name, value)
            for name, value in form.cleaned_data.items()
            if name == "effective_on" or name[:2] in ("o-", "w-")
        ],
        "challenge": actions.challenge(
            dossier=shown.dossier, actor=rights_of(request).user, now=clock.now()
        ),
    }
    return render(request, "decisions/authority/check.html", content)


@require_POST
@recent
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide: the content shown, once, by who proved again who they are."""
    rights = rights_of(request)
    dossier = access.dossier_to_decide(rights, pk)
    shown = Sheet(dossier, rights)
    form = SheetForm(shown, request.POST)
    if form.is_valid():
        try:
            actions.decide_dossier(
                dossier=dossier,
                outcomes=form.outcomes(),
                effective_on=form.day(),
                challenge=request.POST.get("challenge", ""),
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            )
        except ActError as error:
            messages.error(request, str(error))
            return redirect("decision-sheet", pk)
        messages.success(request, _("Decided. The decree can be drafted now."))
        return redirect("decision-detail", pk)
    return render(
        request, "decisions/authority/sheet.html", {"sheet": shown, "form": form}
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision that was taken."""
    decision = access.decision_for(rights_of(request), pk)
    content = {
        "decision": decision,
        "dossier": decision.dossier,
        "groups": queries.groups(decision),
        "digest": queries.short(decision.digest),
        "rest": queries.rest(decision),
    }
    return render(request, "decisions/authority/detail.html", content)
