"""Read dossiers: who has one now, by when, what comes next; what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from seimbang.decide import procedure as way
from seimbang.decide.calendar import working_days
from seimbang_web.accounts.models import Capability
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.dossier.access import dossiers_visible_to
from seimbang_web.decisions.models import Dossier, Entry, Paper, State, Step
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.models import Proposal
from seimbang_web.proposals.models import State as Standing

SECTOR, DECIDE = "sector", "decide"  # steps; the room of authority tells of the last
ELSEWHERE = ("team", DECIDE)  # steps that an act of its own finishes
ALIVE = (State.OPEN, State.RETURNED)
Key = tuple[str, int | None]  # step, agency


def here(dossier: Dossier) -> Step | None:
    """Return the step a dossier stands at, the first of several; None: at none."""
    return dossier.steps.filter(state=Step.State.HERE).first()


def procedure_of(dossier: Dossier) -> way.Procedure:
    """Return the way the dossier was made for."""
    return way.by_key(dossier.procedure)


@dataclass(frozen=True)
class Stop:
    """A step of a dossier with what the procedure says of it."""

    row: Step
    told: way.Step
    late: int  # working days over its last day; 0: none

    @property
    def name(self) -> str:
        """Return whose step it is; a sector step with its agency."""
        if self.row.agency is None:
            return str(self.told.name)
        return f"{self.told.name}: {self.row.agency}"


def stops(dossier: Dossier, day: date) -> list[Stop]:
    """Return the steps of a dossier in order."""
    told = procedure_of(dossier)
    return [
        Stop(row, told.step(row.key), _late(row, day))
        for row in dossier.steps.select_related("agency", "done_by")
    ]


def _late(step: Step, day: date) -> int:
    if step.state != Step.State.HERE or step.due_on is None:
        return 0
    return max(0, working_days(step.due_on, day))


def agency_of(proposal: Proposal) -> Unit:
    """Return the agency that examines a proposal first: of the unit that is left."""
    return proposal.from_unit.agency or proposal.from_unit


def entries_of_step(step: Step) -> list[Entry]:
    """Return the entries a step is about: of a sector those of its agency."""
    rows = step.dossier.entries.select_related(
        "proposal__from_unit__agency", "proposal__to_unit", "proposal__person"
    )
    return [
        one
        for one in rows
        if step.agency_id is None or agency_of(one.proposal).pk == step.agency_id
    ]


def mine(rights: Rights, dossier: Dossier) -> Step | None:
    """Return the step that is here and that the person's role does; None: none."""
    if dossier.state != State.OPEN:
        return None
    told = procedure_of(dossier)
    rows = dossier.steps.filter(state=Step.State.HERE).select_related("agency")
    return next((one for one in rows if does(rights, told.step(one.key), one)), None)


def does(rights: Rights, told: way.Step, step: Step) -> bool:
    """Tell whether a step is the work of the person's role, agency and capability."""
    reach = rights.reach(told.act)
    if told.capability and not rights.can(Capability(told.capability)):
        return False
    if step.agency_id is None:
        return bool(reach)
    return reach.everything or step.agency_id in reach.units


def open_proposals(lane: str = "") -> QuerySet[Proposal]:
    """Return the proposals that wait for a dossier."""
    rows = Proposal.objects.filter(state=Standing.OPEN).exclude(
        entries__dossier__state__in=ALIVE
    )
    rows = rows.select_related("person", "from_unit", "to_unit", "round", "move__plan")
    return rows.filter(lane=lane) if lane else rows


def heard_since(dossier: Dossier) -> int:
    """Return in how many cases something was said after the dossier was frozen."""
    later = Q(proposal__responses__given_at__gt=dossier.made_at) | Q(
        proposal__inputs__given_at__gt=dossier.made_at
    )
    return dossier.entries.filter(later).distinct().count()


def papers_of(entry: Entry) -> list[tuple[way.Paper, Paper | None]]:
    """Return the checklist of an entry, each with what was found; None: not looked."""
    found = {one.key: one for one in entry.papers.select_related("checked_by")}
    return [
        (paper, found.get(paper.key)) for paper in procedure_of(entry.dossier).papers
    ]


def lacking(entries: Iterable[Entry], dossier: Dossier) -> list[tuple[Entry, str]]:
    """Return the needed papers that are not there: entry and name of the paper."""
    needed = [one for one in procedure_of(dossier).papers if one.needed]
    return [
        (entry, str(paper.name))
        for entry in entries
        for paper in needed
        if not entry.papers.filter(key=paper.key, state="there").exists()
    ]


def overdue(day: date) -> QuerySet[Step]:
    """Return the steps whose last day is over."""
    return Step.objects.filter(
        state=Step.State.HERE, due_on__lt=day, dossier__state=State.OPEN
    ).select_related("dossier", "agency")


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the dossiers that stand with this person, are to be made or mended."""
    found: list[Waiting] = []
    rows = dossiers_visible_to(rights)
    steps = [mine(rights, one) for one in rows.filter(state=State.OPEN)]
    here_now = [one for one in steps if one is not None and one.key != DECIDE]
    words = ngettext(
        "Examine %(count)s dossier that stands with you",
        "Examine %(count)s dossiers that stand with you",
        len(here_now),
    )
    due = min((one.due_on for one in here_now if one.due_on), default=None)
    found += _task(words, [one.dossier for one in here_now], due)
    if rights.may("dossier.make"):
        returned = list(rows.filter(state=State.RETURNED))
        words = ngettext(
            "Mend %(count)s returned dossier",
            "Mend %(count)s returned dossiers",
            len(returned),
        )
        found += _task(words, returned)
        count = open_proposals().count()
        words = ngettext(
            "Put %(count)s proposal into a dossier",
            "Put %(count)s proposals into a dossier",
            count,
        )
        if count:
            url = reverse("dossier-new")
            found.append(Waiting(words % {"count": count}, url, count))
    if rights.may("dossier.forward"):
        late = list({one.dossier for one in overdue(rights.day)})
        words = ngettext(
            "%(count)s dossier is late: ask who has it",
            "%(count)s dossiers are late: ask who has them",
            len(late),
        )
        found += _task(words, late)
    return found


def _task(
    words: str, rows: Sequence[Dossier], due: date | None = None
) -> list[Waiting]:
    if not rows:
        return []
    url = reverse("dossier-list")
    if len(rows) == 1:
        url = reverse("dossier-detail", args=[rows[0].pk])
    return [Waiting(words % {"count": len(rows)}, url, len(rows), due)]
