"""What a verification answers: checks, each with a verdict and a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from seimbang.language import Text, text

if TYPE_CHECKING:
    from seimbang.verify.costs import Step

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # stage, done, of how many


class Verdict(StrEnum):
    """What one check found."""

    PASS = "pass"
    FAIL = "fail"
    SKIPPED = "skipped"  # not reached, or not asked for: nothing is known


class Status(StrEnum):
    """
    What may be said of the plan.

    Lawfulness is not checked where no data was given. Where limits tie moves together
    the certificate may prove less than the solver says to have ruled out, and the
    solver may have had no time to rule it out.
    """

    LAWFUL = "lawful_and_optimal"
    OPTIMAL = "optimal_for_these_arcs"
    LAWFUL_BY_SOLVER = "lawful_and_optimal_by_solver"
    BY_SOLVER = "optimal_by_solver_for_these_arcs"
    LAWFUL_SO_FAR = "lawful_and_best_so_far"
    SO_FAR = "best_so_far_for_these_arcs"
    REFUSED = "refused"


@dataclass(frozen=True)
class Gap:
    """By how much a plan may be better in a goal, as far as the certificate proves."""

    step: Step
    amount: Fraction  # in the units of the goal
    closed: bool  # the solver is said to have ruled it out
    sentence: Text


@dataclass(frozen=True)
class Check:
    """One check; ``failures`` counts what was found, the sentence tells the first."""

    key: str
    verdict: Verdict
    sentence: Text
    failures: int = 0


@dataclass(frozen=True)
class Report:
    """All checks of a plan, in the order they were made."""

    checks: tuple[Check, ...]
    gaps: tuple[Gap, ...] = ()
    finished: bool = True  # False: the solver's time was over

    @property
    def status(self) -> Status:
        """Return what may be said of the plan as a whole."""
        verdicts = {check.key: check.verdict for check in self.checks}
        lawful = [verdict for key, verdict in verdicts.items() if key in LAWFULNESS]
        proof = [verdict for key, verdict in verdicts.items() if key not in LAWFULNESS]
        if Verdict.FAIL in verdicts.values() or set(proof) != {Verdict.PASS}:
            return Status.REFUSED
        if set(lawful) == {Verdict.PASS}:
            grades = Status.LAWFUL, Status.LAWFUL_BY_SOLVER, Status.LAWFUL_SO_FAR
        else:
            grades = Status.OPTIMAL, Status.BY_SOLVER, Status.SO_FAR
        proved, by_solver, so_far = grades
        if not self.finished:
            return so_far
        return by_solver if self.gaps else proved

    @property
    def lawful(self) -> bool:
        """Tell whether the plan holds, and is lawful by the data given."""
        return self.status.startswith("lawful")

    @property
    def holds(self) -> bool:
        """Tell whether every check that was asked for holds."""
        return self.status is not Status.REFUSED

    @property
    def sentence(self) -> Text:
        """Return the verdict on the whole plan as one sentence."""
        return _VERDICTS[self.status]

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Return the entries of plan.json that no check of this report reaches."""
        if not self.holds:
            return ()
        told = _FOR_READERS if self.lawful else (*_BY_DATA, *_FOR_READERS)
        limited = any(check.key == "plan.limits" for check in self.checks)
        return (*told, "limits.words") if limited else told

    @property
    def reserve(self) -> Text | None:
        """Return one sentence on what was not checked; None where nothing holds."""
        if not self.unchecked:
            return None
        entries = ", ".join(self.unchecked)
        return text("Not checked in plan.json, only told: {entries}.", entries=entries)

    def __getitem__(self, key: str) -> Check:
        """
        Return the check ``key``.

        :raises KeyError: when no such check was made.
        """
        for check in self.checks:
            if check.key == key:
                return check
        raise KeyError(f"No check {key!r} among {[c.key for c in self.checks]}.")


