"""Pins that no rule allows: who must go somewhere, and may not."""

from __future__ import annotations

from collections.abc import Iterator

from seimbang.language import Text, text
from seimbang.model.snapshot import Snapshot
from seimbang.plan.problem import Problem
from seimbang.plan.told import joined
from seimbang.rules import Eligibility, Verdict


def impossible(
    snapshot: Snapshot, answers: Eligibility, problem: Problem
) -> tuple[Text, ...]:
    """Return a sentence for each pin *must go* that has no allowed move."""
    movers = {
        person
        for family in problem.families
        for place, person in enumerate(problem.names[family.name])
        if family.moves.first[place] < family.moves.first[place + 1]
    }
    pins = snapshot["pins"].filter(kind="must_go").sort("person_id")
    known = set(answers.people["person_id"])
    return tuple(
        _told(person, unit, list(_rules(answers, person, unit, problem)))
        for person, unit in pins.select("person_id", "unit_id").iter_rows()
        if person in known and person not in movers
    )


def _told(person: str, unit: str, rules: list[Text]) -> Text:
    return text(
        "The pin that {person} must go to {unit} cannot be kept: {rules}",
        person=person,
        unit=unit,
        rules=joined(rules, "{one} {more}"),
    )


def _rules(
    answers: Eligibility, person: str, unit: str, problem: Problem
) -> Iterator[Text]:
    """Yield the rules that forbid the move, each with what it says."""
    mode = "voluntary" if problem.policy.voluntary_only else "compulsory"
    for one in answers.findings(person, unit):
        if one.role == "gate" and mode in one.modes and one.verdict is not Verdict.PASS:
            yield Text("{rule}: {words}", (("rule", one.rule), ("words", one.sentence)))
