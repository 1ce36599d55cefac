"""Read cases: lists, what waits for whom, what a case rests on, what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang.rules import Eligibility
from seimbang_web.accounts.rights import Rights
from seimbang_web.cards.facts import Facts, facts_of
from seimbang_web.cards.judged import judged_reserved
from seimbang_web.cards.rules import HIDDEN, WISH, Sight, Told
from seimbang_web.cases.access import cases_visible_to, sides_of
from seimbang_web.cases.lane import OWN
from seimbang_web.cases.models import (
    OPEN,
    Case,
    Consent,
    Kind,
    Lane,
    State,
    Wish,
)
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.plans.models import Round
from seimbang_web.workloads.actions import told
from seimbang_web.workloads.reserved import reserved, reserved_at

OFFICE = Sight(private=True, coarse=True)
WAITS_FOR_START = gettext_lazy(
    "A decree moves this person already: wait for the start of work (SPMT)."
)
FILTERS = {"state": State, "lane": Lane, "kind": Kind}


def is_wish(kind: str) -> bool:
    """Tell whether the person asks: then the rules of a wish hold."""
    return kind == Kind.OWN


def facts_for(
    answers: Eligibility,
    person: Person,
    place: tuple[str, str],
    *,
    kind: str,
    lane: str,
    sight: Sight,
    waivers: dict[str, str] | None = None,
) -> Facts:
    """
    Return the facts of a person and a place (codes of unit and job) of a case.

    :raises KeyError: when the data have no such person or unit.
    """
    return facts_of(
        answers,
        person.ref,
        *place,
        voluntary=is_wish(kind),
        sight=sight,
        waivers=waivers,
        own_lane=lane in OWN,
        without=(WISH,),
    )


def facts_of_case(
    case: Case, wish: Wish, day: date, sight: Sight = OFFICE
) -> Facts | None:
    """Return the facts of a case's wish by the data of today; None: not in them."""
    answers = judged_reserved(day)
    if answers is None:
        return None
    try:
        return facts_for(
            answers,
            case.person,
            (wish.unit.code, wish.job.code),
            kind=case.kind,
            lane=case.lane,
            sight=sight,
            waivers=waivers_of(case, day),
        )
    except KeyError:
        return None


def waivers_of(case: Case, day: date) -> dict[str, str]:
    """Return the waivers of a case that hold on the day: rule → basis."""
    return {
        one.rule: one.basis
        for one in case.waivers.all()
        if one.until is None or one.until > day
    }


@dataclass(frozen=True)
class Asked:
    """One consent that a case asks for, and the last answer to it."""

    side: Consent.Side
    unit: Unit
    rank: int  # of the wish; 0: the unit left
    answer: Consent | None

    @property
    def given(self) -> bool:
        """Tell whether the unit agrees, on a condition or without."""
        return self.answer is not None and self.answer.answer != Consent.Answer.NO


def asked_of(case: Case) -> list[Asked]:
    """Return the consents of a case: the unit left, then each unit asked for."""
    last = {
        (one.side, one.unit_id): one for one in case.consents.select_related("given_by")
    }
    places = [(Consent.Side.RELEASE, case.from_unit, 0)]
    places += [
        (Consent.Side.RECEIVE, wish.unit, wish.rank)
        for wish in case.wishes.select_related("unit")
    ]
    return [
        Asked(side, unit, rank, last.get((side, unit.pk)))
        for side, unit, rank in places
    ]


def lacking(case: Case, wish: Wish, day: date) -> list[str]:
    """Return what keeps a case from going its own way to a wish, as sentences."""
    found = [
        _("Consent of %(unit)s to %(side)s.")
        % {"unit": one.unit, "side": one.side.label}
        for one in asked_of(case)
        if one.rank in (0, wish.rank) and not one.given
    ]
    if case.lane == Lane.SCHOOL and not case.recommendation:
        found.append(_("The number of the I-Mut recommendation."))
    if case.person.ref in {one.person for one in reserved()}:
        return [*found, str(WAITS_FOR_START)]
    facts = facts_of_case(case, wish, day)
    if facts is None:
        return [*found, _("This person is not in the data any more.")]
    found += _taken(wish, day)
    found += [
        _("A rule forbids it: %(rule)s.") % {"rule": _named(one)}
        for one in facts.blocking
    ]
    found += [
        _("A waiver of %(rule)s.") % {"rule": _named(one)} for one in facts.waivers
    ]
    if facts.loses_allowance:
        found.append(
            _("The certificate is of another subject: the allowance would be lost.")
        )
    return found


def _taken(wish: Wish, day: date) -> Iterator[str]:
    """Yield that signed decrees reserve the last seats there."""
    coming = reserved_at(wish.unit.code).get(wish.job.code, [])
    answers = judged_reserved(day)
    if not coming or answers is None:
        return
    seats = answers.positions.filter(unit_id=wish.unit.code, job_id=wish.job.code)
    for row in seats.iter_rows(named=True):
        establishment = row["establishment"]
        if establishment is not None and row["present_any"] >= establishment:
            words = ngettext(
                "A free seat: %(count)s seat is reserved since %(day)s by a decree.",
                "A free seat: %(count)s seats are reserved since %(day)s by decrees.",
                len(coming),
            )
            day_words = date_format(min(one.since for one in coming), "j F Y")
            yield words % {"count": len(coming), "day": day_words}


