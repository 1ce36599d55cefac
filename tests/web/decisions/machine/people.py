"""Rules: roles are proposed, approved, ended; accounts closed; time goes by."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts import access, actions
from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.organisation.models import Unit
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

ROLES = ("ver", "ppk", "tpk", "ku", "opr", "aud", "adm")
WITHIN = ("ku", "opd")


class People(Base):
    """Users and their roles, for a time or for good (S5)."""

    def unfit(self, user: User, role: str, unit: int | None, since: date) -> list[str]:
        """Return why a role does not stand beside the others of a user (S3, S4)."""
        rows = Grant.objects.filter(user=user)
        open_ = [
            one for one in rows
            if (one.approved_at is None and one.ended_by_id is None)
            or (one.approved_at and (one.until is None or one.until > since))
        ]  # fmt: skip
        held = {one.role for one in open_}
        found = []
        if (role in law.ALONE and held) or held & set(law.ALONE):
            found.append("auditor and technician hold no other role")
        if any(one.role == role and one.unit_id == unit for one in open_):
            found.append("the role is there")
        return found

    @rule(
        number=who, fits=right, of=who, role=st.sampled_from(ROLES), at=which,
        days=st.sampled_from((None, None, 0, 3, 30)),
    )  # fmt: skip
    def propose_role(
        self,
        number: int,
        fits: bool | None,
        of: int,
        role: str,
        at: int,
        days: int | None,
    ) -> None:
        """``days``: for a time, as one who acts in another's place."""
        whom = self.users[of % len(self.users)]
        place = Unit.objects.filter(present=True)
        unit = self.row(place, at) if role in WITHIN else None
        until = None if days is None else self.day + timedelta(days=days)

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "propose a role") else ["no role"]
            if whom.pk in law.accounts(user):
                found.append("S3: nobody grants to oneself")
            if days == 0:
                found.append("it ends before it begins")
            return [*found, *self.unfit(whom, role, unit and unit.pk, self.day)]

        user = self.pick(number, fits, stands)
        wish = actions.Wish(role=Role(role), since=self.day, until=until, unit=unit)
        self.tried(
            "propose a role", user, stands(user),
            lambda: actions.propose_grant(
                user=access.user_for(self.at(user, "user.propose"), whom.pk), wish=wish,
                actor=user, now=self.now,
            ),
            {"grant.propose": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which)
    def approve_role(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Grant.objects.filter(approved_at=None), at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "approve a role") else ["no role"]
            if one.user_id in law.accounts(user):
                found.append("S3: nobody grants to oneself")
            if one.proposed_by_id in law.accounts(user):
                found.append("S3, S8: two persons grant")
            if one.ended_by_id:
                found.append("it was answered")
            others = self.unfit(one.user, one.role, one.unit_id, one.since)
            return found + [words for words in others if self.beside(one, words)]

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "user.approve")
            held = access.grant_for(rights, one.pk, "user.approve")
            actions.approve_grant(grant=held, actor=user, now=self.now)

        self.tried("approve a role", user, stands(user), run, {"grant.approve": 1})

    def beside(self, one: Grant, words: str) -> bool:
        """Tell whether the others, without the role itself, stand against it."""
        if one.ended_by_id:
            return True
        rows = Grant.objects.filter(user=one.user).exclude(pk=one.pk)
        held = [
            each for each in rows
            if (each.approved_at is None and each.ended_by_id is None)
            or (each.approved_at and (each.until is None or each.until > one.since))
        ]  # fmt: skip
        if words == "the role is there":
            return any(
                each.role == one.role and each.unit_id == one.unit_id for each in held
            )
        roles = {each.role for each in held}
        return bool((one.role in law.ALONE and roles) or roles & set(law.ALONE))

    @rule(number=who, fits=right, at=st.integers(0, 40))
    def end_role(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Grant.objects.exclude(approved_at=None), at)

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "end a role") else ["no role"]
            if one.until is not None and one.until <= self.day:
                found.append("it is over")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            held = access.grant_for(self.at(user, "user.end"), one.pk, "user.end")
            actions.end_grant(grant=held, actor=user, now=self.now, day=self.day)

        self.tried("end a role", user, stands(user), run, {"grant.end": 1})

    @rule(number=who, fits=right, of=who)
    def disable(self, number: int, fits: bool | None, of: int) -> None:
        whom = self.users[of % len(self.users)]

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "end a role") else ["no role"]
            return [*found, "the own account"] if user.pk == whom.pk else found

        user = self.pick(number, fits, stands)

        def run() -> None:
            held = access.user_for(self.at(user, "user.end"), whom.pk, "user.end")
            actions.disable_user(user=held, actor=user, now=self.now, day=self.day)

        self.tried("close an account", user, stands(user), run, {"user.disable": 1})

    @rule(days=st.sampled_from((1, 1, 2, 5, 12, 30)))
    def wait(self, days: int) -> None:
        """Let days go by, weekends and holidays among them."""
        self.day += timedelta(days=days)
        self.now += timedelta(days=days)
        law.forget()
