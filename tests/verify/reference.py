"""
Tiny problems with certificates, made without the checker and without the planner.

Plans are found by trying all of them, potentials by Bellman–Ford over a plain list of
arcs: slow, and simple enough to be believed.
"""

from __future__ import annotations

import copy
import gzip
import hashlib
import itertools
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from tests.verify.told import chain, column, summary, two_decimals

GOALS = [
    "nobody", "minimum", "shortage", "compulsory", "wishes",
    "travel", "worst_travel", "misfit", "regression", "order",
]  # fmt: skip
EVERY_GOAL = [*GOALS, "leximin", "deviation"]
SALT = "0badcafe"
SLOT_GOALS = ("nobody", "minimum", "shortage", "leximin")
MOVE_FACTS = ("voluntary", "rank", "added", "misfit", "regression")
Json = dict[str, Any]
Assignment = tuple[int, ...]  # per person the seat


def pseudonym(person_id: str) -> str:
    key = bytes.fromhex(SALT)
    return hashlib.blake2b(person_id.encode(), key=key, digest_size=8).hexdigest()


def seat(name: str, need: Any, present: int, fixed: int, **facts: Any) -> Json:
    """Return a seat; ``need`` None, a number or a ratio as text."""
    ratio = None if need is None else Fraction(need)
    return {
        "id": f"{name}|job",
        "need": None if ratio is None else [ratio.numerator, ratio.denominator],
        "minimum": 0, "maximum": None, "weight": 1, "present": present, "others": 0,
        "fixed": fixed, "may_leave": None, **facts,
    }  # fmt: skip


def family(
    name: str, seats: list[Json], people: list[tuple[str, int, list[Json]]], groups: Any
) -> Json:
    """Return a family; a move is a mapping with ``seat`` and its facts."""
    moves = [
        move
        for _, _, own in people
        for move in sorted(own, key=lambda one: one["seat"])
    ]
    first = list(itertools.accumulate((len(own) for _, _, own in people), initial=0))
    return {
        "family": name,
        "seats": seats,
        "groups": groups,
        "people": {
            "id": [pseudonym(person) for person, _, _ in people],
            "seat": [at for _, at, _ in people],
        },
        "moves": {
            "first": first,
            "seat": [move["seat"] for move in moves],
            **{fact: [move.get(fact, 0) for move in moves] for fact in MOVE_FACTS},
        },
    }


def _policy(name: str, goals: list[str] | None) -> Json:
    return {
        "name": name,
        "version": 1,
        "goals": list(GOALS if goals is None else goals),
        "voluntary_only": False,
        "basis": "contoh",
    }


def problem(families: list[Json], goals: list[str] | None = None) -> Json:
    name = "pemerataan" if goals is None else "lain"
    return {
        "format": "seimbang-problem/2",
        "policy": _policy(name, goals),
        "seed": "benih", "day": "2026-01-01", "wish_ranks": 2, "families": families,
    }  # fmt: skip


def steps(goals: list[str], ranks: int) -> list[tuple[str, int | None]]:
    found: list[tuple[str, int | None]] = []
    for goal in goals:
        numbers = range(1, ranks + 1) if goal == "wishes" else [None]
        found.extend((goal, number) for number in numbers)
    return found


