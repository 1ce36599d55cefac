"""
One round, from the first wish to a decree whose printed code verifies.

All eleven roles act, by visible labels. In between a teacher objects, is upheld, the
plan is made anew with the least change, and the team sits again.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from tests.browser.conftest import Come
from tests.browser.person import PASSWORD, Person

NUMBER = "800.1.3.3/Kep.041/BKPSDMD/2026"
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


def test_a_whole_round(come: Come, server: str, tmp_path: Path) -> None:
    round_ = Round(come, server, {})
    _wish(round_)
    _plan(round_)
    goes, objects = _propose(round_)
    _accounts(round_)
    for user, name in (("pindah", goes), ("tetap", objects)):
        _activate(round_, user, name)
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
    _decree(round_)
    _number(round_)
    _sign(round_)
    _extracts(round_)
    code = _own_letter(round_, tmp_path)
    _start(round_, goes, tmp_path)
    _check(round_, code, tmp_path)
    _watch(round_)


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


def _accounts(round_: Round) -> None:
    """Admin proposes an account for each teacher, Sari approves: two clicks."""
    admin = round_.page("admin", "Pengguna")
    admin.follow("Akun pegawai")
    admin.press(re.compile(r"^Usulkan [\d.]+ akun\s*: Dinas Pendidikan"))
    admin.sees("orang kedua menyetujuinya")
    verifier = round_.person("sari")
    verifier.follow("Setujui usulan peran")
    verifier.follow("Akun pegawai")
    verifier.press(re.compile(r"^Setujui [\d.]+ akun\s*: Dinas Pendidikan"))
    verifier.sees("serahkan kodenya")


def _activate(round_: Round, user: str, name: str) -> None:
    """The slips of the teacher's school are printed; the teacher comes in with one."""
    officer = round_.person("rina")
    officer.look_up(name)
    found = officer.page.locator("main li", has_text=name).first.inner_text()
    school = found.rpartition(", ")[2].strip()
    admin = round_.page("admin", "Pengguna")
    admin.follow("Akun pegawai")
    admin.follow("Dinas Pendidikan dan Kebudayaan")
    admin.press(f"kode : {school}")
    slip = admin.page.locator(".slip", has_text=name)
    known, code = (
        slip.get_by_text(label, exact=True).locator("xpath=following-sibling::dd[1]")
        for label in ("Nama pengguna", "Kode aktivasi")
    )
    teacher = round_.come(round_.address, phone=True, scripts=False)
    teacher.page.goto(round_.address)
    teacher.follow("Aktifkan akun Anda")
    teacher.fill("Nama pengguna", known.inner_text())
    teacher.fill("Kode aktivasi", code.inner_text())
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
    turns = (("disdik", 1), ("sari", 3), ("tono", 1), ("sari", 2), ("sekda", 1))
    for name, steps in turns:
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


# --- writing ----------------------------------------------------------------------
def _decree(round_: Round) -> None:
    """The draft goes round for initials; what nobody compared is told by name."""
    officer = round_.person("rina")
    officer.follow("Susun SK untuk B-0001/2")
    officer.press("Tulis draf : Keputusan kolektif")
    officer.sees("Belum dikonfirmasi: UU Nomor 20 Tahun 2023")
    officer.sees(re.compile(r"analisis beban kerja tanggal 1 Januari 2026, kekurangan"))
    officer.follow("Kirim untuk diparaf")
    chain = {
        "Kepala Bidang Mutasi": "Sari (kepala bidang)",
        "Kepala Badan": "Tono (kepala badan kepegawaian)",
        "Sekretaris Daerah": "Sekretaris Daerah (contoh)",
    }
    for office, who in chain.items():
        choice = officer.page.get_by_label(office, exact=True)
        choice.select_option(label=who)
    officer.press("Kirim")
    officer.sees("0 dari 3 paraf sudah diberikan.")
    for name in ("sari", "tono", "sekda"):
        person = round_.person(name)
        person.follow("Paraf surat")
        person.press("Paraf")
        person.sees("Paraf Anda sudah diberikan.")


