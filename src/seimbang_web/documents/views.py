"""One letter, with its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents.access import kind_for, letter_for
from seimbang_web.documents.actions.draft import draft
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import docx_of, ending, pdf_of
from seimbang_web.documents.models import File, Letter
from seimbang_web.documents.page import Sheet
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.export import attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS = {"pdf": (pdf_of, "application/pdf"), "docx": (docx_of, DOCX)}


def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter: where it stands, what this person may do, its words."""
    rights = rights_of(request)
    letter = letter_for(rights, pk)
    context = {"letter": letter, "sheet": Sheet(letter, rights)}
    return render(request, "documents/letter_detail.html", context)


def letter_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Answer with the letter as PDF or DOCX, or with the scan of the signed paper."""
    letter = letter_for(rights_of(request), pk)
    if form == "scan":
        held = letter.files.filter(form=File.Form.SCAN).last()
        if held is None:
            raise Http404
        return attachment(
            bytes(held.content), *_named(letter, *ending(bytes(held.content)))
        )
    if form not in MAKERS:
        raise Http404
    make, media = MAKERS[form]
    return attachment(make(letter), *_named(letter, form, media))


def _named(letter: Letter, form: str, media: str) -> tuple[str, str]:
    return f"surat-{letter.pk}.{form}", media


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
