"""
The files of a plan, read again to explain it: nothing else is needed.

``seimbang explain`` has no snapshot and no law; it reads plan.json, reasons.json and
problem.json.gz, and can still tell the exact loss of a move that was not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from seimbang.explain.change import Answer, Search
from seimbang.explain.record import FILE, FORMAT
from seimbang.explain.way import Step, Way, with_move, without
from seimbang.explain.worth import Worth
from seimbang.language import text
from seimbang.plan.build import pseudonym
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.problem import FORMAT as PROBLEM_FORMAT
from seimbang.plan.problem import Family, Problem
from seimbang.plan.record import FORMAT as PLAN_FORMAT
from seimbang.plan.side.linked import tied
from seimbang.plan.stored import problem_of, solutions_of
from seimbang.whatif.folder import FolderError, NoPlanError, read_json
from seimbang.whatif.loss import Exchange, Loss

__all__ = ["Folder", "FolderError", "NoPlanError", "Pair"]


@dataclass(frozen=True)
class Pair:
    """
    One person and one unit: what the network says.

    ``result``: "moves" (the plan's own move), "fixed" (no allowed move at all),
    "no_post", "no_move" (no allowed move there), "limited" (limits tie the family to
    others: no loss is known), "loss" (with ``loss``; ``steps``: what follows from it).
    """

    result: str
    loss: Loss | None = None
    voluntary: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Folder:
    """A plan with its reasons, as files tell it."""

    path: Path
    plan: Mapping[str, Any]
    reasons: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Folder:
        """
        Return the plan in the folder ``path``.

        :raises FolderError: when a file is missing or not what it should be.
        """
        if (path / "plan.json").exists() and not (path / FILE).exists():
            raise NoPlanError(
                text(
                    "The plan in {folder} was written without its reasons: run "
                    "`seimbang plan` again, without --no-report.",
                    folder=path.name,
                )
            )
        reasons = read_json(path / FILE, FORMAT)
        return cls(path, read_json(path / "plan.json", PLAN_FORMAT), reasons)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The ids of everybody the plan speaks of."""
        stay = (one for group in self.reasons["stays"] for one in group["people"])
        move = (one["person_id"] for one in self.reasons["moves"])
        ask = (one["person_id"] for one in self.reasons["wishes"])
        return tuple(sorted({*stay, *move, *ask}))

    @cached_property
    def problem(self) -> Problem:
        """The network of problem.json.gz."""
        return problem_of(read_json(self.path / "problem.json.gz", PROBLEM_FORMAT))

    @cached_property
    def solutions(self) -> list[Solution]:
        """The plan of each family."""
        return solutions_of(self.problem, self.plan["moves"])

    def pair(self, person_id: str, unit_id: str) -> Pair:
        """Return what it would cost that the person goes to the unit."""
        found = self._find(person_id)
        return Pair("fixed") if found is None else self._pair(*found, unit_id)

    def stays_when_filled(self, person_id: str) -> bool | None:
        """
        Tell whether a move is proposed no more when its post is filled from outside.

        The family is solved again with one more person at the seat. None: the person
        does not move.
        """
        found = self._find(person_id)
        if found is None:
            return None
        family, person = found
        used = int(self._solution(family).at[person])
        if used < 0:
            return None
        again = solve_family(
            _filled(family, int(family.moves.seat[used])),
            self.problem.policy,
            seed=self.problem.seed,
            wish_ranks=self.problem.wish_ranks,
        )
        return int(again.at[person]) < 0

    def _find(self, person_id: str) -> tuple[Family, int] | None:
        """Return the family of a person and the number within; None: cannot move."""
        name = pseudonym(person_id, self.plan["pseudonym_salt"])
        for family in self.problem.families:
            if name in family.people:
                return family, family.people.index(name)
        return None

    def _pair(self, family: Family, person: int, unit_id: str) -> Pair:
        there = [
            at
            for at, name in enumerate(family.seats.id)
            if name.split("|")[0] == unit_id
        ]
        if not there:
            return Pair("no_post")
        first, last = family.moves.first[person : person + 2]
        moves = [at for at in range(first, last) if family.moves.seat[at] in there]
        if not moves:
            return Pair("no_move")
        solution = self._solution(family)
        if int(solution.at[person]) in moves:
            return Pair("moves")
        number = [one.name for one in self.problem.families].index(family.name)
        if number in tied(self.problem):
            return Pair("limited")
        exchange = Exchange(solution)
        losses = [exchange.with_move(person, move) for move in moves]
        least = min(losses, key=_size)
        chosen = moves[losses.index(least)]
        voluntary = bool(family.moves.voluntary[chosen])
        steps = with_move(exchange, person, chosen).steps
        return Pair("loss", least, voluntary, steps)

    def forbidden(self, person_id: str) -> Way | None:
        """
        Return what follows when the move of a person is forbidden.

        None: the person does not move, or limits tie the family to others.
        """
        found = self._free(person_id)
        if found is None:
            return None
        family, person = found
        solution = self._solution(family)
        if int(solution.at[person]) < 0:
            return None
        return without(Exchange(solution), person)

    def change(self, person_id: str) -> Answer | None:
        """
        Return the smallest change that gives a person another result.

        None: no move of the person is lawful, or the plan does not move somebody
        without a lawful wish, or limits tie the family to others.
        """
        found = self._free(person_id)
        if found is None:
            return None
        family, person = found
        solution = self._solution(family)
        first, last = family.moves.first[person : person + 2]
        asks = family.moves.voluntary[first:last].any()
        if int(solution.at[person]) < 0 and not asks:
            return None
        ranks = [
            one["rank"]
            for one in self.reasons["wishes"]
            if one["person_id"] == person_id
        ]
        return Search(
            self.problem, solution, person, wishes=max(ranks, default=0)
        ).smallest()

    def worth(self, unit_id: str) -> Iterator[tuple[str, Loss, Loss]]:
        """Yield job, and what one more and one fewer change, at a unit's seats."""
        for at, family in enumerate(self.problem.families):
            if at in tied(self.problem):
                continue
            named = [name.split("|") for name in family.seats.id]
            there = [
                seat
                for seat, (unit, _) in enumerate(named)
                if unit == unit_id and family.seats.need[seat] is not None
            ]
            if there:
                worth = Worth(Exchange(self.solutions[at]))
                for seat in there:
                    job = named[seat][1]
                    yield job, worth.one_more(seat), worth.one_fewer(seat)

    def _free(self, person_id: str) -> tuple[Family, int] | None:
        """Return family and number of who may move, where no limit ties the family."""
        found = self._find(person_id)
        if found is None:
            return None
        number = [one.name for one in self.problem.families].index(found[0].name)
        return None if number in tied(self.problem) else found

    def _solution(self, family: Family) -> Solution:
        """Return the plan of a family, with the costs of the goals that are sums."""
        number = [one.name for one in self.problem.families].index(family.name)
        return self.solutions[number]


def _filled(family: Family, seat: int) -> Family:
    """Return the family with one more person, who does not move, at a seat."""
    one = np.zeros(len(family.seats), np.int64)
    one[seat] = 1
    seats = replace(
        family.seats,
        present=family.seats.present + one,
        fixed=family.seats.fixed + one,
    )
    return replace(family, seats=seats)


def _size(of: Loss) -> tuple[bool, tuple[Fraction, ...]]:
    amounts = of.amounts or ()
    return of.amounts is None, tuple(amount for _, amount in amounts)
