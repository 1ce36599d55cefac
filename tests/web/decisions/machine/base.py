"""
The machine itself: one act tried by one user, predicted, and looked at afterwards.

An example begins where the world stands and is rolled back at its end. ``tries`` counts
what was tried, by act and by what became of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import Http404
from django.test import override_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry as Act
from seimbang_web.cards import judged
from seimbang_web.lib.act import ActError
from seimbang_web.organisation import convert
from seimbang_web.organisation.models import Version
from tests.web.decisions.machine import law, rows
from tests.web.decisions.machine.world import DAY, World

MINUTE = timedelta(minutes=1)
MORNING = datetime.combine(DAY, time(2), UTC)  # 09.00 WIB
who = st.integers(0, 31)  # a user of the world; wraps around
which = st.integers(0, 11)  # a row of those there are; wraps around
right = st.sampled_from((True, True, True, None, False))  # may, nearly may, anybody
Stands = Callable[[User], Sequence[str]]  # what stands against a user's act
Writes = Mapping[str, int]  # the record of acts grows by exactly these


class WrongError(AssertionError):
    """The product and the model say different things."""


@dataclass
class Scene:
    """Where examples begin: the world, its day and moment; stage after stage."""

    world: World
    day: date = DAY
    now: datetime = MORNING
    tries: Counter[tuple[str, str]] = field(default_factory=Counter)
    collects: bool = False  # go on after a fault, to find others
    faults: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    examples: int = 0


class Base(RuleBasedStateMachine):
    """One example: everything is rolled back at its end."""

    scene: ClassVar[Scene]
    keeps: ClassVar[bool] = False  # for building the next stage: nothing rolled back

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.day, self.now = self.scene.day, self.scene.now
        self.users = [
            User.objects.get(username=name) for name in self.scene.world.users
        ]
        self.versions = Version.objects.count()
        self.scene.examples += 1
        law.forget()
        self._look()
        self.born = rows.counts()

    def teardown(self) -> None:
        """Leave the database as it was, or let the next examples begin here."""
        moved = self.versions != Version.objects.count()
        if self.keeps:
            self.scene.day, self.scene.now = self.day, self.now
        else:
            transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        if moved and not self.keeps:  # ids come again: what was read by them is stale
            convert._snapshot.cache_clear()
            judged._judged.cache_clear()

    def _look(self) -> None:
        self.seen = rows.digest()
        self.last = Act.objects.order_by("-seq").values_list("seq", flat=True).first()

    # --- who acts, on what ---

    def user(self, name: str) -> User:
        """Return a user by name."""
        return self.users[self.scene.world.users.index(name)]

    def pick(self, number: int, fits: bool | None, stands: Stands) -> User:
        """
        Return the user of a number, or the next one against whom nothing stands.

        None: the next one against whom one thing stands, rather of S1–S8 than another.
        """
        at = number % len(self.users)
        turned = [*self.users[at:], *self.users[:at]]
        if fits is False:
            return turned[0]
        near = turned[0]
        for one in turned:
            found = stands(one)
            if fits and not found:
                return one
            if not fits and len(found) == 1:
                near = one
                if found[0].startswith("S"):
                    return one
        return near

    def row(self, found: Any, number: int) -> Any:
        """Return one of the rows there are; None: there is none."""
        held = list(found.order_by("pk"))
        return held[number % len(held)] if held else None

    def at(self, user: User, act: str) -> Rights:
        """
        Return the rights of who signed in, as the middleware lets them to a page.

        :raises Http404: when the account is closed or no role reaches the act.
        """
        signed_in = ModelBackend().get_user(user.pk)
        if signed_in is None:
            raise Http404
        rights = Rights(User.objects.get(pk=user.pk), self.day)
        if not rights.may(act):
            raise Http404
        return rights

    # --- the act ---

    def wrong(self, told: str) -> None:
        """
        Keep what is wrong and end the example, or stop at once.

        :raises WrongError: when faults are not collected.
        """
        self.scene.faults[told] += 1
        if not self.scene.collects:
            raise WrongError(told)

    def tried(
        self,
        name: str,
        user: User,
        against: Sequence[str],
        run: Callable[[], Any],
        writes: Writes,
    ) -> Any:
        """
        Let a user act; return what the act returns, None when it was refused.

        :raises WrongError: when the model foresaw otherwise, a refusal changed a row,
            or the record of acts did not grow by exactly what was done.
        """
        self.now += MINUTE
        self.scene.steps += 1
        refusal = ""
        made = None
        with override_settings(SEIMBANG_DAY=self.day.isoformat()):
            try:
                made = run()
            except Http404:
                refusal = "out of reach"
            except ActError as error:
                refusal = str(error) or type(error).__name__
        told = f"{name} by {user.username} on {self.day}"
        if refusal:
            self.scene.tries[name, "refused"] += 1
            if rows.digest() != self.seen:
                self.wrong(f"{told}: refused ({refusal}) and rows changed")
            if not against:
                self.wrong(f"{told}: nothing stands against it, yet: {refusal}")
            return None
        law.forget()
        before = self.last or 0
        self._look()
        if against:
            self.wrong(f"{told}: went through although {'; '.join(against)}")
        self.scene.tries[name, "done"] += 1
        added = Act.objects.filter(seq__gt=before)
        found = Counter(added.values_list("act", flat=True))
        wanted = Counter({act: count for act, count in writes.items() if count})
        if found != wanted:
            self.wrong(f"{told}: recorded {dict(found)}, expected {dict(wanted)}")
        if wanted and set(added.values_list("actor_id", flat=True)) != {user.pk}:
            self.wrong(f"{told}: recorded in another name")
        return made
