"""The pages of the data as they are: quality, versions, template and sample."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seimbang.demo import sd
from seimbang.intake import write_template, write_workbook
from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.audit.actions import record
from seimbang_web.imports.quality import Found, Quality, quality_of
from seimbang_web.imports.versions import Made, told
from seimbang_web.lib import clock
from seimbang_web.lib.export import XLSX, attachment, csv, xlsx
from seimbang_web.organisation.access import people_visible_to
from seimbang_web.organisation.models import Person, Version
from seimbang_web.organisation.queries import current

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}


def quality(request: HttpRequest) -> HttpResponse:
    """Show how good the data are, and what makes them better."""
    rights, held = rights_of(request), _held()
    return render(
        request,
        "imports/quality.html",
        {"quality": held, "names": rights.reach("roster.read").everything},
    )


def quality_people(request: HttpRequest, code: str) -> HttpResponse:
    """List the people whom one gap concerns."""
    rights = rights_of(request)
    found, rows = _concerned(rights, code)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "imports/quality_people.html", {"found": found, "page": page}
    )


def quality_export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Hand out the people whom one gap concerns as a file; recorded."""
    rights = rights_of(request)
    if form not in FILES:
        raise Http404
    _found, rows = _concerned(rights, code, "roster.export")
    lines = [(one.name, one.job.name, one.unit.name) for one in rows]
    with transaction.atomic():
        record(
            actor=rights.user,
            act="quality.export",
            subject=f"quality:{code}",
            now=clock.now(),
            content={"rows": len(lines), "form": form},
        )
    header = (_("Name"), _("Job"), _("Unit"))
    return FILES[form](f"mutu-{code}", header, lines, by=rights.user)


def _held() -> Quality | None:
    version = current()
    return None if version is None else quality_of(version, clock.today())


def _concerned(
    rights: Rights, code: str, act: str = "roster.read"
) -> tuple[Found, Any]:
    """
    Return a gap and the people within reach whom it concerns.

    :raises Http404: when there is no such gap.
    """
    held = _held()
    found = held.of_code(code) if held else None
    if found is None:
        raise Http404
    concerned = set(found.people)
    pks = [
        pk for pk, ref in Person.objects.values_list("pk", "ref") if ref in concerned
    ]
    rows = people_visible_to(rights, act).filter(pk__in=pks)
    return found, rows.select_related("job", "unit").order_by("unit__name", "name")


def versions(request: HttpRequest) -> HttpResponse:
    """List all versions of the data: who, when, from what, with which checksum."""
    rows = Version.objects.defer("content").select_related("made_by")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    made: list[Made] = [told(one) for one in page.object_list]
    return render(request, "imports/versions.html", {"page": page, "made": made})


def template(request: HttpRequest) -> HttpResponse:
    """Hand out the empty workbook."""
    return attachment(_template(), "templat-seimbang.xlsx", XLSX)


def sample(request: HttpRequest) -> HttpResponse:
    """Hand out a filled workbook of one invented school."""
    return attachment(_sample(), "contoh-seimbang.xlsx", XLSX)


@lru_cache(maxsize=1)
def _template() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "templat.xlsx"
        write_template(path)
        return path.read_bytes()


@lru_cache(maxsize=1)
def _sample() -> bytes:
    frames = {name: rows for name, rows in sd(named=True).items() if rows.height}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contoh.xlsx"
        write_workbook(frames, path)
        return path.read_bytes()
