"""Rules: proposals are opened, answered, changed, withdrawn; heads speak."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.dossier.relatives import declare_relative
from seimbang_web.decisions.models import Relative
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Plan
from seimbang_web.proposals import access, actions, last_day, respond, unit
from seimbang_web.proposals.models import Proposal, UnitInput
from seimbang_web.proposals.queries import Said
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

Side = UnitInput.Side
answers = st.sampled_from(("bersedia", "syarat", "keberatan", "keliru", "belum"))
inputs = st.sampled_from(("ya", "pengganti", "syarat", "tidak"))


class Hearing(Base):
    """What becomes of proposals until they are frozen, and after."""

    @rule(number=who, fits=right, days=st.integers(-1, 14))
    def open_proposals(self, number: int, fits: bool | None, days: int) -> None:
        plan = self.scene.world.plan
        last = self.chosen()
        until = self.day + timedelta(days=days)
        gone, fresh = self.foreseen(plan)

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "open") else ["no role opens"]
            if last is None or last.pk != plan.pk:
                found.append("the plan is not the chosen one")
            if days <= 0:
                found.append("the last day is not ahead")
            if fresh & self.elsewhere(plan):
                found.append("a person has another proposal")
            return found

        user = self.pick(number, fits, stands)
        self.tried(
            "open", user, stands(user),
            lambda: (
                self.at(user, "proposal.open"),
                actions.open_proposals(
                    plan=plan, respond_until=until, actor=user, now=self.now,
                    day=self.day,
                ),
            ),
            {"proposal.open": 1, "proposal.withdraw": len(gone)},
        )  # fmt: skip

    def chosen(self) -> Plan | None:
        """Return the plan chosen last in the round."""
        last = self.scene.world.plan.round.choices.order_by("pk").last()
        return last.plan if last else None

    def foreseen(self, plan: Plan) -> tuple[set[int], set[int]]:
        """Return the proposals that end by opening a plan, and the people it brings."""
        stays = plan.round.pins.filter(kind="stays", ended_at=None)
        moves = plan.moves.exclude(person__in=stays.values("person"))
        wanted = {self.key(one): one.person_id for one in moves}
        rows = Proposal.objects.filter(round=plan.round, case=None)
        alive = rows.filter(state__in=(law.OPEN, law.DECIDED))
        gone = {
            one.pk
            for one in alive
            if one.state == law.OPEN and self.key(one) not in wanted
        }
        held = {self.key(one) for one in alive}
        held |= {self.key(one) for one in rows.filter(state=law.DONE)}
        return gone, {pk for key, pk in wanted.items() if key not in held}

    def elsewhere(self, plan: Plan) -> set[int]:
        """Return the people whose proposal stays alive when a plan is opened."""
        gone, _fresh = self.foreseen(plan)
        alive = Proposal.objects.filter(state__in=(law.OPEN, law.DECIDED))
        return set(alive.exclude(pk__in=gone).values_list("person", flat=True))

    @staticmethod
    def key(one: Any) -> tuple[int, ...]:
        """Return who moves from where to where."""
        return (
            one.person_id, one.from_unit_id, one.from_job_id, one.to_unit_id,
            one.to_job_id,
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, why=st.sampled_from(("", "x", "x")))
    def withdraw(self, number: int, fits: bool | None, at: int, why: str) -> None:
        one = self.row(Proposal.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "withdraw") else ["no role withdraws"]
            if one.state != law.OPEN:
                found.append("it is not open")
            return found if why else [*found, "no reason"]

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "proposal.withdraw")
            held = access.proposal_for(rights, one.pk, "proposal.withdraw")
            actions.withdraw_proposal(proposal=held, why=why, actor=user, now=self.now)

        self.tried("withdraw", user, stands(user), run, {"proposal.withdraw": 1})

    @rule(number=who, fits=right, at=which, days=st.integers(-2, 9))
    def reopen(self, number: int, fits: bool | None, at: int, days: int) -> None:
        one = self.row(Proposal.objects, at)
        if one is None:
            return
        until = self.day + timedelta(days=days)

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "reopen") else ["no role reopens"]
            if one.state != law.OPEN:
                found.append("it is not open")
            if days < 0 or until <= one.respond_until:
                found.append("the day is not later")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "proposal.reopen")
            held = access.proposal_for(rights, one.pk, "proposal.reopen")
            last_day.reopen(
                proposal=held, until=until, why="lagi", actor=user, now=self.now,
                day=self.day,
            )  # fmt: skip

        self.tried("reopen", user, stands(user), run, {"proposal.reopen": 1})

    @rule(
        number=who, fits=right, at=which, answer=answers, knows=right,
        told=st.booleans(), for_other=st.booleans(),
    )  # fmt: skip
    def respond(
        self, number: int, fits: bool | None, at: int, answer: str, knows: bool,
        told: bool, for_other: bool,
    ) -> None:  # fmt: skip
        one = self.row(Proposal.objects, at)
        if one is None:
            return
        held = one.responses.count()
        seen = held if knows else held - 1
        said = Said(
            answer, reasons=["jarak"] if told else [], told="rahasia",
            condition="asal dekat" if told else "",
        )  # fmt: skip
        act = "respond for" if for_other else "respond"

        def stands(user: User) -> list[str]:
            own = user.person_id is not None and user.person_id == one.person_id
            found = []
            if not law.may(user, self.day, act, [one.from_unit], own=own):
                found.append("no role reaches it")
            if own == for_other:
                found.append("the person answers, others help others")
            if one.state != law.OPEN or self.day > one.respond_until:
                found.append("it is too late")
            if answer in ("syarat", "keberatan") and not told:
                found.append("condition or reason is missing")
            stale = held and not knows
            return [*found, "another answer came meanwhile"] if stale else found

        user = self.pick(number, fits, stands)

        def run() -> None:
            if for_other:
                rights = self.at(user, "response.assist")
                held = access.proposal_for(rights, one.pk, "response.assist")
            else:
                held = access.own_proposal(self.at(user, "response.write"), one.pk)
            respond.give_response(
                proposal=held, said=said, seen=seen, assisted=for_other, actor=user,
                now=self.now, day=self.day,
            )  # fmt: skip

        recorded = "response.assist" if for_other else "response.give"
        self.tried(act, user, stands(user), run, {recorded: 1})

    @rule(
        number=who, fits=right, at=which, side=st.sampled_from(Side), answer=inputs,
        told=right,
    )  # fmt: skip
    def speak(
        self,
        number: int,
        fits: bool | None,
        at: int,
        side: Side,
        answer: str,
        told: bool,
    ) -> None:
        one = self.row(Proposal.objects, at)
        if one is None:
            return
        of = one.from_unit if side == Side.RELEASE else one.to_unit

        def stands(user: User) -> list[str]:
            found = []
            if not law.may(user, self.day, "speak for a unit", [of]):
                found.append("does not lead the unit")
            if user.person_id is not None and user.person_id == one.person_id:
                found.append("it is about oneself")
            if one.state != law.OPEN or self.day > one.respond_until:
                found.append("it is too late")
            if answer == "pengganti" and side == Side.RECEIVE:
                found.append("who receives waits for nobody")
            if answer in ("syarat", "tidak") and not told:
                found.append("condition or reason is missing")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "unit_input.write")
            held = access.proposal_for(rights, one.pk, "unit_input.write")
            found = [pair for pair in access.sides_of(rights, held) if pair[0] == side]
            if not found:
                access.proposal_for(rights, 0)
            unit.give_input(
                proposal=held, side=side, unit=found[0][1], actor=user, now=self.now,
                view=unit.View(answer, "sebab" if told else ""), day=self.day,
            )  # fmt: skip

        self.tried("speak", user, stands(user), run, {"unit_input.give": 1})

    @rule(number=who, at=which)
    def declare_relative(self, number: int, at: int) -> None:
        one = self.row(Proposal.objects, at)
        if one is None:
            return
        user = self.pick(number, False, lambda _user: ())
        person = Person.objects.get(pk=one.person_id)
        stands = []
        if not law.may(user, self.day, "declare a relative", own=True):
            stands.append("no role that decides anything")
        if user.person_id == person.pk:
            stands.append("it is oneself")
        known = Relative.objects.filter(user=user, person=person).exists()
        self.tried(
            "declare a relative", user, stands,
            lambda: (
                self.at(user, "relative.declare"),
                declare_relative(person=person, actor=user, now=self.now),
            ),
            {"relative.declare": not known},
        )  # fmt: skip
