"""Rules: objections before the decision and against the decree, and their end."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Entry, Objection
from seimbang_web.decisions.objections import access, actions
from seimbang_web.documents.models import Letter
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

OUT = ("ditandatangani", "disampaikan")
WAITING = 5  # plans of one person that may wait


class Objecting(Base):
    """Who objects, and who answers."""

    def stage(self, one: Proposal) -> str:
        """Return what can be objected to now; empty: nothing."""
        if one.state == law.OPEN:
            return "usulan"
        if one.state not in (law.DECIDED, law.DONE):
            return ""
        approved = Entry.objects.filter(proposal=one, outcome="tetap")
        held = Letter.objects.filter(
            kind__in=("petikan", "keputusan-tunggal"), state__in=OUT,
            subject__in=[f"entry:{each.pk}" for each in approved],
        )  # fmt: skip
        return "keputusan" if held.exists() else ""

    @rule(
        number=who, fits=right, at=which, for_other=st.booleans(),
        reason=st.sampled_from(("jarak", "merawat", "apa saja")),
    )  # fmt: skip
    def file(
        self, number: int, fits: bool | None, at: int, for_other: bool, reason: str
    ) -> None:
        one = self.row(Proposal.objects, at)
        if one is None:
            return
        stage = self.stage(one)
        same = one.objections.filter(stage=stage).exclude(outcome="dicabut")
        act = "object for" if for_other else "object"

        def stands(user: User) -> list[str]:
            own = user.person_id is not None and user.person_id == one.person_id
            found = [] if law.may(user, self.day, act, own=own) else ["no role"]
            if not for_other and not own:
                found.append("it is another's case")
            if not stage or same.exists():
                found.append("there is nothing to object to, or it was heard")
            return [*found, "no reason"] if reason == "apa saja" else found

        user = self.pick(number, fits, stands)
        page = "objection.assist" if for_other else "objection.file"

        def run() -> None:
            held = access.to_object(self.at(user, page), one.pk, assisted=for_other)
            actions.file_objection(
                proposal=held, reasons=[reason], told="rahasia", assisted=for_other,
                actor=user, now=self.now, day=self.day,
            )  # fmt: skip

        self.tried(act, user, stands(user), run, {"objection.file": 1})

    @rule(number=who, fits=right, at=which)
    def take_back(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Objection.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            own = (
                user.person_id is not None and user.person_id == one.proposal.person_id
            )
            may = law.may(user, self.day, "take an objection back", own=own)
            found = [] if may else ["no role"]
            return [*found, "it is not open"] if one.outcome else found

        user = self.pick(number, fits, stands)
        act = "objection.withdraw"

        def run() -> None:
            held = access.objection_for(self.at(user, act), one.pk, act)
            actions.withdraw_objection(objection=held, actor=user, now=self.now)

        self.tried("take an objection back", user, stands(user), run, {act: 1})

    def concerned(self, user: User, one: Objection) -> list[str]:
        """Return S1 and S2, as far as they stand against a user."""
        entry = one.proposal.entries.order_by("-pk").first()
        dossier = Dossier.objects.get(pk=entry.dossier_id) if entry else None
        opened = one.proposal.opened_by_id in law.accounts(user)
        found = []
        if opened or (dossier and law.proposed(user, dossier)):
            found.append("S1")
        if law.tied(user, one.proposal, self.day):
            found.append("S2")
        return found

    @rule(number=who, fits=right, at=which, fresh=right, told=right)
    def prepare(
        self, number: int, fits: bool | None, at: int, fresh: bool, told: bool
    ) -> None:
        one = self.row(Objection.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            may = law.may(user, self.day, "prepare an objection")
            found = [*([] if may else ["no role"]), *self.concerned(user, one)]
            if one.outcome or not fresh or not told:
                found.append(
                    "it is not open, not as it was seen, or nothing is written"
                )
            return found

        user = self.pick(number, fits, stands)
        act = "objection.advise"

        def run() -> None:
            held = access.objection_for(self.at(user, act), one.pk, act)
            actions.advise_objection(
                objection=held, version=one.version + (not fresh), actor=user,
                considered="jarak" if told else " ", now=self.now, day=self.day,
            )  # fmt: skip

        self.tried("prepare an objection", user, stands(user), run, {act: 1})

    @rule(
        number=who, fits=right, at=which, upheld=st.booleans(), fresh=right, why=right
    )
    def decide_objection(
        self,
        number: int,
        fits: bool | None,
        at: int,
        upheld: bool,
        fresh: bool,
        why: bool,
    ) -> None:
        one = self.row(Objection.objects, at)
        if one is None:
            return
        before = upheld and one.stage == "usulan"

        def stands(user: User) -> list[str]:
            may = law.may(user, self.day, "decide an objection")
            found = [*([] if may else ["no role"]), *self.concerned(user, one)]
            if one.outcome or not fresh or not why:
                found.append(
                    "it is not open, not as it was seen, or nothing is written"
                )
            if before and one.proposal.state != law.OPEN:
                found.append("it was decided meanwhile")
            return found

        user = self.pick(number, fits, stands)
        act = "objection.decide"

        def run() -> None:
            held = access.objection_for(self.at(user, act), one.pk, act)
            actions.decide_objection(
                objection=held, version=one.version + (not fresh), upheld=upheld,
                considered="jarak", why="sebab" if why else "", actor=user,
                now=self.now, day=self.day,
            )  # fmt: skip

        follows = self.follows(user, one) if before else {}
        self.tried("decide an objection", user, stands(user), run, {act: 1, **follows})

    def follows(self, user: User, one: Objection) -> dict[str, int]:
        """Return what upholding writes beside: the person stays, a plan is asked."""
        pins = Pin.objects.filter(
            round=one.proposal.round, person=one.proposal.person, ended_at=None
        )
        waiting = Plan.objects.filter(
            asked_by=user, work__state__in=("queued", "running")
        )
        return {
            "proposal.withdraw": 1,
            "pin.add": not pins.filter(kind="stays").exists(),
            "plan.again": waiting.count() < WAITING,
        }

    @rule(number=who, fits=right, at=which)
    def suspend(self, number: int, fits: bool | None, at: int) -> None:
        one: Any = self.row(Objection.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            may = law.may(user, self.day, "decide an objection")
            found = [*([] if may else ["no role"]), *self.concerned(user, one)]
            if one.stage != "keputusan" or one.outcome or one.suspends:
                found.append("no decree is to be stopped")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "objection.decide")
            held = access.objection_for(rights, one.pk, "objection.decide")
            actions.suspend_decree(
                objection=held, actor=user, now=self.now, day=self.day
            )

        self.tried("stop a decree", user, stands(user), run, {"objection.suspend": 1})
