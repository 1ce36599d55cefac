"""
S1, S2, S5, S6, S8 in code and database, which refuses what the code lets by.

Case 41 of security-and-reliability.md C11: the proposer approves directly, by
delegation, by a second account, with a replayed form, by a changed state field.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.decisions.dossier.actions import finish_step
from seimbang_web.decisions.dossier.guards import conflicts, conflicts_of
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.dossier.relatives import declare_relative
from seimbang_web.decisions.models import (
    Advice,
    Decision,
    Dossier,
    Entry,
    Proposer,
    Relative,
    Session,
    Step,
    Vote,
)
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from tests.web.conftest import As
from tests.web.decisions.dossier.conftest import DAY, Named, Until

pytestmark = pytest.mark.both


def refused(act: Callable[[], object], words: str = "") -> None:
    """Assert that the database refuses an act."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        act()


def done_by(step: Step, user: User, digest: str, now: datetime) -> object:
    """Write a step as done, past the code."""
    return Step.objects.filter(pk=step.pk).update(
        state="selesai", done_by=user, done_at=now, digest=digest
    )


def granted(user: User, role: Role, now: datetime) -> None:
    Grant.objects.create(user=user, role=role, since=DAY, approved_at=now)


def standing(dossier: Dossier) -> Step:
    step = here(dossier)
    assert step is not None
    return step


@pytest.fixture
def twin(user: Named, now: datetime) -> User:
    """Return a second account of the planner: verifier, team and authority."""
    planner = user("putri")
    User.objects.filter(pk=planner.pk).update(email="Putri@contoh.go.id")
    made = User.objects.create_user("kembaran", "x")
    made.email = "putri@contoh.go.id"
    made.save()
    for role in (Role.VERIFIER, Role.TEAM, Role.AUTHORITY):
        granted(made, role, now)
    return made


def judged(dossier: Dossier, user: User, now: datetime, outcome: str) -> None:
    """Let the team advise on every entry, and write an outcome of each."""
    held = session_of(dossier, user, now)
    for entry in dossier.entries.all():
        Advice.objects.create(
            session=held, entry=entry, choice="rekomendasi", made_at=now
        )
    Session.objects.filter(pk=held.pk).update(closed_at=now)
    for entry in dossier.entries.filter(outcome=""):
        entry.outcome = "tolak" if entry.blocks else outcome
        entry.save(update_fields=["outcome"])


def session_of(dossier: Dossier, user: User, now: datetime) -> Session:
    return Session.objects.create(
        dossier=dossier,
        held_on=DAY,
        place="Aula",
        basis="SK 1/2026",
        starts_at=time(9),
        called_by=user,
        called_at=now,
    )


# --- S1 ---


