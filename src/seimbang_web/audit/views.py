"""The ledger: all of it, one entry, one's own acts, whether the chain holds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from seimbang_web.audit import queries
from seimbang_web.audit.actions import record
from seimbang_web.audit.forms import SearchForm
from seimbang_web.audit.models import Entry
from seimbang_web.audit.words import act_in_words, thing
from seimbang_web.lib import clock, export

EACH = 50  # entries a page


def listed(request: HttpRequest) -> HttpResponse:
    """Show the ledger, last first, searched by who, what, on what and when."""
    form = SearchForm(request.GET)
    chosen = form.chosen() if form.is_valid() else {}
    page = Paginator(queries.entries(**chosen), EACH).get_page(request.GET.get("page"))
    return render(
        request,
        "audit/list.html",
        {"form": form, "page": page, "lines": _lines(page), "searched": bool(chosen)},
    )


@transaction.atomic
def exported(request: HttpRequest) -> HttpResponse:
    """Give the entries that were searched as a file; taking it is an entry too."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        raise Http404
    rows = [
        (one.seq, one.at, one.actor_name, one.act, one.subject, one.digest)
        for one in queries.entries(**form.chosen()).iterator()
    ]
    record(
        actor=request.user,
        act="audit.export",
        subject="audit",
        now=clock.now(),
        content={"rows": len(rows), "search": request.GET.urlencode()},
    )
    header = ("no", "at", "user", "act", "subject", "sha256")
    return export.csv("ledger", header, rows, by=request.user)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry with what was before and after."""
    found = queries.entry(pk)
    if found is None:
        raise Http404
    kept = getattr(found, "content", None)
    return render(
        request,
        "audit/detail.html",
        {
            "line": next(_lines([found])),
            "erased": kept is None,
            "content": list(queries.flat(kept.content)) if kept else [],
        },
    )


def own(request: HttpRequest) -> HttpResponse:
    """Show a person what they did, day by day."""
    assert request.user.is_authenticated
    rows = queries.of_user(request.user.username)
    page = Paginator(rows, EACH).get_page(request.GET.get("page"))
    days = groupby(
        _lines(page), key=lambda one: timezone.localtime(one["entry"].at).date()
    )
    today = timezone.localtime(clock.now()).date()
    return render(
        request,
        "audit/own.html",
        {
            "page": page,
            "days": [(day, list(lines)) for day, lines in days],
            "today_really": today,
            "count": rows.filter(at__date=today).count(),
        },
    )


def status(request: HttpRequest) -> HttpResponse:
    """Show how long the chain is; verify all of it when asked."""
    asked = request.method == "POST"
    return render(
        request,
        "audit/status.html",
        {
            "status": queries.status(),
            "asked": asked,
            "broken": queries.verify() if asked else None,
            "at": clock.now(),
        },
    )


def _lines(rows: Iterable[Entry]) -> Any:
    """Yield the entries with their words."""
    for one in rows:
        called, url = thing(one.subject)
        yield {
            "entry": one,
            "act": act_in_words(one.act),
            "thing": called,
            "url": url,
        }
