"""What pages and other rooms read of objections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.models import Dossier, Objection
from seimbang_web.decisions.objections.access import objections_visible_to
from seimbang_web.decisions.objections.days import FILING, Term, decree_of, term
from seimbang_web.decisions.objections.guards import hindrances
from seimbang_web.decisions.objections.preview import Preview, from_json, preview
from seimbang_web.lib.waiting import Waiting
from seimbang_web.proposals.models import Proposal, Response
from seimbang_web.proposals.models import State as Proposed

Outcome, Stage = Objection.Outcome, Objection.Stage
TONES = {Outcome.UPHELD: "good", Outcome.REFUSED: "bad", Outcome.LATE: "bad"}


def open_in(dossier: Dossier) -> QuerySet[Objection]:
    """Return the objections to proposals of a dossier that nobody decided yet."""
    return Objection.objects.filter(
        proposal__entries__dossier=dossier, stage=Stage.BEFORE, outcome=Outcome.WAITS
    ).select_related("proposal__person")


def suspended(proposal: Proposal) -> bool:
    """Tell whether an open objection stops the decree of a proposal."""
    rows = proposal.objections.filter(suspends=True, outcome=Outcome.WAITS)
    return rows.exists()


@dataclass(frozen=True)
class Way:
    """
    What somebody may do who does not agree with a proposal.

    ``filing``: the term of the law, where the decree was received.
    """

    stage: Objection.Stage | None  # None: nothing can be objected to now
    filing: Term | None
    objection: Objection | None  # the last one


def way_of(proposal: Proposal) -> Way:
    """Return whether a proposal, or its decree, can be objected to."""
    last = proposal.objections.order_by("pk").last()
    stage, filing = None, None
    if proposal.state == Proposed.OPEN:
        stage = Stage.BEFORE
    elif proposal.state in (Proposed.DECIDED, Proposed.DONE):
        decree = decree_of(proposal)
        if decree is not None:
            stage, filing = Stage.AFTER, decree.term
    if last is not None and last.stage == stage and last.outcome != Outcome.WITHDRAWN:
        stage = None
    return Way(stage, filing, last)


def open_to(user: User) -> list[Proposal]:
    """Return what a user can object to now: the own proposals and decrees."""
    if user.person_id is None:
        return []
    rows = Proposal.objects.filter(person=user.person_id).select_related("to_unit")
    return [one for one in rows.order_by("pk") if way_of(one).stage is not None]


@dataclass(frozen=True)
class About:
    """An objection as the page shows it to somebody on a day."""

    objection: Objection
    rights: Rights

    @property
    def own(self) -> bool:
        """Tell whether it is the reader's own."""
        return self.objection.proposal.person_id == self.rights.user.person_id

    @property
    def open(self) -> bool:
        """Tell whether nobody decided yet."""
        return self.objection.outcome == Outcome.WAITS

    @property
    def overdue(self) -> bool:
        """Tell whether the last day of the answer is over without one."""
        return self.open and self.rights.day > self.objection.due_on

    @property
    def reasons(self) -> list[str]:
        """Return the categories in words."""
        return [str(Response.Reason(one).label) for one in self.objection.reasons]

    @property
    def tone(self) -> str:
        """Return the colour of the outcome's tag."""
        if self.open:
            return "warn"
        return TONES.get(Outcome(self.objection.outcome), "")

    @property
    def who(self) -> str:
        """Return who has it now."""
        if not self.open:
            return _("nobody: it is closed")
        if self.objection.considered:
            return _("the appointing authority, who decides")
        return _("the verifier, who prepares the decision")

    @property
    def next(self) -> str:
        """Return what happens next."""
        one = self.objection
        if one.outcome == Outcome.UPHELD:
            if one.stage == Stage.AFTER:
                return _("A decree of change is written.")
            return _("The person stays. The plan is made anew with the least change.")
        if one.outcome == Outcome.REFUSED and one.stage == Stage.BEFORE:
            return _("The proposal goes on to the decision.")
        if self.open:
            return _("The person is answered in writing.")
        return _("Nothing more.")

    @cached_property
    def preview(self) -> Preview:
        """Return what upholding changes: as kept, or by the data of today."""
        if self.objection.preview is not None:
            return from_json(self.objection.preview)
        return preview(self.objection.proposal, self.rights.day)

    @cached_property
    def hindrances(self) -> list[str]:
        """Return what keeps the reader from acting on it."""
        return hindrances(self.rights.user, self.objection, self.rights.day)

    def _may(self, act: str) -> bool:
        rows = objections_visible_to(self.rights, act)
        return rows.filter(pk=self.objection.pk).exists()

    @property
    def may_withdraw(self) -> bool:
        """Tell whether the reader may withdraw it."""
        return self.open and self._may("objection.withdraw")

    @property
    def may_read(self) -> bool:
        """Tell whether the reader may open what was told in confidence."""
        return self.objection.told is not None and self._may("objection.reasons")

    @property
    def may_advise(self) -> bool:
        """Tell whether the reader may prepare the decision."""
        return self._acts("objection.advise")

    @property
    def may_decide(self) -> bool:
        """Tell whether the reader may decide."""
        return self._acts("objection.decide")

    @property
    def may_suspend(self) -> bool:
        """Tell whether the reader may stop the decree meanwhile."""
        one = self.objection
        return self.may_decide and one.stage == Stage.AFTER and not one.suspends

    def _acts(self, act: str) -> bool:
        return self.open and self._may(act) and not self.hindrances

    @property
    def sees_effect(self) -> bool:
        """Tell whether the reader sees what upholding changes: not who asks."""
        return not self.own or self.rights.may("objection.advise")

    @property
    def remedy(self) -> Term | None:
        """Return the term of the next remedy, of an objection that is not upheld."""
        one = self.objection
        if one.outcome != Outcome.REFUSED or one.stage != Stage.BEFORE:
            return None
        return term(FILING, self.rights.day)


