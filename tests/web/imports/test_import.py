"""An import from upload to version: checked, repaired, seen, applied, taken back."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seimbang.intake import write_workbook
from seimbang_web.imports.models import Import, State
from seimbang_web.jobs.worker import drain
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Placement, Version
from seimbang_web.organisation.queries import current
from seimbang_web.workloads.models import Measurement
from tests.web.conftest import As


def now_data() -> dict[str, pl.DataFrame]:
    version = current()
    assert version is not None
    frames = snapshot_of(version).frames
    return {name: frame for name, frame in frames.items() if frame.height}


def send(client: Client, folder: Path, **frames: pl.DataFrame) -> Import:
    """Upload a workbook with these tables; return the checked import."""
    path = folder / "data.xlsx"
    write_workbook(frames, path)
    file = SimpleUploadedFile("data.xlsx", path.read_bytes())
    answer = client.post("/impor/baru/", {"uploads": [file], "taken_on": ""})
    assert answer.status_code == 302, answer.content.decode()
    drain()
    return Import.objects.latest("pk")


def press(client: Client, source: Import, act: str, **more: object) -> Import:
    """Send a form of the import's page with the lock as the page shows it."""
    source.refresh_from_db()
    client.post(f"/impor/{source.pk}/{act}/", {"lock": source.lock, **more})
    drain()
    source.refresh_from_db()
    return source


def five(grade: str = "IV/b") -> pl.DataFrame:
    people = now_data()["people"].filter(
        pl.col("spouse_id").is_null() & (pl.col("grade") != grade)
    )
    return people.head(5).with_columns(grade=pl.lit(grade))


def test_five_changed_people_are_applied_by_the_uploader(
    as_: As, tmp_path: Path
) -> None:
    rina = as_("rina")
    before = current()
    source = send(rina, tmp_path, people=five())
    assert source.state == State.READY, source.problems
    assert source.covers == ["people"]
    assert source.counts["people"]["changed"] == 5
    assert source.counts["people"]["missing"] == 0
    page = rina.get(f"/impor/{source.pk}/perbedaan/?table=people").content.decode()
    assert "IV/b" in page
    press(rina, source, "terapkan")
    assert source.state == State.APPLIED
    assert source.version is not None
    assert before is not None
    assert source.version.number == before.number + 1
    assert Person.objects.filter(grade="IV/b").count() >= 5
    assert Measurement.objects.filter(version=source.version).exists()


def test_faults_are_told_at_once_and_nothing_is_stored(as_: As, tmp_path: Path) -> None:
    rina = as_("rina")
    people = five().with_columns(
        unit_id=pl.Series(["tak-ada", *five()["unit_id"].to_list()[1:]]),
        job_id=pl.Series([*five()["job_id"].to_list()[:4], "bukan-jabatan"]),
    )
    versions = Version.objects.count()
    source = send(rina, tmp_path, people=people)
    assert source.state == State.FAULTY
    page = rina.get(f"/impor/{source.pk}/").content.decode()
    assert "2 masalah dalam 2 kelompok. Tidak ada data yang disimpan." in page
    assert Version.objects.count() == versions
    copy = rina.get(f"/impor/{source.pk}/masalah/")
    assert copy["Content-Disposition"].startswith("attachment")
    faulty = [one for one in source.problems if one["severity"] == "error"]
    rows = [f"{one['file']}|{one['sheet']}|{one['row']}" for one in faulty]
    press(rina, source, "sisihkan", row=rows[:1], why="unit baru, belum terdaftar")
    assert source.state == State.FAULTY
    press(rina, source, "sisihkan", row=rows[1:], why="jabatan salah tulis")
    assert source.state == State.READY
    assert [one["why"] for one in source.left_out] == [
        "unit baru, belum terdaftar",
        "jabatan salah tulis",
    ]
    assert source.counts["people"]["changed"] == 3


def test_a_row_without_a_fault_cannot_be_set_aside(as_: As, tmp_path: Path) -> None:
    rina = as_("rina")
    wrong = five().with_columns(unit_id=pl.lit("tak-ada"))
    source = send(rina, tmp_path, people=wrong)
    press(rina, source, "sisihkan", row=["data.xlsx|Pegawai|9999"], why="x")
    assert source.left_out == []


def test_many_changes_need_a_second_person(as_: As, tmp_path: Path) -> None:
    rina, dedi = as_("rina"), as_("dedi")
    everybody = now_data()["people"].with_columns(grade=pl.lit("III/d"))
    source = send(rina, tmp_path, people=everybody)
    assert source.why_second == ["many"]
    press(rina, source, "terapkan")
    assert source.state == State.WAITING
    press(rina, source, "setujui")
    assert source.state == State.WAITING, "the uploader is not the second person"
    assert "Terapkan semuanya" not in rina.get(f"/impor/{source.pk}/").content.decode()
    press(dedi, source, "setujui")
    assert source.state == State.APPLIED
    assert source.approved_by.username == "dedi"


def test_the_second_person_can_give_it_back(as_: As, tmp_path: Path) -> None:
    everybody = now_data()["people"].with_columns(grade=pl.lit("III/d"))
    source = send(as_("rina"), tmp_path, people=everybody)
    press(as_("rina"), source, "terapkan")
    press(as_("sari"), source, "kembalikan", why="golongan semua sama?")
    assert source.state == State.READY


