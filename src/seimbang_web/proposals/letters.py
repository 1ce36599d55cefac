"""
The letters of proposals: consent of a unit (L2), usul of the agency (L3).

L2 speaks of "input:5", what a head said of one move. L3 speaks of "usul:3:12", all open
proposals of round 3 that leave agency 12, or of "proposal:7", a single case.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from seimbang.document.letter import facts
from seimbang.document.letter.consent import consent
from seimbang.document.letter.usul import usul
from seimbang_web.audit.actions import canonical
from seimbang_web.cases.models import Kind as Asked
from seimbang_web.cases.models import Lane
from seimbang_web.documents.compose import COMPOSERS, Composer, Composition
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.institution.queries import profile
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Unit
from seimbang_web.proposals.drafting import consent_reach, usul_reach
from seimbang_web.proposals.models import Proposal, State, UnitInput
from seimbang_web.proposals.written import (
    Data,
    data_of,
    nominee_of,
    person_of,
    staff_of,
)

Side, Answer = UnitInput.Side, UnitInput.Answer
AFTER = "pengganti telah melaksanakan tugas"
NUMBERED = (LetterState.NUMBERED, LetterState.SIGNED, LetterState.DELIVERED)
LINKS = ("person", "from_unit__agency", "from_job", "to_unit__agency", "to_job")


def register() -> None:
    """Let the letters of this room be drafted."""
    COMPOSERS[Kind.CONSENT] = Composer(
        compose=compose_consent,
        blocked=consent_blocked,
        page=consent_page,
        reach=consent_reach,
    )
    COMPOSERS[Kind.USUL] = Composer(
        compose=compose_usul, blocked=usul_blocked, page=usul_page, reach=usul_reach
    )


def input_of(subject: str) -> UnitInput:
    """Return what a head said, of which a consent speaks."""
    links = [f"proposal__{one}" for one in LINKS]
    rows = UnitInput.objects.select_related("unit__agency", "proposal__case", *links)
    return rows.get(pk=int(subject.removeprefix("input:")))


def compose_consent(subject: str, day: date) -> Composition:
    """Return the consent of a unit, or that it does not agree, with its staff."""
    given = input_of(subject)
    release = given.side == Side.RELEASE
    data = _data(given.proposal, day)
    with override("id"):
        blocks = consent(_consent(given, data, day))
    verb = "melepas" if release else "menerima"
    return Composition(
        title=f"Persetujuan {verb} {given.proposal.person.name}",
        blocks=blocks,
        lane=given.proposal.lane,
        facts=_digest([given.pk, data.version.checksum]),
        unit=given.unit,
    )


def _consent(given: UnitInput, data: Data, day: date) -> facts.Consent:
    proposal, held = given.proposal, profile()
    release = given.side == Side.RELEASE
    job = proposal.from_job if release else proposal.to_job
    other = proposal.to_unit if release else proposal.from_unit
    said = given.condition.strip()
    refused = given.answer == Answer.NO
    if given.answer == Answer.AFTER:
        said = f"{AFTER}; {said}" if said else AFTER
    return facts.Consent(
        person=person_of(proposal, day),
        release=release,
        agrees=not refused,
        from_unit=proposal.from_unit.name,
        to_unit=proposal.to_unit.name,
        to_job=proposal.to_job.name,
        unit=given.unit.name,
        abk_on=data.on,
        staff=staff_of(data, given.unit, job, -1 if release else 1),
        condition="" if refused else said,
        why=said if refused else "",
        cover=given.cover.strip(),
        addressee=_above(given.unit),
        seat=held.seat,
        basis=_asked(proposal),
        copies=(f"Kepala {other.name}",),
    )


def _above(unit: Unit) -> str:
    """Return whom the head of a unit writes to: the agency, else the office."""
    held = profile()
    above = unit.agency.name if unit.agency else held.office
    return f"Kepala {above} {held.regency}".strip()


def _asked(proposal: Proposal) -> facts.Cited:
    """Return the letter that asks for the move: of the case, else the proposal."""
    case = proposal.case
    if case is not None:
        title = "surat permohonan" if case.kind == Asked.OWN else "surat usul"
        return facts.Cited(title, case.letter_number, case.letter_on)
    return facts.Cited("usulan pemindahan", str(proposal), proposal.opened_on)


def consent_blocked(subject: str) -> str:
    """Return why the consent may not be numbered: the unit said something else."""
    given = input_of(subject)
    if given.proposal.state not in (State.OPEN, State.DECIDED):
        return _("This proposal was decided or withdrawn meanwhile: reload.")
    later = UnitInput.objects.filter(
        proposal=given.proposal, side=given.side, unit=given.unit, pk__gt=given.pk
    )
    if later.exists():
        return _("The unit has answered anew: draft the letter of the last answer.")
    return ""


def consent_page(subject: str) -> str:
    """Return where the unit's answer is shown."""
    given = input_of(subject)
    return reverse("unit-input", args=[given.proposal_id, given.side])


