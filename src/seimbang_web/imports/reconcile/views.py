"""The pages of comparisons with a fresh export."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.imports.models import Difference, System
from seimbang_web.imports.reconcile import access, actions, queries
from seimbang_web.imports.reconcile.forms import ExportForm, SettleForm
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once

PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """List the comparisons, newest first."""
    page = Paginator(queries.listed(), PAGE).get_page(request.GET.get("page"))
    shown = [queries.Page(one) for one in page.object_list]
    return render(
        request, "imports/reconcile_list.html", {"page": page, "shown": shown}
    )


def new(request: HttpRequest) -> HttpResponse:
    """Take a fresh export; it is checked, then compared."""
    rights = rights_of(request)
    form = ExportForm()
    if request.method == "POST":
        form = ExportForm(request.POST, request.FILES)
        if form.is_valid():
            now = clock.now()
            files = [(one.name, one.read()) for one in form.cleaned_data["uploads"]]
            try:
                pk = once(
                    lambda: (
                        actions.upload_export(
                            files=files,
                            system=System(form.cleaned_data["system"]),
                            taken_on=form.cleaned_data["taken_on"],
                            actor=rights.user,
                            now=now,
                            day=clock.today(),
                        ).pk
                    ),
                    key=request.POST.get("key", ""),
                    act="reconcile.upload",
                    actor_id=rights.user.pk,
                    now=now,
                )
            except ActError as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("reconcile-detail", pk)
    return render(request, "imports/reconcile_new.html", {"form": form})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs, field by field, and how it was settled."""
    row = access.reconciliation_for(rights_of(request), pk)
    it = queries.Page(row)
    page = Paginator(it.lines, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "imports/reconcile_detail.html", {"row": row, "it": it, "page": page}
    )


def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which value is right, and why."""
    rights = rights_of(request)
    one = access.difference_for(rights, pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle(
                difference=one,
                counts=Difference.Counts(form.cleaned_data["counts"]),
                why=form.cleaned_data["why"],
                actor=rights.user,
                now=clock.now(),
            )
        except ActError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Settled, with your name and reason."))
            return redirect("reconcile-detail", one.reconciliation_id)
    return render(
        request,
        "imports/reconcile_settle.html",
        {"line": queries.lines([one])[0], "one": one, "form": form},
    )
