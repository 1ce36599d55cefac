"""Limits and pins in words, what the plan uses of them, and why there is no plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from seimbang.language import Text, current, text
from seimbang.plan.conflict import Conflict, Part
from seimbang.plan.lexicographic import Solution
from seimbang.plan.limit import Limit, Row, Term
from seimbang.plan.problem import Ints, Problem


def activity(row: Row, solutions: Sequence[Solution]) -> int:
    """Return Σ factor × move of a row in the plan."""
    return sum(_of_term(term, solutions[term.family].at) for term in row.terms)


def _of_term(term: Term, at: Ints) -> int:
    made = at[at >= 0]
    if term.move is None:
        return len(made) if term.factor is None else int(term.factor[made].sum())
    there = np.isin(term.move, made)
    return int((there if term.factor is None else term.factor[there]).sum())


def people(problem: Problem) -> dict[str, str]:
    """Return the person id of each pseudonym of the problem."""
    return {
        hidden: person
        for family in problem.families
        for hidden, person in zip(
            family.people, problem.names.get(family.name, ()), strict=False
        )
    }


def words(limit: Limit, ids: Mapping[str, str]) -> Text:
    """Return what a limit demands; ``ids`` turns pseudonyms into person ids."""
    high = limit.rows[0].high
    what, _, name = limit.name.partition(": ")
    if limit.kind == "max_moves":
        return text("at most {number} moves in the round", number=high)
    if limit.kind == "budget":
        return text("at most {number} rupiah for all moves", number=_spoken(high or 0))
    if limit.kind == "move_cap":
        area, _, way = name.rpartition(", ")
        if way == "leaving":
            return text("{area}: at most {number} people leave", area=area, number=high)
        return text("{area}: at most {number} people arrive", area=area, number=high)
    if limit.kind == "group":
        return text(
            "{area}: at most {number} people more than today", area=name, number=high
        )
    if limit.kind == "replacement":
        return text("pin: nobody pinned leaves {seat} before somebody comes", seat=name)
    named = ", ".join(sorted(ids.get(one, "…") for one in name.split("+")))
    if what == "couple":
        return text("couple {people}: both move into one zone, or stay", people=named)
    return text("pin: {people} move into one zone together, or stay", people=named)


def _spoken(number: int) -> str:
    """Return a large number with the marks of thousands of the language in force."""
    digits = f"{number:,}"
    return digits.replace(",", ".") if current() == "id" else digits


def why_not(problem: Problem, found: Conflict | None) -> Text:
    """Return why there is no plan: what cannot hold together."""
    if found is None:
        return text("Time ran out before any plan was found that keeps the limits.")
    ids = people(problem)
    named = [_part(problem, part, ids) for part in found.parts]
    return text(
        "These cannot hold together, and without any one of them there is a plan: "
        "{limits}.",
        limits=joined(sorted(named, key=_order), "{one}; {more}"),
    )


def _order(of: Text) -> tuple[str, str]:
    return of.message, str(of.facts)


def joined(texts: Sequence[Text], form: str) -> Text:
    """Return texts as one by a ``form`` with {one} and {more}, spoken later."""
    first, *rest = texts
    return Text(form, (("one", first), ("more", joined(rest, form)))) if rest else first


def _part(problem: Problem, part: Part, ids: Mapping[str, str]) -> Text:
    if part.kind == "limit":
        return words(problem.limits[part.at[1]], ids)
    if part.kind == "must_go":
        return text("pin: {person} must go", person=ids.get(part.name, part.name))
    if part.kind == "longest_chain":
        most = problem.longest_chain
        return text("at most {number} moves follow one another", number=most)
    return text(_NETWORK[part.kind].message, name=part.name)


_NETWORK = {
    "floor": text("{name} keeps its minimum, or what it has today"),
    "maximum": text("{name} takes nobody above its establishment"),
    "leaving": text("at most the share allowed leaves {name}"),
    "group": text("the cap “{name}” of the region"),
}
