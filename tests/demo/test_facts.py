"""The facts are those of the reference data, and the doubtful ones are marked."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from seimbang.demo import facts


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_places_have_their_official_code_and_name(shared: Path) -> None:
    text = (shared / "data/admin/batanghari_kode_wilayah.psv").read_text("utf-8")
    official = dict(line.split("|") for line in text.splitlines())
    ours = dict(facts.places().select("place_id", "name").iter_rows())
    assert ours.pop("15.04") == "Batanghari"
    assert official.pop("15.04") == "Kabupaten Batanghari"
    assert ours == official


def test_there_are_8_kecamatan_14_kelurahan_and_110_desa() -> None:
    kinds = facts.places()["kind"].value_counts().sort("kind").rows()
    assert kinds == [
        ("district", 8), ("kelurahan", 14), ("regency", 1), ("village", 110),
    ]  # fmt: skip


def test_centres_are_those_of_the_villages_to_four_decimals(shared: Path) -> None:
    ours = {row["place_id"]: row for row in facts.villages().iter_rows(named=True)}
    for row in rows(shared / "data/admin/batanghari_desakel.csv"):
        here = ours[row["kode"]]
        assert here["latitude"] == pytest.approx(float(row["lat"]), abs=5.1e-5)
        assert here["longitude"] == pytest.approx(float(row["lon"]), abs=5.1e-5)


@pytest.mark.parametrize(("kind", "number"), [("SD", 203), ("SMP", 45)])
def test_schools_per_kecamatan_are_those_of_the_register(
    shared: Path, kind: str, number: int
) -> None:
    register = {
        row["npsn"]: row["kecamatan"]
        for row in rows(shared / "data/schools/batanghari_sekolah_2019.csv")
        if row["bentuk"] == kind and row["status"] == "Negeri"
    }
    districts = dict(facts.places().select("place_id", "name").iter_rows())
    ours = {
        row["unit_id"]: districts[row["district_id"]]
        for row in facts.schools().iter_rows(named=True)
        if row["kind"] == kind.lower()
    }
    assert len(ours) == number
    assert ours == register


def test_only_checked_coordinates_are_used(shared: Path) -> None:
    checked = {
        row["npsn"]
        for row in rows(shared / "data/schools/batanghari_sekolah_2019.csv")
        if row["cek_koordinat"] == "ok"
    }
    raw = facts.table("schools")
    told = set(raw.filter(pl.col("latitude").is_not_null())["unit_id"])
    assert told == checked & set(raw["unit_id"])
    by_location = raw["location"].value_counts().sort("location").rows()
    assert by_location == [("coordinates", 185), ("name", 41), ("spread", 22)]


def test_every_unit_lies_in_a_village_of_its_kecamatan() -> None:
    for units in (facts.schools(), facts.puskesmas()):
        placed = units.filter(
            pl.col("village_id").str.slice(0, 8) == pl.col("district_id")
        )
        elsewhere = units.join(placed, on="unit_id", how="anti")
        assert elsewhere.filter(pl.col("location") != "coordinates").is_empty()
        assert units["latitude"].null_count() == 0


def test_staff_of_the_puskesmas_is_that_of_the_ministry(shared: Path) -> None:
    ours = {
        row["name"].removeprefix("Puskesmas ").upper(): row
        for row in facts.puskesmas().iter_rows(named=True)
    }
    official = rows(shared / "data/health/batanghari_puskesmas_sdm.csv")
    assert len(official) == len(ours) == 18
    for row in official:
        for profession in facts.PROFESSIONS:
            short = "drg" if profession == "dokter-gigi" else profession
            here = ours[row["puskesmas"]]
            assert here[f"{profession}_asn"] == int(row[f"{short}_asn"])
            assert here[f"{profession}_non_asn"] == int(row[f"{short}_nonasn"])


def test_inpatient_follows_digit_8_of_the_code_and_is_marked_otherwise() -> None:
    for row in facts.puskesmas().iter_rows(named=True):
        code = row["unit_id"].removeprefix("P")
        if row["inpatient_by"] == "code":
            assert row["inpatient"] == (code[7] == "1")
        else:
            assert row["inpatient_by"] == "assumed"
            assert row["unit_id"] in {"PKM-TELUK-LEBAN", "PKM-SUNGAI-PUAR"}


def test_teachers_per_kecamatan_add_up_to_the_press_figure(shared: Path) -> None:
    press = {
        row["ukuran"]: row["nilai"]
        for row in rows(shared / "data/asn/batanghari_fakta.csv")
        if row["tanggal"] == "2022-03"
    }
    names = dict(facts.places().select("place_id", "name").iter_rows())
    ours = facts.sd_teachers()
    for district, number in ours.items():
        told = next(
            value
            for key, value in press.items()
            if key.startswith(f"Guru per kecamatan: {names[district]}")
        )
        assert number == int(told)
    assert sum(ours.values()) == int(press["Guru SD ASN"]) == 1510


def test_offices_not_verified_are_marked() -> None:
    offices = facts.table("offices")
    assert set(offices["basis"]) == {"seen", "admin", "general", "memory"}
    note = (facts.FOLDER / "README.md").read_text("utf-8")
    assert "belum diverifikasi" in note
    for name in facts.FOLDER.glob("*.csv"):
        assert f"`{name.name}`" in note
