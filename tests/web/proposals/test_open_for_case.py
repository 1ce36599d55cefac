"""The move of a single case that goes its own way is proposed to its person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.audit.models import Entry
from seimbang_web.cases import actions as cases
from seimbang_web.cases.models import Case, Kind
from seimbang_web.cases.models import State as CaseState
from seimbang_web.cases.scan import Letter
from seimbang_web.documents.actions.draft import draft
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.frame import dressed
from seimbang_web.documents.models import Kind as LetterKind
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Move
from seimbang_web.proposals.actions import open_for_case
from seimbang_web.proposals.letters import usul_subject
from seimbang_web.proposals.models import Proposal, State
from tests.web.conftest import As
from tests.web.proposals.conftest import DAY, UNTIL

By = Callable[[str], User]


@pytest.fixture
def case(user: By, now: datetime) -> Case:
    """Return the request of a teacher of the demo's plan, which goes its own way."""
    move = Move.objects.filter(from_job__code__startswith="guru").order_by("pk")[0]
    made = cases.register_case(
        person=move.person,
        wishes=[(move.to_unit, move.to_job)],
        paper=cases.Paper(kind=Kind.OWN, number="800/12/SD", on=DAY),
        scans=[Letter("application/pdf", b"%PDF-1.4 one page")],
        actor=user("rina"),
        now=now,
        day=DAY,
    )
    made.wishes.update(chosen=True)
    Case.objects.filter(pk=made.pk).update(state=CaseState.PROCEEDS)
    made.refresh_from_db()
    return made


def test_it_is_proposed_once(case: Case, as_: As) -> None:
    url = reverse("proposal-open-case", args=[case.pk])
    assert as_("putri").get(url).status_code == 200
    body = {"respond_until": UNTIL.isoformat(), "key": "k"}
    as_("putri").post(url, body)
    made = Proposal.objects.get()
    assert (made.case, made.round, made.move) == (case, None, None)
    assert (made.opened_on, made.respond_until) == (DAY, UNTIL)
    assert made.lane == case.lane
    as_("putri").post(url, body | {"key": "another"})
    assert Proposal.objects.count() == 1
    assert Entry.objects.filter(act="proposal.open").count() == 1


def test_who_may_not_open_proposals(case: Case, as_: As) -> None:
    url = reverse("proposal-open-case", args=[case.pk])
    for name in ("guru", "kepsek", "sari", "tono"):
        answer = as_(name).post(url, {"respond_until": UNTIL.isoformat()})
        assert answer.status_code == 404
    assert not Proposal.objects.exists()


def test_not_before_it_goes_its_own_way(case: Case, user: By, now: datetime) -> None:
    Case.objects.update(state=CaseState.REGISTERED)
    with pytest.raises(ActError):
        open_for_case(
            case=case, respond_until=UNTIL, actor=user("putri"), now=now, day=DAY
        )


def test_its_usul_cites_the_request(case: Case, user: By, now: datetime) -> None:
    by = {"actor": user("putri"), "now": now, "day": DAY}
    made = open_for_case(case=case, respond_until=UNTIL, **by)  # type: ignore[arg-type]
    subject = usul_subject(made)
    assert subject == f"proposal:{made.pk}"
    letter = draft(kind=LetterKind.USUL, subject=subject, **by)  # type: ignore[arg-type]
    blocks = {one.name: one for one in dressed(letter, number="1", on=DAY)}
    assert "surat permohonan Nomor 800/12/SD" in blocks["dasar"].text
    assert blocks["daftar"].rows[0][7] == "permohonan sendiri"
    assert COMPOSERS[LetterKind.USUL].page(subject).endswith(f"/{made.pk}/")
    Proposal.objects.update(state=State.WITHDRAWN)
    assert COMPOSERS[LetterKind.USUL].blocked(subject)


def test_the_office_drafts_it_from_the_proposal(
    case: Case, user: By, now: datetime, as_: As
) -> None:
    made = open_for_case(
        case=case, respond_until=UNTIL, actor=user("putri"), now=now, day=DAY
    )
    page = as_("disdik").get(reverse("proposal-detail", args=[made.pk]))
    assert f'value="proposal:{made.pk}"' in page.content.decode()
    body = {"kind": "usul", "subject": f"proposal:{made.pk}", "key": "k"}
    assert as_("dinkes").post(reverse("letter-new"), body).status_code == 404
    assert as_("disdik").post(reverse("letter-new"), body).status_code == 302