def test_the_same_files_twice_change_nothing(as_: As, tmp_path: Path) -> None:
    rina = as_("rina")
    people = five()
    source = press(rina, send(rina, tmp_path, people=people), "terapkan")
    again = send(rina, tmp_path, people=people)
    assert again.pk == source.pk, "the same bytes are known"
    turned = send(rina, tmp_path, people=people.reverse())
    assert turned.pk != source.pk
    assert turned.counts["people"]["changed"] == 0
    press(rina, turned, "terapkan")
    assert turned.state == State.READY, "there is nothing to apply"


def test_data_that_changed_meanwhile_are_checked_again(as_: As, tmp_path: Path) -> None:
    rina, dedi = as_("rina"), as_("dedi")
    first = send(rina, tmp_path, people=five("IV/a"))
    second = send(dedi, tmp_path, people=five("IV/c"))
    press(rina, first, "terapkan")
    press(dedi, second, "terapkan")
    assert second.state == State.READY
    press(dedi, second, "periksa-lagi")
    press(dedi, second, "terapkan")
    assert second.state == State.APPLIED


def test_people_in_no_file_stay_unless_the_office_says_otherwise(
    as_: As, tmp_path: Path
) -> None:
    rina = as_("rina")
    people = now_data()["people"]
    gone = people.filter(pl.col("spouse_id").is_null())["person_id"].to_list()[:3]
    wishes = now_data()["wishes"]["person_id"].to_list()
    gone = [one for one in gone if one not in wishes]
    fewer = people.filter(~pl.col("person_id").is_in(gone))
    source = send(rina, tmp_path, people=fewer)
    assert source.counts["people"]["missing"] == 0
    press(rina, source, "hilang", gone=["people"])
    assert source.counts["people"]["missing"] == len(gone)
    press(rina, source, "terapkan")
    assert source.state == State.APPLIED
    assert not Person.objects.filter(ref__in=gone, present=True).exists()
    assert not Placement.objects.filter(person__ref__in=gone, until=None).exists()


def test_a_whole_import_is_taken_back_by_two_persons(as_: As, tmp_path: Path) -> None:
    rina, dedi = as_("rina"), as_("dedi")
    before = current()
    assert before is not None
    source = press(rina, send(rina, tmp_path, people=five()), "terapkan")
    press(rina, source, "minta-urung", why="berkas bulan lalu")
    press(rina, source, "urungkan")
    assert source.state == State.APPLIED, "who asked may not do it"
    press(dedi, source, "urungkan")
    assert source.state == State.UNDONE
    now = current()
    assert now is not None
    assert (now.number, now.checksum) == (before.number + 2, before.checksum)


@pytest.mark.parametrize("name", ["putri", "guru", "kepsek", "bupati", "admin"])
def test_others_find_no_imports(as_: As, name: str) -> None:
    assert as_(name).get("/impor/").status_code == 404
    assert as_(name).get("/impor/baru/").status_code == 404


def test_acts_need_post_and_the_right(as_: As, tmp_path: Path) -> None:
    source = send(as_("rina"), tmp_path, people=five())
    for act in ("terapkan", "sisihkan", "setujui", "urungkan", "hilang"):
        assert as_("rina").get(f"/impor/{source.pk}/{act}/").status_code in (404, 405)
        sent = as_("inspektur").post(f"/impor/{source.pk}/{act}/", {"lock": 1})
        assert sent.status_code == 404


def test_personal_columns_are_for_who_may_see_them(as_: As, tmp_path: Path) -> None:
    people = five().with_columns(absence_days=pl.lit(27, pl.Int64))
    source = send(as_("rina"), tmp_path, people=people)
    address = f"/impor/{source.pk}/perbedaan/?kind=changed"
    assert (
        '<td data-label="Sesudah">27</td>' in as_("rina").get(address).content.decode()
    )
    page = as_("sari").get(address).content.decode()
    assert "Hari tidak hadir" in page


def test_a_file_of_nothing_is_refused_kindly(as_: As) -> None:
    file = SimpleUploadedFile("kosong.xlsx", b"")
    answer = as_("rina").post("/impor/baru/", {"uploads": [file]})
    assert answer.status_code == 200
    assert "kosong" in answer.content.decode()
    assert "Pilih berkas." in as_("rina").post("/impor/baru/", {}).content.decode()


def test_an_import_whose_check_was_stopped_can_go_on(as_: As, tmp_path: Path) -> None:
    rina = as_("rina")
    source = send(rina, tmp_path, people=five())
    assert source.work is not None
    Import.objects.filter(pk=source.pk).update(state=State.CHECKING)
    source.work.state = "queued"
    source.work.save()
    page = rina.get(f"/impor/{source.pk}/").content.decode()
    assert "Periksa lagi" not in page, "while the job is open there is nothing to do"
    rina.post(f"/pekerjaan/{source.work.pk}/batal/")
    assert "Periksa lagi" in rina.get(f"/impor/{source.pk}/").content.decode()
    press(rina, source, "periksa-lagi")
    assert source.state == State.READY
