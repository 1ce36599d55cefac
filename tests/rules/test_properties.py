"""What must hold whoever the people are."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from seimbang.rules import RULES, Eligibility, Pairs, Verdict, conclude
from tests.rules.regency import judged, person

QUICK = settings(max_examples=15, deadline=None)
FAMILY = "analis"
GATES = [rule.key for rule in RULES if rule.role == "gate"]

days = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2026, 1, 1)))
facts = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["pns", "pns", "pns", "pppk", "cpns", "non_asn"]),
        "job_id": st.sampled_from(["analis-keuangan", "perencana"]),
        "unit_id": st.sampled_from(["BKD", "BAP"]),
        "job_since": days,
        "birth_on": st.one_of(st.none(), st.dates(date(1960, 1, 1), date(1999, 1, 1))),
        "major": st.sampled_from([None, "Akuntansi", "Perencanaan Wilayah"]),
        "certificates": st.sampled_from([None, [], ["Sertifikat Perencana"]]),
        "education": st.sampled_from([None, "30", "40"]),
        "grade": st.sampled_from([None, "II/c", "III/b", "IV/b"]),
        "discipline": st.sampled_from([None, "none", "none", "medium"]),
        "leave": st.sampled_from([None, "none", "none", "sick"]),
        "protection": st.sampled_from([None, None, "carer"]),
        "contract_until": st.sampled_from([None, date(2028, 1, 1)]),
        "home_latitude": st.sampled_from([None, -1.7, -2.4]),
    }
)
crowds = st.lists(facts, min_size=1, max_size=5).map(
    lambda rows: [person(f"P{at}", **row) for at, row in enumerate(rows)]
)
wishes = st.lists(
    st.fixed_dictionaries(
        {
            "person_id": st.sampled_from([f"P{at}" for at in range(5)]),
            "rank": st.integers(1, 5),
            "kind": st.just("unit"),
            "target_id": st.sampled_from(["BKD", "BAP"]),
        }
    ),
    max_size=6,
    unique_by=lambda wish: (wish["person_id"], wish["rank"]),
)


def block(answers: Eligibility) -> Pairs:
    seats = np.flatnonzero(answers.positions["family"].to_numpy() == FAMILY)
    return answers.pairs(np.arange(len(answers.people)), seats)


def never_loses(before: Pairs, after: Pairs) -> bool:
    return all(
        bool((getattr(after, name) | ~getattr(before, name)).all())
        for name in ("allowed_compulsory", "allowed_voluntary")
    )


@QUICK
@given(crowds, wishes, st.sampled_from(GATES))
def test_lifting_a_rule_never_removes_an_allowed_pair(
    crowd: list[dict[str, Any]], wished: list[dict[str, Any]], key: str
) -> None:
    waivers = [
        {"person_id": one["person_id"], "rule": key, "basis": "uji"} for one in crowd
    ]
    tables = {"wishes": wished}
    before = block(judged(crowd, tables=tables))
    after = block(judged(crowd, tables=tables | {"waivers": waivers}))
    assert never_loses(before, after)


@QUICK
@given(crowds, st.sampled_from(GATES))
def test_letting_unknown_through_never_removes_an_allowed_pair(
    crowd: list[dict[str, Any]], key: str
) -> None:
    assert never_loses(block(judged(crowd)), block(judged(crowd, unknown_passes=[key])))


@QUICK
@given(crowds, st.integers(0, 60), st.integers(0, 60))
def test_a_larger_distance_never_removes_an_allowed_pair(
    crowd: list[dict[str, Any]], one: int, other: int
) -> None:
    low, high = sorted((one, other))
    assert never_loses(
        block(judged(crowd, max_distance_km=low)),
        block(judged(crowd, max_distance_km=high)),
    )


@QUICK
@given(crowds, wishes)
def test_blocks_conclude_as_findings_do(
    crowd: list[dict[str, Any]], wished: list[dict[str, Any]]
) -> None:
    answers = judged(crowd, tables={"wishes": wished})
    pairs = block(answers)
    seats = answers.positions.with_row_index("at").filter(family=FAMILY).to_dicts()
    for row, one in enumerate(crowd):
        for at, seat in enumerate(seats):
            told = answers.findings(one["person_id"], seat["unit_id"], seat["job_id"])
            for mode in ("compulsory", "voluntary"):
                allowed = getattr(pairs, f"allowed_{mode}")[row, at]
                assert allowed == (conclude(told, mode) is Verdict.PASS)


@QUICK
@given(crowds, wishes, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(
    crowd: list[dict[str, Any]], wished: list[dict[str, Any]], random: Any
) -> None:
    turned = list(range(len(crowd)))
    random.shuffle(turned)
    tables = {"wishes": wished}
    straight = judged(crowd, tables=tables)
    shuffled = judged([crowd[at] for at in turned], tables=tables)
    one, other = block(straight), block(shuffled)
    for name in ("allowed_compulsory", "allowed_voluntary", "misfit", "blocked"):
        assert getattr(one, name)[turned].tolist() == getattr(other, name).tolist()
    assert straight.people[turned].equals(shuffled.people)
