"""What is written and not sent yet: plain answers by question, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seimbang_web.wishes.models import RANKS, Criterion, Kind, Place, Wish

PART = {Kind.UNIT: "unit", Kind.DISTRICT: "code", Kind.CRITERION: "criterion"}


@dataclass(frozen=True)
class Draft:
    """
    The answers: ``places`` (rank → kind and target), ``career``, ``competences``, …

    ``content`` is what :class:`Wish` keeps in its column ``draft``.
    """

    content: Mapping[str, Any]

    @property
    def places(self) -> list[Mapping[str, Any]]:
        """Return the places in order; one may lack its target yet."""
        found: list[Mapping[str, Any]] = self.content.get("places", [])
        return found

    @property
    def whole_places(self) -> list[Mapping[str, Any]]:
        """Return the places that have their target."""
        return [one for one in self.places if one.get(PART[Kind(one["kind"])])]

    def place(self, rank: int) -> Mapping[str, Any]:
        """Return the place of a rank; empty: none yet."""
        return self.places[rank - 1] if rank <= len(self.places) else {}

    @property
    def units(self) -> list[int]:
        """Return the ids of the units that are named."""
        return [one["unit"] for one in self.whole_places if "unit" in one]

    @property
    def career(self) -> str:
        """Return the goal of the career; empty: not told."""
        return str(self.content.get("career", ""))

    @property
    def competences(self) -> list[str]:
        """Return what the person wants to learn."""
        return list(self.content.get("competences", []))

    @property
    def goal(self) -> str:
        """Return the goal in own words."""
        return str(self.content.get("goal", ""))

    def with_place(self, rank: int, place: Mapping[str, Any]) -> dict[str, Any]:
        """Return what changes when a rank gets this place; later ones stay."""
        places = [*self.places]
        at = min(rank - 1, len(places))
        places[at : at + 1] = [dict(place)]
        return {"places": places[:RANKS]}

    def without(self, rank: int) -> dict[str, Any]:
        """Return what changes when there is no place of this rank and later."""
        return {"places": [*self.places][: rank - 1]}


def of_wish(wish: Wish) -> Draft:
    """Return a draft that says what was sent last."""
    return Draft(
        {
            "places": [_told(one) for one in wish.places.all()],
            "career": wish.career,
            "competences": wish.competences,
            "goal": wish.goal,
        }
    )


def shown(wish: Wish | None) -> Draft:
    """Return what the pages show: the draft, else what was sent, else nothing."""
    if wish is None:
        return Draft({})
    return Draft(wish.draft) if wish.draft else of_wish(wish)


def _told(place: Place) -> dict[str, Any]:
    if place.kind == Kind.UNIT:
        return {"kind": place.kind, "unit": place.unit_id}
    if place.kind == Kind.DISTRICT:
        return {
            "kind": place.kind,
            "code": place.district_code,
            "name": place.district,
        }
    return {"kind": place.kind, "criterion": Criterion(place.criterion).value}
