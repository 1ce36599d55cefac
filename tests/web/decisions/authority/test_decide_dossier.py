"""Decide: what is seen is what is signed, once, entry by entry, never against S1–S2."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from django.db import DatabaseError, transaction

from seimbang_web.audit.models import Entry as Ledger
from seimbang_web.decisions.authority import actions
from seimbang_web.decisions.authority.actions import Outcome
from seimbang_web.decisions.authority.queries import Sheet, days_for
from seimbang_web.decisions.models import (
    Challenge,
    Decision,
    Dossier,
    Entry,
    Relative,
    State,
)
from seimbang_web.documents.models import SignerRule
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.models import Response
from seimbang_web.proposals.models import State as Standing
from tests.web.decisions.authority.conftest import (
    APPROVED,
    POSTPONED,
    REFUSED,
    Named,
    Outcomes,
)
from tests.web.decisions.sitting import DAY, advised, dossier_at, proposed

pytestmark = pytest.mark.both

Decide = Callable[..., Decision]


@pytest.fixture
def decide(dossier: Dossier, user: Named, now: datetime) -> Decide:
    def run(
        outcomes: Outcomes,
        by: str = "bupati",
        effective_on: date | None = DAY,
        token: str | None = None,
        when: datetime = now,
        of: Dossier = dossier,
    ) -> Decision:
        actor = user(by)
        if token is None:
            token = actions.challenge(dossier=of, actor=actor, now=now)
        return actions.decide_dossier(
            dossier=of,
            outcomes=outcomes,
            effective_on=effective_on,
            challenge=token,
            actor=actor,
            now=when,
            day=DAY,
        )

    return run


def test_all_is_approved(
    dossier: Dossier, entries: list[Entry], outcomes: Outcomes, decide: Decide
) -> None:
    decision = decide(outcomes)
    dossier.refresh_from_db()
    assert (dossier.state, decision.digest) == (State.DECIDED, dossier.digest)
    assert decision.effective_on == DAY
    for entry in entries:
        entry.refresh_from_db()
        assert entry.outcome == APPROVED
        assert entry.proposal.__class__.objects.get(pk=entry.proposal_id).state == (
            Standing.DECIDED
        )
    assert not dossier.children.exists()
    assert Ledger.objects.get(act="decision.take").actor_name == "bupati"


def test_what_is_postponed_becomes_a_new_edition_that_is_verified_again(
    dossier: Dossier, entries: list[Entry], outcomes: Outcomes, decide: Decide
) -> None:
    _first, second, third = entries
    outcomes[second.pk] = Outcome(POSTPONED, "Dengar dulu kepala sekolahnya.")
    outcomes[third.pk] = Outcome(REFUSED, "Unit asal sudah kekurangan.")
    decide(outcomes)
    rest = dossier.children.get()
    assert [one.proposal_id for one in rest.entries.all()] == [second.proposal_id]
    assert (rest.state, rest.edition) == (State.OPEN, dossier.edition + 1)
    assert rest.digest != dossier.digest
    assert not rest.steps.filter(state="selesai").exists()
    states = {
        entry.order: type(entry.proposal).objects.get(pk=entry.proposal_id).state
        for entry in entries
    }
    assert states == {1: Standing.DECIDED, 2: Standing.OPEN, 3: Standing.REFUSED}


def test_when_none_is_approved_the_dossier_is_refused(
    dossier: Dossier, entries: list[Entry], decide: Decide
) -> None:
    decision = decide(
        {one.pk: Outcome(REFUSED, "Belum perlu.") for one in entries}, effective_on=None
    )
    dossier.refresh_from_db()
    assert dossier.state == State.REFUSED
    assert decision.effective_on is None


def test_every_case_needs_an_outcome_and_a_no_needs_a_reason(
    entries: list[Entry], outcomes: Outcomes, decide: Decide
) -> None:
    without = dict(outcomes)
    del without[entries[0].pk]
    for wrong in (
        without,
        outcomes | {entries[0].pk: Outcome(Entry.Outcome.WAITS)},
        outcomes | {entries[0].pk: Outcome(REFUSED)},
        outcomes | {entries[0].pk: Outcome(POSTPONED, "  ")},
        outcomes | {entries[1].pk: Outcome(APPROVED)},  # against an objection
    ):
        with pytest.raises(ActError):
            decide(wrong)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "effective_on", [None, DAY - timedelta(days=1), date(2026, 1, 2)]
)
def test_the_day_is_one_of_the_calendar_and_never_before_the_signing(
    outcomes: Outcomes, decide: Decide, effective_on: date | None
) -> None:
    with pytest.raises(ActError):
        decide(outcomes, effective_on=effective_on)


def test_with_a_teacher_among_them_the_day_begins_a_semester() -> None:
    """Dapodik goes by the semester, pay by the month."""
    days = days_for({"guru-sd-kelas", "perawat"}, date(2026, 1, 2))
    assert list(islice(days, 2)) == [date(2026, 7, 1), date(2027, 1, 1)]
    assert next(days_for({"perawat"}, date(2026, 1, 2))) == date(2026, 2, 1)


def test_unverified_critical_data_cannot_be_approved_in_code_or_database(
    user: Named, now: datetime, decide: Decide
) -> None:
    putri = user("putri")
    made = dossier_at(
        "team", proposed(1, putri, now), putri, now, blocks=[("identity",)]
    )
    advised(made, [user("sekda"), user("tono")], now)
    entry = made.entries.get()
    with pytest.raises(ActError):
        decide({entry.pk: Outcome(APPROVED, "x")}, of=made)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(outcome=APPROVED)


@pytest.mark.parametrize("exception", ["blocked", "waiver", "allowance"])
def test_what_a_rule_forbids_cannot_be_approved(
    user: Named, now: datetime, decide: Decide, exception: str
) -> None:
    putri = user("putri")
    made = dossier_at(
        "team", proposed(1, putri, now), putri, now, exceptions=[(exception,)]
    )
    advised(made, [user("sekda"), user("tono")], now)
    with pytest.raises(ActError):
        decide({made.entries.get().pk: Outcome(APPROVED, "x")}, of=made)


def test_without_the_teams_advice_nothing_is_approved(
    user: Named, now: datetime, decide: Decide
) -> None:
    putri = user("putri")
    made = dossier_at("team", proposed(2, putri, now), putri, now)
    advised(made, [user("sekda"), user("tono")], now, choices=["tunda", "tidak"])
    first, second = made.entries.order_by("order")
    late = Outcome(POSTPONED, "Tim menunda.")
    for wrong in (
        {first.pk: Outcome(APPROVED, "x"), second.pk: Outcome(APPROVED, "x")},
        {first.pk: late, second.pk: Outcome(APPROVED)},  # against the team: a reason
    ):
        with pytest.raises(ActError):
            decide(wrong, of=made)
    decide({first.pk: late, second.pk: Outcome(APPROVED, "Guru ini perlu.")}, of=made)


def test_a_challenge_is_used_once_and_by_its_owner_in_time(
    dossier: Dossier, outcomes: Outcomes, decide: Decide, user: Named, now: datetime
) -> None:
    token = actions.challenge(dossier=dossier, actor=user("bupati"), now=now)
    for wrong in ("", "x"):
        with pytest.raises(ActError):
            decide(outcomes, token=wrong)
    with pytest.raises(ActError):
        decide(outcomes, token=token, when=now + timedelta(minutes=31))
    other = actions.challenge(dossier=dossier, actor=user("sekda"), now=now)
    with pytest.raises(ActError):
        decide(outcomes, token=other)
    decide(outcomes, token=token)
    with pytest.raises(ActError):
        decide(outcomes, token=token)
    assert Decision.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Challenge.objects.filter(token=token).update(used_at=None)


def test_another_digest_is_refused_in_code_and_in_the_database(
    dossier: Dossier, outcomes: Outcomes, decide: Decide, user: Named, now: datetime
) -> None:
    Challenge.objects.create(
        token="t", dossier=dossier, digest="0" * 64, user=user("bupati"), made_at=now
    )
    with pytest.raises(ActError):
        decide(outcomes, token="t")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(
            dossier=dossier, digest="0" * 64, decided_by=user("bupati"), decided_at=now
        )


def test_a_dossier_that_was_replaced_or_returned_is_not_signed(
    dossier: Dossier, outcomes: Outcomes, decide: Decide
) -> None:
    for state in (State.RETURNED, State.REPLACED):
        Dossier.objects.filter(pk=dossier.pk).update(state=state)
        with pytest.raises(ActError):
            decide(outcomes)


def test_what_was_said_after_the_team_had_looked_can_only_be_postponed(
    dossier: Dossier,
    entries: list[Entry],
    outcomes: Outcomes,
    decide: Decide,
    user: Named,
    now: datetime,
) -> None:
    Response.objects.create(
        proposal=entries[0].proposal, year=2026, number=9, answer=Response.Answer.NO,
        given_by=user("guru"), given_at=now + timedelta(minutes=1),
    )  # fmt: skip
    with pytest.raises(ActError):
        decide(outcomes)
    outcomes[entries[0].pk] = Outcome(POSTPONED, "Ia baru saja menjawab.")
    decide(outcomes)
    assert dossier.children.get().entries.get().proposal == entries[0].proposal


def test_who_proposed_or_is_not_the_authority_does_not_decide(
    dossier: Dossier, outcomes: Outcomes, decide: Decide, user: Named, now: datetime
) -> None:
    for name in ("tono", "sekda", "putri", "sari", "admin"):
        with pytest.raises(ActError):
            decide(outcomes, by=name)
    putri, bupati = user("putri"), user("bupati")
    putri.email = bupati.email = "sama@contoh.go.id"
    putri.save()
    bupati.save()
    with pytest.raises(ActError):
        decide(outcomes)
    with pytest.raises(DatabaseError), transaction.atomic():
        for entry in dossier.entries.all():
            Entry.objects.filter(pk=entry.pk).update(outcome=REFUSED, why="x")
        Decision.objects.create(
            dossier=dossier, digest=dossier.digest, decided_by=bupati, decided_at=now
        )


def test_a_relative_of_the_authority_is_postponed_to_somebody_else(
    dossier: Dossier,
    entries: list[Entry],
    outcomes: Outcomes,
    decide: Decide,
    user: Named,
    now: datetime,
) -> None:
    Relative.objects.create(
        user=user("bupati"), person=entries[0].proposal.person, declared_at=now
    )
    for outcome in (Outcome(APPROVED, "x"), Outcome(REFUSED, "x")):
        with pytest.raises(ActError):
            decide(outcomes | {entries[0].pk: outcome})
    decide(outcomes | {entries[0].pk: Outcome(POSTPONED, "Kerabat saya.")})
    assert dossier.children.get().entries.get().proposal == entries[0].proposal


def test_the_secretary_decides_where_the_table_delegates(
    dossier: Dossier, outcomes: Outcomes, decide: Decide, user: Named, now: datetime
) -> None:
    rule = {
        "lane": "",
        "kind": "keputusan",
        "post": "secretary",
        "since": DAY,
        "made_by": user("rina"),
        "made_at": now,
    }
    SignerRule.objects.create(basis="mandat", **rule, approved_at=now)
    SignerRule.objects.create(basis="delegasi", **rule)  # nobody approved it
    with pytest.raises(ActError):
        decide(outcomes, by="sekda")
    SignerRule.objects.create(
        basis="delegasi", **rule, approved_by=user("sari"), approved_at=now
    )
    with pytest.raises(ActError):
        decide(outcomes, by="tono")  # of the team, but not the PyB
    decide(outcomes, by="sekda")


def test_after_the_decision_nothing_changes(
    dossier: Dossier, outcomes: Outcomes, decide: Decide
) -> None:
    decision = decide(outcomes)
    rows = Decision.objects.filter(pk=decision.pk)
    for act in (
        lambda: rows.update(why="lain"),
        lambda: rows._raw_delete("default"),
        lambda: dossier.entries.update(outcome=REFUSED),
        lambda: dossier.entries.update(why="lain"),
        lambda: Dossier.objects.filter(pk=dossier.pk).update(state=State.OPEN),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_refusing_one_that_was_to_come_shows_the_unit_it_leaves_short(
    user: Named, now: datetime, entries: list[Entry], dossier: Dossier, rights: object
) -> None:
    sheet = Sheet(dossier, rights("bupati"))  # type: ignore[operator]
    everybody = {one.pk for one in entries}
    target = next(
        place for place in entries[0].facts["units"] if place["role"] == "target"
    )

    def after(approved: set[int]) -> int:
        seats = sheet.outlook_of(approved).seats
        key = (target["unit"], target["job"])
        return next(one.after for one in seats if (one.unit, one.job) == key)

    assert after(everybody) == target["after"]
    assert after(everybody - {entries[0].pk}) == target["after"] - 1
