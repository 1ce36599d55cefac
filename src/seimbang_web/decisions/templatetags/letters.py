"""``{% letters_of dossier %}``: the letters of a record, with buttons."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from seimbang_web.decisions.letters.queries import (
    of_amendment,
    of_dossier,
    of_objection,
)
from seimbang_web.decisions.models import Amendment, Dossier, Objection

register = template.Library()


@register.inclusion_tag("decisions/_letters.html", takes_context=True)
def letters_of(
    context: RequestContext, record: Amendment | Dossier | Objection
) -> dict[str, Any]:
    """Return what the list of letters of a record shows to the reader."""
    rights = context["rights"]
    offers: list[Any] = []
    if rights.may("letter.read"):
        if isinstance(record, Dossier):
            offers = of_dossier(record, rights)
        elif isinstance(record, Amendment):
            offers = of_amendment(record, rights)
        else:
            offers = of_objection(record, rights)
    return {
        "offers": offers,
        "form_key": context["form_key"],
        "csrf_token": context.get("csrf_token"),
    }
