"""Wishes become rows of the core: units, districts, criteria, in a fixed order."""

from __future__ import annotations

from datetime import datetime

from seimbang_web.cases.models import Case, Kind, Lane, State
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.inputs import added
from seimbang_web.plans.models import Round
from seimbang_web.wishes.convert import rows_of
from seimbang_web.wishes.rooms import Room
from tests.web.wishes.conftest import DAY, Send, Users


def _rows(round: Round) -> list[tuple[int, str, str]]:
    frame = rows_of(round)["wishes"]
    return list(frame.select("rank", "kind", "target_id").iter_rows())


def test_a_unit_and_a_district_are_one_row_each(
    send: Send, guru: Person, needy: Unit, full: Unit, round_: Round
) -> None:
    district = {"kind": "kecamatan", "code": full.district_code, "name": "x"}
    draft = {"places": [{"kind": "unit", "unit": needy.pk}, district]}
    send(guru, draft=draft)
    assert _rows(round_) == [
        (1, "unit", needy.code),
        (2, "district", full.district_code),
    ]
    told = [one for one in added(round_)["wishes"] if one["person_id"] == guru.ref]
    assert [one["rank"] for one in told] == [1, 2]


def test_a_criterion_becomes_units_with_vacancies_the_nearest_first(
    send: Send, guru: Person, found: list[Room], round_: Round, full: Unit
) -> None:
    draft = {
        "places": [
            {"kind": "kriteria", "criterion": "dibutuhkan"},
            {"kind": "unit", "unit": full.pk},
        ]
    }
    send(guru, draft=draft)
    rows = _rows(round_)
    assert [rank for rank, *_rest in rows] == [1, 2, 3]
    assert rows[2] == (3, "unit", full.code)  # the room of later wishes is kept
    open_ = {one.unit.code: one for one in found if one.opening and one.within}
    chosen = [open_[code] for _rank, _kind, code in rows[:2]]
    worst = min(one.gap or 0 for one in open_.values())
    assert chosen[0].gap == worst
    assert _rows(round_) == rows


def test_nearer_home_means_units_nearer_than_now(
    send: Send, guru: Person, found: list[Room], round_: Round
) -> None:
    send(guru, draft={"places": [{"kind": "kriteria", "criterion": "kecamatan-ini"}]})
    codes = {one.unit.code: one for one in found}
    for _rank, kind, code in _rows(round_):
        if code != guru.unit.code:
            assert kind == "unit"
            assert codes[code].opening
            assert codes[code].unit.district_code == guru.unit.district_code


def test_none_takes_the_place_of_what_the_data_say(
    send: Send, guru: Person, round_: Round
) -> None:
    send(guru, draft={"places": []})
    assert _rows(round_) == [(1, "unit", guru.unit.code)]


def test_who_has_a_single_case_in_the_round_is_left_to_it(
    send: Send, guru: Person, needy: Unit, round_: Round, user: Users, now: datetime
) -> None:
    send(guru, needy)
    version = current()
    assert version is not None
    Case.objects.create(
        year=2026, number=1, kind=Kind.OWN, lane=Lane.ORDINARY, person=guru,
        from_unit=guru.unit, from_job=guru.job, letter_number="1", letter_on=DAY,
        data=version, state=State.WAITS, round=round_, registered_on=DAY,
        registered_by=user("rina"), registered_at=now,
    )  # fmt: skip
    assert _rows(round_) == []
