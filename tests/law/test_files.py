"""The law files as they are shipped."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from seimbang import law as package
from seimbang.law import Law, NotInForceError, Parameter
from seimbang.law.region import DEFAULT

PARAMETERS = Law.load().parameters()
A_DAY = timedelta(days=1)

each = pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.key)


@each
def test_the_day_before_the_first_value_nothing_is_in_force(
    parameter: Parameter,
) -> None:
    first = parameter.values[0]
    with pytest.raises(NotInForceError) as error:
        parameter.on(first.since - A_DAY)
    assert str(first.since) in str(error.value)
    assert first.title in str(error.value)


@each
def test_each_value_holds_from_its_day_until_the_next(parameter: Parameter) -> None:
    for value, following in zip(
        parameter.values, [*parameter.values[1:], None], strict=True
    ):
        assert value is parameter.on(value.since)
        assert value is parameter.on(value.since + A_DAY)
        if following is not None:
            assert value is parameter.on(following.since - A_DAY)


@each
def test_a_value_rests_on_a_source_that_was_in_force(parameter: Parameter) -> None:
    for value in parameter.values:
        assert Law.load().sources[value.source].in_force_from <= value.since


@each
def test_a_day_that_is_not_known_is_said_in_the_description(
    parameter: Parameter,
) -> None:
    sources = [(v.since, Law.load().sources[v.source]) for v in parameter.values]
    guessed = any(
        since == source.in_force_from and not source.day_known
        for since, source in sources
    )
    assert guessed == ("xact day" in parameter.description)


@each
def test_the_unit_is_missing_only_where_there_is_no_number(
    parameter: Parameter,
) -> None:
    for value in parameter.values:
        if isinstance(value.value, int) and not isinstance(value.value, bool):
            assert parameter.unit


def test_nobody_has_compared_a_value_with_the_official_text_yet() -> None:
    assert not [v.key for p in PARAMETERS for v in p.values if v.confirmed]


def test_every_source_is_cited_by_a_value_or_a_letter_or_tied_to_another() -> None:
    sources = Law.load().sources
    cited = {value.source for p in PARAMETERS for value in p.values}
    followed = {id for id, s in sources.items() if s.amended_by or s.revoked_by}
    following = {id for s in sources.values() for id in (*s.amended_by, s.revoked_by)}
    lettered = {id for id, s in sources.items() if s.full}
    assert set(sources) - cited - followed - following - lettered == set()


def test_a_source_with_a_checksum_was_compared() -> None:
    compared = {v.source for p in PARAMETERS for v in p.values if v.confirmed}
    with_checksum = {id for id, s in Law.load().sources.items() if s.checksum}
    assert compared == with_checksum


def test_all_files_are_read_well_within_the_time_of_a_command() -> None:
    best = min(_seconds_to_load() for _ in range(3))
    assert best <= 0.15


def _seconds_to_load() -> float:
    start = time.perf_counter()
    Law(package.book.FOLDER).parameters()
    return time.perf_counter() - start


def test_the_law_is_read_once() -> None:
    assert Law.load() is Law.load()


def test_every_file_of_the_folder_is_a_parameter_or_known() -> None:
    folder = Path(package.__file__).parent
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.y*ml")}
    ours = {f"parameters/{p.key.replace('.', '/')}.yaml" for p in PARAMETERS}
    assert files == ours | {"sources.yaml", "local/default.yaml"}


def test_the_public_names_are_all_there() -> None:
    assert [name for name in package.__all__ if not hasattr(package, name)] == []
    assert package.__all__ == sorted(package.__all__)


def row(*cells: str | None) -> str:
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"


def test_the_reference_has_a_row_for_every_parameter(reference: list[str]) -> None:
    for parameter in PARAMETERS:
        last = parameter.values[-1]
        place = f"{last.source}: {last.at}"
        assert row(f"`{parameter.key}`", parameter.unit, place) in reference


def test_the_reference_has_a_row_for_every_local_parameter(
    reference: list[str],
) -> None:
    leaves = yaml.safe_load(DEFAULT.read_text("utf-8"))
    for key, leaf in leaves.items():
        value = json.dumps(leaf["value"], ensure_ascii=False)
        assert row(f"`{key}`", f"`{value}`", leaf["note"].strip()) in reference


def test_the_reference_has_no_row_too_many(reference: list[str]) -> None:
    leaves = yaml.safe_load(DEFAULT.read_text("utf-8"))
    keys = {f"`{p.key}`" for p in PARAMETERS} | {f"`{key}`" for key in leaves}
    named = {line.split(" | ")[0][2:] for line in reference if line.startswith("| `")}
    assert named == keys


@pytest.fixture
def reference() -> list[str]:
    """Return the lines of the page about the law."""
    root = Path(__file__).parents[2]
    page = root / "docs" / "reference" / "law.md"
    return page.read_text("utf-8").splitlines()
