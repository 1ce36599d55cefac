"""plan.xlsx as an independent reader sees it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from seimbang.language import speaking, text
from seimbang.report import write_report
from seimbang.report.moves import journey, person
from seimbang.report.sheet import LONGEST, Book, Column
from tests.report.conftest import INSTITUTION, NIP, Written

SHEETS = [
    "Summary",
    "Moves",
    "Order of execution",
    "Reasons",
    "Units before-after",
    "Posts to request",
    "Without a transfer",
    "Wishes",
    "People",
    "Curve",
    "Problems",
    "Why not more",
    "Rules",
    "Parameters",
]


@pytest.fixture(scope="module")
def book(written: Written) -> Any:
    return openpyxl.load_workbook(written.folder / "plan.xlsx")


def _rows(sheet: Worksheet) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_sheets_are_those_promised(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_no_cell_is_a_formula(book: Any) -> None:
    risky = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate)
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
                    assert cell.data_type == "s"
                    risky += 1
    assert risky > 10


def test_tables_stay_filter_and_print(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title != "Summary":
            assert sheet.freeze_panes[1:] == "2"
            assert sheet.auto_filter.ref.endswith(str(max(1, sheet.max_row)))
            assert sheet.print_title_rows == "$1:$1"


def test_every_move_has_its_row(book: Any, written: Written) -> None:
    rows = _rows(book["Moves"])
    people = {
        row["person_id"]: row
        for row in written.plan.snapshot["people"].iter_rows(named=True)
    }

    assert len(rows) == len(written.record["moves"])
    for row, move in zip(rows, written.record["moves"], strict=True):
        who = people[move["person_id"]]
        assert row["Name"] == who["name"]
        assert row["NIP"] == who["nip"]
        assert isinstance(row["NIP"], str)
        assert (row["Chain"], row["Step"]) == (move["chain"], move["step"])
        assert row["By"] == (
            f"wish {move['rank']}" if move["voluntary"] else "need of the organisation"
        )
        assert row["Minutes after"] == move["minutes_after"]
        assert row["Km"] == move["km"]
        assert "R1" in row["Rules met"]
        assert row["Why"].startswith("From SDN")


def test_reasons_are_told_in_full(book: Any, written: Written) -> None:
    rows = _rows(book["Reasons"])

    assert len(rows) == len(written.record["moves"])
    assert all(row["Reasons in full"].startswith("Proposed: from ") for row in rows)


def test_every_seat_has_its_row(book: Any, written: Written) -> None:
    rows = _rows(book["Units before-after"])
    positions = written.plan.requirements.positions

    assert len(rows) == positions.height
    for row, seat in zip(rows, positions.iter_rows(named=True), strict=True):
        assert row["Before"] == seat["present"]
        if seat["measured"]:
            need = Fraction(seat["need_num"], seat["need_den"])
            assert row["Need (2 decimals)"] == float(round(need, 2))
            assert Fraction(row["Need (exact ratio)"]) == need
            assert row["Need (whole)"] == seat["need_rounded"]
            assert row["Gap after"] == row["After"] - seat["need_rounded"]
        else:
            assert row["Need (2 decimals)"] == "not measured"
            assert row["Need (exact ratio)"] is None
            assert row["Gap before"] is None
    assert "Needs 1 more Guru Kelas SD" in {row["What is to be done"] for row in rows}


def test_requests_come_with_a_reason(book: Any, written: Written) -> None:
    rows = _rows(book["Posts to request"])

    assert len(rows) == len(written.content.unmet)
    assert all(row["Posts to request"] > 0 for row in rows)
    assert all(row["Why nobody comes"] and row["In full"] for row in rows)


def test_every_wish_is_answered(book: Any, written: Written) -> None:
    rows = _rows(book["Wishes"])

    assert len(rows) == len(written.reasons["wishes"]) > 0
    assert all(row["Answer"].startswith("Wish ") for row in rows)


def test_problems_are_told_with_their_cell(book: Any, written: Written) -> None:
    rows = _rows(book["Problems"])

    assert len(rows) == len(written.content.problems)
    assert rows[0]["Found"] == f"{NIP} as a number"
    assert rows[0]["What to do"] == f"=Write {NIP} again"
    assert (rows[0]["Sheet"], rows[0]["Cell"]) == ("Pegawai", "B7")


def test_people_lost_are_counted_per_gate_and_column(
    book: Any, written: Written
) -> None:
    rows = _rows(book["Why not more"])
    whole = written.reasons["whole"]

    single = len(whole["gates"]) + len(whole["columns"])
    assert {row["Kind"] for row in rows[:single]} == {"rule", "missing column"}
    told = [row["Not by need"] for row in rows[:single]]
    expected = [one["compulsory"] for one in whole["gates"]]
    expected += [one["people"] for one in whole["columns"]]
    assert told == ["fewer than 5" if one is None else one for one in expected]
    assert whole["fill"]
    assert [
        (row["Kind"], row["By this alone"], row["Not by need"]) for row in rows[single:]
    ] == [
        (f"{len(one['columns'])} columns together", one["people"], None)
        for one in whole["fill"]
    ]
    assert rows[single]["Rule or missing column"] in {
        one["header"] for one in whole["columns"]
    }


def test_parameters_say_what_is_not_confirmed(book: Any, written: Written) -> None:
    rows = _rows(book["Parameters"])
    local = [row for row in rows if row["Kind"] == "region"]

    assert [row["Parameter"] for row in local] == list(written.record["local"])
    told = {
        kind: {row["Confirmed"] for row in rows if row["Kind"] == kind}
        for kind in ("law", "project", "region")
    }
    assert told == {
        "law": {"not confirmed"},
        "project": {"convention of the project"},
        "region": {None},
    }
    rules = {row["Rule"]: row["Sources"] for row in _rows(book["Rules"])}
    assert rules["R4"].endswith("(not confirmed)")
    assert rules["G3"].endswith("(convention of the project)")
    assert rules["R15"].endswith("(choice of the region)")


def test_summary_holds_figures_and_the_proof(book: Any, written: Written) -> None:
    cells = {
        str(row[0]): row[1:]
        for row in book["Summary"].iter_rows(values_only=True)
        if row[0] is not None
    }

    assert cells["Institution"][0] == INSTITUTION
    assert cells["Proof"][0].startswith("Proved best")
    assert cells["Fingerprint of the problem"][0] == written.record["problem_sha256"]
    summary = written.record["summary"]
    assert cells["Posts below the minimum"][:3] == tuple(
        summary[name]["below"] for name in ("no_transfer", "plan", "greedy")
    )


def test_without_reasons_the_flags_come_from_the_rules(
    written: Written, tmp_path: Path
) -> None:
    with speaking("en"):
        write_report(written.plan, written.record, {}, (), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    flags = {row["To look at"] for row in _rows(book["Moves"])}

    assert "Longest time in a post" in flags
    assert not [one for one in flags if one and "Spouse" in one]
    assert _rows(book["Reasons"]) == []


def test_everybody_has_a_row_to_ask_by(book: Any, written: Written) -> None:
    rows = {row["Person"]: row for row in _rows(book["People"])}
    people = written.plan.snapshot["people"]
    answers = {
        row["person_id"]: row
        for row in written.plan.eligibility.people.iter_rows(named=True)
    }

    assert len(rows) == people.height
    words = {1: "yes", 0: "no", -1: "not known"}
    seen = set()
    for one in people.iter_rows(named=True):
        row, answer = rows[one["person_id"]], answers[one["person_id"]]
        assert (row["NIP"], row["Name"]) == (one["nip"], one["name"])
        if answer["counted"]:
            assert row["May be moved by need"] == words[answer["compulsory"]]
            assert row["May move by wish"] == words[answer["voluntary"]]
        else:
            assert row["May be moved by need"] == "not counted"
        held = row["Held by"] or ""
        assert bool(held) == bool(
            answer["failed_compulsory"] or answer["failed_voluntary"]
        )
        assert "Protected" not in held
        seen |= set(held.split("; "))
    assert {"a private cause on record", "Least time in the present post"} <= seen


def test_the_table_of_units_prints_few_columns(book: Any) -> None:
    sheet = book["Units before-after"]
    last = sheet.print_area.split(":")[1].replace("$", "").rstrip("0123456789")
    assert sheet[f"{last}1"].value == "What is to be done"


def test_what_no_data_proves_is_marked_where_it_is_decided(
    written: Written, tmp_path: Path
) -> None:
    moves = [dict(one) for one in written.reasons["moves"]]
    for at, mark in ((0, {"let_through": True}), (1, {"waiver": True})):
        moves[at]["rules"] = {**moves[at]["rules"], "R4": mark}
    with speaking("en"):
        write_report(
            written.plan, written.record, {**written.reasons, "moves": moves}, (),
            tmp_path,
        )  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    unknown, lifted, plain = _rows(book["Moves"])[:3]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")

    mark = "Let through, not met"
    assert (unknown[mark], lifted[mark]) == ("without data: R4", "by waiver: R4")
    assert plain[mark] is None
    assert "R4" in plain["Rules met"].split(", ")
    for row in (unknown, lifted):
        assert "R4" not in row["Rules met"].split(", ")
    assert "Let through without data: " in unknown["To look at"]
    assert "Lifted by a written waiver: " in lifted["To look at"]
    first = page.split('id="gaps"')[0]
    assert f"1 of the {len(moves)} people who move are let through" in first
    assert "(R4): 1 people" in first
    assert "have a rule lifted by a written waiver" in first
    assert "without data: R4" in page.split('id="moves"')[1]


def test_a_move_tells_licence_training_and_estimate(written: Written) -> None:
    move = replace(
        written.content.moves[0],
        flags=("R19",),
        training=("Diklat A", "Diklat B"),
        to_job="Perencana",
    )
    with speaking("en"):
        told = person(written.content, move)
        way = journey(replace(move, home="village", record={**move.record, "km": 4.9}))
        known = journey(replace(move, home="home", record={**move.record, "km": 4.9}))
        lost = str(
            journey(replace(move, home="unit", record={**move.record, "km": 4.9}))
        )

    assert f"{move.from_job} → Perencana" in told
    assert "new SIP needed" in told
    assert "training: Diklat A; Diklat B" in told
    assert str(way).startswith("≈ ")
    assert str(way).endswith("4.9 km")
    assert str(way) == f"≈ {known}"
    after = move.record["minutes_after"]
    assert lost == (f"home not known; {after} minutes, 4.9 km from the present unit")


def test_a_sheet_takes_any_text(tmp_path: Path) -> None:
    path = tmp_path / "any.xlsx"
    texts = ["=1", "\x00\x1b", "x" * (LONGEST + 5), "a\nb", "", "&P & 'x"]
    with Book(path, "Dinas & Badan", "&note") as made:
        made.table(
            text("Any"), [Column(text("Text"), 12)], [[one] for one in [*texts, None]]
        )
    sheet = openpyxl.load_workbook(path)["Any"]

    assert sheet["A2"].value == "=1"
    assert sheet["A2"].data_type == "s"
    assert len(sheet["A4"].value) == LONGEST
    assert sheet["A5"].value == "a\nb"
    assert sheet.oddHeader.left.text.endswith("Dinas && Badan")
