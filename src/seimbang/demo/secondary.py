"""The 45 SMPN: rombel per grade, and subject teachers, too many here, none there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from seimbang.demo.chance import Floats, pick, shared_out, some
from seimbang.demo.facts import kilometres, schools
from seimbang.demo.primary import ASN, CAPITAL, OTHERS
from seimbang.demo.room import Room, Staff

TEACHERS = 434  # ASN of SMP, heads among them: press, March 2022
CLASS_LIMIT = 32
SIZES = ((18, 1), (12, 2), (9, 3), (6, 15), (3, 24))  # rombel, schools of that size
HOURS = {  # lesson hours a week with kokurikuler, Permendikdasmen 13/2025
    "agama-islam": 3, "pancasila": 3, "bahasa-indonesia": 6, "matematika": 5, "ipa": 5,
    "ips": 4, "bahasa-inggris": 4, "pjok": 3, "informatika": 3, "seni": 3,
}  # fmt: skip
TWICE = {  # schools with one teacher too many
    "ips": 9, "pancasila": 5, "bahasa-indonesia": 4, "agama-islam": 4, "matematika": 3,
    "bahasa-inggris": 2, "pjok": 2, "seni": 1,
}  # fmt: skip
SOUGHT = {  # how full the posts are, beside one another
    "agama-islam": 0.95, "pancasila": 0.95, "bahasa-indonesia": 0.95, "ips": 0.95,
    "matematika": 0.85, "bahasa-inggris": 0.82, "pjok": 0.85, "ipa": 0.66,
    "seni": 0.6, "informatika": 0.36, "bk": 0.45,
}  # fmt: skip
HEAD = "kepala-smp"


def secondary(rng: np.random.Generator) -> Room:
    """Return classes, seats and staff of all SMPN."""
    units = schools().filter(pl.col("kind") == "smp")
    dealer = _Dealer(Room(), rng, units["unit_id"].to_list(), _sizes(rng, units))
    for at in range(units.height):
        dealer.enrol(at)
    dealer.heads()
    dealer.deal()
    return dealer.room


def _sizes(rng: np.random.Generator, units: pl.DataFrame) -> list[int]:
    """Return the rombel per school: large in town, three in a *satu atap*."""
    far = kilometres(
        units["latitude"].to_numpy(), units["longitude"].to_numpy(), *CAPITAL
    )
    under_one_roof = units["name"].str.contains("Satu Atap").to_numpy()
    far = far + 30 * rng.random(len(far)) + 200 * under_one_roof
    sizes = [size for size, number in SIZES for _ in range(number)]
    given = [0] * len(sizes)
    for at, size in zip(np.argsort(far, kind="stable").tolist(), sizes, strict=True):
        given[at] = size
    return given


def need(size: int, subject: str) -> int:
    """Return about how many teachers a subject needs in a school of ``size`` rombel."""
    if subject == "bk":
        return max(1, size // 6)
    hours = size * HOURS[subject]
    return max(1, hours // 24 if hours >= 48 else 1)


@dataclass
class _Dealer:
    room: Room
    rng: np.random.Generator
    ids: Sequence[str]
    sizes: Sequence[int]

    def enrol(self, at: int) -> None:
        """Fill the rombel of one school with pupils."""
        classes = self.sizes[at] // 3
        for grade in (7, 8, 9):
            low, high = (8, 28) if classes == 1 else (22, CLASS_LIMIT)
            last = int(self.rng.integers(low, high))
            self.room.add(
                "classes",
                unit_id=self.ids[at],
                grade=grade,
                pupils=(classes - 1) * CLASS_LIMIT + last,
                classes=classes,
                inclusion_pupils=0,
            )

    def heads(self) -> None:
        """Seat a head in every school but two, which have an acting one (later)."""
        vacant = set(some(self.rng, range(len(self.ids)), 0.045).tolist())
        self.left = TEACHERS
        for at, unit_id in enumerate(self.ids):
            self.room.seat(unit_id, HEAD, 1)
            if at not in vacant:
                job = f"guru-smp-{pick(self.rng, 1, SOUGHT)[0]}"
                self.room.staff.append(Staff(unit_id, job, "pns", ("head_of_school",)))
                self.left -= 1

    def deal(self) -> None:
        """Deal the subject teachers: how many a subject has, then who has them."""
        subjects = list(SOUGHT)
        needs = {
            subject: [need(size, subject) for size in self.sizes]
            for subject in subjects
        }
        weights = [sum(needs[subject]) * SOUGHT[subject] for subject in subjects]
        weights = [
            weight + TWICE.get(subject, 0) * 0.5
            for subject, weight in zip(subjects, weights, strict=True)
        ]
        numbers = shared_out(self.left, weights)
        for subject, number in zip(subjects, numbers, strict=True):
            self._subject(subject, number, np.array(needs[subject]))

    def _subject(self, subject: str, number: int, needs: np.ndarray) -> None:
        asked = np.flatnonzero(needs > 0)
        near = np.array(self.sizes)[asked] / 18 + self.rng.random(len(asked))
        order = asked[np.argsort(-near, kind="stable")]
        twice = set(some(self.rng, order[:24], TWICE.get(subject, 0) / 24).tolist())
        present = self._dealt(order, needs, number - len(twice))
        for at in asked.tolist():
            here = int(present[at]) + int(at in twice)
            self._fill(at, subject, here, int(needs[at]), at in twice)

    @staticmethod
    def _dealt(order: np.ndarray, needs: np.ndarray, number: int) -> Floats:
        """Return people per school: rounds of one each, the sought schools first."""
        present = np.zeros(len(needs))
        while number > 0:
            open_ = [at for at in order.tolist() if present[at] < needs[at]][:number]
            if not open_:  # a subject with more people than posts
                open_ = order[:number].tolist()
            present[open_] += 1
            number -= len(open_)
        return present

    def _fill(
        self, at: int, subject: str, here: int, needed: int, surplus: bool
    ) -> None:
        job, unit_id = f"guru-smp-{subject}", self.ids[at]
        statuses = pick(self.rng, here, ASN)
        if surplus:
            statuses = sorted(statuses, key=["pns", "pppk", "cpns"].index)
        self.room.staff += [
            Staff(unit_id, job, status, tenured=surplus and status == "pns")
            for status in statuses
        ]
        if subject in HOURS:
            self.room.hours[unit_id, job] = self.sizes[at] * HOURS[subject]
        formasi = None if self.rng.random() < 0.08 else max(needed, here - 1)
        self.room.seat(unit_id, job, formasi)
        if here < needed and self.rng.random() < 0.45:
            self.room.hire(unit_id, job, pick(self.rng, 1, OTHERS))
