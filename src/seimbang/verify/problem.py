"""The problem as its file has it: families of seats, people and moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from seimbang.verify.limit import Limit, limits, touched
from seimbang.verify.report import refuse
from seimbang.verify.shape import (
    COUNT,
    LARGE,
    RATIO,
    Array,
    distinct,
    integer,
    integers,
    items,
    ratio,
    record,
    truth,
    words,
)

FORMAT = "seimbang-problem/2"
NONE = -1  # a maximum or leaving cap that is not there
MOST_RANKS = 10
GOALS = (
    "nobody",
    "minimum",
    "shortage",
    "leximin",
    "compulsory",
    "wishes",
    "deviation",
    "travel",
    "worst_travel",
    "misfit",
    "regression",
    "order",
)
_PEMERATAAN = tuple(goal for goal in GOALS if goal not in ("leximin", "deviation"))
KNOWN_POLICIES = {("pemerataan", 1): (_PEMERATAAN, False)}  # goals, voluntary only

_SEAT = ("id", "need", "minimum", "maximum", "weight", "present", "others", "fixed")
_FAMILY = ("family", "seats", "groups", "people", "moves")
_MOVES = ("seat", "voluntary", "rank", "added", "misfit", "regression")


@dataclass(frozen=True)
class Policy:
    """An ordered list of goals, with its name, version and basis."""

    name: str
    version: int
    goals: tuple[str, ...]
    voluntary_only: bool  # nobody moves without a wish
    basis: str

    def steps(self, ranks: int) -> tuple[tuple[str, int | None], ...]:
        """Return the goals one by one, the wishes once for each rank."""
        steps: list[tuple[str, int | None]] = []
        for goal in self.goals:
            if goal == "wishes":
                steps.extend((goal, rank) for rank in range(1, ranks + 1))
            else:
                steps.append((goal, None))
        return tuple(steps)


@dataclass(frozen=True)
class Seats:
    """The seat groups of a family, columns of equal length."""

    id: list[str]
    need: list[Fraction | None]
    minimum: Array
    maximum: Array  # NONE: no maximum
    weight: Array
    present: Array
    others: Array
    fixed: Array
    may_leave: Array  # NONE: no cap


@dataclass(frozen=True)
class Group:
    """A cap on the staff of several seats together."""

    name: str
    seats: Array
    maximum: int


@dataclass(frozen=True)
class Family:
    """People who may change places with each other, and their places."""

    name: str
    seats: Seats
    groups: tuple[Group, ...]
    people: list[str]  # pseudonyms
    at: Array  # present seat of each person
    leave: Array  # the people who must not stay, ascending
    reference: Array | None  # seat of each person in an accepted plan
    owner: Array  # person of each move
    seat: Array  # target of each move
    voluntary: Array
    rank: Array
    added: Array
    misfit: Array
    regression: Array


@dataclass(frozen=True)
class Problem:
    """The whole network of a round."""

    policy: Policy
    seed: str
    day: date
    wish_ranks: int
    families: tuple[Family, ...]
    limits: tuple[Limit, ...]
    longest_chain: int | None  # the most moves that may follow one another

    @property
    def linked(self) -> tuple[int, ...]:
        """Return the families that limits tie together, ascending."""
        tied = touched(self.limits)
        if self.longest_chain is not None:
            tied |= {at for at, one in enumerate(self.families) if len(one.seat)}
        return tuple(sorted(tied))


def problem(value: Any) -> Problem:
    """Return the problem that the JSON ``value`` holds."""
    top = record(
        value,
        "problem",
        ("format", "policy", "seed", "day", "wish_ranks", "families"),
        ("data", "limits", "longest_chain"),
    )
    if top["format"] != FORMAT:
        raise refuse("problem: expected format {format}.", format=FORMAT)
    families = tuple(
        _family(family, f"families[{at}]")
        for at, family in enumerate(items(top["families"], "families"))
    )
    distinct([family.name for family in families], "families")
    distinct([seat for family in families for seat in family.seats.id], "seats")
    distinct([person for family in families for person in family.people], "people")
    longest = top.get("longest_chain")
    goals = policy(top["policy"], "policy")
    _referred(goals, families)
    return Problem(
        goals,
        words(top["seed"], "seed"),
        day(top["day"], "day"),
        integer(top["wish_ranks"], "wish_ranks", 0, MOST_RANKS),
        families,
        limits(top.get("limits", []), [len(family.seat) for family in families]),
        None if longest is None else integer(longest, "longest_chain", 1, LARGE),
    )


def policy(value: Any, where: str) -> Policy:
    """Return a policy; each goal known and named once."""
    keys = ("name", "version", "goals", "voluntary_only", "basis")
    entry = record(value, where, keys)
    goals = [words(goal, where) for goal in items(entry["goals"], where)]
    distinct(goals, where)
    for goal in goals:
        if goal not in GOALS:
            raise refuse("{where}: unknown goal {goal}.", where=where, goal=goal)
    return Policy(
        words(entry["name"], where),
        integer(entry["version"], where, 1, LARGE),
        tuple(goals),
        truth(entry["voluntary_only"], where),
        words(entry["basis"], where),
    )


def day(value: Any, where: str) -> date:
    """Return a day written 2026-01-31."""
    try:
        found = date.fromisoformat(words(value, where))
    except ValueError:
        raise refuse("{where}: expected a day like 2026-01-31.", where=where) from None
    if found.isoformat() != value:
        raise refuse("{where}: expected a day like 2026-01-31.", where=where)
    return found


def _family(value: Any, where: str) -> Family:
    entry = record(value, where, _FAMILY)
    seats = _seats(items(entry["seats"], f"{where}.seats"), where)
    more = ("seat", "leave", "reference")
    people = record(entry["people"], f"{where}.people", ("id",), more)
    names = [
        words(name, f"{where}.people")
        for name in items(people["id"], f"{where}.people")
    ]
    most = len(seats.id) - 1
    at = _column(people, "seat", f"{where}.people", len(names), most)
    moves = record(entry["moves"], f"{where}.moves", (), ("first", *_MOVES))
    first = _first(moves, f"{where}.moves", len(names))
    columns = _moves(moves, f"{where}.moves", int(first[-1]), most)
    groups = tuple(
        _group(group, f"{where}.groups[{at}]", len(seats.id))
        for at, group in enumerate(items(entry["groups"], f"{where}.groups"))
    )
    owner = np.repeat(np.arange(len(names)), np.diff(first))
    name = words(entry["family"], where)
    leave = _leave(people, f"{where}.people.leave", len(names))
    reference = None
    if "reference" in people:
        reference = _column(people, "reference", f"{where}.people", len(names), most)
    family = Family(name, seats, groups, names, at, leave, reference, owner, **columns)
    _consistent(family)
    return family


def _seats(values: list[Any], where: str) -> Seats:
    rows = [
        record(value, f"{where}.seats[{at}]", _SEAT, ("may_leave",))
        for at, value in enumerate(values)
    ]
    spots = [f"{where}.seats[{at}]" for at in range(len(rows))]

    def counts(name: str, high: int = COUNT) -> Array:
        return integers(
            [row[name] for row in rows], f"{where}.{name}", len(rows), 0, high
        )

    def caps(name: str, high: int) -> Array:
        found = [row.get(name) for row in rows]
        filled = [NONE if number is None else number for number in found]
        if any(number is not None and number == NONE for number in found):
            raise refuse("{where}: expected {name} >= 0.", where=where, name=name)
        return integers(filled, f"{where}.{name}", len(rows), NONE, high)

    return Seats(
        id=[words(row["id"], spot) for row, spot in zip(rows, spots, strict=True)],
        need=[
            None if row["need"] is None else ratio(row["need"], spot, RATIO)
            for row, spot in zip(rows, spots, strict=True)
        ],
        minimum=counts("minimum"),
        maximum=caps("maximum", LARGE),
        weight=counts("weight", LARGE),
        present=counts("present"),
        others=counts("others"),
        fixed=counts("fixed"),
        may_leave=caps("may_leave", LARGE),
    )


def _group(value: Any, where: str, seats: int) -> Group:
    entry = record(value, where, ("name", "seats", "maximum"))
    listed = items(entry["seats"], where)
    members = integers(listed, where, len(listed), 0, seats - 1)
    if len(np.unique(members)) != len(members):
        raise refuse("{where}: a seat stands twice.", where=where)
    maximum = integer(entry["maximum"], where, 0, LARGE)
    return Group(words(entry["name"], where), members, maximum)


def _column(
    values: Mapping[str, Any], name: str, where: str, length: int, high: int
) -> Array:
    if name not in values:  # left out: all zeros
        if length and high < 0:
            raise refuse("{where}: there is no seat.", where=where)
        return np.zeros(length, dtype=np.int64)
    return integers(values[name], f"{where}.{name}", length, 0, high)


def _leave(people: Mapping[str, Any], where: str, count: int) -> Array:
    listed = items(people.get("leave", []), where)
    leave = integers(listed, where, len(listed), 0, count - 1)
    if (np.diff(leave) <= 0).any():
        raise refuse("{where}: people are not ascending.", where=where)
    return leave


def _referred(goals: Policy, families: tuple[Family, ...]) -> None:
    for family in families:
        if "deviation" in goals.goals and family.people and family.reference is None:
            raise refuse(
                "{family}: goal {goal} without an accepted plan to keep to.",
                family=family.name,
                goal="deviation",
            )


def _first(moves: Mapping[str, Any], where: str, people: int) -> Array:
    first = _column(moves, "first", where, people + 1, LARGE)
    if first[0] != 0 or (np.diff(first) < 0).any():
        raise refuse("{where}.first: expected 0 and then no fall.", where=where)
    return first


def _moves(
    moves: Mapping[str, Any], where: str, length: int, last_seat: int
) -> dict[str, Array]:
    if "seat" in moves and length != len(items(moves["seat"], f"{where}.seat")):
        raise refuse("{where}.first: does not end at the number of moves.", where=where)
    highs = {"seat": last_seat, "voluntary": 1, "rank": MOST_RANKS}
    return {
        name: _column(moves, name, where, length, highs.get(name, LARGE))
        for name in _MOVES
    }


def _consistent(family: Family) -> None:
    seats, name = family.seats, family.name
    own = np.bincount(family.at, minlength=len(seats.id))
    wrong = np.flatnonzero(seats.present != seats.fixed + own)
    if wrong.size:
        raise refuse(
            "{family}: at {seat} present is not fixed plus the people listed.",
            family=name,
            seat=seats.id[wrong[0]],
        )
    follows = np.diff(family.owner) == 0
    if (np.diff(family.seat)[follows] <= 0).any():
        raise refuse("{family}: moves of a person are not in order.", family=name)
    if (family.seat == family.at[family.owner]).any():
        raise refuse("{family}: a move to the person's own seat.", family=name)
    closed = np.array([need is None for need in seats.need], dtype=bool)
    if closed[family.at].any() or closed[family.seat].any():
        raise refuse("{family}: a seat of unknown need gives or receives.", family=name)
