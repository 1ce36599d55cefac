"""Sign the letters of a print file by one scan: its pages, in the same order."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import pikepdf
from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.documents.actions.signing import sign_by_scan
from seimbang_web.documents.files import pdf_of
from seimbang_web.documents.models import Letter
from seimbang_web.documents.scan import problem_of
from seimbang_web.lib.act import ActError


@transaction.atomic
def sign_by_pages(
    *, letters: Sequence[Letter], content: bytes, actor: Any, now: datetime, day: date
) -> list[Letter]:
    """
    Cut the scan of a signed print file, and sign each letter by its own pages.

    All of them or none.

    :raises ActError: when the scan has other pages than the print file, or one of the
        letters does not wait for a signature.
    """
    if wrong := problem_of(content):
        raise ActError(wrong)
    if not content.startswith(b"%PDF"):
        raise ActError(_("The scan of a print file is one PDF with all its pages."))
    parts = _cut(content, [_pages(pdf_of(one)) for one in letters])
    return [
        sign_by_scan(letter=one, content=part, actor=actor, now=now, day=day)
        for one, part in zip(letters, parts, strict=True)
    ]


def _pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as file:
        return len(file.pages)


def _cut(content: bytes, counts: Sequence[int]) -> Iterator[bytes]:
    try:
        whole = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        raise ActError(_("The PDF cannot be read: scan it again.")) from error
    with whole:
        if len(whole.pages) != sum(counts):
            told = _(
                "The scan has {scanned} pages, the print file has {printed}: scan all "
                "pages, in the order of the print file."
            )
            raise ActError(told.format(scanned=len(whole.pages), printed=sum(counts)))
        first = 0
        for count in counts:
            part, out = pikepdf.new(), io.BytesIO()
            part.pages.extend(whole.pages[first : first + count])
            part.save(out)
            first += count
            yield out.getvalue()
