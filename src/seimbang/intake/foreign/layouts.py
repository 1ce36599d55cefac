"""
The files of other systems, by their headings.

Restated from public copies of these exports: the SIASN employee download as two open
importers expect it (2024–25), the Dapodik lists as a school's Dapodik and a regency's
recapitulation print them (2021–26). Headings are facts; none of the files is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SIASN = "siasn"
TEACHERS = "dapodik_teachers"
LESSONS = "dapodik_lessons"
SCHOOLS = "dapodik_schools"


def key(heading: object) -> str:
    """Return a heading without case, spaces and punctuation."""
    return re.sub(r"[^0-9a-z]", "", str(heading).casefold())


@dataclass(frozen=True)
class Layout:
    """
    One kind of file: its ``headings`` in order, and what must not be missing.

    ``optional`` headings are read when they are there (lists drawn for a whole
    regency) and do not count when a sheet is recognised.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


def _words(lines: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in lines.split("|") if word.strip())


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        SIASN,
        "SIASN – data pegawai",
        _words(
            """PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID
            |TEMPAT LAHIR NAMA|TANGGAL LAHIR|JENIS KELAMIN|AGAMA ID|AGAMA NAMA
            |JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|EMAIL|EMAIL GOV|ALAMAT
            |NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID
            |KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|KARTU ASN VIRTUAL|NOMOR SK CPNS
            |TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID
            |GOL AWAL NAMA|GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|MK BULAN
            |JENIS JABATAN ID|JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|TMT JABATAN
            |TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID
            |PENDIDIKAN NAMA|TAHUN LULUS|KPKN ID|KPKN NAMA|LOKASI KERJA ID
            |LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|INSTANSI INDUK ID
            |INSTANSI INDUK NAMA|INSTANSI KERJA ID|INSTANSI KERJA NAMA
            |SATUAN KERJA INDUK ID|SATUAN KERJA INDUK NAMA|SATUAN KERJA KERJA ID
            |SATUAN KERJA KERJA NAMA|IS VALID NIK|NAMA SEKOLAH|FLAG IKD|ESELON ID
            |ESELON NAMA"""
        ),
        needed=("NIP BARU", "NAMA", "STATUS CPNS PNS", "JABATAN NAMA", "UNOR NAMA"),
    ),
    Layout(
        TEACHERS,
        "Dapodik – daftar guru",
        _words(
            """No|Nama|NUPTK|JK|Tempat Lahir|Tanggal Lahir|NIP|Status Kepegawaian
            |Jenis PTK|Agama|Alamat Jalan|RT|RW|Nama Dusun|Desa/Kelurahan|Kecamatan
            |Kode Pos|Telepon|HP|Email|Tugas Tambahan|SK CPNS|Tanggal CPNS
            |SK Pengangkatan|TMT Pengangkatan|Lembaga Pengangkatan|Pangkat Golongan
            |Sumber Gaji|Nama Ibu Kandung|Status Perkawinan|Nama Suami/Istri
            |NIP Suami/Istri|Pekerjaan Suami/Istri|TMT PNS
            |Sudah Lisensi Kepala Sekolah|Pernah Diklat Kepengawasan|Keahlian Braille
            |Keahlian Bahasa Isyarat|NPWP|Nama Wajib Pajak|Kewarganegaraan|Bank
            |Nomor Rekening Bank|Rekening Atas Nama|NIK|No KK|Karpeg|Karis/Karsu
            |Lintang|Bujur|NUKS"""
        ),
        needed=("Nama", "NIP", "Status Kepegawaian", "Jenis PTK"),
        optional=("NPSN", "Nama Sekolah", "Tempat Tugas"),
    ),
    Layout(
        LESSONS,
        "Dapodik – pembelajaran",
        _words(
            """Jenis Rombel|Tingkat|Nama Rombel|Kurikulum|Program/Kompetensi Keahlian
            |Nama PTK|NUPTK|PTK Induk|Kepegawaian|Nama Matpel|Kode Matpel|JJM
            |Jml Siswa|Tgl SK Mengajar|SK Mengajar|Status di Kurikulum"""
        ),
        needed=("Tingkat", "Nama Rombel", "Nama Matpel", "JJM", "Jml Siswa"),
        optional=("NPSN", "Nama Sekolah"),
    ),
    Layout(
        SCHOOLS,
        "Dapodik – rekap sekolah",
        _words(
            """No|Nama Sekolah|NPSN|BP|Status|Last Sync|Jml Sync|PD|Rombel|Guru|Pegawai
            |R. Kelas|R. Lab|R. Perpus"""
        ),
        needed=("NPSN", "PD", "Rombel"),
    ),
)

LAYOUT: dict[str, Layout] = {layout.name: layout for layout in LAYOUTS}
