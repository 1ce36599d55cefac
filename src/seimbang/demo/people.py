"""Who the people are: birth, entry, grade, schooling; the law's fields of a person."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from seimbang.demo.chance import Floats, Ints, bell, chance, pick, weighted
from seimbang.demo.names import names
from seimbang.demo.room import Staff
from seimbang.demo.work import FOLDER

DAY = np.datetime64("2026-01-01")
Dates = np.ndarray  # datetime64[D]; NaT is unknown
Columns = dict[str, Sequence[object] | np.ndarray]

GRADES = [
    f"{roman}/{letter}" for roman in ("I", "II", "III", "IV") for letter in "abcd"
]
II_A, II_C, III_A, III_B, III_D, IV_B = (
    GRADES.index(grade) for grade in ("II/a", "II/c", "III/a", "III/b", "III/d", "IV/b")
)
EXPERT = [(III_B, "Ahli Pertama"), (III_D, "Ahli Muda")]  # up to this grade
SKILLED = [(II_C - 1, "Pemula"), (II_C + 1, "Terampil"), (III_B, "Mahir")]
HIGHER = {  # education of the holders of a job, by the least it asks for
    "15": {"15": 0.62, "17": 0.14, "30": 0.08, "40": 0.16},
    "20": {"20": 0.6, "30": 0.2, "40": 0.2},
    "30": {"30": 0.62, "35": 0.12, "40": 0.26},
    "35": {"35": 0.35, "40": 0.6, "45": 0.05},
    "40": {"40": 0.89, "45": 0.11},
    "45": {"45": 0.93, "50": 0.07},
}
WOMEN = {  # share of women; else 0.45
    "guru-sd-kelas": 0.74, "guru-sd-pjok": 0.18, "guru-smp-pjok": 0.2, "bidan": 1.0,
    "perawat": 0.66, "pamong-praja": 0.12, "pemadam": 0.02, "pengemudi": 0.0,
    "jpt": 0.15, "camat": 0.1, "gizi": 0.85, "farmasi": 0.75,
}  # fmt: skip
GENERAL_MAJORS = (
    "Administrasi Negara", "Ilmu Pemerintahan", "Ilmu Hukum", "Manajemen", "Sosiologi",
    "Ekonomi Pembangunan", "Akuntansi", "Pertanian", "Teknik Sipil", "Sistem Informasi",
)  # fmt: skip
STRAY_MAJORS = ("Pendidikan Sejarah", "Pendidikan Ekonomi", "Ilmu Hukum", "Manajemen")
OVERDUE = ["pengadministrasi", "pengelola-layanan", "pamong-praja"]  # still listed
HEADS = {"head_of_school", "head_of_puskesmas"}
PPPK_INTAKES = {"2021-02": 0.08, "2022-03": 0.16, "2023-04": 0.36, "2024-04": 0.28,
                "2025-03": 0.12}  # fmt: skip


@cache
def jobs() -> dict[str, dict[str, str]]:
    """Return the invented catalogue of jobs by id, cells as in the file."""
    with (FOLDER / "jobs.csv").open(encoding="utf-8", newline="") as file:
        return {row["job_id"]: row for row in csv.DictReader(file)}


def months(of: Dates) -> Ints:
    """Return the months since 1970 of dates."""
    return of.astype("datetime64[M]").astype(np.int64)


def first_of(month: Ints) -> Dates:
    """Return the first day of months counted since 1970."""
    return month.astype("datetime64[M]").astype("datetime64[D]")


@dataclass
class Crowd:
    """The people row by row, as arrays; what is derived from what is drawn."""

    staff: Sequence[Staff]
    seed: str

    def __post_init__(self) -> None:
        self.number = len(self.staff)
        self.job = [jobs()[one.job_id] for one in self.staff]
        self.status = np.array([one.status for one in self.staff])
        self.tenured = np.array([one.tenured for one in self.staff])
        self.job_id = np.array([one.job_id for one in self.staff])
        self.unit_id = np.array([one.unit_id for one in self.staff])
        self.asn = ~np.isin(self.status, ["non_asn", "special_assignment"])
        self.contract = np.isin(self.status, ["pppk", "pppk_part_time"])
        self.pns = self.status == "pns"
        self.case = np.array([one.home is not None for one in self.staff])
        self.teacher = self._has("subject")
        self.health = self._has("profession")
        self.functional = np.array([job["kind"] == "functional" for job in self.job])
        rng = chance(self.seed, "people")
        shares = [WOMEN.get(one.job_id, 0.45) for one in self.staff]
        self.woman = rng.random(self.number) < np.array(shares)
        self._births(rng)
        self._entries(rng)
        self._schooling(rng)
        self._grades()

    def _has(self, column: str) -> np.ndarray:
        return np.array([bool(job[column]) for job in self.job])

    def _births(self, rng: np.random.Generator) -> None:
        """Draw ages: teachers are old, people on contract young."""
        number = self.number
        age = np.where(self.teacher, bell(rng, number, 48.5, 7), 0.0)
        rest = np.where(
            self.health, bell(rng, number, 40, 6), bell(rng, number, 43.5, 7)
        )
        age = np.where(self.teacher, age, rest)
        age = np.where(self.contract, bell(rng, number, 36.5, 5), age)
        age = np.where(self.status == "cpns", bell(rng, number, 27.5, 2.5), age)
        age = np.where(self.asn, age, bell(rng, number, 32, 5))
        last = np.where(self.teacher, 59.8, 57.8)
        age = np.clip(age, 23.0, last)
        self.head = np.array([bool(set(one.duties) & HEADS) for one in self.staff])
        led = self.head | np.isin(self.job_id, ["jpt", "kabid", "camat"])
        age = np.where(led, np.clip(age, 40, 57.5), age)
        age = np.where(self.tenured, np.clip(age, 34, 54), age)
        late = self.pns & np.isin(self.job_id, OVERDUE) & (rng.random(number) < 0.02)
        age = np.where(late & ~self.tenured, 58.1 + rng.random(number), age)
        days = np.round(age * 365.2425).astype(np.int64)
        self.birth: Dates = DAY - days.astype("timedelta64[D]")
        self.age = age

    def _entries(self, rng: np.random.Generator) -> None:
        """Draw the first month in service (NIP), in the unit and in the job."""
        number = self.number
        entry = np.clip(bell(rng, number, 26, 2.5), 19.5, self.age - 3.5)
        month = months(self.birth) + np.round(entry * 12).astype(np.int64)
        latest = months(np.array(["2022-03-01"], dtype="datetime64[D]"))[0]
        month = np.where(self.pns, np.minimum(month, latest), month)
        intake = np.array(pick(rng, number, PPPK_INTAKES), dtype="datetime64[M]")
        month = np.where(self.status == "pppk", intake.astype(np.int64), month)
        now = months(np.array([DAY]))[0]
        month = np.where(self.status == "pppk_part_time", now - 3, month)
        month = np.where(self.status == "cpns", now - 8, month)
        month = np.where(self.asn, month, now - rng.integers(6, 90, number))
        self.entry = month
        served = now - month
        here = np.round(served * rng.random(number) ** 0.8).astype(np.int64)
        here = np.where(self.pns, np.clip(here, 2, 320), served)
        here = np.where(self.tenured, np.clip(here, 62, served - 13), here)
        here = np.where(self.head, np.minimum(here, rng.integers(3, 95, number)), here)
        self.unit_month = now - here
        later = np.where(rng.random(number) < 0.2, rng.random(number) * here, 0)
        later = np.where(self.tenured | ~self.pns, 0, later)
        self.job_month = self.unit_month + later.astype(np.int64)

    def _schooling(self, rng: np.random.Generator) -> None:
        """Draw education and major; one in forty studied something else."""
        stray = rng.random(self.number) < 0.025
        draws, choice = rng.random(self.number), rng.integers(0, 1 << 30, self.number)
        self.education, self.major = [], []
        for at, job in enumerate(self.job):
            shares = HIGHER[job["education_min"] or "15"]
            limits = np.cumsum(list(shares.values()))
            place = min(int(np.searchsorted(limits, draws[at])), len(limits) - 1)
            level = list(shares)[place]
            self.education.append(level)
            asked: Sequence[str] = job["majors"].split(";") if job["majors"] else ()
            if stray[at] and asked and not self.health[at]:
                asked = STRAY_MAJORS
            asked = asked or (GENERAL_MAJORS if level >= "30" else ())
            self.major.append(asked[int(choice[at]) % len(asked)] if asked else None)

    def _grades(self) -> None:
        """Let grades follow from entry and education, levels from grades."""
        start = {"15": II_A, "17": II_A, "20": II_A + 1, "30": II_C}
        years = (months(np.array([DAY]))[0] - self.entry) // 12
        self.grade: list[str | None] = []
        self.level: list[str | None] = []
        for at, level in enumerate(self.education):
            first = start.get(level, III_A)
            expert = level >= "35" and self.job[at]["education_min"] >= "30"
            most = IV_B if expert or self.job[at]["kind"] == "jpt" else III_D
            grade = min(first + int(years[at]) // 5, most)
            self.grade.append(self._grade(at, grade, level))
            rank = grade if self.pns[at] else first
            self.level.append(self._level(rank, expert) if self._levelled(at) else None)

    def _levelled(self, at: int) -> bool:
        return bool(self.functional[at] and self.asn[at])

    def _grade(self, at: int, grade: int, level: str) -> str | None:
        if not self.asn[at]:
            return None
        if self.contract[at]:
            return {"15": "V", "17": "V", "20": "VI", "30": "VII", "45": "X"}.get(
                level, "IX"
            )
        return GRADES[grade]

    @staticmethod
    def _level(grade: int, expert: bool) -> str:
        steps, last = (EXPERT, "Ahli Madya") if expert else (SKILLED, "Penyelia")
        return next((name for most, name in steps if grade <= most), last)

    def nips(self) -> list[str | None]:
        """
        Return numbers of the right shape that no real person has.

        The sequence (last three digits) starts at 901: a real one starts at 001 and
        would need nine hundred people of one birthday, sex and intake.
        """
        seen: dict[str, int] = {}
        numbers: list[str | None] = []
        born = np.datetime_as_string(self.birth).tolist()
        entered = np.datetime_as_string(first_of(self.entry)).tolist()
        for at in range(self.number):
            if not self.asn[at]:
                numbers.append(None)
                continue
            middle = entered[at][:4] + ("21" if self.contract[at] else entered[at][5:7])
            stem = born[at].replace("-", "") + middle + ("2" if self.woman[at] else "1")
            seen[stem] = seen.get(stem, 900) + 1
            numbers.append(f"{stem}{seen[stem]}")
        return numbers

    def names(self) -> list[str]:
        """Return an invented name for each."""
        return names(chance(self.seed, "names"), self.woman)

    def rows(self, holds: Callable[[Staff], bool]) -> Ints:
        """Return the rows of the people for whom ``holds`` says yes."""
        return np.flatnonzero([holds(one) for one in self.staff])


def contract_ends(crowd: Crowd, rng: np.random.Generator) -> Dates:
    """Return the day after each contract: five years, one for part time."""
    years = np.where(crowd.status == "pppk_part_time", 1, 5)
    ends = first_of(crowd.entry + 12 * years)
    ended = weighted(rng, crowd.number, (299, 1)) == 1
    ends = np.where(ended & crowd.teacher, np.datetime64("2025-12-01"), ends)
    none = np.datetime64("NaT", "D")
    return np.where(crowd.contract, ends, none)


def pns_dates(crowd: Crowd, rng: np.random.Generator) -> Dates:
    """Return the day each became PNS: a year or a little more after entry."""
    later: Floats = rng.random(crowd.number)
    month = crowd.entry + 12 + (later < 0.3) * rng.integers(1, 6, crowd.number)
    return np.where(crowd.pns, first_of(month), np.datetime64("NaT", "D"))
