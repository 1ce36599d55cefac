"""
Tiny problems with limits, their best plans by trying all, and bounds by dual prices.

The prices come from HiGHS, or are all 0: any are valid, so nothing hangs on them. What
they prove is counted over a plain list of arcs.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from random import Random
from typing import Any

import highspy

from tests.verify.reference import (
    Arc,
    Assignment,
    Files,
    Json,
    Reference,
    example,
    files,
    must_leave,
    names_of,
    random_problem,
    steps,
)
from tests.verify.told import chain as chain_up

DENOMINATOR = 24
Plans = tuple[Assignment, ...]  # one a linked family
Node = tuple[int, Any]  # family, node


@dataclass(frozen=True)
class Goal:
    """One step of the policy over all linked families."""

    goal: str
    part: Any  # rank or level
    threshold: int = 0


@dataclass(frozen=True)
class Prices:
    """Numerators over ``denominator``."""

    denominator: int
    rows: list[int]
    earlier: list[int]
    potentials: list[dict[Any, int]]  # per linked family, by node


class Tied:
    """The linked families of a problem, and all plans that keep their limits."""

    def __init__(self, whole: Json, scale: int | None = None) -> None:
        self.whole = whole
        self.linked = linked_families(whole)
        entries = [whole["families"][at] for at in self.linked]
        least = math.lcm(1, *(Reference(whole, entry).least for entry in entries))
        self.scale = scale or (least if least <= 10**6 else 10**6)
        self.exact = self.scale % least == 0
        self.all = [Reference(whole, entry, self.scale) for entry in entries]
        self.rows = [one for limit in whole["limits"] for one in limit["rows"]]
        levels = sorted({level for one in self.all for level in one.levels()})
        self.goals = [
            Goal(goal, part)
            for goal, rank in steps(whole["policy"]["goals"], whole["wish_ranks"])
            for part in (levels if goal == "leximin" else [rank])
        ]
        self.known: dict[Any, int] = {}

    # plans

    @cached_property
    def plans(self) -> list[Plans]:
        most = self.whole["longest_chain"] or math.inf
        options = [
            [plan for plan in one.plans() if chain(one, plan) <= most]
            for one in self.all
        ]
        return [joint for joint in itertools.product(*options) if self.keeps(joint)]

    def keeps(self, joint: Plans) -> bool:
        sums = self.activities(joint)
        return all(
            (row["low"] is None or row["low"] <= total)
            and (row["high"] is None or total <= row["high"])
            for row, total in zip(self.rows, sums, strict=True)
        )

    def activities(self, joint: Plans) -> list[int]:
        """Return what a plan adds up to in each row."""
        both = zip(self.all, joint, strict=True)
        taken = [set(one.taken(plan)) for one, plan in both]
        return [
            sum(factor for spot, at, factor in self.factors(row) if at in taken[spot])
            for row in self.rows
        ]

    def factors(self, row: Json) -> Iterator[tuple[int, int, int]]:
        """Yield linked family, move and factor of each term."""
        for term in row["terms"]:
            spot = self.linked.index(term["family"])
            moves = term.get("move", range(len(self.all[spot].moves["seat"])))
            factors = term.get("factor", [1] * len(moves))
            for at, factor in zip(moves, factors, strict=True):
                yield spot, at, factor

    def waiting(self) -> set[str]:
        """Return who leaves only after somebody has come (pseudonyms)."""
        found = set()
        for limit in self.whole["limits"]:
            for row in limit["rows"] if limit["kind"] == "replacement" else []:
                for spot, at, factor in self.factors(row):
                    own = enumerate(self.all[spot].options)
                    if factor > 0:
                        who = next(i for i, moves in own if at in moves.values())
                        found.add(self.all[spot].entry["people"]["id"][who])
        return found

    def longest(self, joint: Plans) -> int:
        both = zip(self.all, joint, strict=True)
        return max((one.longest(plan) for one, plan in both), default=0)

    def cost(self, goal: Goal, joint: Plans) -> int:
        """Return what a plan costs, slots counted from the first person."""
        return sum(self._own(spot, plan, goal) for spot, plan in enumerate(joint))

    def _own(self, spot: int, plan: Assignment, goal: Goal) -> int:
        key = (spot, plan, goal)
        if key not in self.known:
            one = self.all[spot]
            arcs = [
                Arc(None, None, 0, 1, 1, "slot", at, x)
                for at, most in enumerate(one.staff(plan))
                for x in range(1, most + 1)
            ]
            arcs += [Arc(None, None, 0, 1, 1, "move", at) for at in one.taken(plan)]
            self.known[key] = sum(
                one.cost(arc, goal.goal, goal.part, goal.threshold) for arc in arcs
            )
        return self.known[key]

    def key(self, joint: Plans) -> list[Any]:
        worst = self.longest(joint)
        return [
            (worst, self.cost(Goal(goal.goal, None, worst), joint))
            if goal.goal == "worst_travel"
            else self.cost(goal, joint)
            for goal in self.goals
        ]

    def best(self) -> Plans:
        return min(self.plans, key=self.key)

    # proof

    def claim(
        self, joint: Plans, status: str = "OPTIMAL", *, priced: bool = True
    ) -> Json:
        """Return the linked part of the certificate of a plan."""
        arcs = [one.arcs(plan) for one, plan in zip(self.all, joint, strict=True)]
        worst = self.longest(joint)
        earlier: list[tuple[Goal, int]] = []
        claims = []
        for goal in self.goals:
            if goal.goal == "worst_travel":
                goal = Goal(goal.goal, None, worst)
                for one, own in zip(self.all, arcs, strict=True):
                    for arc in own:
                        if arc.kind == "move" and one.moves["added"][arc.at] > worst:
                            arc.high = 0
            program = Program(self, arcs, goal, earlier)
            prices = program.prices() if priced else program.nothing()
            bound = program.bound(prices)
            value = self.cost(goal, joint)
            entry = {
                "goal": goal.goal,
                "value": value,
                "bound": [bound.numerator, bound.denominator],
                "closed": status == "OPTIMAL" and math.ceil(bound) < value,
                "denominator": prices.denominator,
                "rows": prices.rows,
                "earlier": prices.earlier,
                "potentials": [
                    [own[node] for node in one.nodes()]
                    for one, own in zip(self.all, prices.potentials, strict=True)
                ],
            }
            if goal.goal == "wishes":
                entry["rank"] = goal.part
            if goal.goal == "leximin":
                entry["level"] = [goal.part.numerator, goal.part.denominator]
            if goal.goal == "worst_travel":
                entry["threshold"] = worst
            claims.append(entry)
            earlier.append((goal, value))
        return {
            "families": self.linked,
            "status": status,
            "scale": self.scale,
            "exact": self.exact,
            "goals": claims,
        }


class Program:
    """One goal as a linear program over the arcs of all linked families."""

    def __init__(
        self,
        tied: Tied,
        arcs: list[list[Arc]],
        goal: Goal,
        earlier: list[tuple[Goal, int]],
    ) -> None:
        self.tied, self.earlier = tied, earlier
        self.arcs = [(spot, arc) for spot, own in enumerate(arcs) for arc in own]
        self.goals = [goal, *(one for one, _ in earlier)]
        self.costs = [self._costs(one) for one in self.goals]
        self.fixed = [self._fixed(one) for one in self.goals]
        self.rows: list[dict[int, int]] = []
        where = {
            (spot, arc.at): number
            for number, (spot, arc) in enumerate(self.arcs)
            if arc.kind == "move"
        }
        for row in tied.rows:
            found: dict[int, int] = defaultdict(int)
            for spot, at, factor in tied.factors(row):
                found[where[spot, at]] += factor
            self.rows.append(found)

    def _costs(self, goal: Goal) -> list[int]:
        return [
            self.tied.all[spot].cost(arc, goal.goal, goal.part, goal.threshold)
            for spot, arc in self.arcs
        ]

    def _fixed(self, goal: Goal) -> int:
        """Return what those cost who have no move."""
        return sum(
            one.cost(Arc(None, None, 0, 1, 1, "slot", at, x), goal.goal, goal.part, 0)
            for one in self.tied.all
            for at, place in enumerate(one.seats)
            for x in range(1, place["fixed"] + 1)
        )

    def nothing(self) -> Prices:
        nodes = [dict.fromkeys(one.nodes(), 0) for one in self.tied.all]
        return Prices(1, [0] * len(self.rows), [0] * len(self.earlier), nodes)

    def prices(self) -> Prices:
        """Return the dual prices of the linear program, rounded."""
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)  # as the planner, in one process with it
        for (_, arc), cost in zip(self.arcs, self.costs[0], strict=True):
            solver.addVar(arc.low, max(arc.low, arc.high))
            solver.changeColCost(solver.getNumCol() - 1, cost)
        for coefficients, low, high in self._all_rows():
            at, values = list(coefficients), list(map(float, coefficients.values()))
            solver.addRow(low, high, len(at), at, values)
        solver.run()
        duals = [round(-DENOMINATOR * one) for one in solver.getSolution().row_dual]
        nodes = self._nodes()
        by_node = dict(zip(nodes, duals, strict=False))
        rows = duals[len(nodes) : len(nodes) + len(self.rows)]
        for number, row in enumerate(self.tied.rows):
            if row["high"] is None:
                rows[number] = min(0, rows[number])
            if row["low"] is None:
                rows[number] = max(0, rows[number])
        earlier = duals[len(nodes) + len(self.rows) :]
        return Prices(
            DENOMINATOR,
            rows,
            [max(0, one) for one in earlier],
            [
                {node: -by_node[spot, node] for node in one.nodes()}
                for spot, one in enumerate(self.tied.all)
            ],
        )

    def _nodes(self) -> list[Node]:
        return [
            (spot, node)
            for spot, one in enumerate(self.tied.all)
            for node in [*one.nodes(), *(("person", i) for i in range(len(one.home)))]
        ]

    def _all_rows(self) -> Iterator[tuple[dict[int, int], float, float]]:
        balance: dict[Node, dict[int, int]] = {node: {} for node in self._nodes()}
        for number, (spot, arc) in enumerate(self.arcs):
            balance[spot, arc.head][number] = 1
            balance[spot, arc.tail][number] = -1
        for (spot, node), own in balance.items():
            people = len(self.tied.all[spot].home)
            gets = {"root": people, "person": -1}.get(node[0], 0)
            yield own, gets, gets
        for row, own in zip(self.tied.rows, self.rows, strict=True):
            low = -highspy.kHighsInf if row["low"] is None else row["low"]
            high = highspy.kHighsInf if row["high"] is None else row["high"]
            yield own, low, high
        later = zip(self.earlier, self.costs[1:], self.fixed[1:], strict=True)
        for (_, value), costs, fixed in later:
            some = {at: cost for at, cost in enumerate(costs) if cost}
            yield some, -highspy.kHighsInf, value - fixed

    def bound(self, prices: Prices) -> Fraction:
        """Return what the prices prove, arc by arc."""
        weights = [prices.denominator, *prices.earlier]
        priced = [
            sum(map(int.__mul__, weights, own)) for own in zip(*self.costs, strict=True)
        ]
        for price, row in zip(prices.rows, self.rows, strict=True):
            for number, factor in row.items():
                priced[number] += price * factor
        for number, (spot, arc) in enumerate(self.arcs):
            nodes = prices.potentials[spot]
            priced[number] += nodes.get(arc.tail, 0) - nodes[arc.head]
        total = sum(map(int.__mul__, weights, self.fixed))
        total += self._chosen(priced)
        for spot, one in enumerate(self.tied.all):
            total += prices.potentials[spot]["root", 0] * len(one.home)
        for price, row in zip(prices.rows, self.tied.rows, strict=True):
            total -= price * ((row["high"] if price > 0 else row["low"]) or 0)
        for weight, (_, value) in zip(prices.earlier, self.earlier, strict=True):
            total -= weight * value
        return Fraction(total, prices.denominator)

    def _chosen(self, priced: list[int]) -> int:
        """Return what arcs cost, each chosen alone, the slots of a seat in turn."""
        ways: dict[Node, list[int]] = defaultdict(list)
        slots: dict[Any, list[tuple[Arc, int]]] = defaultdict(list)
        total = 0
        for (spot, arc), price in zip(self.arcs, priced, strict=True):
            if arc.kind == "slot":
                slots[spot, arc.at].append((arc, price))
            elif arc.kind in ("keep", "group"):
                total += min(price * flow for flow in (arc.low, arc.high))
            elif arc.high:
                ways[spot, arc.tail].append(price)
        total += sum(map(min, ways.values()))
        for (spot, at), own in slots.items():
            reach = self.tied.all[spot].reach(at)
            sums = [0, *itertools.accumulate(price for _, price in own[:reach])]
            total += min(sums[sum(arc.low for arc, _ in own) :])
        return total


def linked_families(whole: Json) -> list[int]:
    """Return what a row names; with a longest chain, all that have a move."""
    named = {
        term["family"]
        for limit in whole["limits"]
        for row in limit["rows"]
        for term in row["terms"]
    }
    if whole["longest_chain"] is not None:
        named |= {at for at, moves in enumerate(_moves(whole)) if moves}
    return sorted(named)


def chain(one: Reference, plan: Assignment) -> float:
    """Return the most moves that follow one another, by following every way."""
    moves = [(a, b) for a, b in zip(one.home, plan, strict=True) if a != b]

    def on(seat: int, left: tuple[int, ...]) -> float:
        longest = 0.0
        for at in left:
            if moves[at][0] == seat:
                rest = tuple(other for other in left if other != at)
                longest = max(longest, 1 + on(moves[at][1], rest))
        return longest

    every = tuple(range(len(moves)))
    if any(_returns(moves, start, start, every) for start in range(len(one.seats))):
        return math.inf
    return max((on(seat, every) for seat in range(len(one.seats))), default=0)


def _returns(
    moves: list[tuple[int, int]], seat: int, start: int, left: tuple[int, ...]
) -> bool:
    return any(
        moves[at][0] == seat
        and (
            moves[at][1] == start
            or _returns(moves, moves[at][1], start, tuple(n for n in left if n != at))
        )
        for at in left
    )


def row(*terms: Json, low: int | None = None, high: int | None = None) -> Json:
    return {"low": low, "high": high, "terms": list(terms)}


def limit(name: str, kind: str, *rows: Json) -> Json:
    return {"name": name, "kind": kind, "rows": list(rows)}


def tied_files(
    whole: Json,
    people: dict[str, str] | None = None,
    joint: Plans | None = None,
    *,
    scale: int | None = None,
    status: str = "OPTIMAL",
    priced: bool = True,
) -> Files:
    """Return the files of the best plan, or of ``joint`` for the linked families."""
    tied = Tied(whole, scale)
    chosen = tied.best() if joint is None else joint
    names = [whole["families"][at]["family"] for at in tied.linked]
    plans = dict(zip(names, chosen, strict=True))
    made = files(whole, people or names_of(whole), plans, None)
    for head in (made.certificate, made.plan):
        head["status"] = status
    for claim in made.certificate["families"]:
        if claim["family"] in names:
            claim.update(scale=tied.scale, exact=tied.exact, goals=[], linked=True)
            claim.update(unique=False, uniqueness=None)
    proof = tied.claim(chosen, status, priced=priced) if tied.linked else None
    made.certificate["linked"] = proof
    made.plan.update(told_limits(tied, chosen, proof))
    for move in made.plan["moves"]:
        del move["chain"]
    chain_up(made.plan["moves"], tied.waiting())
    return made.copy()


def told_limits(tied: Tied, joint: Plans, proof: Json | None) -> Json:
    """Return what plan.json tells of limits and gaps."""
    sums = iter(tied.activities(joint))
    return {
        "options": {},
        "limits": [
            {
                "name": one["name"],
                "kind": one["kind"],
                "words": one["name"],
                "rows": [
                    {"low": row["low"], "high": row["high"], "activity": next(sums)}
                    for row in one["rows"]
                ],
            }
            for one in tied.whole["limits"]
        ],
        "longest_chain": tied.whole["longest_chain"],
        "gaps": [
            {
                "goal": goal["goal"],
                "rank": goal.get("rank", 0),
                "threshold": goal.get("threshold", 0),
                "scale": tied.scale if goal["goal"] == "shortage" else 1,
                "value": goal["value"],
                "bound": goal["bound"],
            }
            for goal in (proof["goals"] if proof else [])
            if not goal["closed"]
            and math.ceil(Fraction(*goal["bound"])) < goal["value"]
        ],
    }


def random_tied(chance: Random, goals: list[str] | None = None) -> Json:
    """Return a problem with limits of any kind that some plan keeps."""
    while True:
        whole = must_leave(random_problem(chance, goals), chance)
        whole.update(limits=[], longest_chain=chance.choice([None, None, 1, 2]))
        sizes = [len(list(Reference(whole, one).plans())) for one in whole["families"]]
        if math.prod(sizes) <= 600 and sum(_moves(whole)) and Tied(whole).plans:
            break
    kinds = list(LIMITS)
    for number in range(chance.randint(1, 3)):
        kind = chance.choice(kinds)
        rows = LIMITS[kind](whole, chance)
        whole["limits"].append(limit(f"{kind} {number}", kind, *rows))
        if not Tied(whole).plans:
            whole["limits"].pop()
    return whole


def tied_example() -> Files:
    """
    Return the round of :func:`.reference.example` with limits on two of its families.

    At most three people move, one of guru and one of bidan go only together, and at
    most 6 is spent: so the third family is proved alone.
    """
    return _tied_example().copy()


@cache
def _tied_example() -> Files:
    whole = example().problem
    guru, bidan = {"family": 0}, {"family": 1}
    spent = {"family": 0, "factor": whole["families"][0]["moves"]["added"]}
    whole["longest_chain"] = None
    whole["limits"] = [
        limit("paling banyak pindah", "max_moves", row(guru, bidan, high=3)),
        limit("anggaran", "budget", row(spent, {"family": 1}, high=6)),
        limit(
            "bersama 1",
            "together",
            row(
                {"family": 0, "move": [3, 4], "factor": [1, 1]},
                {"family": 1, "move": [0], "factor": [-1]},
                low=0,
                high=0,
            ),
        ),
    ]
    return tied_files(whole)


def _moves(whole: Json) -> list[int]:
    return [len(entry["moves"]["seat"]) for entry in whole["families"]]


def _some(whole: Json, chance: Random) -> Json:
    """Return a term over some moves of a family."""
    family = chance.randrange(len(whole["families"]))
    moves = [at for at in range(_moves(whole)[family]) if chance.random() < 0.6]
    return {"family": family, "move": moves}


def _own(whole: Json, chance: Random) -> tuple[int, list[int], int]:
    """Return family, moves and seat of somebody."""
    family = chance.choice([at for at, n in enumerate(_moves(whole)) if n])
    entry = whole["families"][family]
    person = chance.randrange(len(entry["people"]["id"]))
    first = entry["moves"]["first"]
    moves = list(range(first[person], first[person + 1]))
    return family, moves, entry["people"]["seat"][person]


def _max_moves(whole: Json, chance: Random) -> list[Json]:
    terms = [{"family": at} for at in range(len(whole["families"]))]
    return [row(*terms, high=chance.randint(0, 2))]


def _move_cap(whole: Json, chance: Random) -> list[Json]:
    return [row(_some(whole, chance), high=chance.randint(0, 1))]


def _budget(whole: Json, chance: Random) -> list[Json]:
    terms = [
        {"family": at, "factor": [chance.choice([0, 3, 5, 9]) for _ in range(moves)]}
        for at, moves in enumerate(_moves(whole))
    ]
    return [row(*terms, high=chance.randint(0, 12))]


def _together(whole: Json, chance: Random) -> list[Json]:
    one, other = _own(whole, chance), _own(whole, chance)
    if one == other:
        return []
    rows = []
    for zone in range(2):
        terms = []
        for (family, moves, _), sign in ((one, 1), (other, -1)):
            seats = whole["families"][family]["moves"]["seat"]
            inside = [at for at in moves if seats[at] % 2 == zone]
            terms.append(
                {"family": family, "move": inside, "factor": [sign] * len(inside)}
            )
        rows.append(row(*terms, low=0, high=0))
    return rows


def _replacement(whole: Json, chance: Random) -> list[Json]:
    family, moves, home = _own(whole, chance)
    seats = whole["families"][family]["moves"]["seat"]
    factors = {at: -1 for at, seat in enumerate(seats) if seat == home}
    factors |= dict.fromkeys(moves, 1)
    at = sorted(factors)
    return [
        row({"family": family, "move": at, "factor": [factors[n] for n in at]}, high=0)
    ]


def _group(whole: Json, chance: Random) -> list[Json]:
    return [row(_some(whole, chance), low=chance.randint(0, 1), high=2)]


LIMITS = {
    "max_moves": _max_moves,
    "move_cap": _move_cap,
    "budget": _budget,
    "together": _together,
    "replacement": _replacement,
    "group": _group,
}
