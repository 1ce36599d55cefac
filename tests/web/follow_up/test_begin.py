"""A signed decree begins its tracks: three days, tasks by the kind of job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Entry
from seimbang_web.documents.models import Letter
from seimbang_web.follow_up import actions
from seimbang_web.follow_up.models import State, Track
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Move
from seimbang_web.proposals.models import Proposal
from tests.web.follow_up.conftest import DAY, Decide

pytestmark = pytest.mark.both

UserOf = Callable[[str], User]


def test_a_signed_decree_begins_a_track_with_the_tasks_of_a_teacher(
    track: Track,
) -> None:
    keys = set(track.tasks.values_list("key", flat=True))
    assert {"siasn", "dapodik", "gaji-henti", "gaji-mulai", "serah", "periksa"} == keys
    assert track.decided_on == DAY == track.effective_on
    assert track.started_on is None


def test_a_nurse_has_a_new_licence_before_the_tmt(decide: Decide, nurse: Move) -> None:
    track = decide(nurse, date(2026, 2, 1))
    sip = track.tasks.get(key="sip")
    assert sip.before_service and sip.due_on < track.effective_on
    assert sip.red(DAY)
    assert not track.tasks.filter(key="dapodik").exists()


def test_signing_twice_begins_once(track: Track, user: UserOf, now: datetime) -> None:
    actions.begin(track.letter, user("bupati"), now)
    assert Track.objects.filter(proposal=track.proposal).count() == 1
    assert track.tasks.filter(key="siasn").count() == 1


def test_a_tmt_before_the_signing_is_refused(
    move: Move,
    propose: Callable[..., Proposal],
    entry: Callable[..., Entry],
    decree: Callable[..., Letter],
    user: UserOf,
    now: datetime,
) -> None:
    letter = decree(entry(propose(move)), on=DAY + timedelta(days=1))
    with pytest.raises(ActError):
        actions.begin(letter, user("bupati"), now)


def test_the_database_refuses_a_tmt_before_the_signing(track: Track) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Track.objects.filter(pk=track.pk).update(
            effective_on=track.decided_on - timedelta(days=1)
        )


def test_the_alarm_comes_seven_days_after_the_tmt(track: Track) -> None:
    assert track.state(track.effective_on) == State.RESERVED
    assert track.state(track.effective_on + timedelta(days=6)) == State.RESERVED
    assert track.state(track.effective_on + timedelta(days=7)) == State.LATE
    assert track.state(track.effective_on - timedelta(days=1)) == State.AHEAD
