"""Make a dossier, a new version of it, go on step by step, return it for repair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang.decide import procedure as way
from seimbang.decide.calendar import working_day
from seimbang_web.accounts.models import Grant, Role
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.actions import record
from seimbang_web.cases.models import Lane
from seimbang_web.decisions.dossier import guards
from seimbang_web.decisions.dossier.facts import Frozen, frozen
from seimbang_web.decisions.dossier.papers import known_papers
from seimbang_web.decisions.dossier.proposing import proposers_of
from seimbang_web.decisions.dossier.queries import (
    ELSEWHERE,
    SECTOR,
    agency_of,
    does,
    entries_of_step,
    heard_since,
    lacking,
    procedure_of,
)
from seimbang_web.decisions.dossier.reconciled import contradicted, resting_on
from seimbang_web.decisions.freeze import content_of, digest_of
from seimbang_web.decisions.models import Dossier, Entry, Paper, Proposer, State, Step
from seimbang_web.imports.reconcile.actions import end_brought
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.actions import settle_proposal
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.models import State as Standing

ALIVE = (State.OPEN, State.RETURNED)
LAST = ("decide", "assign")
BY_AGENCY = (SECTOR, "assign")  # done by the agency that proposes: S1 is not meant


@transaction.atomic
def make_dossier(
    *,
    proposals: Sequence[Proposal],
    plan: Plan | None,
    lane: str,
    actor: Any,
    now: datetime,
    day: date,
) -> Dossier:
    """
    Freeze open proposals of one lane as a dossier and send it on its way.

    ``plan``: the chosen plan they come from; None: single cases.
    :raises ActError: when there are none, one is of another lane, decided, or in
        another dossier, or the lane is outside the application.
    """
    last = Dossier.objects.select_for_update().order_by("-number", "-edition").first()
    number = last.number + 1 if last else 1
    dossier = Dossier(number=number, lane=lane, made_by=actor, plan=plan)
    _made(dossier, proposals, actor, now, day, act="dossier.make")
    return dossier


@transaction.atomic
def new_edition(
    *,
    dossier: Dossier,
    proposals: Sequence[Proposal],
    plan: Plan | None,
    actor: Any,
    now: datetime,
    day: date,
) -> Dossier:
    """
    Freeze the proposals anew as the next version; what was verified counts no more.

    Who only decides (and so leaves a rest) is not made a proposer of the rest.

    :raises ActError: when a newer version is there, or as in :func:`make_dossier`.
    """
    old = Dossier.objects.select_for_update().get(pk=dossier.pk)
    newest = Dossier.objects.filter(number=old.number).order_by("-edition").first()
    if old.state == State.REPLACED or newest is None or newest.pk != old.pk:
        raise ActError(_("There is a newer version of this dossier: go on there."))
    if old.state in ALIVE:
        Dossier.objects.filter(pk=old.pk).update(
            state=State.REPLACED, version=F("version") + 1
        )
    makes = Rights(actor, day).may("dossier.make")
    made = Dossier(
        number=old.number,
        edition=old.edition + 1,
        lane=old.lane,
        parent=old,
        plan=plan,
        made_by=actor if makes else old.made_by,
    )
    _made(made, proposals, actor, now, day, act="dossier.renew")
    dossier.refresh_from_db()
    return made


def _made(
    dossier: Dossier,
    proposals: Sequence[Proposal],
    actor: Any,
    now: datetime,
    day: date,
    *,
    act: str,
) -> None:
    rows = _checked(dossier, proposals)
    told = way.procedure(dossier.lane, day)
    if not told.steps:
        raise ActError(_("This lane has only a printed checklist: follow it on paper."))
    dossier.procedure, dossier.made_at = told.key, now
    dossier.round = next((one.round for one in rows if one.round_id), None)
    end_brought(people=resting_on(dossier.plan, rows), actor=actor, now=now)
    entries = frozen(rows, dossier.plan, day)
    dossier.content = content_of(dossier, entries)
    dossier.digest = digest_of(dossier.content)
    dossier.save(force_insert=True)
    _kept(dossier, entries, now)
    Proposer.objects.bulk_create(
        Proposer(dossier=dossier, user_id=user, part=part)
        for user, part in proposers_of(dossier, rows).items()
    )
    _steps(dossier, told, day)
    record(
        actor=actor,
        act=act,
        subject=f"dossier:{dossier.pk}",
        now=now,
        content={
            "dossier": str(dossier),
            "digest": dossier.digest,
            "lane": dossier.lane,
            "proposals": [one.pk for one in rows],
            "parent": dossier.parent_id,
        },
    )


def _checked(dossier: Dossier, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals, their rows locked, or say what does not go."""
    rows = Proposal.objects.select_for_update(of=("self",)).filter(
        pk__in=[one.pk for one in proposals]
    )
    found = list(
        rows.select_related(
            "person", "from_unit__agency", "from_job", "to_unit", "to_job", "case",
            "move", "round",
        )
    )  # fmt: skip
    if not found:
        raise ActError(_("Choose at least one proposal."))
    for one in found:
        if one.state != Standing.OPEN:
            raise ActError(_("%(one)s is decided or withdrawn: leave it out.")
                           % {"one": one})  # fmt: skip
        if one.lane != dossier.lane:
            words = _("%(one)s goes another way (%(lane)s): make a dossier a lane.")
            raise ActError(words % {"one": one, "lane": Lane(one.lane).label})
    other = Entry.objects.filter(proposal__in=found, dossier__state__in=ALIVE)
    held = other.select_related("dossier", "proposal").first()
    if held is not None:
        words = _("%(one)s stands in %(dossier)s already: leave it out.")
        raise ActError(words % {"one": held.proposal, "dossier": held.dossier})
    return found