def test_the_proposer_does_not_verify_even_with_the_role(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    granted(user("putri"), Role.VERIFIER, now)  # S5: a role for a time lifts nothing
    with pytest.raises(ActError, match="S1"):
        finish_step(
            dossier=dossier, key="verify", actor=user("putri"), now=now, day=DAY
        )
    step = standing(dossier)
    refused(lambda: done_by(step, user("putri"), dossier.digest, now), "S1")


def test_a_second_account_is_the_same_human_being(
    dossier: Dossier, until: Until, twin: User, now: datetime
) -> None:
    until(dossier, "verify")
    with pytest.raises(ActError, match="S1"):
        finish_step(dossier=dossier, key="verify", actor=twin, now=now, day=DAY)
    step = standing(dossier)
    refused(lambda: done_by(step, twin, dossier.digest, now), "S1")
    assert conflicts(twin, dossier.entries.all()[0])


def test_the_proposer_does_not_vote_or_decide(
    dossier: Dossier, until: Until, user: Named, twin: User, now: datetime
) -> None:
    until(dossier, "team")
    held = session_of(dossier, user("tono"), now)
    entry = dossier.entries.all()[0]
    for voter in (user("putri"), twin):
        refused(
            lambda voter=voter: Vote.objects.create(  # type: ignore[misc]
                session=held,
                entry=entry,
                user=voter,
                choice="setuju",
                digest=dossier.digest,
                cast_at=now,
            ),
            "S1",
        )
    Session.objects.filter(pk=held.pk).update(closed_at=now)
    until(dossier, "decide")
    judged(dossier, user("tono"), now, "tetap")
    for decider in (user("putri"), twin):
        refused(
            lambda decider=decider: Decision.objects.create(  # type: ignore[misc]
                dossier=dossier,
                digest=dossier.digest,
                decided_by=decider,
                decided_at=now,
            ),
            "S1",
        )


def test_a_form_of_the_proposer_is_refused_and_replayed_refused_again(
    dossier: Dossier, until: Until, as_: As, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    page = reverse("dossier-finish", args=[dossier.pk])
    form = {"digest": dossier.digest, "remark": "", "key": "k-9", "state": "selesai"}
    assert as_("putri").post(page, form).status_code == 404  # no such right
    granted(user("putri"), Role.VERIFIER, now)
    client = as_("putri")
    for _again in range(2):
        client.post(page, form)
        assert standing(dossier).key == "verify"
    as_("sari").post(page, form)  # the form of another person: its key is theirs
    assert dossier.steps.get(key="verify").done_by in (None, user("sari"))


# --- S2 ---


def test_nobody_acts_on_the_own_case(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    entry = dossier.entries.select_related("proposal__person").all()[0]
    sari = user("sari")
    User.objects.filter(pk=sari.pk).update(person=entry.proposal.person)
    sari.refresh_from_db()
    assert [one.key for one in conflicts_of(sari, entry, DAY)] == ["subject"]
    with pytest.raises(ActError, match="S2"):
        finish_step(dossier=dossier, key="verify", actor=sari, now=now, day=DAY)
    step = standing(dossier)
    refused(lambda: done_by(step, sari, dossier.digest, now), "S2")


def test_nobody_acts_on_a_relative(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "team")
    entry = dossier.entries.select_related("proposal__person").all()[0]
    tono = user("tono")
    declare_relative(person=entry.proposal.person, actor=tono, now=now)
    declare_relative(person=entry.proposal.person, actor=tono, now=now)
    assert Relative.objects.count() == 1
    assert [one.key for one in conflicts_of(tono, entry, DAY)] == ["relative"]
    held = session_of(dossier, user("sekda"), now)
    refused(
        lambda: Vote.objects.create(
            session=held,
            entry=entry,
            user=tono,
            choice="setuju",
            digest=dossier.digest,
            cast_at=now,
        ),
        "S2",
    )
    refused(lambda: Relative.objects.all().delete(), "declared")


def test_the_head_of_either_unit_does_not_decide(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "decide")
    entry = dossier.entries.select_related("proposal").all()[0]
    Grant.objects.create(
        user=user("bupati"),
        role=Role.HEAD,
        unit_id=entry.proposal.to_unit_id,
        since=DAY,
        approved_at=now,
    )
    assert [one.key for one in conflicts_of(user("bupati"), entry, DAY)] == ["head"]
    judged(dossier, user("tono"), now, "tetap")
    refused(
        lambda: Decision.objects.create(
            dossier=dossier,
            digest=dossier.digest,
            decided_by=user("bupati"),
            decided_at=now,
        ),
        "S2",
    )


def test_one_is_no_relative_of_oneself(user: Named, now: datetime) -> None:
    guru = user("guru")
    person = guru.person
    assert isinstance(person, Person)
    with pytest.raises(ActError):
        declare_relative(person=person, actor=guru, now=now)


# --- S6, what is done stays done ---


def test_an_approval_is_of_the_digest(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    step = standing(dossier)
    refused(lambda: done_by(step, user("sari"), "0" * 64, now), "S6")
    until(dossier, "decide")
    judged(dossier, user("tono"), now, "tolak")
    refused(
        lambda: Decision.objects.create(
            dossier=dossier,
            digest="0" * 64,
            decided_by=user("bupati"),
            decided_at=now,
        ),
        "S6",
    )


def test_the_steps_come_in_their_order(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    step = dossier.steps.get(key="pyb")
    refused(lambda: done_by(step, user("sekda"), dossier.digest, now), "order")
    Step.objects.filter(pk=step.pk).update(state="kini")
    refused(lambda: done_by(step, user("sekda"), dossier.digest, now), "order")
    judged(dossier, user("tono"), now, "tolak")
    refused(
        lambda: Decision.objects.create(
            dossier=dossier,
            digest=dossier.digest,
            decided_by=user("bupati"),
            decided_at=now,
        ),
        "order",
    )


def test_a_changed_state_field_decides_nothing(dossier: Dossier, now: datetime) -> None:
    rows = Dossier.objects.filter(pk=dossier.pk)
    refused(lambda: rows.update(state="diputuskan"), "decided by a decision")
    refused(lambda: dossier.steps.filter(key="verify").update(state="selesai"), "Who")
    rows.update(state="diganti")
    refused(lambda: rows.update(state="berjalan"), "stays")


def test_what_is_frozen_stays(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    rows = Dossier.objects.filter(pk=dossier.pk)
    entries = dossier.entries.all()
    refused(lambda: rows.update(digest="0" * 64), "frozen")
    refused(lambda: rows.update(content={}), "frozen")
    refused(lambda: entries.update(facts={}), "frozen")
    refused(lambda: entries.update(blocks=["job"]), "frozen")
    refused(lambda: entries.update(order=9), "frozen")
    refused(lambda: entries._raw_delete("default"), "frozen")
    refused(lambda: Proposer.objects.update(user=user("dedi")), "frozen")
    refused(lambda: Proposer.objects.all().delete(), "frozen")
    refused(
        lambda: Entry.objects.create(
            dossier=dossier, proposal=entries[0].proposal, order=99, facts={}
        ),
        "frozen",
    )
    until(dossier, "section")
    done = dossier.steps.filter(key="verify")
    refused(lambda: done.update(remark="lain"), "stays")
    refused(lambda: done.update(done_by=user("dedi")), "stays")
    refused(lambda: done.delete(), "stays")


def test_votes_advice_and_decisions_stay(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "team")
    held = session_of(dossier, user("sekda"), now)
    entry = dossier.entries.all()[0]
    vote = {"session": held, "entry": entry, "digest": dossier.digest, "cast_at": now}
    Vote.objects.create(user=user("tono"), choice="setuju", **vote)
    Advice.objects.create(session=held, entry=entry, choice="rekomendasi", made_at=now)
    refused(lambda: Vote.objects.update(choice="tidak"), "stays")
    refused(lambda: Vote.objects.all().delete(), "stays")
    refused(
        lambda: Vote.objects.create(
            user=user("sekda"), choice="setuju", **(vote | {"digest": "0" * 64})
        ),
        "S6",
    )
    Session.objects.filter(pk=held.pk).update(closed_at=now)
    refused(
        lambda: Vote.objects.create(user=user("sekda"), choice="tidak", **vote), "stays"
    )
    refused(lambda: Advice.objects.update(choice="tidak"), "stays")
    refused(lambda: Session.objects.update(closed_at=None), "stays")
    until(dossier, "decide")
    judged(dossier, user("tono"), now, "tetap")
    Decision.objects.create(
        dossier=dossier,
        digest=dossier.digest,
        decided_by=user("bupati"),
        decided_at=now,
    )
    refused(lambda: Decision.objects.update(why="x"), "stays")
    refused(lambda: Decision.objects.all().delete(), "stays")
    refused(lambda: dossier.entries.update(outcome="tunda"), "stays")
