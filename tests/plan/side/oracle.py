"""Linked families at random, and their best plans by trying all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.plan import goal as goals
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.measure import measure_of
from seimbang.plan.policy import Policy
from seimbang.plan.problem import Family, Problem
from tests.plan.maker import RANKS, plans, random_family

PLANS = 700  # of a family, at most


def small_family(seed: int, name: str) -> Family:
    """Return a family whose plans are few enough to be tried with another's."""
    while True:
        one = random_family(seed)
        ways = math.prod(int(number) + 1 for number in np.diff(one.moves.first))
        if 2 <= ways <= PLANS:
            people = tuple(f"{name}{person}" for person in one.people)
            return replace(one, name=name, people=people)
        seed += 100_000


def random_problem(seed: int, policy: Policy) -> Problem:
    """Return two or three families under limits of all kinds."""
    dice = np.random.default_rng(seed)
    families = [
        small_family(int(dice.integers(10**6)), name) for name in "ab"[: 1 + seed % 4]
    ]
    if dice.random() < 0.25:
        at = int(dice.integers(len(families)))
        people = np.flatnonzero(np.diff(families[at].moves.first))
        gone = (int(dice.choice(people)),)
        families[at] = replace(families[at], leave=gone)
    makers = [max_moves, move_cap, budget, zones, near, replacement, crossing]
    chosen = dice.choice(len(makers), size=int(dice.integers(1, 4)), replace=False)
    limits = [
        Limit(f"{makers[at].__name__} {place}", KIND[makers[at].__name__], rows)
        for place, at in enumerate(chosen)
        if (rows := makers[at](dice, families))
    ]
    chain = int(dice.integers(1, 3)) if dice.random() < 0.3 else None
    return Problem(
        policy=policy,
        seed="42",
        day="2026-01-01",
        wish_ranks=RANKS,
        families=tuple(families),
        limits=tuple(limits),
        longest_chain=chain,
    )


KIND = {
    "max_moves": "max_moves",
    "move_cap": "move_cap",
    "budget": "budget",
    "zones": "together",
    "near": "together",
    "replacement": "replacement",
    "crossing": "group",
}
Families = Sequence[Family]


def max_moves(dice: Any, families: Families) -> tuple[Row, ...]:
    terms = tuple(Term(at) for at in range(len(families)))
    return (Row(terms, high=int(dice.integers(0, 4))),)


def move_cap(dice: Any, families: Families) -> tuple[Row, ...]:
    """At most so many leave some seats of one family."""
    at = int(dice.integers(len(families)))
    moves = families[at].moves
    from_ = families[at].origin[moves.person]
    out = np.flatnonzero((from_ < 2) & (moves.seat >= 2))
    return (Row((Term(at, out),), high=int(dice.integers(0, 2))),)


def budget(dice: Any, families: Families) -> tuple[Row, ...]:
    terms = tuple(
        Term(at, None, dice.integers(1, 9, len(one.moves)) * 250_000)
        for at, one in enumerate(families)
    )
    return (Row(terms, high=int(dice.integers(1, 20)) * 250_000),)


def _people(dice: Any, families: Families, number: int) -> list[tuple[int, Any]]:
    everybody = [
        (at, np.arange(*one.moves.first[person : person + 2]))
        for at, one in enumerate(families)
        for person in range(len(one.people))
    ]
    chosen = dice.permutation(len(everybody))[:number]
    return [everybody[at] for at in sorted(chosen)]


def zones(dice: Any, families: Families) -> tuple[Row, ...]:
    """Two or three people move into one zone (seats of one parity), or all stay."""
    first, *others = _people(dice, families, int(dice.integers(2, 4)))
    rows = []
    for other in others:
        for zone in (0, 1):
            entries = [
                (at, moves[families[at].moves.seat[moves] % 2 == zone], sign)
                for sign, (at, moves) in ((1, first), (-1, other))
            ]
            rows.append(_row(entries, low=0, high=0))
    return tuple(rows)


def near(dice: Any, families: Families) -> tuple[Row, ...]:
    """Two people: a move of one only with a move of the other near by (one apart)."""
    pair = _people(dice, families, 2)
    rows = []
    for (at, moves), (there, others) in (pair, pair[::-1]) if len(pair) == 2 else ():
        for move in moves:
            away = families[there].moves.seat[others] - families[at].moves.seat[move]
            close = others[np.abs(away) <= 1]
            rows.append(_row([(at, np.array([move]), 1), (there, close, -1)], high=0))
    return tuple(rows)


def replacement(dice: Any, families: Families) -> tuple[Row, ...]:
    """Somebody leaves only when somebody comes."""
    at, moves = _people(dice, families, 1)[0]
    if len(moves) == 0:
        return ()
    one = families[at]
    seat = one.origin[one.moves.person[moves[0]]]
    return (
        _row(
            [(at, moves, 1), (at, np.flatnonzero(one.moves.seat == seat), -1)],
            high=0,
        ),
    )


