"""What an edit would do, told before anybody accepts it: exact, by the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang.explain.move import loss as plain_loss
from seimbang.explain.words import of_loss
from seimbang.plan.told import words as words_of_limit
from seimbang.report.number import number, signed
from seimbang.rules import COMPULSORY, VOLUNTARY
from seimbang.whatif.bound import Broken
from seimbang.whatif.edit import Effect, SeatEffect, effect
from seimbang.whatif.folder import Folder, NoEditError
from seimbang.whatif.loss import Loss, NotBestError
from seimbang_web.cards.judged import judged_of
from seimbang_web.cards.rules import Kind as Holds
from seimbang_web.cards.rules import Sight, Told, rules_of
from seimbang_web.desk.edits import Kind, Wanted, as_core
from seimbang_web.plans.models import Plan
from seimbang_web.plans.store import whatif_of

MEASURED: Mapping[str, Any] = {  # what is added up over the families
    "nobody": gettext_lazy("posts with nobody"),
    "below": gettext_lazy("posts below the minimum"),
    "missing": gettext_lazy("people missing"),
    "shortage": gettext_lazy("spread of the shortage"),
    "compulsory": gettext_lazy("moves by need"),
    "moves": gettext_lazy("moves in all"),
    "travel": gettext_lazy("added travel (minutes)"),
}
MORE = 4  # goals that are told of one loss
GOALS: Mapping[str, Any] = {  # after a signed number
    "nobody": gettext_lazy("posts with nobody"),
    "minimum": gettext_lazy("people missing to the minimum"),
    "shortage": gettext_lazy("spread of the shortage"),
    "leximin": gettext_lazy("places of the lowest shares"),
    "compulsory": gettext_lazy("moves by need"),
    "wishes": gettext_lazy("wishes of rank {rank} granted"),
    "travel": gettext_lazy("minutes of travel"),
    "deviation": gettext_lazy("people treated otherwise"),
}
BOUNDS = {
    "minimum": gettext_lazy(
        "{name}: {number} people would be left; at least {bound} must be (the legal "
        "minimum, or those there today where they are fewer)."
    ),
    "maximum": gettext_lazy("{name}: {number} people; at most {bound} may be there."),
    "leaving": gettext_lazy("{name}: {number} people leave; at most {bound} may."),
    "group": gettext_lazy("The cap “{name}”: {number} people; at most {bound} may be."),
}


@dataclass(frozen=True)
class Post:
    """Staff of a post: today, in the plan, with the edit alone, best plan with it."""

    name: str
    need: str
    minimum: str
    before: int
    plan: int
    as_is: int
    best: int | None
    todo: str  # what is left to do there, as an instruction


@dataclass(frozen=True)
class Figure:
    """One measure of the whole plan; the others against the plan's."""

    name: str
    plan: str
    as_is: str
    best: str


@dataclass(frozen=True)
class Shown:
    """
    An effect as a page shows it.

    ``denied``: the rules that forbid it, a person each; then nothing else is told.
    ``soft``: what speaks against it and does not forbid it.
    """

    edit: Wanted
    denied: tuple[tuple[str, tuple[Told, ...]], ...] = ()
    impossible: str = ""
    same: bool = False
    loss: str = ""
    then: str = ""
    keeps: bool = True  # a plan with it keeps all bounds and limits
    alone: bool = False  # limits tie families: told as if nothing else changed
    others: int = 0
    posts: tuple[Post, ...] = ()
    figures: tuple[Figure, ...] = ()
    broken: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    cost: tuple[str, str, str] | None = None

    @property
    def allowed(self) -> bool:
        """Tell whether the edit can be accepted."""
        return self.keeps and not self.denied and not self.impossible


def effect_of(plan: Plan, edit: Wanted, sight: Mapping[int, Sight]) -> Shown:
    """Return what ``edit`` does to ``plan``; ``sight``: what may be seen of whom."""
    folder = whatif_of(plan)
    try:
        if edit.kind is Kind.NEVER:
            return _without(folder, edit)
        told = effect(folder, as_core(edit), anew=False)
    except NoEditError as wrong:
        return Shown(edit, impossible=str(wrong.told))
    except NotBestError:
        words = _("This plan is not proved best, so no effect can be told: solve anew.")
        return Shown(edit, impossible=words)
    if told.denied:
        return Shown(edit, denied=tuple(_denied(plan, edit, told, sight)))
    if told.changes_nothing:
        return Shown(edit, same=True)
    return _shown(plan, folder, edit, told, sight)


