"""What a version of the data came from, in words and as a link."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from seimbang_web.organisation.models import Version


@dataclass(frozen=True)
class Made:
    """A version, its source in words, and the page of the source ("": none)."""

    version: Version
    source: str
    url: str


def told(version: Version) -> Made:
    """Return the version with its source ("import:7", "undo:7", "demo") in words."""
    kind, _colon, number = version.source.partition(":")
    words = {
        "import": _("Import {number}"),
        "undo": _("Import {number} taken back"),
        "inventory": _("Task lists frozen ({number})"),
        "barrier": _("Travel times along rivers ({number})"),
        "demo": _("Demo regency"),
    }.get(kind, version.source)
    url = ""
    if kind in ("import", "undo") and number.isdigit():
        try:
            url = reverse("import-detail", args=[int(number)])
        except NoReverseMatch:
            url = ""
    return Made(version, words.format(number=number), url)