def about(objection: Objection, rights: Rights) -> About:
    """Return what the page of an objection shows to somebody."""
    return About(objection, rights)


STATES = ("terbuka", "selesai")


def filtered(rows: QuerySet[Objection], state: str) -> QuerySet[Objection]:
    """Return the objections of a state ("": all), those due first on top."""
    if state == STATES[0]:
        rows = rows.filter(outcome=Outcome.WAITS)
    elif state == STATES[1]:
        rows = rows.exclude(outcome=Outcome.WAITS)
    return rows.order_by("outcome", "due_on", "pk")


def replans(rights: Rights) -> QuerySet[Objection]:
    """Return upheld objections whose plan made anew was not taken over yet."""
    rows = objections_visible_to(rights, "dossier.make").filter(
        stage=Stage.BEFORE, outcome=Outcome.UPHELD, proposal__round__isnull=False
    )
    return rows.filter(Q(replan=None) | Q(replan__choices=None))


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what waits for the person in objections."""
    found: list[Waiting] = []
    rows = Objection.objects.filter(outcome=Outcome.WAITS)
    address = reverse("objection-list") + "?state=" + STATES[0]
    if rights.may("objection.advise"):
        found += _task(
            _("Prepare the decision on objections"),
            rows.filter(considered=""),
            address,
        )
    if rights.may("objection.decide"):
        found += _task(_("Decide on objections"), rows.exclude(considered=""), address)
    found += _replans(rights)
    if rights.user.person_id:
        own = rows.filter(proposal__person=rights.user.person_id).first()
        if own is not None:
            words = _("Your objection {receipt} is being examined")
            url = reverse("objection-detail", args=(own.pk,))
            told = words.format(receipt=own.receipt)
            found.append(Waiting(told, url, 1, own.due_on, "waiting"))
    return found


def _replans(rights: Rights) -> list[Waiting]:
    """Return the plans made anew that the planner takes over."""
    if not rights.may("dossier.make"):
        return []
    found = []
    for one in replans(rights):
        words = _("Take over the plan made anew after {receipt}")
        url = reverse("objection-replan", args=(one.pk,))
        ready = one.replan is None or one.replan.solved_at is not None
        state = "todo" if ready else "waiting"
        told = words.format(receipt=one.receipt)
        found.append(Waiting(told, url, 1, state=state))
    return found


def _task(words: str, rows: QuerySet[Objection], url: str) -> list[Waiting]:
    due = rows.order_by("due_on").values_list("due_on", flat=True).first()
    return [Waiting(words, url, rows.count(), due)] if due else []
