"""
The page of the workbook, ``docs/reference/workbook.md``, from the tables themselves.

``python -m seimbang.model.describe`` prints it; a test holds the page equal to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from seimbang.model.table import Column, Kind, Table
from seimbang.model.tables import TABLE, TABLES

_KINDS = {
    Kind.TEXT: ("teks", "Kata atau kalimat."),
    Kind.CODE: (
        "kode",
        "Pengenal, selalu sebagai teks. Kode yang tersimpan sebagai bilangan (misalnya "
        "NIP) ditolak, karena angka depan atau belakangnya bisa hilang. Spasi di dalam "
        "NIP dilepas. Pada mata pelajaran dan profesi, huruf besar dan kecil tidak "
        "dibedakan, begitu pula spasi dan tanda hubung.",
    ),
    Kind.INTEGER: ("bilangan bulat", "Tanpa desimal dan tanpa titik ribuan."),
    Kind.RATIO: (
        "desimal",
        "Bilangan tepat dengan koma atau titik desimal (`2,75`), atau pecahan (`1/3`; "
        "di Excel diketik `'1/3`). Desimal lebih dari 9 angka dibulatkan ke 6 desimal, "
        "dengan catatan. Titik ribuan (`9.600`) ditolak karena bisa berarti "
        "lain.",
    ),
    Kind.DEGREES: ("derajat", "Koordinat sebagai derajat desimal (`-1,7123`)."),
    Kind.DATE: (
        "tanggal",
        "`31-12-2026`, `31/12/2026`, `1/3/2026` (1 Maret), `2026-12-31`, atau sel "
        "tanggal Excel.",
    ),
    Kind.LAST_DAY: (
        "hari terakhir",
        "Tanggal hari terakhir, **termasuk hari itu**. Di dalam program disimpan "
        "sebagai hari sesudahnya.",
    ),
    Kind.BOOLEAN: ("ya/tidak", "`ya` atau `tidak`."),
    Kind.CHOICE: ("pilihan", "Satu kata dari daftar pada kolom *Keterangan*."),
    Kind.CHOICES: (
        "pilihan ganda",
        "Satu atau beberapa kata dari daftar, dipisahkan dengan `;`. Tanda `-` berarti "
        "diketahui tidak ada.",
    ),
    Kind.CODES: (
        "daftar",
        "Satu atau beberapa kata atau kode, dipisahkan dengan `;`. Tanda `-` berarti "
        "diketahui tidak ada.",
    ),
}

_UNITS = {
    "class": "rombel",
    "day": "hari",
    "degree": "derajat",
    "km": "km",
    "lesson hour/week": "JP per minggu",
    "minute": "menit",
    "minute/output": "menit per hasil",
    "minute/year": "menit per tahun",
    "person": "orang",
    "pupil": "siswa",
    "week": "minggu",
    "year": "tahun",
}

_TOP = """\
# Buku kerja: semua sheet dan kolom

*Halaman ini dibuat dari `src/seimbang/model/tables/` dengan
`python -m seimbang.model.describe`. Jangan mengubahnya dengan tangan.*

Buku kerja kosong dibuat dengan `seimbang template --out templat.xlsx`. Isi hanya sheet
yang diperlukan: *Unit* dan *Jabatan* wajib, lalu *Pegawai* (orang bernama) atau *Jumlah
pegawai* (hanya jumlah).

- Satu buku kerja bisa diganti satu folder berisi CSV dengan nama sheet (`Pegawai.csv`),
  atau Parquet (`Pegawai.parquet`) dengan nama kolom di kode.
- **Sel kosong berarti *tidak diketahui***, bukan nol dan bukan "tidak ada", kecuali
  bila keterangannya berkata lain.
- Urutan kolom bebas. Kolom yang tidak wajib boleh tidak ada; kolom yang tidak dikenal
  ditolak, kecuali yang judulnya diawali *Catatan* atau *Masalah*, atau *No*: itu tidak
  dibaca. Begitu pula sheet yang namanya diawali *Catatan*.
- Baris yang sel pertamanya diawali `CONTOH` tidak dibaca. Huruf besar dan kecil pada
  pilihan tidak dibedakan.
- **Wajib**: sel kosong di kolom itu ditolak. **Kunci**: gabungan kolom yang tidak boleh
  berulang dalam satu sheet.
- **Pribadi**: tidak pernah ditulis ke nama berkas atau alamat halaman, dan tidak ada
  dalam berkas untuk pemeriksa (`problem.json.gz`, `certificate.json`).

## Jenis isi
"""


def describe() -> str:
    """Return the page as Markdown, in Indonesian like the files themselves."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _TOP
    yield "| Jenis | Cara menulis |"
    yield "|---|---|"
    for name, words in _KINDS.values():
        yield f"| {name} | {words} |"
    yield ""
    yield "## Daftar sheet"
    yield ""
    yield "| Sheet | Nama di kode | Untuk apa |"
    yield "|---|---|---|"
    for table in TABLES:
        link = f"[{table.sheet}](#{_anchor(table.sheet)})"
        yield f"| {link} | `{table.name}` | {table.note} |"
    for table in TABLES:
        yield from _table(table)


def _anchor(heading: str) -> str:
    return heading.casefold().replace(" ", "-")


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.sheet}"
    yield ""
    key = " + ".join(table.column(name).header for name in table.key)
    yield f"{table.note} Kunci: {key}."
    yield ""
    yield "| Kolom | Nama di kode | Jenis | Wajib | Keterangan |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        needed = "ya" if column.required else ""
        kind = _KINDS[column.kind][0]
        yield (
            f"| {column.header} | `{column.name}` | {kind} | {needed} | "
            f"{' '.join(_notes(column))} |"
        )


def _notes(column: Column) -> Iterator[str]:
    if column.choices:
        words = ", ".join(f"`{word}`" for word in column.choices)
        yield f"Pilihan: {words}."
    if column.words:
        words = ", ".join(f"`{word}`" for word in column.words)
        yield f"Kode yang dikenal rumus: {words}."
    if column.refers is not None:
        table, name = column.refers
        there = TABLE[table]
        yield f"Harus ada di sheet {there.sheet}, kolom {there.column(name).header}."
    if column.unit is not None:
        yield f"Satuan: {_UNITS[column.unit]}."
    yield from _range(column)
    if column.note:
        yield column.note if column.note.endswith(".") else f"{column.note}."
    if column.example:
        yield f"Contoh: `{column.example}`."
    if column.personal:
        yield "**Pribadi.**"


def _range(column: Column) -> Iterator[str]:
    if column.low is not None and column.high is not None:
        yield f"{column.low} s.d. {column.high}."
    elif column.low is not None:
        yield f"Paling sedikit {column.low}."
    elif column.high is not None:
        yield f"Paling banyak {column.high}."


if __name__ == "__main__":
    sys.stdout.write(describe())
