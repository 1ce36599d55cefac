"""What the law leaves to the region: the file of local parameters."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypedDict

from seimbang.language import Text, text
from seimbang.law.errors import LawFileError, LocalFileError
from seimbang.law.reading import is_words, read, shown

DEFAULT = Path(__file__).parent / "local" / "default.yaml"
LARGEST_FILE = 65536  # bytes


class MaximumGroup(TypedDict):
    """
    Most people of a job family in a district or an agency; null: everywhere.

    Not both of ``district_id`` and ``agency_id`` are given.
    """

    name: str
    job_family: str
    district_id: str | None
    agency_id: str | None
    maximum: int


class MoveCap(TypedDict):
    """
    Most people who leave, or come to, a district or an agency in a round.

    One of ``district_id`` and ``agency_id`` is given; null numbers: no limit. A move
    from place to place inside the area is neither leaving nor arriving.
    """

    name: str
    district_id: str | None
    agency_id: str | None
    leaving: int | None
    arriving: int | None


@dataclass(frozen=True)
class Local:
    """
    The region's choices, complete: what its file leaves out is as shipped.

    ``sources`` holds the basis of each. The meaning of each parameter stands in
    ``law/local/default.yaml`` and ``docs/reference/law.md``.
    """

    max_distance_km: int | None
    speed_kmh: int
    detour_percent: int
    share_leaving_percent: int | None
    min_months_to_retirement: int
    tenure_months: int | None
    tenure_basis: str
    service_weights: Mapping[str, int]
    teacher_hours: Literal["with_kokurikuler", "intra"]
    class_ratio: Mapping[str, int]
    couples: Literal["flag", "hard"]
    couple_zone: Literal["district"] | int
    maximum_groups: list[MaximumGroup]
    max_moves: int | None
    budget_rupiah: int | None
    move_cost_rupiah: Mapping[str, int]
    move_caps: list[MoveCap]
    longest_chain: int | None
    trip_rupiah_per_km: int | None
    wish_ranks: int
    unknown_passes: list[str]
    round_seed: str
    policy: str
    sources: Mapping[str, str]

    @staticmethod
    def load(path: Path | None = None) -> Local:
        """
        Return the choices in the file ``path``; None: those shipped.

        :raises LocalFileError: with every fault of the file at once.
        """
        leaves = dict(_leaves(DEFAULT))
        if path is not None:
            leaves |= _leaves(path)
        values = {key: leaf["value"] for key, leaf in leaves.items()}
        faults = list(_across(values))
        if faults:
            raise LocalFileError(faults)
        return Local(
            **values, sources={key: leaf["source"] for key, leaf in leaves.items()}
        )

    def changed(self, values: Mapping[str, Any]) -> Local:
        """
        Return these choices with some ``values`` replaced, as if the file said so.

        :raises LocalFileError: with every fault at once.
        """
        faults = [
            _fault(key, value, _CHECKS[key][0])
            for key, value in values.items()
            if not _CHECKS[key][1](value)
        ]
        whole = {key: getattr(self, key) for key in _CHECKS} | dict(values)
        if values and not faults:
            faults = list(_across(whole))
        if faults:
            raise LocalFileError(faults)
        return replace(self, **values)

    def as_dict(self) -> dict[str, Any]:
        """Return every parameter with its value and source, as JSON knows it."""
        return {
            key: {"value": getattr(self, key), "source": self.sources[key]}
            for key in _CHECKS
        }

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the parameters, whatever file they came from."""
        words = json.dumps(self.as_dict(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()


def _leaves(path: Path) -> dict[str, dict[str, Any]]:
    """Return the leaves of a file, checked."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise LocalFileError(
                [
                    text(
                        "{file} is larger than {limit} bytes; expected a file of local "
                        "parameters.",
                        file=path.name,
                        limit=LARGEST_FILE,
                    )
                ]
            )
        found = read(path, ours=path == DEFAULT)
    except OSError as error:
        reason = error.strerror or ""
        raise LocalFileError(
            [text("Cannot read {file}: {reason}", file=path.name, reason=reason)]
        ) from error
    except LawFileError as error:
        raise LocalFileError([error.sentence]) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise LocalFileError([_fault(path.name, found, text("local parameters"))])
    faults = [fault for key, leaf in found.items() for fault in _faults(str(key), leaf)]
    if faults:
        raise LocalFileError(faults)
    return found


def _faults(key: str, leaf: Any) -> list[Text]:
    """Return what is wrong with one leaf."""
    if key not in _CHECKS:
        nearest = difflib.get_close_matches(key, _CHECKS, n=1)
        known = ", ".join(nearest or _CHECKS)
        return [_fault(key, key, text("a local parameter: {known}", known=known))]
    if not isinstance(leaf, dict):
        return [_fault(key, leaf, text("the keys value, source and note"))]
    faults = [
        _fault(f"{key}.{name}", name, text("only the keys value, source and note"))
        for name in leaf
        if name not in ("value", "source", "note")
    ]
    if not is_words(leaf.get("source")):
        basis = text("the basis of the value, in words")
        faults.append(_fault(f"{key}.source", leaf.get("source"), basis))
    if not isinstance(leaf.get("note", ""), str):
        faults.append(_fault(f"{key}.note", leaf["note"], text("words")))
    expected, holds = _CHECKS[key]
    if "value" not in leaf:
        faults.append(_fault(f"{key}.value", None, expected))
    elif not holds(leaf["value"]):
        faults.append(_fault(f"{key}.value", leaf["value"], expected))
    return faults


def _across(values: Mapping[str, Any]) -> Iterator[Text]:
    """Yield what the parameters say against each other."""
    basis = values["tenure_basis"]
    if values["tenure_months"] is not None and not basis.strip():
        number = text("the rule that allows tenure_months, with its number")
        yield _fault("tenure_basis", basis, number)
    cost = values["move_cost_rupiah"]
    if values["budget_rupiah"] is not None and not any(cost.values()):
        price = text("what a move costs, as budget_rupiah is given")
        yield _fault("move_cost_rupiah", cost, price)
    for key in ("maximum_groups", "move_caps"):
        names = [one["name"] for one in values[key]]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _fault(f"{key}.name", name, text("each name once"))


def _fault(key: str, found: Any, expected: Text) -> Text:
    return text(
        "{key}: found {found}; expected {expected}.",
        key=shown(key),
        found="null" if found is None else shown(found),
        expected=expected,
    )


def _is_whole(value: Any, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


_Check = tuple[Text, Callable[[Any], bool]]


def _whole(low: int, high: int) -> _Check:
    expected = text("a whole number from {low} to {high}", low=low, high=high)
    return expected, lambda value: _is_whole(value, low, high)


def _whole_or_null(low: int, high: int) -> _Check:
    expected = text("null or a whole number from {low} to {high}", low=low, high=high)
    return expected, lambda value: value is None or _is_whole(value, low, high)


def _one_of(*words: str) -> _Check:
    return text("one of {words}", words=", ".join(words)), lambda value: value in words


def _weights(value: Any) -> bool:
    return isinstance(value, dict) and all(
        is_words(family) and _is_whole(weight, 1, 1000)
        for family, weight in value.items()
    )


def _ratios(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"sd", "smp"}
        and all(_is_whole(pupils, 1, 60) for pupils in value.values())
    )


def _group(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(MaximumGroup.__annotations__)
        and is_words(value["name"])
        and is_words(value["job_family"])
        and all(
            value[place] is None or is_words(value[place])
            for place in ("district_id", "agency_id")
        )
        and None in (value["district_id"], value["agency_id"])
        and _is_whole(value["maximum"], 0, 1_000_000)
    )


def _cap(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(MoveCap.__annotations__)
        and is_words(value["name"])
        and _one_given(value, "district_id", "agency_id", is_words)
        and any(value[way] is not None for way in ("leaving", "arriving"))
        and all(
            value[way] is None or _is_whole(value[way], 0, 1_000_000)
            for way in ("leaving", "arriving")
        )
    )


def _one_given(
    value: Mapping[str, Any], one: str, other: str, holds: Callable[[Any], bool]
) -> bool:
    given = [value[key] for key in (one, other) if value[key] is not None]
    return len(given) == 1 and holds(given[0])


def _prices(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"per_move", "per_km"}
        and all(_is_whole(price, 0, 1_000_000_000) for price in value.values())
    )


def _list_of(holds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(holds, value))


def _rule_code(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Z][A-Z0-9_]*", value))


_CHECKS: dict[str, _Check] = {
    "max_distance_km": _whole_or_null(0, 1000),
    "speed_kmh": _whole(1, 120),
    "detour_percent": _whole(100, 1000),
    "share_leaving_percent": _whole_or_null(0, 100),
    "min_months_to_retirement": _whole(0, 480),
    "tenure_months": _whole_or_null(0, 120),
    "tenure_basis": (text("words"), lambda value: isinstance(value, str)),
    "service_weights": (
        text("job families, each with a whole number from 1 to 1000"),
        _weights,
    ),
    "teacher_hours": _one_of("with_kokurikuler", "intra"),
    "class_ratio": (text("sd and smp, each with a whole number from 1 to 60"), _ratios),
    "couples": _one_of("flag", "hard"),
    "couple_zone": (
        text("district, or a whole number of kilometres from 1 to 1000"),
        lambda value: value == "district" or _is_whole(value, 1, 1000),
    ),
    "maximum_groups": (
        text(
            "groups, each with name, job_family, district_id and agency_id (at least "
            "one of the two null) and maximum"
        ),
        _list_of(_group),
    ),
    "max_moves": _whole_or_null(0, 10_000_000),
    "budget_rupiah": _whole_or_null(0, 10**15),
    "move_cost_rupiah": (
        text("per_move and per_km, each a whole number from 0 to 1000000000"),
        _prices,
    ),
    "move_caps": (
        text(
            "caps, each with name, district_id and agency_id (one of the two null), "
            "leaving and arriving (at most one of the two null)"
        ),
        _list_of(_cap),
    ),
    "longest_chain": _whole_or_null(1, 1000),
    "trip_rupiah_per_km": _whole_or_null(0, 1_000_000),
    "wish_ranks": _whole(0, 10),
    "unknown_passes": (text("codes of rules, such as [R17]"), _list_of(_rule_code)),
    "round_seed": (text("words, in quotes if they are a number"), is_words),
    "policy": (text("the name of a policy"), is_words),
}