def crossing(dice: Any, families: Families) -> tuple[Row, ...]:
    """At most so many more come into the odd seats than leave them."""
    at = int(dice.integers(len(families)))
    one = families[at]
    to, from_ = one.moves.seat % 2 == 1, one.origin[one.moves.person] % 2 == 1
    return (
        _row(
            [
                (at, np.flatnonzero(to & ~from_), 1),
                (at, np.flatnonzero(from_ & ~to), -1),
            ],
            high=int(dice.integers(-1, 2)),
        ),
    )


def _row(
    entries: Sequence[tuple[int, Any, int]],
    *,
    low: int | None = None,
    high: int | None = None,
) -> Row:
    terms = []
    for family in sorted({at for at, _, _ in entries}):
        found: dict[int, int] = {}
        for at, moves, factor in entries:
            for move in moves.tolist() if at == family else ():
                found[move] = found.get(move, 0) + factor
        moves = sorted(move for move, factor in found.items() if factor)
        if moves:
            factors = [found[move] for move in moves]
            terms.append(Term(family, np.array(moves), np.array(factors)))
    return Row(tuple(terms), low, high)


@dataclass(frozen=True)
class Best:
    """The value of each goal in order, of the best of all plans."""

    values: tuple[Any, ...]


def best(problem: Problem) -> Best | None:
    """Return the best plan of all families by trying all; None: there is none."""
    per = [_plans(problem, one) for one in problem.families]
    if not all(per):
        return None
    rows = [row for limit in problem.limits for row in limit.rows]
    shape = tuple(len(one) for one in per)
    alive = np.ones(shape, np.bool_)
    for row in rows:
        total = np.zeros(shape, np.int64)
        for term in row.terms:
            sums = np.array([_activity(term, at) for at in per[term.family]])
            total = total + _along(sums, term.family, shape)
        if row.low is not None:
            alive &= total >= row.low
        if row.high is not None:
            alive &= total <= row.high
    if not alive.any():
        return None
    return Best(_values(problem, per, alive))


def _plans(problem: Problem, one: Family) -> list[Any]:
    found = []
    for at in plans(one):
        stays = set(np.flatnonzero(at < 0).tolist())
        if stays & set(one.leave):
            continue
        if not short(one, at, problem.longest_chain):
            continue
        found.append(at)
    return found


def short(one: Family, at: Any, longest: int | None) -> bool:
    """Tell whether no chain of moves is longer than ``longest``, by walking them."""
    if longest is None:
        return True
    steps = [
        (int(one.origin[person]), int(one.moves.seat[move]))
        for person, move in enumerate(at.tolist())
        if move >= 0
    ]

    def walk(seat: int, length: int) -> bool:
        if length > longest:
            return False
        return all(walk(head, length + 1) for tail, head in steps if tail == seat)

    return all(walk(tail, 0) for tail, _ in steps)


def _activity(term: Term, at: Any) -> int:
    move = set(at[at >= 0].tolist())
    if term.move is None:
        factors = term.factor
        return len(move) if factors is None else sum(int(factors[one]) for one in move)
    factor = [1] * len(term.move) if term.factor is None else term.factor.tolist()
    return sum(f for m, f in zip(term.move.tolist(), factor, strict=True) if m in move)


def _along(sums: Any, axis: int, shape: tuple[int, ...]) -> Any:
    place = [1] * len(shape)
    place[axis] = len(sums)
    return sums.reshape(place)


def _values(problem: Problem, per: list[Any], alive: Any) -> tuple[Any, ...]:
    shape = alive.shape
    measures = [
        [measure_of(one, at, RANKS) for at in found]
        for one, found in zip(problem.families, per, strict=True)
    ]
    found: list[Any] = []

    def settle(numbers: list[list[Any]], *, worst: bool = False) -> Any:
        nonlocal alive
        total: Any = np.zeros(shape, object)
        for axis, own in enumerate(numbers):
            column = _along(np.array(own, object), axis, shape)
            total = np.maximum(total, column) if worst else total + column
        reached = total[alive].min()
        alive = alive & (total == reached)
        return reached

    for name in problem.policy.goals:
        if name == "wishes":
            for rank in range(RANKS):
                found.append(
                    settle([[-one.wishes[rank] for one in own] for own in measures])
                )
        elif name == "worst_travel":
            least = settle(
                [[one.worst_travel for one in own] for own in measures], worst=True
            )
            bears = [
                [int((one.moves.added[at[at >= 0]] >= least).sum()) for at in plans_]
                if least
                else [0] * len(plans_)
                for one, plans_ in zip(problem.families, per, strict=True)
            ]
            found.append((least, settle(bears)))
        elif name == "order":
            continue
        else:
            found.append(
                settle([[getattr(one, name) for one in own] for own in measures])
            )
    return tuple(found)


