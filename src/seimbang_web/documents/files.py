"""
The files of a letter: made from its blocks, kept by SHA-256.

The PDF is made after the number is given. Killed between the two, the next who asks
for the file makes it: the same blocks give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from seimbang.document.docx import docx
from seimbang.document.pdf import UNDATED, pdf
from seimbang_web.documents.frame import content_of, drafted, emblem_of
from seimbang_web.documents.models import File, Letter, State
from seimbang_web.documents.series import font_of, paper_of
from seimbang_web.lib import clock

DRAFT_MARK, DEMO_MARK, VOID_MARK = "DRAF", "CONTOH", "BATAL"
ENDING = {
    b"%PDF": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG": ("png", "image/png"),
}


def mark_of(letter: Letter) -> str:
    """Return what is written across the pages: DRAF until numbered; CONTOH: demo."""
    marks = [DEMO_MARK] if settings.SEIMBANG_DEMO else []
    if not letter.number:
        marks.append(DRAFT_MARK)
    return " ".join(marks)


def rendered(letter: Letter, mark: str | None = None) -> bytes:
    """Return the PDF of the blocks; with the QR of the check page when numbered."""
    final = bool(letter.number)
    return pdf(
        drafted(letter),
        title=letter.title,
        paper=paper_of(letter.kind, content_of(letter)),
        mark=mark_of(letter) if mark is None else mark,
        check_url=letter.check_url if final else "",
        check_token=letter.token if final else "",
        font=font_of(letter.kind),
        emblem=emblem_of(letter),
        dated=letter.dated_on or UNDATED,
    )


def docx_of(letter: Letter) -> bytes:
    """Return the DOCX of the blocks, for reading and printing elsewhere."""
    return docx(
        drafted(letter),
        title=letter.title,
        paper=paper_of(letter.kind, content_of(letter)),
        mark=mark_of(letter),
    )


@transaction.atomic
def make_pdf(*, letter: Letter, now: datetime) -> File:
    """Keep the PDF of a numbered letter, once."""
    Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    held = letter.files.filter(form=File.Form.PDF).first()
    if held is not None:
        return held
    return keep(letter, File.Form.PDF, rendered(letter), actor=None, now=now)


def keep(
    letter: Letter, form: File.Form, content: bytes, *, actor: Any, now: datetime
) -> File:
    """Keep a file of a letter with its digest."""
    return File.objects.create(
        letter=letter,
        form=form,
        content=content,
        digest=sha256(content).hexdigest(),
        made_at=now,
        made_by=actor,
    )


def pdf_of(letter: Letter) -> bytes:
    """
    Return the letter as PDF: signed electronically, else as made at its number.

    A draft is rendered anew each time, marked.
    """
    if not letter.number:
        return rendered(letter)
    sealed = letter.files.filter(form=File.Form.SIGNED).last()
    row = sealed or make_pdf(letter=letter, now=clock.now())
    return bytes(row.content)


def signed_copy(letter: Letter) -> bytes:
    """Return what carries the signature: the sealed PDF, or the scan of the paper."""
    forms = (File.Form.SIGNED, File.Form.SCAN)
    row = letter.files.filter(form__in=forms).last()
    return bytes(row.content) if row else pdf_of(letter)


@dataclass(frozen=True)
class Again:
    """A file made again: whether each byte is the same; both digests."""

    kept: str
    made: str

    @property
    def same(self) -> bool:
        """Tell whether no byte differs."""
        return self.kept == self.made


def again(letter: Letter) -> Again | None:
    """Return the PDF made again beside the kept one; None: there is none yet."""
    row = letter.files.filter(form=File.Form.PDF).first()
    if row is None:
        return None
    return Again(row.digest, sha256(rendered(letter)).hexdigest())


def ending(content: bytes) -> tuple[str, str]:
    """Return ending and media type of a kept file."""
    return next(
        told for start, told in ENDING.items() if bytes(content).startswith(start)
    )


def final(letter: Letter) -> bool:
    """Tell whether the letter is in force as a paper: signed or handed out."""
    return letter.state in (State.SIGNED, State.DELIVERED)
