"""Fit of classes of people to jobs of their family."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from seimbang.language import speaking
from seimbang.rules import Finding, Verdict
from seimbang.rules.words import header
from tests.rules.regency import JOBS, judged, person

ANALYST = {
    "job_id": "analis-keuangan",
    "unit_id": "BKD",
    "major": "Akuntansi",
    "grade": "III/b",
    "certificates": [],
}


def fit(job: str, **facts: Any) -> dict[str, Any]:
    return judged([person(**(ANALYST | facts))]).gap("P1", job)


def findings(unit: str, job: str, **facts: Any) -> dict[str, Finding]:
    answers = judged([person(**(ANALYST | facts))])
    return {found.rule: found for found in answers.findings("P1", unit, job)}


def test_the_same_job_elsewhere_fits_whatever_is_missing() -> None:
    gap = fit("analis-keuangan", education=None, major=None, certificates=None)
    assert gap["verdict"] is Verdict.PASS
    assert (gap["misfit"], gap["regression"], gap["training"]) == (0, 0, [])


def test_a_missing_major_is_a_gap_that_the_named_training_closes() -> None:
    gap = fit("perencana")
    assert gap["verdict"] is Verdict.PASS
    assert gap["training"] == ["Diklat Perencanaan"]
    assert gap["misfit"] == 1
    assert gap["major"] == "Akuntansi"
    assert gap["majors"] == ["Perencanaan Wilayah"]
    assert gap["regression"] == 1, "from class 9 to class 8"
    found = findings("BAP", "perencana")["G7"]
    with speaking("en"):
        assert str(found.sentence) == (
            "Education, major and grade: open with a gap that training closes "
            "(Diklat Perencanaan)."
        )


def test_a_training_already_taken_leaves_no_gap() -> None:
    gap = fit("perencana", certificates=["diklat  perencanaan"])
    assert (gap["verdict"], gap["misfit"]) == (Verdict.PASS, 0)


def test_the_right_major_needs_no_training() -> None:
    gap = fit("perencana", major="perencanaan wilayah")
    assert (gap["verdict"], gap["misfit"], gap["training"]) == (Verdict.PASS, 0, [])


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"education": "30"}, ["Pendidikan"]),
        ({"grade": "II/d"}, ["Golongan"]),
        ({"grade": "IV/b"}, ["Golongan"]),
        ({"education": "30", "grade": "IV/b"}, ["Pendidikan", "Golongan"]),
    ],
)
def test_education_and_grade_must_be_met(
    facts: dict[str, Any], unmet: list[str]
) -> None:
    found = findings("BAP", "perencana", **facts)["G7"]
    assert found.verdict is Verdict.FAIL
    assert found.facts["unmet"] == unmet


@pytest.mark.parametrize("grade", ["III/a", "IV/a"])
def test_the_limits_of_the_grade_are_inside(grade: str) -> None:
    assert fit("perencana", grade=grade)["verdict"] is Verdict.PASS


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"education": None}, ["education"]),
        ({"grade": None}, ["grade"]),
        ({"grade": "IX"}, ["grade"]),
    ],
)
def test_what_is_not_known_leaves_the_fit_open(
    facts: dict[str, Any], missing: list[str]
) -> None:
    gap = fit("perencana", **facts)
    assert (gap["verdict"], gap["missing"]) == (Verdict.UNKNOWN, missing)


def test_without_training_the_major_decides() -> None:
    gap = fit("perencana-ketat", certificates=["Sertifikat Perencana"])
    assert gap["verdict"] is Verdict.FAIL
    assert gap["unmet"] == ["Jurusan"]
    unknown = fit("perencana-ketat", certificates=["Sertifikat Perencana"], major=None)
    assert (unknown["verdict"], unknown["missing"]) == (Verdict.UNKNOWN, ["major"])


def test_a_certificate_that_is_asked_for_must_be_there() -> None:
    strict = {"major": "Perencanaan Wilayah"}
    assert fit("perencana-ketat", **strict)["verdict"] is Verdict.FAIL
    gap = fit("perencana-ketat", certificates=None, **strict)
    assert (gap["verdict"], gap["missing"]) == (Verdict.UNKNOWN, ["certificates"])


def test_outside_schools_and_health_training_stands_in_for_a_certificate() -> None:
    gap = fit("perencana-latih")
    assert gap["verdict"] is Verdict.PASS
    assert gap["training"] == ["Diklat Perencanaan"]
    assert gap["wanted"] == ["Sertifikat Perencana"]


def test_health_needs_its_certificate() -> None:
    nurse = {"job_id": "perawat", "unit_id": "PK1", "major": "Ners"}
    assert fit("perawat-ahli", **nurse)["verdict"] is Verdict.FAIL
    met = fit("perawat-ahli", **nurse | {"certificates": ["STR Perawat"]})
    assert met["verdict"] is Verdict.PASS
    assert met["regression"] == 0, "from class 8 to class 9 is none"


def test_a_pppk_keeps_the_job() -> None:
    pppk = {"status": "pppk", "grade": "IX", "major": "Perencanaan Wilayah"}
    found = findings("BAP", "perencana", **pppk)
    assert found["P2"].verdict is Verdict.FAIL
    assert found["G7"].verdict is Verdict.PASS, "grades of PNS do not bind a PPPK"
    same = findings("BKD", "analis-keuangan", **pppk)
    assert same["P2"].verdict is Verdict.PASS


def test_the_block_says_the_same() -> None:
    answers = judged(
        [
            person("P1", **ANALYST),
            person("P2", **ANALYST | {"status": "pppk"}),
            person("P3", **ANALYST | {"education": None}),
        ],
        unknown_passes=["G7"],
    )
    seats = np.flatnonzero(answers.positions["family"].to_numpy() == "analis")
    jobs = answers.positions["job_id"].gather(seats).to_list()
    block = answers.pairs(np.arange(3), seats)
    at = jobs.index("perencana")
    assert block.misfit[:, at].tolist() == [1, 1, 1]
    assert block.regression[:, at].tolist() == [1, 1, 1]
    assert block.allowed_compulsory[:, at].tolist() == [True, False, True]
    assert block.misfit[:, jobs.index("analis-keuangan")].tolist() == [0, 0, 0]


def test_an_unknown_job_has_no_fit() -> None:
    with pytest.raises(KeyError):
        fit("tidak-ada")


def test_an_open_fit_names_the_column() -> None:
    found = findings("BAP", "perencana", education=None)["G7"]
    assert (found.verdict, found.facts["missing"]) == (Verdict.UNKNOWN, ["education"])


@pytest.mark.parametrize(
    ("low", "high", "grade", "expected", "missing"),
    [
        ("III/a", None, "III/b", Verdict.PASS, []),
        ("III a", None, "II/c", Verdict.UNKNOWN, ["grade_min"]),
        (None, "IV e", "II/c", Verdict.UNKNOWN, ["grade_max"]),
        ("III a", "III/a", "III/b", Verdict.FAIL, []),
        ("III/c", "IV e", "III/b", Verdict.FAIL, []),
        ("III/a", "III/d", "3b", Verdict.UNKNOWN, ["grade"]),
        ("III a", "III/d", None, Verdict.UNKNOWN, ["grade", "grade_min"]),
        (None, None, "3b", Verdict.PASS, []),
    ],
)
def test_a_grade_outside_the_ladder_is_not_known(
    low: str | None,
    high: str | None,
    grade: str | None,
    expected: Verdict,
    missing: list[str],
) -> None:
    job = {"job_id": "lain", "name": "Lain", "kind": "functional", "family": "analis"}
    jobs = [*JOBS, job | {"grade_min": low, "grade_max": high}]
    answers = judged([person(**ANALYST | {"grade": grade})], tables={"jobs": jobs})
    gap = answers.gap("P1", "lain")
    assert (gap["verdict"], gap["missing"]) == (expected, missing)


def test_the_heading_of_the_grade_asked_for_is_told() -> None:
    assert header("grade_min") == "Golongan minimal"
    assert header("kolom sendiri") == "kolom sendiri"
