"""Steps: each by its role, in order, of the digest seen; returned for repair."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from seimbang_web.accounts.models import User
from seimbang_web.decisions.dossier.actions import (
    finish_step,
    make_dossier,
    new_edition,
    return_dossier,
)
from seimbang_web.decisions.dossier.late import escalate
from seimbang_web.decisions.dossier.papers import check_papers
from seimbang_web.decisions.dossier.queries import here, stops, waiting_for
from seimbang_web.decisions.models import Dossier, State, Step
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import Proposal, Response
from tests.web.conftest import As
from tests.web.decisions.dossier.conftest import DAY, Named, Until, sector_of


def test_goes_through_all_steps_to_the_authority(
    dossier: Dossier, until: Until
) -> None:
    until(dossier, "decide")
    step = here(dossier)
    assert step is not None
    assert step.key == "decide"
    done = dossier.steps.filter(state=Step.State.DONE)
    assert {one.digest for one in done} == {dossier.digest}


def test_a_step_is_done_by_its_role_only(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    for name in ("rina", "putri", "tono", "bupati", "disdik", "guru"):
        with pytest.raises(ActError):
            finish_step(
                dossier=dossier, key="verify", actor=user(name), now=now, day=DAY
            )
    until(dossier, "pyb")
    with pytest.raises(ActError, match=r"Sekretaris Daerah|Regional secretary"):
        finish_step(dossier=dossier, key="pyb", actor=user("tono"), now=now, day=DAY)


def test_an_agency_examines_its_own_cases_only(
    dossier: Dossier, user: Named, now: datetime
) -> None:
    standing = here(dossier)
    assert standing is not None
    own = sector_of(standing.agency.code)  # type: ignore[union-attr]
    other = "dinkes" if own == "disdik" else "disdik"
    if dossier.steps.filter(key="sector").count() == 1:
        with pytest.raises(ActError):
            finish_step(
                dossier=dossier, key="sector", actor=user(other), now=now, day=DAY
            )


def test_twice_does_not_do_it_twice(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "section")
    with pytest.raises(ActError):
        finish_step(dossier=dossier, key="verify", actor=user("sari"), now=now, day=DAY)


def test_what_was_seen_is_what_is_verified(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    with pytest.raises(StaleError):
        finish_step(
            dossier=dossier,
            key="verify",
            actor=user("sari"),
            now=now,
            day=DAY,
            digest="0" * 64,
        )


def test_what_was_said_since_makes_a_new_version(
    dossier: Dossier, until: Until, user: Named, now: datetime
) -> None:
    until(dossier, "verify")
    proposal = dossier.entries.all()[0].proposal
    Response.objects.create(
        proposal=proposal,
        year=2026,
        number=1,
        answer="keberatan",
        reasons=["jarak"],
        given_by=user("guru"),
        given_at=now + timedelta(minutes=1),
    )
    with pytest.raises(ActError, match="1"):
        finish_step(dossier=dossier, key="verify", actor=user("sari"), now=now, day=DAY)


def test_returned_it_is_mended_by_a_new_version_that_is_verified_again(
    dossier: Dossier, until: Until, user: Named, now: datetime, plan: Plan
) -> None:
    until(dossier, "section")
    with pytest.raises(ActError):
        return_dossier(dossier=dossier, why=" ", actor=user("sari"), now=now, day=DAY)
    return_dossier(
        dossier=dossier, why="Berkas kurang", actor=user("sari"), now=now, day=DAY
    )
    assert dossier.state == State.RETURNED
    rest = [one.proposal for one in dossier.entries.all()][1:]
    newer = new_edition(
        dossier=dossier,
        proposals=rest,
        plan=plan,
        actor=user("putri"),
        now=now,
        day=DAY,
    )
    assert str(newer) == "B-0001/2"
    assert dossier.state == State.REPLACED
    assert newer.digest != dossier.digest
    assert newer.steps.exclude(done_by=None).count() == 0
    with pytest.raises(ActError):
        new_edition(
            dossier=dossier,
            proposals=rest,
            plan=plan,
            actor=user("putri"),
            now=now,
            day=DAY,
        )


def test_who_only_decides_does_not_become_a_proposer_of_the_rest(
    dossier: Dossier, user: Named, now: datetime, plan: Plan
) -> None:
    newer = new_edition(
        dossier=dossier,
        proposals=[dossier.entries.all()[0].proposal],
        plan=plan,
        actor=user("bupati"),
        now=now,
        day=DAY,
    )
    assert newer.made_by == user("putri")
    assert not newer.proposers.filter(user=user("bupati")).exists()


def test_a_needed_paper_is_there_before_it_is_verified(
    proposals: list[Proposal], plan: Plan, user: Named, now: datetime, until: Until
) -> None:
    Proposal.objects.filter(pk=proposals[0].pk).update(lane="sekolah")
    made = make_dossier(
        proposals=[proposals[0]],
        plan=plan,
        lane="sekolah",
        actor=user("putri"),
        now=now,
        day=DAY,
    )
    until(made, "verify")
    with pytest.raises(ActError, match="I-Mut"):
        finish_step(dossier=made, key="verify", actor=user("sari"), now=now, day=DAY)
    entry = made.entries.get()
    with pytest.raises(ActError):
        check_papers(
            entry=entry,
            papers={"recommendation": ("needless", "x")},
            actor=user("rina"),
            now=now,
        )
    paper = {"recommendation": ("there", "R-1/2026")}
    assert check_papers(entry=entry, papers=paper, actor=user("rina"), now=now) == 1
    assert check_papers(entry=entry, papers=paper, actor=user("rina"), now=now) == 0
    finish_step(dossier=made, key="verify", actor=user("sari"), now=now, day=DAY)


def test_inside_one_agency_its_head_assigns(
    proposals: list[Proposal], user: Named, now: datetime, until: Until
) -> None:
    one = proposals[0]
    assert one.from_unit.agency is not None
    head = user(sector_of(one.from_unit.agency.code))
    Proposal.objects.filter(pk=one.pk).update(lane="dalam")
    made = make_dossier(
        proposals=[one],
        plan=None,
        lane="dalam",
        actor=user("putri"),
        now=now,
        day=DAY,
    )
    until(made, "assign")
    finish_step(dossier=made, key="assign", actor=head, now=now, day=DAY)
    one.refresh_from_db()
    assert (made.state, one.state) == (State.DECIDED, "diputuskan")


def test_other_routes_have_a_printed_checklist_only(
    proposals: list[Proposal], user: Named, now: datetime
) -> None:
    Proposal.objects.filter(pk=proposals[0].pk).update(lane="manajerial")
    with pytest.raises(ActError):
        make_dossier(
            proposals=[proposals[0]],
            plan=None,
            lane="manajerial",
            actor=user("putri"),
            now=now,
            day=DAY,
        )


def test_a_late_step_is_told_once_to_who_stands_above(
    dossier: Dossier, now: datetime, rights: object
) -> None:
    late = date(2026, 1, 12)
    assert escalate(now=now, day=DAY) == 0
    standing = dossier.steps.filter(state=Step.State.HERE).count()
    assert escalate(now=now, day=late) == standing
    assert escalate(now=now, day=late) == 0
    assert [one.late for one in stops(dossier, late) if one.late] == [2] * standing


def test_waits_for_whom_it_stands_with(dossier: Dossier, rights: Named) -> None:
    def labels(name: str) -> str:
        return " ".join(str(one.label) for one in waiting_for(rights(name)))  # type: ignore[arg-type]

    mine = sector_of(here(dossier).agency.code)  # type: ignore[union-attr]
    assert "Periksa 1 berkas" in labels(mine)
    assert labels("sari") == ""
    assert "usulan ke dalam berkas" in labels("putri")


def test_the_page_finishes_the_step(
    dossier: Dossier, until: Until, as_: As, user: Named
) -> None:
    until(dossier, "verify")
    page = reverse("dossier-finish", args=[dossier.pk])
    form = {"digest": dossier.digest, "remark": "Lengkap", "key": "k-1"}
    assert as_("sari").get(page).status_code == 404
    assert as_("rina").post(page, form).status_code == 404
    assert as_("guru").post(page, form).status_code == 404
    assert as_("sari").post(page, form).status_code == 302
    assert as_("sari").post(page, form).status_code == 302  # the same form again
    step = here(dossier)
    assert step is not None
    assert step.key == "section"
    assert dossier.steps.get(key="verify").remark == "Lengkap"
    assert isinstance(user("sari"), User)
