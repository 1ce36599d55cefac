"""Rules: the authority decides, wholly, partially, with pages that are old or used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.authority import access, actions
from seimbang_web.decisions.authority.queries import days_for, families_of
from seimbang_web.decisions.models import Advice, Challenge, Dossier, Entry
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

HELD = {"blocked", "waiver", "allowance"}
OVERRULED = {"objected", "wrong"}
outcomes = st.lists(
    st.sampled_from(("tetap", "tetap", "tolak", "tunda")), min_size=6, max_size=6
)
pages = st.sampled_from(("fresh",) * 6 + ("used", "old", "of another", "none"))
starts = st.sampled_from(("first",) * 6 + ("past", "none"))


class Deciding(Base):
    """The sheet of the authority."""

    def advice(self, entry: Entry) -> str:
        """Return what the team recommended last; empty: nothing."""
        rows = Advice.objects.filter(
            entry=entry,
            session__dossier=entry.dossier,
            session__closed_at__isnull=False,
        )
        last = rows.order_by("session").last()
        return last.choice if last else ""

    def changed(self, entry: Entry) -> bool:
        """Tell whether something was said or done after the team had looked at it."""
        sessions = entry.dossier.sessions.filter(closed_at__isnull=False)
        last = sessions.order_by("pk").last()
        since = last.closed_at if last else entry.dossier.made_at
        one = entry.proposal
        return (
            one.state != law.OPEN
            or one.objections.filter(stage="usulan", filed_at__gt=since).exists()
            or one.inputs.filter(given_at__gt=since).exists()
            or one.responses.filter(given_at__gt=since).exists()
        )

    def against_outcome(self, user: User, entry: Entry, told: str, why: str) -> str:
        """Return what stands against an outcome of one entry; empty: nothing."""
        if told != "tunda":
            if law.tied(user, entry.proposal, self.day):
                return "S2"
            if self.changed(entry):
                return "it changed since"
        exceptions = set(entry.facts["exceptions"])
        if told == "tetap":
            if entry.blocks or exceptions & HELD:
                return "data or a rule stand against it"
            if self.advice(entry) in ("", "tunda"):
                return "the team did not recommend it"
        ruled = bool(exceptions & OVERRULED) or self.advice(entry) == "tidak"
        if not why and (told != "tetap" or ruled):
            return "no reason"
        return ""

    def fitting(self, user: User, entry: Entry, told: str) -> str:
        """Return the outcome, or the next one against which nothing stands."""
        turned = [told, "tetap", "tolak", "tunda"]
        return next(
            one for one in turned if not self.against_outcome(user, entry, one, "x")
        )

    @rule(
        number=who, fits=right, at=which, told=outcomes, why=st.sampled_from("xxx "),
        page=pages, start=starts, bent=st.booleans(),
    )  # fmt: skip
    def decide(
        self, number: int, fits: bool | None, at: int, told: list[str], why: str,
        page: str, start: str, bent: bool,
    ) -> None:  # fmt: skip
        """``bent``: outcomes are such that nothing stands against them."""
        one = self.row(Dossier.objects, at)
        if one is None:
            return
        why = why.strip()
        cases = law.entries(one)

        def chosen(user: User) -> dict[int, str]:
            pairs = zip(cases, [*told, *told], strict=False)
            return {
                case.pk: self.fitting(user, case, wish) if bent else wish
                for case, wish in pairs
            }

        def stands(user: User) -> list[str]:
            if not law.may(user, self.day, "decide"):
                return ["no role decides"]
            if not law.decides(user, self.day, one):
                return ["neither the authority nor its delegate"]
            found = ["S1"] if law.proposed(user, one) else []
            if one.state != "berjalan" or [s.key for s in law.standing(one)] != [
                "decide"
            ]:
                found.append("it does not stand at the decision")
            if page != "fresh":
                found.append(f"the page is {page}")
            wishes = chosen(user)
            found += [
                words
                for case in cases
                if (words := self.against_outcome(user, case, wishes[case.pk], why))
            ]
            if "tetap" in wishes.values() and start != "first":
                found.append("no day of effect, or one that is past")
            return found

        user = self.pick(number, fits, stands)
        wishes = chosen(user)
        approved = [case for case in cases if wishes[case.pk] == "tetap"]
        token = self.token(one, user, page)

        def run() -> None:
            held = access.dossier_to_decide(self.at(user, "decision.sign"), one.pk)
            actions.decide_dossier(
                dossier=held, effective_on=self.effect(approved, start),
                outcomes={
                    pk: actions.Outcome(Entry.Outcome(wish), why)
                    for pk, wish in wishes.items()
                },
                challenge=token, actor=user, now=self.now, day=self.day,
            )  # fmt: skip

        rest = [
            case for case in cases
            if wishes[case.pk] == "tunda" and case.proposal.state == law.OPEN
        ]  # fmt: skip
        self.tried(
            "decide", user, stands(user), run,
            {
                "decision.take": 1, "dossier.step": 1, "dossier.renew": bool(rest),
                "proposal.settle": sum(wish != "tunda" for wish in wishes.values()),
            },
        )  # fmt: skip

    def token(self, one: Dossier, user: User, page: str) -> str:
        """Return what the page carries; making it is no act."""
        if page == "none":
            return "x"
        of = self.user("bebas") if page == "of another" else user
        token = actions.challenge(dossier=one, actor=of, now=self.now)
        row = Challenge.objects.filter(token=token)
        if page == "used":
            row.update(used_at=self.now)
        self._look()
        if page == "old":
            self.now += timedelta(minutes=31)
        return token

    def effect(self, approved: list[Any], start: str) -> date | None:
        """Return the day of effect: the first that the jobs' calendar has."""
        if start == "none":
            return None
        if start == "past":
            return self.day - timedelta(days=1)
        return next(days_for(families_of(approved), self.day))
