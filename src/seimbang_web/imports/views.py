"""The pages of imports."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang.intake import write_marked_copy
from seimbang.model.tables import TABLE
from seimbang_web.accounts.rights import rights_of
from seimbang_web.imports import access, actions, queries
from seimbang_web.imports import apply as applying
from seimbang_web.imports.check import reread
from seimbang_web.imports.forms import UploadForm, WhyForm
from seimbang_web.imports.jobs import law_day
from seimbang_web.imports.models import Import, State
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.lib.export import XLSX, attachment, csv, xlsx

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}


def listed(request: HttpRequest) -> HttpResponse:
    """List the imports, newest first."""
    rows = Import.objects.select_related("uploaded_by", "version").defer(
        "proposal", "problems", "version__content"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "imports/list.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Take files and check them."""
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        files = [(file.name, file.read()) for file in form.cleaned_data["uploads"]]
        try:
            source = actions.upload(
                files=files,
                taken_on=form.cleaned_data["taken_on"],
                actor=request.user,
                now=clock.now(),
            )
        except actions.SameFilesError as same:
            messages.warning(request, str(same))
            return redirect("import-detail", same.earlier.pk)
        return redirect("import-detail", source.pk)
    return render(request, "imports/new.html", {"form": form})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import: being checked, its faults, or what it would change."""
    rights = rights_of(request)
    source = access.import_for(rights, pk)
    mine = source.uploaded_by_id == rights.user.pk
    context = {
        "source": source,
        "mine": mine,
        "groups": queries.groups(source),
        "sentence": queries.sentence(source),
        "tables": [
            (name, TABLE[name].sheet, counts) for name, counts in source.counts.items()
        ],
        "covers": [(name, TABLE[name].sheet) for name in source.covers],
        "recognised": queries.recognised(source),
        "why_second": [queries.WHY_SECOND[one] for one in source.why_second],
        "undo": source.undos.filter(version=None).first(),
        "form": WhyForm(),
    }
    page = (
        "imports/faulty.html" if source.state == State.FAULTY else "imports/detail.html"
    )
    return render(request, page, context)


def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would change, table by table; the filters are the address."""
    rights = rights_of(request)
    source = access.import_for(rights, pk)
    table, kind = request.GET.get("table", "people"), request.GET.get("kind", "")
    rows = queries.lines(source, rights, table, kind)
    context = {
        "source": source,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "tables": [
            (name, TABLE[name].sheet, counts) for name, counts in source.counts.items()
        ],
        "table": table,
        "kind": kind,
        "kinds": queries.KINDS,
        "sheet": TABLE[table].sheet if table in TABLE else "",
        "deciding": table == "people"
        and kind in ("kept", "missing")
        and source.state in (State.READY, State.FAULTY)
        and rights.may("import.write"),
    }
    return render(request, "imports/differences.html", context)


def differences_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the differences of one table as a file; recorded."""
    if form not in FILES:
        raise Http404
    rights = rights_of(request)
    source = access.import_for(rights, pk)
    table, kind = request.GET.get("table", "people"), request.GET.get("kind", "")
    rows = queries.lines(source, rights, table, kind)
    actions.exported(
        source=source, table=table, rows=len(rows), actor=rights.user, now=clock.now()
    )
    header = [_("Kind"), _("Name"), _("Column"), _("Before"), _("After")]
    cells = [
        (str(queries.KINDS[one.kind]), one.name, one.field, one.before, one.after)
        for one in rows
    ]
    return FILES[form](f"perbedaan-{pk}", header, cells, by=rights.user)


def problems_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the files again, with a column Masalah."""
    rights = rights_of(request)
    source = access.import_for(rights, pk, "import.write")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taken = reread(source, folder)
        out = folder / "masalah-keluar.xlsx"
        write_marked_copy(taken.files, taken.problems, out)
        content = out.read_bytes()
    actions.exported(
        source=source, table="*", rows=0, actor=rights.user, now=clock.now()
    )
    return attachment(content, f"masalah-impor-{pk}.xlsx", XLSX)