def _kept(dossier: Dossier, entries: Sequence[Frozen], now: datetime) -> None:
    rows = Entry.objects.bulk_create(
        Entry(
            dossier=dossier, proposal=one.proposal, order=one.order, facts=one.facts,
            blocks=one.blocks,
        )
        for one in entries
    )  # fmt: skip
    Paper.objects.bulk_create(known_papers(dossier, rows, now))


def _steps(dossier: Dossier, told: way.Procedure, day: date) -> None:
    """Put the steps of the way down; a sector step for each agency concerned."""
    entries = dossier.entries.select_related("proposal__from_unit__agency")
    found = {agency_of(one.proposal) for one in entries}
    agencies = sorted(found, key=lambda one: (one.name, one.pk))
    rows: list[Step] = []
    for step in told.steps:
        whose: Iterable[Unit | None] = [None]
        if step.key in BY_AGENCY:
            whose = agencies
        for agency in whose:
            row = Step(
                dossier=dossier, order=len(rows) + 1, key=step.key, agency=agency
            )
            if step.key == SECTOR and not _held(agency, day):
                row.state = Step.State.SKIPPED
                row.remark = _("Nobody examines for this agency: the verifier does.")
            rows.append(row)
    Step.objects.bulk_create(rows)
    _go_on(dossier, told, day)


def _held(agency: Unit | None, day: date) -> bool:
    """Tell whether somebody holds the role of the agency's own examination."""
    grants = Grant.objects.filter(role=Role.SECTOR, unit=agency)
    return any(grant.in_force(day) for grant in grants)


def _go_on(dossier: Dossier, told: way.Procedure, day: date) -> None:
    """Bring the dossier to its next step: of agencies all at once."""
    if dossier.steps.filter(state=Step.State.HERE).exists():
        return
    later = dossier.steps.filter(state=Step.State.LATER)
    first = later.first()
    if first is None:
        return
    due = working_day(day, told.step(first.key).days)
    later.filter(key=first.key).update(state=Step.State.HERE, due_on=due)


def _locked(dossier: Dossier, digest: str) -> Dossier:
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if digest and digest != row.digest:
        raise StaleError(
            _("The dossier is not the one you saw any more: look at it again."),
            mine={str(_("Digest")): digest[:12]},
            theirs={str(_("Digest")): row.digest[:12]},
        )
    return row


def _mine(dossier: Dossier, key: str, actor: Any, day: date) -> Step:
    """Return the step that is here and that the actor's role does."""
    told, rights = procedure_of(dossier), Rights(actor, day)
    rows = dossier.steps.filter(state=Step.State.HERE).select_related("agency")
    standing = [one for one in rows if not key or one.key == key]
    for step in standing:
        if does(rights, told.step(step.key), step):
            return step
    if standing:
        raise _of(dossier, standing[0])
    raise ActError(_("The dossier does not stand at this step: reload the page."))


