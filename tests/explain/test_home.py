"""What stood for a home is told as it was: the place itself, a centre, the unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seimbang.explain import words
from seimbang.language import speaking
from tests.explain.district import PLACES, person, told

NOWHERE: dict[str, Any] = {"home_latitude": None, "home_longitude": None}


def _place(kind: str) -> dict[str, Any]:
    centre = {"latitude": -1.69, "longitude": 103.09}
    return {"place_id": "H1", "name": "Tempat", "kind": kind} | centre


@pytest.mark.parametrize(
    ("facts", "kind", "home", "said"),
    [
        ({}, "village", "home", None),
        (NOWHERE | {"home_place_id": "H1"}, "village", "village", "its village"),
        (NOWHERE | {"home_place_id": "H1"}, "kelurahan", "village", "its village"),
        (NOWHERE | {"home_place_id": "H1"}, "district", "district", "its district"),
        (NOWHERE | {"home_place_id": "H1"}, "regency", "regency", "its regency"),
        (NOWHERE, "village", "unit", "from the present unit"),
        (NOWHERE | {"home_place_id": "XX"}, "village", "unit", "the present unit"),
    ],
)
def test_what_stood_for_the_home_is_told(
    facts: dict[str, Any], kind: str, home: str, said: str | None, tmp_path: Path
) -> None:
    found = told(
        [person("P1", **facts), person("P2", "A", duties=["treasurer"])],
        {"A": 1, "B": 1},
        tmp_path,
        tables={"places": [*PLACES, _place(kind)]},
        max_distance_km=None,
    )
    move = found.move("P1")
    assert move["travel"]["home"] == home
    with speaking("en"):
        sentences = [str(one) for one in words.of_move(found.reasons, move)]
    about = [one for one in sentences if one.startswith("The home is")]
    assert len(about) == (said is not None)
    assert said is None or said in about[0]