def _without(folder: Folder, edit: Wanted) -> Shown:
    """Return what the best plan loses when a move of the plan is forbidden."""
    place = folder.place(edit.person.ref)
    if place is None or edit.unit is None:
        return Shown(edit, same=True)
    solution = folder.solutions[place.family]
    move = int(solution.at[place.person])
    goes = (
        "" if move < 0 else solution.family.seats.id[solution.family.moves.seat[move]]
    )
    if goes.split("|")[0] != edit.unit.code:
        return Shown(edit, same=True)
    if place.family in folder.tied:
        words = _("limits tie the whole round together: solve anew to see it")
        return Shown(edit, loss=words)
    loss = folder.exchange(place.family).without(place.person)
    return Shown(
        edit,
        loss=words_of(loss),
        then=then_of(loss),
        keeps=loss.amounts is not None,
    )


def _shown(
    plan: Plan,
    folder: Folder,
    edit: Wanted,
    told: Effect,
    sight: Mapping[int, Sight],
) -> Shown:
    alone = told.best is None and told.loss.amounts is not None
    return Shown(
        edit,
        loss=words_of(told.loss),
        then=then_of(told.loss),
        keeps=told.best is not None or alone,
        alone=alone,
        others=told.others,
        posts=tuple(_post(folder, one) for one in told.seats),
        figures=tuple(_figures(plan, told)),
        broken=(
            *(words_of_bound(folder, one) for one in told.bounds),
            *(_limit(folder, name) for name in told.limits),
        ),
        soft=tuple(_soft(plan, folder, edit, sight)),
        cost=None if told.cost is None else tuple(_rupiah(one) for one in told.cost),  # type: ignore[arg-type]
    )


def words_of(loss: Loss) -> str:
    """Return a loss in words, by its first goal that is not equal."""
    return str(of_loss(plain_loss(loss)))


def then_of(loss: Loss) -> str:
    """Return what changes after the first goal that is not equal, in order."""
    changed = [(name, amount) for name, amount in loss.amounts or () if amount]
    parts = []
    for name, amount in changed[1:MORE]:
        goal, _space, rank = name.partition(" ")
        words = str(GOALS.get(goal, goal)).format(rank=rank)
        parts.append(f"{signed(-amount if goal == 'wishes' else amount)} {words}")
    return _("then {changes}").format(changes=", ".join(parts)) if parts else ""


def words_of_bound(folder: Folder, one: Broken) -> str:
    """Return a bound that is broken, in words."""
    name = one.name if one.kind == "group" else folder.seat(one.name)
    told = str(BOUNDS[one.kind])
    return told.format(name=name, number=one.number, bound=one.bound)


def _limit(folder: Folder, name: str) -> str:
    limit = next(one for one in folder.problem.limits if one.name == name)
    return str(words_of_limit(limit, {}))


def _rupiah(amount: int | None) -> str:
    return "–" if amount is None else f"Rp{number(amount)}"


def _post(folder: Folder, one: SeatEffect) -> Post:
    final = one.as_is if one.best is None else one.best
    return Post(
        name=folder.seat(one.seat),
        need="–" if one.need is None else number(one.need, 1, trim=True),
        minimum=number(one.minimum),
        before=one.before,
        plan=one.plan,
        as_is=one.as_is,
        best=one.best,
        todo=todo(one.need, one.minimum, final),
    )


def todo(need: Fraction | None, minimum: int, people: int) -> str:
    """Return what is left to do at a post with so many people, as an instruction."""
    if need is None:
        return _("Need not measured yet.")
    lacks = round(need) - people
    if people < minimum:
        return _("Needs {number} more to the minimum.").format(number=minimum - people)
    if lacks > 0:
        return _("Needs {number} more.").format(number=lacks)
    if lacks < 0:
        return _("Can spare {number}.").format(number=-lacks)
    return _("Enough.")


