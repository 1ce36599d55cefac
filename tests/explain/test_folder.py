"""The files of a plan, read again: the same answers as the plan itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from seimbang.explain import Exchange, write_reasons
from seimbang.explain.folder import Folder, FolderError
from seimbang.language import speaking
from seimbang.plan.lexicographic import solve_family
from tests.explain.district import Told, person, told, wish


def _folder(found: Told, path: Path) -> Folder:
    write_reasons(found.plan, found.record, path)
    return Folder.read(path)


@pytest.fixture
def found(tmp_path: Path) -> Told:
    people = [
        person("P1"),
        person("P2"),
        person("P3", "B"),
        person("HELD", job_since=None),
        person("NURSE", job_id="perawat"),
    ]
    return told(
        people,
        {"A": 3, "B": 2, "C": 1, "A|perawat": 1, "B|perawat": 2},
        tmp_path,
        tables={"wishes": [wish("P3", "C")]},
    )


def test_everybody_the_plan_speaks_of_is_known(found: Told, tmp_path: Path) -> None:
    folder = _folder(found, tmp_path)
    assert folder.people == ("HELD", "NURSE", "P1", "P2", "P3")


def test_the_loss_from_files_is_that_of_the_plan(found: Told, tmp_path: Path) -> None:
    folder = _folder(found, tmp_path)
    solution = next(one for one in found.plan.solutions if one.family.name == "penata")
    names = found.plan.round.problem.names["penata"]
    exchange, compared = Exchange(solution), 0
    for person_id in ("P1", "P2", "P3"):
        number = names.index(person_id)
        first, last = solution.family.moves.first[number : number + 2]
        for move in range(first, last):
            unit = solution.family.seats.id[solution.family.moves.seat[move]]
            pair = folder.pair(person_id, unit.split("|")[0])
            if pair.result == "loss":
                assert pair.loss == exchange.with_move(number, move)
                compared += 1
            else:
                assert (pair.result, int(solution.at[number])) == ("moves", move)
    assert compared >= 3


def test_pairs_without_a_move_are_told_apart(found: Told, tmp_path: Path) -> None:
    folder = _folder(found, tmp_path)
    assert folder.pair("HELD", "B").result == "fixed"
    assert folder.pair("NURSE", "C").result == "no_post"
    assert folder.pair("P1", "A").result == "no_move"


def test_the_loss_of_a_wish_keeps_the_ranks(found: Told, tmp_path: Path) -> None:
    pair = _folder(found, tmp_path).pair("P1", "B")
    assert pair.loss is not None
    assert pair.loss.amounts is not None
    names = [name for name, _ in pair.loss.amounts]
    assert "wishes 1" in names
    assert "wishes 3" in names


def test_recruiting_for_the_post_ends_the_proposal(tmp_path: Path) -> None:
    people = [person("P1"), person("P2", duties=["treasurer"])]
    one = _folder(told(people, {"A": 1, "B": 1}, tmp_path), tmp_path)
    assert one.stays_when_filled("P1") is True
    assert one.stays_when_filled("P2") is None
    two = _folder(told(people, {"A": 1, "B": 2}, tmp_path), tmp_path)
    assert two.stays_when_filled("P1") is False


def test_who_could_move_and_does_not_has_no_post_to_fill(tmp_path: Path) -> None:
    folder = _folder(told([person("P1")], {"A": 1, "B": 1}, tmp_path), tmp_path)
    assert folder.stays_when_filled("P1") is None


def test_the_network_read_again_solves_to_the_same_plan(tmp_path: Path) -> None:
    cap = {
        "name": "Pagu",
        "job_family": "penata",
        "district_id": "K2",
        "agency_id": None,
        "maximum": 1,
    }
    made = told(
        [person("P1"), person("P2"), person("P3"), person("P4", "C")],
        {"A": 1, "B": 1, "C": 3},
        tmp_path,
        maximum_groups=[cap],
        share_leaving_percent=50,
    )
    folder = _folder(made, tmp_path)
    (solution,) = made.plan.solutions
    found = folder._find("P1")
    assert found is not None
    again = solve_family(
        found[0], made.plan.policy, seed=folder.problem.seed, wish_ranks=3
    )
    assert again.at.tolist() == solution.at.tolist()


def test_a_folder_without_a_plan_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"reasons\.json"):
        Folder.read(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "other/1"}'])
def test_a_file_that_is_not_reasons_is_told(content: str, tmp_path: Path) -> None:
    (tmp_path / "reasons.json").write_text(content, encoding="utf-8")
    with pytest.raises(FolderError):
        Folder.read(tmp_path)


@pytest.mark.parametrize("name", ["reasons.json", "plan.json", "problem.json.gz"])
def test_another_form_is_refused_in_a_sentence(
    name: str, found: Told, tmp_path: Path
) -> None:
    _folder(found, tmp_path)
    path = tmp_path / name
    packed = name.endswith(".gz")
    content = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    older = json.loads(content) | {"format": "seimbang-older/1"}
    written = json.dumps(older).encode()
    path.write_bytes(gzip.compress(written) if packed else written)
    with pytest.raises(FolderError) as refused, speaking("en"):
        _ = Folder.read(tmp_path).problem
    with speaking("en"):
        assert str(refused.value.told).startswith(
            f"{name} has the form seimbang-older/1; this version reads seimbang-"
        )


def test_a_broken_network_is_told(found: Told, tmp_path: Path) -> None:
    folder = _folder(found, tmp_path)
    whole = (tmp_path / "problem.json.gz").read_bytes()
    for broken in (whole[:40], b"not gzip", gzip.compress(b"\xff")):
        (tmp_path / "problem.json.gz").write_bytes(broken)
        with pytest.raises(FolderError, match=r"problem\.json\.gz"):
            Folder.read(tmp_path).pair("P1", "B")
    assert json.loads((folder.path / "plan.json").read_text(encoding="utf-8"))