def _named(rule: Told) -> str:
    """Return the title of a rule; a private cause stands behind one word."""
    if rule.rule in HIDDEN:
        return _("private facts")
    return f"{rule.title} ({rule.rule})"


def facts_for_decree(case: Case, wish: Wish, day: date) -> dict[str, Any]:
    """Return as JSON what a decision rests on: places, figures, rules, consents."""
    facts = facts_of_case(case, wish, day)
    if facts is None:
        return {}
    places = (("origin", facts.origin), ("target", facts.target))
    return {
        "data": case.data.number,
        "day": day.isoformat(),
        "unit": wish.unit_id,
        "job": wish.job_id,
        "places": {
            name: {
                "unit": place.unit_id,
                "job": place.job_id,
                "need": place.rounded,
                "minimum": place.minimum,
                "before": place.before,
                "after": place.after,
            }
            for name, place in places
            if place is not None
        },
        "rules": [
            {"rule": one.rule, "kind": one.kind, "sentence": told(one.data)}
            for one in facts.rules
        ],
        "new_licence": facts.licence,
        "waivers": waivers_of(case, day),
        "consents": [
            {
                "side": one.side,
                "unit": one.unit.pk,
                "answer": one.answer.answer,
                "condition": one.answer.condition,
            }
            for one in asked_of(case)
            if one.answer is not None and one.rank in (0, wish.rank)
        ],
    }


def waiting_in(round: Round) -> QuerySet[Case]:
    """Return the cases that wait for a round."""
    return Case.objects.filter(round=round, state=State.WAITS).order_by(
        "year", "number"
    )


def wishes(round: Round) -> QuerySet[Wish]:
    """Return the wishes of the cases that wait for a round."""
    rows = Wish.objects.filter(case__in=waiting_in(round))
    return rows.select_related("case__person", "unit", "job").order_by(
        "case__year", "case__number", "rank"
    )


HEADER = (
    gettext_lazy("Agenda"),
    gettext_lazy("Registered"),
    gettext_lazy("Person"),
    gettext_lazy("From"),
    gettext_lazy("Asks for"),
    gettext_lazy("Who asks"),
    gettext_lazy("Lane"),
    gettext_lazy("State"),
    gettext_lazy("Number and date"),
)


def table(rows: QuerySet[Case]) -> list[tuple[Any, ...]]:
    """Return the cases as rows of a file, under :data:`HEADER`."""
    return [
        (
            case.agenda,
            case.registered_on,
            case.person.name,
            case.from_unit.name,
            "; ".join(wish.unit.name for wish in case.wishes.all()),
            case.get_kind_display(),
            case.get_lane_display(),
            case.get_state_display(),
            f"{case.letter_number}, {case.letter_on.isoformat()}",
        )
        for case in rows
    ]


def filtered(rows: QuerySet[Case], asked: Any) -> QuerySet[Case]:
    """Return the cases that the filters of an address leave; unknown values: all."""
    places = Wish.objects.select_related("unit")
    rows = rows.prefetch_related(Prefetch("wishes", queryset=places))
    for name, choices in FILTERS.items():
        value = asked.get(name)
        if value in choices.values:
            rows = rows.filter(**{name: value})
    if (number := asked.get("round", "")).isdecimal():
        rows = rows.filter(round=int(number))
    return rows


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of the cases waits for this person."""
    found = []
    if rights.may("case.consent") and not rights.reach("case.consent").everything:
        found += _consents(rights)
    if rights.may("case.dispose"):
        rows = cases_visible_to(rights, "case.dispose").filter(state=State.REGISTERED)
        count = rows.exclude(registered_by=rights.user).count()
        words = ngettext(
            "Decide on %(count)s single case", "Decide on %(count)s single cases", count
        )
        found += _task(words, count, State.REGISTERED)
    if rights.may("case.register"):
        rows = cases_visible_to(rights, "case.register").filter(state=State.RETURNED)
        count = rows.count()
        words = ngettext(
            "Mend %(count)s returned case", "Mend %(count)s returned cases", count
        )
        found += _task(words, count, State.RETURNED)
    return found


def _task(words: str, count: int, state: State, due: date | None = None) -> list[Any]:
    if not count:
        return []
    url = f"{reverse('case-list')}?state={state}"
    return [Waiting(words % {"count": count}, url, count, due)]


def _consents(rights: Rights) -> list[Any]:
    """Return the consents that the head of a unit has not given yet."""
    open_ = cases_visible_to(rights, "case.consent").filter(state__in=OPEN)
    mine = [case for case in open_ if unanswered(rights, case)]
    due = min((case.consent_due for case in mine if case.consent_due), default=None)
    words = ngettext(
        "Give consent in %(count)s case", "Give consent in %(count)s cases", len(mine)
    )
    if len(mine) == 1:
        url = reverse("case-consent", args=[mine[0].pk])
        return [Waiting(words % {"count": 1}, url, 1, due)]
    return _task(words, len(mine), State.REGISTERED, due)


def unanswered(rights: Rights, case: Case) -> list[tuple[Consent.Side, Unit]]:
    """Return the consents a person may give that nobody has given."""
    given: Iterable[tuple[str, int]] = case.consents.values_list("side", "unit_id")
    known = set(given)
    return [
        (side, unit)
        for side, unit in sides_of(rights, case)
        if (side.value, unit.pk) not in known
    ]
