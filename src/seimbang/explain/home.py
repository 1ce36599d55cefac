"""From where the way to work was measured: the home, a centre, or the present unit."""

from __future__ import annotations

from collections.abc import Iterable

from seimbang.plan import Plan

HOME, UNIT, PLACE = "home", "unit", "place"
CENTRES = {
    "village": "village",
    "kelurahan": "village",
    "district": "district",
    "regency": "regency",
}


def homes(plan: Plan, people: Iterable[str]) -> dict[str, str]:
    """
    Return per person what stood for the home.

    "home": its own coordinates; "village", "district", "regency" or "place": the centre
    of what is entered as home; "unit": the home is not known, so the present unit. Head
    counts know no home.
    """
    ways, facts = plan.eligibility.desk.ways, plan.eligibility.judged.facts
    kinds = dict(plan.snapshot["places"].select("place_id", "kind").iter_rows())
    found = {}
    for person_id in people:
        row = plan.eligibility.row(person_id)
        if plan.snapshot.head_count_mode or not ways.home_known[row]:
            found[person_id] = UNIT
        elif not ways.estimated[row]:
            found[person_id] = HOME
        else:
            kind = kinds.get(facts["home_place_id"][row])
            found[person_id] = CENTRES.get(kind or "", PLACE)
    return found
