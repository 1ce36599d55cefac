"""Rules: after the decree: the start told, the statement of it, tasks done."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.follow_up import access, actions
from seimbang_web.follow_up.models import Task, Track
from seimbang_web.follow_up.tasks.actions import finish_task
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who


class Starting(Base):
    """The roster changes by the statement of start of work (SPMT), and by it alone."""

    def unstarted(self, user: User, one: Track, ago: int, cover: str) -> list[str]:
        """Return what stands against a start of work."""
        on = self.day - timedelta(days=ago)
        may = law.may(user, self.day, "state a start", [one.proposal.to_unit])
        found = [] if may else ["no role"]
        if one.ended_at or one.started_on:
            found.append("it has ended, or started")
        if user.person_id is not None and user.person_id == one.proposal.person_id:
            found.append("nobody states the own start")
        if on < one.effective_on or ago < 0:
            found.append("before its day, or not yet")
        first = one.proposal.after
        waits = first is not None and first.state in (law.OPEN, law.DECIDED)
        if waits and not cover:
            found.append("the replacement has not come")
        return found

    @rule(
        number=who, fits=right, at=which, ago=st.integers(-1, 3),
        cover=st.sampled_from(("", "", "Bu Ani")),
    )  # fmt: skip
    def tell_start(
        self, number: int, fits: bool | None, at: int, ago: int, cover: str
    ) -> None:
        one = self.row(Track.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            return self.unstarted(user, one, ago, cover)

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "follow_up.start")
            held = access.track_for(rights, one.pk, "follow_up.start")
            actions.tell_start(
                track=held, on=self.day - timedelta(days=ago), cover=cover, actor=user,
                now=self.now, day=self.day,
            )  # fmt: skip

        self.tried("tell a start", user, stands(user), run, {"follow_up.told": 1})

    @rule(
        number=who, fits=right, at=which, ago=st.integers(-1, 3),
        cover=st.sampled_from(("", "", "Bu Ani")),
    )  # fmt: skip
    def start(
        self, number: int, fits: bool | None, at: int, ago: int, cover: str
    ) -> None:
        one = self.row(Track.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            return self.unstarted(user, one, ago, cover or one.cover)

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "follow_up.start")
            held = access.track_for(rights, one.pk, "follow_up.start")
            actions.start_track(
                track=held, on=self.day - timedelta(days=ago), statement="1/SPMT",
                actor=user, now=self.now, day=self.day, cover=cover,
            )  # fmt: skip

        self.tried(
            "start", user, stands(user), run,
            {"data.apply": 1, "proposal.settle": 1, "follow_up.start": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, note=st.sampled_from(("", "x", "x")))
    def finish_task(self, number: int, fits: bool | None, at: int, note: str) -> None:
        one = self.row(Task.objects, at)
        if one is None:
            return
        move = one.track.proposal
        of = move.from_unit if one.who == "lama" else move.to_unit

        def stands(user: User) -> list[str]:
            own = user.person_id is not None and user.person_id == move.person_id
            act = f"task of {one.who}"
            may = law.may(user, self.day, act, [] if own else [of], own=own)
            found = [] if may else ["it is another one's"]
            if one.done_on or not note:
                found.append("it is done, or nothing proves it")
            return found

        user = self.pick(number, fits, stands)

        def run() -> None:
            held = access.task_for(self.at(user, "follow_up.task"), one.pk)
            finish_task(
                task=held, done_on=self.day, note=note, proof=None, actor=user,
                now=self.now, day=self.day,
            )  # fmt: skip

        self.tried("do a task", user, stands(user), run, {"follow_up.task": 1})
