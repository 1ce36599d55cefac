"""What the child says, heard in this process; and how the parent takes it."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from seimbang.intake import Limits, child, columnar, sandbox, wire, write_workbook
from seimbang.intake.markup import SheetPart, beyond, column_number, letters
from seimbang.intake.package import Refused
from seimbang.intake.raw import Gatherer, RawSheet
from tests.intake import hostile
from tests.intake.small import book, frames
from tests.intake.test_hostile import odd_book


def hear(path: Path, limits: Limits | None = None) -> list[dict[str, Any]]:
    """Return the heads of the messages about ``path``."""
    out = io.BytesIO()
    child.tell(out, path, limits or Limits())
    out.seek(0)
    return [head for head, _parts in wire.messages(out)]


def test_a_workbook_is_told_sheet_by_sheet(tmp_path: Path) -> None:
    heads = hear(odd_book(tmp_path / "odd.xlsx"))
    told = {head["name"]: head for head in heads if head["is"] == "sheet"}
    assert told["Unit"]["oddities"] == {"formula": ["B2", "D3"], "error_cell": ["D3"]}
    assert told["Pegawai"]["oddities"] == {
        "merged": ["A4:A5"],
        "hidden_row": ["3"],
        "hidden_column": ["C"],
    }
    assert told["Rahasia"]["hidden"] is True
    assert heads[-1]["is"] == "done"


def test_csv_and_parquet_are_told_too(tmp_path: Path) -> None:
    write_workbook(frames(), tmp_path / "csv")
    heads = hear(tmp_path / "csv" / "Unit.csv")
    assert [head["is"] for head in heads] == ["sheet", "block", "done"]
    write_workbook(frames(), tmp_path / "parquet", "parquet")
    heads = hear(tmp_path / "parquet" / "Unit.parquet")
    assert [head["is"] for head in heads] == ["frame", "done"]
    heads = hear(tmp_path / "parquet" / "Unit.parquet", Limits(rows=1))
    assert [head.get("code") for head in heads] == ["sheet_bounds"]
    with pytest.raises(Refused, match="truncated"):
        columnar.arrow(b"PAR1", Limits())


def test_short_rows_are_filled_up(tmp_path: Path) -> None:
    (tmp_path / "Unit.csv").write_text("a;b\nc\n'd;e\n")
    heard = sandbox.listen([tmp_path / "Unit.csv"], Limits())
    assert heard[0].sheets[0].rows() == [["a", "b"], ["c", None], ["d", "e"]]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    heads = hear(tmp_path)
    assert (heads[0]["code"], bool(heads[0]["facts"]["reason"])) == ("not_opened", True)


def test_want_of_memory_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starve(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "_sheets", starve)
    assert hear(book(tmp_path / "data.xlsx"))[0]["code"] == "memory"


def _serve(monkeypatch: pytest.MonkeyPatch, paths: list[Path]) -> io.BytesIO:
    out = io.BytesIO()
    order = {"paths": [str(path) for path in paths], "limits": {"rows": 100}}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(order)))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out))
    child.main()
    out.seek(0)
    return out


def test_the_child_serves_its_files_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(child.resource, "setrlimit", bounds.__setitem__)
    paths = [book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"]
    with monkeypatch.context() as patched:
        heads = [head for head, _parts in wire.messages(_serve(patched, paths))]
    ends = [head["is"] for head in heads if head["is"] not in ("sheet", "block")]
    assert ends == ["file", "done", "file", "refused"]
    assert bounds[child.resource.RLIMIT_CPU] == (120, 120)


def test_a_child_without_memory_ends_with_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starve(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "confine", starve)
    with monkeypatch.context() as patched, pytest.raises(SystemExit) as ended:
        _serve(patched, [tmp_path])
    assert ended.value.code == child.OUT_OF_MEMORY


@pytest.mark.parametrize(
    ("code", "out_of_time", "cause"),
    [
        (-24, False, "time"),
        (-9, True, "time"),
        (-6, False, "memory"),
        (child.OUT_OF_MEMORY, False, "memory"),
        (1, False, "unreadable"),
        (None, False, "unreadable"),
    ],
)
def test_every_death_has_its_cause(
    code: int | None, out_of_time: bool, cause: str
) -> None:
    assert sandbox.cause(code, out_of_time) == cause


def test_cells_keep_their_kinds_on_the_wire() -> None:
    moment = datetime.fromisoformat("2026-01-02 03:00")
    day = date(2026, 1, 2)
    column = ["a", 1.5, 2.0, 3, day, moment, True, time(4, 5), "", "x\0y", 1e22]
    kinds, texts = wire.packed(column)
    gatherer = Gatherer()
    gatherer.add(len(column), [kinds, texts])
    sheet = RawSheet("f", "s", *gatherer.columns())
    cells = [row[0] for row in sheet.rows()]
    read = ["a", 1.5, 2, 3, day, moment, True, "04:05:00", None, "x\1y", 1e22]
    assert cells == read
    assert sheet.address(27, 3) == "AB3"
    assert RawSheet("f", "s", [], []).height == 0


def test_columns_that_come_late_or_end_early_are_filled_up() -> None:
    gatherer = Gatherer()
    gatherer.add(2, [*wire.packed(["a", "b"])])
    gatherer.add(1, [*wire.packed(["c"]), *wire.packed(["d"])])
    gatherer.add(1, [*wire.packed(["e"])])
    sheet = RawSheet("f", "s", *gatherer.columns())
    assert sheet.rows() == [["a", None], ["b", None], ["c", "d"], ["e", None]]
    with pytest.raises(ValueError, match="Expected 3 cells"):
        gatherer.add(3, [*wire.packed(["a"])])


def test_messages_cut_short_end_quietly() -> None:
    out = io.BytesIO()
    wire.send(out, {"is": "x"}, [b"abc"])
    whole = out.getvalue()
    assert len(list(wire.messages(io.BytesIO(whole)))) == 1
    for at in range(len(whole)):
        assert list(wire.messages(io.BytesIO(whole[:at]))) == []
    for head in (b'{"sizes": [9]}', b'{"sizes": [900000000]}', b'{"sizes": ['):
        lying = wire.LENGTH.pack(len(head)) + head
        assert list(wire.messages(io.BytesIO(lying))) == []
    assert list(wire.messages(io.BytesIO(b"\xff\xff\xff\xff"))) == []


@pytest.mark.parametrize("columns", [27, 52, 78, 200, 256, 676, 701])
@pytest.mark.parametrize("rows", [9, 150, 150_000, 999_999])
def test_the_bounds_are_found_in_bytes(rows: int, columns: int) -> None:
    pattern = beyond(rows, columns)
    for name, row, found in (
        (letters(columns), rows, False),
        ("A", rows + 1, True),
        (letters(columns + 1), 1, True),
        ("AAA", 1, True),
        ("A", rows * 10, True),
        ("Z", 1, False),
    ):
        assert bool(pattern.search(f'<c r="{name}{row}">'.encode())) is found, name
        assert column_number(letters(column_number(name))) == column_number(name)


def test_tags_are_seen_however_the_bytes_are_cut() -> None:
    xml = (
        b'<x:worksheet><x:sheetData><x:row r="1" hidden="true"><x:c r="A1" t="e">'
        b'<x:f>NA()</x:f></x:c><x:c r="B1"><x:f/></x:c></x:row></x:sheetData>'
        b'<x:mergeCells><x:mergeCell ref="C3:D4"/></x:mergeCells></x:worksheet>'
    )
    whole = SheetPart("s")
    whole.feed(xml)
    assert whole.found == {
        "formula": ["A1", "B1"],
        "merged": ["C3:D4"],
        "hidden_row": ["1"],
        "error_cell": ["A1"],
    }
    plain = xml.replace(b"x:", b"")
    for size in (1, 7, 50, 120):
        part = SheetPart("s")
        for at in range(0, len(plain), size):
            part.feed(plain[at : at + size])
        assert part.found == whole.found, size


def test_oddities_are_told_up_to_a_bound() -> None:
    part = SheetPart("s")
    rows = "".join(f'<c r="A{row}"><f>1</f></c>' for row in range(1, 3000))
    part.feed(f"<worksheet>{rows}</worksheet>".encode())
    assert len(part.found["formula"]) == 1000


def test_a_sheet_under_another_name_is_scanned(tmp_path: Path) -> None:
    path = book(tmp_path / "data.xlsx")
    whole = hostile.parts(path)
    sheet = whole[hostile.SHEET].replace(b"</sheetData>", b'<row r="9" hidden="1">'
                                         b'<c r="A9"/></row></sheetData>')  # fmt: skip
    relations = whole["xl/_rels/workbook.xml.rels"].replace(
        b"worksheets/sheet1.xml", b"/xl/lain/lembar.xml"
    )
    hostile.rewrite(
        path,
        {"xl/lain/lembar.xml": sheet, "xl/_rels/workbook.xml.rels": relations},
    )
    heads = hear(path)
    told = {head["name"]: head for head in heads if head["is"] == "sheet"}
    assert told["Info"]["oddities"] == {"hidden_row": ["9"]}
