"""Which columns to fill in first: counted anew here, person by person."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seimbang.explain.fill import fills
from seimbang.rules import COMPULSORY
from seimbang.rules.rule import Verdict
from tests.explain.district import Told, person, told

COLUMNS = ("job_since", "performance_last", "performance_before", "discipline")
NEW = date(2025, 6, 1)  # in the post for less than two years: held for sure


def _open(found: Told) -> list[set[str]]:
    """Return, per person whom nothing but empty columns hold, those columns."""
    lacking = []
    for one in found.plan.eligibility.people["person_id"]:
        gates = [
            finding
            for finding in found.plan.eligibility.findings(one)
            if finding.role == "gate" and COMPULSORY in finding.modes
        ]
        verdicts = {gate.verdict for gate in gates}
        if Verdict.UNKNOWN in verdicts and Verdict.FAIL not in verdicts:
            lacking.append({c for gate in gates for c in gate.facts.get("missing", ())})
    return lacking


def _freed(lacking: list[set[str]], columns: set[str]) -> int:
    return sum(one <= columns for one in lacking)


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(COLUMNS)), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_best_columns_are_found_and_their_people_counted(
    tmp_path: Path, who: list[tuple[set[str], bool]]
) -> None:
    people = [
        person(f"P{at}", **({"job_since": NEW} if held else {}) | dict.fromkeys(empty))
        for at, (empty, held) in enumerate(who)
    ]
    found = told(people, {"A": 1}, tmp_path)
    lacking = _open(found)
    told_ = fills(found.plan)
    for fill in told_:
        assert fill["people"] == _freed(lacking, set(fill["columns"]))
        if len(fill["columns"]) <= 3:
            assert fill["people"] == max(
                _freed(lacking, set(chosen))
                for chosen in combinations(COLUMNS, len(fill["columns"]))
            )
    numbers = [fill["people"] for fill in told_]
    assert numbers == sorted(set(numbers))
    assert (numbers[-1] if numbers else 0) == len(lacking)


def test_one_empty_column_of_everybody_is_named(tmp_path: Path) -> None:
    people = [person(f"P{at}", job_since=None) for at in range(7)]
    whole = told(people, {"A": 1, "B": 1}, tmp_path).reasons["whole"]
    assert whole["fill"] == [{"columns": ["job_since"], "people": 7}]


def test_many_empty_columns_are_told_together(tmp_path: Path) -> None:
    empty = (*COLUMNS, "birth_on")
    people = [person(f"P{at}", **dict.fromkeys(empty)) for at in range(7)]
    (fill,) = told(people, {"A": 1, "B": 1}, tmp_path).reasons["whole"]["fill"]
    assert fill["people"] == 7
    assert set(empty) <= set(fill["columns"])


def test_whom_a_rule_forbids_no_column_frees(tmp_path: Path) -> None:
    people = [person("P1", job_since=NEW, discipline=None), person("P2")]
    assert told(people, {"A": 1}, tmp_path).reasons["whole"]["fill"] == []
