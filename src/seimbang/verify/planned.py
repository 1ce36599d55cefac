"""The plan as its file has it: moves and seats under their real ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from seimbang.verify.certificate import STATUSES
from seimbang.verify.figures import Column, columns
from seimbang.verify.limits_told import TOLD, Told, told
from seimbang.verify.pins import Pin, pins
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
    "summary",
)
_MORE_TOP = (
    "reason",
    "versions",
    "flags",
    "unconfirmed",
    "lost",
    "pins",
    *TOLD,
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
_NUMBERS = ("rank", "added", "misfit", "regression", "chain", "step")
_TRUTHS = ("voluntary", "closed")
_MORE = (
    "minutes_before",
    "minutes_after",
    "km",
    "estimated_home",
    "after",
    "wave",
)


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
    chain: int
    step: int
    closed: bool
    after: int | None  # the step that must be done before
    wave: int | None  # steps of one wave may be done at once
    minutes_before: int | None
    minutes_after: int | None
    km: float | None
    estimated_home: bool | None


@dataclass(frozen=True)
class PlannedSeat:
    """One seat group, before and after."""

    id: str
    family: str
    need: Fraction | None
    need_text: str | None
    minimum: int
    maximum: int | None
    others: int
    before: int
    after: int


@dataclass(frozen=True)
class Plan:
    """The plan that people read."""

    status: str
    day: date
    policy: Policy
    seed: str
    data: Mapping[str, Any]
    problem_sha256: str
    salt: bytes | None  # None: sealed, people are named by their pseudonyms
    local: Mapping[str, Any]
    lost: Any
    summary: Mapping[str, Column]  # empty where no plan is claimed
    moves: tuple[PlannedMove, ...]
    seats: tuple[PlannedSeat, ...]
    told: Told
    pins: tuple[Pin, ...]  # settled by hand when the plan was made anew


def plan(value: Any) -> Plan:
    """Return the plan that the JSON ``value`` holds."""
    top = record(value, "plan", _TOP, _MORE_TOP)
    if top["format"] != FORMAT:
        raise refuse("plan: expected format {format}.", format=FORMAT)
    status = words(top["status"], "status")
    if status not in STATUSES:
        raise refuse("plan: unknown status {status}.", status=status)
    claims = status == "OPTIMAL" or "plan" in record(top["summary"], "plan", (), None)
    if status == "OPTIMAL" and top.get("reason") is not None:
        raise refuse("plan: a reason why there is no plan, and yet a plan.")
    moves = items(top["moves"], "moves")
    seats = items(top["seats"], "seats")
    return Plan(
        status,
        day(top["day"], "plan.day"),
        policy(top["policy"], "plan.policy"),
        words(top["seed"], "plan.seed"),
        record(top["data"], "data", ("checksum",), None),
        words(top["problem_sha256"], "plan.problem_sha256"),
        _salt(top["pseudonym_salt"]),
        record(top["local"], "plan.local", (), None),
        top.get("lost"),
        columns(top["summary"]) if claims else {},
        tuple(_move(move, f"plan.moves[{at}]") for at, move in enumerate(moves)),
        tuple(_seat(seat, f"plan.seats[{at}]") for at, seat in enumerate(seats)),
        told({name: top[name] for name in TOLD if name in top}),
        pins(top.get("pins", [])),
    )


def _salt(value: Any) -> bytes | None:
    if value is None:
        return None
    salt = words(value, "pseudonym_salt")
    if not re.fullmatch("(?:[0-9a-f]{2}){0,64}", salt):
        raise refuse("plan: expected a salt of at most 64 bytes in hex.")
    return bytes.fromhex(salt)


def _move(value: Any, where: str) -> PlannedMove:
    entry = record(value, where, (*_WORDS, *_TRUTHS, *_NUMBERS), _MORE)
    texts = {name: words(entry[name], f"{where}.{name}") for name in _WORDS}
    numbers = {
        name: integer(entry[name], f"{where}.{name}", 0, LARGE) for name in _NUMBERS
    }
    home = entry.get("estimated_home")
    return PlannedMove(
        person_id=texts["person_id"],
        pseudonym=texts["pseudonym"],
        family=texts["family"],
        from_seat=f"{texts['from_unit']}|{texts['from_job']}",
        to_seat=f"{texts['to_unit']}|{texts['to_job']}",
        after=_minutes(entry.get("after"), where),
        wave=_minutes(entry.get("wave"), where),
        minutes_before=_minutes(entry.get("minutes_before"), where),
        minutes_after=_minutes(entry.get("minutes_after"), where),
        km=_km(entry.get("km"), where),
        estimated_home=None if home is None else truth(home, where),
        voluntary=truth(entry["voluntary"], f"{where}.voluntary"),
        closed=truth(entry["closed"], f"{where}.closed"),
        **numbers,
    )


def _km(value: Any, where: str) -> float | None:
    if value is None:
        return None
    if type(value) not in (int, float) or not 0 <= value <= LARGE:
        raise refuse("{where}: expected a distance in km.", where=where)
    return float(value)


def _minutes(value: Any, where: str) -> int | None:
    return None if value is None else integer(value, where, 0, LARGE)


def _seat(value: Any, where: str) -> PlannedSeat:
    names = ("seat", "unit_id", "job_id", "family", "need", "need_text")
    counts = ("minimum", "maximum", "others", "before", "after")
    entry = record(value, where, (*names, *counts))
    name = words(entry["seat"], where)
    parts = [words(entry[key], where) for key in ("unit_id", "job_id")]
    if name != "|".join(parts):
        raise refuse("{where}: the seat is not its unit and job.", where=where)
    maximum = entry["maximum"]
    need = None if entry["need"] is None else ratio(entry["need"], where, RATIO)
    said = entry["need_text"]
    return PlannedSeat(
        name,
        words(entry["family"], where),
        need,
        None if said is None else words(said, where),
        integer(entry["minimum"], where, 0, COUNT),
        None if maximum is None else integer(maximum, where, 0, LARGE),
        integer(entry["others"], where, 0, COUNT),
        integer(entry["before"], where, 0, COUNT),
        integer(entry["after"], where, 0, COUNT),
    )
