"""
Minutes 0 to 38 of the clerk's first hour, by visible labels only.

Each step has a limit of pages and clicks; what is stored is what she confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import siasn
from tests.browser.conftest import Come
from tests.browser.person import Person

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@contextmanager
def step(person: Person, *, pages: int, clicks: int) -> Iterator[None]:
    """Allow a step so many pages and clicks."""
    before = person.pages, person.clicks
    yield
    used = person.pages - before[0], person.clicks - before[1]
    assert used[0] <= pages, f"{used[0]} pages, {pages} allowed"
    assert used[1] <= clicks, f"{used[1]} clicks, {clicks} allowed"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Make her files: the export with faults, the mended one, a scanned letter."""
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(PDF)
    return {
        "faulty": siasn.write(tmp_path / "first"),
        "mended": siasn.write(tmp_path / "second", repaired=True),
        "letter": scan,
    }


def test_the_first_hour(
    come: Come, serve: Callable[..., str], files: dict[str, Path], tmp_path: Path
) -> None:
    server = serve("recommended")
    rina, code = come(server), _sheet(come(server, "admin"))
    with step(rina, pages=6, clicks=3):
        rina.page.goto(server)
        rina.follow("Aktifkan akun Anda")
        rina.fill("Nama pengguna", "rina")
        rina.fill("Kode aktivasi", code)
        rina.press("Lanjut")
        for field in rina.page.get_by_label(re.compile("sandi baru", re.I)).all():
            field.fill("sungai yang lebar di hilir")
        rina.press("Simpan kata sandi dan masuk")
        assert rina.heading() == "Tugas saya"
        tasks = rina.page.locator("main ol").first.get_by_role("listitem")
        assert tasks.count() == 3
        assert "Kerjakan dulu" in tasks.first.inner_text()
    with step(rina, pages=2, clicks=2):
        rina.follow("Mulai di sini")
        assert len(rina.words().split()) <= 120
        rina.sees("Kepala daerah memutuskan dan menandatangani")
        rina.follow("Ke tugas saya")
    _profile(rina)
    _import(rina, files, tmp_path)
    _second_person(come, server, rina)
    _a_head_rings(rina)
    _single_case(rina, files)


def _sheet(admin: Person) -> str:
    """Return the code of the sheet that is handed out in person."""
    admin.follow("Admin teknis (contoh)")
    admin.follow("Serahkan kode aktivasi")
    admin.fill("Nama pengguna", "rina")
    admin.press("Buat kode")
    told = admin.page.get_by_text("Kode aktivasi", exact=True)
    return told.locator("xpath=following-sibling::dd[1]").inner_text()


def _profile(rina: Person) -> None:
    """Minutes 8 to 12: two fields are missing; the letterhead is seen at once."""
    with step(rina, pages=2, clicks=3):
        rina.follow("Profil instansi: 2 isian belum ada")
        rina.sees("2 isian belum ada")
        acting = rina.page.get_by_role("group", name="Sekretaris daerah")
        acting.get_by_label("Mulai", exact=True).last.fill("2026-01-01")
        acting.get_by_label("Sampai", exact=True).last.fill("2026-03-31")
        decree = rina.page.get_by_role("group", name="Keputusan dan petikan")
        decree.get_by_label("Pola nomor").fill("{kode}/Kep.{urut}/{unit}/{tahun}")
        rina.sees("800.1.3.3/Kep.041/BKPSDMD/2026")  # before anything is stored
        rina.sees("PLH. SEKRETARIS DAERAH KABUPATEN BATANG HARI")
        rina.press("Simpan profil")
        rina.sees("Profil lengkap: surat dapat ditulis.")


def _import(rina: Person, files: dict[str, Path], folder: Path) -> None:
    """Minutes 12 to 23: twelve faults in four groups; eleven mended, one set aside."""
    with step(rina, pages=8, clicks=4):
        rina.follow("Data")
        rina.follow("Impor berkas")
        rina.upload("Berkas", files["faulty"])
        rina.fill("Tanggal data (boleh kosong)", "2026-01-01")
        rina.press("Periksa berkas")
        rina.waits_for("Ada masalah: tidak ada yang disimpan")
    rina.sees("dalam 4 kelompok")
    assert rina.page.get_by_text("Masalah", exact=True).count() == 4
    copy = rina.download("Masalah", folder)
    assert copy.suffix == ".xlsx"
    with step(rina, pages=8, clicks=3):
        rina.follow("Unggah berkas yang sudah diperbaiki")
        rina.upload("Berkas", files["mended"])
        rina.fill("Tanggal data (boleh kosong)", "2026-01-01")
        rina.press("Periksa berkas")
        rina.waits_for("Ada masalah: tidak ada yang disimpan")
    with step(rina, pages=8, clicks=2):
        rina.page.get_by_label("Sisihkan baris").first.check()
        rina.fill("Alasan", "SK jabatan masih diproses; menyusul.")
        rina.press("Sisihkan")
        rina.waits_for("Siap diterapkan")


def _second_person(come: Come, server: str, rina: Person) -> None:
    """Minutes 23 to 27: one sentence says what will change; Dedi applies it."""
    with step(rina, pages=2, clicks=1):
        rina.sees(re.compile("orang|baris"))
        rina.press("orang kedua")
        rina.sees("Menunggu orang kedua")
    dedi = come(server, "dedi")
    with step(dedi, pages=3, clicks=2):
        dedi.follow("impor")
        dedi.press("Terapkan semuanya")
    dedi.waits_for("Diterapkan")
    rina.follow("Tugas saya")


def _a_head_rings(rina: Person) -> None:
    """Minutes 27 to 31: why does it say I need so many? Two clicks to the formula."""
    with step(rina, pages=3, clicks=3):
        rina.look_up("sdn 98")
        rina.follow("SDN 98/I Jangga Aur")
        assert "Jangga Aur" in rina.heading()
        rina.follow("Guru Kelas SD")
    rina.sees(re.compile("rombel|rombongan", re.IGNORECASE))


def _single_case(rina: Person, files: dict[str, Path]) -> None:
    """Minutes 31 to 38: the scanned request becomes a case with an agenda number."""
    with step(rina, pages=8, clicks=8):
        rina.follow("Kasus tunggal")
        rina.follow("Daftarkan kasus")
        rina.fill("Sebagian nama, atau angka terakhir NIP", "Abdul Putra Hamid")
        rina.press("Cari")
        rina.follow("Abdul Putra Hamid")
        rina.tick("Permohonan sendiri")
        choices = rina.page.get_by_label("Pilihan pertama")
        choices.select_option(index=1)
        rina.press("akibatnya")
        rina.fill("Nomor surat", "tanpa nomor")
        rina.fill("Tanggal surat", "2025-12-20")
        rina.upload("Pindaian surat", files["letter"])
        rina.press("Daftarkan")
    assert re.search(r"\d", rina.heading())
    rina.follow("Tanda terima")
    assert rina.heading() == "Tanda terima"