def usul_subject(proposal: Proposal) -> str:
    """Return what the usul of a proposal speaks of: its case, or round and agency."""
    if proposal.case_id is not None:
        return f"proposal:{proposal.pk}"
    unit = proposal.from_unit
    return f"usul:{proposal.round_id}:{unit.agency_id or unit.pk}"


def usul_of(subject: str) -> tuple[Unit, list[Proposal]]:
    """Return the agency and the open proposals that an usul speaks of."""
    kind, *numbers = subject.split(":")
    rows = Proposal.objects.select_related(*LINKS, "case", "move")
    if kind == "proposal":
        one = rows.get(pk=int(numbers[0]))
        agency = one.from_unit.agency or one.from_unit
        return agency, [one] if one.state == State.OPEN else []
    round_, pk = map(int, numbers)
    return Unit.objects.get(pk=pk), list(_leaving(rows, round_, pk))


def _leaving(rows: QuerySet[Proposal], round: int, agency: int) -> QuerySet[Proposal]:
    """Return who leaves an agency in a round; inside it a surat tugas is enough."""
    within = Q(from_unit=agency) | Q(from_unit__agency=agency)
    found = rows.filter(within, round=round, case=None, state=State.OPEN)
    return found.exclude(lane=Lane.INSIDE).order_by("from_unit__name", "person__name")


def compose_usul(subject: str, day: date) -> Composition:
    """
    Return the usul of an agency with the list of names.

    :raises ActError: when nobody is proposed any more.
    """
    agency, proposals = usul_of(subject)
    if not proposals:
        raise ActError(_("Nobody of this agency is proposed now."))
    data = _data(proposals[0], day)
    with override("id"):
        told = _usul(agency, proposals, data, day)
    return Composition(
        title=f"Usul pemindahan {len(proposals)} pegawai {agency.name}",
        blocks=usul(told),
        lane=proposals[0].lane,
        facts=_digest(
            [data.version.checksum]
            + [[one.pk, one.after_id, one.lane] for one in proposals]
        ),
        unit=agency,
    )


def _usul(
    agency: Unit, proposals: Sequence[Proposal], data: Data, day: date
) -> facts.Usul:
    held = profile()
    single = proposals[0] if proposals[0].case_id is not None else None
    return facts.Usul(
        agency=agency.name,
        authority=f"{held.head_called} {held.place}",
        office_head=f"Kepala {held.office}",
        nominees=tuple(nominee_of(data, one, day) for one in proposals),
        abk_on=data.on,
        seat=held.seat,
        basis=tuple(_basis(single)) if single else (),
        copies=("Kepala unit kerja dalam daftar nominatif",),
    )


def _basis(proposal: Proposal) -> list[facts.Cited]:
    """Return the letters a single usul rests on: the request, numbered consents."""
    subjects = [f"input:{one.pk}" for one in proposal.inputs.all()]
    letters = Letter.objects.filter(
        kind=Kind.CONSENT, subject__in=subjects, state__in=NUMBERED
    ).order_by("pk")
    return [_asked(proposal)] + [
        facts.Cited(f"surat Kepala {one.unit}", one.number, one.dated_on)
        for one in letters.select_related("unit")
    ]


def usul_blocked(subject: str) -> str:
    """Return why the usul may not be numbered: nobody is proposed any more."""
    _agency, proposals = usul_of(subject)
    return "" if proposals else _("Nobody of this agency is proposed now.")


def usul_page(subject: str) -> str:
    """Return where the proposals are shown: the single one, or the list."""
    kind, *numbers = subject.split(":")
    if kind == "proposal":
        return reverse("proposal-detail", args=[int(numbers[0])])
    return f"{reverse('proposal-list')}?state={State.OPEN}"


def _data(proposal: Proposal, day: date) -> Data:
    data = data_of(proposal, day)
    if data is None:
        raise ActError(_("There are no data yet: import them first."))
    return data


def _digest(told: object) -> str:
    return sha256(canonical(told)).hexdigest()
