"""Initials in turn: each stands under the text it was given for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import User, accounts_of
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.actions.draft import changed, kept, open_draft, told
from seimbang_web.documents.frame import digest
from seimbang_web.documents.models import Initial, Letter, State
from seimbang_web.lib.act import ActError


def turn(letter: Letter) -> Initial | None:
    """Return the place of the chain whose turn it is; None: all have initialled."""
    rows = letter.initials.select_related("user")
    return next((one for one in rows if one.given_at is None), None)


@transaction.atomic
def send(
    *, letter: Letter, people: Mapping[int, User], version: int | None = None,
    actor: Any, now: datetime, day: date,
) -> Letter:  # fmt: skip
    """
    Send a draft along its chain, each place to the person named for it.

    A letter without chain is ready for its number. A place not yet initialled may be
    given to somebody else by sending again.

    :raises ActError: when a place has nobody, or somebody who may not initial.
    """
    row = open_draft(letter, version)
    seen: set[int] = {row.made_by_id} if row.made_by_id else set()
    for place in row.initials.all():
        who = people.get(place.order) if place.given_at is None else place.user
        if who is None or not Rights(who, day).may("letter.initial"):
            raise ActError(
                _("Name somebody who may initial for: %(post)s.") % {"post": place.post}
            )
        if seen & set(accounts_of(who).values_list("pk", flat=True)):
            raise ActError(
                _("Each initial comes from another person, none from who drafted it.")
            )
        seen.add(who.pk)
        if place.given_at is None:
            row.initials.filter(pk=place.pk).update(user=who)
    state = State.INITIALLED if turn(row) else State.READY
    changed(row, state=state)
    kept(row, state, actor, now)
    told("letter.send", row, actor, now)
    return row


@transaction.atomic
def initial(
    *, letter: Letter, shown: str | None = None, actor: Any, now: datetime
) -> Letter:
    """
    Initial a letter in one's turn; the last initial makes it ready for its number.

    ``shown``: digest of the text on the page of who initials.

    :raises ActError: when it is not this person's turn, or the text is another one.
    """
    row = open_draft(letter, None)
    if shown is not None and shown != digest(row):
        raise ActError(_("The text changed while you read it: read it again."))
    place = turn(row)
    if row.state != State.INITIALLED or place is None:
        raise ActError(_("Nobody's initial is awaited on this letter now."))
    if place.user_id != actor.pk:
        raise ActError(
            _("It is the turn of %(who)s (%(post)s).")
            % {"who": place.user, "post": place.post}
        )
    row.initials.filter(pk=place.pk).update(
        given_at=now, digest=digest(row), remark="", user=actor
    )
    state = State.INITIALLED if turn(row) else State.READY
    changed(row, state=state)
    kept(row, state, actor, now, _("Initial: %(post)s") % {"post": place.post})
    told("letter.initial", row, actor, now, post=place.post, digest=digest(row))
    return row


@transaction.atomic
def send_back(*, letter: Letter, remark: str, actor: Any, now: datetime) -> Letter:
    """
    Send a letter back to who drafted it, with a remark; initials go.

    :raises ActError: without remark, or when it is not this person's turn.
    """
    row = open_draft(letter, None)
    place = turn(row)
    if row.state != State.INITIALLED or place is None or place.user_id != actor.pk:
        raise ActError(_("Only whose turn it is sends a letter back."))
    if not remark.strip():
        raise ActError(_("Write what has to be changed."))
    row.initials.update(given_at=None, digest="", remark="")
    row.initials.filter(pk=place.pk).update(remark=remark)
    changed(row, state=State.DRAFT)
    kept(row, State.DRAFT, actor, now, remark)
    told("letter.return", row, actor, now, post=place.post)
    return row
