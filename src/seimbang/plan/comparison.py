"""
Plans side by side: every criterion, and who moves differently.

Only plans of one set of data and one day are compared; where the region's parameters,
the policy or the limits differ, that is told. People appear by their internal ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from seimbang.language import Text, text

FEWEST, MOST = 2, 6  # plans that fit beside one another


class ComparisonError(ValueError):
    """The plans cannot be compared; the text says why."""

    def __init__(self, told: Text) -> None:
        super().__init__(str(told))
        self.told = told


@dataclass(frozen=True)
class Folder:
    """A plan to compare: what it is called, and what its plan.json says."""

    name: str
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Criterion:
    """
    One line: the measure today and in each plan.

    ``best`` are the names of the plans that have the best of it; all of them when they
    are equal.
    """

    key: str
    name: Text
    today: Fraction
    values: tuple[Fraction, ...]
    best: tuple[str, ...]


@dataclass(frozen=True)
class Goes:
    """Where a person goes in each of two plans; None: stays."""

    person_id: str
    family: str
    origin: str
    one: str | None
    other: str | None


@dataclass(frozen=True)
class Difference:
    """Two plans by what people do: ``same`` of them move alike, the others do not."""

    one: str
    other: str
    same: int
    elsewhere: tuple[Goes, ...]
    only_one: tuple[Goes, ...]
    only_other: tuple[Goes, ...]


@dataclass(frozen=True)
class Comparison:
    """Plans of the same data and day beside one another."""

    names: tuple[str, ...]
    notes: tuple[Text, ...]
    criteria: tuple[Criterion, ...]
    differences: tuple[Difference, ...]


CRITERIA = {
    "nobody": text("posts with a minimum and nobody there"),
    "below": text("posts below the minimum"),
    "missing": text("people missing (sum of the gaps)"),
    "shortage": text("spread of the shortage (sum of shortage²/need)"),
    "spread": text("largest share missing at one post (%)"),
    "compulsory": text("moves by need of the organisation"),
    "travel": text("added travel of all movers (minutes)"),
    "worst_travel": text("largest added travel of one person (minutes)"),
    "misfit": text("competence missing (points)"),
    "regression": text("steps back in class (points)"),
    "moves": text("moves in all"),
}
TRAVEL = ("travel", "worst_travel")  # the wishes stand before them
WISH = text("granted wishes of rank {rank}")


def compare(folders: Sequence[Folder]) -> Comparison:
    """
    Return the plans of ``folders`` beside one another, each against the one before.

    :raises ComparisonError: when they are too few or too many, of other data or another
        day, or one holds no plan.
    """
    _require_comparable(folders)
    return Comparison(
        names=tuple(folder.name for folder in folders),
        notes=tuple(_notes(folders)),
        criteria=tuple(_criteria(folders)),
        differences=tuple(difference(one, other) for one, other in _pairs(folders)),
    )


def _pairs(folders: Sequence[Folder]) -> Iterator[tuple[Folder, Folder]]:
    """Yield the first with each other one."""
    first, *others = folders
    for other in others:
        yield first, other


def _require_comparable(folders: Sequence[Folder]) -> None:
    if not FEWEST <= len(folders) <= MOST:
        raise ComparisonError(
            text(
                "Expected {fewest} to {most} plans, got {number}.",
                fewest=FEWEST,
                most=MOST,
                number=len(folders),
            )
        )
    for folder in folders:
        if "plan" not in folder.record["summary"]:
            raise ComparisonError(
                text(
                    "{name} holds no plan ({status}).",
                    name=folder.name,
                    status=folder.record["status"],
                )
            )
    first = folders[0]
    for other in folders[1:]:
        _require_same(first, other)


def _require_same(first: Folder, other: Folder) -> None:
    """Refuse plans of different data or days: nobody could tell what made them so."""
    for name, words in (
        (
            "day",
            text(
                "{one} is of {first}, {other} of {second}: the rules of different days "
                "are not compared. Plan both on the same day."
            ),
        ),
        (
            "data",
            text(
                "{one} and {other} are of different data ({first} and {second}), so "
                "nothing tells whether plan or data make the difference. Plan both "
                "from the same files."
            ),
        ),
    ):
        mine, its = _ground(first, name), _ground(other, name)
        if mine != its:
            facts = {
                "one": first.name,
                "other": other.name,
                "first": mine[:12],
                "second": its[:12],
            }
            raise ComparisonError(Text(words.message, tuple(facts.items())))


def _ground(folder: Folder, name: str) -> str:
    record = folder.record
    return str(record["day"] if name == "day" else record["data"]["checksum"])


def _notes(folders: Sequence[Folder]) -> Iterator[Text]:
    """Yield the policies, what differs besides them, which plans are not proved."""
    for folder in folders:
        policy = folder.record["policy"]
        if folder.name != policy["name"]:
            yield text(
                "{name}: policy {policy}, version {version}.",
                name=folder.name,
                policy=policy["name"],
                version=policy["version"],
            )
    for one, other in _pairs(folders):
        yield from _other_ground(one, other)
    for folder in folders:
        if folder.record["status"] != "OPTIMAL":
            yield text(
                "{name} is the best plan found in time, not proved to be the best.",
                name=folder.name,
            )


def _other_ground(one: Folder, other: Folder) -> Iterator[Text]:
    mine, its = one.record, other.record
    local = [
        name for name in mine["local"] if mine["local"][name] != its["local"].get(name)
    ]
    if local:
        yield text(
            "{other} has other parameters of the region than {one}: {names}.",
            one=one.name,
            other=other.name,
            names=", ".join(local),
        )
    limits = sorted(_limits(mine) ^ _limits(its))
    if limits:
        yield text(
            "{other} has other limits than {one}: {names}.",
            one=one.name,
            other=other.name,
            names=", ".join(limits),
        )
    if mine["versions"] != its["versions"]:
        yield text(
            "{other} was computed by another version than {one}.",
            one=one.name,
            other=other.name,
        )


def _limits(record: Mapping[str, Any]) -> set[str]:
    """Return the limits by name; those asked for on the command line with a value."""
    options: Mapping[str, Any] = record.get("options", {})
    names = {str(one["name"]) for one in record.get("limits", ())} - set(options)
    return names | {f"{name} = {value}" for name, value in options.items()}


def _criteria(folders: Sequence[Folder]) -> Iterator[Criterion]:
    """Yield every criterion; travel only where the ways are known."""
    today = folders[0].record["summary"]["no_transfer"]
    plans = [folder.record["summary"]["plan"] for folder in folders]
    names = [folder.name for folder in folders]
    ranks = max(len(plan["wishes"]) for plan in plans)
    moves = [move for folder in folders for move in folder.record["moves"]]
    ways = not moves or any(move["km"] is not None for move in moves)
    for key, words in CRITERIA.items():
        if key == TRAVEL[0]:
            yield from _wishes(ranks, plans, names)
        if key in TRAVEL and not ways:
            continue
        factor = 100 if key == "spread" else 1
        values = [factor * ratio(plan[key]) for plan in plans]
        yield Criterion(
            key,
            words,
            factor * ratio(today[key]),
            tuple(values),
            _best(names, values, min(values)),
        )


def _wishes(
    ranks: int, plans: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> Iterator[Criterion]:
    """Yield the wishes granted, rank by rank; the more the better."""
    for rank in range(ranks):
        values = [
            Fraction(plan["wishes"][rank] if rank < len(plan["wishes"]) else 0)
            for plan in plans
        ]
        words = Text(WISH.message, (("rank", rank + 1),))
        best = _best(names, values, max(values))
        yield Criterion(f"wishes_{rank + 1}", words, Fraction(0), tuple(values), best)


def _best(
    names: Sequence[str], values: Sequence[Fraction], best: Fraction
) -> tuple[str, ...]:
    return tuple(
        name for name, value in zip(names, values, strict=True) if value == best
    )


def ratio(value: Any) -> Fraction:
    """Return a figure of plan.json exactly."""
    return Fraction(*value) if isinstance(value, list) else Fraction(value)


def difference(one: Folder, other: Folder) -> Difference:
    """Return what people do differently in two plans, by their ids."""
    mine = {move["person_id"]: move for move in one.record["moves"]}
    its = {move["person_id"]: move for move in other.record["moves"]}
    both = sorted(mine.keys() & its.keys())
    alike = [person for person in both if _seat(mine[person]) == _seat(its[person])]
    return Difference(
        one=one.name,
        other=other.name,
        same=len(alike),
        elsewhere=tuple(
            _goes(mine[person], mine[person], its[person])
            for person in both
            if _seat(mine[person]) != _seat(its[person])
        ),
        only_one=tuple(
            _goes(mine[person], mine[person], None)
            for person in sorted(mine.keys() - its.keys())
        ),
        only_other=tuple(
            _goes(its[person], None, its[person])
            for person in sorted(its.keys() - mine.keys())
        ),
    )


def _seat(move: Mapping[str, Any]) -> tuple[str, str]:
    return move["to_unit"], move["to_job"]


def _goes(
    move: Mapping[str, Any],
    one: Mapping[str, Any] | None,
    other: Mapping[str, Any] | None,
) -> Goes:
    return Goes(
        person_id=move["person_id"],
        family=move["family"],
        origin=move["from_unit"],
        one=None if one is None else one["to_unit"],
        other=None if other is None else other["to_unit"],
    )
