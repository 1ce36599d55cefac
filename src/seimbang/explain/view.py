"""One family of a plan as explanations look at it: all its people, not only movers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import polars as pl

from seimbang.explain.doubt import Doubt, Range, settled
from seimbang.explain.safe import Safety
from seimbang.explain.worth import Worth
from seimbang.plan import Plan
from seimbang.plan.lexicographic import Solution
from seimbang.plan.problem import Family, Flags, Ints
from seimbang.rules import PAIR_RULES, Pairs
from seimbang.whatif.loss import Exchange


@dataclass(frozen=True)
class Held:
    """Which keys (of rules, of missing columns) concern whom: ``who[person, key]``."""

    keys: tuple[str, ...]
    who: Flags

    @classmethod
    def of(cls, lists: pl.Series) -> Held:
        """Return the table of a column of lists of keys."""
        frame = (
            pl.DataFrame({"key": lists})
            .with_row_index("row")
            .explode("key")
            .drop_nulls("key")
        )
        keys = tuple(sorted(frame["key"].unique()))
        number = {key: at for at, key in enumerate(keys)}
        who = np.zeros((len(lists), len(keys)), np.bool_)
        columns = [number[key] for key in frame["key"]]
        who[frame["row"].to_numpy(), columns] = True
        return cls(keys, who)

    def count(self, people: Ints) -> Iterator[tuple[str, int]]:
        """Yield how many of ``people`` each key concerns, most first."""
        numbers = self.who[people].sum(axis=0)
        for at in np.argsort(-numbers, kind="stable"):
            if numbers[at]:
                yield self.keys[at], int(numbers[at])


@dataclass(frozen=True)
class View:
    """
    A solved family with the way back to the tables.

    ``people``: rows of all its counted people; ``at``: the seat (of the family) where
    each sits today. ``seats``: rows of ``requirements.positions``.
    """

    plan: Plan
    solution: Solution
    seats: Ints
    people: Ints
    at: Ints

    @property
    def family(self) -> Family:
        return self.solution.family

    @cached_property
    def linked(self) -> bool:
        """
        Whether no loss is a shortest way: limits tie the family to others.

        Or caps on groups stand beside leximin, which is then no sum.
        """
        if "leximin" in self.plan.policy.goals and self.family.groups:
            return True
        proved = self.plan.linked
        families = () if proved is None else proved.families
        names = [one.name for one in self.plan.round.problem.families]
        return names.index(self.family.name) in families

    @cached_property
    def exchange(self) -> Exchange:
        """The residual graph, for exact losses."""
        return Exchange(self.solution)

    @cached_property
    def worth(self) -> Worth:
        """What one person more or fewer is worth at each seat."""
        return Worth(self.exchange)

    @cached_property
    def doubts(self) -> dict[int, Doubt | None]:
        """The doubt of each mover, None: safe; nobody where it is not examined."""
        goals = settled(self.plan.policy.goals)
        if self.linked or not goals:
            return {}
        at = self.solution.at
        return dict(Safety(self.family, at, goals, self._ranges()).doubts())

    def _ranges(self) -> dict[int, Range]:
        """Return the lowest and highest need of the seats whose need is an interval."""
        columns = ("need_low_num", "need_low_den", "need_high_num", "need_high_den")
        rows = self.plan.requirements.positions.select(columns)[self.seats].rows()
        found = {}
        for seat, (low, low_den, high, high_den) in enumerate(rows):
            if low is not None and high is not None:
                pair = Fraction(low, low_den), Fraction(high, high_den)
                if pair[0] != pair[1]:
                    found[seat] = pair
        return found

    @cached_property
    def number(self) -> dict[str, int]:
        """The number within the family of each person who may move."""
        names = self.plan.round.problem.names[self.family.name]
        return {name: at for at, name in enumerate(names)}

    @cached_property
    def moving(self) -> Flags:
        """Whether each of ``people`` moves in the plan."""
        names = self.plan.round.problem.names[self.family.name]
        rows = [
            self.plan.eligibility.row(names[person])
            for person in self.solution.movers.tolist()
        ]
        return np.isin(self.people, np.array(rows, np.int64))

    @cached_property
    def staff(self) -> Ints:
        """The counted people at each seat after the plan."""
        return self.solution.staff

    @cached_property
    def spare(self) -> Ints:
        """People each seat has above need (officially rounded) and minimum, after."""
        needs = self.plan.requirements.positions["need_rounded"].gather(self.seats)
        return self._above([-1 if need is None else need for need in needs])

    @cached_property
    def spare_exactly(self) -> Ints:
        """People who could go without the exact need being lacked for it."""
        needs = self.family.seats.need
        return self._above([-1 if need is None else -(-need // 1) for need in needs])

    def _above(self, needs: list[int]) -> Ints:
        """Return the staff above need (-1: not measured) and minimum."""
        need = np.array(needs, np.int64)
        least = np.maximum(need, self.family.seats.minimum)
        return np.where(need < 0, 0, np.maximum(0, self.staff - least))

    def pairs(self, people: Ints, seats: Ints) -> Pairs:
        """Return what the rules say of people (numbers of ``people``) × seats."""
        return self.plan.eligibility.pairs(self.people[people], self.seats[seats])

    def allowed(self, pairs: Pairs) -> Flags:
        """Return which pairs the policy lets move, as the plan was built."""
        wished = pairs.allowed_voluntary & (pairs.wish_rank > 0)
        if self.plan.policy.voluntary_only:
            return wished
        return wished | pairs.allowed_compulsory

    def lacking(self, seat: int) -> Fraction:
        """Return the people missing at a seat after the plan (0 when not measured)."""
        need = self.family.seats.need[seat]
        after = int(self.staff[seat])
        return Fraction(0) if need is None else max(Fraction(0), need - after)


BIT = {rule: np.uint32(1 << at) for at, rule in enumerate(PAIR_RULES)}


def bits(rules: tuple[str, ...]) -> np.uint32:
    """Return the bits of these rules of pairs."""
    found = np.uint32(0)
    for rule in rules:
        found |= BIT[rule]
    return found


def views(plan: Plan) -> list[View]:
    """Return the families of a plan, in its order."""
    people = plan.eligibility.people
    counted, families = people["counted"].to_numpy(), people["family"].to_numpy()
    seat_rows = plan.eligibility.seat_rows
    found = []
    for solution in plan.solutions:
        seats = plan.round.rows[solution.family.name].seats
        rows = np.flatnonzero(counted & (families == solution.family.name))
        place = np.full(len(plan.requirements.positions), -1, np.int64)
        place[seats] = np.arange(len(seats))
        found.append(View(plan, solution, seats, rows, place[seat_rows[rows]]))
    return found
