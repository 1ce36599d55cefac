"""
One round, from the first wish to a decree whose printed code verifies.

All eleven roles act, by visible labels. In between a teacher objects, is upheld, the
plan is made anew with the least change, and the team sits again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import Come
from tests.browser.person import PASSWORD, Person

SCHOOL = "SDN 98/I Jangga Aur"  # of the head "kepsek"; it is short of teachers


@dataclass
class Round:
    """Who comes where; nobody signs in twice."""

    come: Come
    address: str
    known: dict[str, Person]

    def person(self, name: str, **how: bool) -> Person:
        """Return the person at the own page of tasks."""
        if name not in self.known:
            self.known[name] = self.come(self.address, name, **how)
        person = self.known[name]
        person.page.goto(self.address)
        return person

    def page(self, name: str, menu: str) -> Person:
        """Return the person at a page of the menu."""
        person = self.person(name)
        person.follow(menu)
        return person


def test_a_whole_round(
    come: Come, browser: Browser, server: str, tmp_path: Path
) -> None:
    round_ = Round(come, server, {})
    _wish(round_)
    _plan(round_)
    goes, objects = _propose(round_)
    for user, name in (("pindah", goes), ("tetap", objects)):
        _account(round_, browser, user, name)
    _answer(round_, "pindah", "Saya bersedia")
    _answer(round_, "tetap", "Saya keberatan", reason="Merawat anggota keluarga")
    _receive(round_, goes)
    _dossier(round_, 8)
    _verify(round_)
    _sit(round_, 7, objector=objects)
    _object(round_)
    _plan_anew(round_)
    _verify(round_)
    _sit(round_, 7)
    _decide(round_)


# --- listening --------------------------------------------------------------------
def _wish(round_: Round) -> None:
    """A teacher states a wish on a phone, without scripts."""
    teacher = round_.person("guru", phone=True, scripts=False)
    teacher.follow("Sampaikan aspirasi Anda")
    teacher.follow("Mulai")
    teacher.tick("Satu unit")
    teacher.press("Berikutnya")
    teacher.follow("Muara Bulian")
    teacher.page.locator("main").get_by_role("radio").first.check()
    teacher.press("Berikutnya")
    teacher.sees("Ini bukan janji")
    teacher.follow("Tidak ada pilihan lagi")
    teacher.tick("Naik jenjang jabatan")
    teacher.press("Berikutnya")
    teacher.follow("Lanjut tanpa bukti")
    teacher.tick("Tidak ada yang ingin saya sampaikan")
    teacher.press("Berikutnya")
    teacher.sees("Belum ada yang terkirim")
    teacher.press("Kirim aspirasi")
    teacher.sees(re.compile(r"A-\d{4}-\d{6}"))
    assert teacher.fits()


def _plan(round_: Round) -> None:
    """The planner makes a small plan and chooses it."""
    planner = round_.page("putri", "Rencana")
    planner.follow("Susun rencana")
    planner.fill("Nama (boleh kosong)", "Guru kelas")
    planner.fill("Perpindahan paling banyak (boleh kosong)", "8")
    planner.page.locator("main summary", has_text="Jabatan").click()
    planner.page.get_by_label("Guru Kelas SD").first.check()
    planner.press("Hitung rencana")
    planner.waits_for("Terbukti terbaik", seconds=90)
    planner.fill("Alasan", "Kekurangan guru kelas paling mendesak.")
    planner.press("Pilih rencana ini untuk dibahas")
    planner.sees("dipilih untuk dibahas")


def _propose(round_: Round) -> tuple[str, str]:
    """Open the proposals; return who goes to the school, and another one."""
    planner = round_.person("putri")
    planner.follow("Sampaikan 8 usulan")
    planner.press("Usulkan 8 perpindahan")
    rows = planner.page.locator("main tbody tr")
    assert rows.count() == 8
    goes = rows.filter(has_text=SCHOOL).first.get_by_role("link").first.inner_text()
    first = rows.filter(has_not_text=SCHOOL).first
    return goes, first.get_by_role("link").first.inner_text()


def _account(round_: Round, browser: Browser, user: str, name: str) -> None:
    """
    Give a teacher an account: admin proposes, Sari approves, the code is handed out.

    The technical administrator sees no file: the officer tells the NIP.
    """
    officer = round_.person("rina")
    officer.look_up(name)
    officer.follow(name)
    told = officer.page.get_by_text("NIP", exact=True)
    nip = told.locator("xpath=following-sibling::dd[1]").inner_text()
    admin = round_.page("admin", "Pengguna")
    admin.follow("Usulkan pengguna")
    admin.fill("Nama pengguna", user)
    admin.fill("Nama", name)
    admin.fill("NIP (boleh kosong)", nip)
    admin.page.get_by_label("Peran").first.select_option(label="Pegawai ASN")
    admin.press("Usulkan")
    verifier = round_.person("sari")
    verifier.follow("Setujui usulan peran")
    verifier.follow(name)
    verifier.press("Setujui")
    admin = round_.page("admin", "Pengguna")
    admin.follow("Serahkan kode aktivasi")
    admin.fill("Nama pengguna", user)
    admin.press("Buat kode")
    told = admin.page.get_by_text("Kode aktivasi", exact=True)
    code = told.locator("xpath=following-sibling::dd[1]").inner_text()
    teacher = round_.come(round_.address, phone=True, scripts=False)
    teacher.page.goto(round_.address)
    teacher.follow("Aktifkan akun Anda")
    teacher.fill("Nama pengguna", user)
    teacher.fill("Kode aktivasi", code)
    teacher.press("Lanjut")
    for field in teacher.page.get_by_label(re.compile("sandi baru", re.I)).all():
        field.fill(PASSWORD)
    teacher.press("Simpan kata sandi dan masuk")
    teacher.sees("Akun Anda siap")
    round_.known[user] = teacher


def _answer(round_: Round, user: str, answer: str, *, reason: str = "") -> None:
    """Read the proposal, answer it, keep the number."""
    teacher = round_.person(user)
    teacher.follow("Baca dan tanggapi usulan untuk Anda")
    teacher.sees("belum keputusan")
    assert teacher.fits()
    teacher.follow("Tanggapi sekarang")
    teacher.page.get_by_label(answer, exact=True).check()
    teacher.press("Lanjut")
    if reason:
        teacher.tick(reason)
        teacher.fill("Ada yang ingin Anda jelaskan? (boleh kosong)", "Ibu sakit.")
        teacher.press("Lanjut")
    teacher.press("Kirim tanggapan")
    teacher.sees(re.compile(r"T-\d{4}-\d{6}"))
    teacher.sees(answer)


def _receive(round_: Round, name: str) -> None:
    """The head of the school is willing to receive; reasons are not shown."""
    head = round_.person("kepsek", phone=True, scripts=False)
    head.follow("Beri masukan unit Anda")
    head.follow(name)
    head.sees("Isi tanggapan tidak ditampilkan")
    head.page.get_by_label("Setuju", exact=True).check()
    head.press("Kirim masukan")
    head.sees("Jawaban tersimpan")


# --- deciding ---------------------------------------------------------------------
def _dossier(round_: Round, count: int) -> None:
    """The planner freezes the proposals."""
    planner = round_.page("putri", "Keputusan")
    planner.follow("Susun berkas")
    planner.sees(f"{count} usulan menunggu")
    planner.press("Susun berkas ini")
    planner.sees("baca dulu 1 pengecualian")


def _verify(round_: Round) -> None:
    """The agency, the office and the secretary, each in turn."""
    for name, steps in (("disdik", 1), ("sari", 6), ("sekda", 1)):
        person = round_.person(name)
        person.follow("Periksa 1 berkas yang ada pada Anda")
        for _step in range(steps):
            person.press("Selesaikan langkah ini")
            person.sees("Langkah tercatat; berkas berlanjut.")


def _sit(round_: Round, plain: int, *, objector: str = "") -> None:
    """The team sits: who objects is judged alone, the others together."""
    verifier = round_.person("sari")
    verifier.follow("Undang Tim Penilai Kinerja")
    verifier.fill("Tanggal", "2026-01-01")
    verifier.fill("Pukul", "10:00")
    verifier.fill("Tempat", "Ruang rapat")
    verifier.fill("Dasar", "Keputusan Bupati Nomor 12 Tahun 2025")
    verifier.press("Lanjut ke anggota")
    parts = {"Tono": "ketua", "Sekretaris Daerah": "sekretaris"}
    for label, part in parts.items():
        verifier.page.get_by_label(label).first.select_option(label=part)
    for office in verifier.page.get_by_label("Jabatan dalam dinas").all():
        office.fill("Pejabat pimpinan tinggi")
    verifier.press("Catat anggota")
    for name, label in (("tono", "Tono"), ("sekda", "Sekretaris Daerah")):
        member = round_.person(name)
        member.follow("Sidang Tim Penilai Kinerja")
        member.press(f"Tandai hadir : {label}")
    chair = round_.person("tono")
    chair.follow("Sidang Tim Penilai Kinerja")
    chair.press("Buka sidang")
    for name in ("sekda", "tono"):
        member = round_.person(name)
        member.follow("Beri suara untuk")
        together = member.page.locator("form", has_text=f"Beri suara pada {plain}")
        together.get_by_label("Setuju", exact=True).check()
        member.press(f"Beri suara pada {plain} kasus")
        if objector:
            member.follow(objector)
            member.page.get_by_label("Setuju", exact=True).check()
            member.press("Beri suara")
    if objector:
        chair.press("Catat rekomendasi")
        chair.sees("Tuliskan apa yang dipertimbangkan atas keberatan itu.")
        chair.fill("Yang dipertimbangkan (boleh kosong)", "Sekolah tujuan lebih dekat.")
        chair.press("Catat rekomendasi")
        chair.follow("Agenda sidang")
    chair.press(f"Catat rekomendasi {plain} kasus")
    chair.sees(re.compile(r"Semua \d kasus selesai"))
    chair.follow("Tutup sidang")
    chair.press("Tutup sidang")
    chair.sees("Sidang sudah ditutup.")


def _object(round_: Round) -> None:
    """A teacher objects before the decision; the authority upholds it."""
    teacher = round_.person("tetap")
    teacher.page.get_by_text("Menu", exact=True).click()
    teacher.follow("Usulan untuk saya")
    teacher.follow("Keberatan saya")
    teacher.follow("Ajukan keberatan")
    teacher.tick("Merawat anggota keluarga")
    teacher.press("Periksa")
    teacher.press("Kirim keberatan")
    teacher.sees("K-2026-00001")
    verifier = round_.page("sari", "Keputusan")
    verifier.follow("Keberatan")
    verifier.follow("K-2026-00001")
    verifier.sees("Tidak ada jabatan yang turun di bawah minimum")
    verifier.follow("Siapkan putusan")
    verifier.fill("Yang dipertimbangkan", "Tidak ada keluarga lain yang merawat.")
    verifier.press("Simpan untuk Pejabat Pembina Kepegawaian")
    authority = round_.person("bupati", phone=True)
    authority.follow("Putuskan keberatan")
    if authority.page.get_by_role("link", name="K-2026-00001").count():
        authority.follow("K-2026-00001")
        authority.follow("Putuskan keberatan")
    authority.tick("Keberatan diterima")
    authority.fill("Alasan putusan", "Keadaannya terbukti.")
    authority.press("Putuskan keberatan ini")
    authority.sees("tetap bertugas di")
    teacher = round_.person("tetap")
    teacher.page.get_by_text("Menu", exact=True).click()
    teacher.follow("Usulan untuk saya")
    teacher.sees("Tidak ada yang perlu Anda lakukan.")


def _plan_anew(round_: Round) -> None:
    """The planner takes the plan with the least change; a new version is verified."""
    planner = round_.person("putri")
    planner.follow("Ambil rencana yang disusun ulang")
    planner.waits_for("sudah siap", seconds=90)
    planner.fill("Orang yang baru diusulkan dapat menanggapi sampai", "2026-01-15")
    planner.press("Ambil rencana baru")
    planner.sees("B-0001/2")
    planner.sees("Diganti versi baru")


def _decide(round_: Round) -> None:
    """The authority sees the exceptions first, then signs what was shown."""
    authority = round_.person("bupati")
    authority.follow("Tetapkan 7 mutasi")
    authority.sees("Baca lebih dahulu: 0 kasus")
    authority.page.get_by_label("Berlaku mulai (TMT)").select_option(index=0)
    authority.press("Periksa keputusan")
    authority.sees("Anda akan menetapkan 7 mutasi.")
    assert authority.fits()
    authority.press("Tetapkan 7 mutasi")
    authority.sees("Ditetapkan: 7.")