_VERDICTS = {
    Status.LAWFUL: text(
        "The plan is lawful on its day by the data given, and no better plan exists."
    ),
    Status.OPTIMAL: text(
        "The plan is optimal for these arcs; lawfulness was not checked."
    ),
    Status.LAWFUL_BY_SOLVER: text(
        "The plan is lawful on its day by the data given. No better plan exists by the "
        "branch and bound of the solver; the certificate alone leaves the gaps above."
    ),
    Status.BY_SOLVER: text(
        "The plan is optimal for these arcs by the branch and bound of the solver; the "
        "certificate alone leaves the gaps above. Lawfulness was not checked."
    ),
    Status.LAWFUL_SO_FAR: text(
        "The plan is lawful on its day by the data given, and the best so far: the "
        "solver's time was over, and a better plan may exist within the gaps above."
    ),
    Status.SO_FAR: text(
        "The plan is the best so far for these arcs: the solver's time was over, and a "
        "better plan may exist within the gaps above. Lawfulness was not checked."
    ),
    Status.REFUSED: text("The plan is REFUSED: at least one check does not hold."),
}


class RefusedError(Exception):
    """Something in the files does not hold; the ledger turns it into a check."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.message)
        self.sentence = sentence


def refuse(message: str, **facts: Any) -> RefusedError:
    """Return the refusal that says ``message`` with its ``facts``."""
    return RefusedError(text(message, **facts))


class Ledger:
    """Collect the checks: each key once, in the order of the first opening."""

    def __init__(self) -> None:
        self._sentences: dict[str, Text] = {}
        self._failures: dict[str, list[Text]] = {}
        self._reached: set[str] = set()
        self._gaps: list[Gap] = []
        self._finished = True

    def open(self, key: str, sentence: Text) -> None:
        """Announce a check and what it will have shown when it passes."""
        self._sentences[key] = sentence
        self._failures[key] = []

    def value(self, key: str, make: Callable[..., T], *arguments: Any) -> T | None:
        """Return ``make(*arguments)``; None, and a failure, when it refuses."""
        self._reached.add(key)
        try:
            return make(*arguments)
        except RefusedError as refused:
            self._failures[key].append(refused.sentence)
            return None

    def holds(self, key: str, check: Callable[..., None], *arguments: Any) -> bool:
        """Tell whether ``check(*arguments)`` does not refuse; record it."""
        before = len(self._failures[key])
        self.value(key, check, *arguments)
        return len(self._failures[key]) == before

    def say(self, key: str, sentence: Text) -> None:
        """Replace what a check will have shown when it passes."""
        self._sentences[key] = sentence

    def gap(self, found: Gap) -> None:
        """Record how much less than the whole is proved of a goal."""
        self._gaps.append(found)
        self.say(found.step.key, found.sentence)

    def stopped(self) -> None:
        """Record that the solver's time was over before it had proved the plan."""
        self._finished = False

    def skip(self, key: str, sentence: Text) -> None:
        """Record that a check was not made, and why."""
        self._sentences[key] = sentence
        self._failures[key] = []
        self._reached.discard(key)

    def report(self) -> Report:
        """Return the checks as they stand."""
        checks = tuple(self._check(key) for key in self._sentences)
        return Report(checks, tuple(self._gaps), self._finished)

    def _check(self, key: str) -> Check:
        failures = self._failures[key]
        if failures:
            return Check(key, Verdict.FAIL, failures[0], len(failures))
        if key in self._reached:
            return Check(key, Verdict.PASS, self._sentences[key])
        skipped = self._sentences[key]
        if key not in LAWFULNESS:
            skipped = text("Not reached: an earlier check failed.")
        return Check(key, Verdict.SKIPPED, skipped)


LAWFULNESS = (
    "data",
    "data.checksum",
    "data.local",
    "data.seats",
    "data.caps",
    "data.people",
    "data.arcs",
    "data.limits",
    "data.moves",
    "data.told",
)
_BY_DATA = (  # entries of plan.json that follow from the data alone
    "data",
    "local",
    "lost",
    "moves.km",
    "moves.minutes_before",
    "moves.minutes_after",
    "moves.estimated_home",
)
_FOR_READERS = ("flags", "summary.greedy", "unconfirmed", "versions")
