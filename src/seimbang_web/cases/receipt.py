"""The receipt of a case as text, to be sent or read aloud."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seimbang_web.cases.models import Case


def lines(case: Case) -> list[str]:
    """Return the lines of the receipt, the number first."""

    def day(value: object) -> str:
        return date_format(value, "j F Y")  # type: ignore[arg-type]

    letter = f"{case.letter_number}, {day(case.letter_on)}"
    return [
        _("RECEIPT %(agenda)s") % {"agenda": case.agenda},
        _("Received on") + f": {day(case.registered_on)}",
        _("Letter") + f": {letter}",
        _("Person") + f": {case.person.name}",
        _("Present place") + f": {case.from_unit}",
        *(_("Asks for") + f" {one.rank}: {one.unit}" for one in case.wishes.all()),
        _(
            "A receipt is no decision. The office examines the rules and the need of "
            "both units, asks both heads, and decides. Ask with the number above."
        ),
    ]
