"""From the decree to the SPMT the seat is taken, and the mover is not planned again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.cards.judged import judged_now, judged_reserved
from seimbang_web.cases import actions as cases
from seimbang_web.cases.actions import Paper
from seimbang_web.cases.models import Case, Kind, Wish
from seimbang_web.cases.queries import lacking
from seimbang_web.cases.scan import Letter
from seimbang_web.decisions.models import Objection
from seimbang_web.follow_up import actions
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.given import Scope, snapshot_for
from seimbang_web.plans.inputs import added
from seimbang_web.plans.models import Move, Plan
from seimbang_web.workloads.reserved import reserved, reserved_at
from tests.web.conftest import As
from tests.web.follow_up.conftest import DAY, Decide
from tests.web.plans.conftest import held, solve

__all__ = ["held", "solve"]
UserOf = Callable[[str], User]
SCOPE = Scope(
    families=["guru-sd-kelas"], kinds=["sd"], districts=["15.04.01"], agencies=[]
)


def seats_of(plan: Plan) -> dict[str, tuple[str, str]]:
    people = snapshot_for(plan)["people"].select("person_id", "unit_id", "job_id")
    return {person: (unit, job) for person, unit, job in people.iter_rows()}


def seat(track: Track) -> tuple[str, str]:
    return track.proposal.to_unit.code, track.proposal.to_job.code


def test_the_next_plan_leaves_the_mover_and_the_seat_alone(
    solve: Any, decide: Decide
) -> None:
    first = solve(name="Sebelum", scope=SCOPE)
    move = first.moves.select_related("person", "to_unit", "to_job").first()
    assert move is not None, "the control: without a decree somebody moves"
    track = decide(move)
    second = solve(name="Sesudah", scope=SCOPE)
    assert not second.moves.filter(person=move.person).exists()
    assert seats_of(second)[move.person.ref] == seat(track)
    pins = snapshot_for(second)["pins"].filter(person_id=move.person.ref)
    assert pins["kind"].to_list() == ["stays"]
    assert seats_of(first)[move.person.ref] != seat(track), "an older plan stays"


def test_the_seat_left_counts_as_free_and_the_new_one_as_taken(track: Track) -> None:
    now, later = judged_now(DAY), judged_reserved(DAY)
    assert now is not None
    assert later is not None

    def present(answers: Any, unit: str, job: str) -> int:
        rows = answers.positions.filter(unit_id=unit, job_id=job)
        return int(rows["present_any"].sum())

    proposal = track.proposal
    left = proposal.from_unit.code, proposal.from_job.code
    assert present(later, *left) == present(now, *left) - 1
    assert present(later, *seat(track)) == present(now, *seat(track)) + 1


def test_the_spmt_ends_the_reserve(
    track: Track, plan: Plan, user: UserOf, now: datetime
) -> None:
    assert [one.person for one in reserved()] == [track.proposal.person.ref]
    actions.start_track(
        track=track, on=DAY, statement="800/1", actor=user("rina"), now=now, day=DAY
    )
    assert reserved() == ()
    row = added(plan.round)["seats"][0]
    version = current()
    assert version is not None
    assert row["held"] == version.number, "a plan of older data sees the person there"


def test_a_later_decree_ends_the_reserve(
    track: Track, plan: Plan, user: UserOf, now: datetime
) -> None:
    actions.end_track(
        track=track, letter=None, why="Diubah.", actor=user("sari"), now=now, day=DAY
    )
    assert reserved() == ()
    assert added(plan.round)["seats"] == []


def test_an_upheld_objection_ends_the_reserve(
    track: Track, user: UserOf, now: datetime
) -> None:
    Objection.objects.create(
        proposal=track.proposal, stage="keputusan", year=2026, number=1, filed_on=DAY,
        due_on=DAY, filed_by=user("rina"), filed_at=now,
        outcome=Objection.Outcome.UPHELD, considered="x", decided_by=user("bupati"),
        decided_at=now,
    )  # fmt: skip
    assert reserved() == ()


def test_a_plan_of_older_data_does_not_plan_who_has_started(
    track: Track, plan: Plan, user: UserOf, now: datetime
) -> None:
    ref = track.proposal.person.ref
    actions.start_track(
        track=track, on=DAY, statement="800/1", actor=user("rina"), now=now, day=DAY
    )
    inputs = {**plan.inputs, "added": added(plan.round)}
    old = Plan(version=plan.version, inputs=inputs, day=plan.day, local=plan.local)
    assert seats_of(old)[ref] == seat(track)
    version = current()
    assert version is not None
    new = Plan(version=version, inputs=inputs, day=plan.day, local=plan.local)
    pins = snapshot_for(new)["pins"]
    assert pins.filter(person_id=ref).is_empty(), "the data hold it: no pin any more"


def test_the_page_of_the_unit_says_it(track: Track, as_: As) -> None:
    url = reverse("unit-detail", args=[track.proposal.to_unit_id])
    page = as_("putri").get(url).content.decode()
    assert "1 kursi dicadangkan sejak 1 Januari 2026" in page
    left = reverse("unit-detail", args=[track.proposal.from_unit_id])
    assert "dicadangkan" not in as_("putri").get(left).content.decode()
    assert list(reserved_at(track.proposal.to_unit.code)) == [
        track.proposal.to_job.code
    ]


def test_the_reserved_seat_is_not_vacant(
    as_: As, plan: Plan, decide: Decide, move: Move
) -> None:
    url = reverse("unit-detail", args=[move.to_unit_id])

    def vacant() -> int:
        seats = as_("putri").get(url).context["seats"]
        return sum(one["vacant"] or 0 for one in seats)

    before = vacant()
    decide(move)
    assert before > 0
    assert vacant() == before - 1


def registered(person: Person, to: Unit, job: Any, by: User, now: datetime) -> Case:
    return cases.register_case(
        paper=Paper(kind=Kind.AGENCY, number="800/1", on=date(2025, 12, 20)),
        person=person,
        wishes=[(to, job)],
        scans=[Letter("application/pdf", b"%PDF-1.4 one page")],
        actor=by,
        now=now,
        day=DAY,
    )


def test_no_new_case_of_who_has_a_decree(
    track: Track, plan: Plan, user: UserOf, now: datetime
) -> None:
    other = plan.moves.exclude(to_unit=track.proposal.to_unit).filter(
        to_job=track.proposal.to_job
    )[0]
    with pytest.raises(ActError, match="SPMT"):
        registered(
            track.proposal.person, other.to_unit, other.to_job, user("rina"), now
        )
    assert not Case.objects.exists()


def test_a_single_case_is_told_that_the_last_seat_is_reserved(
    plan: Plan, decide: Decide, user: UserOf, now: datetime
) -> None:
    move = _into_the_last_seat(plan)
    mate = Person.objects.filter(
        job=move.from_job, unit__kind="sd", status="pns", present=True
    ).exclude(unit__in=[move.from_unit, move.to_unit])[0]
    case = registered(mate, move.to_unit, move.to_job, user("rina"), now)
    wish = Wish.objects.get(case=case)
    words = "dicadangkan sejak"
    assert words not in " ".join(lacking(case, wish, DAY))
    track = decide(move)
    assert words in " ".join(lacking(case, wish, DAY))
    actions.end_track(
        track=track, letter=None, why="Diubah.", actor=user("sari"), now=now,
        day=DAY + timedelta(days=1),
    )  # fmt: skip
    assert words not in " ".join(lacking(case, wish, DAY))


def _into_the_last_seat(plan: Plan) -> Move:
    answers = judged_now(DAY)
    assert answers is not None
    free = {
        (row["unit_id"], row["job_id"]): row["establishment"] - row["present_any"]
        for row in answers.positions.iter_rows(named=True)
        if row["establishment"] is not None
    }
    moves = plan.moves.filter(family="guru-sd-kelas").select_related(
        "to_unit", "to_job", "from_unit", "from_job", "person"
    )
    return next(
        one for one in moves if free.get((one.to_unit.code, one.to_job.code)) == 1
    )
