"""The region's own file: what is left out is as shipped, every fault at once."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from seimbang.law import Local, LocalFileError
from seimbang.law.region import DEFAULT


def load(folder: Path, words: str) -> Local:
    path = folder / "daerah.yaml"
    path.write_text(words, encoding="utf-8")
    return Local.load(path)


def faults(folder: Path, words: str) -> list[str]:
    with pytest.raises(LocalFileError) as error:
        load(folder, words)
    assert str(error.value) == "\n".join(map(str, error.value.sentences))
    return [str(sentence) for sentence in error.value.sentences]


def test_the_shipped_file_says_value_source_and_note_of_every_parameter() -> None:
    leaves = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    names = [field.name for field in fields(Local) if field.name != "sources"]
    assert names == list(leaves)
    assert all({"value", "source", "note"} == set(leaf) for leaf in leaves.values())
    assert all(leaf["note"].strip() for leaf in leaves.values())


def test_the_shipped_values_are_those_agreed() -> None:
    local = Local.load()
    assert (
        local.max_distance_km,
        local.speed_kmh,
        local.detour_percent,
        local.share_leaving_percent,
        local.min_months_to_retirement,
        local.tenure_months,
        local.tenure_basis,
    ) == (None, 30, 130, None, 24, None, "")
    assert (
        local.service_weights,
        local.teacher_hours,
        local.class_ratio,
    ) == ({}, "with_kokurikuler", {"sd": 28, "smp": 32})
    assert (
        local.couples,
        local.couple_zone,
        local.maximum_groups,
        local.wish_ranks,
        local.unknown_passes,
        local.round_seed,
        local.policy,
    ) == ("flag", "district", [], 3, [], "seimbang", "pemerataan")
    assert (local.max_moves, local.budget_rupiah, local.longest_chain) == (None,) * 3
    assert local.move_cost_rupiah == {"per_move": 0, "per_km": 0}
    assert local.move_caps == []


def test_a_file_changes_only_what_it_says(tmp_path: Path) -> None:
    local = load(tmp_path, "speed_kmh: {value: 40, source: Perbup 1/2026}")
    assert (local.speed_kmh, local.sources["speed_kmh"]) == (40, "Perbup 1/2026")
    assert Local.load().max_distance_km == local.max_distance_km
    assert local.as_dict()["speed_kmh"] == {"value": 40, "source": "Perbup 1/2026"}


def test_an_empty_file_is_the_shipped_one(tmp_path: Path) -> None:
    assert Local.load() == load(tmp_path, "# nothing\n")


def test_the_checksum_follows_the_values_and_not_the_file(tmp_path: Path) -> None:
    shipped = Local.load().checksum
    other = load(tmp_path, "speed_kmh: {value: 40, source: x}").checksum
    same = load(tmp_path, DEFAULT.read_text(encoding="utf-8")).checksum
    assert len(shipped) == 64
    assert (shipped, True) == (same, other != shipped)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    words = """
    speed_km: {value: 40, source: x}
    detour_percent: {value: 90, source: x}
    wish_ranks: {value: true, source: ''}
    couples: 3
    policy: {source: x, note: 1, basis: y}
    """
    assert faults(tmp_path, words) == [
        "speed_km: found speed_km; expected a local parameter: speed_kmh.",
        "detour_percent.value: found 90; expected a whole number from 100 to 1000.",
        "wish_ranks.source: found ; expected the basis of the value, in words.",
        "wish_ranks.value: found True; expected a whole number from 0 to 10.",
        "couples: found 3; expected the keys value, source and note.",
        "policy.basis: found basis; expected only the keys value, source and note.",
        "policy.note: found 1; expected words.",
        "policy.value: found null; expected the name of a policy.",
    ]


def test_a_key_like_no_other_is_answered_with_all(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "'!': {value: 1, source: x}")
    assert "max_distance_km, speed_kmh" in fault


GROUP = "{name: a, job_family: b, district_id: c, agency_id: null, maximum: 3}"
CAP = "{name: a, district_id: c, agency_id: null, leaving: 0, arriving: null}"
GOOD = [
    ("max_moves", "0"),
    ("budget_rupiah", "null"),
    ("move_cost_rupiah", "{per_move: 500000, per_km: 0}"),
    ("move_caps", f"[{CAP}]"),
    ("longest_chain", "1"),
    ("max_distance_km", "null"),
    ("max_distance_km", "0"),
    ("couple_zone", "25"),
    ("service_weights", "{guru-sd-kelas: 2}"),
    ("class_ratio", "{sd: 20, smp: 24}"),
    ("maximum_groups", f"[{GROUP}]"),
    ("unknown_passes", "[R1, R17]"),
    ("teacher_hours", "intra"),
    ("couples", "hard"),
    ("tenure_basis", "SE 1/2026"),
    ("round_seed", "'2026'"),
]


@pytest.mark.parametrize(("key", "words"), GOOD)
def test_a_good_value_is_taken(key: str, words: str, tmp_path: Path) -> None:
    local = load(tmp_path, f"{key}: {{value: {words}, source: x}}")
    expected: Any = yaml.safe_load(words)
    assert expected == getattr(local, key)


BAD = [
    ("max_moves", "-1"),
    ("budget_rupiah", "1.5"),
    ("move_cost_rupiah", "3"),
    ("move_cost_rupiah", "{per_move: 1}"),
    ("move_cost_rupiah", "{per_move: 1, per_km: -1}"),
    ("move_caps", "[3]"),
    ("move_caps", "[{name: a}]"),
    ("move_caps", f"[{CAP.replace('name: a', 'name: 1')}]"),
    ("move_caps", f"[{CAP.replace('district_id: c', 'district_id: null')}]"),
    ("move_caps", f"[{CAP.replace('agency_id: null', 'agency_id: d')}]"),
    ("move_caps", f"[{CAP.replace('district_id: c', 'district_id: 1')}]"),
    ("move_caps", f"[{CAP.replace('leaving: 0', 'leaving: null')}]"),
    ("move_caps", f"[{CAP.replace('leaving: 0', 'leaving: -1')}]"),
    ("longest_chain", "0"),
    ("max_distance_km", "1001"),
    ("max_distance_km", "30.5"),
    ("share_leaving_percent", "-1"),
    ("couple_zone", "0"),
    ("couple_zone", "village"),
    ("service_weights", "[]"),
    ("service_weights", "{a: 0}"),
    ("service_weights", "{1: 2}"),
    ("class_ratio", "3"),
    ("class_ratio", "{sd: 28}"),
    ("class_ratio", "{sd: 28, smp: 0}"),
    ("maximum_groups", "{}"),
    ("maximum_groups", "[1]"),
    ("maximum_groups", "[{name: a}]"),
    ("maximum_groups", f"[{GROUP.replace('name: a', 'name: 1')}]"),
    ("maximum_groups", f"[{GROUP.replace('job_family: b', 'job_family: 1')}]"),
    ("maximum_groups", f"[{GROUP.replace('district_id: c', 'district_id: 1')}]"),
    ("maximum_groups", f"[{GROUP.replace('agency_id: null', 'agency_id: d')}]"),
    ("maximum_groups", f"[{GROUP.replace('maximum: 3', 'maximum: null')}]"),
    ("unknown_passes", "R1"),
    ("unknown_passes", "[1]"),
    ("unknown_passes", "[r1]"),
    ("teacher_hours", "both"),
    ("couples", "[]"),
    ("tenure_basis", "1"),
    ("round_seed", "2026"),
    ("policy", "''"),
]


@pytest.mark.parametrize(("key", "words"), BAD)
def test_a_bad_value_is_refused(key: str, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, f"{key}: {{value: {words}, source: x}}")
    assert fault.startswith(f"{key}.value: found ")


def test_another_tenure_needs_its_basis(tmp_path: Path) -> None:
    words = "tenure_months: {value: 6, source: x}\n"
    assert faults(tmp_path, words) == [
        "tenure_basis: found ; expected the rule that allows tenure_months, with its "
        "number."
    ]
    local = load(tmp_path, words + "tenure_basis: {value: Per. BKN 9/2027, source: x}")
    assert (local.tenure_months, local.tenure_basis) == (6, "Per. BKN 9/2027")


def test_what_parameters_say_against_each_other_is_told_at_once(tmp_path: Path) -> None:
    words = f"""
    budget_rupiah: {{value: 1000000, source: x}}
    move_caps: {{value: [{CAP}, {CAP}], source: x}}
    maximum_groups: {{value: [{GROUP}, {GROUP}], source: x}}
    """
    assert faults(tmp_path, words) == [
        "move_cost_rupiah: found {'per_km': 0, 'per_move': 0}; expected what a move "
        "costs, as budget_rupiah is given.",
        "maximum_groups.name: found a; expected each name once.",
        "move_caps.name: found a; expected each name once.",
    ]


def test_a_budget_with_its_price_is_taken(tmp_path: Path) -> None:
    words = """
    budget_rupiah: {value: 1000000, source: x}
    move_cost_rupiah: {value: {per_move: 0, per_km: 4000}, source: x}
    """
    assert load(tmp_path, words).budget_rupiah == 1_000_000


def test_a_repeated_key_is_refused(tmp_path: Path) -> None:
    leaf = "policy: {value: a, source: x}\n"
    assert faults(tmp_path, leaf + leaf) == [
        "Cannot read daerah.yaml: Found the key policy again in line 2; expected each "
        "key once."
    ]


def test_a_file_that_holds_no_parameters_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "[1]") == [
        "daerah.yaml: found [1]; expected local parameters."
    ]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "#" * 70000)
    assert fault.startswith("daerah.yaml is larger than 65536 bytes")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LocalFileError, match=r"Cannot read gone\.yaml: No such file"):
        Local.load(tmp_path / "gone.yaml")
