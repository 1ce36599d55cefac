"""The exports of the invented regency: SIASN's, and Dapodik's school by school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from seimbang.demo.chance import chance
from seimbang.demo.dirty.regency import (
    AGENCIES,
    DISTRICTS,
    HEALTH,
    JOBS,
    SCHOOLS,
    SUBJECTS,
    VILLAGES,
    Member,
    school_name,
    siblings,
    unor,
)
from seimbang.intake.foreign.layouts import (
    LAYOUT,
    LESSONS,
    SIASN,
    TEACHERS,
)
from seimbang.intake.foreign.layouts import SCHOOLS as TOTALS
from seimbang.intake.write import new_workbook

Row = dict[str, str | int | float]
SHEET = "Sheet1"
TWO_LINES = {"RT": "RT/RW", "RW": "", "Lintang": "Koordinat", "Bujur": ""}
SCHOOL_DAY = date(2026, 7, 13)
DATES = frozenset(
    {
        "TMT CPNS", "TMT PNS", "TMT JABATAN", "TMT GOLONGAN", "Tanggal CPNS",
        "TMT Pengangkatan",
    }
)  # fmt: skip


@dataclass
class File:
    """One export: its name, the lines above the heading, the rows by heading."""

    name: str
    layout: str
    titles: list[str]
    rows: list[Row] = field(default_factory=list)

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings in their order."""
        return LAYOUT[self.layout].headings

    @property
    def first(self) -> int:
        """Return the number of the first row of data, as a spreadsheet counts."""
        return len(self.titles) + 2 + (self.layout == TEACHERS)

    def write(self, folder: Path) -> None:
        """Write the file as the system would: text, and numbers where it has them."""
        book = new_workbook(folder / self.name)
        sheet = book.add_worksheet(SHEET)
        line = 0
        for title in self.titles:
            sheet.write(line, 0, title)
            line += 1
        two = self.layout == TEACHERS
        upper = [TWO_LINES.get(name, name) if two else name for name in self.headings]
        lines: list[list[str]] = [upper]
        if two:
            lines.append([name if name in TWO_LINES else "" for name in self.headings])
        for cells in lines:
            for column, cell in enumerate(cells):
                sheet.write(line, column, cell)
            line += 1
        for row in self.rows:
            for column, name in enumerate(self.headings):
                if (value := row.get(name, "")) != "":
                    sheet.write(line, column, value)
            line += 1
        book.close()


def exports(
    tables: Mapping[str, pl.DataFrame], members: Sequence[Member], seed: str
) -> dict[str, File]:
    """Return the exports by file name, untidy as they come, half of the dates empty."""
    mess = _Mess(chance(seed, "dirty/mess"))
    files = [_siasn(members)]
    for npsn in SCHOOLS:
        here = [member for member in members if member.unit_id == npsn]
        lessons = _lessons(npsn, here)
        files += [_teachers(npsn, here), lessons]
    files += [_totals(code, files) for code in DISTRICTS]
    for file in files:
        mess.over(file)
    return {file.name: file for file in files}


