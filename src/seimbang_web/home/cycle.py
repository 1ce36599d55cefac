"""The steps of a round, where it stands, and what waits for a person in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.decisions.models import Dossier
from seimbang_web.decisions.models import State as Standing
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Choice, Round
from seimbang_web.proposals.models import ALIVE, Proposal
from seimbang_web.proposals.models import State as ProposalState
from seimbang_web.workloads.queries import current_measurement

Pages = tuple[tuple[str, str], ...]  # URL name, act that opens it; the first counts
STEPS: tuple[tuple[str, Promise, Promise, Pages], ...] = (  # key, name, what happens
    ("data", _("Data"), _("The office's data are checked and applied."),
     (("import-list", "import.read"),)),
    ("measure", _("Workload"), _("Need and staff of every unit are measured."),
     (("workload-map", "unit.read"),)),
    ("listen", _("Wishes"), _("Civil servants say where they wish to work."),
     (("wish-list", "wish.answer"), ("wish-own", "wish.write"))),
    ("plan", _("Plan"), _("Plans are calculated and compared; one is chosen."),
     (("plan-list", "plan.read"),)),
    ("decide", _("The decision"), _("The team advises; the head decides."),
     (("dossier-list", "dossier.read"), ("proposal-own", "response.write"))),
    ("support", _("Start of work"), _("People start at the new unit and are helped."),
     (("follow-up-list", "follow_up.list"), ("follow-up-unit", "follow_up.unit"),
      ("follow-up-own", "follow_up.own"))),
)  # fmt: skip
WORK = {  # whose work a step is: role, what to do
    "data": ("import.write", _("Bring the data up to date")),
    "plan": ("plan.choose", _("Calculate plans and choose one")),
}
SIGNING_IN = ("code.use", "user.password")  # of whoever comes for the first time
LATER = date.max  # of what has no last day
TELLERS = (  # apps that tell what waits, in the order of the cycle
    "institution",
    "accounts",
    "imports",
    "workloads",
    "inventory",
    "regulations",
    "plans",
    "cards",
    "cases",
    "wishes",
    "outreach",
    "proposals",
    "decisions",
    "documents",
    "follow_up",
)


@dataclass(frozen=True)
class Step:
    """
    One step. ``state``: done, here, open (beside the step the round is at), later.

    ``url``: where the person may look.
    """

    number: int
    key: str
    name: str
    told: str
    due: date | None
    state: str
    url: str


@dataclass(frozen=True)
class Cycle:
    """A round, its steps, and where its data come from ("": there are none)."""

    round: Round
    steps: list[Step]
    source: str

    @property
    def here(self) -> Step | None:
        """Return the step the round stands at; None: all are done."""
        return next((step for step in self.steps if step.state == "here"), None)


def cycle(rights: Rights) -> Cycle | None:
    """Return the open round with its steps as the person sees them; None: none."""
    held = Round.objects.filter(closed_on=None).first()
    if held is None:
        return None
    version, steps = current(), []
    states = _states(held, version, rights.day)
    for number, (key, name, told, pages) in enumerate(STEPS, 1):
        due = held.deadlines.get(key)
        steps.append(
            Step(
                number=number,
                key=key,
                name=str(name),
                told=str(told),
                due=date.fromisoformat(due) if due else None,
                state=states[key],
                url=next((_url(page) for page, act in pages if rights.may(act)), ""),
            )
        )
    return Cycle(held, steps, version.source if version else "")


def _states(held: Round, version: Version | None, day: date) -> dict[str, str]:
    """Return the state of each step: by what is there, wishes by their last day."""
    measured = current_measurement()
    chosen = Choice.objects.filter(round=held).exists()
    until = held.deadlines.get("listen")
    heard = chosen or (until is not None and date.fromisoformat(until) < day)
    done = {
        "data": version is not None,
        "measure": bool(version and measured and measured.version_id == version.pk),
        "listen": heard,
        "plan": chosen,
        "decide": _decided(held),
        "support": _started(held),
    }
    here = next(
        (key for key, *_rest in STEPS if key != "listen" and not done.get(key)), ""
    )
    states = {
        key: "done" if done.get(key) else "here" if key == here else "later"
        for key, *_rest in STEPS
    }
    if not heard and done["measure"]:
        states["listen"] = "open"
    return states


def _decided(held: Round) -> bool:
    """Tell whether a dossier of the round was decided and none is on its way."""
    rows = Dossier.objects.filter(round=held)
    alive = rows.filter(state__in=(Standing.OPEN, Standing.RETURNED))
    return rows.filter(state=Standing.DECIDED).exists() and not alive.exists()


def _started(held: Round) -> bool:
    """Tell whether everybody who was to move works at the new unit."""
    rows = Proposal.objects.filter(round=held)
    done = rows.filter(state=ProposalState.DONE).exists()
    return done and not rows.filter(state__in=ALIVE).exists()


def _url(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def waiting(rights: Rights, held: Cycle | None) -> list[Waiting]:
    """Return all that waits for the person: theirs first, then what others do."""
    found = list(_told(rights))
    if held is not None:
        found += _work(rights, held, {one.url for one in found})
    order = {"todo": 0, "waiting": 1, "done": 2}
    acts = Entry.objects.filter(actor=rights.user)
    if not acts.exclude(act__in=SIGNING_IN).exists():
        words = _("Start here: what a round is, and what is my part")
        found.insert(0, Waiting(words, reverse("start-here"), 1))
    return sorted(
        found, key=lambda one: (order[one.state], one.due is not None, one.due or LATER)
    )


def _told(rights: Rights) -> Iterator[Waiting]:
    for app in TELLERS:
        try:
            module = import_module(f"seimbang_web.{app}.queries")
        except ModuleNotFoundError:
            continue
        told = getattr(module, "waiting_for", None)
        if told is not None:
            yield from told(rights)


def _work(rights: Rights, held: Cycle, told: set[str]) -> Iterator[Waiting]:
    """Yield the steps that are the person's work, unless an app told of them."""
    for step in held.steps:
        act, words = WORK.get(step.key, ("", ""))
        if not act or not rights.may(act) or not step.url or step.url in told:
            continue
        if step.state == "here" or (step.key == "data" and _stale(held, rights)):
            yield Waiting(words, step.url, 1, step.due)


def _stale(held: Cycle, rights: Rights) -> bool:
    """Tell whether the round still waits for data of its own."""
    until = held.round.deadlines.get("data")
    if until is None or date.fromisoformat(until) < rights.day:
        return False
    return not held.source.startswith("import:")
