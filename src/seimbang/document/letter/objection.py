"""L13: the receipt of an objection, and what is decided of it."""

from __future__ import annotations

from seimbang.document import words
from seimbang.document.block import Block
from seimbang.document.letter import parts
from seimbang.document.letter.decree import ORDINALS, opened, setting
from seimbang.document.letter.facts import ObjectionDecision, ObjectionReceipt
from seimbang.document.letter.law import OBJECTIONS, grounds

REMEDY = (
    "Apabila tidak menerima putusan ini, Saudara dapat mengajukan gugatan ke "
    "Pengadilan Tata Usaha Negara dalam waktu 90 (sembilan puluh) hari sejak menerima "
    "putusan ini."
)
REMEDY_SOURCE = "Tenggat gugatan 90 hari (Perma 6/2018)"


def receipt(facts: ObjectionReceipt) -> list[Block]:
    """Return the receipt, with the last day of the answer."""
    to = parts.addressed(f"Sdr. {facts.person.name}", facts.seat, facts.person.unit)
    return [
        parts.head(),
        *parts.opening("Tanda terima keberatan", to),
        parts.paragraph(
            "fakta",
            f"Keberatan Saudara sudah kami terima pada tanggal "
            f"{words.day(facts.filed_on)}. Nomornya {facts.number}. Keberatan itu atas "
            f"{parts.cited(facts.against)}.",
        ),
        parts.paragraph(
            "tenggat",
            f"{facts.authority} memutus keberatan ini dalam "
            f"{words.counted(facts.days, 'hari kerja')}. Putusan diberikan paling "
            f"lambat tanggal {words.day(facts.due_on)}.",
        ),
        parts.paragraph(
            "akibat",
            "Selama keberatan diperiksa, keputusan tersebut tetap berlaku. Pejabat "
            "Pembina Kepegawaian dapat menyatakan lain.",
            editable=True,
        ),
        parts.paragraph(
            "tanya",
            f"Pertanyaan dapat disampaikan kepada {facts.contact}."
            if facts.contact
            else "",
            editable=True,
        ),
        parts.signer(),
        parts.copies(),
    ]


def objection(facts: ObjectionDecision) -> list[Block]:
    """Return the decision: pokok keberatan, pertimbangan, putusan, next remedy."""
    about = f"Keberatan atas {facts.against.title}"
    if facts.against.number:
        about += f" Nomor {facts.against.number}"
    return [
        *opened(facts.authority, about),
        *_considering(facts),
        *grounds("umum", facts.region, only=OBJECTIONS, local=facts.local),
        Block("memutuskan", "title", lines=("MEMUTUSKAN:",)),
        setting(facts.authority, about),
        *_dictum(facts),
        parts.signer(says="ditetapkan"),
        parts.copies(),
    ]


def _considering(facts: ObjectionDecision) -> list[Block]:
    return parts.lettered(
        "menimbang",
        "Menimbang",
        [
            (
                f"bahwa {facts.person.name}, {facts.person.nip_called} "
                f"{facts.person.nip}, {facts.person.job} pada {facts.person.unit}, "
                f"mengajukan keberatan nomor {facts.number} tanggal "
                f"{words.day(facts.filed_on)} atas {parts.cited(facts.against)};",
                "",
                False,
            ),
            (f"bahwa pokok keberatan adalah {facts.subject.rstrip('.')};", "", False),
            (
                f"bahwa setelah diperiksa: {facts.considered.rstrip('.')};"
                if facts.considered
                else "",
                "",
                False,
            ),
            (
                "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, "
                "huruf b, dan huruf c, perlu menetapkan putusan atas keberatan "
                "tersebut;",
                "",
                False,
            ),
        ],
    )


def _dictum(facts: ObjectionDecision) -> list[Block]:
    told = [("putusan", _outcome(facts), "")]
    if facts.effect:
        told.append(("akibat", facts.effect, ""))
    if not facts.upheld:
        remedy = facts.remedy or REMEDY
        told.append(("upaya", remedy, "" if facts.remedy else REMEDY_SOURCE))
    told.append(("berlaku", "Keputusan ini mulai berlaku pada tanggal ditetapkan.", ""))
    return [
        Block(
            f"diktum.{key}",
            "clause",
            label=ORDINALS[i],
            text=text,
            editable=key == "upaya",
            unconfirmed=unconfirmed,
        )
        for i, (key, text, unconfirmed) in enumerate(told)
    ]


def _outcome(facts: ObjectionDecision) -> str:
    who = f"Keberatan {facts.person.name}"
    if facts.upheld and facts.proposed:
        return f"{who} diterima. Usulan itu tidak dilanjutkan."
    if facts.upheld:
        return (
            f"{who} diterima. Keputusan yang dikeberati diubah dengan keputusan "
            "tersendiri."
        )
    if facts.late:
        return f"{who} tidak dapat diterima karena diajukan melewati tenggat."
    return f"{who} ditolak."
