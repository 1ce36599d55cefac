"""The plan made anew becomes the next version of the dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.dossier.actions import make_dossier
from seimbang_web.decisions.models import Dossier, Objection
from seimbang_web.decisions.objections import actions, queries, replan
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import Proposal, State
from tests.web.decisions.objections.conftest import DAY, UNTIL, File
from tests.web.proposals.conftest import another

As = Callable[[str], Client]
By = Callable[[str], User]


@pytest.fixture
def dossier(proposals: list[Proposal], plan: Plan, user: By, now: datetime) -> Dossier:
    held = [one for one in proposals if one.lane == "biasa"]
    return make_dossier(
        proposals=held, plan=plan, lane="biasa", actor=user("putri"), now=now, day=DAY
    )


@pytest.fixture
def upheld(dossier: Dossier, file: File, user: By, now: datetime) -> Objection:
    """Return an objection that was upheld; the plan made anew is not solved."""
    one = file()
    return actions.decide_objection(
        objection=one, version=one.version, upheld=True, considered="x", why="y",
        actor=user("bupati"), now=now, day=DAY,
    )  # fmt: skip


def _solved(one: Objection, plan: Plan) -> None:
    """Let the plan made anew be the old one without the person who stays."""
    one.refresh_from_db()
    moves = plan.moves.exclude(person=one.proposal.person)
    plan.number = 98
    made = another(plan, *moves)
    Objection.objects.filter(pk=one.pk).update(replan=made)
    one.refresh_from_db()


def test_it_becomes_the_next_version(
    as_: As, upheld: Objection, plan: Plan, dossier: Dossier,
    rights: Callable[[str], Rights],
) -> None:  # fmt: skip
    address = f"/keputusan/keberatan/{upheld.pk}/rencana/"
    assert [w.state for w in queries.waiting_for(rights("putri"))] == ["waiting"]
    assert "sedang dihitung" in as_("putri").get(address).content.decode()
    _solved(upheld, plan)
    assert [w.state for w in queries.waiting_for(rights("putri"))] == ["todo"]
    as_("putri").post(address, {"respond_until": UNTIL.isoformat()})
    newest = Dossier.objects.filter(number=dossier.number).order_by("-edition")[0]
    assert newest.edition == 2
    assert newest.plan == upheld.replan
    people = newest.entries.values_list("proposal__person", flat=True)
    assert upheld.proposal.person_id not in people
    assert len(people) == dossier.entries.count() - 1
    assert Proposal.objects.filter(state=State.WITHDRAWN).count() == 1
    assert queries.waiting_for(rights("putri")) == []
    for name in ("sari", "bupati", "rina", "guru"):
        assert as_(name).get(address).status_code == 404, name


def test_not_before_it_is_ready_and_not_twice(
    upheld: Objection, plan: Plan, user: By, now: datetime
) -> None:
    def take() -> None:
        replan.take_replan(
            objection=upheld, respond_until=UNTIL, actor=user("putri"), now=now, day=DAY
        )

    upheld.refresh_from_db()
    with pytest.raises(ActError, match="belum siap"):
        take()
    _solved(upheld, plan)
    take()
    with pytest.raises(ActError, match="sudah diambil"):
        take()


def test_the_planner_asks_where_none_was_asked(as_: As, upheld: Objection) -> None:
    Objection.objects.filter(pk=upheld.pk).update(replan=None)
    address = f"/keputusan/keberatan/{upheld.pk}/rencana/"
    assert "Belum ada rencana" in as_("putri").get(address).content.decode()
    as_("putri").post(address)
    upheld.refresh_from_db()
    assert upheld.replan is not None
