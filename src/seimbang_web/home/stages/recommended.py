"""Dossiers are made and examined; the team advises on two, the others wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from seimbang_web.cases.models import Lane
from seimbang_web.decisions.dossier.actions import finish_step, make_dossier
from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.models import Dossier, Session, Vote
from seimbang_web.decisions.team.actions import (
    Place,
    arrange_seats,
    call_session,
    mark_presence,
    open_session,
)
from seimbang_web.decisions.team.voting import cast_vote, close_session, record_advice
from seimbang_web.home.stages.people import Players
from seimbang_web.plans.models import Plan
from seimbang_web.proposals.models import Proposal

MOVERS = ("sanitarian", "perawat", "gurubaru")
BY = {  # who does a step; else the verifier
    "sector": ("dinkes", "disdik", "camat"),
    "head": ("tono",),
    "pyb": ("sekda",),
}
POSTS = (
    "Sekretaris Daerah",
    "Kepala BKPSDMD",
    "Inspektur Daerah",
    "Asisten Administrasi Umum",
    "Kepala Dinas Pendidikan dan Kebudayaan",
)
BASIS = "Keputusan Bupati tentang Tim Penilai Kinerja (contoh)"


def done() -> bool:
    """Tell whether the team advised on a dossier."""
    return Session.objects.filter(closed_at__isnull=False).exists()


def play(players: Players) -> None:
    """Bring two dossiers to the decision; others stand earlier, each with another."""
    first = _dossier(players, [players.proposal(name) for name in MOVERS])
    teachers = players.others("disdik")
    second, third, fourth, _fifth = (
        _dossier(players, teachers[at : at + 2]) for at in range(0, 8, 2)
    )
    for dossier in (first, second):
        _to_team(players, dossier)
        _advise(players, _session(players, dossier))
    _to_team(players, third)
    _session(players, third)
    _finish(players, fourth)


def _dossier(players: Players, proposals: Sequence[Proposal]) -> Dossier:
    return make_dossier(
        proposals=proposals,
        plan=Plan.objects.get(choices__isnull=False),
        lane=Lane.ORDINARY,
        day=players.day,
        **players.by("putri"),
    )


def _finish(players: Players, dossier: Dossier) -> None:
    """Finish the step a dossier stands at, of all agencies concerned."""
    step = here(dossier)
    assert step is not None
    for agency in dossier.steps.filter(key=step.key, state=step.state):
        finish_step(
            dossier=dossier,
            key=step.key,
            day=players.day,
            **players.by(_who(players, step.key, agency.agency_id)),
        )


def _who(players: Players, key: str, agency: int | None) -> str:
    names = BY.get(key, ("sari",))
    if agency is None:
        return names[0]
    return next(name for name in names if players.unit(name).pk == agency)


def _to_team(players: Players, dossier: Dossier) -> None:
    while (step := here(dossier)) is not None and step.key != "team":
        _finish(players, dossier)


def _session(players: Players, dossier: Dossier) -> Session:
    """Call the team; its authorised official takes the chair."""
    session = call_session(
        dossier=dossier,
        held_on=players.day,
        starts_at=time(9),
        place="Ruang Rapat Sekretariat Daerah",
        basis=BASIS,
        day=players.day,
        **players.by("sekda"),
    )
    arrange_seats(
        session=session,
        places=[
            Place(user, POSTS[at], chair=at == 0, secretary=at == 1)
            for at, user in enumerate(players.team())
        ],
        **players.by("sekda"),
    )
    return session


def _advise(players: Players, session: Session) -> None:
    """Let all members come and vote for each case; then the session is closed."""
    digest = session.dossier.digest
    for seat in session.seats.select_related("user"):
        mark_presence(seat=seat, present=True, **players.by(seat.user.username))
    open_session(session=session, day=players.day, **players.by("sekda"))
    for entry in session.dossier.entries.order_by("order"):
        for member in players.team():
            cast_vote(
                session=session,
                entry=entry,
                choice=Vote.Choice.FOR,
                digest=digest,
                **players.by(member.username),
            )
        record_advice(
            session=session,
            entry=entry,
            condition="",
            considered="",
            digest=digest,
            **players.by("tono"),
        )
    close_session(session=session, closing="", day=players.day, **players.by("tono"))
