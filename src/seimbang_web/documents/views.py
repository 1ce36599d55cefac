"""One letter, with its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents.access import kind_for, letter_for
from seimbang_web.documents.actions.draft import DRAFTS, draft
from seimbang_web.documents.actions.numbers import faults
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import docx_of, pdf_of
from seimbang_web.documents.frame import drafted
from seimbang_web.documents.models import Kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter: where it stands, its words, what keeps it from its number."""
    letter = letter_for(rights_of(request), pk)
    composer = COMPOSERS.get(Kind(letter.kind))
    return render(
        request,
        "documents/letter_detail.html",
        {
            "letter": letter,
            "blocks": drafted(letter),
            "faults": faults(letter, clock.today()) if letter.state in DRAFTS else [],
            "initials": letter.initials.select_related("user"),
            "records": letter.records.select_related("made_by"),
            "record_page": composer.page(letter.subject) if composer else "",
        },
    )


def letter_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Answer with the letter as PDF or DOCX."""
    letter = letter_for(rights_of(request), pk)
    makers = {"pdf": (pdf_of, "application/pdf"), "docx": (docx_of, DOCX)}
    if form not in makers:
        raise Http404
    make, media = makers[form]
    return HttpResponse(
        make(letter),
        content_type=media,
        headers={
            "Content-Disposition": f'attachment; filename="surat-{letter.pk}.{form}"'
        },
    )


@require_POST
def letter_new(request: HttpRequest) -> HttpResponse:
    """Draft a letter of a record, and open it; the record's page says why not."""
    rights, subject = rights_of(request), request.POST.get("subject", "")
    kind = kind_for(rights, request.POST.get("kind", ""), subject)
    now, day = clock.now(), clock.today()

    def run() -> int:
        made = draft(kind=kind, subject=subject, actor=rights.user, now=now, day=day)
        return made.pk

    key = request.POST.get("key", "")
    try:
        pk = once(run, key=key, act="letter.draft", actor_id=rights.user.pk, now=now)
    except ActError as error:
        messages.error(request, str(error))
        return redirect(COMPOSERS[kind].page(subject))
    return redirect("letter-detail", pk)
