"""plan.json for outsiders: everything the proof needs, nobody's id, home or family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seimbang.plan.build import pseudonym
from seimbang.plan.problem import Problem
from seimbang.plan.told import words

OF_HOMES = ("minutes_before", "minutes_after", "km", "estimated_home")
LEFT_OUT = ("flags", "lost")  # couples; counts of traits


def sealed(plan: Mapping[str, Any], problem: Problem) -> dict[str, Any]:
    """
    Return what plan.json says with pseudonyms in place of people's ids.

    ``seimbang verify`` accepts it. The salt, and the checksum of the data from which
    it can be made, are left out: nobody who knows the ids can find the people.
    """
    salt = plan["pseudonym_salt"]

    def hide(person: str | None) -> str | None:
        return None if person is None else pseudonym(person, salt)

    told = {key: value for key, value in plan.items() if key not in LEFT_OUT}
    told |= {
        "data": {**plan["data"], "checksum": ""},
        "pseudonym_salt": None,
        "limits": [
            {**row, "words": str(words(limit, {}))}
            for row, limit in zip(plan["limits"], problem.limits, strict=True)
        ],
        "moves": [
            {name: one[name] for name in one if name not in OF_HOMES}
            | {"person_id": one["pseudonym"]}
            for one in plan["moves"]
        ],
    }
    if "pins" in plan:
        told["pins"] = [
            {**pin, "person_id": hide(pin["person_id"])} for pin in plan["pins"]
        ]
    return told
