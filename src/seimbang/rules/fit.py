"""
Whether a class of people fits a class of seats: G7, G8, P2.

A class of people is what the jobs ask about: job, status, education, major,
certificates, grade. Who has a job fits the same job elsewhere. Another job of the
family is open to who has its education, major, grade and certificate; where the job
names a training, a missing major (and, outside schools and health, a missing
certificate) is a gap that the training closes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from seimbang.language import text
from seimbang.model.snapshot import Snapshot
from seimbang.rules.rule import Ground, Rule, Verdict
from seimbang.rules.words import header

FIT_RULES = ("G7", "G8", "P2")
CLASS = ("job_id", "status", "education", "major", "certificates", "grade")
JOB = (
    "job_id", "kind", "family", "subject", "profession", "education_min", "majors",
    "certificates", "grade_min", "grade_max", "job_class", "training",
)  # fmt: skip


@dataclass(frozen=True)
class Fit:
    """
    How one class of people fits one job.

    ``verdicts``, ``facts`` (what is not met) and ``missing`` (columns not known) per
    rule of :data:`FIT_RULES`; ``training`` still to be taken, ``misfit`` its count,
    ``regression`` the job classes lost.
    """

    verdicts: dict[str, Verdict]
    training: tuple[str, ...] = ()
    regression: int = 0
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def misfit(self) -> int:
        """The trainings still to be taken."""
        return len(self.training)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def _among(have: list[str] | None, wanted: list[str]) -> bool | None:
    """Tell whether one of ``have`` is wanted; None when ``have`` is not known."""
    if have is None:
        return None
    known = {_plain(word) for word in have}
    return any(_plain(word) in known for word in wanted)


class Fitness:
    """The fit of people to the jobs of their family, judged once a class."""

    def __init__(self, snapshot: Snapshot, ground: Ground) -> None:
        self.ground = ground
        self.jobs: dict[str, dict[str, Any]] = {
            row["job_id"]: row for row in snapshot["jobs"].select(JOB).to_dicts()
        }
        self._judged: dict[tuple[Any, ...], Fit] = {}

    def of(self, person: tuple[Any, ...], job_id: str) -> Fit:
        """Return how a person (the values of :data:`CLASS`) fits ``job_id``."""
        key = (*person, job_id)
        if key not in self._judged:
            self._judged[key] = self._judge(
                dict(zip(CLASS, person, strict=True)), job_id
            )
        return self._judged[key]

    def _judge(self, person: dict[str, Any], job_id: str) -> Fit:
        passed = dict.fromkeys(FIT_RULES, Verdict.PASS)
        if person["job_id"] == job_id:
            return Fit(passed)
        job = self.jobs[job_id]
        gap = _Gap(job, person)
        verdicts = passed | {
            "P2": Verdict(int(person["status"] != "pppk")),
            "G7": gap.qualification(*self._grade(person, job)),
            "G8": gap.certificate(),
        }
        today = self.jobs[person["job_id"]]["job_class"]
        lost = 0 if None in (today, job["job_class"]) else today - job["job_class"]
        return Fit(
            verdicts,
            tuple(gap.training),
            max(0, lost),
            {rule: facts for rule, facts in gap.facts.items() if facts},
            {rule: tuple(names) for rule, names in gap.unknown.items() if names},
        )

    def _grade(
        self, person: dict[str, Any], job: dict[str, Any]
    ) -> tuple[bool | None, list[str]]:
        """
        Tell whether the grade lies in the job's range, and the columns not known.

        A grade that is not of the ladder, a job's or the person's, is not known.
        """
        asked = {name: job[name] for name in ("grade_min", "grade_max") if job[name]}
        if person["status"] == "pppk" or not asked:
            return True, []
        ladder = _ladder(self.ground.value("grade.ranks"))
        grades = asked | {"grade": person["grade"]}
        open_ = [name for name, grade in grades.items() if grade not in ladder]
        if "grade" in open_:
            return None, open_
        at = ladder.index(person["grade"])
        known = {name: ladder.index(asked[name]) for name in asked.keys() - open_}
        if known.get("grade_min", at) > at or known.get("grade_max", at) < at:
            return False, []
        return (None if open_ else True), open_


def _ladder(ranks: Any) -> list[str]:
    """Return the grades of PNS, rising."""
    found: list[str] = [str(grade) for grade in ranks["pns"]]
    return found


class _Gap:
    """What one class of people lacks for one job; filled while it is judged."""

    def __init__(self, job: dict[str, Any], person: dict[str, Any]) -> None:
        self.job = job
        self.person = person
        self.training: list[str] = []
        self.facts: dict[str, dict[str, Any]] = {"G7": {}, "G8": {}}
        self.unknown: dict[str, list[str]] = {"G7": [], "G8": []}

    def qualification(self, grade: bool | None, open_grades: list[str]) -> Verdict:
        """Judge education, major and grade (``open_grades``: columns not known)."""
        answers = {"education": self._education(), "major": self._major()}
        answers["grade"] = grade
        unmet = [name for name, met in answers.items() if met is False]
        others = ("education", "major")
        self.unknown["G7"] = [name for name in others if answers[name] is None]
        self.unknown["G7"] += open_grades
        if unmet:
            wanted = ("education_min", "majors", "grade_min", "grade_max")
            self.facts["G7"] |= {name: self.person[name] for name in unmet}
            self.facts["G7"] |= {name: self.job[name] for name in wanted}
            self.facts["G7"]["unmet"] = [header(name) for name in unmet]
            return Verdict.FAIL
        return Verdict.UNKNOWN if self.unknown["G7"] else Verdict.PASS

    def _education(self) -> bool | None:
        have, least = self.person["education"], self.job["education_min"]
        if least is None:
            return True
        return None if have is None else int(have) >= int(least)

    def _major(self) -> bool | None:
        have, wanted = self.person["major"], self.job["majors"]
        if not wanted:
            return True
        met = _among(None if have is None else [have], wanted)
        if met or not self.job["training"]:
            return met
        self.facts["G7"] |= {"major": have, "majors": wanted, **self._trained()}
        return True

    def _trained(self) -> dict[str, list[str]]:
        """Note the trainings still to be taken, and return them as a fact."""
        have = {_plain(word) for word in self.person["certificates"] or ()}
        self.training = [
            course for course in self.job["training"] if _plain(course) not in have
        ]
        return {"training": self.training}

    def certificate(self) -> Verdict:
        """Judge the certificate; a training stands in outside schools and health."""
        have, wanted = self.person["certificates"], self.job["certificates"]
        met = True if not wanted else _among(have, wanted)
        if met:
            return Verdict.PASS
        self.facts["G8"] |= {"certificates": have, "wanted": wanted}
        bound = self.job["subject"] or self.job["profession"]
        if self.job["training"] and not bound:
            self.facts["G8"] |= self._trained()
            return Verdict.PASS
        if met is None:
            self.unknown["G8"] = ["certificates"]
            return Verdict.UNKNOWN
        return Verdict.FAIL


RULES = (
    Rule(
        key="G7",
        title=text("Education, major and grade"),
        role="gate",
        scope="fit",
        law=("transfer.fit_required",),
        columns=("education", "major", "grade"),
        fails=text("Does not meet the job {job_id}: {unmet}."),
        passes=text("Education, major and grade meet the job {job_id}."),
    ),
    Rule(
        key="G8",
        title=text("Certificate and subject"),
        role="gate",
        scope="fit",
        law=("transfer.fit_required",),
        columns=("certificates",),
        fails=text("No certificate that the job {job_id} asks for ({wanted})."),
        passes=text("The certificate meets the job {job_id}."),
    ),
)
