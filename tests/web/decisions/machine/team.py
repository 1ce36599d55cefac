"""Rules: the team is called, seated, opens, votes, votes again, advises, closes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.dossier.access import dossier_for
from seimbang_web.decisions.models import (
    Advice,
    Dossier,
    Entry,
    Relative,
    Session,
    Vote,
)
from seimbang_web.decisions.team import access, actions, voting
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

TABLE = ("sekda", "tono", "tina", "tuti", "tono2", "putri2")
tables = st.sampled_from(
    (
        TABLE[:4],
        TABLE[:4],
        TABLE[:2],
        TABLE[:2] + TABLE[4:5],
        TABLE[1:4] + TABLE[5:],
        TABLE[:1],
    )
)
choices = st.sampled_from(("setuju", "setuju", "tidak", "tunda"))
words = st.sampled_from(("", "sudah dipertimbangkan", "sudah dipertimbangkan"))


class Team(Base):
    """Sessions of the appraisal team."""

    def seats(self, session: Session) -> dict[int, bool]:
        """Return who has a seat, and whether they sit."""
        return dict(session.seats.values_list("user", "present"))

    def leads(self, user: User, session: Session) -> bool:
        """Tell whether a user is chair or secretary."""
        return any(
            one.chair or one.secretary for one in session.seats.filter(user=user)
        )

    def counted(self, session: Session, entry: Entry) -> tuple[bool, str]:
        """Return whether enough members judged an entry, and what their votes make."""
        away = set(session.recusals.filter(entry=entry).values_list("user", flat=True))
        judging = {
            pk: sits for pk, sits in self.seats(session).items() if pk not in away
        }
        last = {one.user_id: one.choice for one in session.votes.filter(entry=entry)}
        cast = Counter(last[pk] for pk, sits in judging.items() if sits and pk in last)
        total, needed = sum(cast.values()), len(judging) // 2 + 1
        enough = sum(judging.values()) >= needed and total >= needed
        if enough and cast["setuju"] * 2 > total:
            return True, "rekomendasi"
        if enough and cast["tidak"] * 2 > total:
            return True, "tidak"
        return enough, "tunda"

    def stands_on(self, user: User, session: Session, act: str) -> list[str]:
        """Return what stands against any act in a session."""
        found = [] if law.may(user, self.day, act) else [f"no role may {act}"]
        return [*found, "it is closed"] if session.closed_at else found

    def session(self, user: User, session: Session, act: str) -> Session:
        """Return the session as a page of the act gets it."""
        return access.session_for(self.at(user, act), session.pk, act)

    @rule(number=who, fits=right, at=which, days=st.integers(-1, 2))
    def call(self, number: int, fits: bool | None, at: int, days: int) -> None:
        one = self.row(Dossier.objects, at)
        if one is None:
            return
        held_on = self.day + timedelta(days=days)

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "lead a session") else ["no role"]
            if one.state != "berjalan" or [s.key for s in law.standing(one)] != [
                "team"
            ]:
                found.append("it does not stand at the team")
            if law.proposed(user, one):
                found.append("S1")
            if one.sessions.filter(closed_at=None).exists():
                found.append("a session is called already")
            return [*found, "a day that is past"] if days < 0 else found

        user = self.pick(number, fits, stands)
        self.tried(
            "call a session", user, stands(user),
            lambda: actions.call_session(
                dossier=dossier_for(
                    self.at(user, "session.lead"), one.pk, "session.lead"
                ),
                held_on=held_on, starts_at=None, place="Aula", basis="SK 1/2026",
                actor=user, now=self.now, day=self.day,
            ),
            {"session.call": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, table=tables)
    def seat(
        self, number: int, fits: bool | None, at: int, table: tuple[str, ...]
    ) -> None:
        one = self.row(Session.objects, at)
        if one is None:
            return
        people = [self.user(name) for name in table]

        def stands(user: User) -> list[str]:
            found = self.stands_on(user, one, "lead a session")
            if len(people) < 2:
                found.append("there is no secretary")
            if any(law.proposed(each, one.dossier) for each in people):
                found.append("S1: a proposer sits")
            if sum(len(law.accounts(a) & {b.pk}) for a in people for b in people) > len(
                people
            ):
                found.append("S8: one human being sits twice")
            kept = {each.pk for each in people}
            if one.votes.exclude(user__in=kept).exists():
                found.append("who voted keeps the seat")
            return found

        user = self.pick(number, fits, stands)
        places = [
            actions.Place(each, f"Jabatan {n}", chair=n == 0, secretary=n == 1)
            for n, each in enumerate(people)
        ]
        self.tried(
            "seat the team", user, stands(user),
            lambda: actions.arrange_seats(
                session=self.session(user, one, "session.lead"), places=places,
                actor=user, now=self.now,
            ),
            {"session.seats": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, seat=which, comes=right)
    def presence(
        self, number: int, fits: bool | None, at: int, seat: int, comes: bool
    ) -> None:
        one = self.row(Session.objects, at)
        chair = self.row(one.seats, seat) if one else None
        if chair is None:
            return

        def stands(user: User) -> list[str]:
            found = self.stands_on(user, one, "vote")
            if user.pk != chair.user_id and not self.leads(user, one):
                found.append("it is another's seat")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "session.vote")
            held = access.session_for(rights, one.pk, "session.vote")
            actions.mark_presence(
                seat=access.seat_for(rights, held, chair.pk), present=comes,
                actor=user, now=self.now,
            )  # fmt: skip

        self.tried(
            "come or leave", user, stands(user), run,
            {"session.presence": chair.present != comes},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which)
    def open_session(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Session.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = self.stands_on(user, one, "lead a session")
            if not self.leads(user, one):
                found.append("neither chair nor secretary")
            if one.opened_at or self.day < one.held_on:
                found.append("it is open, or of a later day")
            seats = self.seats(one)
            if sum(seats.values()) * 2 <= len(seats):
                found.append("no quorum")
            return found

        user = self.pick(number, fits, stands)
        self.tried(
            "open a session", user, stands(user),
            lambda: actions.open_session(
                session=self.session(user, one, "session.lead"), actor=user,
                now=self.now, day=self.day,
            ),
            {"session.open": 1},
        )  # fmt: skip

    def case(self, at: int, order: int) -> tuple[Any, Any]:
        """Return a session and one of its entries."""
        one = self.row(Session.objects, at)
        return one, self.row(one.dossier.entries, order) if one else None

    def going_on(self, session: Session) -> list[str]:
        """Return why nothing is done in a session now."""
        found = [] if session.opened_at else ["it is not open"]
        dossier = Dossier.objects.get(pk=session.dossier_id)
        return found if dossier.state == "berjalan" else [*found, "the dossier is over"]

    @rule(number=who, fits=right, at=which, order=which, choice=choices, fresh=right)
    def vote(
        self,
        number: int,
        fits: bool | None,
        at: int,
        order: int,
        choice: str,
        fresh: bool,
    ) -> None:
        """Vote, or vote again: the last one counts."""
        one, entry = self.case(at, order)
        if entry is None:
            return
        seats = self.seats(one)

        def stands(user: User) -> list[str]:
            found = [*self.stands_on(user, one, "vote"), *self.going_on(one)]
            if not seats.get(user.pk):
                found.append("no seat, or not there")
            if law.aside(user, one, entry):
                found.append("S2: steps aside")
            if law.proposed(user, one.dossier):
                found.append("S1")
            if sum(seats.values()) * 2 <= len(seats):
                found.append("no quorum")
            return found if fresh else [*found, "S6: another content was seen"]

        user = self.pick(number, fits, stands)
        last = one.votes.filter(entry=entry, user=user).last()

        def run() -> None:
            rights = self.at(user, "session.vote")
            held, case = access.entry_for(rights, one.pk, entry.order, "session.vote")
            voting.cast_vote(
                session=held, entry=case, choice=Vote.Choice(choice), actor=user,
                digest=one.dossier.digest if fresh else "0" * 64, now=self.now,
            )  # fmt: skip

        self.tried(
            "vote", user, stands(user), run,
            {"session.vote": last is None or last.choice != choice},
        )  # fmt: skip

    @rule(
        number=who, fits=right, at=which, order=which, relative=st.booleans(),
        why=words,
    )  # fmt: skip
    def recuse(
        self,
        number: int,
        fits: bool | None,
        at: int,
        order: int,
        relative: bool,
        why: str,
    ) -> None:
        one, entry = self.case(at, order)
        if entry is None:
            return
        person = entry.proposal.person

        def stands(user: User) -> list[str]:
            found = self.stands_on(user, one, "vote")
            if user.pk not in self.seats(one):
                found.append("no seat")
            if not relative and not why:
                found.append("no reason")
            if relative and user.person_id == person.pk:
                found.append("nobody is a relative of oneself")
            return found

        user = self.pick(number, fits, stands)
        known = Relative.objects.filter(user=user, person=person).exists()

        def run() -> None:
            rights = self.at(user, "session.vote")
            held, case = access.entry_for(rights, one.pk, entry.order, "session.vote")
            voting.recuse(
                session=held, entry=case, relative=relative, why=why, actor=user,
                now=self.now,
            )  # fmt: skip

        self.tried(
            "step aside", user, stands(user), run,
            {"session.recuse": 1, "relative.declare": relative and not known},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, order=which, considered=words)
    def advise(
        self, number: int, fits: bool | None, at: int, order: int, considered: str
    ) -> None:
        one, entry = self.case(at, order)
        if entry is None:
            return
        away = set(one.recusals.filter(entry=entry).values_list("user", flat=True))
        able = [each for each in one.seats.all() if each.user_id not in away]
        leaders = [each for each in able if each.chair or each.secretary]
        records = {each.user_id for each in leaders or able}
        enough, choice = self.counted(one, entry)

        def stands(user: User) -> list[str]:
            found = [*self.stands_on(user, one, "vote"), *self.going_on(one)]
            if user.pk not in records:
                found.append("another one records")
            if not enough:
                found.append("too few voted")
            if self.objects(entry) and not considered:
                found.append("the objection was not considered")
            return found

        user = self.pick(number, fits, stands)

        def run() -> Advice:
            rights = self.at(user, "session.vote")
            held, case = access.entry_for(rights, one.pk, entry.order, "session.vote")
            return voting.record_advice(
                session=held, entry=case, condition="", considered=considered,
                digest=one.dossier.digest, actor=user, now=self.now,
            )  # fmt: skip

        made = self.tried("advise", user, stands(user), run, {"session.advise": 1})
        assert made is None or made.choice == choice

    @staticmethod
    def objects(entry: Entry) -> bool:
        """Tell whether the person objects, or says that the data are wrong."""
        filed = entry.proposal.objections.filter(stage="usulan")
        last = entry.proposal.responses.order_by("pk").last()
        said = last is not None and last.answer in ("keberatan", "keliru")
        return said or filed.exclude(outcome="dicabut").exists()

    @rule(number=who, fits=right, at=which, closing=words)
    def close(self, number: int, fits: bool | None, at: int, closing: str) -> None:
        one = self.row(Session.objects, at)
        if one is None:
            return
        noted = dict(one.advices.values_list("entry", "choice"))
        cases = law.entries(one.dossier)
        stale = [
            each for each in cases
            if each.pk in noted and noted[each.pk] != self.counted(one, each)[1]
        ]  # fmt: skip

        def stands(user: User) -> list[str]:
            found = [
                *self.stands_on(user, one, "lead a session"), *self.going_on(one)
            ]  # fmt: skip
            if not self.leads(user, one):
                found.append("neither chair nor secretary")
            if stale:
                found.append("votes changed since")
            if not noted or (len(noted) < len(cases) and not closing):
                found.append("cases are left, and nobody says why")
            return found

        user = self.pick(number, fits, stands)
        self.tried(
            "close a session", user, stands(user),
            lambda: voting.close_session(
                session=self.session(user, one, "session.lead"), closing=closing,
                actor=user, now=self.now, day=self.day,
            ),
            {"session.close": 1, "dossier.step": 1},
        )  # fmt: skip

    @rule(at=which, choice=st.sampled_from(("setuju", "setuju", "setuju", "tidak")))
    def sit(self, at: int, choice: str) -> None:
        """Hold a whole session: called, seated, opened, voted, advised, closed."""
        self.call(3, True, at, 0)
        number = Session.objects.count() - 1
        if number < 0:
            return
        self.seat(3, True, number, TABLE[:4])
        held = self.row(Session.objects, number)
        for seat in range(4):
            self.presence(6, True, number, seat, True)
        self.open_session(6, True, number)
        for order in range(held.dossier.entries.count()):
            for name in TABLE[:4]:
                at_user = self.scene.world.users.index(name)
                self.vote(at_user, False, number, order, choice, True)
            self.advise(6, True, number, order, "sudah dipertimbangkan")
        self.close(6, True, number, "sisanya kemudian")