def bound(
    problem: Problem, families: Sequence[int], proofs: Sequence[Any], at: int
) -> Fraction:
    """Return the bound of a proof by the formula of the contract, arc by arc."""
    proof = proofs[at]
    earlier = list(zip(proofs[:at], proof.earlier, strict=True))
    worst = [one.threshold for one in proofs[: at + 1] if one.goal == "worst_travel"]
    rows = [row for limit in problem.limits for row in limit.rows]
    total = 0
    for place, number in enumerate(families):
        one = problem.families[number]
        pi = proof.potentials[place]
        total += _family_bound(one, number, problem, proof, earlier, rows, pi, worst)
    for row, price in zip(rows, proof.rows, strict=True):
        if price:
            side = row.high if price > 0 else row.low
            assert side is not None
            total -= price * side
    total -= sum(weight * before.value for before, weight in earlier)
    return Fraction(total, proof.denominator)


def _cost(problem: Problem, one: Family, proof: Any) -> Any:
    if proof.goal == "wishes":
        return goals.wishes(one, proof.rank)
    if proof.goal == "worst_travel":
        return goals.worst_travel(one, proof.threshold)
    if proof.goal == "order":
        return goals.order(one, problem.seed, np.arange(len(one.moves)))
    if proof.goal == "shortage":
        cost = goals.shortage(one)
        for seat, need in enumerate(one.seats.need):
            for staff, step in enumerate(goals.marginals(need)):
                cost.slot[seat, staff] = math.floor(step * proof.scale + Fraction(1, 2))
        return cost
    return goals.COSTS[proof.goal](one)


def _family_bound(
    one: Family,
    number: int,
    problem: Problem,
    proof: Any,
    earlier: Any,
    rows: Sequence[Row],
    pi: Sequence[int],
    worst: Sequence[int],
) -> int:
    capped = [at for at, cap in enumerate(one.seats.may_leave) if cap is not None]
    first_group = len(one.seats) + len(capped)
    root = first_group + len(one.groups)
    assert len(pi) == root + 1
    home = {at: at for at in range(len(one.seats))}
    home |= {at: len(one.seats) + place for place, at in enumerate(capped)}

    def above(inside: set[int], after: int) -> int:
        for at in range(after, len(one.groups)):
            if inside <= set(one.groups[at].seats):
                return first_group + at
        return root

    weights = [(proof.denominator, _cost(problem, one, proof))]
    weights += [(weight, _cost(problem, one, before)) for before, weight in earlier]
    prices = [
        sum(weight * int(cost.move[move]) for weight, cost in weights)
        + sum(
            multiplier * _activity(term, np.full(1, move))
            for row, multiplier in zip(rows, proof.rows, strict=True)
            for term in (row.terms if multiplier else ())
            if term.family == number
        )
        for move in range(len(one.moves))
    ]
    total = _ways(one, prices, pi, home, worst)
    for seat in range(len(one.seats)):
        step = pi[seat] - pi[above({seat}, 0)]
        total += _seat(one, seat, weights, step)
    total += sum(_keep(one, seat, pi[home[seat]] - pi[seat]) for seat in capped)
    for at, group in enumerate(one.groups):
        there = list(group.seats)
        most = max(group.maximum, int(one.seats.present[there].sum()))
        step = pi[first_group + at] - pi[above(set(there), at + 1)]
        total += min(0, step * (most - int(one.seats.fixed[there].sum())))
    return total + len(one.people) * pi[root]


def _ways(
    one: Family,
    prices: Sequence[int],
    pi: Sequence[int],
    home: dict[int, int],
    worst: Sequence[int],
) -> int:
    total = 0
    for person in range(len(one.people)):
        ways = [
            prices[move] - pi[int(one.moves.seat[move])]
            for move in range(*one.moves.first[person : person + 2].tolist())
            if all(one.moves.added[move] <= most for most in worst)
        ]
        if person not in one.leave:
            ways.append(-pi[home[int(one.origin[person])]])
        total += min(ways)
    return total


def _seat(one: Family, seat: int, weights: Sequence[tuple[int, Any]], step: int) -> int:
    seats = one.seats
    fixed, present = int(seats.fixed[seat]), int(seats.present[seat])
    low = max(0, min(int(seats.minimum[seat]), present) - fixed)
    high = int((one.origin == seat).sum()) + int((one.moves.seat == seat).sum())
    most = seats.maximum[seat]
    if most is not None:
        high = min(high, max(0, max(most, present) - fixed))

    def slot(number: int) -> int:
        return sum(
            weight * int(cost.slot[seat, min(number, cost.slot.shape[1]) - 1])
            for weight, cost in weights
        )

    return min(
        sum(slot(number) for number in range(1, fixed + units + 1)) + units * step
        for units in range(low, high + 1)
    )


def _keep(one: Family, seat: int, step: int) -> int:
    here, leave = int((one.origin == seat).sum()), one.seats.may_leave[seat]
    assert leave is not None
    return min(step * max(0, here - leave), step * here)
