"""The card of a move: its reasons, its facts, its chain, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.audit.queries import of_subject
from seimbang_web.audit.words import act_in_words
from seimbang_web.cards.access import moves_visible_to, sight_of
from seimbang_web.cards.effect import Effect, effect
from seimbang_web.cards.facts import facts_of
from seimbang_web.cards.judged import judged_of
from seimbang_web.cards.models import IncomeTable
from seimbang_web.cards.reasons import Reasons, reasons_for
from seimbang_web.cards.rules import WISH
from seimbang_web.lib.waiting import Waiting
from seimbang_web.plans.models import Move, Pin


@dataclass(frozen=True)
class Step:
    """One step of a chain, in the order of execution; ``move`` None: not to be seen."""

    number: int
    origin: str
    target: str
    move: Move | None
    here: bool


@dataclass(frozen=True)
class Done:
    """One act on a move, in words."""

    at: datetime
    actor_name: str
    words: str


@dataclass(frozen=True)
class Card:
    """A move for one reader. Without ``reasons`` it cannot be submitted either."""

    move: Move
    rights: Rights

    @cached_property
    def reasons(self) -> Reasons | None:
        """Return the four questions answered, as far as the reader may see."""
        return reasons_for(self.move, sight_of(self.rights, self.move.person))

    @cached_property
    def effect(self) -> Effect | None:
        """Return rules, units, lessons, way; None: without reasons there are none."""
        if self.reasons is None:
            return None
        ends = (self.reasons.move["origin"], self.reasons.move["target"])
        facts = facts_of(
            judged_of(self.move.plan),
            self.move.person.ref,
            self.move.to_unit.code,
            self.move.to_job.code,
            voluntary=self.move.voluntary,
            sight=sight_of(self.rights, self.move.person),
            without=(WISH,),
            staff={(one["unit_id"], one["job_id"]): one["after"] for one in ends},
        )
        return effect(facts, self.move.from_unit, self.move.to_unit)

    @cached_property
    def chain(self) -> list[Step]:
        """Return who follows whom, in the order of execution."""
        if self.reasons is None:
            return []
        units = self.reasons.chain["units"]
        names = self._unit_names()
        seen = {
            one.step: one
            for one in moves_visible_to(self.rights).filter(
                plan=self.move.plan_id, chain=self.move.chain
            )
        }
        return [
            Step(
                number,
                names.get(units[number - 1], units[number - 1]),
                names.get(units[number], units[number]),
                seen.get(number),
                here=number == self.move.step,
            )
            for number in range(1, len(units))
        ]

    def _unit_names(self) -> dict[str, str]:
        units = judged_of(self.move.plan).snapshot["units"]
        return dict(units.select("unit_id", "name").iter_rows())

    @property
    def closed(self) -> bool:
        """Tell whether the chain is a circle: all go on one day."""
        return bool(self.reasons and self.reasons.chain["closed"])

    @property
    def follows(self) -> bool:
        """Tell whether somebody comes first into the place that is left."""
        return self.move.step is not None and self.move.step > 1

    @cached_property
    def history(self) -> list[Done]:
        """Return what was done by hand to this move and person, last first."""
        rows = of_subject(f"move:{self.move.pk}").exclude(act="person.read")
        found = [Done(one.at, one.actor_name, act_in_words(one.act)) for one in rows]
        found += [
            Done(pin.made_at, str(pin.made_by), f"{pin.get_kind_display()}: {pin.why}")
            for pin in self._pins()
        ]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def _pins(self) -> QuerySet[Pin]:
        """Return the pins on the person in this round; none for heads and agencies."""
        pins = Pin.objects.filter(round=self.move.plan.round, person=self.move.person)
        office = self.rights.reach("card.read").everything
        return pins.select_related("made_by") if office else pins.none()


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the cards of their units that heads and agencies have not read."""
    reach = rights.reach("card.read")
    if not reach or reach.everything:
        return []
    mine = set(moves_visible_to(rights).values_list("pk", flat=True))
    read = Entry.objects.filter(
        actor=rights.user, act="person.read", subject__in=[f"move:{pk}" for pk in mine]
    )
    unread = len(mine) - read.values("subject").distinct().count()
    if not unread:
        return []
    words = ngettext(
        "Read %(count)s proposed move of your units",
        "Read %(count)s proposed moves of your units",
        unread,
    )
    return [Waiting(words % {"count": unread}, reverse("card-list"), unread)]


def income_tables() -> list[IncomeTable]:
    """Return the tables of incomes, newest first."""
    return list(
        IncomeTable.objects.select_related("proposed_by", "approved_by", "refused_by")
    )
