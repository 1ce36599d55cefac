"""The receipt of an objection as text and as lines; it never carries a reason."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.decisions.models import Objection


def facts(objection: Objection) -> list[tuple[str, str]]:
    """Return label and value of each line of the receipt, after the number."""

    def day(value: object) -> str:
        return date_format(value, "j F Y")  # type: ignore[arg-type]

    proposal = objection.proposal
    against = (
        _("the proposal {number}: {here} to {there}").format(
            number=proposal, here=proposal.from_unit, there=proposal.to_unit
        )
        if objection.decree is None
        else _("the decree {number}").format(number=objection.decree.number)
    )
    found = [
        (_("Received on"), day(objection.filed_on)),
        (_("Person"), proposal.person.name),
        (_("Objected to"), against),
        (_("Answered until"), day(objection.due_on)),
    ]
    if objection.received_on is not None:
        found.append((_("Decree received on"), day(objection.received_on)))
    if objection.file_until is not None:
        late = objection.outcome == Objection.Outcome.LATE
        last = day(objection.file_until)
        told = _("{day} (this day had passed)").format(day=last) if late else last
        found.append((_("Last day to object"), told))
    if objection.assisted:
        officer = str(objection.filed_by)
        found.append((_("Entered in your presence by"), officer))
    return found


def lines(objection: Objection) -> list[str]:
    """Return the lines of the receipt, the number first."""
    return [
        _("RECEIPT {number}").format(number=objection.receipt),
        *(f"{label}: {value}" for label, value in facts(objection)),
        closing(),
    ]


def closing() -> str:
    """Return what a receipt ends with."""
    return _(
        "A receipt is no decision. You are answered in writing. Ask with the number "
        "above."
    )
