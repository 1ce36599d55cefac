"""L4: the staff memo of a dossier, exceptions first."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from seimbang.document.letter import facts as core
from seimbang.document.letter.memo import memo
from seimbang_web.decisions.dossier.facts import EXCEPTIONS
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.subjects import dossier_of
from seimbang_web.decisions.models import Dossier, Entry, State
from seimbang_web.documents.compose import Composition
from seimbang_web.institution.content import Content
from seimbang_web.institution.queries import profile
from seimbang_web.proposals.models import Response

ANSWERS = {
    Response.Answer.YES: "bersedia",
    Response.Answer.IF: "bersedia dengan syarat",
    Response.Answer.NO: "keberatan",
    Response.Answer.WRONG: "menyatakan datanya keliru",
    Response.Answer.UNCLEAR: "belum mengerti",
}
SILENT = "belum menanggapi"
QUIET = ("early",)  # exceptions that say nothing of the move


def compose(subject: str, day: date) -> Composition:
    """Compose the staff memo of a dossier."""
    dossier = dossier_of(subject)
    entries = facts.entries_of(dossier)
    held = profile()
    blocks = memo(told(dossier, entries, held, day))
    return Composition(
        title=f"Telaahan staf {dossier}",
        blocks=blocks,
        lane=dossier.lane,
        facts=dossier.digest,
        chain=("Kepala Bidang Mutasi",),
    )


def told(dossier: Dossier, entries: list[Entry], held: Content, day: date) -> core.Memo:
    """Return the facts of the memo."""
    rows = facts.people_rows(dossier, entries)
    session = facts.last_session(dossier)
    return core.Memo(
        addressee=facts.authority(),
        through=f"Sekretaris Daerah {held.regency}",
        sender=f"Kepala {held.office}",
        nominees=tuple(facts.nominee_of(one, day, rows) for one in entries),
        abk_on=facts.data_on(dossier),
        effects=facts.effects_of(entries),
        rules=facts.rules_of(entries),
        exceptions=tuple(exceptions(entries)),
        basis=facts.mindful_of(dossier, entries),
        advised_on=session and session.held_on,
        responded=responded(entries),
        decree=f"Keputusan {facts.authority()} tentang {facts.about(entries)}",
    )


def exceptions(entries: list[Entry]) -> list[str]:
    """Return each exception with its person; the reasons of objections are not told."""
    return [
        f"{one.proposal.person.name}: {EXCEPTIONS[key]}"
        for key in EXCEPTIONS
        for one in entries
        if key in one.facts["exceptions"] and key not in QUIET
    ]


def responded(entries: list[Entry]) -> str:
    """Return how many answered what: counts only."""
    count = Counter(
        ANSWERS[one.facts["response"]["answer"]] if one.facts["response"] else SILENT
        for one in entries
    )
    order = [*ANSWERS.values(), SILENT]
    return ", ".join(f"{count[words]} {words}" for words in order if count[words])


def blocked(subject: str) -> str:
    """Return why a memo may not be numbered: its dossier is not the newest."""
    if dossier_of(subject).state == State.REPLACED:
        return _("There is a newer version of this dossier: write the memo of that.")
    return ""
