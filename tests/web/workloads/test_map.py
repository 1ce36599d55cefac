"""The list of posts with its map: filters, classes, columns, files."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from seimbang_web.audit.models import Entry
from seimbang_web.organisation.models import Job
from seimbang_web.workloads.filters import COLUMNS, Filters
from seimbang_web.workloads.models import Measurement, Seat
from seimbang_web.workloads.queries import areas, cells, tally, tally_of
from seimbang_web.workloads.words import NAMES, class_of
from tests.web.conftest import As

MAP = reverse("workload-map")
ROLES = (
    "rina", "putri", "sari", "tono", "bupati", "inspektur", "pdp", "kepsek", "disdik",
    "guru",
)  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_everybody_who_works_here_reads_it(as_: As, name: str) -> None:
    page = as_(name).get(MAP)
    assert page.status_code == 200
    assert "2.126 posisi" in page.content.decode()


def test_a_technician_does_not(as_: As) -> None:
    assert as_("admin").get(MAP).status_code == 404


def test_it_needs_no_post(as_: As) -> None:
    assert as_("rina").post(MAP).status_code == 404


def test_finding_of_one_job_names_the_schools(as_: As, class_teacher: Job) -> None:
    text = as_("rina").get(MAP, {"job": class_teacher.pk}).content.decode()
    found = re.search(r"(\d+) dari 203 SD kekurangan 2 Guru Kelas SD atau lebih", text)
    assert found
    short = Seat.objects.filter(job=class_teacher, present__isnull=False)
    assert int(found[1]) == sum(
        seat.gap() is not None and seat.gap() <= -2 for seat in short
    )


def test_worst_first_and_six_columns(as_: As) -> None:
    page = as_("rina").get(MAP)
    rows = page.context["rows"]
    gaps = [row.seat.gap_milli for row in rows]
    assert gaps == sorted(gaps)
    assert len(rows[0].cells) == 6
    wide = as_("rina").get(MAP, {"columns": [*COLUMNS, "nonsense"]})
    assert len(wide.context["rows"][0].cells) == 6 + len(COLUMNS)


@pytest.mark.parametrize("years", [0, 1, 5])
@pytest.mark.parametrize("gap", ["short", "over", *NAMES])
def test_a_class_holds_what_its_name_says(
    measured: Measurement, gap: str, years: int
) -> None:
    rows = Filters(gap=gap, years=years).rows(measured)
    kinds = {class_of(seat.gap(years)) for seat in rows}
    assert kinds <= {name for name in NAMES if name.startswith(gap)}
    counts = tally(Filters(years=years).base(measured))
    assert rows.count() == sum(
        count for name, count in counts.items() if name.startswith(gap)
    )


def test_filters_narrow(measured: Measurement, class_teacher: Job) -> None:
    def number(**chosen: object) -> int:
        return Filters(**chosen).rows(measured).count()  # type: ignore[arg-type]

    assert number(job=class_teacher.pk) == 203
    assert number(family=class_teacher.family) == 203
    assert number(kind="sd", district="15.04.01") < number(kind="sd") < 2126
    below = Filters(below=True).rows(measured)
    assert 0 < below.count() < 2126
    assert all(seat.present < seat.minimum for seat in below)
    later = Filters(below=True, years=5).rows(measured)
    assert later.count() > below.count()
    assert all(seat.lasting(5) < seat.minimum for seat in later)


def test_what_is_read_already_is_filtered_alike(measured: Measurement) -> None:
    for chosen in (Filters(gap="short"), Filters(below=True), Filters(gap="enough")):
        base = cells(chosen.base(measured))
        assert tally_of(base) == tally(chosen.base(measured))
        kept = [one for one in base if chosen.takes(one.gap, one.staying, one.minimum)]
        assert len(kept) == chosen.rows(measured).count()


def test_nonsense_in_the_address_is_left_out(as_: As) -> None:
    page = as_("rina").get(
        MAP, {"job": "x", "gap": "'; --", "years": "99", "page": "zzz", "sort": "no"}
    )
    assert page.status_code == 200
    assert page.context["page"].paginator.count == 2126


def test_offices_not_measured_are_no_surplus(as_: As, measured: Measurement) -> None:
    text = as_("rina").get(MAP, {"kind": "dinas"}).content.decode()
    assert "belum terukur" in text
    rows = Filters(kind="dinas", gap="over").rows(measured)
    assert all(seat.need_rounded is not None for seat in rows)
    found = areas(cells(Filters(kind="dinas").rows(measured)))
    assert sum(area.units.unmeasured for area in found) == 247


def test_nothing_fits(as_: As) -> None:
    page = as_("rina").get(MAP, {"district": "99.99", "map": "1"})
    assert "Tidak ada yang cocok" in page.content.decode()


def test_map_is_small_drawn_on_request_and_filtered_together(as_: As) -> None:
    client = as_("rina")
    assert 'class="map"' not in client.get(MAP).content.decode()
    whole = client.get(MAP, {"map": "1"})
    drawn = whole.context["picture"]
    assert len(drawn) < 40 * 1024
    assert "style=" not in whole.content.decode()
    assert "batas skematis" in whole.content.decode().lower()
    assert drawn.count("<use") == 318
    assert drawn.count('class="area"') == 8
    part = client.get(MAP, {"map": "1", "district": "15.04.01"})
    assert part.context["picture"].count("<use") < 100
    assert f'href="{reverse("unit-detail", args=[1])[:17]}' in part.context["picture"]
    assert len(part.context["areas"]) == 1
    # a click on the chosen district takes the choice back
    assert part.context["areas"][0][1] == "?map=1"


def test_lists_take_few_queries(as_: As) -> None:
    client = as_("rina")
    for query in ({}, {"map": "1"}, {"gap": "short", "years": "5", "page": "3"}):
        client.get(MAP, query)
        with CaptureQueriesContext(connection) as held:
            client.get(MAP, query)
        assert len(held) <= 14  # 9 of them for session and rights, SAVEPOINTs too


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_files_hold_the_choice_with_all_columns(as_: As, form: str) -> None:
    before = Entry.objects.count()
    page = as_("putri").get(
        reverse("workload-export", args=[form]), {"kind": "puskesmas", "gap": "short"}
    )
    content = b"".join(page.streaming_content) if page.streaming else page.content
    if form == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(content)).active
        rows = [list(map(str, row)) for row in sheet.iter_rows(values_only=True)]
    assert len(rows[0]) == 16
    short = [row for row in rows if "Butuh" in "".join(row[5:6])]
    assert short and all("Puskesmas" in row[0] for row in short)
    entry = Entry.objects.order_by("-seq").first()
    assert Entry.objects.count() == before + 1
    assert entry and entry.act == "workload.export"


def test_no_other_file(as_: As) -> None:
    assert as_("putri").get(reverse("workload-export", args=["exe"])).status_code == 404


def test_page_of_a_job(as_: As, class_teacher: Job) -> None:
    page = as_("bupati").get(reverse("workload-job", args=[class_teacher.pk]))
    text = page.content.decode()
    assert "5 tahun lagi, bila tidak ada pengganti:" in text
    assert sum(count for _, _, count in page.context["histogram"]) == 203
    assert len(page.context["posts"]) == 30
    assert as_("bupati").get(reverse("workload-job", args=[99999])).status_code == 404


def test_page_of_a_district(as_: As) -> None:
    page = as_("guru").get(reverse("district-detail", args=["15.04.01"]))
    assert "Kecamatan Mersam" in page.content.decode()
    lacks = [total.lacks for _, total in page.context["units"]]
    assert lacks == sorted(lacks, reverse=True)
    assert sum(lacks) == sum(total.lacks for _, total in page.context["jobs"])
    assert as_("guru").get(reverse("district-detail", args=["x"])).status_code == 404


def test_without_a_measurement_the_page_says_so(as_: As) -> None:
    Measurement.objects.all().delete()
    assert "Belum ada yang terukur" in as_("rina").get(MAP).content.decode()
    for name, args in (("workload-job", [1]), ("district-detail", ["15.04.01"])):
        assert as_("rina").get(reverse(name, args=args)).status_code == 404
    assert as_("rina").get(reverse("workload-export", args=["csv"])).status_code == 404
