"""The 203 SDN: classes, and teachers dealt so that some have too many, many too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from seimbang.demo.chance import Floats, Ints, bell, dealt, pick, some
from seimbang.demo.facts import kilometres, schools, sd_teachers
from seimbang.demo.room import Room, Staff

CLASS_LIMIT = 28  # pupils a class, Permendikbudristek 47/2023
LARGER = ((6, 3), (3, 3), (2, 3), (1, 14))  # classes beyond six: number of schools
TINY = 8  # schools where two grades share a class (kelas rangkap): three classes
TOO_MANY = 0.16  # share of schools with class teachers too many
SURPLUS = {1: 0.3, 2: 0.45, 3: 0.25}  # how many too many
CHRISTIAN, INCLUSIVE = 6, 7  # schools with pupils of that kind
RELIGION, SPORT = 0.9, 0.8  # posts filled
ASN = {"pns": 0.61, "pppk": 0.35, "cpns": 0.04}
OTHERS = {"non_asn": 0.65, "pppk_part_time": 0.35}
KELAS, ISLAM, KRISTEN = "guru-sd-kelas", "guru-sd-agama-islam", "guru-sd-agama-kristen"
PJOK, KHUSUS, HEAD = "guru-sd-pjok", "guru-sd-pembimbing-khusus", "kepala-sd"
CAPITAL = (-1.7249, 103.2543)  # Muara Bulian


def primary(rng: np.random.Generator) -> Room:
    """Return classes, seats and staff of all SDN."""
    room = Room()
    units = schools().filter(pl.col("kind") == "sd")
    dealer = _Dealer(room, rng, _towns(rng, units), units["unit_id"].to_list())
    for at in range(units.height):
        dealer.enrol(at)
    districts = np.array(units["district_id"].to_list())
    for district, total in sd_teachers().items():
        dealer.deal(np.flatnonzero(districts == district), total)
    return room


def _towns(rng: np.random.Generator, units: pl.DataFrame) -> Floats:
    """Return a number per school: the larger, the nearer to the capital (by chance)."""
    far = kilometres(
        units["latitude"].to_numpy(), units["longitude"].to_numpy(), *CAPITAL
    )
    near: Floats = 1 / (1 + far / 12) + 0.5 * rng.random(len(far))
    return near


@dataclass
class _Dealer:
    """Deals classes and teachers to the schools; ``town`` says how sought they are."""

    room: Room
    rng: np.random.Generator
    town: Floats
    ids: Sequence[str]

    def __post_init__(self) -> None:
        number = len(self.ids)
        extra = [more for more, schools in LARGER for _ in range(schools)]
        self.sizes = np.full(number, 6)
        order = np.argsort(-self.town, kind="stable")
        self.sizes[order[: len(extra)]] += extra
        self.sizes[order[-8 * TINY :: 8]] = 3
        every = range(number)
        self.christian = set(some(self.rng, every, CHRISTIAN / number).tolist())
        self.inclusive = set(some(self.rng, every, INCLUSIVE / number).tolist())

    def enrol(self, at: int) -> None:
        """Fill the classes of one school with pupils, most of them far from full."""
        fill = 6 + 20 * float(self.rng.random())
        more = int(self.sizes[at]) - 6
        told = (
            self.rng.random() > 0.15 or more < 0
        )  # else classes follow from the pupils
        for grade in range(1, 7):
            classes = 1 + more // 6 + (grade <= more % 6) if more >= 0 else grade % 2
            spread = int(self.rng.integers(-3, 4))
            pupils = min(max(round(fill) + spread, 3), CLASS_LIMIT)
            pupils = pupils if more >= 0 else 4 + spread
            if classes > 1:
                pupils = CLASS_LIMIT * (classes - 1) + int(self.rng.integers(4, 26))
            special = int(self.rng.integers(0, 3)) if at in self.inclusive else 0
            self.room.add(
                "classes",
                unit_id=self.ids[at],
                grade=grade,
                pupils=pupils,
                classes=classes if told else None,
                inclusion_pupils=special + (grade == 1 and at in self.inclusive),
            )
            if at in self.christian:
                self._faiths(at, grade, pupils, classes)

    def _faiths(self, at: int, grade: int, pupils: int, classes: int) -> None:
        few = max(1, pupils // 6)
        for faith, number, rooms in (
            ("islam", pupils - few, classes),
            ("protestant", few, 1),
        ):
            self.room.add(
                "faith_classes",
                unit_id=self.ids[at],
                grade=grade,
                faith=faith,
                pupils=number,
                classes=rooms,
            )

    def deal(self, rows: Ints, total: int) -> None:
        """Deal the ``total`` ASN teachers of one kecamatan, heads among them."""
        vacant = set(some(self.rng, rows, 0.025).tolist())
        sport = self._one_each(rows, SPORT, PJOK)
        religion = self._one_each(rows, RELIGION, ISLAM)
        extra = self._special(rows)
        left = total - (len(rows) - len(vacant)) - sport - religion - extra
        present = self._class_teachers(rows, left)
        for at, number in zip(rows.tolist(), present, strict=True):
            self._staff_school(at, number, at in vacant)

    def _one_each(self, rows: Ints, share: float, job: str) -> int:
        """Fill ``share`` of the posts, one in twelve twice; return the people used."""
        filled = some(self.rng, rows, share)
        twice = set(some(self.rng, filled, 0.06).tolist())
        formasi = set(some(self.rng, rows, 0.94).tolist())
        used = 0
        for at in rows.tolist():
            number = int(at in filled) + int(at in twice)
            self.room.hours[self.ids[at], job] = 4 * int(self.sizes[at])
            self._hire(at, job, number, tenured=at in twice)
            self.room.seat(self.ids[at], job, 1 if at in formasi else None)
            used += number
        return used

    def _special(self, rows: Ints) -> int:
        """Fill some posts for other faiths and for special needs."""
        used = 0
        for asked, job in ((self.christian, KRISTEN), (self.inclusive, KHUSUS)):
            for at in rows.tolist():
                if at in asked:
                    number = int(self.rng.random() < 0.4)
                    self._hire(at, job, number)
                    self.room.seat(self.ids[at], job, 1)
                    used += number
        return used

    def _class_teachers(self, rows: Ints, total: int) -> list[int]:
        """Return the class teachers per school: surplus in some, the rest is short."""
        by_town = rows[np.argsort(-self.town[rows], kind="stable")]
        rich = by_town[: round(1.6 * TOO_MANY * len(rows))]  # not every one of them
        rich = some(self.rng, rich, 1 / 1.6)
        more = dict(zip(rich.tolist(), pick(self.rng, len(rich), SURPLUS), strict=True))
        short = int(self.sizes[rows].sum()) + sum(more.values()) - total
        more[int(rich[0])] += max(-short, 0)  # should there be more people than posts
        poor = [at for at in rows.tolist() if at not in more]
        draws = self.rng.random(len(poor)).tolist()
        weights = [
            (0.15 + draw * (0.5 + 0.5 * draw)) * int(self.sizes[at])
            for at, draw in zip(poor, draws, strict=True)
        ]
        most = [max(int(self.sizes[at]) - 2, 1) for at in poor]
        less = dict(zip(poor, dealt(short, weights, most), strict=True))
        return [
            int(self.sizes[at]) + more.get(at, 0) - less.get(at, 0)
            for at in rows.tolist()
        ]

    def _staff_school(self, at: int, number: int, vacant: bool) -> None:
        size, unit_id = int(self.sizes[at]), self.ids[at]
        surplus = number > size
        self._hire(at, KELAS, number, tenured=surplus)
        if vacant:
            acting = next(
                row for row, staff in enumerate(self.room.staff)
                if staff.unit_id == unit_id and staff.job_id == KELAS
            )  # fmt: skip
            self.room.staff[acting] = Staff(unit_id, KELAS, "pns", ("acting_head",))
        else:
            self.room.staff.append(Staff(unit_id, KELAS, "pns", ("head_of_school",)))
        formasi = None if self.rng.random() < 0.1 else max(size, number - 1)
        self.room.seat(unit_id, KELAS, formasi)
        self.room.hours[unit_id, KELAS] = 28 * size
        self.room.seat(unit_id, HEAD, 1)
        fillers = int(bell(self.rng, 1, 0.75 * (size - number), 0.4)[0])
        self.room.hire(unit_id, KELAS, pick(self.rng, max(fillers, 0), OTHERS))

    def _hire(self, at: int, job: str, number: int, tenured: bool = False) -> None:
        """Hire ASN; where there are too many, the first ones have been there long."""
        statuses = pick(self.rng, number, ASN)
        if tenured:
            statuses = sorted(statuses, key=["pns", "pppk", "cpns"].index)
        self.room.staff += [
            Staff(self.ids[at], job, status, tenured=tenured and status == "pns")
            for status in statuses
        ]
