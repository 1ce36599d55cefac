"""Give the number: at issue only, once, without gaps in a register of our own."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang.document.block import to_json
from seimbang_web.accounts.models import Capability
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.actions.draft import (
    changed,
    kept,
    locked,
    new_facts,
    told,
)
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import make_pdf
from seimbang_web.documents.frame import dressed, lacking
from seimbang_web.documents.models import Kind, Letter, Register, State
from seimbang_web.documents.series import office_series, own_register, series_of
from seimbang_web.documents.signer import may_override
from seimbang_web.institution.queries import profile
from seimbang_web.lib.act import ActError


def may_number(rights: Rights, letter: Letter) -> str:
    """Return why this person does not number the letter; empty: the person does."""
    if not rights.may("letter.number"):
        return _("Numbers are given by the numbering clerk of the personnel office.")
    if office_series(letter.kind) and not rights.can(Capability.NUMBERS):
        return _(
            "Numbers of the office are given by the numbering clerk, so that no number "
            "comes twice. Your role does not carry it."
        )
    return ""


def faults(letter: Letter, day: date) -> list[str]:
    """Return in words all that keeps the letter from its number."""
    if letter.state == State.DRAFT:
        found = [_("The draft is not sent on yet.")]
    elif letter.state == State.INITIALLED:
        posts = letter.initials.filter(given_at=None).values_list("post", flat=True)
        found = [
            _("Initial missing: %(post)s.") % {"post": ", ".join(posts)},
        ]
    else:
        found = []
    missing = lacking(letter, day)
    found += [_("Missing: %(part)s.") % {"part": name} for name in missing.blocks]
    if not letter.override:
        found += [
            _("Not confirmed: %(citation)s.") % {"citation": one}
            for one in missing.citations
        ]
    composer = COMPOSERS.get(Kind(letter.kind))
    if composer and (words := composer.blocked(letter.subject)):
        found.append(words)
    if new_facts(letter, day):
        found.append(
            _("The record changed since the draft was made: compose it again.")
        )
    return found


@transaction.atomic
def number_letter(
    *,
    letter: Letter,
    actor: Any,
    now: datetime,
    day: date,
    number: str = "",
    dated_on: date | None = None,
    version: int | None = None,
) -> Letter:
    """
    Give a letter its number and day; from then on its text stays.

    In a register of our own the number is the next one; elsewhere ``number`` and
    ``dated_on`` are those written there. An extract has those of its decree.

    :raises ActError: when the person may not, something is missing, or the number is
        used: with the letter that has it.
    """
    row = locked(letter, version)
    if why := may_number(Rights(actor, day), row):
        raise ActError(why)
    if row.number or row.state == State.VOID:
        raise ActError(_("This letter has its number, or is void: nothing to do."))
    if found := faults(row, day):
        raise ActError(" ".join(found))
    series, content = series_of(row), profile()
    if row.kind == Kind.EXTRACT:
        fields = _of_the_decree(row)
    elif own_register(row.kind, content):
        count = next_number(series, day.year)
        text = content.letter_number(office_series(row.kind), count, day)
        fields = {"counted": count, "number": text, "dated_on": day}
    else:
        fields = _typed(row, series, number.strip(), dated_on, day)
    fields.setdefault("year", fields["dated_on"].year)
    issue(row, series=series, **fields)
    kept(row, State.NUMBERED, actor, now)
    told(
        "letter.number", row, actor, now,
        number=row.number, series=series, dated=row.dated_on, override=row.override,
    )  # fmt: skip
    transaction.on_commit(partial(make_pdf, letter=row, now=now))
    return row


def next_number(series: str, year: int) -> int:
    """
    Return the next number of a register; its row stays locked until the act is whole.

    What fails after it gives it back: no number is lost, none is given twice.
    """
    Register.objects.get_or_create(series=series, year=year)
    held = Register.objects.filter(series=series, year=year)
    held.update(last=F("last") + 1)
    return held.get().last


def issue(row: Letter, *, number: str, dated_on: date, **fields: Any) -> None:
    """Write number and day into a locked letter, and its text for good."""
    blocks = to_json(dressed(row, number=number, on=dated_on))
    path = reverse("letter-check", args=[row.token])
    changed(
        row,
        number=number,
        dated_on=dated_on,
        blocks=blocks,
        check_url=f"{settings.SEIMBANG_ADDRESS}{path}",
        state=State.NUMBERED,
        **fields,
    )


def _of_the_decree(row: Letter) -> dict[str, Any]:
    decree = row.parent
    if decree is None or not decree.number or decree.dated_on is None:
        raise ActError(_("The decree of this extract has no number yet."))
    return {"number": decree.number, "dated_on": decree.dated_on}


def _typed(
    row: Letter, series: str, number: str, dated_on: date | None, day: date
) -> dict[str, Any]:
    """Return number and day from a register elsewhere, checked."""
    if not number or dated_on is None:
        raise ActError(_("Type the number and the date as the register has them."))
    if dated_on > day:
        raise ActError(_("The date is later than today: look at the register again."))
    Register.objects.get_or_create(series=series, year=dated_on.year)
    list(Register.objects.select_for_update().filter(series=series, year=dated_on.year))
    used = (
        Letter.objects.filter(series=series, year=dated_on.year, number__iexact=number)
        .exclude(kind=Kind.EXTRACT)
        .first()
    )
    if used is not None:
        raise ActError(
            _("Number %(number)s is used already: %(letter)s, %(day)s, %(state)s.")
            % {
                "number": number,
                "letter": used.title,
                "day": date_format(
                    dated_on if used.dated_on is None else used.dated_on
                ),
                "state": used.get_state_display(),
            }
        )
    return {"number": number, "dated_on": dated_on}


@transaction.atomic
def override(
    *, letter: Letter, why: str, actor: Any, now: datetime, day: date
) -> Letter:
    """
    Let a letter go out although citations are not confirmed, by name and with reason.

    :raises ActError: when the person may not, the letter has its number, or no reason.
    """
    row = locked(letter)
    if row.number or row.state == State.VOID:
        raise ActError(_("This letter has its number, or is void: nothing to do."))
    if not may_override(Rights(actor, day)):
        raise ActError(_("The head of the personnel office decides on this."))
    if not why.strip():
        raise ActError(_("Write the reason."))
    changed(row, override=why, override_by=actor)
    kept(row, State(row.state), actor, now, why)
    told("letter.override", row, actor, now, why=why)
    return row
