"""The receipt of an objection as a PDF (L13): made by the machine, nobody signs it."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from seimbang.document.letter.dress import dress
from seimbang.document.letter.facts import Head
from seimbang.document.pdf import pdf
from seimbang_web.decisions.letters.objection import receipt_blocks
from seimbang_web.decisions.models import Objection
from seimbang_web.documents.files import DEMO_MARK
from seimbang_web.institution.queries import profile

PLACES = ("signature", "list")  # for who signs and who gets a copy


def pdf_of(objection: Objection) -> bytes:
    """Return the receipt as PDF."""
    held = profile()
    with translation.override("id"):
        blocks = receipt_blocks(objection, objection.filed_on)
    lines = (f"PEMERINTAH {held.regency.upper()}", held.office.upper())
    dressed = dress(
        [one for one in blocks if one.kind not in PLACES],
        head=Head("office", lines, held.address, held.contact),
        number=objection.receipt,
        on=objection.filed_on,
        place=held.seat,
    )
    return pdf(
        dressed,
        title=f"Tanda terima keberatan {objection.receipt}",
        paper="a4",
        mark=DEMO_MARK if settings.SEIMBANG_DEMO else "",
        font="arial",
        dated=objection.filed_on,
    )
