"""The table of signers: one person proposes a dated row, another puts it in force."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.documents.models import SignerRule
from seimbang_web.lib.act import ActError


@transaction.atomic
def propose_signer(
    *, lane: str, kind: str, post: str, through: str, basis: str, source: str,
    since: date, actor: Any, now: datetime,
) -> SignerRule:  # fmt: skip
    """
    Propose who signs a kind of letter from a day on.

    :raises ActError: without the basis in a regulation where one is needed, with u.b.
        outside a mandate, or with the same post twice.
    """
    own = basis == SignerRule.Basis.OWN
    mandate = basis == SignerRule.Basis.MANDATE
    if not own and not source.strip():
        raise ActError(_("Name the regulation or letter that gives the power."))
    if mandate and post == "head":
        raise ActError(_("The head of the region does not sign a.n. of oneself."))
    if through and (not mandate or through == post):
        raise ActError(_("u.b. stands under a mandate only, for another post."))
    row = SignerRule.objects.create(
        lane=lane,
        kind=kind,
        post=post,
        through=through,
        basis=basis,
        source=source,
        since=since,
        made_by=actor,
        made_at=now,
    )
    _told("signer.propose", row, actor, now)
    return row


@transaction.atomic
def approve_signer(*, rule: SignerRule, actor: Any, now: datetime) -> SignerRule:
    """
    Put a proposed row in force, as the second person.

    :raises ActError: when it is decided on, or the person proposed it.
    """
    row = SignerRule.objects.select_for_update().get(pk=rule.pk)
    if not row.open:
        raise ActError(_("This row is decided on already."))
    if row.made_by_id == actor.pk:
        raise ActError(_("Another person than who proposed it puts it in force."))
    SignerRule.objects.filter(pk=row.pk).update(approved_by=actor, approved_at=now)
    row.refresh_from_db()
    _told("signer.approve", row, actor, now)
    return row


@transaction.atomic
def end_signer(*, rule: SignerRule, day: date, actor: Any, now: datetime) -> SignerRule:
    """
    End a row from ``day`` on, or refuse a proposed one.

    :raises ActError: when it has ended.
    """
    row = SignerRule.objects.select_for_update().get(pk=rule.pk)
    if row.ended_by_id is not None:
        raise ActError(_("This row has ended."))
    SignerRule.objects.filter(pk=row.pk).update(ended_by=actor, until=day)
    row.refresh_from_db()
    _told("signer.end", row, actor, now)
    return row


def _told(act: str, row: SignerRule, actor: Any, now: datetime) -> None:
    record(
        actor=actor,
        act=act,
        subject=f"signer:{row.pk}",
        now=now,
        content={
            "kind": row.kind,
            "lane": row.lane,
            "post": row.post,
            "through": row.through,
            "basis": row.basis,
            "source": row.source,
            "since": row.since,
            "until": row.until,
        },
    )
