"""Rules: a dossier is made, renewed, looked at step by step, returned."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.dossier import access, actions
from seimbang_web.decisions.models import Dossier, Entry
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

ALIVE = ("berjalan", "kembali")
keys = st.sampled_from(("", "", "", "verify", "pyb", "team", "decide"))


class Dossiers(Base):
    """The way of a dossier until the team sits on it."""

    def free(self, lane: str) -> list[Proposal]:
        """Return the open proposals of a lane that no dossier holds."""
        rows = Proposal.objects.filter(state=law.OPEN, lane=lane)
        return list(rows.exclude(entries__dossier__state__in=ALIVE).order_by("pk"))

    @rule(
        number=who, fits=right, lane=st.sampled_from(("biasa", "biasa", "pppk")),
        few=st.booleans(), odd=which,
    )  # fmt: skip
    def make_dossier(
        self, number: int, fits: bool | None, lane: str, few: bool, odd: int
    ) -> None:
        chosen = self.free(lane)[: 2 if few else None]
        stray = self.row(Proposal.objects, odd) if odd > 8 else None
        told = [*chosen, stray] if stray else chosen

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "make a dossier") else ["no role"]
            if not told:
                found.append("there is nothing to decide on")
            if stray and stray not in self.free(lane):
                found.append("one goes another way, is over, or stands elsewhere")
            return found

        user = self.pick(number, fits, stands)
        self.tried(
            "make a dossier", user, stands(user),
            lambda: (
                self.at(user, "dossier.make"),
                actions.make_dossier(
                    proposals=told, plan=self.scene.world.plan, lane=lane, actor=user,
                    now=self.now, day=self.day,
                ),
            ),
            {"dossier.make": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which)
    def renew(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Dossier.objects, at)
        if one is None:
            return
        rest = [each.proposal for each in law.entries(one)]
        rest = [each for each in rest if each.state == law.OPEN]
        others = Entry.objects.filter(
            proposal__in=rest, dossier__state__in=ALIVE
        ).exclude(dossier=one)
        newer = Dossier.objects.filter(number=one.number, edition__gt=one.edition)

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "make a dossier") else ["no role"]
            if newer.exists() or one.state == "diganti":
                found.append("there is a newer version")
            if not rest or others.exists():
                found.append("nothing is left, or it stands elsewhere")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "dossier.make")
            held = access.dossier_for(rights, one.pk, "dossier.make")
            actions.new_edition(
                dossier=held, proposals=rest, plan=held.plan, actor=user, now=self.now,
                day=self.day,
            )  # fmt: skip

        self.tried("renew", user, stands(user), run, {"dossier.renew": 1})

    def against(self, user: User, one: Dossier) -> list[str]:
        """Return what stands against a user's doing or returning the present step."""
        if not law.may(user, self.day, "do a step", law.ends(one)):
            return ["no role does a step"]
        if one.state != "berjalan":
            return ["it is not on its way"]
        step = law.step_of(user, self.day, one)
        if step is None:
            return ["the step is another one's"]
        found = []
        if step.key != "sector" and law.proposed(user, one):
            found.append("S1")
        if any(
            law.tied(user, each.proposal, self.day) for each in law.entries(one, step)
        ):
            found.append("S2")
        return found

    @rule(number=who, fits=right, at=which, key=keys, fresh=right)
    def finish_step(
        self, number: int, fits: bool | None, at: int, key: str, fresh: bool
    ) -> None:
        one = self.row(Dossier.objects, at)
        if one is None:
            return
        seen = one.digest if fresh else "0" * 64

        def stands(user: User) -> list[str]:
            found = self.against(user, one)
            step = law.step_of(user, self.day, one)
            if step and step.key == "verify" and self.said_since(one):
                found.append("more was said since")
            if key and (step is None or step.key != key):
                found.append("it stands elsewhere")
            return found if fresh else [*found, "S6: another content was seen"]

        user = self.pick(number, fits, stands)
        step = law.step_of(user, self.day, one)

        def run() -> None:
            rights = self.at(user, "dossier.step")
            held = access.dossier_for(rights, one.pk, "dossier.step")
            actions.finish_step(
                dossier=held, key=key or (step.key if step else ""), actor=user,
                now=self.now, day=self.day, digest=seen,
            )  # fmt: skip

        self.tried("do a step", user, stands(user), run, {"dossier.step": 1})

    @staticmethod
    def said_since(one: Dossier) -> bool:
        """Tell whether somebody was heard after the dossier was frozen."""
        return any(
            each.proposal.responses.filter(given_at__gt=one.made_at).exists()
            or each.proposal.inputs.filter(given_at__gt=one.made_at).exists()
            for each in law.entries(one)
        )

    @rule(number=who, at=which, count=st.integers(1, 9))
    def go_on(self, number: int, at: int, count: int) -> None:
        """Do step after step, each by somebody who may."""
        for _step in range(count):
            self.finish_step(number, True, at, "", True)

    @rule(number=who, fits=right, at=which, why=st.sampled_from(("", "x", "x")))
    def return_dossier(self, number: int, fits: bool | None, at: int, why: str) -> None:
        one = self.row(Dossier.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = self.against(user, one)
            return found if why else [*found, "no reason"]

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "dossier.step")
            held = access.dossier_for(rights, one.pk, "dossier.step")
            actions.return_dossier(
                dossier=held, why=why, actor=user, now=self.now, day=self.day,
                digest=one.digest,
            )  # fmt: skip

        self.tried("return", user, stands(user), run, {"dossier.return": 1})
