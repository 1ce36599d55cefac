"""
A machine that plays the whole procedure in any order, wrong persons included.

Kind of test: B10 of security-and-reliability.md. Each rule is tried by anybody; a model
(``law``) foresees what is allowed, ``invariants`` names what holds after each step. The
procedure is brought from stage to stage, and examples begin at each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from itertools import count
from time import monotonic

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from seimbang_web.decisions.dossier import guards
from seimbang_web.documents.actions import numbers
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.proposals import actions as proposing
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.machine import world
from tests.web.decisions.machine.base import Base, Scene, WrongError
from tests.web.decisions.machine.deciding import Deciding
from tests.web.decisions.machine.dossiers import Dossiers
from tests.web.decisions.machine.hearing import Hearing
from tests.web.decisions.machine.invariants import Invariants
from tests.web.decisions.machine.objecting import Objecting
from tests.web.decisions.machine.people import People
from tests.web.decisions.machine.signing import Signing
from tests.web.decisions.machine.starting import Starting
from tests.web.decisions.machine.team import Team

pytestmark = pytest.mark.both

MIXED = ["tetap", "tolak", "tetap", "tetap", "tetap", "tetap"]


class Procedure(
    Hearing, Dossiers, Team, Deciding, Objecting, Signing, Starting, People, Invariants
):
    """All rules together."""


@pytest.fixture
def scene() -> Iterator[Scene]:
    Base.scene = Scene(world.made(datetime.combine(world.DAY, time(1), UTC)))
    yield Base.scene


def play(examples: int, steps: int, *, steady: bool = True) -> None:
    """Play examples from where the scene stands; other ones each time: not steady."""
    run_state_machine_as_test(
        Procedure,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=steady,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def further(act: Callable[[Procedure], None]) -> None:
    """Bring the scene to its next stage, by acts that are tried like all others."""
    made = type("Stage", (Procedure,), {"keeps": True})()
    try:
        act(made)
        made.all_that_holds()
    except BaseException:
        made.keeps = False
        raise
    finally:
        made.teardown()


def drafted(m: Procedure) -> None:
    """Draft a decree too early, and the minutes: the record still changes."""
    m.draft(0, True, "keputusan", 0)
    m.draft(0, True, "berita-acara", 0)
    m.override(3, True, 0, "contoh")


def written(m: Procedure) -> None:
    """Write the decree of what was approved, initialled and numbered."""
    m.redraft(0, True, 0)
    m.override(3, True, 0, "contoh")
    m.send(0, True, 0, "good")
    for _place in range(3):
        m.initial(0, True, 0)
    m.number_one(1, True, 0, 1, 0)


def minutes(m: Procedure) -> None:
    """Number the minutes of the team in the own register."""
    m.redraft(0, True, 1)
    m.override(3, True, 1, "contoh")
    m.send(0, True, 1, "good")
    m.number_one(1, True, 1, 0, 0)


def handed_out(m: Procedure) -> None:
    """Sign the decree, make its extracts, sign and hand out one."""
    m.scan(0, True, 0, True)
    m.extracts(1, True, 0)
    m.seal(5, True, 2, "signs")
    m.hand_out(0, True, 2, 0)


def objected(m: Procedure) -> None:
    """Object to the decree in time; it is upheld and a decree of change begun."""
    for at in range(7):
        m.file(0, True, at, True, "jarak")
    for at in range(7):
        m.decide_objection(5, True, at, True, True, True)
    for at in range(7):
        m.draft(0, True, "perubahan", at)


def begun(m: Procedure) -> None:
    """Let the day of effect come, and who may start there."""
    m.wait((Track.objects.earliest("effective_on").effective_on - m.day).days)
    for _again in range(2):
        for at in range(Track.objects.count()):
            m.start(0, True, at, 0, "")


STAGES: tuple[tuple[str, Callable[[Procedure], None]], ...] = (
    ("planned", lambda m: None),
    ("proposed", lambda m: m.open_proposals(2, True, 9)),
    ("frozen", lambda m: m.make_dossier(2, True, "biasa", False, 0)),
    ("before the team", lambda m: m.go_on(3, 0, 12)),
    ("before the authority", lambda m: m.sit(0, "setuju")),
    ("drafted", drafted),
    ("decided", lambda m: m.decide(5, True, 0, MIXED, "x", "fresh", "first", True)),
    ("written", written),
    ("minutes", minutes),
    ("handed out", handed_out),
    ("objected", objected),
    ("begun", begun),
)


def until(name: str) -> None:
    """Bring the scene to a stage, without playing on the way."""
    for stage, act in STAGES:
        further(act)
        if stage == name:
            return


def test_the_procedure(scene: Scene) -> None:
    for _name, act in STAGES:
        further(act)
        play(int(os.environ.get("MACHINE_EXAMPLES", "1")), 8)
    became = {result for _act, result in scene.tries}
    assert became == {"done", "refused"}
    assert len({act for act, result in scene.tries if result == "done"}) >= 20


@pytest.mark.soak
def test_the_procedure_for_long(scene: Scene) -> None:
    """``MACHINE_MINUTES``, 35 unless told: other examples each time, all faults."""
    scene.collects = True
    ends = monotonic() + 60 * float(os.environ.get("MACHINE_MINUTES", "35"))
    began = scene.day, scene.now
    for turn in count(1):
        with transaction.atomic():
            for _name, act in STAGES:
                further(act)
                play(5, 20, steady=False)
            transaction.set_rollback(True)
        scene.day, scene.now = began
        told = f"{turn} rounds, {scene.examples} examples, {scene.steps} acts"
        print(told, scene.faults, flush=True)  # noqa: T201
        if monotonic() > ends:
            break
    assert not scene.faults


# --- does the machine see what is wrong? ---


def test_it_sees_that_the_proposer_verifies(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1 off in the code: found by the model, or by the database behind it."""
    until("frozen")
    further(lambda m: m.go_on(3, 0, 2))
    monkeypatch.setattr(guards, "proposed", lambda _user, _dossier: False)
    twin = scene.world.users.index("putri2")
    with pytest.raises((WrongError, DatabaseError)):
        further(lambda m: m.finish_step(twin, False, 0, "", True))


def test_it_sees_a_gap_in_a_register(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    until("decided")
    right = numbers.next_number

    def skips(series: str, year: int) -> int:
        right(series, year)
        return right(series, year)

    monkeypatch.setattr(numbers, "next_number", skips)
    with pytest.raises(WrongError, match="registers_are_gapless"):
        further(minutes)


def test_it_sees_an_act_without_record(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "record", lambda **_told: None)
    with pytest.raises(WrongError, match="recorded"):
        until("proposed")


def test_it_sees_a_refusal_that_writes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    until("proposed")

    def writes(*, proposal: Proposal, **_told: object) -> None:
        Proposal.objects.filter(pk=proposal.pk).update(why="x")
        raise ActError("no")

    monkeypatch.setattr(proposing, "withdraw_proposal", writes)
    with pytest.raises(WrongError, match="rows changed"):
        further(lambda m: m.withdraw(2, True, 0, "x"))
