"""
Hostile and broken files: each costs a sentence, never the process.

The numbers are the cases of the security design (table C11).
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
import xlsxwriter

from seimbang.intake import Limits, child, read, wire
from seimbang.intake.package import OLE
from seimbang.intake.refusal import REFUSALS, refuse
from seimbang.intake.report import Report
from seimbang.intake.sandbox import listen
from tests.intake import hostile
from tests.intake.small import CELLS, book, codes, one, people, read_book, said


def verdict(path: Path, limits: Limits | None = None) -> list[str]:
    """
    Return the codes of reading ``path``.

    What the guard refuses, it also refuses in this process, with the same code.
    """
    limits = limits or Limits()
    found = codes(read([path], limits=limits))
    told = io.BytesIO()
    child.tell(told, path, limits)
    told.seek(0)
    refused = [head["code"] for head, _parts in wire.messages(told) if "code" in head]
    assert refused == [code for code in found if code in REFUSALS]
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return book(tmp_path / "data.xlsx")


def test_a_nip_stored_as_a_number_is_refused_row_by_row(tmp_path: Path) -> None:
    """Case 1."""
    rows = people(["NIP"], [1.98609262015051e17], ["198609262015051001"], [1.98e17])
    intake = read_book(tmp_path / "nip.xlsx", rows)
    assert intake.snapshot is None
    assert codes(intake) == ["nip_is_number"] * 2
    assert [problem.cell for problem in intake.problems[:2]] == ["F2", "F4"]
    assert "not repaired" in said(intake.problems[0])


@pytest.mark.parametrize(
    ("nip", "code"),
    [
        ("19860926201505100", "nip_digits"),
        ("1986092620150510011", "nip_digits"),
        ("19860926 201505 1 00", "nip_digits"),
        ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", "nip_digits"),
        ("198613262015051001", "nip_date"),
        ("192912262015051001", "nip_date"),
        ("198609262015131001", "nip_month"),
        ("198609262015001001", "nip_month"),
        ("198609262015053001", "nip_sex"),
        ("1986092620150510\u202e01", "bidi_character"),
        ("1986092620150510\x0701", "control_character"),
    ],
)
def test_a_nip_that_cannot_be_one_is_refused(
    tmp_path: Path, nip: str, code: str
) -> None:
    """Case 2; W26."""
    problem = one(read_book(tmp_path / "nip.xlsx", people(["NIP"], [nip])), code)
    assert (problem.cell, problem.column) == ("F2", "NIP")


def test_a_nip_of_pppk_is_accepted(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "nip.xlsx", people(["NIP"], ["199608182024211001"]))
    assert codes(intake, None) == []


@pytest.mark.parametrize(
    ("name", "words"), [("Ani", "the same content"), ("Ana", "other content")]
)
def test_a_person_twice_is_told_with_both_rows(
    tmp_path: Path, name: str, words: str
) -> None:
    """Case 3, also across files."""
    first = book(tmp_path / "a.xlsx")
    rows = [CELLS["Pegawai"][0], [*CELLS["Pegawai"][1]]]
    rows[1][2] = name
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as second:
        sheet = second.add_worksheet("Pegawai")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    intake = read([first, tmp_path / "b.xlsx"])
    problem = one(intake, "duplicate_key")
    assert (problem.file, problem.row) == ("b.xlsx", 2)
    assert f"row 2 of a.xlsx (Pegawai), with {words}" in said(problem)
    assert one(intake, "duplicate_nip").column == "NIP"


def test_columns_renamed_missing_doubled_or_extra_are_told(tmp_path: Path) -> None:
    """Case 4."""
    head = ["ID pegawai", "Nama", "Nama", "Status", "Kode jabatan", "Kode unitt", "Xyz"]
    row = ["P1", "Ani", "Ani", "Non-ASN", "guru-kelas", "U1", "1"]
    intake = read_book(tmp_path / "head.xlsx", {"Pegawai": [head, row]})
    assert codes(intake) == [
        "header_double", "header_unknown", "header_unknown", "header_missing",
    ]  # fmt: skip
    renamed = intake.problems[1]
    assert (renamed.column, renamed.cell) == ("Kode unitt", None)
    assert "“Kode unit” is meant" in said(renamed)
    assert "Catatan" in said(intake.problems[2])
    missing = said(intake.problems[3])
    assert "missing: Kode unit" in missing
    assert "seen: ID pegawai, Nama" in missing


def test_a_sheet_without_its_heading_is_told(tmp_path: Path) -> None:
    intake = read_book(tmp_path / "head.xlsx", {"Pegawai": [["a", "b"], ["c", "d"]]})
    assert "ID pegawai" in said(one(intake, "header_missing"))


def test_cells_without_a_heading_are_told(tmp_path: Path) -> None:
    rows = [[*row, None, "x" if at else None] for at, row in enumerate(CELLS["Unit"])]
    problem = one(read_book(tmp_path / "h.xlsx", {"Unit": rows}), "header_blank")
    assert problem.cell == "F2"


@pytest.mark.parametrize(
    "cell",
    ["31/12/60", "29-02-2027", "1-3-21", 45292, "besok", "01-03/2021", "01-03-0021"],
)
def test_a_date_that_is_not_exact_is_refused(tmp_path: Path, cell: object) -> None:
    """Case 5."""
    problem = one(
        read_book(tmp_path / "d.xlsx", people(["TMT PNS"], [cell])), "not_a_date"
    )
    assert (problem.cell, problem.column) == ("F2", "TMT PNS")
    assert str(cell) in said(problem)


def test_an_unknown_unit_is_told_with_the_nearest(tmp_path: Path) -> None:
    """Case 6."""
    rows = [list(row) for row in CELLS["Pegawai"]]
    rows[1][5], rows[2][5] = "U01", "SDN 2"
    intake = read_book(tmp_path / "u.xlsx", {"Pegawai": rows})
    assert codes(intake) == ["unknown_reference"] * 2
    assert "U1 (SDN 1)" in said(intake.problems[0])
    assert "U2 (SDN 2)" in said(intake.problems[1])


def odd_book(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, rows in CELLS.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(at, column, cell)
            if name == "Unit":
                sheet.write_formula("B2", '="SDN "&1', None, "SDN 1")
                sheet.write_formula("D3", "=NA()", None, "#N/A")
            if name == "Pegawai":
                sheet.set_row(2, None, None, {"hidden": True})
                sheet.set_column(2, 2, None, None, {"hidden": True})
                sheet.merge_range("A4:A5", "P3")
        for name in ("Kunci", "Rahasia"):  # the second is never read
            workbook.add_worksheet(name).write(0, 0, "x")
            workbook.get_worksheet_by_name(name).hide()
    return path


def test_what_the_cells_hide_is_told_with_addresses(tmp_path: Path) -> None:
    """Case 7."""
    intake = read([odd_book(tmp_path / "odd.xlsx")])
    assert intake.snapshot is None
    places = {
        (problem.code, problem.sheet, problem.cell or problem.column)
        for problem in intake.problems
    }
    assert {
        ("formula", "Unit", "B2"),
        ("formula", "Unit", "D3"),
        ("error_cell", "Unit", "D3"),
        ("merged_cells", "Pegawai", "A4"),
        ("hidden_sheet", "Kunci", None),
    } <= places
    assert one(intake, "sheet_ignored").sheet == "Rahasia"
    assert one(intake, "hidden_row").row == 3
    assert "column C" in said(one(intake, "hidden_column"))


def test_a_zip_bomb_costs_a_sentence_and_little_memory(path: Path) -> None:
    """Case 8: 256 MB in 262 KB."""
    hostile.zip_bomb(path)
    assert path.stat().st_size < 300_000
    start = time.monotonic()
    assert verdict(path) == ["ratio"]
    assert time.monotonic() - start < 5
    script = (
        "import resource, sys; from pathlib import Path; "
        "from seimbang.intake import Limits, sandbox;"
        "heard = sandbox.listen([Path(sys.argv[1])], Limits()); print(heard[0].refused,"
        "resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, check=True
    )
    refused, megabytes = told.stdout.decode().split()
    assert refused == "ratio"
    assert int(megabytes) < 150


def test_many_parts_together_may_not_pass_the_bound(path: Path) -> None:
    hostile.rewrite(path, {f"xl/media/{n}.png": b"01" * 100_000 for n in range(20)})
    assert verdict(path, Limits(unpacked_bytes=2_000_000)) == ["unpacked"]


@pytest.mark.parametrize(
    "spoil", [hostile.forged_size, hostile.overlapping, hostile.doubled]
)
def test_a_forged_directory_is_refused(
    path: Path, spoil: Callable[[Path], Path]
) -> None:
    """Case 9."""
    assert verdict(spoil(path)) == ["forged"]


def test_a_part_with_a_strange_packing_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as file:
        file.writestr("xl/media/a.png", b"x")
    assert verdict(path) == ["forged"]


def test_a_larger_size_than_told_is_found(path: Path) -> None:
    assert verdict(hostile.forged_size(path, size=10_000_000)) == ["forged"]


@pytest.mark.parametrize("name", ["../../tmp/x.xml", "/tmp/x.xml", "C:/x.xml"])
def test_a_part_with_a_forbidden_path_is_refused(path: Path, name: str) -> None:
    assert verdict(hostile.rewrite(path, {name: b"<x/>"})) == ["bad_path"]


def test_a_symbolic_link_is_refused(path: Path) -> None:
    assert verdict(hostile.linked(path)) == ["bad_path"]


def test_too_many_parts_are_refused(path: Path) -> None:
    hostile.rewrite(path, {f"x/{n}.txt": b"" for n in range(50)})
    assert verdict(path, Limits(entries=40)) == ["too_many_entries"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="GS1"><v>1</v></c></row>',
        '<row r="150001"><c r="A150001"><v>1</v></c></row>',
        "<row r='1'><c r='XFD1'><v>1</v></c></row>",
    ],
)
def test_a_sparse_bomb_is_refused(path: Path, rows: str) -> None:
    """Case 10: 5 KB that would be 17 billion cells."""
    hostile.with_sheet(path, rows)
    assert path.stat().st_size < 20_000
    assert verdict(path) == ["sheet_bounds"]


def test_the_sentence_of_bounds_names_the_sheet(path: Path) -> None:
    hostile.with_sheet(path, '<row r="150001"><c><v>1</v></c></row>')
    problem = one(read([path]), "sheet_bounds")
    assert "the sheet “Info” has values beyond 150000 rows" in said(problem)


@pytest.mark.parametrize(
    "last",
    [
        '<row r="1048576" ht="12.8"></row>',
        '<row r="1048576"/>',
        '<row r="1048576"><c r="A1048576" s="3"/><c r="XFD1048576" s="3"></c></row>',
        '<row r="2"><c r="XFD2" s="3"/></row>',
    ],
)
def test_formats_without_values_reach_nowhere(path: Path, last: str) -> None:
    """LibreOffice: a row deleted from the template leaves one at the very end."""
    rows = hostile.parts(path)[hostile.SHEET].decode()
    rows = rows.partition("<sheetData>")[2].partition("</sheetData>")[0] + last
    hostile.with_sheet(path, rows, '<dimension ref="A1:XFD1048576"/>')
    assert verdict(path) == []


def test_a_value_far_away_is_found_across_the_bytes_read_at_once(path: Path) -> None:
    for blank in range(0, 700, 41):
        far = '<row r="1"/>' * 21_800 + " " * blank
        far += '<row r="1048576"><c><v>1</v></c></row>'
        assert verdict(hostile.with_sheet(path, far)) == ["sheet_bounds"]


def test_cells_that_do_not_tell_their_place_are_bounded_too(path: Path) -> None:
    hostile.with_sheet(path, "<row>" + "<c><v>1</v></c>" * 300 + "</row>")
    assert verdict(path) == ["sheet_bounds"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
    '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("part", [hostile.SHEET, "xl/_rels/workbook.xml.rels"])
def test_declarations_of_entities_are_refused(path: Path, part: str) -> None:
    """Case 11: XXE and billion laughs, in a sheet and in the relations."""
    whole = hostile.parts(path)[part].decode()
    spoilt = BOMB + whole.partition("?>")[2]
    assert verdict(hostile.rewrite(path, {part: spoilt.encode()})) == ["entities"]


@pytest.mark.parametrize("coding", ["utf-16", "utf-7"])
def test_another_encoding_cannot_hide_them(path: Path, coding: str) -> None:
    text = f'<?xml version="1.0" encoding="{coding}"?><x/>'
    spoilt = text.encode("utf-16" if coding == "utf-16" else "ascii")
    assert verdict(hostile.rewrite(path, {hostile.SHEET: spoilt})) == ["encoding"]


def _content_types(path: Path, old: str, new: str) -> Path:
    name = "[Content_Types].xml"
    text = hostile.parts(path)[name].replace(old.encode(), new.encode())
    return hostile.rewrite(path, {name: text})


WRONG: dict[str, Callable[[Path], object]] = {
    "empty_file": lambda path: path.write_bytes(b""),
    "not_a_workbook": lambda path: path.write_text("a,b\n1,2\n"),
    "old_workbook": lambda path: path.write_bytes(OLE + b"\0" * 2000),
    "encrypted": lambda path: path.write_bytes(
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    ),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-200]),
    "macros": lambda path: _content_types(
        path,
        "openxmlformats-officedocument.spreadsheetml.sheet.main",
        "ms-excel.sheet.macroEnabled.main",
    ),
    "binary_workbook": lambda path: hostile.rewrite(path, {"xl/workbook.bin": b"x"}),
    "external_links": lambda path: hostile.rewrite(
        path, {"xl/externalLinks/externalLink1.xml": b"<x/>"}
    ),
    "embedded": lambda path: hostile.rewrite(path, {"xl/embeddings/a.bin": b"x"}),
    "no_sheet": lambda path: hostile.rewrite(path, {}),
}


@pytest.mark.parametrize("code", [code for code in WRONG if code != "no_sheet"])
def test_each_wrong_file_has_its_own_sentence(path: Path, code: str) -> None:
    """Case 12."""
    WRONG[code](path)
    assert verdict(path)[:1] == [code]
    intake = read([path])
    assert intake.snapshot is None
    assert intake.problems[0].file == "data.xlsx"
    assert "{" not in said(intake.problems[0])


def test_the_sentences_of_wrong_files_differ(path: Path) -> None:
    sentences = set()
    for code, spoil in WRONG.items():
        book(path)
        spoil(path)
        if code != "no_sheet":
            sentences.add(said(read([path]).problems[0]))
    assert len(sentences) == len(WRONG) - 1


@pytest.mark.parametrize(
    ("suffix", "code"),
    [
        (".xls", "old_workbook"),
        (".xlsb", "binary_workbook"),
        (".xlsm", "macros"),
        (".ods", "open_document"),
    ],
)
def test_other_suffixes_are_refused_unread(path: Path, suffix: str, code: str) -> None:
    assert codes(read([path.rename(path.with_suffix(suffix))]))[:1] == [code]


def test_a_macro_project_is_refused(path: Path) -> None:
    hostile.rewrite(path, {"xl/vbaProject.bin": b"x"})
    assert verdict(path) == ["macros"]


def test_an_open_document_under_another_name_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<x/>")
    assert verdict(path) == ["open_document"]


def test_links_outside_are_refused_but_hyperlinks_pass(path: Path) -> None:
    rels = (
        '<Relationships><Relationship Id="r1" Type="http://x/{}" Target="http://y/"'
        ' TargetMode="External"/></Relationships>'
    )
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    hostile.rewrite(path, {name: rels.format("hyperlink").encode()})
    assert verdict(path) == []
    hostile.rewrite(path, {name: rels.format("oleObject").encode()})
    assert verdict(path) == ["external_links"]


def test_a_locked_part_is_told_as_locked(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert verdict(path) == ["encrypted"]


@pytest.mark.parametrize("at", range(30, 3000, 270))
def test_a_file_cut_anywhere_is_told(path: Path, at: int) -> None:
    path.write_bytes(path.read_bytes()[:at])
    assert verdict(path) == ["truncated"]


def test_a_spoilt_stream_is_told(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(hostile.SHEET.encode()) + len(hostile.SHEET)
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    assert verdict(path) == ["truncated"]


def test_xml_that_is_none_is_told(path: Path) -> None:
    hostile.rewrite(path, {"xl/workbook.xml": b"<workbook><sheets><sheet name="})
    assert verdict(path)[0] in ("unreadable", "no_sheet")


def test_a_million_rows_are_refused(path: Path) -> None:
    """Case 13: rows, a string of 20 MB, a claim of a billion texts."""
    rows = "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 160_000))
    assert verdict(hostile.with_sheet(path, rows)) == ["sheet_bounds"]


def test_a_very_long_text_is_refused(path: Path) -> None:
    text = "ab" * 10_000_000
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    hostile.with_sheet(path, rows)
    assert verdict(path, Limits(ratio=2000))[0] == "header_missing"


def test_a_very_long_tag_is_refused(path: Path) -> None:
    hostile.with_sheet(path, '<row r="1" x="' + "ab" * 500_000 + '"/>')
    assert verdict(path) == ["forged"]


def test_a_claim_of_a_billion_texts_is_refused(path: Path) -> None:
    claim = f'<sst xmlns="{hostile.MAIN}" count="1" uniqueCount="1000000000"/>'
    hostile.rewrite(path, {"xl/sharedStrings.xml": claim.encode()})
    assert verdict(path) == ["strings"]


def test_a_file_larger_than_the_limit_is_not_opened(path: Path) -> None:
    assert verdict(path, Limits(file_bytes=1000)) == ["file_bytes"]


def test_a_child_out_of_time_costs_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "data.xlsx")  # never comes to its end
    (heard,) = listen([tmp_path / "data.xlsx"], Limits(wall_seconds=1))
    assert heard.refused == "time"
    report = Report(1)
    refuse(report, "data.xlsx", heard.refused, heard.facts)
    assert "1 seconds" in said(report.problems[0])


def test_a_child_out_of_memory_costs_one_file(path: Path, tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="GR{row}"><v>1</v></c></row>'
        for row in range(1, 100_000)
    )
    hostile.with_sheet(path, rows)
    good = book(tmp_path / "good.xlsx")
    intake = read([path, good], limits=Limits(memory=250_000_000))
    assert codes(intake) == ["memory"]
    assert intake.problems[0].file == "data.xlsx"


def test_a_child_that_cannot_start_costs_a_sentence(path: Path) -> None:
    intake = read([path], limits=Limits(memory=1_000_000))
    assert codes(intake) == ["memory"]


def test_a_file_that_may_not_be_read_costs_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "data.xlsx"
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    folder.mkdir()
    assert codes(read([tmp_path / "loop.xlsx"]))[0] == "no_file"


def test_csv_files_are_guarded_too(tmp_path: Path, path: Path) -> None:
    file = tmp_path / "Unit.csv"
    for content, code in (
        (b"", "empty_file"),
        (path.read_bytes(), "not_csv"),
        ("Kode unit,Nama unit\n1,Rumah Ébène".encode("latin-1"), "csv_encoding"),
        (b'a,b\n"c"d,e\n', "csv_broken"),
        (b"a,b\n" + b"c," * 300, "sheet_bounds"),
    ):
        file.write_bytes(content)
        assert verdict(file)[0] == code, code


def test_parquet_files_are_guarded_too(tmp_path: Path) -> None:
    file = tmp_path / "Unit.parquet"
    for content, code in (
        (b"", "empty_file"),
        (b"a,b\n", "not_parquet"),
        (b"PAR1" + b"x" * 100 + b"PAR1", "truncated"),
    ):
        file.write_bytes(content)
        assert verdict(file)[0] == code, code


def test_the_child_is_confined(path: Path) -> None:
    script = (
        "import json, resource, sys; from seimbang.intake import child, limits;"
        "child.confine(limits.Limits(), 2); print(json.dumps(["
        "resource.getrlimit(kind)[1] for kind in (resource.RLIMIT_AS,"
        "resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True)
    limits = asdict(Limits())
    assert told.stdout.decode().strip() == str([limits["memory"], 120, 0, 0])
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0  # not of this process


def test_a_workbook_packed_by_another_program_is_read(path: Path) -> None:
    """Stored parts, zip64 records, sizes told after the data; a comment at the end."""
    whole = hostile.parts(path)
    out = io.BytesIO()
    with zipfile.ZipFile(_Pipe(out), "w") as file:
        for at, (name, content) in enumerate(whole.items()):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED if at % 2 else zipfile.ZIP_STORED
            with file.open(info, "w", force_zip64=True) as part:
                part.write(content)
        file.comment = b"made elsewhere"
    path.write_bytes(out.getvalue())
    assert verdict(path) == []
    path.write_bytes(out.getvalue() + b"<html>")
    assert verdict(path) == ["truncated"]


class _Pipe:
    """A file that cannot go back: sizes must come after the data."""

    def __init__(self, out: io.BytesIO) -> None:
        self.write = out.write
        self.flush = out.flush


def test_parts_that_begin_nowhere_are_refused(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 42 : at + 46] = (40).to_bytes(4, "little")  # no part begins there
    path.write_bytes(bytes(data))
    assert verdict(path) == ["truncated"]


def test_a_chart_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "chart.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Sampah")
        sheet.write_column(0, 0, [1, 2])
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=Sampah!$A$1:$A$2"})
        workbook.add_chartsheet("Grafik").set_chart(chart)
    assert codes(read([path]), None)[0] == "sheet_ignored"
