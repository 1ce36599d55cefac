"""relief.json: places, transfers, requests, what is missing; the same each time."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.law import Law, Local
from seimbang.relief import FILE, of_data, of_plan, write_relief
from seimbang.relief import words as spoken
from seimbang.relief.find import Finder, rest
from seimbang.relief.option import HOURS, KINDS, LESSONS, Option
from seimbang.relief.scene import Scene, Seat
from tests.explain.district import Told, told
from tests.explain.district import person as officer
from tests.relief.school import classes, data, need, options, scene, teacher, unit
from tests.rules.regency import CHOICES, DAY, person

DAYS = 5


def _people(folder: Path) -> Told:
    """
    Return a plan that moves one of three from A (need 2) to B (need 6/10, nobody).

    C lacks half a person, which nobody can spare after the plan.
    """
    people = [
        *(officer(f"P{at}") for at in range(3)),
        *(officer(f"C{at}", "C") for at in range(2)),
    ]
    needs = {"A": 2, "B": (6, 10), "C": (5, 2)}
    return told(people, needs, folder)


@pytest.fixture
def found(tmp_path: Path) -> Told:
    return _people(tmp_path)


def test_a_transfer_stands_beside_what_could_replace_it(found: Told) -> None:
    """Whoever would go stays at A and works 60 % of the week at B."""
    (moved,) = found.record["moves"]
    (move,) = of_plan(found.plan, found.record)["moves"]
    assert (move["person_id"], move["from_unit"], move["to_unit"]) == (
        moved["person_id"],
        "A",
        "B",
    )
    assert move["added_week"] == moved["added"] * 2 * DAYS
    (option,) = move["options"]
    assert (option["kind"], option["facts"]) == ("share", {"percent": 60})
    assert option["replaces"]
    (helper,) = option["helpers"]
    assert helper["person_id"] == moved["person_id"]
    assert (helper["had"], helper["has"]) == ([3, 1], [12, 5])


def test_the_rest_becomes_a_request(found: Told) -> None:
    relief = of_plan(found.plan, found.record)
    (seat,) = relief["seats"]
    assert (seat["unit_id"], seat["short"], seat["options"]) == ("C", [1, 2], [])
    (request,) = relief["requests"]
    assert request == {
        "unit_id": "C",
        "job_id": "penata",
        "posts": 1,
        "by": None,
        "short_after": [1, 2],
        "posts_after": 1,
    }
    (reasons,) = found.reasons["requests"]
    assert (reasons["unit_id"], reasons["posts"]) == ("C", request["posts"])


def test_requests_are_those_of_the_reasons(demo: dict[str, Any]) -> None:
    posts = {(one["unit_id"], one["job_id"]): one["posts"] for one in demo["requests"]}
    summary = demo["summary"]
    assert sum(posts.values()) == summary["posts"]
    assert summary["posts_after"] <= summary["posts"]


def test_the_same_plan_gives_the_same_bytes(found: Told, tmp_path: Path) -> None:
    first = write_relief(found.plan, found.record, tmp_path)
    content = (tmp_path / FILE).read_bytes()
    assert json.loads(content) == first
    write_relief(found.plan, found.record, tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_voluntary_transfer_is_left_alone(tmp_path: Path) -> None:
    wish = {"person_id": "P0", "rank": 1, "kind": "unit", "target_id": "B"}
    people = [officer(f"P{at}") for at in range(3)]
    moved = told(people, {"A": 2, "B": 1}, tmp_path, tables={"wishes": [wish]})
    assert [one["voluntary"] for one in moved.record["moves"]] == [True]
    assert of_plan(moved.plan, moved.record)["moves"] == []


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    """Return the relief of the demo regency before any transfer."""
    from seimbang.demo import DEMO_DAY, LOCAL, regency
    from seimbang.model.snapshot import Snapshot

    return of_data(Snapshot(regency()), Law.load(), Local.load(LOCAL), DEMO_DAY)


def test_the_demo_regency_shows_every_kind(demo: dict[str, Any]) -> None:
    assert set(demo["summary"]["kinds"]) == set(KINDS)
    assert demo["state"] == "today"
    assert demo["moves"] == []
    assert demo["summary"]["closed"] > 50


def test_nobody_gives_twice_and_no_law_is_broken(demo: dict[str, Any]) -> None:
    hours: dict[str, Fraction] = {}
    parts: dict[tuple[str, str], int] = {}
    for seat in demo["seats"]:
        for option in seat["options"]:
            assert Fraction(*option["gap_after"]) < Fraction(*option["gap"])
            for helper in option["helpers"]:
                gives, place = (
                    Fraction(*helper["gives"]),
                    (helper["unit_id"], helper["job_id"]),
                )
                if option["kind"] == "hours":
                    who = helper["person_id"]
                    hours[who] = hours.get(who, Fraction(0)) + gives
                    had = Fraction(*helper["had"])
                    assert hours[who] + had <= option["facts"]["most"]
                else:
                    parts[place] = parts.get(place, 0) + 1
                    assert Fraction(*helper["has"]) >= Fraction(*helper["need"])
    assert set(parts.values()) == {1}
    for seat in demo["seats"]:
        for option in seat["options"]:
            for join in option["facts"].get("joins", ()):
                assert join["pupils"] <= option["facts"]["limit"] * join["after"]


def test_no_name_and_no_nip_is_told(demo: dict[str, Any]) -> None:
    assert not re.search(r"\b\d{18}\b", json.dumps(demo))
    assert "Orang Rekaan" not in json.dumps(demo)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_everything_can_be_said(demo: dict[str, Any], lang: str) -> None:
    with speaking(lang):
        for seat in demo["seats"]:
            for option in seat["options"]:
                told_ = [str(one) for one in spoken.of_option(demo, option)]
                assert all(told_)
                assert "{" not in "".join(told_)
        assert str(demo["summary"]["posts_after"]) in str(spoken.total(demo))
        for one in demo["missing"]:
            assert one["column"] in str(spoken.missing(one))


def _seat(need_: Fraction, staff: int, minimum: int = 0) -> Seat:
    whole = int(need_ + Fraction(1, 2))
    return Seat(("U", "j"), "f", "abk", need_, whole, minimum, staff, 0, True)


def _option(people: Fraction, cannot: tuple[str, ...] = ()) -> Option:
    none = Fraction(0)
    return Option(HOURS, LESSONS, none, none, none, none, people, (), cannot=cannot)


@pytest.mark.parametrize(
    ("need_", "staff", "minimum", "people", "cannot", "left"),
    [
        (3, 1, 0, None, (), (2, 2)),
        (3, 1, 0, 2, (), (0, 0)),
        (3, 1, 0, 1, (), (1, 1)),
        (1, 0, 1, 1, ("minimum",), (0, 1)),
        (Fraction(12, 5), 2, 0, Fraction(2, 5), (), (0, 0)),
        (Fraction(13, 5), 2, 0, Fraction(1, 20), (), (Fraction(11, 20), 1)),
        (Fraction(13, 5), 2, 0, Fraction(1, 5), (), (Fraction(2, 5), 0)),
    ],
)
def test_what_is_left_is_rounded_as_the_need_is(
    need_: Any, staff: int, minimum: int, people: Any, cannot: Any, left: Any
) -> None:
    seat = _seat(Fraction(need_), staff, minimum)
    option = None if people is None else _option(Fraction(people), cannot)
    assert rest(seat, option) == left


def test_a_second_move_into_a_seat_is_compared_with_the_hours_it_brings() -> None:
    """Two move into a seat of sixty hours and two teachers: thirty hours each."""
    job = "guru-smp-matematika"
    units = [unit("S1", "smp"), unit("S2", "smp", 2)]
    rooms = [
        *classes("S1", g7=(128, 4), g8=(128, 4), g9=(128, 4)),
        *classes("S2", g7=(20, 1), g8=(20, 1), g9=(20, 1)),
    ]
    people = [teacher(f"T{at}", "S2", 5) for at in range(3)]
    today = scene(data(people, units=units, classes=rooms))
    from seimbang.relief.scene import Move

    moves = tuple(Move(f"T{at}", ("S2", job), ("S1", job), 12) for at in range(2))
    staff = {**today.staff, ("S1", job): 2, ("S2", job): 1}
    after = Scene(today.needs, today.allowed, staff, frozenset({"T0", "T1"}), moves)
    found = Finder(after).of_moves()
    given = {
        at: [(one.person_id, one.gives) for one in option.helpers]
        for at, (option, *_) in found.items()
    }
    assert given == {0: [("T0", 30)], 1: [("T1", 30)]}
    assert [found[at][0].people for at in (0, 1)] == [1, 1]


def test_law_that_is_not_confirmed_is_said_so(found: Told) -> None:
    relief = of_plan(found.plan, found.record)
    (option,) = relief["moves"][0]["options"]
    with speaking("en"):
        sentences = [str(one) for one in spoken.of_option(relief, option)]
        assert any("convention of the project" in one for one in sentences)
        replaced = str(spoken.replaced(relief["moves"][0], option))
        assert replaced.startswith("People moved: 1, then 0.")
        assert "not replaced" in str(
            spoken.replaced(relief["moves"][0], option | {"replaces": False})
        )


def test_rupiah_is_told_only_where_the_region_entered_it() -> None:
    from dataclasses import replace

    local = replace(Local.load(None), **CHOICES, trip_rupiah_per_km=2000)
    needs = [need("A", "penata", 13, 5), need("B", "penata", 3)]
    people = [
        *(person(f"A{at}", unit_id="A", job_id="penata") for at in range(2)),
        *(
            person(f"B{at}", unit_id="B", job_id="penata", home_longitude=103.2)
            for at in range(4)
        ),
    ]
    snapshot = data(
        people, units=[unit("A", "dinas"), unit("B", "dinas", 5)], needs=needs
    )
    relief = of_data(snapshot, Law.load(), local, DAY)
    (option,) = relief["seats"][0]["options"]
    km = Fraction(*option["helpers"][0]["trip"]["km"])
    assert option["rupiah_week"] == 3 * 2 * km * 2000
    with speaking("id"):
        assert "Rp" in spoken.done(relief, option)
    without = of_data(
        snapshot, Law.load(), replace(local, trip_rupiah_per_km=None), DAY
    )
    assert without["seats"][0]["options"][0]["rupiah_week"] is None


def test_head_counts_name_the_sheet_that_is_missing() -> None:
    counts = [
        {"unit_id": "S2", "job_id": "guru-smp-matematika", "status": "pns", "number": 3}
    ]
    of = scene(
        data(
            [],
            units=[unit("S1", "smp"), unit("S2", "smp", 2)],
            classes=[
                *classes("S1", g7=(64, 2), g8=(64, 2), g9=(64, 2)),
                *classes("S2", g7=(20, 1), g8=(20, 1), g9=(20, 1)),
            ],
            headcounts=counts,
        )
    )
    from seimbang.relief.lack import lacks

    assert options(of)["S1", "guru-smp-matematika"] == []
    assert {
        "kind": "hours",
        "sheet": "Pegawai",
        "column": "ID pegawai",
        "number": 3,
    } in lacks(of)


def test_law_that_is_confirmed_is_told_without_a_doubt(found: Told) -> None:
    relief = of_plan(found.plan, found.record)
    sure = [one | {"confirmed": True, "source": "uu-14-2005", "checked": "2026-01-01"}
            for one in relief["citations"]]  # fmt: skip
    (option,) = relief["moves"][0]["options"]
    with speaking("en"):
        told_ = [
            str(one) for one in spoken.of_option({**relief, "citations": sure}, option)
        ]
        basis = [one for one in told_ if one.startswith("Basis:")]
        assert basis
        assert not any(one.endswith("(convention of the project)") for one in basis)
