"""What the person answers: kept as draft, sent once, changed until the last day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.imports.corrections.actions import ask_correction
from seimbang_web.imports.models import Correction
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.lib.confidence import opened, seal
from seimbang_web.proposals.models import (
    Doubt,
    Draft,
    Proposal,
    ReceiptRegister,
    Response,
    State,
)
from seimbang_web.proposals.queries import Said, may_respond, response_of
from seimbang_web.proposals.support import ask_support

SERIES = "T"
Answer = Response.Answer


@transaction.atomic
def keep_draft(*, proposal: Proposal, said: Said, actor: Any, now: datetime) -> None:
    """
    Keep the choices, never the confidential text, until the response is sent.

    :raises ActError: when it is the proposal of another person.
    """
    _own(proposal, actor)
    content = {name: value for name, value in asdict(said).items() if name != "told"}
    Draft.objects.update_or_create(
        proposal=proposal, defaults={"content": content, "saved_at": now}
    )


@transaction.atomic
def give_response(
    *,
    proposal: Proposal,
    said: Said,
    seen: int,
    assisted: bool = False,
    actor: Any,
    now: datetime,
    day: date,
) -> Response:
    """
    Keep the answer under the next receipt number; the last answer counts.

    ``seen``: the number of answers the sender knew of. ``assisted``: an officer or the
    head enters it in the person's presence; the confidential text is sealed at once.

    :raises ActError: after the last day, or when something is missing or not the
        sender's to say.
    :raises StaleError: when another answer came meanwhile.
    """
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    _open(row, day)
    if assisted:
        if actor.person_id == row.person_id:
            raise ActError(_("Answer your own proposal on your own page."))
    else:
        _own(row, actor)
    _complete(said)
    _fresh(row, said, seen)
    response = Response.objects.create(
        proposal=row,
        year=day.year,
        number=_next_number(day.year),
        answer=said.answer,
        reasons=sorted(said.reasons) if said.answer == Answer.NO else [],
        condition=said.condition.strip() if said.answer == Answer.IF else "",
        told=seal(said.told) if said.answer == Answer.NO else None,
        assisted=assisted,
        given_by=actor,
        given_on=day,
        given_at=now,
    )
    for kind in said.support:
        ask_support(proposal=row, kind=kind, actor=actor, now=now, day=day)
    Draft.objects.filter(proposal=row).delete()
    record(
        actor=actor,
        act="response.assist" if assisted else "response.give",
        subject=f"proposal:{row.pk}",
        now=now,
        content={"receipt": response.receipt, "answer": said.answer},
    )
    return response


def _open(proposal: Proposal, day: date) -> None:
    if proposal.state != State.OPEN:
        raise ActError(_("This proposal was decided or withdrawn meanwhile: reload."))
    if not may_respond(proposal, day):
        raise ActError(
            _(
                "The last day was %(day)s. Call the office if it is urgent: it can "
                "open the answer again, with a recorded reason."
            )
            % {"day": date_format(proposal.respond_until, "j F Y")}
        )


def _own(proposal: Proposal, actor: Any) -> None:
    if actor.person_id != proposal.person_id:
        raise ActError(_("Only the person answers; others help in their presence."))


def _complete(said: Said) -> None:
    if said.answer not in Answer.values:
        raise ActError(_("Choose your answer."))
    if said.answer == Answer.IF and not said.condition.strip():
        raise ActError(_("Write your condition."))
    if said.answer == Answer.NO and not said.reasons:
        raise ActError(_("Choose at least one reason."))


def _fresh(proposal: Proposal, said: Said, seen: int) -> None:
    """Refuse an answer whose sender did not know the last one (copy M20)."""
    last = response_of(proposal)
    if last is None or proposal.responses.count() == seen:
        return
    name = str(_("Answer"))
    raise StaleError(
        _("Another answer was sent at %(time)s, while you were writing. Choose one.")
        % {"time": date_format(localtime(last.given_at), "H.i")},
        mine={name: str(Answer(said.answer).label)},
        theirs={name: str(last.get_answer_display())},
    )


def _next_number(year: int) -> int:
    """Return the next number; its row stays locked until the act is whole."""
    ReceiptRegister.objects.get_or_create(series=SERIES, year=year)
    rows = ReceiptRegister.objects.filter(series=SERIES, year=year)
    rows.update(last=F("last") + 1)
    return rows.get().last


@transaction.atomic
def read_reasons(*, response: Response, actor: Any, now: datetime) -> str:
    """Return what was told in confidence; that it was read is recorded."""
    record(
        actor=actor,
        act="response.reasons-read",
        subject=f"proposal:{response.proposal_id}",
        now=now,
        content={"receipt": response.receipt},
    )
    return opened(response.told)


@transaction.atomic
def doubt_data(
    *,
    proposal: Proposal,
    field: str,
    wanted: str,
    proof: str,
    actor: Any,
    now: datetime,
) -> Correction:
    """
    Ask for the correction of own data because of a proposal, which is remembered.

    :raises ActError: when it is another person's, or the fact waits already.
    """
    _own(proposal, actor)
    asked = ask_correction(
        person=proposal.person,
        field=field,
        wanted=wanted,
        proof=proof,
        actor=actor,
        now=now,
    )
    Doubt.objects.create(proposal=proposal, correction=asked)
    return asked