def _figures(plan: Plan, told: Effect) -> Iterator[Figure]:
    """Yield the measures of the whole plan: those of the families are added to them."""
    if told.plan is None or told.as_is is None:
        return
    whole = (plan.summary or {})["plan"]
    for name, words in MEASURED.items():
        base = exact(whole[name])
        part, alone = getattr(told.plan, name), getattr(told.as_is, name)
        best = None if told.best is None else getattr(told.best, name)
        yield Figure(
            str(words),
            _number(base),
            _changed(base, alone - part),
            "–" if best is None else _changed(base, best - part),
        )


def exact(value: Any) -> Fraction:
    """Return a figure of a summary exactly."""
    return Fraction(*value) if isinstance(value, list) else Fraction(value)


def _number(value: Fraction) -> str:
    return number(value, 2, trim=True)


def _changed(base: Fraction, more: Fraction | int) -> str:
    if not more:
        return _("the same")
    told = signed(Fraction(more), 2)
    return f"{_number(base + more)} ({told})"


def _denied(
    plan: Plan, edit: Wanted, told: Effect, sight: Mapping[int, Sight]
) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Yield who may not go, and the rules that forbid it with their articles."""
    answers = judged_of(plan)
    only = whatif_of(plan).problem.policy.voluntary_only
    for ref, unit in told.denied:
        person = next(one for one in edit.people if one.ref == ref)
        job = None if edit.job is None else edit.job.code
        rules = rules_of(
            answers,
            answers.findings(ref, unit, job),
            mode=VOLUNTARY if only else COMPULSORY,
            sight=sight[person.pk],
        )
        held = (Holds.BLOCKS, Holds.WAIVER, Holds.OPEN)
        yield person.name, tuple(one for one in rules if one.kind in held)


def _soft(
    plan: Plan, folder: Folder, edit: Wanted, sight: Mapping[int, Sight]
) -> Iterator[str]:
    """Yield what speaks against an edit without forbidding it."""
    if edit.kind not in (Kind.TO, Kind.SWAP):
        return
    answers = judged_of(plan)
    for person, seat in _ends(folder, edit):
        unit, job = seat.split("|")
        for one in rules_of(
            answers,
            answers.findings(person.ref, unit, job),
            mode=COMPULSORY,
            sight=sight[person.pk],
        ):
            if one.kind is Holds.NOTE and one.rule != "G11":
                yield f"{person.name}: {one.title}. {one.words}"
        gap = answers.gap(person.ref, job)
        if gap["misfit"]:
            told = _("{person} lacks {points} points of competence for the post.")
            yield told.format(person=person.name, points=gap["misfit"])
        if gap["regression"]:
            told = _("{person} takes a step back in class ({points} points).")
            yield told.format(person=person.name, points=gap["regression"])


def _ends(folder: Folder, edit: Wanted) -> Iterator[tuple[Any, str]]:
    """Yield each person of an edit who would move, and the seat."""
    if edit.other is not None:
        seats = [_planned(folder, one.ref) for one in edit.people]
        pairs: Sequence[tuple[Any, str]] = tuple(
            zip(edit.people, reversed(seats), strict=True)
        )
    else:
        assert edit.unit is not None
        place = folder.place(edit.person.ref)
        code = None if edit.job is None else edit.job.code
        there = [
            folder.problem.families[family].seats.id[seat]
            for family, seat in folder.seats(edit.unit.code, code)
            if place is not None and family == place.family
        ]
        pairs = [(edit.person, one) for one in there[:1]]
    for person, seat in pairs:
        if seat.split("|")[0] != person.unit.code:
            yield person, seat


def _planned(folder: Folder, person_id: str) -> str:
    """Return the seat that the plan gives a person of the problem."""
    place = folder.place(person_id)
    assert place is not None
    solution = folder.solutions[place.family]
    move, family = int(solution.at[place.person]), solution.family
    seat = family.origin[place.person] if move < 0 else family.moves.seat[move]
    return family.seats.id[int(seat)]