def order_cost(seed: str, person: str, place: str) -> int:
    def word(name: str) -> int:
        digest = hashlib.blake2b(f"{seed}|{name}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "little")

    z = (word(person) + word(place) + 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return (z ^ (z >> 31)) >> 34


def marginal(place: Json, staff: int) -> Fraction:
    need = Fraction(*place["need"])
    after, before = (max(Fraction(0), need - x) for x in (staff, staff - 1))
    return (after * after - before * before) / need


@dataclass
class Arc:
    tail: Any
    head: Any
    low: int
    high: int
    flow: int
    kind: str
    at: int  # move, person, seat or group
    staff: int = 0  # of a slot
    stays: int = 0  # of a move: -1 when its person stays


class Reference:
    """One family: all its plans, the best one, and the proof of a plan."""

    def __init__(self, whole: Json, entry: Json, scale: int | None = None) -> None:
        self.seed, self.entry = whole["seed"], entry
        self.seats, self.moves = entry["seats"], entry["moves"]
        self.home = entry["people"]["seat"]
        self.leave = entry["people"].get("leave", [])
        self.accepted = entry["people"].get("reference")
        self.options = [
            {
                self.moves["seat"][at]: at
                for at in range(self.moves["first"][i], self.moves["first"][i + 1])
            }
            for i in range(len(self.home))
        ]
        self.needed = [
            place for place in self.seats if place["need"] not in (None, [0, 1])
        ]
        denominators = [
            marginal(place, staff).denominator
            for place in self.needed
            for staff in range(1, math.ceil(Fraction(*place["need"])) + 1)
        ]
        self.least = math.lcm(*denominators)
        self.scale = scale or self.least
        self.exact = self.scale % self.least == 0
        goals = [
            (goal, part)
            for goal, rank in steps(whole["policy"]["goals"], whole["wish_ranks"])
            for part in (self.levels() if goal == "leximin" else [rank])
        ]
        self.steps: list[tuple[str, Any]] = goals

    def levels(self) -> list[Fraction]:
        """Return every ratio of staff to need below 1, ascending."""
        needs = [Fraction(*place["need"]) for place in self.needed]
        return sorted({x / need for need in needs for x in range(math.ceil(need))})

    # plans

    def staff(self, plan: Assignment) -> list[int]:
        return [place["fixed"] + plan.count(at) for at, place in enumerate(self.seats)]

    def feasible(self, plan: Assignment) -> bool:
        staff = self.staff(plan)
        if any(plan[i] == self.home[i] for i in self.leave):
            return False
        for at, place in enumerate(self.seats):
            least = min(place["minimum"], place["present"])
            most = place["maximum"]
            if staff[at] < least:
                return False
            if most is not None and staff[at] > max(most, place["present"]):
                return False
            left = sum(
                home == at != new for home, new in zip(self.home, plan, strict=True)
            )
            if place["may_leave"] is not None and left > place["may_leave"]:
                return False
        for group in self.entry["groups"]:
            present = sum(self.seats[at]["present"] for at in group["seats"])
            if sum(staff[at] for at in group["seats"]) > max(group["maximum"], present):
                return False
        return True

    def reach(self, at: int) -> int:
        """Return how many people are at a seat or may come to it."""
        own = zip(self.home, self.options, strict=True)
        return sum(home == at or at in options for home, options in own)

    def plans(self) -> Iterator[Assignment]:
        choices = [
            [home, *options]
            for home, options in zip(self.home, self.options, strict=True)
        ]
        return (plan for plan in itertools.product(*choices) if self.feasible(plan))

    def taken(self, plan: Assignment) -> list[int]:
        return [
            self.options[i][new]
            for i, (home, new) in enumerate(zip(self.home, plan, strict=True))
            if home != new
        ]

    def longest(self, plan: Assignment) -> int:
        return max((self.moves["added"][at] for at in self.taken(plan)), default=0)

    def values(self, plan: Assignment) -> list[Any]:
        """Return what each step of the policy measures; smaller is better."""
        return [self.value(plan, goal, rank) for goal, rank in self.steps]

    def key(self, plan: Assignment) -> list[Any]:
        """Return what plans are compared by: shortage as the scale has it."""
        key: list[Any] = []
        for goal, rank in self.steps:
            if goal == "shortage":
                key.append(self.scaled(plan))
            elif goal == "worst_travel":
                key.append((self.longest(plan), self.value(plan, goal, rank)))
            else:
                key.append(self.value(plan, goal, rank))
        return key

    def slot(self, place: Json, staff: int) -> int:
        if place not in self.needed:
            return 0
        return math.floor(self.scale * marginal(place, staff) + Fraction(1, 2))

    def scaled(self, plan: Assignment) -> int:
        return sum(
            self.slot(place, staff)
            for place, most in zip(self.seats, self.staff(plan), strict=True)
            for staff in range(1, most + 1)
        )

    def value(self, plan: Assignment, goal: str, rank: Any) -> Any:
        staff = list(zip(self.seats, self.staff(plan), strict=True))
        if goal == "leximin":
            return -sum(
                place in self.needed and x / Fraction(*place["need"]) > rank
                for place, x in staff
            )
        if goal == "nobody":
            return sum(
                _required(place) and x == 0 == place["others"] for place, x in staff
            )
        if goal == "minimum":
            return sum(
                place["weight"] * max(0, place["minimum"] - x) for place, x in staff
            )
        if goal == "shortage":
            lacks = (
                (max(0, Fraction(*place["need"]) - x), Fraction(*place["need"]))
                for place, x in staff
                if place in self.needed
            )
            return sum((lack * lack / need for lack, need in lacks), Fraction(0))
        worst = self.longest(plan)
        return sum(self.move_cost(at, goal, rank, worst) for at in self.taken(plan))

    def move_cost(self, at: int, goal: str, rank: int | None, worst: int) -> int:
        facts = {fact: self.moves[fact][at] for fact in MOVE_FACTS}
        if goal == "compulsory":
            return int(not facts["voluntary"])
        if goal == "wishes":
            return -int(facts["voluntary"] and facts["rank"] == rank)
        if goal == "worst_travel":
            return int(0 < worst <= facts["added"])
        if goal == "deviation":
            person = next(i for i, own in enumerate(self.options) if at in own.values())
            if self.accepted[person] == self.home[person]:
                return 1
            return -int(self.accepted[person] == self.moves["seat"][at])
        if goal == "order":
            person = next(i for i, own in enumerate(self.options) if at in own.values())
            name = self.entry["people"]["id"][person]
            return order_cost(self.seed, name, self.seats[self.moves["seat"][at]]["id"])
        return {"travel": "added"}.get(goal, goal) in facts and int(
            facts[{"travel": "added"}.get(goal, goal)]
        )

    # proof

    def arcs(self, plan: Assignment) -> list[Arc]:
        arcs = []
        for i, (home, new) in enumerate(zip(self.home, plan, strict=True)):
            kept = self.seats[home]["may_leave"] is not None
            door = ("keep", home) if kept else ("seat", home)
            most = int(i not in self.leave)
            arcs.append(Arc(("person", i), door, 0, most, int(home == new), "stay", i))
            for target, at in self.options[i].items():
                flow = int(target == new)
                way = Arc(("person", i), ("seat", target), 0, 1, flow, "move", at)
                way.stays = -int(home == new)
                arcs.append(way)
        groups = self.entry["groups"]
        for at, place in enumerate(self.seats):
            listed, y = self.home.count(at), plan.count(at)
            if place["may_leave"] is not None:
                stay = sum(a == b == at for a, b in zip(self.home, plan, strict=True))
                low = max(0, listed - place["may_leave"])
                arcs.append(
                    Arc(("keep", at), ("seat", at), low, listed, stay, "keep", at)
                )
            inner = next(
                (g for g, one in enumerate(groups) if at in one["seats"]), None
            )
            head = ("root", 0) if inner is None else ("group", inner)
            low = max(0, min(place["minimum"], place["present"]) - place["fixed"])
            high = len(self.home)
            if place["maximum"] is not None:
                high = max(0, max(place["maximum"], place["present"]) - place["fixed"])
            for j in range(1, high + 1):
                staff = place["fixed"] + j
                one = Arc(("seat", at), head, int(j <= low), 1, int(j <= y), "slot", at)
                one.staff = staff
                arcs.append(one)
        for g, group in enumerate(groups):
            outer = [
                h
                for h in range(g + 1, len(groups))
                if set(group["seats"]) <= set(groups[h]["seats"])
            ]
            smallest = min(outer, key=lambda h: len(groups[h]["seats"]), default=None)
            head = ("root", 0) if smallest is None else ("group", smallest)
            inside = [self.seats[at] for at in group["seats"]]
            high = max(group["maximum"], sum(place["present"] for place in inside))
            high -= sum(place["fixed"] for place in inside)
            flow = sum(plan.count(at) for at in group["seats"])
            arcs.append(Arc(("group", g), head, 0, high, flow, "group", g))
        return arcs

    def cost(self, arc: Arc, goal: str, rank: Any, worst: int) -> int:
        if arc.kind == "slot":
            place = self.seats[arc.at]
            if goal == "leximin":
                if place not in self.needed:
                    return 0
                return -int(
                    arc.staff == math.floor(rank * Fraction(*place["need"])) + 1
                )
            if goal == "nobody":
                lonely = _required(place) and place["others"] == 0
                return -int(lonely and arc.staff == 1)
            if goal == "minimum":
                return -place["weight"] * (arc.staff <= place["minimum"])
            return self.slot(place, arc.staff) if goal == "shortage" else 0
        if arc.kind == "move" and goal not in SLOT_GOALS:
            return self.move_cost(arc.at, goal, rank, worst)
        return 0

    def nodes(self) -> list[Any]:
        keeps = [
            ("keep", at)
            for at, place in enumerate(self.seats)
            if place["may_leave"] is not None
        ]
        groups = [("group", g) for g in range(len(self.entry["groups"]))]
        seats = [("seat", at) for at in range(len(self.seats))]
        return [*seats, *keeps, *groups, ("root", 0)]

    def claim(self, plan: Assignment) -> Json:
        """Return the certificate of a plan; right when the plan is the best one."""
        arcs, worst = self.arcs(plan), self.longest(plan)
        goals = []
        for goal, rank in self.steps:
            value = self.value(plan, goal, rank)
            entry: Json = {"goal": goal, "value": value}
            if goal == "shortage":
                entry["value"] = [value.numerator, value.denominator]
                entry["scaled"] = self.scaled(plan)
            if goal == "wishes":
                entry["rank"] = rank
            if goal == "leximin":
                entry["level"] = [rank.numerator, rank.denominator]
            if goal == "worst_travel":
                entry["threshold"] = worst
                for arc in arcs:
                    if arc.kind == "move" and self.moves["added"][arc.at] > worst:
                        arc.high = 0
            if goal != "worst_travel" or worst:
                costs = [self.cost(arc, goal, rank, worst) for arc in arcs]
                entry["potentials"] = self.potentials(arcs, costs)
            goals.append(entry)
        unique = self.unique(plan)
        same = [self.sameness(arc) for arc in arcs]
        return {
            "family": self.entry["family"],
            "scale": self.scale,
            "exact": self.exact,
            "unique": unique,
            "uniqueness": self.potentials(arcs, same) if unique else None,
            "moves": [
                [i, new]
                for i, (home, new) in enumerate(zip(self.home, plan, strict=True))
                if home != new
            ],
            "goals": goals,
        }

    @staticmethod
    def sameness(arc: Arc) -> int:
        """Return the cost by which every other plan would be cheaper."""
        if arc.kind != "move":
            return 0
        return 1 if arc.flow else arc.stays

    def potentials(self, arcs: list[Arc], costs: list[int]) -> list[int]:
        """Return shortest distances over the residual arcs, and freeze."""
        nodes = self.nodes()
        far: dict[Any, float | int] = {
            ("person", i): math.inf for i in range(len(self.home))
        }
        far |= dict.fromkeys(nodes, 0)
        for _ in range(len(far) + 1):
            for arc, cost in zip(arcs, costs, strict=True):
                if arc.flow < arc.high:
                    far[arc.head] = min(far[arc.head], far[arc.tail] + cost)
                if arc.flow > arc.low:
                    far[arc.tail] = min(far[arc.tail], far[arc.head] - cost)
        for arc, cost in zip(arcs, costs, strict=True):
            if cost + far[arc.tail] - far[arc.head] != 0:
                arc.low = arc.high = arc.flow
        return [int(far[node]) for node in nodes]

    def unique(self, plan: Assignment) -> bool:
        """Tell whether no other plan is as good."""
        key = self.key(plan)
        return sum(self.key(other) == key for other in self.plans()) == 1

    def best(self) -> Assignment:
        return min(self.plans(), key=self.key)


@dataclass
class Files:
    """The three files of a plan, as JSON values."""

    problem: Json
    certificate: Json
    plan: Json

    def copy(self) -> Files:
        """Return them without anything in common."""
        parts = (self.problem, self.certificate, self.plan)
        return Files(*(copy.deepcopy(part) for part in parts))

    def write(self, folder: Path, *, rehash: bool = True) -> Path:
        packed = json.dumps(self.problem, ensure_ascii=False).encode()
        if rehash:
            digest = hashlib.sha256(packed).hexdigest()
            self.certificate["problem_sha256"] = self.plan["problem_sha256"] = digest
        (folder / "problem.json.gz").write_bytes(gzip.compress(packed, mtime=0))
        for name in ("certificate", "plan"):
            words = json.dumps(getattr(self, name), ensure_ascii=False)
            (folder / f"{name}.json").write_text(words, encoding="utf-8")
        return folder


def files(
    whole: Json,
    people: dict[str, str],
    plans: dict[str, Assignment] | None = None,
    scale: int | None = None,
) -> Files:
    """
    Return the files of the best plan, or of those in ``plans`` per family.

    ``people`` is pseudonym → person id.
    """
    solved = [Reference(whole, entry, scale) for entry in whole["families"]]
    chosen = [(plans or {}).get(one.entry["family"]) or one.best() for one in solved]
    pairs = list(zip(solved, chosen, strict=True))
    head = {"status": "OPTIMAL", "seed": whole["seed"], "versions": {}}
    certificate = {
        "format": "seimbang-certificate/2",
        "problem_sha256": "",
        **head,
        "families": [one.claim(plan) for one, plan in pairs],
        "totals": _totals(whole, pairs),
    }
    planned = {
        "format": "seimbang-plan/1",
        **head,
        "day": whole["day"],
        "policy": whole["policy"],
        "data": {"checksum": "abc", "taken": "2026-01-01", "institution": "Contoh"},
        "problem_sha256": "",
        "pseudonym_salt": SALT,
        "local": {},
        "summary": summary(whole["wish_ranks"], pairs),
        "moves": chain(
            [move for one, plan in pairs for move in _moves(one, plan, people)]
        ),
        "seats": [row for one, plan in pairs for row in _seats(one, plan)],
    }
    return Files(whole, certificate, planned).copy()


def _totals(whole: Json, pairs: list[tuple[Reference, Assignment]]) -> Json:
    figures = column(whole["wish_ranks"], pairs)
    others = ("short_by_half", "short_by_two", "median_share")
    return {
        name: figure
        for name, figure in figures.items()
        if name not in others and not name.endswith("_text")
    }


def _moves(one: Reference, plan: Assignment, people: dict[str, str]) -> Iterator[Json]:
    for i, (home, new) in enumerate(zip(one.home, plan, strict=True)):
        if home == new:
            continue
        at, name = one.options[i][new], one.entry["people"]["id"][i]
        start, end = (one.seats[s]["id"].split("|") for s in (home, new))
        facts = {fact: one.moves[fact][at] for fact in MOVE_FACTS}
        yield {
            "person_id": people[name], "pseudonym": name,
            "family": one.entry["family"],
            "from_unit": start[0], "from_job": start[1],
            "to_unit": end[0], "to_job": end[1],
            **facts, "voluntary": bool(facts["voluntary"]),
            "minutes_before": 10, "minutes_after": 10 + facts["added"],
        }  # fmt: skip


def _seats(one: Reference, plan: Assignment) -> Iterator[Json]:
    for place, after in zip(one.seats, one.staff(plan), strict=True):
        unit, job = place["id"].split("|")
        need = place["need"]
        yield {
            "seat": place["id"], "unit_id": unit, "job_id": job,
            "family": one.entry["family"], "need": need, "others": place["others"],
            "need_text": None if need is None else two_decimals(Fraction(*need)),
            "minimum": place["minimum"],
            "maximum": place["maximum"], "before": place["present"], "after": after,
        }  # fmt: skip


def example(scale: int | None = None) -> Files:
    """
    Return a round with every feature, small enough to check by hand.

    Unit A has six and needs two, and only three of its people may leave; B is below its
    minimum; C has nobody; D needs two and a half, and lies with C in a group that may
    hold two, inside a group of B, C and D; E is not measured, so nobody comes or goes.
    G has nobody but a helper, and two at F are equally near. I needs nobody.
    """
    seats = [
        seat("A", 2, 6, 2, may_leave=3),
        seat("B", 4, 1, 1, minimum=2, weight=2),
        seat("C", 1, 0, 0, minimum=1),
        seat("D", "5/2", 1, 0, maximum=3),
        seat("E", None, 1, 1),
    ]
    people = [
        ("P1", 0, [_move(1, added=5), _move(2, added=9), _move(3, added=20)]),
        ("P2", 0, [_move(1, added=7, misfit=1), _move(3, added=2)]),
        ("P3", 0, [_move(2, voluntary=1, rank=1, added=0), _move(3, added=30)]),
        ("P4", 0, [_move(1, added=7), _move(3, voluntary=1, rank=2, regression=1)]),
        ("P5", 3, [_move(0), _move(1, added=4)]),
    ]
    groups = [
        {"name": "CD", "seats": [2, 3], "maximum": 2},
        {"name": "BCD", "seats": [1, 2, 3], "maximum": 6},
    ]
    small = [seat("F", 1, 2, 0), seat("G", 1, 0, 0, others=1)]
    pair = [
        ("P6", 0, [_move(1, added=12)]),
        ("P7", 0, [_move(1, added=12, misfit=2)]),
    ]
    calm = [seat("H", 1, 1, 0), seat("I", 0, 0, 0)]
    families = [
        family("guru", seats, people, groups),
        family("bidan", small, pair, []),
        family("perawat", calm, [("P8", 0, [_move(1)])], []),
    ]
    names = {pseudonym(f"P{number}"): f"P{number}" for number in range(1, 9)}
    return files(problem(families), names, scale=scale)


def _move(target: int, **facts: int) -> Json:
    return {"seat": target, **facts}


def _required(place: Json) -> bool:
    return place["need"] is not None and place["minimum"] >= 1


def random_problem(chance: Random, goals: list[str] | None = None) -> Json:
    """Return a problem of one or two tiny families with any of the features."""
    families = []
    count = itertools.count(1)
    for name in ("guru", "bidan")[: chance.randint(1, 2)]:
        homes = [chance.randrange(3) for _ in range(chance.randint(0, 4))]
        seats = []
        for at in range(chance.randint(3, 4)):
            fixed = chance.randint(0, 1)
            needs = [0, 1, 2, "1/3", "3/2", "7/4"]
            seats.append(
                seat(
                    f"{name}{at}",
                    chance.choice(needs),
                    homes.count(at) + fixed,
                    fixed,
                    minimum=chance.randint(0, 2),
                    maximum=chance.choice([None, 0, 1, 2]),
                    weight=chance.randint(0, 2),
                    others=chance.randint(0, 1),
                    may_leave=chance.choice([None, 1, 2]),
                )
            )
        seats.append(seat(f"{name}X", None, 1, 1, minimum=chance.randint(0, 2)))
        people = []
        for home in homes:
            targets = [at for at in range(len(seats) - 1) if at != home]
            own = [
                _random_move(chance, at) for at in targets if chance.randint(0, 2) > 0
            ]
            people.append((f"P{next(count)}", home, own))
        groups = chance.choice(
            [
                [],
                [{"name": "g", "seats": [0, 2], "maximum": 2}],
                [
                    {"name": "g", "seats": [0], "maximum": 1},
                    {"name": "h", "seats": [1, 2], "maximum": 2},
                    {"name": "i", "seats": [0, 1, 2], "maximum": 3},
                ],
            ]
        )
        families.append(family(name, seats, people, groups))
        if goals is not None and "deviation" in goals:
            families[-1]["people"]["reference"] = [
                chance.randrange(len(seats)) for _ in homes
            ]
    return problem(families, goals)


def must_leave(whole: Json, chance: Random) -> Json:
    """Keep some people from staying, where a plan is left."""
    for entry in whole["families"]:
        people = range(len(entry["people"]["id"]))
        leave = [i for i in people if chance.random() < 0.3]
        entry["people"]["leave"] = leave
        if next(Reference(whole, entry).plans(), None) is None:
            del entry["people"]["leave"]
    return whole


def _random_move(chance: Random, target: int) -> Json:
    rank = chance.randint(0, 3)
    return _move(
        target,
        voluntary=int(rank > 0),
        rank=rank,
        added=chance.choice([0, 0, 5, 10, 11]),
        misfit=chance.randint(0, 1),
        regression=chance.randint(0, 1),
    )


def names_of(whole: Json) -> dict[str, str]:
    """Return pseudonym → person id of a random problem."""
    return {pseudonym(f"P{number}"): f"P{number}" for number in range(1, 20)}