def _number(round_: Round) -> None:
    """The head of the office lets it out by name; the clerk types the number."""
    head = round_.page("tono", "Surat")
    head.follow("Keputusan tentang Pemindahan")
    head.follow("Putuskan yang belum dikonfirmasi")
    head.fill("Alasan Anda", "Dicocokkan dengan JDIH oleh Bagian Hukum.")
    head.press("Keluarkan atas nama saya")
    officer = round_.page("rina", "Surat")
    officer.follow("Keputusan tentang Pemindahan")
    officer.sees(re.compile("Nomor diberikan oleh Dedi"))  # and not by her
    clerk = round_.person("dedi")
    clerk.follow("Beri nomor surat")
    if not clerk.heading().startswith("Keputusan tentang"):
        clerk.follow("Keputusan tentang Pemindahan")
    clerk.follow("Beri nomor")
    clerk.fill("Nomor", NUMBER)
    clerk.fill("Tanggal surat", "2026-01-01")
    clerk.press("Beri nomor")
    clerk.sees("menunggu tanda tangan")


def _sign(round_: Round) -> None:
    """The authority signs on a phone; the secret is asked for before the page."""
    authority = round_.person("bupati")
    _sign_all(authority)
    authority.sees("1 surat sudah ditandatangani.")


def _sign_all(person: Person) -> None:
    person.follow("Tanda tangani surat")
    for box in person.page.locator("main").get_by_role("checkbox").all():
        box.check()
    person.press("Tanda tangani yang dicentang")


def _extracts(round_: Round) -> None:
    """One extract a person, signed by who authenticates them."""
    clerk = round_.page("dedi", "Surat")
    clerk.follow("Keputusan tentang Pemindahan")
    clerk.follow("Penyerahan")
    clerk.press("Buat petikan")
    clerk.sees("0 dari 7 surat sudah diterima.")
    head = round_.person("tono")
    _sign_all(head)
    head.sees("7 surat sudah ditandatangani.")


def _own_letter(round_: Round, folder: Path) -> str:
    """The teacher takes the own letter; return the address its code leads to."""
    teacher = round_.person("pindah")
    teacher.page.get_by_text("Menu", exact=True).click()
    teacher.follow("Surat saya")
    teacher.sees(f"SK {NUMBER} sudah ditetapkan.")
    assert teacher.fits()
    file = teacher.download("Unduh SK", folder)
    teacher.press("Saya sudah menerima surat ini")
    teacher.sees("Diterima tanggal 1 Januari 2026.")
    return _printed_code(file)


def _printed_code(file: Path) -> str:
    """Read the one square code of a letter, as a phone would."""
    stem = file.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-png", file, stem], check=True)
    found = [
        one.text
        for page in sorted(file.parent.glob(f"{stem.name}-*.png"))
        for one in zxingcpp.read_barcodes(Image.open(page))
    ]
    assert len(found) == 1, found
    return str(found[0])


def _start(round_: Round, name: str, folder: Path) -> None:
    """The head signs that the teacher has begun; the roster follows."""
    head = round_.person("kepsek")
    head.follow("Tulis SPMT 1 orang yang mulai bertugas")
    head.follow("Tulis: Surat pernyataan melaksanakan tugas")
    head.fill("Sejak kapan pegawai ini nyata bertugas di sini?", "2026-01-01")
    head.fill("Nomor surat", "421.2/001/SDN98/2026")
    head.fill("Tanggal surat", "2026-01-01")
    head.press("Tulis SPMT")
    scan = folder / "spmt.pdf"
    scan.write_bytes(head.download("Surat sebagai PDF", folder).read_bytes())
    head.upload("Pindaian atau foto surat yang sudah ditandatangani", scan)
    head.press("Serahkan surat yang ditandatangani")
    head.sees(re.compile("mulai bertugas|bertugas di unit baru", re.I))
    officer = round_.person("rina")
    officer.look_up(name)
    officer.sees(re.compile(re.escape(SCHOOL)))


def _check(round_: Round, code: str, folder: Path) -> None:
    """Anybody checks the letter by its code: no more than is printed on it."""
    assert code.startswith(f"{round_.address}/surat/periksa/")
    anybody = round_.come(round_.address)
    anybody.page.goto(code)
    anybody.sees(NUMBER)
    anybody.sees("Periksa keaslian")
    assert not re.search(r"\d{18}", anybody.words())


def _watch(round_: Round) -> None:
    """Auditor and protection officer read what was done; the chain holds."""
    for name in ("inspektur", "pdp"):
        person = round_.page(name, "Catatan tindakan")
        person.sees(re.compile("Menandatangani surat|menandatangani", re.I))
    auditor = round_.page("inspektur", "Surat")
    auditor.sees(NUMBER)
