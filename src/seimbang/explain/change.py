"""
The smallest change that would have given a person another result, by solving anew.

Kinds in the order of smallness: the need of one post by one person (the person's two
places first), a vacancy filled from outside, one more wish of the person. Shortest ways
tell which of them can change anything; each that can is solved anew, nearest first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from seimbang.explain.doubt import shortage
from seimbang.plan.lexicographic import Solution, solve_family
from seimbang.plan.network import FAR, slot_cost
from seimbang.plan.problem import Family, Ints, Problem
from seimbang.whatif.loss import STAYS, Exchange

TRIES = 6  # families solved anew for one person
SAME, MAYBE, SURE = range(3)


@dataclass(frozen=True)
class Change:
    """
    One change and the result it gives the person.

    ``kind``: "need" (by ``more`` people at ``seat``), "vacancy" (filled at ``seat``),
    "wish" (of rank ``more``, for ``seat``). ``result``: the seat where the person goes
    then; None: stays.
    """

    kind: str
    seat: str
    more: int
    result: str | None


@dataclass(frozen=True)
class Answer:
    """
    The smallest change, None: there is none of these kinds.

    ``complete``: everything that can change anything was solved anew, or what was found
    came first.
    """

    change: Change | None
    complete: bool


class Search:
    """The changes of one person of a solved family."""

    def __init__(
        self, problem: Problem, solution: Solution, person: int, *, wishes: int = 0
    ) -> None:
        self.problem = problem
        self.family = solution.family
        self.person = person
        self.used = int(solution.at[person])
        self.exchange = Exchange(solution)
        self.pinned = self.exchange.pin(person, self.used)
        own = slice(*self.family.moves.first[person : person + 2])
        self.rank = 1 + max(wishes, int(self.family.moves.rank[own].max(initial=0)))

    def smallest(self, tries: int = TRIES) -> Answer:
        """Return the smallest change that gives the person another result."""
        for trial in self.trials():
            if tries == 0:
                return Answer(None, complete=False)
            tries -= 1
            change = self.solved(*trial)
            if change is not None:
                return Answer(change, complete=True)
        return Answer(None, complete=True)

    def trials(self) -> Iterator[tuple[str, int, int]]:
        """Yield kind, seat (or move) and number of what can change anything."""
        for kind, ways in (("need", (1, -1)), ("vacancy", (1,))):
            ranked = [
                (likely, seat, more)
                for seat in range(len(self.family.seats))
                for more in ways
                if (likely := self._likely(kind, seat, more)) != SAME
            ]
            near = self._ends()
            ranked.sort(key=lambda one: (one[1] not in near, -one[0], one[1:]))
            yield from ((kind, seat, more) for _, seat, more in ranked)
        if self.rank <= self.problem.wish_ranks:
            yield from (("wish", move, self.rank) for move in self._wishes())

    def solved(self, kind: str, at: int, more: int) -> Change | None:
        """Return the change if it gives another result; None if it does not."""
        changed = self.changed(kind, at, more)
        again = solve_family(
            changed,
            self.problem.policy,
            seed=self.problem.seed,
            wish_ranks=self.problem.wish_ranks,
        )
        made = int(again.at[self.person])
        seats, moves = self.family.seats, self.family.moves
        if made == self.used:
            return None
        if self.used == STAYS and not changed.moves.voluntary[made]:
            return None  # who stays asks for a wish
        seat = int(moves.seat[at]) if kind == "wish" else at
        result = None if made == STAYS else seats.id[moves.seat[made]]
        return Change(kind, seats.id[seat], more, result)

    def changed(self, kind: str, at: int, more: int) -> Family:
        """Return the family after a change."""
        family = self.family
        if kind == "wish":
            voluntary, rank = family.moves.voluntary.copy(), family.moves.rank.copy()
            voluntary[at], rank[at] = True, more
            moves = replace(family.moves, voluntary=voluntary, rank=rank)
            return replace(family, moves=moves)
        seats = family.seats
        if kind == "need":
            needs = list(seats.need)
            needs[at] = _changed_need(needs[at], more)
            return replace(family, seats=replace(seats, need=tuple(needs)))
        one = np.zeros(len(seats), np.int64)
        one[at] = 1
        filled = replace(seats, present=seats.present + one, fixed=seats.fixed + one)
        return replace(family, seats=filled)

    def _ends(self) -> set[int]:
        moves = self.family.moves
        own = slice(*moves.first[self.person : self.person + 2])
        ends = {int(self.family.origin[self.person])}
        if self.used != STAYS:
            return ends | {int(moves.seat[self.used])}
        return ends | set(moves.seat[own][moves.voluntary[own]].tolist())

    def _likely(self, kind: str, seat: int, more: int) -> int:
        """Tell whether a change can alter the plan, and surely for the person."""
        need, there = self.family.seats.need[seat], self.family.seats.present[seat]
        if need is None or (kind == "vacancy" and there >= need):
            return SAME
        if kind == "need" and _changed_need(need, more) is None:
            return SAME
        way, pinned = self._ways(kind, seat, more)
        if (way >= FAR).any():
            return MAYBE if kind == "vacancy" else SAME
        if kind == "need":
            total = tuple(way + self._slot(seat, more))
            if total > (0,) * len(total):
                return SAME
        return MAYBE if pinned is not None and tuple(pinned) == tuple(way) else SURE

    def _ways(self, kind: str, seat: int, more: int) -> tuple[Ints, Ints | None]:
        """Return the way that the change would take, and without the person."""
        place = self.exchange.layout
        node = place.root if kind == "vacancy" else int(place.parent[seat])
        inward = kind == "need" and more > 0

        def way(exchange: Exchange) -> Ints:
            found = exchange.distance_from if inward else exchange.distance_to
            return found(node)[:, seat]

        return way(self.exchange), None if self.pinned is None else way(self.pinned)

    def _slot(self, seat: int, more: int) -> Ints:
        """Return what the slot costs that another need fills or empties; FAR: none."""
        state = self.exchange.state
        staff = state.staff()
        stuck = staff >= state.high if more > 0 else staff <= state.low
        if stuck[seat]:
            return np.full(len(self.exchange.costs), FAR)
        here = int(staff[seat] + self.family.seats.fixed[seat])
        need = _changed_need(self.family.seats.need[seat], more)
        assert need is not None, "only changes that can be are tried"
        base = here if more > 0 else here - 1
        found = []
        for cost in self.exchange.costs:
            price = Fraction(
                int(slot_cost(state, cost, staff + (1 if more > 0 else 0))[seat])
            )
            if cost.goal == "shortage":
                price = cost.scale * (shortage(need, base + 1) - shortage(need, base))
            found.append(math.floor(price if more > 0 else -price))
        return np.array(found, np.int64)

    def _wishes(self) -> list[int]:
        """Return the moves that one more wish could make, the best first."""
        moves = self.family.moves
        first, last = moves.first[self.person : self.person + 2]
        found = []
        for move in range(first, last):
            if moves.voluntary[move] or move == self.used:
                continue
            loss = self.exchange.with_move(self.person, move)
            if loss.amounts is None:
                continue
            name = f"wishes {self.rank}"
            changed = [
                amount - (goal in ("compulsory", name)) for goal, amount in loss.amounts
            ]
            if changed <= [Fraction(0)] * len(changed):
                found.append((changed, move))
        return [move for _, move in sorted(found)]


def _changed_need(need: Fraction | None, more: int) -> Fraction | None:
    """Return the need by one more or fewer; None: it cannot be."""
    return None if need is None or need + more < 0 else need + more
