"""Acts of the desk: accept an edit, take it back, ask for the plan made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.cards.rules import Sight
from seimbang_web.desk.edits import Put, Wanted, pins_of
from seimbang_web.desk.effects import Shown, effect_of
from seimbang_web.desk.waiting import waits
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.plans.actions import ask_again
from seimbang_web.plans.models import Pin, Plan, Round
from seimbang_web.plans.pinning import add_pin, end_pins


def held(plan: Plan, edit: Wanted) -> QuerySet[Pin]:
    """Return the open pins on the people of an edit, and those on its unit."""
    mine = Q(person__in=edit.people)
    if edit.unit is not None:
        mine |= Q(person=None, unit=edit.unit)
    rows = plan.round.pins.filter(mine, ended_at=None).order_by("pk")
    return rows.select_related("person", "unit", "made_by")


@transaction.atomic
def accept(
    *,
    plan: Plan,
    edit: Wanted,
    why: str,
    aware: bool,
    seen: Set[int],
    sight: Mapping[int, Sight],
    actor: Any,
    now: datetime,
) -> list[int]:
    """
    Keep an edit as pins of the round; return their ids.

    ``seen``: ids of the pins that the page showed; ``aware``: what speaks against it
    was ticked. Pins of the same people that are against it end.

    :raises StaleError: when somebody else put or ended one of those pins meanwhile.
    :raises ActError: when a rule or a bound forbids it, or the reason is missing.
    """
    Round.objects.select_for_update().get(pk=plan.round_id)
    there = list(held(plan, edit))
    if {pin.pk for pin in there} != set(seen):
        raise _stale(edit, there)
    shown = effect_of(plan, edit, sight)
    _guard(shown, aware=aware)
    puts = pins_of(edit, plan)
    against = [pin.pk for pin in there for put in puts if _against(pin, put)]
    if against:
        end_pins(round=plan.round, pins=against, actor=actor, now=now)
    same = {(pin.kind, pin.person_id, pin.unit_id) for pin in there}
    new = [one for one in puts if (one.kind, one.person.pk, _unit(one)) not in same]
    added = [_put(plan, one, why, actor, now) for one in new]
    if not added:
        raise ActError(_("This is locked so already: nothing is left to accept."))
    record(
        actor=actor,
        act="desk.accept",
        subject=f"plan:{plan.pk}",
        now=now,
        content={
            "edit": edit.kind.value,
            "people": [one.pk for one in edit.people],
            "pins": added,
            "ended": against,
            "against": list(shown.soft),
            "why": why,
        },
    )
    return added


def _unit(put: Put) -> int | None:
    return None if put.unit is None else put.unit.pk


def _put(plan: Plan, put: Put, why: str, actor: Any, now: datetime) -> int:
    made = add_pin(
        round=plan.round,
        kind=put.kind,
        person=put.person,
        unit=put.unit,
        why=why,
        actor=actor,
        now=now,
    )
    return made.pk


def _guard(shown: Shown, *, aware: bool) -> None:
    """
    Refuse what no plan can hold, and what speaks against it without being ticked.

    :raises ActError: with the reason in a sentence.
    """
    if shown.denied:
        told = _("A rule forbids it: {rules}. Nobody may accept it here.")
        names = {str(one.title) for _who, rules in shown.denied for one in rules}
        raise ActError(told.format(rules="; ".join(sorted(names))))
    if shown.impossible:
        raise ActError(shown.impossible)
    if not shown.keeps:
        raise ActError(_("No plan with it keeps the bounds and limits."))
    if shown.soft and not aware:
        raise ActError(_("Tick that you know what speaks against it, and say why."))


def _against(pin: Pin, put: Put) -> bool:
    """Tell whether a pin of the same person cannot hold beside a new one."""
    if pin.person_id != put.person.pk:
        return False
    here = put.unit is not None and pin.unit_id == put.unit.pk
    kinds = Pin.Kind
    if put.kind == kinds.STAYS:
        return pin.kind == kinds.MUST
    if put.kind == kinds.NEVER:
        return pin.kind == kinds.MUST and here
    if pin.kind == kinds.MUST:
        return not here
    return pin.kind == kinds.STAYS or (pin.kind == kinds.NEVER and here)


def _stale(edit: Wanted, there: list[Pin]) -> StaleError:
    """Return the refusal with both values (copy M20)."""
    last = max(there, key=lambda pin: pin.made_at, default=None)
    if last is None:
        told = _("The locks of this person were ended while you were editing.")
        now = _("no lock")
    else:
        clock = date_format(timezone.localtime(last.made_at), "H.i")
        told = _("This row was changed by {who} at {time} while you were editing.")
        told = told.format(who=last.made_by, time=clock)
        now = "; ".join(words_of(pin) for pin in there)
    field = _("Lock")
    return StaleError(told, mine={field: edit.words}, theirs={field: now})


def words_of(pin: Pin) -> str:
    """Return a pin in words: of whom, what, where, why."""
    parts = [pin.person, pin.get_kind_display(), pin.unit]
    named = " ".join(str(part) for part in parts if part is not None)
    return f"{named} ({pin.why})"


def undo(*, plan: Plan, pins: Iterable[int], actor: Any, now: datetime) -> int:
    """
    Take accepted edits back: end their pins; return how many.

    :raises ActError: when none of them holds any more.
    """
    return end_pins(round=plan.round, pins=pins, actor=actor, now=now)


@transaction.atomic
def make_anew(
    *, plan: Plan, name: str, keep: str, seen: Set[int], actor: Any, now: datetime
) -> Plan:
    """
    Ask for the plan made anew with all accepted edits; return it, not solved yet.

    ``seen``: ids of the pins the page showed.

    :raises StaleError: when pins were put or ended meanwhile.
    :raises ActError: when nothing waits.
    """
    Round.objects.select_for_update().get(pk=plan.round_id)
    waiting = waits(plan)
    put = {pin.pk for pin in waiting.put}
    if put != set(seen):
        new = [words_of(pin) for pin in waiting.put if pin.pk not in seen]
        field = _("Edits that wait")
        mine = _("{number} edits").format(number=len(seen))
        theirs = _("{number} edits").format(number=len(put))
        told = _("The edits were changed by somebody else while you were looking.")
        raise StaleError(
            told,
            mine={field: mine},
            theirs={field: "; ".join([theirs, *new])},
        )
    if not len(waiting):
        raise ActError(_("No edit waits: the plan would come out as it is."))
    return ask_again(plan=plan, name=name, keep=keep, actor=actor, now=now)


@transaction.atomic
def export(*, plan: Plan, rows: int, form: str, actor: Any, now: datetime) -> None:
    """Record that the moves of a plan were taken as a file."""
    record(
        actor=actor,
        act="plan.export",
        subject=f"plan:{plan.pk}",
        now=now,
        content={"rows": rows, "form": form, "what": "desk"},
    )


@transaction.atomic
def read_rules(*, edit: Wanted, actor: Any, now: datetime) -> None:
    """Record that the rules' answers about the people of an edit were read."""
    for person in edit.people:
        record(
            actor=actor,
            act="person.read",
            subject=f"person:{person.pk}",
            now=now,
            content={"page": "desk-effect"},
        )
