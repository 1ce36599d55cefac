"""Findings stand on the figures of the plan, recomputed here from the frames."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from seimbang.demo import puskesmas
from seimbang.language import speaking, text
from seimbang.plan import Status
from seimbang.report import (
    chain,
    dumbbell,
    figure,
    finding,
    flow_map,
    histogram,
    unit_map,
)
from seimbang.report.content import Content, gather
from seimbang.report.number import number
from seimbang.report.page import page
from tests.report.conftest import Written, planned
from tests.report.markup import parse


@pytest.fixture(autouse=True)
def english() -> object:
    with speaking("en"):
        yield


def _gaps(written: Written) -> pl.DataFrame:
    """Return the whole gaps of measured seats before and after, from the files."""
    after = pl.DataFrame(
        [
            (one["unit_id"], one["job_id"], one["after"])
            for one in written.record["seats"]
        ],
        schema={"unit_id": pl.String, "job_id": pl.String, "after": pl.Int64},
        orient="row",
    )
    return (
        written.plan.requirements.positions.filter("measured")
        .join(after, on=["unit_id", "job_id"], how="left")
        .select(
            "unit_id",
            "job_id",
            before=pl.col("present") - pl.col("need_rounded"),
            after=pl.coalesce("after", "present") - pl.col("need_rounded"),
        )
    )


def test_first_finding_is_the_missing_people(written: Written) -> None:
    summary = written.record["summary"]
    moves = written.record["moves"]
    voluntary = sum(move["voluntary"] for move in moves)
    before, after = (
        number(Fraction(*summary[name]["missing"]), 1, trim=True)
        for name in ("no_transfer", "plan")
    )

    assert str(finding.findings(written.content)[0]) == (
        f"With {len(moves)} moves, {voluntary} of them by wish, the people missing "
        f"fall from {before} to {after}."
    )


def _with(written: Written, before: Any, after: Any) -> Content:
    summary = written.record["summary"]
    figures = {
        "no_transfer": summary["no_transfer"] | before,
        "plan": summary["plan"] | after,
    }
    return replace(written.content, record=written.record | {"summary": figures})


SAME = {
    "missing": [29, 1], "nobody": 3, "below": 5, "short_by_half": 4, "shortage": [7, 2],
    "moves": 4, "compulsory": 4,
}  # fmt: skip


@pytest.mark.parametrize(
    ("better", "words"),
    [
        ({"missing": [57, 2]}, "the people missing fall from 29 to 28.5."),
        (
            {"nobody": 2, "below": 1},
            "posts with a minimum where nobody at all is present fall from 3 to 2; "
            "people missing stay 29.",
        ),
        (
            {"nobody": 4, "short_by_half": 3},
            "posts that lack half of the need or more fall from 4 to 3; people missing "
            "stay 29.",
        ),
        (
            {"shortage": [3, 1]},
            "the spread of the shortage (sum of shortage²/need) falls from 3.5 to 3; "
            "people missing stay 29.",
        ),
        ({"missing": [2899, 100]}, "people missing stay 29."),
        ({}, "people missing stay 29."),
    ],
)
def test_the_headline_leads_with_what_is_better(
    written: Written, better: dict[str, Any], words: str
) -> None:
    content = _with(written, SAME, SAME | better)
    assert str(finding.shortage(content)) == (
        f"With 4 moves, 0 of them by wish, {words}"
    )


def test_nothing_falls_that_does_not(written: Written) -> None:
    told = [str(one) for one in finding.findings(_with(written, SAME, SAME))]
    assert "Posts below the minimum: 5 today, 5 after the plan." in told
    assert not [one for one in told if "fall from 3 to 3" in one]
    fewer = _with(written, SAME, SAME | {"nobody": 1})
    assert (
        "Posts with a minimum where nobody at all is present fall from 3 to 1."
    ) in [str(one) for one in finding.findings(fewer)]


def test_requests_are_the_whole_posts_missing(written: Written) -> None:
    short = _gaps(written).filter(pl.col("after") < 0)["after"]

    assert len(short) > 0
    assert str(finding.requests(written.content)) == (
        f"{number(-short.sum())} whole posts in {number(len(short))} jobs of units are "
        "still missing after the plan (official rounding): request formasi."
    )


def test_jobs_told_are_those_that_lack_most(written: Written) -> None:
    gaps = _gaps(written).filter(pl.col("job_id") == "guru-sd-kelas")
    before = -gaps.filter(pl.col("before") < 0)["before"].sum()
    after = -gaps.filter(pl.col("after") < 0)["after"].sum()
    wide, wide_after = (
        gaps.filter(pl.col(at) <= -3).height for at in ("before", "after")
    )

    assert str(finding.jobs(written.content)[0]) == (
        f"Guru Kelas SD: {number(before)} people are missing today, {number(after)} "
        f"after the plan; of {gaps.height} units, {wide} lack 3 or more today, "
        f"{wide_after} after it."
    )
    assert len(finding.jobs(written.content)) == 3


def test_travel_counts_those_who_travel_longer(written: Written) -> None:
    added = [move["added"] for move in written.record["moves"] if move["added"] > 0]
    average = number(Fraction(sum(added), len(added)))

    assert str(finding.travel(written.content)) == (
        f"{len(added)} of {len(written.record['moves'])} people travel longer than "
        f"today, {max(added)} minutes at most; {average} minutes on average."
    )


def test_unmeasured_are_counted(written: Written) -> None:
    positions = written.plan.requirements.positions
    unknown = positions.filter(~pl.col("measured"))
    units = written.plan.snapshot["units"]
    bare = units.join(positions.filter("measured"), on="unit_id", how="anti")

    assert unknown.height > 0
    assert bare.height > 0
    assert str(finding.unmeasured(written.content)) == (
        f"{number(unknown.height)} of {number(positions.height)} posts with "
        f"{number(unknown['present'].sum())} people are not measured: they neither "
        f"give nor receive; {bare.height} of {units.height} units are not measured at "
        "all."
    )


def test_histogram_counts_every_measured_post_once(written: Written) -> None:
    gaps = _gaps(written)
    expected = [
        (
            gap,
            gaps.filter(pl.col("before").clip(-4, 4) == gap).height,
            gaps.filter(pl.col("after").clip(-4, 4) == gap).height,
        )
        for gap in range(-4, 5)
    ]

    assert histogram.counts(written.content) == expected
    assert str(histogram.finding(written.content)) == (
        f"Posts with exactly what they need rise from {number(expected[4][1])} to "
        f"{number(expected[4][2])} of {number(gaps.height)}."
    )


def test_dumbbells_show_the_largest_gaps_first(written: Written) -> None:
    short, over = dumbbell.worst(written.content)
    gaps = _gaps(written)["before"].sort().to_list()

    assert [seat.gap_before for seat in short] == gaps[: dumbbell.SHORT_SHOWN]
    assert [seat.gap_before for seat in over] == gaps[::-1][: dumbbell.OVER_SHOWN]


def test_flows_count_every_move_once(written: Written) -> None:
    units = written.plan.snapshot["units"]
    district = dict(units.select("unit_id", "district_id").iter_rows())
    inside = sum(
        district[move["from_unit"]] == district[move["to_unit"]]
        for move in written.record["moves"]
    )
    total = len(written.record["moves"])

    assert flow_map.flows(written.content).total() == total
    assert str(flow_map.finding(written.content)) == (
        f"{inside} of {total} moves stay within their district; {total - inside} cross "
        "to another."
    )


def test_a_surplus_never_hides_a_shortage_on_the_map(written: Written) -> None:
    states = unit_map.states(written.content)
    both = [state for state in states.values() if state.lacks and state.over]

    assert both
    assert all(state.kind.startswith("short") for state in both)
    kinds = Counter(state.kind for state in states.values())
    assert kinds["unmeasured"] == len(written.content.unmeasured_units)


def test_map_classes_follow_the_number_of_people() -> None:
    kinds = [
        unit_map.State(lacks, over, measured=measured).kind
        for lacks, over, measured in (
            (3, 9, True),
            (2, 0, True),
            (0, 0, True),
            (0, 2, True),
            (0, 3, True),
            (0, 0, False),
        )
    ]

    assert kinds == list(unit_map.NAMES)


def test_chains_told_have_more_than_one_move(written: Written) -> None:
    sizes = Counter(move["chain"] for move in written.record["moves"])
    linked = [size for size in sizes.values() if size > 1]

    assert linked
    assert [len(one) for one in chain.linked(written.content)] == sorted(
        linked, reverse=True
    )
    assert str(chain.finding(written.content)).startswith(
        f"{sum(linked)} of {len(written.record['moves'])} moves hang together in "
        f"{len(linked)} chains"
    )


def test_a_plan_without_moves_is_told_as_such(written: Written) -> None:
    record = written.record
    nothing = {**record["summary"]["no_transfer"]}
    still = gather(
        written.plan,
        {**record, "moves": [], "seats": [], "summary": dict.fromkeys(
            ("no_transfer", "plan", "greedy"), nothing
        )},
        {},
        (),
    )  # fmt: skip

    told = [str(one) for one in finding.findings(still)]
    assert told[0].startswith("No move makes it better")
    assert "Nobody travels longer than today." in told
    assert str(chain.finding(still)).startswith("Every move stands by itself")
    assert str(histogram.finding(still)).startswith(
        "Posts with exactly what they need: "
    )
    sections = [one.attributes["id"] for one in parse(page(still)).all("section")]
    assert "moves" not in sections
    assert "chains" not in sections


def test_no_plan_is_told_with_its_reason(written: Written) -> None:
    plan = replace(
        written.plan, status=Status.UNSUPPORTED, solutions=(), reason=text("because")
    )
    record = {
        **written.record,
        "status": "UNSUPPORTED",
        "reason": "because",
        "moves": [],
        "summary": {"no_transfer": written.record["summary"]["no_transfer"]},
    }
    content = gather(plan, record, {}, ())

    assert list(map(str, finding.findings(content))) == ["There is no plan: because"]
    assert "no plan (UNSUPPORTED)" in page(content)


def test_enough_everywhere_asks_for_nothing(written: Written) -> None:
    content = written.content
    seats = tuple(
        replace(seat, before=seat.whole, after=seat.whole)
        for seat in content.measured
        if seat.whole is not None
    )
    full = replace(content, seats=seats, units={s.unit.id: s.unit for s in seats})

    assert str(finding.requests(full)) == "After the plan no whole post is missing."
    assert str(finding.unmeasured(full)) == "Every post is measured."
    assert str(dumbbell.finding(full)) == "No measured post lacks people."
    assert finding.jobs(full) == []
    assert "Posts to request, by job" not in page(full)


def test_what_is_well_is_told_as_such(written: Written) -> None:
    summary = {
        name: {**measures, "nobody": 0, "below": 0}
        for name, measures in written.record["summary"].items()
    }
    record = {**written.record, "summary": summary, "unconfirmed": []}
    content = replace(written.content, record=record, problems=())
    told = " ".join(map(str, finding.findings(content)))

    assert "nobody at all" not in told
    assert "below the minimum" not in told
    assert "All law used was compared with the official text." in page(content)
    assert "No problem was found in the data." in page(content)


def test_head_counts_give_a_report_too(tmp_path: Path) -> None:
    counted = planned(puskesmas(), tmp_path, institution="")

    assert counted.record["moves"]
    assert "institution not named" in counted.page
    assert "Read the plan as how many, not as who." in counted.page
    assert ">one pns, to be named<" in counted.page.lower()
    names = {move["person_id"] for move in counted.record["moves"]}
    assert not [name for name in names if name in counted.page]
    assert "people who move live is not known" not in counted.page
    parse(counted.page)


def test_names_are_what_a_page_of_names_reads(written: Written) -> None:
    assert "not as who" not in written.page
    assert "to be named" not in written.page


def test_unknown_ways_are_not_told_as_short(written: Written) -> None:
    lost = [
        replace(move, record={**move.record, "km": None, "added": 0})
        for move in written.content.moves
    ]
    content = replace(written.content, moves=tuple(lost))
    assert str(finding.travel(content)) == (
        "How far people would travel is not known: no coordinates."
    )
    measures = [str(words) for words, _ in figure.rows(content)]
    assert not [words for words in measures if "travel" in words]
    known = [str(words) for words, _ in figure.rows(written.content)]
    assert len(known) == len(measures) + 2


def test_a_job_that_nothing_helps_is_told_in_short(written: Written) -> None:
    content = written.content
    seats = tuple(replace(seat, after=seat.before) for seat in content.seats)
    told = list(map(str, finding.jobs(replace(content, seats=seats))))
    assert told
    for one in told:
        assert " people are missing today and after the plan, then in " in one


def test_nobody_held_gives_no_empty_table(written: Written) -> None:
    whole = {**written.reasons["whole"], "gates": []}
    content = replace(written.content, reasons={**written.reasons, "whole": whole})
    assert "No rule holds anybody." in page(content)
    assert "People who may not be moved, by rule" not in page(content)


def test_ends_of_the_scale_do_not_run_into_the_need(written: Written) -> None:
    first = next(seat for seat in written.content.measured if seat.whole)
    whole = first.whole or 0
    wide = replace(first, before=whole + 20, after=whole + 20)
    near = replace(first, before=whole - 1, after=whole - 1)
    picture = dumbbell.dumbbells(replace(written.content, seats=(wide, near)))
    axis = picture.split('class="axis"')[1].split("</svg>")[0]
    assert ">+20</text>" in axis
    assert "−1</text>" not in axis


def test_people_to_spare_stand_beside_the_posts(written: Written) -> None:
    spare = {one["family"]: one["spare"] for one in written.reasons["families"]}
    seat = written.content.unmet[0]
    table = written.page.split("<caption><span>Posts to request, by job")[1]
    row = table.split(f">{seat.job}<")[1]
    cells = re.findall(r">([\d,]+)</td>", row.split("</tr>")[0])
    assert cells[-1].replace(",", "") == str(spare[seat.family])
    bare = page(replace(written.content, reasons={}))
    table = bare.split("<caption><span>Posts to request, by job")[1]
    assert ">–</td>" in table.split("</table>")[0]


def test_units_without_places_give_no_map(written: Written) -> None:
    content = written.content
    nowhere = {
        key: replace(unit, latitude=None, longitude=None)
        for key, unit in content.units.items()
    }
    lost = replace(content, units=nowhere)

    assert "<figure>" not in page(lost)
    assert flow_map.flow_map(lost) is None
    assert f"{len(nowhere)} units have no coordinates." in page(lost)
