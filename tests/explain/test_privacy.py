"""No explanation tells another person's identity, health or family; no NIP at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seimbang.explain import words, write_reasons
from seimbang.explain.folder import Folder
from seimbang.language import speaking
from seimbang.plan import write
from tests.explain.district import Told, person, told, wish

PEOPLE = [
    person("MOVER1", name="Satu Rekaan"),
    person("MOVER2", name="Dua Rekaan", spouse_id="SPOUSE", protection="none"),
    person("CARER", name="Tiga Rekaan", protection="carer"),
    person("SICK", name="Empat Rekaan", protection="illness", leave="sick"),
    person("SPOUSE", "C", name="Lima Rekaan", spouse_id="MOVER2"),
    person("ASKER", "B", name="Enam Rekaan"),
]
NEEDS = {"A": 2, "B": 2, "C": 2}
WISHES = [
    wish("ASKER", "C"),
    wish("MOVER1", "C"),
    wish("SICK", "B"),
    wish("CARER", "B"),
]
SECRETS = ("carer", "illness", "sick", "Rekaan", "198505052010031001")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("plan")
    return told(PEOPLE, NEEDS, folder, tables={"wishes": WISHES})


def test_the_file_holds_no_name_no_nip_no_health_and_no_spouse(found: Told) -> None:
    content = json.dumps(found.reasons)
    assert found.reasons["moves"]
    for secret in (*SECRETS, "spouse_id", "birth_on", "1985-05-05"):
        assert secret not in content, secret


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("who", [one["person_id"] for one in PEOPLE])
def test_what_is_said_of_one_person_names_no_other(
    found: Told, who: str, language: str
) -> None:
    with speaking(language):
        lines = words.of_person(found.reasons, who)
        said = " ".join(str(one.sentence) for one in lines)
    assert said
    for other in PEOPLE:
        assert other["person_id"] not in said.replace(who, ""), other["person_id"]
    for secret in SECRETS:
        assert secret not in said


def test_the_data_of_one_person_names_no_other(found: Told) -> None:
    for kind in ("moves", "wishes"):
        for one in found.reasons[kind]:
            content = json.dumps({**one, "person_id": ""})
            for other in PEOPLE:
                assert other["person_id"] not in content


def test_counts_of_a_place_name_nobody(found: Told) -> None:
    for key in ("short", "requests", "families", "not_allowed", "chains", "whole"):
        content = json.dumps(found.reasons[key])
        for other in PEOPLE:
            assert other["person_id"] not in content


def test_a_few_private_causes_of_a_family_are_not_told_apart(tmp_path: Path) -> None:
    people = [
        person("P1", protection="illness"),
        person("P2", leave="maternity"),
        *(person(f"T{at}", duties=["treasurer"]) for at in range(2)),
    ]
    (account,) = told(people, {"A": 3, "B": 1}, tmp_path).reasons["families"]
    assert account["held"] == [["G3", 2], ["private", None]]


@pytest.mark.parametrize("who", ["MOVER1", "MOVER2", "ASKER"])
def test_what_is_reckoned_on_request_names_no_other(
    found: Told, who: str, tmp_path: Path
) -> None:
    write(found.plan, tmp_path)
    write_reasons(found.plan, found.record, tmp_path)
    folder = Folder.read(tmp_path)
    with speaking("en"):
        said = [
            str(words.of_pair(found.reasons, folder.pair(who, unit), unit))
            for unit in ("A", "B", "C")
        ]
        way, answer = folder.forbidden(who), folder.change(who)
        if way is not None:
            said += [str(one) for one in words.of_forbidden(found.reasons, way)]
        if answer is not None:
            said.append(str(words.of_change(found.reasons, answer)))
    told_ = " ".join(said)
    hidden = [name for family in folder.problem.families for name in family.people]
    for other in (*(one["person_id"] for one in PEOPLE), *hidden, *SECRETS):
        assert other not in told_, other


def test_worth_and_doubts_name_nobody(found: Told) -> None:
    content = json.dumps(
        [one["doubt"] for one in found.reasons["moves"]]
        + [one["worth"] for one in found.reasons["short"]]
    )
    for other in PEOPLE:
        assert other["person_id"] not in content
