"""
Why there is no plan: a smallest set of named limits and pins that cannot hold together.

Limits are let go, at a price of one a unit broken, in one program over all the families
that hang together. Each answer is a set of limits to let go of, one of which is in
every conflict; a set that hits all of them and still cannot hold is a conflict, and
the smallest such set is a smallest conflict (implicit hitting sets; Ignatiev et al.,
CP 2015).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from seimbang.plan.conflict_program import Program
from seimbang.plan.limit import linked
from seimbang.plan.network import start
from seimbang.plan.problem import Family, Problem
from seimbang.plan.side import feasible

TRIES = 100  # answers asked for, before a conflict is called no more than irreducible


@dataclass(frozen=True, order=True)
class Part:
    """
    A limit or pin that can be let go of.

    ``kind``: "must_go" (``name``: the pseudonym of a person who must not stay),
    "floor", "maximum", "leaving" (a seat), "group" (a cap of the region), "limit",
    "longest_chain".
    ``at``: where it stands: the family (limits: −1), and its number within.
    """

    kind: str
    name: str
    at: tuple[int, int]

    def __str__(self) -> str:
        if self.kind in ("limit", "group"):
            return self.name
        return f"{self.kind.replace('_', ' ')} {self.name}"


Names = frozenset[Part]


@dataclass(frozen=True)
class Conflict:
    """
    Limits and pins that cannot hold together; any one of them less, and they can.

    ``smallest``: no conflict of this problem has fewer parts (proved); false: there may
    be one.
    """

    parts: tuple[Part, ...]
    smallest: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts; empty when all can hold together."""
        return tuple(str(part) for part in self.parts)


def conflict(problem: Problem, *, tries: int = TRIES) -> tuple[str, ...]:
    """Return the names of :func:`find_conflict`."""
    return find_conflict(problem, tries=tries).names


def find_conflict(problem: Problem, *, tries: int = TRIES) -> Conflict:
    """
    Return a smallest conflict of limits and pins; no part when a plan exists.

    The longest chain is among them only where the rest can hold without it; such a
    conflict is irreducible.
    """
    found = [
        one
        for families, limits in components(problem)
        if (one := _of_component(problem, families, limits, tries)).parts
    ]
    if not found:
        none = Conflict((), smallest=True)
        return none if problem.longest_chain is None else _chained(problem)
    least = min(found, key=lambda one: (len(one.parts), one.parts))
    others = all(one.smallest or len(one.parts) <= 1 for one in found)
    return replace(least, smallest=others)


