"""
S1–S8 and the numbers by the database alone: rows written past all acts are refused.

Case 41 of security-and-reliability.md C11, by SQL; more of it stands in
``dossier/test_separation.py``, the letters' in ``documents/test_number_letter.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.audit.models import Anchor, Content
from seimbang_web.audit.models import Entry as Act
from seimbang_web.decisions.models import (
    Decision,
    Dossier,
    Entry,
    Session,
    Step,
    Vote,
)
from seimbang_web.documents.models import Letter, Record, Register
from seimbang_web.organisation.models import Person
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.sitting import DAY, dossier_at, proposed, session_of

pytestmark = pytest.mark.both

Named = Callable[[str], User]


def refused(write: Callable[[], object], words: str | None = None) -> None:
    """Assert that the database itself refuses a write."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        write()


def executed(statement: str, *values: int) -> Callable[[], object]:
    """Return a write by plain SQL."""

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


@pytest.fixture
def dossier(user: Named, now: datetime) -> Dossier:
    putri = user("putri")
    return dossier_at("team", proposed(2, putri, now), putri, now)


@pytest.fixture
def twins(user: Named) -> tuple[User, User]:
    """Return two accounts of one member of the team."""
    first = user("tono")
    second = User.objects.create_user("tono2")
    for one in (first, second):
        one.email = "Tono@contoh.go.id" if one is first else "tono@contoh.go.id"
        one.save()
    return first, second


def vote(dossier: Dossier, session: Session, user: User, now: datetime) -> Vote:
    return Vote.objects.create(
        session=session, entry=dossier.entries.all()[0], user=user, choice="setuju",
        digest=dossier.digest, cast_at=now,
    )  # fmt: skip


def test_one_human_being_votes_once(
    dossier: Dossier, twins: tuple[User, User], user: Named, now: datetime
) -> None:
    held = session_of(dossier, [user("sekda"), *twins], now)
    vote(dossier, held, twins[0], now)
    vote(dossier, held, twins[0], now + timedelta(minutes=1))  # may change the mind
    refused(lambda: vote(dossier, held, twins[1], now), "S8")


def test_a_head_for_a_time_judges_no_case_of_the_unit(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    entry = dossier.entries.select_related("proposal").all()[0]
    Grant.objects.create(
        user=user("tono"), role=Role.HEAD, unit_id=entry.proposal.from_unit_id,
        since=DAY, until=now.date() + timedelta(days=30), approved_at=now,
    )  # fmt: skip
    held = session_of(dossier, [user("sekda"), user("tono")], now)
    refused(lambda: vote(dossier, held, user("tono"), now), "S2")


def test_who_headed_a_unit_before_may(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    entry = dossier.entries.select_related("proposal").all()[0]
    Grant.objects.create(
        user=user("tono"), role=Role.HEAD, unit_id=entry.proposal.from_unit_id,
        since=DAY - timedelta(days=9), until=DAY, approved_at=now,
    )  # fmt: skip
    held = session_of(dossier, [user("sekda"), user("tono")], now)
    assert vote(dossier, held, user("tono"), now).pk


def test_the_proposer_decides_by_no_account(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    step = dossier.steps.get(key="team")
    refused(
        lambda: Step.objects.filter(pk=step.pk).update(
            state="selesai", done_by=user("putri"), done_at=now, digest=dossier.digest
        ),
        "S1",
    )
    refused(
        lambda: Decision.objects.create(
            dossier=dossier, digest=dossier.digest, decided_by=user("putri"),
            decided_at=now,
        )
    )  # fmt: skip


def test_two_persons_grant_and_nobody_to_oneself(user: Named) -> None:
    told = {"user": user("rina"), "role": Role.VERIFIER, "since": DAY}
    admin, sari, rina = user("admin"), user("sari"), user("rina")
    refused(
        lambda: Grant.objects.create(proposed_by=sari, approved_by=sari, **told),
        "two_persons",
    )
    refused(
        lambda: Grant.objects.create(proposed_by=rina, approved_by=sari, **told),
        "not_to_self",
    )
    held = Grant.objects.create(proposed_by=admin, approved_by=sari, **told)
    refused(lambda: Grant.objects.filter(pk=held.pk).update(role=Role.AUTHORITY))
    refused(lambda: Grant.objects.filter(pk=held.pk).delete())


def test_a_digest_binds_what_is_frozen(dossier: Dossier, now: datetime) -> None:
    refused(lambda: Dossier.objects.update(digest="0" * 64), "frozen")
    refused(lambda: Entry.objects.update(facts={}), "frozen")
    refused(executed("DELETE FROM decisions_proposer"), "frozen")
    refused(executed("DELETE FROM decisions_step"), "stays")


def test_a_person_is_in_one_move_alive(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    one = dossier.entries.select_related("proposal").all()[0].proposal
    one.pk = None
    refused(lambda: one.save(force_insert=True))
    assert Proposal.objects.filter(person=one.person_id).count() == 1


def test_numbers_are_unique_forward_and_kept(user: Named, now: datetime) -> None:
    def letter(token: str, **more: object) -> Letter:
        told: dict[str, object] = {
            "kind": "keputusan", "subject": f"dossier:{token}", "title": "Keputusan",
            "blocks": [], "state": "dinomori", "series": "decree", "year": 2026,
            "counted": 1, "number": "800/1", "dated_on": DAY, "token": token,
            "made_at": now,
        }  # fmt: skip
        return Letter.objects.create(**(told | more))

    first = letter("a")
    refused(lambda: letter("b"))
    refused(lambda: letter("b", counted=2))
    rows = Letter.objects.filter(pk=first.pk)
    refused(lambda: rows.update(number="800/2"), "stays")
    refused(lambda: rows.update(blocks=[{}]), "stays")
    refused(lambda: rows.update(dated_on=None), "stays")
    refused(lambda: rows.delete(), "stays")
    rows.update(state="dibatalkan")
    refused(lambda: rows.update(state="draf"), "stays")
    held = Register.objects.create(series="decree", year=2026)
    Register.objects.filter(pk=held.pk).update(last=1)
    for last in (0, 3):
        refused(
            lambda last=last: Register.objects.filter(pk=held.pk).update(last=last),  # type: ignore[misc]
            "stays",
        )
    Record.objects.create(letter=first, state="dinomori", made_at=now)
    refused(lambda: Record.objects.all().delete(), "stays")


def test_the_record_of_acts_only_grows(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    from seimbang_web.audit.actions import anchor, record

    with transaction.atomic():
        made = record(actor=user("sari"), act="x.y", subject="x:1", now=now)
    assert anchor(day=DAY) is not None
    refused(lambda: Act.objects.filter(pk=made.pk).update(act="z"), "grows")
    refused(executed("DELETE FROM audit_entry WHERE id = %s", made.pk), "grows")
    refused(lambda: Content.objects.update(content={}), "grows")
    refused(lambda: Anchor.objects.all().delete(), "grows")


def test_a_mover_is_no_judge_whatever_the_role(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    entry = dossier.entries.select_related("proposal__person").all()[0]
    tono = user("tono")
    tono.person = Person.objects.get(pk=entry.proposal.person_id)
    tono.save()
    held = session_of(dossier, [user("sekda"), tono], now)
    refused(lambda: vote(dossier, held, tono, now), "S2")
