"""The register of letters, and its file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents import actions, register
from seimbang_web.documents.access import letters_visible_to
from seimbang_web.institution.content import KINDS
from seimbang_web.lib import clock
from seimbang_web.lib.export import csv, xlsx

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}


def letter_list(request: HttpRequest) -> HttpResponse:
    """Show the register, the last letters first; the filters are the address."""
    rights = rights_of(request)
    reachable = letters_visible_to(rights)
    rows = register.filtered(reachable, request.GET)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    years = [(str(one), str(one)) for one in register.years(reachable)]
    filters = [
        (name, label, choices, request.GET.get(name, ""))
        for name, label, choices in (
            ("state", _("State"), register.CHOICES["state"]),
            ("kind", _("Kind of letter"), register.CHOICES["kind"]),
            ("series", _("Series"), list(KINDS.items())),
            ("year", _("Year"), years),
        )
    ]
    whole = rights.reach("letter.read").everything
    context = {
        "page": page,
        "rows": register.listed(page.object_list),
        "filters": filters,
        "filtered": any(chosen for *_rest, chosen in filters),
        "lights": register.lights() if whole else [],
    }
    return render(request, "documents/letter_list.html", context)


def letter_export(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out the register with its filters as a file; recorded."""
    if form not in FILES:
        raise Http404
    rights = rights_of(request)
    reachable = letters_visible_to(rights, "letter.export")
    rows = register.table(register.filtered(reachable, request.GET))
    actions.take_register(rows=len(rows), actor=rights.user, now=clock.now())
    header = [str(words) for words in register.HEADER]
    return FILES[form](_("register-of-letters"), header, rows, by=rights.user)
