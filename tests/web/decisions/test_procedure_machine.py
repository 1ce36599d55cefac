"""
A machine that plays the procedure in any order, wrong persons included.

After each step: the chain of acts holds, receipts have no gaps, nobody has two
proposals alive, who proposed decided nothing, an upheld objection leaves no open
proposal, a closed one does not change, and staff are as many as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from seimbang_web.accounts.models import User
from seimbang_web.audit.queries import verify
from seimbang_web.decisions.authority.actions import (
    Outcome,
    challenge,
    decide_dossier,
)
from seimbang_web.decisions.models import Decision, Dossier, Entry, Objection
from seimbang_web.decisions.objections import actions
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person
from seimbang_web.proposals.actions import withdraw_proposal
from seimbang_web.proposals.models import ALIVE, Proposal, State
from tests.web.decisions.sitting import advised, dossier_at, proposed

DAY, TMT = date(2026, 1, 1), date(2026, 7, 1)
OFFICE = ("putri", "sari", "rina", "tono", "bupati")
people = st.sampled_from(OFFICE)
at = st.integers(0, 9)


@contextmanager
def refused() -> Iterator[None]:
    """Let an act say no; what it began is undone."""
    try:
        with transaction.atomic():
            yield
    except ActError:
        return


def staff() -> dict[int, int]:
    """Return how many are present, by unit."""
    rows = Person.objects.filter(present=True).values("unit").annotate(n=Count("pk"))
    return {row["unit"]: row["n"] for row in rows}


class Procedure(RuleBasedStateMachine):
    """One example: everything is rolled back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = clock.now()
        self.user = {one.username: one for one in User.objects.all()}
        self.staff = staff()
        self.closed: dict[int, str] = {}
        proposed(4, self.user["putri"], self.now)

    def teardown(self) -> None:
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def _one(self, rows: Any, number: int) -> Any:
        held = list(rows.order_by("pk"))
        return held[number % len(held)] if held else None

    @rule(number=at, who=people)
    def object_(self, number: int, who: str) -> None:
        """At the counter by the operator; others only by mistake."""
        proposal = self._one(Proposal.objects.all(), number)
        with refused():
            actions.file_objection(
                proposal=proposal, reasons=["jarak"], told="", now=self.now, day=DAY,
                assisted=who == "rina", actor=self.user[who],
            )  # fmt: skip
            assert who == "rina"
            assert proposal.state == State.OPEN

    @rule(number=at)
    def withdraw_objection(self, number: int) -> None:
        one = self._one(Objection.objects.all(), number)
        if one is not None:
            with refused():
                actions.withdraw_objection(
                    objection=one, actor=self.user["rina"], now=self.now
                )

    @rule(number=at, upheld=st.booleans())
    def decide_objection(self, number: int, upheld: bool) -> None:
        one = self._one(Objection.objects.all(), number)
        if one is not None:
            with refused():
                actions.decide_objection(
                    objection=one, version=one.version, upheld=upheld, why="y",
                    considered="x", actor=self.user["bupati"], now=self.now, day=DAY,
                )  # fmt: skip

    @rule(number=at)
    def withdraw_proposal(self, number: int) -> None:
        with refused():
            withdraw_proposal(
                proposal=self._one(Proposal.objects.all(), number), why="x",
                actor=self.user["putri"], now=self.now,
            )  # fmt: skip

    @precondition(lambda self: not Dossier.objects.exists())
    @rule()
    def bring_before_the_authority(self) -> None:
        rows = list(Proposal.objects.filter(state=State.OPEN))
        if rows:
            dossier = dossier_at("team", rows, self.user["putri"], self.now)
            advised(dossier, [self.user["sekda"], self.user["tono"]], self.now)

    @rule(who=people, outcome=st.sampled_from(Entry.Outcome.values[1:]))
    def decide(self, who: str, outcome: str) -> None:
        dossier = self._one(Dossier.objects.all(), 0)
        if dossier is None:
            return
        with refused():
            token = challenge(dossier=dossier, actor=self.user[who], now=self.now)
            chosen = Outcome(Entry.Outcome(outcome), "x")
            decide_dossier(
                dossier=dossier, effective_on=TMT, challenge=token, now=self.now,
                outcomes={one.pk: chosen for one in dossier.entries.all()},
                actor=self.user[who], day=DAY,
            )  # fmt: skip
            assert who == "bupati"

    @invariant()
    def the_chain_holds(self) -> None:
        assert verify() is None

    @invariant()
    def nobody_has_two_proposals_alive(self) -> None:
        alive = list(Proposal.objects.filter(state__in=ALIVE).values_list("person"))
        assert len(alive) == len(set(alive))

    @invariant()
    def receipts_have_no_gaps(self) -> None:
        numbers = sorted(Objection.objects.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def what_is_closed_stays_so(self) -> None:
        for one in Objection.objects.exclude(outcome=""):
            assert self.closed.setdefault(one.pk, one.outcome) == one.outcome

    @invariant()
    def who_objects_in_right_stays(self) -> None:
        upheld = Objection.objects.filter(outcome="diterima", stage="usulan")
        assert not upheld.filter(proposal__state=State.OPEN).exists()

    @invariant()
    def who_proposed_decided_nothing(self) -> None:
        for one in Decision.objects.select_related("dossier"):
            assert one.digest == one.dossier.digest
            proposers = one.dossier.proposers.values_list("user", flat=True)
            assert one.decided_by_id not in proposers

    @invariant()
    def staff_are_as_many(self) -> None:
        assert staff() == self.staff


def _run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Procedure,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_procedure() -> None:
    _run(15, 15)


@pytest.mark.soak
def test_the_procedure_for_long() -> None:
    _run(2000, 30)
