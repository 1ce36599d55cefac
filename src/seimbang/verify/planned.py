"""The plan as its file has it: moves and seats under their real ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from seimbang.verify.certificate import STATUSES
from seimbang.verify.problem import Policy, day, policy
from seimbang.verify.report import refuse
from seimbang.verify.shape import (
    COUNT,
    LARGE,
    RATIO,
    integer,
    items,
    ratio,
    record,
    truth,
    words,
)

FORMAT = "seimbang-plan/1"
_TOP = (
    "format",
    "status",
    "day",
    "policy",
    "seed",
    "data",
    "problem_sha256",
    "pseudonym_salt",
    "local",
    "moves",
    "seats",
)
_WORDS = (
    "person_id",
    "pseudonym",
    "family",
    "from_unit",
    "from_job",
    "to_unit",
    "to_job",
)
_NUMBERS = ("rank", "added", "misfit", "regression")


@dataclass(frozen=True)
class PlannedMove:
    """One person who leaves."""

    person_id: str
    pseudonym: str
    family: str
    from_seat: str
    to_seat: str
    voluntary: bool
    rank: int
    added: int
    misfit: int
    regression: int
    minutes_before: int | None
    minutes_after: int | None


@dataclass(frozen=True)
class PlannedSeat:
    """One seat group, before and after."""

    id: str
    need: Fraction | None
    minimum: int
    maximum: int | None
    before: int
    after: int


@dataclass(frozen=True)
class Plan:
    """The plan that people read."""

    status: str
    day: date
    policy: Policy
    seed: str
    checksum: str
    problem_sha256: str
    salt: bytes
    local: Mapping[str, Any]
    moves: tuple[PlannedMove, ...]
    seats: tuple[PlannedSeat, ...]


def plan(value: Any) -> Plan:
    """Return the plan that the JSON ``value`` holds."""
    top = record(value, "plan", _TOP, None)
    if top["format"] != FORMAT:
        raise refuse("plan: expected format {format}.", format=FORMAT)
    status = words(top["status"], "status")
    if status not in STATUSES:
        raise refuse("plan: unknown status {status}.", status=status)
    salt = words(top["pseudonym_salt"], "pseudonym_salt")
    if not re.fullmatch("(?:[0-9a-f]{2}){0,64}", salt):
        raise refuse("plan: expected a salt of at most 64 bytes in hex.")
    data = record(top["data"], "data", ("checksum",), None)
    moves = items(top["moves"], "moves")
    seats = items(top["seats"], "seats")
    return Plan(
        status,
        day(top["day"], "plan.day"),
        policy(top["policy"], "plan.policy"),
        words(top["seed"], "plan.seed"),
        words(data["checksum"], "data.checksum"),
        words(top["problem_sha256"], "plan.problem_sha256"),
        bytes.fromhex(salt),
        record(top["local"], "plan.local", (), None),
        tuple(_move(move, f"plan.moves[{at}]") for at, move in enumerate(moves)),
        tuple(_seat(seat, f"plan.seats[{at}]") for at, seat in enumerate(seats)),
    )


def _move(value: Any, where: str) -> PlannedMove:
    entry = record(value, where, (*_WORDS, "voluntary", *_NUMBERS), None)
    texts = {name: words(entry[name], f"{where}.{name}") for name in _WORDS}
    numbers = {
        name: integer(entry[name], f"{where}.{name}", 0, LARGE) for name in _NUMBERS
    }
    return PlannedMove(
        person_id=texts["person_id"],
        pseudonym=texts["pseudonym"],
        family=texts["family"],
        from_seat=f"{texts['from_unit']}|{texts['from_job']}",
        to_seat=f"{texts['to_unit']}|{texts['to_job']}",
        voluntary=truth(entry["voluntary"], f"{where}.voluntary"),
        minutes_before=_minutes(entry.get("minutes_before"), where),
        minutes_after=_minutes(entry.get("minutes_after"), where),
        **numbers,
    )


def _minutes(value: Any, where: str) -> int | None:
    return None if value is None else integer(value, where, 0, LARGE)


def _seat(value: Any, where: str) -> PlannedSeat:
    names = ("seat", "unit_id", "job_id", "need", "minimum", "maximum")
    entry = record(value, where, (*names, "before", "after"), None)
    name = words(entry["seat"], where)
    parts = [words(entry[key], where) for key in ("unit_id", "job_id")]
    if name != "|".join(parts):
        raise refuse("{where}: the seat is not its unit and job.", where=where)
    maximum, need = entry["maximum"], entry["need"]
    return PlannedSeat(
        name,
        None if need is None else ratio(need, where, RATIO),
        integer(entry["minimum"], where, 0, COUNT),
        None if maximum is None else integer(maximum, where, 0, LARGE),
        integer(entry["before"], where, 0, COUNT),
        integer(entry["after"], where, 0, COUNT),
    )
