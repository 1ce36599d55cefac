"""Decide what names of other systems mean, and who of the people is gone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang.intake.foreign import IGNORED
from seimbang_web.accounts.rights import rights_of
from seimbang_web.imports import actions, matching
from seimbang_web.imports.access import import_for
from seimbang_web.imports.models import State
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Job, Unit

OWN_CODE = "kode"  # the answer "another code of ours", typed beside


def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the names that join nothing; keep what they mean, and check again."""
    source = import_for(rights_of(request), pk, "import.write")
    if source.state not in (State.READY, State.FAULTY):
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            matching.match(
                source=source,
                chosen=_chosen(request, len(source.proposals)),
                lock=_lock(request),
                actor=request.user,
                now=clock.now(),
            )
        except ActError as error:
            refused = str(error)
        else:
            messages.success(request, _("Kept; the files are checked again."))
            return redirect("import-detail", pk)
    return render(
        request,
        "imports/match.html",
        {
            "source": source,
            "names": matching.names(source),
            "units": Unit.objects.filter(present=True).values_list("code", "name"),
            "jobs": Job.objects.filter(present=True).values_list("code", "name"),
            "refused": refused,
            "ignored": IGNORED,
            "own_code": OWN_CODE,
        },
    )


def _chosen(request: HttpRequest, number: int) -> dict[int, str]:
    """Return the code chosen for each name; "" where nothing is."""
    found = {}
    for at in range(number):
        code = request.POST.get(f"means-{at}", "")
        if code == OWN_CODE:
            code = request.POST.get(f"code-{at}", "").strip()
        found[at] = code
    return found


def _lock(request: HttpRequest) -> int:
    lock = request.POST.get("lock", "")
    return int(lock) if lock.isdigit() else 0


@require_POST
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who of the people whom no file names is gone, or stays after all."""
    source = import_for(rights_of(request), pk, "import.write")
    try:
        actions.decide_people(
            source=source,
            gone=request.POST.getlist("gone"),
            back=request.POST.getlist("back"),
            lock=_lock(request),
            actor=request.user,
            now=clock.now(),
        )
    except ActError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Decided; the files are checked again."))
    return redirect("import-detail", pk)
