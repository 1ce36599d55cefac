"""Sign: by the scan of the signed paper, or electronically, several at once; void."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.actions.draft import DRAFTS, changed, kept, locked, told
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import final, keep, make_pdf
from seimbang_web.documents.models import File, Kind, Letter, State
from seimbang_web.documents.scan import problem_of
from seimbang_web.documents.sealing import Sealer, SealError, Secret
from seimbang_web.documents.signer import may_seal
from seimbang_web.lib.act import ActError


def _numbered(letter: Letter) -> Letter:
    """
    Return a letter that waits for its signature, locked.

    :raises ActError: when it does not.
    """
    row = locked(letter)
    if row.state != State.NUMBERED:
        raise ActError(
            _("This letter does not wait for a signature: %(state)s.")
            % {"state": row.get_state_display()}
        )
    return row


def _sign(
    row: Letter, form: File.Form, content: bytes, actor: Any, now: datetime
) -> Letter:
    file = keep(row, form, content, actor=actor, now=now)
    changed(row, state=State.SIGNED)
    kept(row, State.SIGNED, actor, now)
    told("letter.sign", row, actor, now, form=form, file=file.digest)
    composer = COMPOSERS.get(Kind(row.kind))
    if composer is not None:
        composer.signed(row, actor, now)
    return row


@transaction.atomic
def sign_by_scan(
    *, letter: Letter, content: bytes, actor: Any, now: datetime, day: date
) -> Letter:
    """
    Keep the scan of the paper signed by hand: the letter is signed.

    :raises ActError: when the person may not, no signature is awaited, or the file is
        no scan.
    """
    row = _numbered(letter)
    if not Rights(actor, day).may("letter.scan"):
        raise ActError(_("The scan is uploaded by an officer or the head of the unit."))
    if wrong := problem_of(content):
        raise ActError(wrong)
    return _sign(row, File.Form.SCAN, content, actor, now)


@transaction.atomic
def sign_sealed(
    *, letter: Letter, content: bytes, actor: Any, now: datetime, day: date
) -> Letter:
    """
    Keep the electronically signed PDF: the letter is signed.

    :raises ActError: when this person is not the signer, or none is awaited.
    """
    row = _numbered(letter)
    if not may_seal(Rights(actor, day), row):
        raise ActError(_("Only whom the signature block names signs electronically."))
    return _sign(row, File.Form.SIGNED, content, actor, now)


@dataclass(frozen=True)
class Sealed:
    """What became of one letter of a batch; ``problem`` empty: it is signed."""

    letter: Letter
    problem: str = ""


def sign_letters(
    *, letters: Iterable[Letter], sealer: Sealer, secret: Secret,
    shown: Mapping[int, str] | None = None, actor: Any, now: datetime, day: date,
) -> list[Sealed]:  # fmt: skip
    """
    Sign several letters, each in its own transaction; a failure leaves it waiting.

    The service is asked outside any transaction. A letter whose turn fails keeps its
    number and is tried again later. After a refusal nothing more is sent: a passphrase
    typed wrong must not lock the certificate. ``shown``: digest of each file as the
    page of the signer named it; another file is not signed.
    """
    found: list[Sealed] = []
    refused = ""
    for letter in letters:
        if refused:
            found.append(Sealed(letter, refused))
            continue
        try:
            if letter.state != State.NUMBERED or not may_seal(
                Rights(actor, day), letter
            ):
                raise ActError(
                    _("Only whom the signature block names signs electronically.")
                )
            file = make_pdf(letter=letter, now=now)
            if shown is not None and shown.get(letter.pk) != file.digest:
                raise ActError(_("This is not the letter that was shown: open it."))
            content = sealer.seal(
                bytes(file.content), secret=secret, reason=letter.title[:100]
            )
            sign_sealed(letter=letter, content=content, actor=actor, now=now, day=day)
        except (ActError, SealError) as error:
            found.append(Sealed(letter, str(error)))
            if isinstance(error, SealError) and error.refused:
                refused = str(error)
        else:
            found.append(Sealed(letter))
    return found


@transaction.atomic
def void_letter(
    *, letter: Letter, why: str, actor: Any, now: datetime, day: date
) -> Letter:
    """
    Void a letter: its number and text stay, with the reason; extracts go with it.

    What the signing of it had set off is taken back by the room of its record.

    A draft may be given up by who drafted it.

    :raises ActError: when the person may not, it is void, or no reason is given.
    """
    row = locked(letter)
    own_draft = row.state in DRAFTS and row.made_by_id == actor.pk
    if row.state == State.VOID:
        raise ActError(_("This letter is void already."))
    if not own_draft and not Rights(actor, day).may("letter.void"):
        raise ActError(_("A letter is voided by a verifier."))
    if not why.strip():
        raise ActError(_("Write the reason: it stays beside the number for good."))
    was_final = final(row)
    extracts = row.children.filter(kind=Kind.EXTRACT).exclude(state=State.VOID)
    for one in [row, *extracts]:
        changed(one, state=State.VOID)
        kept(one, State.VOID, actor, now, why)
        told("letter.void", one, actor, now, why=why, number=one.number)
    composer = COMPOSERS.get(Kind(row.kind))
    if composer is not None and was_final:
        composer.voided(row, actor, now)
    return row
