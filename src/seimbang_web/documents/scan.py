"""What a scan of a signed letter may be: PDF, JPEG or PNG by its first bytes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from seimbang_web.documents.files import ENDING

LARGEST = 10 * 2**20
PROGRAMS = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile")


def problem_of(content: bytes) -> str:
    """Return what is wrong with a scan; empty: nothing."""
    if len(content) > LARGEST:
        return _("The file is larger than 10 MB: scan it in grey, or with fewer dots.")
    if not content.startswith(tuple(ENDING)):
        return _("The file is no PDF, JPEG or PNG: scan the letter again.")
    if content.startswith(b"%PDF") and any(one in content for one in PROGRAMS):
        return _("The PDF holds programs or other files: print and scan it again.")
    return ""
