"""Pictures drawn by seimbang.report.html stand in pages: the only safe markup."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from seimbang.report.html import Safe


def shown(picture: Safe) -> SafeString:
    """
    Return a picture as a template may show it.

    Its texts were escaped when it was drawn; the type says so, and mypy holds it.
    """
    return mark_safe(picture)
