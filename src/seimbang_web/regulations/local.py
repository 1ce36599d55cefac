"""
What the law leaves to the region: each parameter with its words, form and file.

The core checks the values (:class:`seimbang.law.Local`); this module only says how
people write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang.law import Local
from seimbang.plan.policy import names
from seimbang_web.regulations.places import Places, WrittenError

Words = str | Promise


@dataclass(frozen=True)
class Parameter:
    """
    One choice of the region.

    ``kind``: whole, parts (one whole number each of ``parts``), choice (of ``parts``),
    words, zone, codes, weights, groups, caps. ``none`` is what an empty field means.
    """

    key: str
    label: Words
    hint: Words
    kind: str = "whole"
    unit: Words = ""
    none: Words = ""
    parts: tuple[tuple[str, Words], ...] = ()


NO_LIMIT = _("no limit")
SECTIONS: tuple[tuple[Words, tuple[Parameter, ...]], ...] = (
    (
        _("Distance and time"),
        (
            Parameter(
                "max_distance_km",
                _("Longest distance from home"),
                _(
                    "For moves without a wish; a place nearer than today is always "
                    "allowed."
                ),
                unit=_("km"),
                none=NO_LIMIT,
            ),
            Parameter(
                "speed_kmh",
                _("Average speed"),
                _("Turns distance into minutes of travel."),
                unit=_("km per hour"),
            ),
            Parameter(
                "detour_percent",
                _("Length of the road against the straight line"),
                _("Rivers and swamps make roads longer. 130 means 30 % longer."),
                unit=_("percent"),
            ),
        ),
    ),
    (
        _("Who may be moved"),
        (
            Parameter(
                "share_leaving_percent",
                _("Largest share of one job that leaves a unit in a round"),
                _("One person is always allowed."),
                unit=_("percent"),
                none=NO_LIMIT,
            ),
            Parameter(
                "min_months_to_retirement",
                _("Time to retirement at least"),
                _("For moves without a wish."),
                unit=_("months"),
            ),
            Parameter(
                "tenure_months",
                _("Least time in the present post, instead of the law's 24 months"),
                _("Only where a rule allows it; write that rule in the next field."),
                unit=_("months"),
                none=_("as the law says"),
            ),
            Parameter(
                "tenure_basis",
                _("Rule that allows another least time"),
                _("Its number and day."),
                kind="words",
            ),
            Parameter(
                "wish_ranks",
                _("Wishes looked at for each person"),
                _("0 to 10."),
                unit=_("wishes"),
            ),
            Parameter(
                "couples",
                _("Couples"),
                _("Whether a couple that would be parted is told, or never parted."),
                kind="choice",
                parts=(
                    ("flag", _("told, people decide")),
                    ("hard", _("move to one zone together, or stay")),
                ),
            ),
            Parameter(
                "couple_zone",
                _("Zone of a couple"),
                _("Empty: the same district. A whole number: so many km at the most."),
                kind="zone",
                none=_("the same district"),
            ),
            Parameter(
                "unknown_passes",
                _("Rules that count as met where data are missing"),
                _("Codes of rules, with commas between: R17, G8."),
                kind="codes",
                none=_("none"),
            ),
        ),
    ),
    (
        _("Need and service"),
        (
            Parameter(
                "teacher_hours",
                _("Lesson hours of teachers"),
                _("Dapodik counts both."),
                kind="choice",
                parts=(
                    ("with_kokurikuler", _("with kokurikuler")),
                    ("intra", _("without kokurikuler")),
                ),
            ),
            Parameter(
                "class_ratio",
                _("Pupils a class, to reckon the classes"),
                _("At most what the rule allows."),
                kind="parts",
                unit=_("pupils"),
                parts=(("sd", "SD"), ("smp", "SMP")),
            ),
            Parameter(
                "service_weights",
                _("Weights of service"),
                _("One line a family of jobs: guru-sd-kelas; 2. Others weigh 1."),
                kind="weights",
                none=_("all weigh the same"),
            ),
            Parameter(
                "maximum_groups",
                _("Most people of a family in an area"),
                _(
                    "One line each: name; family of jobs; code of the district or "
                    "agency (empty: everywhere); number. Nobody is forced out."
                ),
                kind="groups",
                none=NO_LIMIT,
            ),
        ),
    ),
    (
        _("Limits of one round"),
        (
            Parameter(
                "max_moves",
                _("Moves at the most"),
                _("In one round, the whole region."),
                unit=_("moves"),
                none=NO_LIMIT,
            ),
            Parameter(
                "budget_rupiah",
                _("Budget of one round"),
                _("Needs the cost of a move."),
                unit=_("rupiah"),
                none=NO_LIMIT,
            ),
            Parameter(
                "move_cost_rupiah",
                _("Cost of a move"),
                _("A sum a move, and one a km of road from the old place."),
                kind="parts",
                unit=_("rupiah"),
                parts=(
                    ("per_move", _("a move")),
                    ("per_km", _("a km")),
                ),
            ),
            Parameter(
                "move_caps",
                _("Most people who leave or come, by area"),
                _(
                    "One line each: name; code of the district or agency; leaving; "
                    "coming (empty: no limit). Moves inside the area do not count."
                ),
                kind="caps",
                none=NO_LIMIT,
            ),
            Parameter(
                "longest_chain",
                _("Moves of a chain at the most"),
                _("Moves that wait for each other; 1: no chains."),
                unit=_("moves"),
                none=NO_LIMIT,
            ),
            Parameter(
                "trip_rupiah_per_km",
                _("Cost of the way to a second place"),
                _("For the rupiah of a week where somebody serves two places."),
                unit=_("rupiah per km"),
                none=_("not reckoned"),
            ),
        ),
    ),
    (
        _("Choosing a plan"),
        (
            Parameter(
                "policy",
                _("Policy"),
                _("The order of goals a new plan begins with."),
                kind="policy",
            ),
            Parameter(
                "round_seed",
                _("Word of the round"),
                _("Chooses among plans that are equally good; best drawn in public."),
                kind="words",
            ),
        ),
    ),
)
PARAMETERS = {one.key: one for _title, rows in SECTIONS for one in rows}


def spoken(one: Parameter, value: Any) -> str:
    """Return a value as people read it."""
    if value in (None, [], {}, "") or (one.kind == "zone" and value == "district"):
        return str(one.none) or "–"
    if one.kind == "choice":
        return str(dict(one.parts).get(value, value))
    if one.kind == "parts":
        return "; ".join(
            f"{label} {number_format(value[part])}" for part, label in one.parts
        )
    if one.kind == "zone":
        return gettext("{km} km").format(km=value)
    if isinstance(value, list | dict):
        return "; ".join(written(one, value).replace("; ", " · ").splitlines())
    if isinstance(value, int):
        return f"{number_format(value)} {one.unit}"
    return str(value)


def written(one: Parameter, value: Any) -> str:
    """Return a value as it stands in its field: lines of a text."""
    if value is None:
        return ""
    if one.kind == "zone":
        return "" if value == "district" else str(value)
    if one.kind == "codes":
        return ", ".join(value)
    if one.kind == "weights":
        return "\n".join(f"{family}; {weight}" for family, weight in value.items())
    if one.kind == "groups":
        return "\n".join(
            f"{row['name']}; {row['job_family']}; {_place(row)}; {row['maximum']}"
            for row in value
        )
    if one.kind == "caps":
        return "\n".join(
            f"{row['name']}; {_place(row)}; {_empty(row['leaving'])}; "
            f"{_empty(row['arriving'])}"
            for row in value
        )
    return str(value)


def _place(row: Mapping[str, Any]) -> str:
    return row["district_id"] or row["agency_id"] or ""


def _empty(number: int | None) -> str:
    return "" if number is None else str(number)


def read(one: Parameter, words: str, places: Places) -> Any:
    """
    Return the value that ``words`` of a field mean.

    :raises WrittenError: when a line cannot be read.
    """
    words = words.strip()
    if one.kind == "zone":
        return int(words) if words.isdigit() else (words or "district")
    if one.kind == "codes":
        return [code.strip() for code in words.split(",") if code.strip()]
    rows = [
        (number, [part.strip() for part in line.split(";")])
        for number, line in enumerate(words.splitlines(), 1)
        if line.strip()
    ]
    if one.kind == "weights":
        return {row[0]: _number(at, row[1]) for at, row in _of(rows, 2)}
    if one.kind == "groups":
        return [
            {
                "name": row[0],
                "job_family": row[1],
                **places.of(row[2], at),
                "maximum": _number(at, row[3]),
            }
            for at, row in _of(rows, 4)
        ]
    return [
        {
            "name": row[0],
            **places.of(row[1], at),
            "leaving": _number(at, row[2], empty=True),
            "arriving": _number(at, row[3], empty=True),
        }
        for at, row in _of(rows, 4)
    ]


def _of(
    rows: list[tuple[int, list[str]]], parts: int
) -> Iterator[tuple[int, list[str]]]:
    for at, row in rows:
        if len(row) != parts:
            raise WrittenError(
                gettext("Line {line}: expected {parts} parts with “;” between.").format(
                    line=at, parts=parts
                )
            )
        yield at, row


def _number(at: int, words: str, *, empty: bool = False) -> int | None:
    if empty and not words:
        return None
    if not words.isdigit():
        raise WrittenError(
            gettext("Line {line}: “{words}” is no whole number.").format(
                line=at, words=words
            )
        )
    return int(words)


def file_of(local: Local) -> str:
    """Return the parameters as the file that the command line reads."""
    leaves = {
        key: {"value": leaf["value"], "source": leaf["source"]}
        for key, leaf in local.as_dict().items()
    }
    return yaml.safe_dump(leaves, allow_unicode=True, sort_keys=False, width=88)


def for_command_line(local: Local) -> str:
    """Return the file to use outside: there an own policy is a file beside it."""
    own = local.policy not in names()
    return file_of(replace(local, policy=f"{local.policy}.yaml") if own else local)