def _lock(request: HttpRequest) -> int:
    lock = request.POST.get("lock", "")
    return int(lock) if lock.isdigit() else 0


def _act(
    request: HttpRequest, pk: int, act: Callable[[], object], done: str
) -> HttpResponse:
    """Do one act and go back to the import; say what happened."""
    try:
        act()
    except ActError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("import-detail", pk)


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave rows with faults out, with a reason."""
    source = access.import_for(rights_of(request), pk, "import.write")
    form = WhyForm(request.POST)
    rows = [parts for one in request.POST.getlist("row") if (parts := _row(one))]
    if not form.is_valid():
        messages.error(request, _("Give the reason why the rows are set aside."))
        return redirect("import-detail", pk)
    return _act(
        request,
        pk,
        lambda: actions.set_aside(
            source=source,
            rows=rows,
            why=form.cleaned_data["why"],
            lock=_lock(request),
            actor=request.user,
            now=clock.now(),
        ),
        _("The rows are set aside; the files are checked again."),
    )


def _row(told: str) -> tuple[str, str, int] | None:
    parts = told.rsplit("|", 2)
    if len(parts) != 3 or not parts[2].isdigit():
        return None
    return parts[0], parts[1], int(parts[2])


@require_POST
def decide_missing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in which tables the rows that no file names go."""
    source = access.import_for(rights_of(request), pk, "import.write")
    return _act(
        request,
        pk,
        lambda: actions.decide_missing(
            source=source,
            gone=request.POST.getlist("gone"),
            lock=_lock(request),
            actor=request.user,
            now=clock.now(),
        ),
        _("Decided; the files are checked again."),
    )


class Plain(Protocol):
    """An act that asks for nothing but the import and its lock."""

    def __call__(
        self, *, source: Import, lock: int, actor: Any, now: datetime
    ) -> object: ...


def _plain(
    request: HttpRequest, pk: int, act: Plain, done: str, right: str = "import.write"
) -> HttpResponse:
    source = access.import_for(rights_of(request), pk, right)
    lock, now = _lock(request), clock.now()
    return _act(
        request,
        pk,
        lambda: act(source=source, lock=lock, actor=request.user, now=now),
        done,
    )


@require_POST
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the files again over the data as they are now."""
    return _plain(request, pk, actions.recheck, _("The files are checked again."))


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up."""
    done = _("The import is given up; nothing was stored.")
    return _plain(request, pk, actions.discard, done)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply, or ask the second person."""
    done = _("The import is being applied.")
    if access.import_for(rights_of(request), pk, "import.write").why_second:
        done = _("Sent. The second person sees it under their tasks.")
    return _plain(request, pk, applying.submit, done)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply what another person uploaded."""
    done = _("The import is being applied.")
    return _plain(request, pk, applying.approve, done, "import.approve")


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import back to its uploader."""
    source = access.import_for(rights_of(request), pk, "import.approve")
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the reason."))
        return redirect("import-detail", pk)
    return _act(
        request,
        pk,
        lambda: applying.send_back(
            source=source,
            why=form.cleaned_data["why"],
            lock=_lock(request),
            actor=request.user,
            now=clock.now(),
        ),
        _("Given back to the uploader."),
    )


@require_POST
def ask_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to take an import back."""
    source = access.import_for(rights_of(request), pk, "import.write")
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the reason."))
        return redirect("import-detail", pk)
    return _act(
        request,
        pk,
        lambda: applying.ask_undo(
            source=source,
            why=form.cleaned_data["why"],
            actor=request.user,
            now=clock.now(),
        ),
        _("Asked. The second person sees it under their tasks."),
    )


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back, as the second person."""
    asked = access.undo_for(rights_of(request), pk)
    return _act(
        request,
        pk,
        lambda: applying.undo(
            asked=asked, actor=request.user, now=clock.now(), day=law_day()
        ),
        _("The import is taken back; the data are as before."),
    )
