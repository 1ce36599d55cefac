"""How good the data are: exact shares, findings that say what to do, for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
from django.test import Client

from seimbang.demo import regency
from seimbang.model.snapshot import Snapshot
from seimbang_web.audit.models import Content
from seimbang_web.imports.quality import Quality, quality

As = Callable[[str], Client]
DAY = date(2026, 1, 1)


def _snapshot(*changes: pl.Expr, taken: date | None = DAY) -> Snapshot:
    frames = {name: rows for name, rows in regency().items() if rows.height}
    return Snapshot(
        {**frames, "people": frames["people"].with_columns(*changes)}, taken=taken
    )


def _percents(held: Quality) -> dict[str, tuple[int, int]]:
    return {one.key: (one.good, one.of) for one in held.dimensions}


def test_an_empty_cell_that_is_needed_is_counted() -> None:
    before = _percents(quality(_snapshot(), DAY))["completeness"]
    first = pl.int_range(pl.len()) == 1
    changed = pl.when(~first).then(pl.col("grade")).alias("grade")
    after = _percents(quality(_snapshot(changed), DAY))["completeness"]
    assert (before[0] - 1, before[1]) == after


def test_a_contract_that_ended_is_not_timely() -> None:
    over = pl.when(pl.col("contract_until").is_not_null()).then(date(2025, 12, 31))
    held = quality(_snapshot(over.alias("contract_until")), DAY)
    found = held.of_code("contract_over")
    assert found is not None
    timely = held.dimensions[1]
    assert timely.of - timely.good >= found.count > 0


def test_data_older_than_ninety_days_are_not_timely() -> None:
    held = quality(_snapshot(taken=date(2025, 9, 1)), DAY)
    assert held.old
    assert held.dimensions[1].percent == 0
    assert quality(_snapshot(taken=None), DAY).old


def test_a_birth_against_the_nip_is_not_accurate() -> None:
    first = (pl.int_range(pl.len()) == 0) & pl.col("nip").is_not_null()
    moved = pl.when(first).then(date(1980, 1, 2)).otherwise(pl.col("birth_on"))
    held = quality(_snapshot(moved.alias("birth_on")), DAY)
    found = held.of_code("nip_birth")
    assert found is not None
    assert found.count == 1
    accurate = held.dimensions[2]
    assert accurate.good == accurate.of - 1
    assert accurate.percent == 99, "not all is never a hundred percent"


def test_whoever_sits_outside_the_position_map_is_inconsistent() -> None:
    jobs = pl.when(pl.int_range(pl.len()) < 3).then(pl.lit("sekda"))
    held = quality(_snapshot(jobs.otherwise(pl.col("job_id")).alias("job_id")), DAY)
    found = held.of_code("no_position")
    assert found is not None
    assert {"P00001", "P00002", "P00003"} <= set(found.people)


def test_the_page_says_how_it_is_measured_and_what_to_do(as_: As) -> None:
    page = as_("rina").get("/impor/mutu/").content.decode()
    for word in ("Kelengkapan", "Ketepatan waktu", "Akurasi", "Konsistensi", "SIASN"):
        assert word in page
    assert "pegawai tanpa" in page
    assert as_("putri").get("/impor/mutu/").status_code == 404


def test_who_it_concerns_is_listed_page_by_page_and_as_a_file(as_: As) -> None:
    page = as_("rina").get("/impor/mutu/no_job_since/").content.decode()
    assert "page=2" in page
    answer = as_("rina").get("/impor/mutu/no_job_since/csv/")
    lines = answer.content.decode("utf-8-sig").splitlines()
    told = Content.objects.get(entry__act="quality.export").content
    assert told == {"rows": len(lines) - 2, "form": "csv"}
    xlsx = as_("rina").get("/impor/mutu/no_job_since/xlsx/")
    assert xlsx.content[:2] == b"PK"
    assert as_("rina").get("/impor/mutu/no_job_since/pdf/").status_code == 404
    assert as_("rina").get("/impor/mutu/nothing/").status_code == 404
    assert as_("sari").get("/impor/mutu/no_job_since/csv/").status_code == 404


def test_versions_are_listed_with_source_and_checksum(as_: As) -> None:
    page = as_("sari").get("/impor/versi/").content.decode()
    assert "Kabupaten contoh" in page
    assert as_("putri").get("/impor/versi/").status_code == 404


def test_template_and_sample_are_workbooks(as_: As) -> None:
    for name in ("templat", "contoh"):
        answer = as_("rina").get(f"/impor/{name}/")
        assert answer.content[:2] == b"PK"
        assert "attachment" in answer["Content-Disposition"]
        assert as_("putri").get(f"/impor/{name}/").status_code == 404
