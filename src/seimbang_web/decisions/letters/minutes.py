"""L5: the minutes of a session of the team, from its record."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.minutes import minutes
from seimbang_web.decisions.freeze import digest_of
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.subjects import session_of
from seimbang_web.decisions.models import Advice, Entry, Seat, Session
from seimbang_web.decisions.team.count import attendance, tallies
from seimbang_web.documents.compose import Composition
from seimbang_web.institution.queries import profile

ADVICE = {
    Advice.Choice.CARRY: "direkomendasikan",
    Advice.Choice.AGAINST: "tidak direkomendasikan",
    Advice.Choice.POSTPONE: "ditunda",
}


def compose(subject: str, day: date) -> Composition:
    """Compose the minutes of a session."""
    session = session_of(subject)
    return Composition(
        title=f"Berita acara sidang {session.dossier}",
        blocks=minutes(told(session, day)),
        lane=session.dossier.lane,
        facts=digest_of([session.dossier.digest, session.closed_at]),
    )


def told(session: Session, day: date) -> core.Minutes:
    """Return the facts of the minutes."""
    held, dossier = profile(), session.dossier
    counted = tallies(session, _entries(session))
    rows = facts.people_rows(dossier, [one.entry for one in counted])
    name = f", {dossier.plan.name}" if dossier.plan else ""
    return core.Minutes(
        region=held.regency,
        held_on=session.held_on,
        place=session.place,
        basis=core.Cited(session.basis),
        members=tuple(_member(one) for one in session.seats.select_related("user")),
        quorum=attendance(session).needed,
        cases=tuple(
            core.Heard(
                nominee=facts.nominee_of(one.entry, day, rows),
                advice=ADVICE[Advice.Choice(one.noted.choice)] if one.noted else "",
                in_favour=one.favour,
                against=one.against,
                postpone=one.postpone,
                recused=tuple(str(recusal.user) for recusal in one.recused),
                objection=one.noted.considered if one.noted else "",
                condition=one.noted.condition if one.noted else "",
            )
            for one in counted
        ),
        starts_at=session.starts_at,
        zone=held.zone,
        plan=f"{dossier}{name}",
        digest=dossier.digest,
        data_on=facts.data_on(dossier),
        closing=session.closing,
    )


def _entries(session: Session) -> list[Entry]:
    rows = session.dossier.entries.select_related(
        "proposal__person", "proposal__from_unit", "proposal__from_job",
        "proposal__to_unit", "proposal__to_job", "proposal__case", "dossier",
    )  # fmt: skip
    return list(rows.order_by("order"))


def _member(seat: Seat) -> core.Member:
    role = "Ketua" if seat.chair else "Sekretaris" if seat.secretary else "Anggota"
    return core.Member(
        person=core.Person(str(seat.user)),
        office=seat.post,
        role=role,
        present=seat.present,
        substitute_for=seat.substitute_for,
    )


def blocked(subject: str) -> str:
    """Return why minutes may not be numbered: the session goes on."""
    if session_of(subject).closed_at is None:
        return _("The session is not closed yet: its minutes are written after it.")
    return ""
