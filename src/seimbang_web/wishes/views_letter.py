"""What is kept or printed of wishes: receipt, letter of request, papers."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seimbang.document.block import Block
from seimbang.document.pdf import pdf
from seimbang_web.accounts.rights import rights_of
from seimbang_web.cases.scan import ENDING
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.export import attachment
from seimbang_web.wishes import access, actions
from seimbang_web.wishes.letters import request_blocks
from seimbang_web.wishes.models import Wish
from seimbang_web.wishes.receipt import lines

PDF = "application/pdf"


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt: number, what was sent, what happens next."""
    wish = access.wish_for(rights_of(request), pk)
    return _receipt(request, wish, helped=False)


def receipt_helped(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt to the helper, to be printed and handed out."""
    return _receipt(request, access.helped_for(rights_of(request), pk), helped=True)


def _receipt(request: HttpRequest, wish: Wish, *, helped: bool) -> HttpResponse:
    own_ = wish.person_id == rights_of(request).user.person_id
    content = {"wish": wish, "lines": lines(wish), "helped": helped, "own": own_}
    return render(request, "wishes/receipt.html", content)


def receipt_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the receipt as text, for a message."""
    wish = access.wish_for(rights_of(request), pk)
    content = "\n".join([*lines(wish), ""]).encode()
    name = f"{wish.receipt}-tanda-terima.txt"
    return attachment(content, name, "text/plain; charset=utf-8")


def receipt_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the receipt as a PDF."""
    return _receipt_pdf(access.wish_for(rights_of(request), pk))


def receipt_helped_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the receipt as a PDF to the helper, to be printed."""
    return _receipt_pdf(access.helped_for(rights_of(request), pk))


def _receipt_pdf(wish: Wish) -> HttpResponse:
    told, held = lines(wish), profile()
    title = _("Receipt %(number)s") % {"number": wish.receipt}
    blocks = [
        Block("judul", "title", lines=(told[0], held.office)),
        *(
            Block(f"isi.{at}", "paragraph", text=line)
            for at, line in enumerate(told[1:], 1)
        ),
    ]
    content = _pdf(blocks, title)
    return attachment(content, f"{wish.receipt}-tanda-terima.pdf", PDF)


def request_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the letter of request (L1) as a PDF, to be signed by hand."""
    wish = access.wish_for(rights_of(request), pk)
    if not wish.places.exists():
        raise Http404
    title = _("Request to move %(number)s") % {"number": wish.receipt}
    blocks = request_blocks(wish, clock.today())
    content = _pdf(blocks, title)
    return attachment(content, f"{wish.receipt}-permohonan.pdf", PDF)


def _pdf(blocks: list[Block], title: str) -> bytes:
    mark = "CONTOH" if settings.SEIMBANG_DEMO else ""
    return pdf(blocks, title=title, paper="a4", font="arial", mark=mark)


def paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out a paper as a file, never shown in the browser; recorded."""
    rights = rights_of(request)
    wish = access.papers_for(rights, pk)
    row = wish.evidence.filter(number=number).first()
    if row is None:
        raise Http404
    content = actions.read_evidence(paper=row, actor=rights.user, now=clock.now())
    name = f"bukti-{wish.receipt or wish.pk}-{row.number}.{ENDING[row.type]}"
    return attachment(content, name, row.type)
