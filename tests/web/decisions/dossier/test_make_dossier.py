"""Making a dossier: frozen, in order, with who proposed it and its steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.audit.models import Entry as Ledger
from seimbang_web.decisions.dossier.actions import make_dossier
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.freeze import digest_of, intact
from seimbang_web.decisions.models import Dossier, Proposer
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.dossier.conftest import DAY, Named


def test_freezes_what_is_seen(dossier: Dossier, proposals: list[Proposal]) -> None:
    assert dossier.entries.count() == len(proposals)
    assert intact(dossier)
    assert digest_of(dossier.content) == dossier.digest
    entry = dossier.entries.all()[0]
    assert {one["role"] for one in entry.facts["units"]} == {"origin", "target"}
    assert entry.facts["units"][0]["after"] <= entry.facts["units"][0]["before"]
    assert entry.facts["exceptions"] == ["early"]
    assert entry.facts["rules"]
    assert all(one["sources"] for one in entry.facts["rules"] if one["rule"])
    assert Ledger.objects.filter(act="dossier.make").count() == 1


def test_stands_with_the_agencies_first(dossier: Dossier) -> None:
    step = here(dossier)
    assert step is not None
    assert (step.key, step.due_on) == ("sector", date(2026, 1, 8))
    assert step.agency is not None


def test_keeps_who_proposed_it(dossier: Dossier) -> None:
    names = set(dossier.proposers.values_list("user__username", flat=True))
    assert names == {"putri"}
    assert dossier.proposers.get().part == Proposer.Part.MADE


def test_a_proposal_stands_in_one_dossier(
    dossier: Dossier, proposals: list[Proposal], plan: Plan, user: Named, now: datetime
) -> None:
    with pytest.raises(ActError, match="B-0001/1"):
        make_dossier(
            proposals=proposals,
            plan=plan,
            lane="biasa",
            actor=user("putri"),
            now=now,
            day=DAY,
        )


def test_a_form_that_is_sent_twice_makes_one_dossier(
    as_: Callable[[str], Client], proposals: list[Proposal]
) -> None:
    form = {
        "group": f"{proposals[0].round_id}-biasa",
        "proposals": [one.pk for one in proposals],
        "key": "a form",
    }
    page = "/keputusan/baru/"
    answers = [as_("putri").post(page, form) for _time in range(2)]
    made = Dossier.objects.get()
    assert made.entries.count() == len(proposals)
    assert {one.headers["Location"] for one in answers} == {f"/keputusan/{made.pk}/"}


def test_many_proposals_ask_the_database_no_more_than_two(
    proposals: list[Proposal], plan: Plan, user: Named, now: datetime
) -> None:
    unit = proposals[0].from_unit
    rows = Proposal.objects.filter(lane="biasa", from_unit__agency=unit.agency)
    waiting = list(rows.order_by("pk")[:11])

    def questions(some: list[Proposal]) -> int:
        with CaptureQueriesContext(connection) as asked:
            make_dossier(
                proposals=some,
                plan=plan,
                lane="biasa",
                actor=user("putri"),
                now=now,
                day=DAY,
            )
        return len(asked)

    questions(waiting[:1])  # what is read once is read
    assert len(waiting) == 11
    assert questions(waiting[3:]) <= questions(waiting[1:3])
