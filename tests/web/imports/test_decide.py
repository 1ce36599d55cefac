"""What files leave open: names of other systems, and people whom no file names."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seimbang.demo.dirty.exports import File
from seimbang.intake import write_workbook
from seimbang.intake.foreign.layouts import SIASN
from seimbang.model.snapshot import Snapshot
from seimbang_web.audit.models import Content
from seimbang_web.imports.differences import differences, share_percent
from seimbang_web.imports.leaving import without
from seimbang_web.imports.models import Import, State
from seimbang_web.jobs.worker import drain
from seimbang_web.organisation.models import Person
from tests.browser import siasn
from tests.web.conftest import As
from tests.web.imports.test_import import now_data, press


def _upload(as_: As, *paths: Path) -> Import:
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    answer = as_("rina").post("/impor/baru/", {"uploads": files, "taken_on": ""})
    assert answer.status_code == 302, answer.content.decode()
    drain()
    return Import.objects.latest("pk")


@pytest.fixture
def typists(as_: As, tmp_path: Path) -> Import:
    """Give an import of SIASN's in which nobody knows what a job and a unit are."""
    file = File("siasn.xlsx", SIASN, [])
    file.rows = [siasn._row(one) for one in siasn._people()[:6]]
    file.rows[0] |= {"JABATAN NAMA": "Juru Ketik", "JABATAN ID": "F" * 32}
    file.rows[1] |= {"UNOR NAMA": "Korwil Lama", "UNOR ID": "E" * 32}
    file.write(tmp_path)
    return _upload(as_, tmp_path / "siasn.xlsx")


def test_files_are_recognised_in_words(as_: As, typists: Import) -> None:
    page = as_("rina").get(f"/impor/{typists.pk}/").content.decode()
    assert "siasn.xlsx: SIASN, pegawai" in page


def test_names_that_join_nothing_are_decided_on_a_page(
    as_: As, typists: Import
) -> None:
    assert typists.state == State.FAULTY
    address = f"/impor/{typists.pk}/padanan/"
    page = as_("rina").get(address).content.decode()
    assert "Juru Ketik" in page
    assert "Korwil Lama" in page
    answers = {
        "Juru Ketik": {"means": "kode", "code": str(now_data()["jobs"]["job_id"][0])},
        "Korwil Lama": {"means": "abaikan", "code": ""},
    }
    sent: dict[str, object] = {"lock": typists.lock}
    for at, one in enumerate(typists.proposals):
        chosen = answers[one["label"]]
        sent |= {f"means-{at}": chosen["means"], f"code-{at}": chosen["code"]}
    as_("rina").post(address, sent)
    drain()
    typists.refresh_from_db()
    assert typists.state == State.READY, typists.problems
    assert not typists.proposals
    assert len(typists.matched) == 2
    told = Content.objects.get(entry__act="import.match").content
    assert {one["target_id"] for one in told["lines"]} >= {"abaikan"}
    done = press(as_("rina"), typists, "terapkan")
    if done.state == State.WAITING:
        done = press(as_("sari"), typists, "setujui")
    assert done.state == State.APPLIED
    assert {"abaikan"} <= set(now_data()["crosswalk"]["target_id"]), "known next time"


def test_a_code_that_is_not_ours_is_refused_with_what_was_typed(
    as_: As, typists: Import
) -> None:
    answer = as_("rina").post(
        f"/impor/{typists.pk}/padanan/",
        {"lock": typists.lock, "means-0": "kode", "code-0": "tidak-ada"},
    )
    assert "tidak-ada" in answer.content.decode()
    typists.refresh_from_db()
    assert not typists.matched


def test_nothing_chosen_is_said_so(as_: As, typists: Import) -> None:
    answer = as_("rina").post(f"/impor/{typists.pk}/padanan/", {"lock": typists.lock})
    assert "Pilih arti" in answer.content.decode()


def test_who_may_not_write_does_not_decide(as_: As, typists: Import) -> None:
    for name in ("sari", "putri"):
        assert as_(name).get(f"/impor/{typists.pk}/padanan/").status_code == 404
        assert as_(name).post(f"/impor/{typists.pk}/orang/").status_code == 404


@pytest.fixture
def most(as_: As, tmp_path: Path) -> Import:
    """Give an import of the workbook in which three people are not named any more."""
    people = now_data()["people"].filter(pl.col("spouse_id").is_null())
    names = people["person_id"].head(3).to_list()
    held = now_data()["people"].filter(~pl.col("person_id").is_in(names))
    path = tmp_path / "pegawai.xlsx"
    write_workbook({"people": held}, path)
    return _upload(as_, path)


def test_people_in_no_file_are_listed_and_stay(as_: As, most: Import) -> None:
    assert most.state == State.READY
    assert most.counts["people"] == {
        "new": 0, "changed": 0, "missing": 0, "kept": 3,
        "same": now_data()["people"].height - 3,
    }  # fmt: skip
    address = f"/impor/{most.pk}/perbedaan/?table=people&kind=kept"
    page = as_("rina").get(address).content.decode()
    for (ref,) in most.kept["people"]:
        assert Person.objects.get(ref=ref).name in page
    assert "tidak ada di berkas, tetap" in page


def test_who_is_gone_is_said_one_by_one_and_only_they_go(as_: As, most: Import) -> None:
    first, second, third = (key[0] for key in most.kept["people"])
    press(as_("rina"), most, "orang", gone=[first, second])
    assert most.counts["people"]["missing"] == 2
    assert most.counts["people"]["kept"] == 1
    press(as_("rina"), most, "orang", back=[second])
    assert most.gone_people == [first]
    press(as_("rina"), most, "terapkan")
    assert most.state == State.APPLIED
    assert not Person.objects.get(ref=first).present
    assert Person.objects.get(ref=third).present
    assert first not in now_data()["wishes"]["person_id"]


def test_whom_a_file_names_cannot_be_said_to_be_gone(as_: As, most: Import) -> None:
    named = next(
        ref
        for ref in now_data()["people"]["person_id"]
        if [ref] not in most.kept["people"]
    )
    press(as_("rina"), most, "orang", gone=[named])
    assert most.gone_people == []


def test_what_hangs_on_a_person_goes_along() -> None:
    frames = now_data()
    person = frames["people"].filter(pl.col("spouse_id").is_not_null())
    ref, spouse = person.select("person_id", "spouse_id").row(0)
    left = without(Snapshot(frames), [ref])
    assert left["people"].height == frames["people"].height - 1
    alone = left["people"].filter(pl.col("person_id") == spouse)
    assert alone["spouse_id"].to_list() == [None]
    assert ref not in left["wishes"]["person_id"]


def test_travel_times_do_not_hide_that_many_people_change() -> None:
    frames = now_data()
    many = pl.int_range(pl.len()) < 400
    grade = pl.when(many).then(pl.lit("I/a")).otherwise(pl.col("grade"))
    changed = frames["people"].with_columns(grade=grade)
    travel = frames["travel"]
    pairs = [f"U{at}" for at in range(40_000)]
    wide = pl.concat([travel.head(1)] * 40_000).with_columns(
        pl.Series(travel.columns[0], pairs)
    )
    before = Snapshot({**frames, "travel": wide})
    after = Snapshot({**frames, "travel": wide, "people": changed})
    assert share_percent(before, list(differences(before, after))) > 5
