"""Hostile and broken files through the real page: a sentence each, never a crash."""

from __future__ import annotations

import io
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seimbang.intake.package import OLE
from seimbang.model.tables import TABLE
from seimbang_web.imports.models import Import, State
from seimbang_web.jobs.worker import drain
from seimbang_web.organisation.models import Version
from tests.intake import hostile
from tests.intake.small import book
from tests.web.conftest import As

SPARSE = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _formulas(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as out:
        sheet = out.add_worksheet("Unit")
        sheet.write_row(0, 0, [column.header for column in TABLE["units"].columns])
        sheet.write_row(1, 0, ["U9", "", "SD"])
        sheet.write_formula("B2", '="SDN "&1', None, "SDN 1")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


CORPUS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    # kind: name of the file, how a good one is spoiled, what the page says
    "zip bomb": ("bom.xlsx", hostile.zip_bomb, "kali ukurannya"),
    "macros by name": ("data.xlsm", lambda path: None, "makro"),
    "macros inside": (
        "data.xlsx",
        lambda path: hostile.rewrite(path, {"xl/vbaProject.bin": b"x"}),
        "makro",
    ),
    "csv renamed": (
        "data.xlsx",
        lambda path: path.write_text("a,b\n1,2\n"),
        "bukan buku kerja",
    ),
    "xlsx renamed": ("Pegawai.csv", lambda path: None, "bukan teks CSV"),
    "truncated": ("data.xlsx", _cut, "rusak atau tidak lengkap"),
    "old": (
        "data.xls",
        lambda path: path.write_bytes(OLE + b"\0" * 2000),
        "jenis lama",
    ),
    "encrypted": (
        "data.xlsx",
        lambda path: path.write_bytes(
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        ),
        "kata sandi",
    ),
    "sparse bomb": (
        "data.xlsx",
        lambda path: hostile.with_sheet(path, SPARSE),
        "50000 baris",
    ),
    "formulas": ("data.xlsx", _formulas, "rumus"),
    "forged": ("data.xlsx", hostile.forged_size, "tidak sesuai dengan isinya"),
    "a program": ("data.exe", lambda path: path.write_bytes(b"MZ" * 100), "“.exe”"),
}


def _send(client: Client, name: str, content: bytes) -> str:
    """Upload a file through the page, let it be checked; return the page after it."""
    file = SimpleUploadedFile(name, content)
    answer = client.post("/impor/baru/", {"uploads": [file], "taken_on": ""})
    if answer.status_code == 200:
        return answer.content.decode()
    assert answer.status_code == 302
    drain()
    page = client.get(answer["Location"])
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("kind", CORPUS)
def test_each_says_what_is_wrong_and_changes_nothing(
    as_: As, tmp_path: Path, kind: str
) -> None:
    name, spoil, told = CORPUS[kind]
    path = book(tmp_path / "good.xlsx")
    spoil(path)
    versions = Version.objects.count()
    page = _send(as_("rina"), name, path.read_bytes())
    assert told in page
    source = Import.objects.get()
    assert source.state == State.FAULTY
    assert source.work is not None
    assert source.work.state == "done"
    assert source.proposal is None
    assert Version.objects.count() == versions


def test_an_empty_file_is_said_so_at_once(as_: As) -> None:
    page = _send(as_("rina"), "kosong.xlsx", b"")
    assert "kosong.xlsx" in page
    assert "0 bita" in page
    assert not Import.objects.exists()


def test_no_file_is_said_so_at_once(as_: As) -> None:
    page = as_("rina").post("/impor/baru/", {}).content.decode()
    assert "Pilih" in page
    assert not Import.objects.exists()


def test_a_file_above_the_limit_is_not_even_kept(
    as_: As, settings: object, tmp_path: Path
) -> None:
    settings.LARGEST_UPLOAD = 1000  # type: ignore[attr-defined]
    content = book(tmp_path / "good.xlsx").read_bytes()
    assert "data.xlsx" in _send(as_("rina"), "data.xlsx", content)
    assert not Import.objects.exists()


def test_names_of_files_are_shown_as_they_are_and_lead_nowhere(
    as_: As, tmp_path: Path
) -> None:
    content = book(tmp_path / "good.xlsx").read_bytes()
    name = "..\\..\\<script>alert(1)</script>{{7*7}}198609262015051001.xlsx"
    page = _send(as_("rina"), name, content)
    assert "<script>alert" not in page
    assert "198609262015051001" not in Import.objects.get().name
    assert "/" not in Import.objects.get().files.get().name


def test_the_bomb_is_never_opened_here(as_: As, tmp_path: Path) -> None:
    path = book(tmp_path / "good.xlsx")
    hostile.zip_bomb(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _send(as_("rina"), "bom.xlsx", path.read_bytes())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024, "of the process that serves and works, in KB"


def test_words_of_a_file_are_never_markup(as_: As) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("Pegawai")
        columns = [column.header for column in TABLE["people"].columns]
        sheet.write_row(0, 0, columns)
        cells = {"ID pegawai": "P1", "Nama": "<img src=x>", "Status": "<b>salah</b>"}
        for name, words in cells.items():
            sheet.write_string(1, columns.index(name), words)
    page = _send(as_("rina"), "data.xlsx", out.getvalue())
    assert "<img src=x" not in page
    assert "<b>salah</b>" not in page
    assert "&lt;b&gt;salah" in page
