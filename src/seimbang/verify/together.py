"""The goals of families that limits tie together: counted, and bounded from below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from seimbang.language import text
from seimbang.verify import goals
from seimbang.verify.bound import Part, bound
from seimbang.verify.claim import FINISHED, LinkedClaim, LinkedGoal
from seimbang.verify.costs import Step, costs, paid
from seimbang.verify.goals import Costs, Slots
from seimbang.verify.levels import ratios, skipped
from seimbang.verify.limit import Row, Term, rows
from seimbang.verify.network import Network
from seimbang.verify.problem import Problem
from seimbang.verify.proof import remove_moves
from seimbang.verify.report import Gap, Ledger, refuse
from seimbang.verify.words import step_words

_BY_SOLVER = (
    "{goal}: by the certificate alone a plan may be better by {gap} at most; that none "
    "is rests on the solver's branch and bound."
)
_OPEN = "{goal}: a plan may be better by {gap} at most; the solver's time was over."
_BY_SOLVER_MINUTES = (
    "{goal}: that {minutes} minutes cannot be undercut rests on the solver's branch "
    "and bound."
)
_OPEN_MINUTES = (
    "{goal}: perhaps {minutes} minutes can be undercut; the solver's time was over."
)
_BY_SOLVER_DRAW = (
    "{goal}: that the seed draws this plan among those equally good rests on the "
    "solver's branch and bound."
)
_OPEN_DRAW = "{goal}: perhaps the seed draws another plan; the solver's time was over."
_TOGETHER = text("Linked families")


def parts(problem: Problem, placed: Mapping[int, tuple[Network, Slots]]) -> list[Part]:
    """Return the linked families, each with what the rows of the limits say of it."""
    terms: dict[int, list[tuple[int, Term]]] = {at: [] for at in placed}
    for number, row in enumerate(rows(problem.limits)):
        for term in row.terms:
            terms[term.family].append((number, term))
    return [Part(*placed[at], terms[at]) for at in sorted(placed)]


def proved(
    ledger: Ledger, problem: Problem, claim: LinkedClaim, linked: Sequence[Part]
) -> bool:
    """Tell whether every goal of the linked families is proved as far as is said."""
    ledger.holds("values", lambda: None)  # they hold when there is no goal
    nets = [part.net for part in linked]
    every = rows(problem.limits)
    prices: list[list[Costs]] = []
    if "leximin" in problem.policy.goals:
        ledger.holds("goal.leximin", _levels, claim, nets)
    for goal in claim.goals:
        step = goal.step
        if step.goal == "worst_travel" and not _shortest(ledger, goal, nets):
            return False
        prices.append(_prices(ledger, problem, claim, linked, step))
        ledger.holds("values", _value, goal, linked, prices[-1])
        before = claim.goals[: len(prices) - 1]
        if not ledger.holds(step.key, _bounded, goal, before, linked, prices, every):
            return False
        gap = _gap(goal, claim)
        if gap is None:
            continue
        ledger.gap(gap)
        if claim.status == FINISHED and not goal.closed:
            ledger.holds(step.key, _unsupported, gap)
    ledger.holds("unique", lambda: None)  # it is not claimed
    return True


def _prices(
    ledger: Ledger,
    problem: Problem,
    claim: LinkedClaim,
    linked: Sequence[Part],
    step: Step,
) -> list[Costs]:
    if step.goal != "shortage":
        return [costs(part.net, part.table, step, problem.seed) for part in linked]
    steps = [goals.shortage(part.net, part.table, claim.scale) for part in linked]
    ledger.holds("scale", _scale, claim, linked, steps)
    return [Costs(slots=one.costs) for one in steps]


def _shortest(ledger: Ledger, goal: LinkedGoal, nets: Sequence[Network]) -> bool:
    minutes = goal.step.threshold or 0

    def reached() -> None:
        for net in nets:
            remove_moves(net, net.family.added > minutes)
        longest = [int(net.family.added[net.taken].max(initial=0)) for net in nets]
        if max(longest, default=0) != minutes:
            raise refuse(
                "{family}: no move of the plan has {minutes} added minutes.",
                family=_TOGETHER,
                minutes=minutes,
            )

    return ledger.holds("threshold", reached)


def _value(goal: LinkedGoal, linked: Sequence[Part], prices: Sequence[Costs]) -> None:
    both = zip(linked, prices, strict=True)
    if sum(paid(part.net, part.table, priced) for part, priced in both) != goal.value:
        raise refuse(
            "{family}: the value of goal {goal} is not what the certificate says.",
            family=_TOGETHER,
            goal=goal.step.goal,
        )


def _bounded(
    goal: LinkedGoal,
    before: Sequence[LinkedGoal],
    linked: Sequence[Part],
    prices: Sequence[Sequence[Costs]],
    every: Sequence[Row],
) -> None:
    """Refuse a bound that its multipliers and potentials do not prove."""
    sizes = (
        ("rows", len(goal.rows), len(every)),
        ("earlier", len(goal.earlier), len(before)),
        ("potentials", len(goal.potentials), len(linked)),
    )
    for name, found, expected in sizes:
        if found != expected:
            raise refuse(
                "{where}: expected {expected} entries, found {found}.",
                where=name,
                expected=expected,
                found=found,
            )
    values = [one.value for one in before]
    proof = bound(linked, prices, values, goal, every)
    if proof != goal.bound:
        raise refuse(
            "The bound is said to be {claimed}; its multipliers prove {proved}.",
            claimed=_short(goal.bound),
            proved=_short(proof),
        )
    if proof > goal.value:
        raise refuse(
            "The plan costs less than the bound, so an earlier value is wrong."
        )


def _gap(goal: LinkedGoal, claim: LinkedClaim) -> Gap | None:
    """Return by how much better a plan may be, as far as the certificate shows."""
    least = math.ceil(goal.bound)
    if least >= goal.value:
        return None
    step = goal.step
    scale = claim.scale if step.goal == "shortage" else 1
    amount = Fraction(goal.value - least, scale)
    facts = {"goal": step_words(step), "gap": _short(amount)}
    words = _BY_SOLVER if goal.closed else _OPEN
    if step.goal == "worst_travel" and least <= 0:
        facts["minutes"] = str(step.threshold)
        words = _BY_SOLVER_MINUTES if goal.closed else _OPEN_MINUTES
    if step.goal == "order":
        words = _BY_SOLVER_DRAW if goal.closed else _OPEN_DRAW
    return Gap(step, amount, goal.closed, text(words, **facts))


def _unsupported(gap: Gap) -> None:
    raise refuse(
        "{goal}: said to be optimal, and nothing rules out a plan better by {gap}.",
        goal=step_words(gap.step),
        gap=_short(gap.amount),
    )


def _scale(
    claim: LinkedClaim, linked: Sequence[Part], steps: Sequence[goals.Shortage]
) -> None:
    """Refuse a wrong word on whether the common scale rounds the shortage."""
    for part, step in zip(linked, steps, strict=True):
        unit = part.table.staff - part.net.family.seats.fixed[part.table.seat]
        open_slots = (unit > part.net.seat_low[part.table.seat]) & (
            unit <= part.net.seat_high[part.table.seat]
        )
        if claim.exact and step.rounded[open_slots].any():
            raise refuse(
                "{family}: the scale rounds, and the certificate says it does not.",
                family=part.net.family.name,
            )
    whole = all(goals.exact_everywhere(part.net.family, claim.scale) for part in linked)
    if whole and not claim.exact:
        raise refuse(
            "{family}: the scale is exact, and the certificate says it rounds.",
            family=_TOGETHER,
        )


def _levels(claim: LinkedClaim, nets: Sequence[Network]) -> None:
    left, before = ratios(nets), None
    for goal in claim.goals:
        level = goal.step.level
        if level is not None:
            if before is not None and level <= before:
                raise refuse("The levels of the ratios are not ascending.")
            skipped(left, _TOGETHER, before, level)
            before = level
    skipped(left, _TOGETHER, before, None)


def _short(number: Fraction) -> str:
    whole = number.denominator == 1
    return str(number.numerator) if whole else f"{float(number):.4g}"
