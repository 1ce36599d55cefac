"""Read the desk: moves of a plan as rows, what can be filtered, the file of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from seimbang.report.number import number
from seimbang_web.desk.effects import todo
from seimbang_web.desk.filters import COLUMNS, Filters
from seimbang_web.desk.waiting import Waits
from seimbang_web.plans.models import Move, Pin, Plan
from seimbang_web.plans.store import whatif_of

ON_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A move as the list shows it: the six columns, then those asked for."""

    move: Move
    why: str
    way: str
    pins: tuple[Pin, ...]
    more: tuple[tuple[str, str], ...]  # heading, cell


@dataclass(frozen=True)
class Options:
    """What can be chosen in the filters."""

    families: tuple[str, ...]
    origins: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]


def moves_of(plan: Plan) -> QuerySet[Move]:
    """Return the moves of a plan with what a list shows of them."""
    return plan.moves.select_related(
        "person", "from_unit", "to_unit", "from_job", "to_job"
    )


def options(plan: Plan) -> Options:
    """Return what can be chosen; kept in memory, a plan never changes."""
    return _options(plan.pk, plan.digest)


@lru_cache(maxsize=8)
def _options(pk: int, digest: str) -> Options:
    rows = Move.objects.filter(plan=pk).values_list(
        "family",
        "from_unit__district_code",
        "from_unit__district",
        "to_unit__district_code",
        "to_unit__district",
    )
    found = list(rows)
    return Options(
        families=tuple(sorted({row[0] for row in found})),
        origins=_districts((row[1], row[2]) for row in found),
        targets=_districts((row[3], row[4]) for row in found),
    )


def _districts(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    named = {code: name for code, name in pairs if code}
    return tuple(sorted(named.items(), key=lambda pair: pair[1]))


def asked(plan: Plan, filters: Filters, waiting: Waits) -> QuerySet[Move]:
    """Return the moves that the filters leave, in their order."""
    locked = set(waiting.by_person)
    return filters.of_moves(moves_of(plan), locked, _short(plan))


def _short(plan: Plan) -> set[str]:
    """Return the codes of the units with a post below its minimum, before or after."""
    return {
        seat["unit_id"]
        for seat in whatif_of(plan).plan["seats"]
        if min(seat["before"], seat["after"]) < seat["minimum"]
    }


def rows(
    plan: Plan, moves: Iterable[Move], filters: Filters, waiting: Waits
) -> list[Row]:
    """Return moves as rows of the list."""
    seats = _seats(plan)
    return [
        Row(
            move=move,
            why=why(move),
            way=way(move),
            pins=pins_on(move, waiting),
            more=tuple(_more(move, filters.columns, seats)),
        )
        for move in moves
    ]


def pins_on(move: Move, waiting: Waits) -> tuple[Pin, ...]:
    """Return the open pins on the person of a move, and the one on its target."""
    closed = waiting.by_unit.get(move.to_unit_id)
    return (*waiting.by_person.get(move.person_id, ()), *([closed] if closed else ()))


def why(move: Move) -> str:
    """Return why a person moves: a wish of some rank, or the need."""
    if not move.voluntary:
        return _("need of the organisation")
    if move.rank:
        return _("own wish {rank}").format(rank=move.rank)
    return _("own wish")


def way(move: Move) -> str:
    """Return how far the new place is from home, and how much longer it takes."""
    if move.km_milli is None:
        return _("not known")
    km = number(Fraction(move.km_milli, 1000), 1, trim=True)
    before, after = move.row.get("minutes_before"), move.row.get("minutes_after")
    if before is None or after is None or after == before:
        return _("{km} km").format(km=km)
    if after > before:
        return _("{km} km, {more} minutes longer").format(km=km, more=after - before)
    return _("{km} km, {less} minutes shorter").format(km=km, less=before - after)


Seats = Mapping[str, Mapping[str, Any]]


def _seats(plan: Plan) -> Seats:
    return {seat["seat"]: seat for seat in whatif_of(plan).plan["seats"]}


def _more(
    move: Move, columns: Iterable[str], seats: Seats
) -> Iterator[tuple[str, str]]:
    """Yield the cells beside the six, under their headings."""
    row = move.row
    minutes = (row.get("minutes_before"), row.get("minutes_after"))
    cells = {
        "rumpun": move.family,
        "jabatan": move.to_job.name,
        "kec_dari": move.from_unit.district,
        "kec_ke": move.to_unit.district,
        "golongan": move.person.grade or "–",
        "menit": "–" if None in minutes else "{} → {}".format(*minutes),
        "rantai": f"{move.chain}/{move.step}",
        "lepas": _left(move, seats),
        "kompetensi": number(row["misfit"]) if row.get("misfit") else "–",
    }
    for name in columns:
        yield str(COLUMNS[name]), cells[name]


def _left(move: Move, seats: Seats) -> str:
    """Return what the place that is left needs then."""
    seat = seats.get(f"{move.from_unit.code}|{move.from_job.code}")
    if seat is None:
        return "–"
    need = None if seat["need"] is None else Fraction(*seat["need"])
    return todo(need, seat["minimum"], seat["after"])


def header() -> list[str]:
    """Return the headings of the file."""
    return [
        _("Person"),
        _("Grade"),
        _("From"),
        _("District from"),
        _("Job there"),
        _("To"),
        _("District to"),
        _("New job"),
        _("Why"),
        _("Kilometres"),
        _("Minutes more"),
        _("Family of jobs"),
        _("Chain"),
        _("Step"),
        _("Locks"),
    ]


def file_rows(moves: Iterable[Move], waiting: Waits) -> Iterator[list[Any]]:
    """Yield the moves as rows of a file: no NIP, numbers as numbers."""
    for move in moves:
        yield [
            move.person.name,
            move.person.grade,
            move.from_unit.name,
            move.from_unit.district,
            move.from_job.name,
            move.to_unit.name,
            move.to_unit.district,
            move.to_job.name,
            why(move),
            None if move.km_milli is None else move.km_milli / 1000,
            move.added_minutes,
            move.family,
            move.chain,
            move.step,
            "; ".join(
                f"{pin.get_kind_display()}: {pin.why}" for pin in pins_on(move, waiting)
            ),
        ]
