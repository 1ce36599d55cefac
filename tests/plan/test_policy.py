"""Policies: ordered goals as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from seimbang.language import speaking, translate
from seimbang.plan.policy import GOALS, Policy, UnknownPolicyError, names, policy
from seimbang.plan.policy_file import LARGEST_FILE, PolicyFileError, chosen, read_policy

GOOD = {
    "description": "First the villages.",
    "version": 2,
    "basis": "Perbup 5/2026",
    "voluntary_only": False,
    "goals": ["nobody", "leximin", "compulsory", "wishes", "order"],
}


def write(folder: Path, **changes: Any) -> Path:
    """Write a policy file; a change to None leaves the key out."""
    content = {key: one for key, one in (GOOD | changes).items() if one is not None}
    path = folder / "desa-dulu.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def faults(folder: Path, **changes: Any) -> list[str]:
    with pytest.raises(PolicyFileError) as caught, speaking("en"):
        read_policy(write(folder, **changes))
    with speaking("en"):
        assert str(caught.value) == "\n".join(map(str, caught.value.sentences))
        return [str(sentence) for sentence in caught.value.sentences]


def test_the_default_has_all_goals_in_the_order_of_the_design() -> None:
    left_out = {"deviation", "leximin"}
    assert policy("pemerataan").goals == tuple(g for g in GOALS if g not in left_out)


def test_every_shipped_policy_would_pass_as_a_file(tmp_path: Path) -> None:
    for name in names():
        one = policy(name)
        keys = ("description", "version", "basis", "voluntary_only")
        same = {key: getattr(one, key) for key in keys} | {"goals": list(one.goals)}
        read = read_policy(write(tmp_path, **same))
        assert read.as_dict() == one.as_dict() | {"name": "desa-dulu"}


def test_every_shipped_policy_is_described_in_indonesian() -> None:
    with speaking("id"):
        for name in names():
            words = policy(name).description
            assert translate(words) != words


@pytest.mark.parametrize("name", names())
def test_every_shipped_policy_ends_in_a_stated_order(name: str) -> None:
    assert policy(name).goals[-1] == "order"
    assert policy(name).basis


def test_an_unknown_policy_names_those_there_are() -> None:
    with pytest.raises(UnknownPolicyError, match=r"pemerataan.* adil"):
        policy("adil")


def test_a_path_is_no_policy() -> None:
    with pytest.raises(UnknownPolicyError):
        policy("../policies/pemerataan")


def test_an_unknown_goal_is_refused() -> None:
    with pytest.raises(ValueError, match="happiness"):
        Policy("x", 1, ("happiness",))


def test_a_goal_stands_once() -> None:
    with pytest.raises(ValueError, match="each goal once"):
        Policy("x", 1, ("travel", "travel"))


def test_a_file_of_ones_own_is_read_whole(tmp_path: Path) -> None:
    write(tmp_path)
    one = chosen("desa-dulu.yaml", tmp_path)
    assert one == Policy(
        "desa-dulu",
        2,
        ("nobody", "leximin", "compulsory", "wishes", "order"),
        False,
        "First the villages.",
        "Perbup 5/2026",
    )
    assert chosen(str(tmp_path / "desa-dulu.yaml")) == one
    assert chosen("sukarela") == policy("sukarela")
    assert not read_policy(write(tmp_path, voluntary_only=None)).voluntary_only


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        description=None,
        version="1",
        basis=" ",
        voluntary_only="no",
        extra=1,
        goals=["shortage", "leximin", "wishs", "travel", "travel"],
    )
    assert told == [
        "extra: found extra; expected only the keys description, version, basis, "
        "goals, voluntary_only.",
        "description: found null; expected words.",
        "basis: found  ; expected words.",
        "version: found 1; expected a whole number from 1.",
        "voluntary_only: found no; expected true or false.",
        "goals: found wishs; expected a goal: wishes.",
        "goals: found travel; expected each goal once.",
        "goals: found travel; expected order as the last goal: it makes the plan the "
        "only one.",
        "goals: found shortage, leximin; expected one of shortage and leximin: they "
        "are two measures of one thing, and the later would decide next to nothing.",
        "goals: found null; expected compulsory, so that nobody is moved without need; "
        "or voluntary_only: true.",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": True}, "version: found True"),
        ({"version": 0}, "version: found 0"),
        ({"goals": []}, "a list of goals"),
        ({"goals": None}, "goals: found null"),
        ({"goals": "order"}, "a list of goals"),
        ({"goals": [["nobody"], "compulsory", "order"]}, "a goal: nobody"),
        ({"goals": ["deviation", "nobody", "compulsory", "order"]}, "found deviation"),
        ({"goals": ["compulsory", "travel", "order"]}, "for which somebody moves"),
        ({"goals": ["nobody", "order"], "voluntary_only": True}, "expected wishes, as"),
        ({"goals": ["order", "nobody", "compulsory"]}, "order as the last goal"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    (told,) = [one for one in faults(tmp_path, **changes) if words in one]
    assert told


def test_the_name_of_a_shipped_policy_is_taken(tmp_path: Path) -> None:
    path = write(tmp_path).rename(tmp_path / "pemerataan.yaml")
    with pytest.raises(PolicyFileError, match="pemerataan"):
        read_policy(path)


@pytest.mark.parametrize("content", ["[1, 2]", "", "a: [", "goals: 1\ngoals: 2"])
def test_what_is_no_policy_at_all_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PolicyFileError, match=r"x\.yml"):
        chosen("x.yml", tmp_path)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyFileError, match=r"y\.yaml"):
        chosen("y.yaml", tmp_path)
    (tmp_path / "y.yaml").write_text(" " * (LARGEST_FILE + 1), encoding="utf-8")
    with pytest.raises(PolicyFileError, match=str(LARGEST_FILE)):
        chosen("y.yaml", tmp_path)
