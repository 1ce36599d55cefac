"""The receipt of wishes as lines, to be shown, sent, printed or read aloud."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from seimbang_web.institution.queries import profile
from seimbang_web.wishes.models import State, Wish
from seimbang_web.wishes.window import until


def lines(wish: Wish) -> list[str]:
    """Return the lines, the number first; nothing that was told in confidence."""
    assert wish.sent_at is not None, "a wish with a receipt was sent"
    day = date_format(wish.sent_on, "DATE_FORMAT") if wish.sent_on else ""
    hour = date_format(localtime(wish.sent_at), "H.i")
    told = [
        _("RECEIPT %(number)s") % {"number": wish.receipt},
        _("Received on") + f": {day} {hour} {profile().zone}",
        _("Person") + f": {wish.person.name}",
        _("Present place") + f": {wish.from_unit}",
    ]
    places = list(wish.places.select_related("unit"))
    told += [_("Choice %(n)s") % {"n": one.rank} + f": {one}" for one in places]
    if not places:
        told.append(_("No transfer is wished."))
    told.append(_("Papers") + f": {wish.evidence.count()}")
    if wish.helper_id:
        told.append(_("Entered in the person's presence by") + f": {wish.helper}")
    if wish.state == State.WITHDRAWN:
        told.append(_("Withdrawn. These wishes do not count any more."))
        return told
    return told + after(wish)


def after(wish: Wish) -> list[str]:
    """Return what happens next, and until when it may be changed."""
    last, held = until(wish.round), profile()
    told = [_("Your wishes go into the next plan. A plan is no decision.")]
    if last is not None:
        day = date_format(last, "DATE_FORMAT")
        told.append(_("You may change them until %(day)s.") % {"day": day})
    told.append(_("You get a written answer, whatever it is."))
    words = _("Questions: %(office)s. %(contact)s")
    told.append((words % {"office": held.called, "contact": held.contact}).strip())
    return told
