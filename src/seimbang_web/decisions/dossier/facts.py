"""What a dossier freezes of each proposal: units, rules, what was said, exceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seimbang import language
from seimbang.decide.order import Move, Order
from seimbang.decide.order import in_order as carried_out
from seimbang.rules import Eligibility
from seimbang_web.cards.facts import Facts, Place, Tables, facts_of
from seimbang_web.cards.judged import judged_of, judged_reserved
from seimbang_web.cards.rules import WISH, Kind, Sight, Told
from seimbang_web.cases.lane import OWN
from seimbang_web.cases.queries import is_wish, waivers_of
from seimbang_web.decisions.dossier.doubts import doubts_of, in_order
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import ALIVE, Proposal, Response, UnitInput
from seimbang_web.proposals.queries import Heard, heard_of, responses_of

EXCEPTIONS: dict[str, Promise] = {  # in the order in which they are read
    "objected": gettext_lazy("The person objects"),
    "wrong": gettext_lazy("The person says the data are wrong"),
    "below": gettext_lazy("A unit falls below its minimum"),
    "blocked": gettext_lazy("A rule forbids it"),
    "refused": gettext_lazy("The head of a unit does not agree"),
    "waiver": gettext_lazy("Needs a waiver of a rule"),
    "waived": gettext_lazy("Goes on a waiver of a rule"),
    "unknown": gettext_lazy("The answer of a rule is not known"),
    "allowance": gettext_lazy("The allowance would be lost: another certificate"),
    "conditions": gettext_lazy("On a condition"),
    "alone": gettext_lazy("The head waits for a replacement; nobody comes"),
    "ring": gettext_lazy("Goes first of a ring in which all wait for each other"),
    "silent": gettext_lazy("The person did not answer"),
    "early": gettext_lazy("The person may still answer"),
}
DISCREET = Sight(private=False, coarse=False)  # all readers of a dossier see the same
Seats = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Frozen:
    """One entry as it is kept."""

    proposal: Proposal
    order: int
    facts: dict[str, Any]
    blocks: list[str]


@dataclass(frozen=True)
class _About:
    """What all entries are looked up in, read once; by proposal, or person (ids)."""

    tables: Tables
    staff: Seats
    answered: Mapping[int, Response]
    heard: Mapping[int, Sequence[Heard]]
    doubts: Mapping[int, Collection[str]]
    version: Version
    day: date


def frozen(proposals: Sequence[Proposal], plan: Plan | None, day: date) -> list[Frozen]:
    """
    Return the entries of a dossier in the order of carrying out.

    :raises ActError: when a person or a place is not in the data any more.
    """
    version = current()
    answers = judged_of(plan) if plan is not None else judged_reserved(day)
    if answers is None or version is None:
        raise ActError(_("There are no data: import them first."))
    about = _About(
        Tables(answers),
        _staff(answers, proposals),
        responses_of(proposals),
        heard_of(proposals),
        doubts_of([one.person for one in proposals], version, day),
        version,
        day,
    )
    looked = {one.pk: _looked(about, one) for one in proposals}
    order = _order(proposals, looked, about.heard)
    by_key = {one.pk: one for one in proposals}
    return [
        _entry(about, by_key[turn.key], looked[turn.key], turn) for turn in order.turns
    ]


def _staff(answers: Eligibility, proposals: Sequence[Proposal]) -> Seats:
    """Return the people at each seat after all moves of the round that are alive."""
    rounds = {one.round_id for one in proposals if one.round_id is not None}
    moves = {one.pk: one for one in proposals}
    others = Proposal.objects.filter(round__in=rounds, state__in=ALIVE)
    links = ("person", "from_unit", "from_job", "to_unit", "to_job")
    for one in others.select_related(*links):
        moves.setdefault(one.pk, one)
    change: Counter[tuple[str, str]] = Counter()
    counted = dict(answers.people.select("person_id", "counted").iter_rows())
    for one in moves.values():
        weight = int(counted.get(one.person.ref, 1))
        change[one.from_unit.code, one.from_job.code] -= weight
        change[one.to_unit.code, one.to_job.code] += weight
    present = {
        (row["unit_id"], row["job_id"]): row["present"]
        for row in answers.positions.iter_rows(named=True)
    }
    return {
        seat: max(0, present.get(seat, 0) + moved) for seat, moved in change.items()
    }


def _looked(about: _About, proposal: Proposal) -> Facts:
    case = proposal.case
    move = proposal.move
    voluntary = is_wish(case.kind) if case else bool(move and move.voluntary)
    try:
        return facts_of(
            about.tables.answers,
            proposal.person.ref,
            proposal.to_unit.code,
            proposal.to_job.code,
            voluntary=voluntary,
            sight=DISCREET,
            waivers=waivers_of(case, about.day) if case else None,
            own_lane=proposal.lane in OWN,
            without=(WISH,),
            staff=about.staff,
            tables=about.tables,
        )
    except KeyError as error:
        raise ActError(
            _("%(proposal)s: this person or unit is not in the data any more.")
            % {"proposal": proposal}
        ) from error


def _order(
    proposals: Sequence[Proposal],
    looked: Mapping[int, Facts],
    heard: Mapping[int, Sequence[Heard]],
) -> Order:
    return carried_out(
        [
            Move(
                key=one.pk,
                leaves=(one.from_unit_id, one.from_job_id),
                arrives=(one.to_unit_id, one.to_job_id),
                cover=looked[one.pk].origin.before - looked[one.pk].origin.minimum,
                after=one.after_id,
                waits=any(
                    said.answer is not None
                    and said.side == UnitInput.Side.RELEASE
                    and said.answer.answer == UnitInput.Answer.AFTER
                    for said in heard[one.pk]
                ),
            )
            for one in proposals
        ]
    )


def _entry(about: _About, proposal: Proposal, facts: Facts, turn: Any) -> Frozen:
    answer, day = about.answered.get(proposal.pk), about.day
    heard = about.heard[proposal.pk]
    kept = {
        "person": proposal.person.name,
        "status": proposal.person.status,
        "grade": proposal.person.grade,
        "from_job": proposal.from_job.name,
        "to_job": proposal.to_job.name,
        "data": about.version.number,
        "day": day.isoformat(),
        "units": [
            _place(role, place)
            for role, place in (("origin", facts.origin), ("target", facts.target))
            if place is not None
        ],
        "rules": [_rule(one) for one in facts.rules if one.kind is not Kind.MET],
        "met": sum(one.kind is Kind.MET for one in facts.rules),
        "licence": facts.licence,
        "duties": list(facts.duties),
        "response": answer and _said(answer),
        "inputs": [
            {
                "side": one.side.value,
                "unit": one.unit.name,
                "answer": one.answer and one.answer.answer,
                "condition": one.answer.condition if one.answer else "",
                "cover": one.answer.cover if one.answer else "",
            }
            for one in heard
        ],
        "waivers": waivers_of(proposal.case, day) if proposal.case else {},
        "recommendation": proposal.case.recommendation if proposal.case else "",
        "after": turn.after,
    }
    kept["exceptions"] = _exceptions(proposal, facts, answer, heard, turn, day)
    blocks = in_order(about.doubts[proposal.person_id], facts)
    return Frozen(proposal, turn.order, kept, blocks)


def _place(role: str, place: Place) -> dict[str, Any]:
    return {
        "role": role,
        "unit": place.unit,
        "job": place.job,
        "need": place.rounded,
        "minimum": place.minimum,
        "before": place.before,
        "after": place.after,
        "todo": said(place.todo_after),
        "below": place.below_minimum,
    }


def _rule(one: Told) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "title": said(one.title),
        "kind": one.kind.value,
        "sentence": said(one.sentence),
        "sources": [
            {"title": each.title, "at": each.at, "open": each.open}
            for each in one.sources
        ],
    }


def said(words: Any) -> dict[str, str]:
    """Return a sentence as it is frozen: in both languages, the digest holds both."""
    found = {}
    for name in language.LANGUAGES:
        with language.speaking(name), translation.override(name):
            found[name] = str(words)
    return found


def _said(answer: Response) -> dict[str, Any]:
    """Return a response by category only: what was told in confidence stays there."""
    return {
        "answer": answer.answer,
        "reasons": answer.reasons,
        "condition": answer.condition,
        "receipt": answer.receipt,
    }


def _exceptions(
    proposal: Proposal,
    facts: Facts,
    answer: Response | None,
    heard: Sequence[Any],
    turn: Any,
    day: date,
) -> list[str]:
    """Return what is not as it should be, in the order in which it is read."""
    said = answer.answer if answer else ""
    units = {one.answer.answer for one in heard if one.answer is not None}
    kinds = {one.kind for one in facts.rules}
    places = [one for one in (facts.origin, facts.target) if one is not None]
    holds = {
        "objected": said == Response.Answer.NO,
        "wrong": said == Response.Answer.WRONG,
        "below": any(one.below_minimum for one in places),
        "blocked": Kind.BLOCKS in kinds,
        "refused": UnitInput.Answer.NO in units,
        "waiver": Kind.WAIVER in kinds,
        "waived": Kind.WAIVED in kinds,
        "unknown": Kind.OPEN in kinds,
        "allowance": facts.loses_allowance,
        "conditions": said == Response.Answer.IF or UnitInput.Answer.IF in units,
        "alone": turn.alone,
        "ring": turn.first_of_ring,
        "silent": answer is None and day > proposal.respond_until,
        "early": answer is None and day <= proposal.respond_until,
    }
    return [key for key in EXCEPTIONS if holds[key]]
