"""Who sees rounds, plans and their files: get and check in one call."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Plan, PlanFile, Round


def plan_for(rights: Rights, pk: int, act: str = "plan.read") -> Plan:
    """
    Return the plan with all it came from, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    rows = Plan.objects.select_related(
        "round", "version", "local", "work", "asked_by", "parent"
    ).defer("version__content")
    plan = rows.filter(pk=pk).first() if rights.reach(act).everything else None
    if plan is None:
        raise Http404
    return plan


def round_for(rights: Rights, pk: int, act: str = "plan.read") -> Round:
    """
    Return the round, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    found = Round.objects.filter(pk=pk).first()
    if found is None or not rights.reach(act).everything:
        raise Http404
    return found


def file_for(rights: Rights, pk: int, name: str) -> PlanFile:
    """
    Return a file of a plan, checked.

    :raises Http404: when it is not there or out of reach: one answer for both.
    """
    plan = plan_for(rights, pk, "plan.export")
    found = plan.files.select_related("plan").filter(name=name).first()
    if found is None:
        raise Http404
    return found


def unit_in(plan: Plan, pk: int) -> Unit:
    """
    Return a unit a plan may speak of.

    :raises Http404: when it is not there.
    """
    found = Unit.objects.filter(pk=pk).first()
    if found is None or not plan.solved_at:
        raise Http404
    return found
