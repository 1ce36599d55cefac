"""The buttons that draft letters of dossiers and objections."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.decisions.letters.access import subject_for
from seimbang_web.documents.actions.draft import draft as draft_letter
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Draft one letter of a record, and open it."""
    rights = rights_of(request)
    kind, subject = subject_for(
        rights, request.POST.get("kind", ""), request.POST.get("subject", "")
    )

    def run() -> int:
        letter = draft_letter(
            kind=kind,
            subject=subject,
            actor=rights.user,
            now=clock.now(),
            day=clock.today(),
        )
        return letter.pk

    try:
        key = request.POST.get("key", "")
        pk = once(
            run, key=key, act="letter.draft", actor_id=rights.user.pk, now=clock.now()
        )
    except ActError as error:
        messages.error(request, str(error))
        return redirect(COMPOSERS[kind].page(subject))
    return redirect("letter-detail", pk)
