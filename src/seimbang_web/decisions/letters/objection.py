"""L13: the receipt of an objection, and the decision on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from seimbang.document.block import Block
from seimbang.document.letter import facts as core
from seimbang.document.letter import objection as letter
from seimbang_web.decisions.letters import facts
from seimbang_web.decisions.letters.subjects import RECEIPT, objection_of
from seimbang_web.decisions.models import Objection
from seimbang_web.decisions.objections.days import ANSWER, FILING, term
from seimbang_web.documents.compose import Composition
from seimbang_web.documents.people import rank_of
from seimbang_web.institution.queries import profile

Outcome, Stage = Objection.Outcome, Objection.Stage


def compose(subject: str, day: date) -> Composition:
    """Compose the receipt or the decision, as the subject says."""
    one = objection_of(subject)
    person = one.proposal.person
    if subject.startswith(RECEIPT):
        return Composition(
            title=f"Tanda terima keberatan {one.receipt}",
            blocks=receipt_blocks(one, day),
            person=person,
            lane=one.proposal.lane,
            facts=one.receipt,
        )
    return Composition(
        title=f"Keputusan atas keberatan {one.receipt}",
        blocks=_marked(letter.objection(decision(one, day)), day),
        person=person,
        lane=one.proposal.lane,
        facts=f"{one.receipt}:{one.version}",
        chain=("Kepala Bidang Mutasi",),
    )


def receipt_blocks(one: Objection, day: date) -> list[Block]:
    """Return the receipt; before the decree nothing is in force that could go on."""
    blocks = letter.receipt(receipt(one, day))
    if one.stage == Stage.AFTER:
        return blocks
    return [block for block in blocks if block.name != "akibat"]


def person_of(one: Objection, day: date) -> core.Person:
    """Return who objected, with the present job and unit."""
    proposal = one.proposal
    return core.Person(
        name=proposal.person.name,
        nip=proposal.person.nip,
        rank=rank_of(proposal.person, day),
        job=proposal.from_job.name,
        unit=proposal.from_unit.name,
        status="PPPK" if proposal.person.status == "pppk" else "PNS",
    )


def against(one: Objection) -> core.Cited:
    """Return what was objected to, as a letter cites it."""
    proposal = one.proposal
    if one.decree is not None:
        return facts.cited(one.decree, f"Keputusan {facts.authority()}")
    about = f"pemindahan ke {proposal.to_unit.name}"
    return core.Cited("Usulan", str(proposal), proposal.opened_at.date(), about)


def receipt(one: Objection, day: date) -> core.ObjectionReceipt:
    """Return the facts of the receipt."""
    held = profile()
    return core.ObjectionReceipt(
        person=person_of(one, day),
        number=one.receipt,
        filed_on=one.filed_on,
        due_on=one.due_on,
        against=against(one),
        authority=facts.authority(),
        days=term(ANSWER, one.filed_on).days,
        contact=held.contact,
        seat=held.seat,
    )


def decision(one: Objection, day: date) -> core.ObjectionDecision:
    """Return the facts of the decision; reasons of the person are not among them."""
    proposal = one.proposal
    upheld = one.outcome == Outcome.UPHELD
    filing = term(FILING, day)
    remedy = (
        f"Jika Saudara tidak setuju dengan keputusan pemindahan, Saudara dapat "
        f"mengajukan keberatan administratif dalam {filing.days} hari kerja setelah "
        f"menerimanya kepada {facts.authority()} ({filing.citation.title})."
    )
    return core.ObjectionDecision(
        person=person_of(one, day),
        number=one.receipt,
        filed_on=one.filed_on,
        against=against(one),
        authority=facts.authority(),
        region=profile().regency,
        subject=f"pemindahan dari {proposal.from_unit.name} ke {proposal.to_unit.name}",
        considered=_considered(one),
        upheld=upheld,
        remedy=remedy if one.stage == Stage.BEFORE and not upheld else "",
        late=one.outcome == Outcome.LATE,
        effect=_effect(one) if upheld else "",
        proposed=one.stage == Stage.BEFORE,
        local=facts.local_rules(day),
    )


def _effect(one: Objection) -> str:
    return f"Saudara tetap bertugas di {one.proposal.from_unit.name}."


def _marked(blocks: list[Block], day: date) -> list[Block]:
    """Return the blocks; a term of the law that nobody confirmed marks its clause."""
    citation = term(FILING, day).citation
    if citation.confirmed:
        return blocks
    return [
        replace(one, unconfirmed=f"{citation.title}, {citation.at}")
        if citation.title in one.text and one.name.startswith("diktum.")
        else one
        for one in blocks
    ]


def _considered(one: Objection) -> str:
    if one.outcome == Outcome.LATE and one.file_until is not None:
        return "keberatan diajukan setelah hari terakhir menurut peraturan"
    return " ".join(filter(None, (one.considered, one.why)))


def blocked(subject: str) -> str:
    """Return why the letter may not be numbered yet: nothing was decided."""
    one = objection_of(subject)
    if subject.startswith(RECEIPT):
        return ""
    if one.outcome == Outcome.WITHDRAWN:
        return _("The objection was withdrawn: no decision is written.")
    if one.outcome == Outcome.WAITS:
        return _("The objection is not decided yet: the appointing authority decides.")
    return ""
