"""Read the requests: what waits, for whom, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.rights import Rights
from seimbang_web.imports.corrections.access import corrections_visible_to
from seimbang_web.imports.models import Correction
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.file import Fact
from seimbang_web.organisation.words import LABELS

OTHER = "other"
OPEN = Correction.Answer.OPEN


def label(field: str) -> str | Promise:
    """Return what the request is about, in words."""
    return LABELS.get(field, _("Something else"))


def choices(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    """Return facts with their present values, to choose from."""
    return [(one.name, _told(one)) for one in facts]


def _told(fact: Fact) -> str:
    """Return a fact with its present value."""
    value = fact.value
    if isinstance(value, date):
        value = date_format(value)
    if value in (None, ""):
        value = gettext("not known")
    return f"{fact.label}: {value}"


def filtered(rows: QuerySet[Correction], state: str) -> QuerySet[Correction]:
    """Return the requests in ``state``, the open ones and the oldest first."""
    if state in Correction.Answer.values:
        rows = rows.filter(answer=state)
    return rows.order_by("answered_at", "due_at", "pk")


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the line of open requests: to be answered, or of one's own."""
    answers = rights.may("correction.answer")
    act = "correction.answer" if answers else "correction.ask"
    if not rights.may(act):
        return []
    rows = corrections_visible_to(rights, act).filter(answer=OPEN)
    count, due = rows.count(), rows.aggregate(due=Min("due_at"))["due"]
    if not count or due is None:
        return []
    words = (
        _("Answer requests to correct data")
        if answers
        else _("Your request to correct your data")
    )
    state = "todo" if answers else "waiting"
    return [Waiting(words, reverse("correction-list"), count, localdate(due), state)]