class _Mess:
    """What happens to every export: spaces, capitals, and half of the dates missing."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def over(self, file: File) -> None:
        """Make the rows of a file untidy."""
        for row in file.rows:
            for name in DATES & row.keys():
                if self.rng.random() < 0.5:
                    row[name] = ""
            for name in ("NAMA", "Nama", "Nama PTK", "UNOR NAMA", "Desa/Kelurahan"):
                value = row.get(name)
                if isinstance(value, str) and self.rng.random() < 0.25:
                    row[name] = self._untidy(value)

    def _untidy(self, words: str) -> str:
        drawn = int(self.rng.integers(0, 4))
        changed = (words.upper(), words.lower(), words.replace(" ", "  "), f" {words} ")
        return changed[drawn]


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _siasn(members: Sequence[Member]) -> File:
    file = File("siasn-data-pegawai.xlsx", SIASN, [])
    for member in members:
        if member.status == "non_asn":
            continue
        teacher = member.unit_id in SCHOOLS
        job = "Guru" if teacher else JOBS[member.job_id][0]
        level = " Ahli Pertama" if member.job_id != "pengadministrasi" else ""
        place = _place(member.unit_id)
        pppk = member.status == "pppk"
        file.rows.append(
            {
                "PNS ID": f"{member.number * 7919:032X}",
                "NIP BARU": member.nip,
                "NAMA": member.name,
                "TEMPAT LAHIR NAMA": "Batang Hari",
                "TANGGAL LAHIR": _day(member.born),
                "JENIS KELAMIN": "F" if member.woman else "M",
                "JENIS PEGAWAI NAMA": "PPPK" if pppk else "PNS Daerah Kab/Kota",
                "KEDUDUKAN HUKUM NAMA": "PPPK Aktif" if pppk else "Aktif",
                "STATUS CPNS PNS": "PPPK" if pppk else "P",
                "TMT CPNS": _day(member.start),
                "TMT PNS": "" if pppk else _day(_later(member.start, 1)),
                "GOL AKHIR NAMA": "IX" if pppk else "III/c",
                "TMT GOLONGAN": _day(_later(member.start, 4)),
                "JENIS JABATAN NAMA": "Jabatan Fungsional" if level else "Pelaksana",
                "JABATAN NAMA": job + level,
                "TMT JABATAN": _day(_later(member.start, 3)),
                "TINGKAT PENDIDIKAN ID": "40",
                "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
                "PENDIDIKAN NAMA": "S-1 PENDIDIKAN GURU SEKOLAH DASAR"
                if member.job_id == "sd-kelas"
                else "S-1 " + JOBS[member.job_id][0].upper(),
                "UNOR ID": unor(member.unit_id),
                "UNOR NAMA": place,
                "INSTANSI KERJA NAMA": "Pemerintah Kab. Contoh",
            }
        )
    return file


def _later(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _place(unit_id: str) -> str:
    if unit_id in SCHOOLS:
        return school_name(unit_id).upper()
    if unit_id in HEALTH:
        return f"UPTD PUSKESMAS {VILLAGES[HEALTH[unit_id]].upper()}"
    return AGENCIES[unit_id]


_STATUS = {"pns": "PNS", "pppk": "PPPK", "non_asn": "Guru Honor Sekolah"}


def _titles(npsn: str, title: str) -> list[str]:
    district = DISTRICTS[SCHOOLS[npsn][:8]]
    return [
        title,
        siblings(npsn),
        f"Kecamatan Kec. {district}, Kabupaten Kab. Contoh, Provinsi Prov. Contoh",
        "Tanggal Unduh: 2026-11-02 08:15:00 Pengunduh: Operator Contoh",
        "",
    ]


def _teachers(npsn: str, members: Sequence[Member]) -> File:
    file = File(f"daftar-guru-{npsn}.xlsx", TEACHERS, _titles(npsn, "Daftar Guru"))
    for number, member in enumerate(members, start=1):
        head = member.job_id.endswith("kepala")
        kind = "Guru Mapel" if member.job_id in SUBJECTS else "Guru Kelas"
        village = VILLAGES[member.home]
        pns = member.status == "pns"
        file.rows.append(
            {
                "No": number,
                "Nama": member.name,
                "NUPTK": nuptk(member),
                "JK": "P" if member.woman else "L",
                "Tempat Lahir": "Batang Hari",
                "Tanggal Lahir": f"{member.born:%Y-%m-%d}",
                "NIP": member.nip,
                "Status Kepegawaian": _STATUS[member.status],
                "Jenis PTK": "Kepala Sekolah" if head else kind,
                "RT": "2",
                "RW": "0",
                "Desa/Kelurahan": village,
                "Kecamatan": f"Kec. {DISTRICTS[member.home[:8]]}",
                "Tugas Tambahan": "Bendahara BOS/BOP" if number == 2 else "",
                "Tanggal CPNS": f"{member.start:%Y-%m-%d}" if pns else "",
                "TMT Pengangkatan": f"{member.start:%Y-%m-%d}",
                "Pangkat Golongan": "III/c" if pns else "",
                "TMT PNS": f"{_later(member.start, 1):%Y-%m-%d}" if pns else "",
                "Lintang": f"-1.{6000 + member.number:04d}",
                "Bujur": f"103.{2000 + member.number:04d}",
            }
        )
    return file


def nuptk(member: Member) -> str:
    """Return an invented NUPTK: 16 digits."""
    return f"99{member.number:014d}"


def _lessons(npsn: str, members: Sequence[Member]) -> File:
    file = File(
        f"pembelajaran-{npsn}.xlsx", LESSONS, _titles(npsn, "Daftar Pembelajaran")
    )
    grades = range(7, 10) if npsn in tuple(SCHOOLS)[10:] else range(1, 7)
    groups = [(grade, letter) for grade in grades for letter in _letters(npsn, grade)]
    classes = [member for member in members if member.job_id == "sd-kelas"]
    for at, (grade, letter) in enumerate(groups):
        pupils = 18 + (int(npsn) + 5 * grade + at) % 12
        taught = [member for member in members if member.job_id in SUBJECTS]
        if at < len(classes):
            taught = [classes[at], *taught]
        for member in _one_a_subject(taught, at):
            subject = SUBJECTS.get(member.job_id, "Guru Kelas SD/MI/SLB")
            file.rows.append(
                {
                    "Jenis Rombel": "Kelas",
                    "Tingkat": str(grade),
                    "Nama Rombel": f"Kelas {grade}{letter}",
                    "Kurikulum": "Kurikulum Merdeka",
                    "Nama PTK": member.name,
                    "NUPTK": nuptk(member),
                    "PTK Induk": "Ya",
                    "Nama Matpel": subject,
                    "JJM": "24" if subject.startswith("Guru Kelas") else "4",
                    "Jml Siswa": str(pupils),
                    "Tgl SK Mengajar": f"{SCHOOL_DAY:%Y-%m-%d}",
                }
            )
    return file


def _letters(npsn: str, grade: int) -> str:
    return "AB" if grade >= 7 or (int(npsn) + grade) % 5 == 0 else "A"


def _one_a_subject(taught: Sequence[Member], at: int) -> list[Member]:
    """Return for one class one teacher of each subject, in turns."""
    by_job: dict[str, list[Member]] = {}
    for member in taught:
        by_job.setdefault(member.job_id, []).append(member)
    return [members[at % len(members)] for members in by_job.values()]


def _totals(district: str, files: Sequence[File]) -> File:
    file = File(
        f"rekap-sekolah-{district}.xlsx",
        TOTALS,
        ["Rekap Sekolah", f"Kecamatan {DISTRICTS[district]}", ""],
    )
    by_name = {other.name: other for other in files}
    here = [npsn for npsn in SCHOOLS if SCHOOLS[npsn].startswith(district)]
    for number, npsn in enumerate(here, start=1):
        lessons = by_name[f"pembelajaran-{npsn}.xlsx"].rows
        groups = {row["Nama Rombel"]: int(row["Jml Siswa"]) for row in lessons}
        file.rows.append(
            {
                "No": number,
                "Nama Sekolah": siblings(npsn),
                "NPSN": npsn,
                "BP": "SMP" if npsn in tuple(SCHOOLS)[10:] else "SD",
                "Status": "Negeri",
                "Last Sync": "02 Nov 2026 07:10:00",
                "Jml Sync": 3,
                "PD": sum(groups.values()),
                "Rombel": len(groups),
                "Guru": len(by_name[f"daftar-guru-{npsn}.xlsx"].rows),
            }
        )
    return file
