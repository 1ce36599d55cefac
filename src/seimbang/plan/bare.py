"""
A bare transfer problem: units, staff, allowed moves with costs, couples, a cap.

The policy of this format: total shortage → squares of (need − staff) → number of moves
→ cost. Hard: ``min_left``; a couple moves into one zone or stays; ``max_moves`` at
most. The network is solved first; only when its best plan breaks a couple or the cap,
the rows that tie moves together are added (:mod:`seimbang.plan.side`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from seimbang.language import Text, text
from seimbang.plan.bare_model import BareModel, Objective, exact
from seimbang.plan.bare_shape import problems
from seimbang.plan.exact import settle_wide
from seimbang.plan.lexicographic import InfeasibleError, settle

if TYPE_CHECKING:
    from seimbang.plan.network import State

__all__ = ["Answer", "BareProblemError", "Objective", "Status", "exact", "solve"]


_NO_PLAN = text(
    "No plan leaves every unit its min_left and keeps couples and the cap on moves."
)
_NONE_YET = text("No plan was found within the time limit.")
_SO_FAR = text("The best plan found within the time limit; a better one may exist.")


class Status(StrEnum):
    """How the search ended."""

    OPTIMAL = "OPTIMAL"
    INFEASIBLE = "INFEASIBLE"
    TIME_LIMIT = "TIME_LIMIT"
    UNSUPPORTED = "UNSUPPORTED"


@dataclass(frozen=True)
class Answer:
    """
    What came out; ``assignment`` maps staff ids to unit ids, for everybody.

    TIME_LIMIT carries the best plan so far, if there is one.
    """

    status: Status
    objective: Objective | None = None
    assignment: Mapping[str, Any] | None = None
    reason: Text | None = None


class BareProblemError(ValueError):
    """The problem is not well formed; ``problems`` says where and why, all at once."""

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def read(problem: Mapping[str, Any]) -> BareModel:
    """
    Return the bare problem made ready.

    :raises BareProblemError: when it is not well formed.
    """
    wrong = list(problems(problem))
    if wrong:
        raise BareProblemError(wrong)
    return BareModel(problem)


def solve(problem: Mapping[str, Any], time_limit: float | None = None) -> Answer:
    """
    Return the best plan of a bare problem; ``time_limit`` in seconds.

    :raises BareProblemError: when the problem is not well formed.
    """
    model = read(problem)
    state = model.start()
    try:
        for cost in model.ranked():
            settle(state, cost)
        settle_wide(state, model.prices)
    except InfeasibleError:
        return Answer(
            Status.INFEASIBLE,
            reason=text("No plan leaves every unit its min_left."),
        )
    if model.rows(model.cap).broken(state.at) == 0:
        return _answer(model, state)
    return _with_rows(model, time_limit)


def _answer(
    model: BareModel,
    state: State,
    status: Status = Status.OPTIMAL,
    reason: Text | None = None,
) -> Answer:
    return Answer(status, model.objective(state), model.assignment(state), reason)


def _with_rows(model: BareModel, time_limit: float | None) -> Answer:
    """Return the best plan that keeps couples and the cap."""
    from seimbang.plan.side.clock import left
    from seimbang.plan.side.settle import PrecisionError

    remaining = left(time_limit)
    if model.wide:
        return _exactly(model, remaining)
    try:
        return _by_rows(model, remaining)
    except PrecisionError:
        return _exactly(model, remaining)


def _by_rows(model: BareModel, left: Callable[[], float | None]) -> Answer:
    """Search with the rows, in floats, and prove it in integers."""
    from seimbang.plan.side.ordered import Ordered, OutOfTimeError
    from seimbang.plan.side.web import goal_of

    state = model.start()
    try:
        search = Ordered([state], model.rows(model.cap), left)
        for cost in model.costs():
            search.settle(goal_of([cost]))
    except InfeasibleError:
        return Answer(Status.INFEASIBLE, reason=_NO_PLAN)
    except OutOfTimeError:
        return Answer(Status.TIME_LIMIT, reason=_NONE_YET)
    state.at = search.plan
    if search.proved:
        return _answer(model, state)
    return _answer(model, state, Status.TIME_LIMIT, _SO_FAR)


def _exactly(model: BareModel, left: Callable[[], float | None]) -> Answer:
    """Search in exact numbers alone."""
    from seimbang.plan.bare_wide import GivenUpError, search

    try:
        best, proved = search(model, left)
    except GivenUpError:
        return Answer(
            Status.UNSUPPORTED,
            reason=text(
                "With numbers of so many digits, couples and a cap on moves can be "
                "searched for few people only."
            ),
        )
    if best is None and proved:
        return Answer(Status.INFEASIBLE, reason=_NO_PLAN)
    if best is None:
        return Answer(Status.TIME_LIMIT, reason=_NONE_YET)
    if proved:
        return _answer(model, best)
    return _answer(model, best, Status.TIME_LIMIT, _SO_FAR)
