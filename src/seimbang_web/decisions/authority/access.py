"""Who reads decisions, and who takes them: the authority, or whom it delegated to."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import Http404

from seimbang_web.accounts.models import Capability, Role
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.dossier.access import dossier_for
from seimbang_web.decisions.models import Decision, Dossier
from seimbang_web.documents.models import Kind, SignerRule

SECRETARY = "secretary"  # the post of the signer table that the PyB holds


def delegated(lane: str, day: date) -> bool:
    """Tell whether the signer table delegates decrees of a lane to the secretary."""
    rules = SignerRule.objects.filter(
        Q(until=None) | Q(until__gt=day),
        lane__in=("", lane),
        kind__in=(Kind.DECREE, Kind.SINGLE),
        post=SECRETARY,
        basis=SignerRule.Basis.DELEGATION,
        approved_at__isnull=False,
        since__lte=day,
    )
    return rules.exists()


def may_decide(rights: Rights, dossier: Dossier) -> bool:
    """
    Tell whether the person decides on a dossier of this lane.

    The authority does; the secretary as far as the signer table delegates (S5).
    """
    if Role.AUTHORITY in rights.roles:
        return rights.may("decision.sign")
    return (
        rights.may("decision.sign")
        and rights.can(Capability.PYB)
        and delegated(dossier.lane, rights.day)
    )


def dossier_to_decide(rights: Rights, pk: int) -> Dossier:
    """
    Return the dossier, checked.

    :raises Http404: when it is not there or the person does not decide on it.
    """
    dossier = dossier_for(rights, pk, "decision.sign")
    if not may_decide(rights, dossier):
        raise Http404
    return dossier


def decision_for(rights: Rights, pk: int) -> Decision:
    """
    Return the decision on a dossier, checked.

    :raises Http404: when there is none or it is out of reach: one answer for both.
    """
    dossier = dossier_for(rights, pk, "decision.read")
    decision = Decision.objects.filter(dossier=dossier).first()
    if decision is None:
        raise Http404
    return decision
