"""
Whether a class of people fits a class of seats: G7, G8, P2.

A class of people is what the jobs ask about: job, status, education, major,
certificates, grade. Who has a job fits the same job elsewhere. Another job of the
family is open to who has its education, major, grade and certificate; where the job
names a training, a missing major (and, outside schools and health, a missing
certificate) is a gap that the training closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from seimbang.language import text
from seimbang.model.snapshot import Snapshot
from seimbang.rules.rule import Ground, Rule, Verdict

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

    ``verdicts`` per rule of :data:`FIT_RULES`; ``misfit`` counts the trainings still to
    be taken, ``regression`` the job classes lost. ``facts`` say what is missing.
    """

    verdicts: dict[str, Verdict]
    misfit: int
    regression: int
    facts: dict[str, Any]
    missing: dict[str, tuple[str, ...]]


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
            return Fit(passed, 0, 0, {"same_job": True}, {})
        job, facts = self.jobs[job_id], {"job_id": job_id, "same_job": False}
        gap, missing = _Gap(job), {}
        verdicts = passed | {
            "P2": Verdict(int(person["status"] != "pppk")),
            "G7": gap.qualification(person, self._grade(person, job)),
            "G8": gap.certificate(person),
        }
        missing = {rule: tuple(names) for rule, names in gap.unknown.items() if names}
        today = self.jobs.get(person["job_id"], {}).get("job_class")
        lost = max(0, (today or 0) - job["job_class"]) if job["job_class"] else 0
        return Fit(verdicts, len(gap.training), lost, facts | gap.facts, missing)

    def _grade(self, person: dict[str, Any], job: dict[str, Any]) -> bool | None:
        """Tell whether the grade lies in the job's range; None: not known."""
        if person["status"] == "pppk" or not (job["grade_min"] or job["grade_max"]):
            return True
        ladder = _ladder(self.ground.value("grade.ranks"))
        if person["grade"] not in ladder:
            return None
        at = ladder.index(person["grade"])
        low = ladder.index(job["grade_min"]) if job["grade_min"] in ladder else 0
        high = job["grade_max"]
        return low <= at <= (ladder.index(high) if high in ladder else len(ladder))


def _ladder(ranks: Any) -> list[str]:
    """Return the grades of PNS, rising."""
    found: list[str] = [str(grade) for grade in ranks["pns"]]
    return found


class _Gap:
    """What one class of people lacks for one job; filled while it is judged."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.facts: dict[str, Any] = {}
        self.training: list[str] = []
        self.unknown: dict[str, list[str]] = {"G7": [], "G8": []}

    def qualification(self, person: dict[str, Any], grade: bool | None) -> Verdict:
        """Judge education, major and grade."""
        least = self.job["education_min"]
        answers = [grade]
        if grade is None:
            self.unknown["G7"].append("grade")
        if least is not None:
            answers.append(self._education(person["education"], least))
        if self.job["majors"]:
            answers.append(self._major(person))
        if False in answers:
            return Verdict.FAIL
        return Verdict.UNKNOWN if None in answers else Verdict.PASS

    def _education(self, have: str | None, least: str) -> bool | None:
        self.facts |= {"education": have, "education_min": least}
        if have is None:
            self.unknown["G7"].append("education")
            return None
        return int(have) >= int(least)

    def _major(self, person: dict[str, Any]) -> bool | None:
        have = person["major"]
        fits = _among(None if have is None else [have], self.job["majors"])
        if not fits:
            self.facts |= {"major": have, "majors": self.job["majors"]}
        if fits is not True and self.job["training"]:
            return self._trained(person)
        if fits is None:
            self.unknown["G7"].append("major")
        return fits

    def _trained(self, person: dict[str, Any]) -> bool:
        have = {_plain(word) for word in person["certificates"] or ()}
        self.training = [
            course for course in self.job["training"] if _plain(course) not in have
        ]
        self.facts["training"] = self.training
        return True

    def certificate(self, person: dict[str, Any]) -> Verdict:
        """Judge the certificate; a training stands in outside schools and health."""
        if not self.job["certificates"]:
            return Verdict.PASS
        fits = _among(person["certificates"], self.job["certificates"])
        if fits:
            return Verdict.PASS
        self.facts |= {
            "certificates": person["certificates"],
            "certificates_wanted": self.job["certificates"],
        }
        bound = self.job["subject"] or self.job["profession"]
        if not bound and self.job["training"]:
            self._trained(person)
            return Verdict.PASS
        if fits is None:
            self.unknown["G8"].append("certificates")
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
        fails=text("Education, major or grade do not meet the job {job_id}."),
        passes=text("Education, major and grade meet the job {job_id}."),
    ),
    Rule(
        key="G8",
        title=text("Certificate and subject"),
        role="gate",
        scope="fit",
        law=("transfer.fit_required",),
        columns=("certificates",),
        fails=text("No certificate that the job {job_id} asks for."),
        passes=text("The certificate meets the job {job_id}."),
    ),
)
