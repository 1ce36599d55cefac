"""Letters: the register, one letter with its files, the check page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents.access import letter_for, letters_visible_to
from seimbang_web.documents.actions.draft import DRAFTS
from seimbang_web.documents.actions.numbers import faults
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import docx_of, pdf_of
from seimbang_web.documents.frame import drafted
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.lib import clock

PAGE = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_list(request: HttpRequest) -> HttpResponse:
    """Show the letters, the last first; filters stand in the address."""
    rows = letters_visible_to(rights_of(request))
    for name in ("kind", "state"):
        if wanted := request.GET.get(name):
            rows = rows.filter(**{name: wanted})
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": Kind.choices, "states": State.choices}
    return render(request, "documents/letter_list.html", context)


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


def letter_check(request: HttpRequest, token: str) -> HttpResponse:
    """Show whether a printed letter is genuine: only what is printed on its face."""
    letter = Letter.objects.filter(token=token).exclude(number="").first()
    status = 200 if letter else 404
    response = render(
        request, "documents/letter_check.html", {"letter": letter}, status=status
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
