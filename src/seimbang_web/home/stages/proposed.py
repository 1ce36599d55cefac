"""Wishes are written, a plan is chosen, its moves are proposed, people answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from seimbang_web.home.stages.people import Players, accounts
from seimbang_web.organisation.models import Person, Unit
from seimbang_web.outreach.example import publish_example
from seimbang_web.plans.models import Choice, Plan, Round
from seimbang_web.plans.rounds import choose
from seimbang_web.proposals.actions import open_proposals
from seimbang_web.proposals.models import Proposal, Response, Support, UnitInput
from seimbang_web.proposals.queries import Said
from seimbang_web.proposals.respond import give_response
from seimbang_web.proposals.support import set_offers
from seimbang_web.proposals.unit import View, give_input
from seimbang_web.wishes.actions import Told, save_draft, send_wish
from seimbang_web.wishes.models import Kind

ANSWER_WITHIN = timedelta(days=19)
GOALS = {"career": "jenjang", "competences": ["bidang", "digital"]}
Answer, Side = Response.Answer, UnitInput.Side
BY_OFFICE: Sequence[Said] = (  # at the counter: the five answers, in the order of cases
    Said(Answer.YES),
    Said(Answer.IF, condition="Setelah rapor semester dibagikan."),
    Said(Answer.NO, reasons=("merawat",), told="Ibu saya dirawat di rumah."),
    Said(Answer.WRONG),
    Said(Answer.UNCLEAR),
    Said(Answer.YES),
)


def done() -> bool:
    """Tell whether a plan of the round was chosen."""
    return Choice.objects.exists()


def play(players: Players) -> None:
    """Play from the wishes to the answers."""
    accounts(players)
    round = Round.objects.get(closed_on=None)
    publish_example(round=round, day=players.day, **players.by("putri"))
    _wishes(players, round)
    plan = Plan.objects.get(round=round)
    choose(
        plan=plan,
        why="Kekurangan guru dan perawat paling banyak tertutup.",
        **players.by("putri"),
    )
    set_offers(
        kinds=[
            Support.Kind.TRANSITION,
            Support.Kind.MENTOR,
            Support.Kind.HOUSING,
            Support.Kind.VISIT,
        ],
        weeks=2,
        days=5,
        **players.by("putri"),
    )
    open_proposals(
        plan=plan,
        respond_until=players.day + ANSWER_WITHIN,
        day=players.day,
        **players.by("putri"),
    )
    _answers(players)
    _heads(players)


def _wishes(players: Players, round: Round) -> None:
    """Write the wishes of two teachers, one of them at the counter."""
    school = players.unit("kepsek")
    wisher = players.user("gurukelas").person
    assert wisher is not None
    _wish(players, round, wisher, school, "gurukelas", assisted=False)
    colleague = Person.objects.filter(unit=school, present=True).order_by("-ref")[0]
    near = Unit.objects.filter(
        kind=school.kind, district=school.district, present=True
    ).exclude(pk=school.pk)
    _wish(players, round, colleague, near[0], "dedi", assisted=True)


def _wish(
    players: Players,
    round: Round,
    person: Person,
    unit: Unit,
    who: str,
    *,
    assisted: bool,
) -> None:
    by = players.by(who)
    helper = by["actor"] if assisted else None
    wish = save_draft(
        round=round,
        person=person,
        changes={"places": [{"kind": Kind.UNIT, "unit": unit.pk}], **GOALS},
        helper=helper,
        day=players.day,
    )
    send_wish(
        wish=wish,
        version=wish.version,
        told=Told(),
        helper=helper,
        day=players.day,
        **by,
    )


def _answers(players: Players) -> None:
    """Let movers answer by themselves, some of one agency at the counter, one not."""
    said = {
        "perawat": Said(Answer.YES),
        "sanitarian": Said(Answer.YES),
        "gurubaru": Said(Answer.IF, condition="Mulai pada awal semester."),
        "pelaksana": Said(Answer.YES),
    }
    for name, one in said.items():
        _answer(players, players.proposal(name), one, name, assisted=False)
    for proposal, one in zip(players.others("disdik"), BY_OFFICE, strict=False):
        _answer(players, proposal, one, "dedi", assisted=True)


def _answer(
    players: Players, proposal: Proposal, said: Said, who: str, *, assisted: bool
) -> None:
    give_response(
        proposal=proposal,
        said=said,
        seen=0,
        assisted=assisted,
        day=players.day,
        **players.by(who),
    )


def _heads(players: Players) -> None:
    """Let the heads of the cast's units speak on the cast's movers."""
    agrees = View(UnitInput.Answer.YES)
    covered = View(UnitInput.Answer.YES, cover="Dua perawat bergantian sementara.")
    for name, side, head, view in (
        ("perawat", Side.RELEASE, "kapus", covered),
        ("sanitarian", Side.RECEIVE, "kapus", agrees),
        ("gurubaru", Side.RECEIVE, "kepsek", agrees),
        ("pelaksana", Side.RECEIVE, "camat", agrees),
    ):
        give_input(
            proposal=players.proposal(name),
            side=side,
            unit=players.unit(head),
            view=view,
            day=players.day,
            **players.by(head),
        )
