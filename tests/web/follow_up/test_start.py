"""The roster changes when the SPMT arrives; chains keep their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from seimbang_web.accounts.models import User
from seimbang_web.follow_up import actions
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Person, Placement, Version
from seimbang_web.organisation.queries import seated
from seimbang_web.plans.models import Move, Plan
from seimbang_web.proposals.models import Proposal
from tests.web.follow_up.conftest import DAY, LATER, Decide

UserOf = Callable[[str], User]
Totals = Callable[[], tuple[int, dict[tuple[str, str], int]]]


@pytest.fixture
def begun(user: UserOf, now: datetime) -> Callable[..., Version]:
    def run(track: Track, **more: Any) -> Version:
        told: dict[str, Any] = {
            "on": DAY,
            "statement": "800/1/SPMT",
            "day": LATER,
            "cover": "",
        }
        return actions.start_track(
            track=track, actor=user("rina"), now=now, **{**told, **more}
        )

    return run


def test_the_spmt_moves_the_person_and_nobody_else(
    track: Track, begun: Callable[..., Version], totals: Totals
) -> None:
    people, before = totals()
    proposal = track.proposal
    version = begun(track)
    after_people, after = totals()
    old = (proposal.from_unit.code, proposal.from_job.code)
    new = (proposal.to_unit.code, proposal.to_job.code)
    assert after_people == people
    assert after.get(old, 0) == before[old] - 1
    assert after[new] == before.get(new, 0) + 1
    assert sum(after.values()) == sum(before.values())
    person = Person.objects.get(pk=proposal.person_id)
    assert person.unit == proposal.to_unit
    assert person.unit_since == DAY
    assert version.source == f"track:{track.pk}"
    track.refresh_from_db()
    assert track.started_on == DAY
    proposal.refresh_from_db()
    assert proposal.state == "selesai"
    assert [one.days for one in track.talks.all()] == [30, 60, 90]


def test_only_the_row_of_the_person_changes_in_the_data(
    track: Track, begun: Callable[..., Version]
) -> None:
    from seimbang_web.organisation.queries import current

    base = current()
    assert base is not None
    before = snapshot_of(base)
    after = snapshot_of(begun(track))
    changed = after["people"].join(
        before["people"], on=after["people"].columns, how="anti", nulls_equal=True
    )
    assert changed["person_id"].to_list() == [track.proposal.person.ref]
    assert after["units"].equals(before["units"])


def test_who_sat_where_is_right_by_the_real_day(
    track: Track, begun: Callable[..., Version]
) -> None:
    person = track.proposal.person_id
    begun(track, on=DAY + timedelta(days=2), day=DAY + timedelta(days=9))

    def there(unit: object, day: date) -> bool:
        return seated(unit, day).filter(person=person).exists()  # type: ignore[arg-type]

    assert there(track.proposal.from_unit, DAY + timedelta(days=1))
    assert not there(track.proposal.from_unit, DAY + timedelta(days=2))
    assert there(track.proposal.to_unit, DAY + timedelta(days=2))
    assert Placement.objects.filter(person=person, until=None).count() == 1


def test_twice_does_not_start_twice(
    track: Track, begun: Callable[..., Version]
) -> None:
    begun(track)
    with pytest.raises(ActError):
        begun(track)
    assert Version.objects.filter(source=f"track:{track.pk}").count() == 1


def test_nobody_starts_before_the_tmt_or_tomorrow(
    decide: Decide, move: Move, begun: Callable[..., Version]
) -> None:
    track = decide(move, DAY + timedelta(days=2))
    with pytest.raises(ActError):
        begun(track, on=DAY)
    with pytest.raises(ActError):
        begun(track, on=LATER + timedelta(days=1))


def test_who_waits_for_the_replacement_stays_until_its_spmt(
    plan: Plan,
    decide: Decide,
    begun: Callable[..., Version],
) -> None:
    first, second = plan.moves.filter(family="guru-sd-kelas")[:2]
    comes = decide(first)
    leaves = decide(second, after=comes.proposal)
    with pytest.raises(ActError, match=comes.proposal.person.name):
        begun(leaves)
    begun(comes)
    begun(leaves)
    assert Track.objects.get(pk=leaves.pk).started_on == DAY


def test_cover_of_the_old_place_lets_a_person_go_first(
    plan: Plan, decide: Decide, begun: Callable[..., Version]
) -> None:
    first, second = plan.moves.filter(family="guru-sd-kelas")[:2]
    leaves = decide(second, after=decide(first).proposal)
    begun(leaves, cover="Kelas digabung dengan kelas paralel")
    assert Track.objects.get(pk=leaves.pk).cover


def test_the_spmt_waits_for_the_oath_where_one_is_needed(
    track: Track, begun: Callable[..., Version], user: UserOf, now: datetime
) -> None:
    Track.objects.filter(pk=track.pk).update(needs_oath=True)
    with pytest.raises(ActError):
        begun(track)
    actions.keep_oath(
        track=track, number="BA/1", on=DAY, actor=user("rina"), now=now, day=LATER
    )
    begun(track)
    assert Track.objects.get(pk=track.pk).started_on


def test_nobody_states_the_own_start(track: Track, user: UserOf, now: datetime) -> None:
    rina = user("rina")
    rina.person = track.proposal.person
    rina.save()
    with pytest.raises(ActError):
        actions.start_track(
            track=track, on=DAY, statement="1", actor=rina, now=now, day=LATER
        )


def test_a_later_decree_puts_the_person_back_by_a_new_version(
    track: Track,
    begun: Callable[..., Version],
    totals: Totals,
    user: UserOf,
    now: datetime,
) -> None:
    before = totals()
    row = Person.objects.get(pk=track.proposal.person_id)
    seat = (row.unit_id, row.job_id, row.unit_since, row.job_since, row.duties)
    version = begun(track)
    actions.end_track(
        track=track, letter=None, why="Keberatan diterima", actor=user("rina"),
        now=now, day=LATER,
    )  # fmt: skip
    assert totals() == before
    track.proposal.refresh_from_db()
    assert track.proposal.state == "ditolak"  # and no longer "at the new unit"
    row.refresh_from_db()
    assert seat == (
        row.unit_id, row.job_id, row.unit_since, row.job_since, row.duties
    )  # fmt: skip
    assert Version.objects.get(pk=version.pk)  # nothing is erased
    assert Version.objects.filter(source=f"track:{track.pk}").count() == 2
    with pytest.raises(ActError):
        actions.end_track(
            track=track, letter=None, why="x", actor=user("rina"), now=now, day=LATER
        )


def test_a_decree_of_change_ends_what_has_not_started(
    track: Track, user: UserOf, now: datetime, decree: Callable[..., object]
) -> None:
    entry = track.proposal.entries.get()
    change = decree(
        entry, kind="perubahan", parent=track.letter, number="", series="change"
    )
    actions.begin(change, user("bupati"), now)  # type: ignore[arg-type]
    track.refresh_from_db()
    assert track.ended_at and track.ended_by == change
    assert Proposal.objects.get(pk=track.proposal_id).state == "ditolak"
