"""
Acts: what changes something. Guard, change, record, tell; never twice.

An act is a keyword-only function with ``actor`` and ``now``; what may not happen is an
:class:`ActError` whose text a person reads. ``once`` makes a form's act idempotent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class ActError(Exception):
    """The act may not happen now; ``str(error)`` says why and what to do."""


class StaleError(ActError):
    """
    Somebody else changed the row meanwhile (copy M20).

    ``mine`` and ``theirs`` are the two values as people read them, by field.
    """

    def __init__(
        self, message: str, *, mine: dict[str, str], theirs: dict[str, str]
    ) -> None:
        super().__init__(message)
        self.mine, self.theirs = mine, theirs


class Once(models.Model):
    """A key a form carried, with the answer of the act it caused."""

    key = models.CharField(max_length=64, primary_key=True)
    actor_id = models.BigIntegerField()
    act = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "lib"


class UsedKeyError(ActError):
    """The key of a form was used for another act or by another person."""


def once(
    run: Callable[[], Any], *, key: str, act: str, actor_id: int, now: datetime
) -> Any:
    """
    Return the answer (JSON) of ``run``, which runs at most once for ``key``.

    :raises UsedKeyError: when the key was used for another act or by another person.
    """
    if not key:
        return run()
    with transaction.atomic():
        row, new = Once.objects.get_or_create(
            key=key, defaults={"actor_id": actor_id, "act": act, "at": now}
        )
        if not new:
            row = Once.objects.select_for_update().get(key=key)
            if (row.actor_id, row.act) != (actor_id, act):
                raise UsedKeyError(
                    str(_("This form was sent for something else: open it again."))
                )
            return row.answer
        answer = run()
        row.answer = answer
        row.save(update_fields=["answer"])
        return answer


def answered(*, key: str, act: str, actor_id: int) -> Any | None:
    """Return the answer of an act whose form is sent again; None: it was not done."""
    if not key:
        return None
    row = Once.objects.filter(key=key, act=act, actor_id=actor_id).first()
    return row and row.answer
