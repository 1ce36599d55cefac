"""Goals in order under side rows, each settled to proof before the next."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from seimbang.plan.flow import optimise
from seimbang.plan.goal import Cost
from seimbang.plan.lexicographic import InfeasibleError
from seimbang.plan.network import State
from seimbang.plan.problem import Flags, Ints
from seimbang.plan.side.bound import Dual
from seimbang.plan.side.relax import Relaxation
from seimbang.plan.side.settle import (
    Left,
    Settled,
    certify,
    fits,
    lean_on,
    settle,
    worth,
)
from seimbang.plan.side.task import Task
from seimbang.plan.side.web import Goal, Rows, goal_of, web, within_reach


class OutOfTimeError(Exception):
    """Time ran out before any plan was found that keeps the limits."""


class Ordered:
    """
    What the goals so far have left: the plan, what they reached, the moves alive.

    ``every`` are the moves that the bound must hold for, ``alive`` those that can still
    be in a best plan. ``proved`` turns false when time runs out.
    """

    def __init__(
        self,
        states: Sequence[State],
        rows: Rows,
        left: Left,
        *,
        plan: Ints | None = None,
        longest: int | None = None,
    ) -> None:
        """
        Begin with ``plan``, which keeps all limits, or with one that is looked for.

        :raises InfeasibleError: when no plan keeps bounds and rows.
        :raises OutOfTimeError: when none was found in time.
        """
        self.net = web(states)
        self.states = states
        self.rows = rows
        self.longest = longest
        self.left = left
        self.every: Flags = np.concatenate([state.move for state in states])
        self.alive = self.every.copy()
        self.earlier: list[tuple[Goal, int]] = []
        self.proofs: list[Dual] = []
        self.proved = True
        faces = [_face(state) for state in states]
        self.relaxation = Relaxation(faces, self.net, len(rows))
        self.plan = self._first() if plan is None else plan

    def task(self, goal: Goal) -> Task:
        """Return the task of ``goal`` after those settled."""
        net = within_reach(self.net, self.alive)
        return Task(net, self.rows, goal, tuple(self.earlier), self.alive, self.longest)

    def _whole(self, task: Task) -> Task:
        """Return ``task`` over all moves, as the checker sees it."""
        return replace(task, net=self.net, alive=self.every)

    def _first(self) -> Ints:
        """
        Return a plan that keeps bounds and rows: nobody moves, or the least broken.

        :raises InfeasibleError: when there is none.
        :raises OutOfTimeError: when none was found in time.
        """
        nothing = _nothing(self.states, soft=True)
        task = self.task(nothing)
        stay = np.full(self.net.people, -1)
        plan = stay if self.net.keeps_bounds(stay) else self._in_bounds()
        if worth(task, plan) == 0:
            return plan
        done = settle(task, plan, _zeros(task), self.left)
        if done.value == 0:
            return done.plan
        if done.proved or done.bound.value > 0:
            raise InfeasibleError
        raise OutOfTimeError

    def _in_bounds(self) -> Ints:
        """Return a plan that keeps the bounds of the network."""
        faces = [_face(state) for state in self.states]
        for face in faces:
            if not optimise(face, _no_cost(face)):
                raise InfeasibleError(face.family.name)
        return Relaxation(faces, self.net, 0).plan()

    def settle(self, goal: Goal) -> Settled:
        """Settle ``goal`` and keep only what is best for it; the proof is for all."""
        task = self.task(goal)
        done = self._without_rows(task) or self._with_rows(task)
        dual, known = certify(self._whole(task), done, self.left)
        self.plan = done.plan
        self.proved &= done.proved
        self.earlier.append((goal, done.value))
        self.proofs.append(dual)
        self.alive = done.alive
        return Settled(done.plan, done.value, dual, known, done.proved, done.alive)

    def look(self, goal: Goal) -> Settled:
        """
        Settle ``goal`` on trial: nothing is kept of it but a plan that costs nothing.

        Another plan may be worse in what is looked for: who bears less than some
        minutes says nothing of who bears the most.
        """
        task = self.task(goal)
        done = settle(task, self.plan, _zeros(task), self.left)
        if done.value == 0:
            self.plan = done.plan
        self.proved &= done.proved
        return done

    def forbid(self, moves: Flags) -> None:
        """Take ``moves`` out for good; the plan makes none of them."""
        self.every = self.every & ~moves
        self.alive = self.alive & ~moves
        begin = self.net.first_move
        for at, state in enumerate(self.relaxation.states):
            state.move &= ~moves[begin[at] : begin[at + 1]]

    def _without_rows(self, task: Task) -> Settled | None:
        """Return the network's optimum when the limits allow one as good."""
        found = self.relaxation.settle(task.goal, len(self.earlier))
        self.hint = _zeros(task) if found is None else found[1]
        if found is None:
            return None
        best, dual = found
        plan = self.relaxation.plan()
        if not fits(task, plan):
            plan = self.plan
        if worth(task, plan) != best:
            self.relaxation.holds = False
            return None
        dual, known = lean_on(self._whole(task), best, dual, self.proofs)
        alive = self.alive
        if known.value >= best:
            most = best * known.denominator - known.numerator
            alive = alive & (known.excess <= most)
        return Settled(plan, best, dual, known, True, alive)

    def _with_rows(self, task: Task) -> Settled:
        return settle(task, self.plan, self.hint, self.left)


def _face(state: State) -> State:
    """Return a copy whose arrays may be frozen."""
    return copy.deepcopy(state, {id(state.family): state.family})


def _no_cost(state: State) -> Cost:
    return Cost(
        "feasible",
        np.zeros(len(state.family.moves), np.int64),
        np.zeros((state.layout.seats, 1), np.int64),
    )


def _nothing(states: Sequence[State], *, soft: bool) -> Goal:
    return goal_of([_no_cost(state) for state in states], soft=soft)


def _zeros(task: Task) -> Dual:
    return Dual(
        1,
        (0,) * len(task.rows),
        (0,) * len(task.earlier),
        (0,) * int(task.net.first_node[-1]),
    )
