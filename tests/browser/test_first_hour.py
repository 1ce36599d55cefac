"""
The clerk's first hour, by visible labels only.

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

NEW_PASSWORD = "sungai yang lebar di hilir"
PARAF = {  # place of the chain → who initials there
    "Kepala Bidang Mutasi": "Sari (kepala bidang)",
    "Kepala Badan": "Tono (kepala badan kepegawaian)",
    "Sekretaris Daerah": "Sekretaris Daerah (contoh)",
}
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
            field.fill(NEW_PASSWORD)
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
    _drafts(rina)
    _initials(come, server)
    _decides(come, server)
    _no_number_of_hers(rina)
    _numbered(come, server)
    _signed(rina, files, tmp_path)
    _extracts(come, server, rina, tmp_path)
    _follow_up(rina, tmp_path)
    _ends(rina)


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
    with step(rina, pages=11, clicks=10):
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
        _session_ends(rina, "Daftarkan")
        assert rina.page.get_by_label("Nomor surat").input_value() == "tanpa nomor"
        assert rina.page.get_by_label("Tanggal surat").input_value() == "2025-12-20"
        rina.upload("Pindaian surat", files["letter"])  # a file is chosen anew
        rina.press("Daftarkan")
    assert re.search(r"\d", rina.heading())
    rina.follow("Tanda terima")
    assert rina.heading() == "Tanda terima"


def _session_ends(rina: Person, button: str) -> None:
    """Minutes 38 to 41: it ends while she types; after the login the form is there."""
    rina.context.clear_cookies(name=re.compile("sid$"))
    rina.press(button)
    for label, text in (("nama pengguna", "rina"), ("sandi", NEW_PASSWORD)):
        rina.page.get_by_label(re.compile(label, re.I)).first.fill(text)
    rina.press("Masuk")


def _decree(person: Person) -> None:
    """Open the decree from the register of letters."""
    person.follow("Surat")
    person.follow("Keputusan tentang Pemindahan")


def _drafts(rina: Person) -> None:
    """Minutes 41 to 48: memo and decree of the recommended list; another one signs."""
    with step(rina, pages=6, clicks=6):
        rina.follow("Keputusan")
        rina.follow("B-0001/1")
        rina.press("Telaahan staf (L4)")
        rina.sees("Draf")
        rina.sees(re.compile("^Belum dikonfirmasi: PP Nomor 11 Tahun 2017"))
        rina.follow("Ke catatannya")
        rina.press("Keputusan kolektif (L6)")
    rina.sees(re.compile("^Belum dikonfirmasi: UU Nomor 12 Tahun 1956"))
    with step(rina, pages=8, clicks=5):
        rina.follow("Pilih penanda tangan")
        rina.press("a.n. Bupati Batang Hari – Plh. Sekretaris Daerah")
        rina.sees("a.n. Bupati Batang Hari – Plh. Sekretaris Daerah")
        rina.follow("Kirim untuk diparaf")
        for post, who in PARAF.items():
            chain = rina.page.get_by_label(post, exact=True)
            chain.select_option(label=who)
        rina.press("Kirim")
    rina.sees("0 dari 3 paraf sudah diberikan.")
    rina.sees("Sari (kepala bidang), Kepala Bidang Mutasi")  # who has it now


def _initials(come: Come, server: str) -> None:
    """Each in turn, and nobody has to search for the letter."""
    for name in ("sari", "tono", "sekda"):
        person = come(server, name)
        person.follow("Paraf surat")
        if name == "tono":
            person.follow("Putuskan yang belum dikonfirmasi")
            person.fill("Alasan Anda", "Nomor LN dilihat pada naskah cetak.")
            person.press("Keluarkan atas nama saya")
        person.press("Paraf")
        person.sees("Paraf Anda sudah diberikan.")


def _decides(come: Come, server: str) -> None:
    """The head of the region decides what the team recommended."""
    bupati = come(server, "bupati")
    bupati.follow("Tetapkan 3 mutasi B-0001/1")
    bupati.press("Periksa keputusan")
    bupati.sees("Anda akan menetapkan 3 mutasi.")
    bupati.press("Tetapkan 3 mutasi")
    bupati.sees("Ditetapkan: 3.")


def _no_number_of_hers(rina: Person) -> None:
    """Minutes 48 to 51: told who numbers and why not she; no dead end, no code."""
    with step(rina, pages=2, clicks=2):
        _decree(rina)
        rina.sees("Nomor diberikan oleh Dedi (bidang mutasi).")
        rina.sees(re.compile("agar tidak ada nomor ganda"))
        assert not rina.page.get_by_role("link", name="Beri nomor").count()


def _numbered(come: Come, server: str) -> None:
    """Minutes 51 on: number and day as the register of the legal section has them."""
    dedi = come(server, "dedi")
    with step(dedi, pages=5, clicks=3):
        dedi.follow("Beri nomor surat")
        dedi.follow("Beri nomor")
        dedi.fill("Nomor", "41 Tahun 2026")
        dedi.fill("Tanggal surat", "2026-01-01")
        dedi.press("Beri nomor")
    dedi.sees("Nomornya 41 Tahun 2026.")


def _signed(rina: Person, files: dict[str, Path], folder: Path) -> None:
    """Minutes 51 to 55: printed, signed by hand, the scan kept."""
    with step(rina, pages=6, clicks=5):
        _decree(rina)
        rina.follow("Unggah surat yang sudah ditandatangani")
        rina.upload("Pindaian naskah bertanda tangan", files["letter"])
        rina.press("Simpan pindaian")
        rina.sees("Surat sudah ditandatangani dan siap disampaikan.")
    decree = rina.download("Buka PDF", folder)
    assert decree.read_bytes().startswith(b"%PDF")


def _extracts(come: Come, server: str, rina: Person, folder: Path) -> None:
    """Three extracts, each with its list to sign when it is handed out."""
    dedi = come(server, "dedi")
    _decree(dedi)
    dedi.follow("Penyerahan")
    dedi.press("Buat petikan")
    _decree(rina)
    with step(rina, pages=1, clicks=1):
        rina.follow("Penyerahan")
    rina.sees("0 dari 3 surat sudah diterima.", seconds=60)
    for unit in ("Puskesmas Muara Tembesi", "Puskesmas Penerokan", "SDN 98/I"):
        rina.sees(re.compile(f"^{unit}"))
    assert rina.fits()
    for link in ("Daftar tanda terima", "Berkas cetak"):
        assert rina.download(link, folder).read_bytes().startswith(b"%PDF")


def _follow_up(rina: Person, folder: Path) -> None:
    """Minutes 55 to 58: what is to be done in which system, by when."""
    with step(rina, pages=3, clicks=2):
        rina.follow("Tindak lanjut")
        rina.sees("belum boleh melayani")
        late = rina.page.locator("tr", has_text="Perawat")
        tag = late.get_by_text("belum boleh melayani").first
        red = tag.evaluate("one => getComputedStyle(one).color")
        assert red != rina.page.evaluate("getComputedStyle(document.body).color")
    listed = rina.download("Daftar untuk dinas", folder)
    assert listed.suffix == ".xlsx"


def _ends(rina: Person) -> None:
    """Minutes 58 to 60: help; what she did in this hour; the session ends."""
    rina.follow("Bantuan")
    assert rina.heading() == "Bantuan"
    rina.follow("Rina (bidang mutasi)")
    rina.follow("Yang saya lakukan")
    told = rina.words()
    for act in ("Membuat draf surat", "Mengirim surat untuk diparaf"):
        assert act in told
    assert not re.search(r"\b(letter|case|import|profile)\.[a-z]", told)
    rina.press("Keluar")
