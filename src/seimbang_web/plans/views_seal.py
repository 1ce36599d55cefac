"""Check a plan: compute it again here, or hand out the file to check it elsewhere."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from seimbang_web.accounts.rights import rights_of
from seimbang_web.audit.actions import record
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.plans.access import plan_for
from seimbang_web.plans.actions import ask_recompute
from seimbang_web.plans.seal import round_file as sealed_file
from seimbang_web.plans.views import download


def plan_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that a plan be computed again and compared."""
    plan = plan_for(rights_of(request), pk, "plan.verify")
    try:
        ask_recompute(plan=plan, actor=request.user, now=clock.now())
    except ActError as error:
        messages.warning(request, str(error))
    return redirect("plan-detail", plan.pk)


def round_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the round file of a plan; the ledger knows its digest."""
    plan = plan_for(rights_of(request), pk, "plan.export")
    if not plan.findings:
        raise Http404
    content = sealed_file(plan)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        record(
            actor=request.user,
            act="round.file",
            subject=f"plan:{plan.pk}",
            now=clock.now(),
            content={"digest": digest},
        )
    return download(content, f"putaran-{plan.round_id}-rencana-{plan.number}.zip")