@transaction.atomic
def finish_step(
    *,
    dossier: Dossier,
    key: str,
    actor: Any,
    now: datetime,
    day: date,
    remark: str = "",
    digest: str = "",
) -> Step:
    """
    Finish the step that the dossier stands at; it goes on to the next one.

    ``digest``: of the dossier as the actor saw it ("": in the same transaction).

    :raises ActError: when it stands elsewhere, the role is another one, S1 or S2
        forbids it, a needed paper is missing, or more was said since it was frozen.
    :raises StaleError: when another version was seen.
    """
    row = _locked(dossier, digest)
    if row.state != State.OPEN and key not in LAST:
        raise ActError(_("This dossier is not on its way: %(state)s.")
                       % {"state": State(row.state).label})  # fmt: skip
    step = _mine(row, key, actor, day)
    if guards.passed_over(row, step):
        raise _of(row, step)
    entries = entries_of_step(step)
    if key != "team":  # the team recuses case by case
        concerned = [] if key == "decide" else entries
        guards.check(actor, row, concerned, day, s1=key not in BY_AGENCY)
    if key == "verify":
        _verifiable(row, entries)
    _done(step, row, Step.State.DONE, remark, actor, now)
    if key == "assign":
        _assigned(row, step, actor, now)
    _go_on(row, procedure_of(row), day)
    record(
        actor=actor,
        act="dossier.step",
        subject=f"dossier:{row.pk}",
        now=now,
        content={
            "step": step.key,
            "agency": step.agency_id,
            "digest": row.digest,
            "remark": remark.strip(),
        },
    )
    dossier.refresh_from_db()
    return step


def _of(dossier: Dossier, step: Step) -> ActError:
    """Return the refusal of a step that is another one's."""
    told = procedure_of(dossier).step(step.key).name
    return ActError(_("This step is done by: %(who)s.") % {"who": told})


def _done(
    step: Step, dossier: Dossier, state: Step.State, remark: str, actor: Any, now: Any
) -> None:
    step.state, step.digest, step.remark = state, dossier.digest, remark.strip()
    step.done_by, step.done_at = actor, now
    step.save(update_fields=["state", "digest", "remark", "done_by", "done_at"])


def _verifiable(dossier: Dossier, entries: Sequence[Entry]) -> None:
    missing = lacking(entries, dossier)
    if missing:
        entry, paper = missing[0]
        words = _("%(one)s: %(paper)s is needed and not there (%(count)s missing).")
        raise ActError(
            words % {"one": entry.proposal, "paper": paper, "count": len(missing)}
        )
    since = heard_since(dossier)
    if since:
        raise ActError(
            _("More was said in %(count)s cases since: return it for a new version.")
            % {"count": since}
        )


def _assigned(dossier: Dossier, step: Step, actor: Any, now: datetime) -> None:
    """Keep that the head of the agency assigns: there is no further decision."""
    for entry in entries_of_step(step):
        if entry.blocks or contradicted([entry]):
            raise ActError(
                _("%(one)s rests on data that nobody verified: have them checked.")
                % {"one": entry.proposal}
            )
        Entry.objects.filter(pk=entry.pk).update(outcome=Entry.Outcome.APPROVED)
        settle_proposal(
            proposal=entry.proposal,
            state=Standing.DECIDED,
            why="",
            actor=actor,
            now=now,
        )
    if not dossier.steps.exclude(state__in=("selesai", "lewat")).exists():
        Dossier.objects.filter(pk=dossier.pk).update(
            state=State.DECIDED, version=F("version") + 1
        )


@transaction.atomic
def return_dossier(
    *,
    dossier: Dossier,
    why: str,
    actor: Any,
    now: datetime,
    day: date,
    key: str = "",
    digest: str = "",
) -> None:
    """
    Return a dossier for repair: its maker mends it by a new version.

    :raises ActError: without a reason, when it is not on its way or stands with
        another role, or S1 or S2 forbids it.
    """
    row = _locked(dossier, digest)
    if row.state != State.OPEN:
        raise ActError(_("This dossier is not on its way: %(state)s.")
                       % {"state": State(row.state).label})  # fmt: skip
    if not why.strip():
        raise ActError(_("Write what is to be mended: the maker will read it."))
    step = _mine(row, key, actor, day)
    if step.key in ELSEWHERE:  # there a case is postponed, or refused
        raise _of(row, step)
    guards.check(actor, row, entries_of_step(step), day, s1=step.key not in BY_AGENCY)
    _done(step, row, Step.State.RETURNED, why, actor, now)
    Dossier.objects.filter(pk=row.pk).update(
        state=State.RETURNED, version=F("version") + 1
    )
    content = {"step": step.key, "why": why.strip(), "digest": row.digest}
    about, act = f"dossier:{row.pk}", "dossier.return"
    record(actor=actor, act=act, subject=about, now=now, content=content)
    dossier.refresh_from_db()
