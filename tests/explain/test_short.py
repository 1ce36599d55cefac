"""Why a place stays short: take the cause away and the reason changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from seimbang.explain.words import of_short
from seimbang.language import speaking
from tests.explain.district import UNITS, person, told, wish

NEW = date(2025, 6, 1)  # in the post for less than two years


def test_without_surplus_anywhere_posts_are_requested(tmp_path: Path) -> None:
    people = [person("P1", duties=["treasurer"])]
    found = told(people, {"A": 1, "B": 2}, tmp_path)
    short = found.short("B")
    assert (short["kind"], short["posts"]) == ("no_surplus", 2)
    (request,) = found.reasons["requests"]
    assert (request["unit_id"], request["posts"], request["reason"]) == (
        "B",
        2,
        "no_surplus",
    )


def test_surplus_held_by_a_rule_is_told_with_the_rule(tmp_path: Path) -> None:
    people = [person("P1", job_since=NEW), person("P2", job_since=NEW)]
    held = told(people, {"A": 1, "B": 1}, tmp_path)
    free = told([person("P1"), person("P2")], {"A": 1, "B": 1}, tmp_path)
    assert held.short("B")["kind"] == "held"
    (account,) = held.reasons["families"]
    assert account["held"] == [["R1", 2]]
    assert (account["at_spare"], account["free"], account["spare"]) == (2, 0, 1)
    assert free.reasons["short"] == []


def test_surplus_held_by_missing_data_is_told_with_the_column(tmp_path: Path) -> None:
    people = [person("P1", job_since=None), person("P2", job_since=NEW)]
    (account,) = told(people, {"A": 1, "B": 1}, tmp_path).reasons["families"]
    assert account["held"] == [["R1", 2]]
    assert account["missing"] == [["job_since", 1]]


def test_surplus_out_of_reach_is_told_with_the_distance(tmp_path: Path) -> None:
    people = [person("P1"), person("P2")]
    far = told(people, {"A": 1, "J": 1}, tmp_path, max_distance_km=30)
    near = told(people, {"A": 1, "J": 1}, tmp_path, max_distance_km=300)
    short = far.short("J")
    assert (short["kind"], short["detail"], short["far"]) == ("out_of_reach", 30, 2)
    assert near.reasons["short"] == []


def test_surplus_that_does_not_fit_is_told(tmp_path: Path) -> None:
    people = [person("P1"), person("P2")]
    pins = [
        {"kind": "not_to", "person_id": who, "unit_id": "B", "reason": "uji"}
        for who in ("P1", "P2")
    ]
    pinned = told(people, {"A": 1, "B": 1}, tmp_path, tables={"pins": pins})
    assert (pinned.short("B")["kind"], pinned.short("B")["unfit"]) == ("unfit", 2)


def test_a_full_establishment_is_told_with_its_number(tmp_path: Path) -> None:
    people = [person("P1"), person("P2"), person("P3", "B", job_since=NEW)]
    positions = [{"unit_id": "B", "job_id": "penata", "establishment": 1}]
    full = told(people, {"A": 1, "B": 2}, tmp_path, tables={"positions": positions})
    short = full.short("B")
    assert (short["kind"], short["detail"]) == ("establishment", 1)
    assert told(people, {"A": 1, "B": 2}, tmp_path).reasons["short"] == []


def test_a_reached_cap_of_the_region_is_told_with_its_name(tmp_path: Path) -> None:
    people = [person("P1"), person("P2")]
    cap = {
        "name": "Pagu Kecamatan Dua",
        "job_family": "penata",
        "district_id": "K2",
        "agency_id": None,
        "maximum": 0,
    }
    capped = told(people, {"A": 1, "C": 1}, tmp_path, maximum_groups=[cap])
    short = capped.short("C")
    assert (short["kind"], short["detail"]) == ("group_cap", "Pagu Kecamatan Dua")
    roomy = told(
        people, {"A": 1, "C": 3}, tmp_path, maximum_groups=[cap | {"maximum": 9}]
    )
    assert roomy.short("C")["kind"] == "no_surplus"


def test_a_closed_place_is_told_and_asks_for_no_posts(tmp_path: Path) -> None:
    people = [person("P1"), person("P2")]
    units = [
        unit | ({"closed_since": date(2025, 1, 1)} if unit["unit_id"] == "B" else {})
        for unit in UNITS
    ]
    closed = told(people, {"A": 1, "B": 1}, tmp_path, tables={"units": units})
    short = closed.short("B")
    assert (short["kind"], short["detail"]) == ("closed", "closed")
    assert closed.reasons["requests"] == []


def test_the_share_that_may_leave_is_told(tmp_path: Path) -> None:
    people = [person(f"P{at}") for at in range(5)]
    capped = told(people, {"A": 1, "B": 4}, tmp_path, share_leaving_percent=20)
    short = capped.short("B")
    assert (short["kind"], short["detail"], short["allowed"]) == ("limit", 20, 4)
    assert told(people, {"A": 1, "B": 4}, tmp_path).reasons["short"] == []


def test_a_policy_of_minima_moves_nobody_for_shortage(tmp_path: Path) -> None:
    people = [person("P1"), person("P2"), person("P3", "B", job_since=NEW)]
    needs = {"A": 1, "B": 2}
    assert told(people, needs, tmp_path, by="layanan-dasar").short("B")["kind"] == (
        "policy"
    )
    assert told(people, needs, tmp_path, by="paling-sedikit-pindah").short("B")[
        "kind"
    ] == ("policy")
    assert told(people, needs, tmp_path).reasons["short"] == []


def test_a_policy_of_wishes_lacks_a_wish(tmp_path: Path) -> None:
    people = [person("P1"), person("P2")]
    needs = {"A": 1, "B": 1}
    wishes = [wish("P1", "B")]
    silent = told(people, needs, tmp_path, by="sukarela")
    asked = told(people, needs, tmp_path, by="sukarela", tables={"wishes": wishes})
    assert (silent.short("B")["kind"], silent.short("B")["wish"]) == ("no_wish", 2)
    assert asked.reasons["short"] == []


def test_a_spare_part_of_a_post_is_told_as_the_table_shows_it(tmp_path: Path) -> None:
    found = told([person("P1")], {"A": (31, 100), "B": (1, 4)}, tmp_path)
    short = found.short("B")
    assert (short["kind"], short["at_spare"], short["spare"]) == ("as_short", 1, 1)
    assert (short["allowed"], short["allowed_exactly"], short["posts"]) == (1, 0, 0)
    with speaking("en"):
        words = list(map(str, of_short(found.reasons, short)))
    assert words[0] == (
        "Dinas Baru has enough Penata (need 0.25, rounded 0, 0 today, 0 after the "
        "plan)."
    )
    assert "by whole posts: 1; by the exact need nobody" in words[1]


def test_spare_is_counted_by_the_official_rounding(tmp_path: Path) -> None:
    people = [person("P1", job_since=NEW), person("P2", job_since=NEW)]
    (account,) = told(people, {"A": (7, 5)}, tmp_path).reasons["families"]
    assert (account["spare"], account["at_spare"]) == (1, 2)


def test_a_part_of_a_person_asks_for_no_post(tmp_path: Path) -> None:
    found = told([person("P1")], {"A": (5, 4)}, tmp_path)
    assert found.short("A")["posts"] == 0
    assert found.reasons["requests"] == []


def test_the_places_where_one_more_is_worth_most_ask_first(tmp_path: Path) -> None:
    people = [
        person("P1", "A", duties=["treasurer"]),
        person("P2", "C", duties=["treasurer"]),
    ]
    positions = [{"unit_id": "C", "job_id": "penata", "minimum": 2}]
    found = told(
        people, {"A": 3, "B": 1, "C": 2}, tmp_path, tables={"positions": positions}
    )
    assert [one["unit_id"] for one in found.reasons["requests"]] == ["C", "B", "A"]
    worth = [one["worth"]["more"][0][0] for one in found.reasons["requests"]]
    assert worth == ["minimum", "shortage", "shortage"]


def test_people_counted_at_no_seat_of_the_plan_do_not_matter(tmp_path: Path) -> None:
    people = [person("P1", duties=["treasurer"]), person("P2", status="non_asn")]
    found = told(people, {"A": 1, "B": 1}, tmp_path)
    assert found.short("B")["kind"] == "no_surplus"
    assert found.reasons["families"][0]["people"] == 1


def test_a_policy_of_ratios_evens_out(tmp_path: Path) -> None:
    """Leximin moves people for shortage too: the limit holds them, not the policy."""
    people = [person(f"P{at}") for at in range(5)]
    capped = told(
        people,
        {"A": 1, "B": 4},
        tmp_path,
        by="merata-rasio",
        share_leaving_percent=20,
    )
    assert capped.short("B")["kind"] == "limit"