def components(problem: Problem) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the families that limits tie together, with those limits (by number)."""
    together = [({at}, set[int]()) for at in range(len(problem.families))]
    for number, limit in enumerate(problem.limits):
        touched = linked([limit])
        inside = [part for part in together if part[0] & touched]
        together = [part for part in together if not part[0] & touched]
        families = set().union(*(part[0] for part in inside))
        limits = {number}.union(*(part[1] for part in inside))
        if families:
            together.append((families, limits))
    for members, ties in sorted(together, key=lambda part: min(part[0])):
        yield sorted(members), sorted(ties)


def parts_of(
    problem: Problem, families: Iterable[int], limits: Iterable[int]
) -> tuple[Part, ...]:
    """Return all that can be let go of, in a stated order."""
    found = [Part("limit", problem.limits[at].name, (-1, at)) for at in limits]
    for at in families:
        family = problem.families[at]
        found += _of_family(family, at)
    return tuple(found)


def _of_family(family: Family, at: int) -> Iterator[Part]:
    seats, state = family.seats, start(family)
    for person in family.leave:
        yield Part("must_go", family.people[person], (at, person))
    for number, group in enumerate(family.groups):
        yield Part("group", group.name, (at, number))
    for seat, name in enumerate(seats.id):
        if state.low[seat] > 0:
            yield Part("floor", name, (at, seat))
        if seats.maximum[seat] is not None:
            yield Part("maximum", name, (at, seat))
        if seats.may_leave[seat] is not None:
            yield Part("leaving", name, (at, seat))


def without(problem: Problem, gone: Iterable[Part]) -> Problem:
    """Return the problem when the parts ``gone`` are let go of."""
    lost = {(part.kind, part.at) for part in gone}
    families = tuple(
        _relaxed(family, at, lost) for at, family in enumerate(problem.families)
    )
    limits = tuple(
        limit
        for at, limit in enumerate(problem.limits)
        if ("limit", (-1, at)) not in lost
    )
    return replace(problem, families=families, limits=limits)


def _relaxed(family: Family, at: int, lost: set[tuple[str, tuple[int, int]]]) -> Family:
    def kept(kind: str, number: int) -> bool:
        return (kind, (at, number)) not in lost

    seats = family.seats
    number = range(len(seats))
    return replace(
        family,
        seats=replace(
            seats,
            minimum=np.array(
                [seats.minimum[one] if kept("floor", one) else 0 for one in number],
                np.int64,
            ),
            maximum=tuple(
                seats.maximum[one] if kept("maximum", one) else None for one in number
            ),
            may_leave=tuple(
                seats.may_leave[one] if kept("leaving", one) else None for one in number
            ),
        ),
        groups=tuple(
            group for one, group in enumerate(family.groups) if kept("group", one)
        ),
        leave=tuple(person for person in family.leave if kept("must_go", person)),
    )


def _of_component(
    problem: Problem, families: Sequence[int], limits: Sequence[int], tries: int
) -> Conflict:
    program = Program(problem, families, limits, parts_of(problem, families, limits))
    if program.broken(frozenset()) == frozenset():
        return Conflict((), smallest=True)
    return _Search(program, tries).conflict()


class _Search:
    """The sets to let go of that were found: every conflict hits each of them."""

    def __init__(self, program: Program, tries: int) -> None:
        self.program = program
        self.tries = tries
        self.sets: list[Names] = []

    def conflict(self) -> Conflict:
        """Return an irreducible conflict, and the smallest one as far as tries go."""
        best = self._irreducible(self._grown(frozenset()))
        while self.tries > 0:
            fewer = self._hitting(frozenset(), len(best) - 1)
            if fewer is None:
                return Conflict(tuple(sorted(best)), smallest=True)
            if self._can_hold(fewer):
                continue
            best = fewer
        return Conflict(tuple(sorted(best)), smallest=False)

    def _can_hold(self, parts: Names) -> bool:
        """Tell whether ``parts`` can hold; keep what must then be let go of."""
        self.tries -= 1
        broken = self.program.broken(parts)
        if broken is None:
            return False
        self.sets.append(broken)
        return True

    def _grown(self, parts: Names) -> Names:
        """Return a conflict: one part of each set found, until they cannot hold."""
        while self._can_hold(parts):
            parts |= {min(self.sets[-1])}
        return parts

    def _irreducible(self, parts: Names) -> Names:
        """Return the conflict without what it does not need."""
        for part in sorted(parts, reverse=True):
            if not self._can_hold(parts - {part}):
                parts -= {part}
        return parts

    def _hitting(self, chosen: Names, most: int) -> Names | None:
        """Return at most ``most`` parts that hit every set; None: there are none."""
        missed = [one for one in self.sets if not one & chosen]
        if not missed:
            return chosen
        if len(chosen) >= most:
            return None
        for part in sorted(_fewest(missed)):
            found = self._hitting(chosen | {part}, most)
            if found is not None:
                return found
        return None


def _fewest(sets: Sequence[Names]) -> Names:
    return min(sets, key=lambda one: (len(one), sorted(one)))


def _chained(problem: Problem) -> Conflict:
    """Return a conflict with the longest chain, without which a plan exists."""
    if feasible(problem):
        return Conflict((), smallest=True)
    every = parts_of(problem, range(len(problem.families)), range(len(problem.limits)))
    longest = Part("longest_chain", str(problem.longest_chain), (-1, -1))

    def holds(held: Sequence[Part]) -> bool:
        return feasible(without(problem, set(every) - set(held)))

    found = [longest, *sorted(_quick(holds, [], every, added=False))]
    return Conflict(tuple(found), smallest=len(found) <= 2)


def _quick(
    holds: Callable[[Sequence[Part]], bool],
    base: Sequence[Part],
    parts: Sequence[Part],
    *,
    added: bool,
) -> list[Part]:
    """Return parts that, with ``base``, cannot hold, none idle (QuickXplain)."""
    if added and not holds(base):
        return []
    if len(parts) == 1:
        return list(parts)
    half = len(parts) // 2
    left, right = parts[:half], parts[half:]
    second = _quick(holds, [*base, *left], right, added=bool(left))
    first = _quick(holds, [*base, *second], left, added=bool(second))
    return [*first, *second]
