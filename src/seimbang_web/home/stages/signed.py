"""The first dossier is decided, its decree signed and handed out; the people ask."""

from __future__ import annotations

from datetime import date

from seimbang_web.decisions.authority.actions import Outcome, challenge, decide_dossier
from seimbang_web.decisions.authority.queries import days_for, families_of
from seimbang_web.decisions.models import Decision, Dossier, Entry
from seimbang_web.documents.actions import (
    deliver,
    draft,
    initial,
    make_extracts,
    number_letter,
    override,
    send,
    sign_letters,
    turn,
)
from seimbang_web.documents.actions.handing import BY_HAND
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.documents.sealing import Secret, sealer
from seimbang_web.home.stages.people import Players
from seimbang_web.institution.actions import save_profile
from seimbang_web.institution.queries import profile
from seimbang_web.proposals.models import Support
from seimbang_web.proposals.support import answer_support, ask_support
from seimbang_web.proposals.talk import write_message

PARAF = {  # whoever of the cast initials for a post
    "Kepala Bidang Mutasi": "sari",
    "Kepala Badan": "tono",
    "Sekretaris Daerah": "sekda",
}
SEALS = {"head": "bupati", "office_head": "tono", "secretary": "sekda"}
REGISTER = "3 Tahun {year}"  # of Bagian Hukum
OVERRIDE = "Contoh: nomor Lembaran Negara dilihat pada naskah cetak."


def done() -> bool:
    """Tell whether a decree was signed."""
    signed = (State.SIGNED, State.DELIVERED)
    return Letter.objects.filter(kind=Kind.DECREE, state__in=signed).exists()


def play(players: Players) -> None:
    """Play from the memo to the first receipt of an extract."""
    _profile(players)
    dossier = Dossier.objects.order_by("pk")[0]
    subject = f"dossier:{dossier.pk}"
    _sealed(players, _numbered(players, Kind.MEMO, subject))
    _decide(players, dossier)
    decree = _numbered(
        players,
        Kind.DECREE,
        subject,
        number=REGISTER.format(year=players.day.year),
        dated_on=players.day,
    )
    _sealed(players, decree)
    extracts = make_extracts(decree=decree, day=players.day, **players.by("dedi"))
    for extract in extracts:
        _sealed(players, extract)
    _received(players, extracts[0])
    _asked(players)


def _profile(players: Players) -> None:
    """Fill the two fields of the profile that were left open."""
    held = profile()
    told = {
        **held.told,
        "secretary_acting_since": players.day.isoformat(),
        "secretary_acting_until": players.day.replace(month=3, day=31).isoformat(),
        "decree_pattern": "{kode}/Kep.{urut}/{unit}/{tahun}",
    }
    save_profile(content=told, base=held.number, **players.by("dedi"))


def _decide(players: Players, dossier: Dossier) -> Decision:
    """Let the head of the region approve every case, from the first day that holds."""
    entries = list(dossier.entries.select_related("proposal__to_job"))
    by = players.by("bupati")
    return decide_dossier(
        dossier=dossier,
        outcomes={one.pk: Outcome(Entry.Outcome.APPROVED) for one in entries},
        effective_on=next(days_for(families_of(entries), players.day)),
        challenge=challenge(dossier=dossier, **by),
        day=players.day,
        **by,
    )


def _numbered(
    players: Players,
    kind: Kind,
    subject: str,
    number: str = "",
    dated_on: date | None = None,
) -> Letter:
    """Draft a letter, let it be initialled in turn, and give it its number."""
    letter = draft(kind=kind, subject=subject, day=players.day, **players.by("dedi"))
    people = {
        place.order: players.user(PARAF[place.post]) for place in letter.initials.all()
    }
    send(letter=letter, people=people, day=players.day, **players.by("dedi"))
    while (place := turn(letter)) is not None:
        initial(letter=letter, **players.by(PARAF[place.post]))
    override(letter=letter, why=OVERRIDE, day=players.day, **players.by("tono"))
    return number_letter(
        letter=letter,
        number=number,
        dated_on=dated_on,
        day=players.day,
        **players.by("dedi"),
    )


def _sealed(players: Players, letter: Letter) -> None:
    """Let whom the letter names sign it with the demo's test key."""
    way = sealer()
    assert way is not None
    letter.refresh_from_db()
    made = sign_letters(
        letters=[letter],
        sealer=way,
        secret=Secret(),
        day=players.day,
        **players.by(SEALS[letter.signer["signs"]]),
    )
    assert not made[0].problem, made[0].problem


def _received(players: Players, extract: Letter) -> None:
    """Keep that the person took the extract from the office."""
    assert extract.person is not None
    deliver(
        letter=extract,
        to=extract.person.name,
        way=BY_HAND,
        received_on=players.day,
        day=players.day,
        **players.by("dedi"),
    )


def _asked(players: Players) -> None:
    """Let the nurse ask for help, which is promised, and ask a question."""
    proposal = players.proposal("perawat")
    support = ask_support(
        proposal=proposal,
        kind=Support.Kind.TRANSITION,
        day=players.day,
        **players.by("perawat"),
    )
    answer_support(support=support, granted=True, why="", **players.by("putri"))
    write_message(
        proposal=proposal,
        text="Apakah jadwal jaga malam di sana sama?",
        **players.by("perawat"),
    )
