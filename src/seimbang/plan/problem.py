"""
The problem of a round: families of seats and people, and the moves that are allowed.

Arrays instead of objects: a family of 2,000 people and 203 schools has some 400,000
moves. The file format is described for a third party in
docs/explanation/certificate.md.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from seimbang.plan.policy import Policy

if TYPE_CHECKING:
    from seimbang.plan.limit import Limit

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FORMAT = "seimbang-problem/2"


@dataclass(frozen=True)
class Seats:
    """
    The seat groups of a family, one entry each.

    ``need`` is exact, None = not measured. ``maximum`` and ``may_leave`` are None
    without limit. ``present`` counts people today, ``others`` those not counted
    (non-ASN …), ``fixed`` the part of ``present`` without any allowed move.
    """

    id: tuple[str, ...]
    need: tuple[Fraction | None, ...]
    minimum: Ints
    maximum: tuple[int | None, ...]
    weight: Ints
    present: Ints
    others: Ints
    fixed: Ints
    may_leave: tuple[int | None, ...]

    def __len__(self) -> int:
        return len(self.id)

    @property
    def required(self) -> Flags:
        """Tell which seats are measured and must not be empty: minimum >= 1."""
        measured = np.array([need is not None for need in self.need], np.bool_)
        return measured & (self.minimum >= 1)


@dataclass(frozen=True)
class Group:
    """A cap on the people of several seats together; groups are nested or apart."""

    name: str
    seats: tuple[int, ...]
    maximum: int


@dataclass(frozen=True)
class Moves:
    """
    The allowed moves, by person: those of person i are ``first[i]:first[i + 1]``.

    ``seat`` index, ``voluntary``, ``rank`` of the wish (0: none), ``added`` minutes of
    travel, ``misfit`` and ``regression`` (0 = none). Seats ascend within a person.
    """

    first: Ints
    seat: Ints
    voluntary: Flags
    rank: Ints
    added: Ints
    misfit: Ints
    regression: Ints

    def __len__(self) -> int:
        return len(self.seat)

    @property
    def person(self) -> Ints:
        """Return the person of each move."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))


@dataclass(frozen=True)
class Family:
    """
    Interchangeable positions: the seats, the people who may move, their moves.

    ``leave``: the people who must not stay (a pin: *must go to X*), ascending.
    ``reference``: the seat of each person in an accepted plan, which the goal
    ``deviation`` keeps to; None without one.

    :raises ValueError: when the groups are not nested, or the counts do not add up.
    """

    name: str
    seats: Seats
    people: tuple[str, ...]  # pseudonyms
    origin: Ints  # present seat of each person
    moves: Moves
    groups: tuple[Group, ...] = ()
    leave: tuple[int, ...] = ()
    reference: Ints | None = None

    def __post_init__(self) -> None:
        counted = self.seats.fixed + self.movable
        if (counted != self.seats.present).any():
            raise ValueError(f"Expected fixed + people = present in {self.name}.")
        for at, inner in enumerate(self.groups):
            for outer in self.groups[at + 1 :]:
                common = set(inner.seats) & set(outer.seats)
                if common and common != set(inner.seats):
                    raise ValueError(
                        f"Expected nested groups, inner first; {inner.name} and "
                        f"{outer.name} overlap."
                    )

    @property
    def movable(self) -> Ints:
        """Return how many of the people sit at each seat."""
        return np.bincount(self.origin, minlength=len(self.seats)).astype(np.int64)


@dataclass(frozen=True)
class Problem:
    """
    All families of a round with its policy, seed, day and limits.

    ``limits`` tie moves together; ``longest_chain`` is the most moves that may follow
    one another, each into the seat that the next leaves (None: no limit).
    """

    policy: Policy
    seed: str
    day: str
    wish_ranks: int
    families: tuple[Family, ...]
    data: str = ""  # digest of the input's checksum
    limits: tuple[Limit, ...] = ()
    longest_chain: int | None = None
    names: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )  # family → person ids, in the order of its people; never written to the file

    def as_json(self) -> bytes:
        """Return the canonical bytes of problem.json."""
        whole = {
            "format": FORMAT,
            "policy": self.policy.as_dict(),
            "seed": self.seed,
            "day": self.day,
            "wish_ranks": self.wish_ranks,
            "data": self.data,
            "families": [_family(family) for family in self.families],
            "limits": [limit.as_dict() for limit in self.limits],
            "longest_chain": self.longest_chain,
        }
        return json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode()


def _family(family: Family) -> dict[str, Any]:
    moves = family.moves
    arcs: dict[str, list[Any]] = {
        "first": moves.first.tolist(),
        "seat": moves.seat.tolist(),
    }
    for name in ("voluntary", "rank", "added", "misfit", "regression"):
        values: NDArray[Any] = getattr(moves, name)
        if values.any():
            arcs[name] = values.astype(np.int64).tolist()
    return {
        "family": family.name,
        "seats": _seats(family.seats),
        "groups": [
            {"name": group.name, "seats": list(group.seats), "maximum": group.maximum}
            for group in family.groups
        ],
        "people": _people(family),
        "moves": arcs,
    }


def _people(family: Family) -> dict[str, Any]:
    rows: dict[str, Any] = {"id": list(family.people), "seat": family.origin.tolist()}
    if family.leave:
        rows["leave"] = list(family.leave)
    if family.reference is not None:
        rows["reference"] = family.reference.tolist()
    return rows


def _seats(seats: Seats) -> list[dict[str, Any]]:
    rows = []
    for at, name in enumerate(seats.id):
        need = seats.need[at]
        rows.append(
            {
                "id": name,
                "need": None if need is None else [need.numerator, need.denominator],
                "minimum": int(seats.minimum[at]),
                "maximum": seats.maximum[at],
                "weight": int(seats.weight[at]),
                "present": int(seats.present[at]),
                "others": int(seats.others[at]),
                "fixed": int(seats.fixed[at]),
                "may_leave": seats.may_leave[at],
            }
        )
    return rows


def compressed(content: bytes) -> bytes:
    """Return ``content`` gzipped, the same bytes each time (no time stamp)."""
    buffer = io.BytesIO()
    with gzip.GzipFile(
        filename="", fileobj=buffer, mode="wb", compresslevel=3, mtime=0
    ) as file:
        file.write(content)
    return buffer.getvalue()


def digest(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
