"""reasons.json says another version whenever its form is another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seimbang.explain.record import FORMAT
from tests.explain.district import person, told, wish

FORMS = {  # when this test fails: give FORMAT a new number, and its form here
    "seimbang-reasons/2": "7e49e8336868c0b5",
    "seimbang-reasons/3": "d9b324a76ad3f835",
    "seimbang-reasons/4": "19e20cc6fe33b573",
}
BY_ID = {"rules", "columns", "units", "jobs", "places", "not_allowed"}  # not keys


def _paths(value: Any, path: str = "", *, by_id: bool = False) -> Iterator[str]:
    """Yield the paths of keys; ids stand as ``*``, lists as their entries."""
    if isinstance(value, list):
        for one in value:
            yield from _paths(one, f"{path}[]")
    elif isinstance(value, dict):
        for key, one in value.items():
            name = "*" if by_id else key
            yield f"{path}/{name}"
            if path.endswith("/rules") and by_id and "title" not in one:
                continue  # the facts of a rule's sentence are the rule's own
            ids = key in BY_ID and not by_id
            yield from _paths(one, f"{path}/{name}", by_id=ids)


def _form(reasons: dict[str, Any]) -> str:
    paths = sorted(set(_paths(reasons)))
    return hashlib.sha256("\n".join(paths).encode()).hexdigest()[:16]


def test_another_form_has_another_version(tmp_path: Path) -> None:
    people = [
        person("P1", job_since=None, discipline=None),
        person("P2", protection="illness"),
        person("P3"),
        person("P4"),
        person("P5", "C", major="Akuntansi"),
        person("P6", job_id="perencana"),
        person("N1", job_id="perawat"),
    ]
    wishes = [wish("P3", "B"), wish("P3", "C", 2), wish("P4", "C"), wish("P1", "B"),
              wish("P4", "J", 2), wish("N1", "B"), wish("P5", "A"),
              wish("P6", "K2", kind="district")]  # fmt: skip
    needs = {"A": 2, "B": 3, "J": 2, "C|perencana": 1, "A|perawat": 2}
    reasons = told(people, needs, tmp_path, tables={"wishes": wishes}).reasons
    assert reasons["moves"]
    assert reasons["short"]
    assert reasons["wishes"]
    assert _form(json.loads(json.dumps(reasons))) == FORMS[FORMAT]
