"""The dated table of tasks: what is to be done of moves into which jobs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.follow_up import access, forms
from seimbang_web.follow_up.rules import OATH, in_force
from seimbang_web.follow_up.tasks.actions import set_rule
from seimbang_web.lib import clock
from seimbang_web.proposals.sending import done


def listed(request: HttpRequest) -> HttpResponse:
    """Show the rows in force; those of the office may change them."""
    rows = in_force(clock.today())
    content = {
        "rows": [one for one in rows if one.key != OATH],
        "oath": [one for one in rows if one.key == OATH],
    }
    return render(request, "follow_up/rules.html", content)


def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Put another row in force from today on, or none."""
    rights = rights_of(request)
    row = access.rule_for(pk)
    start = {
        "title": row.title,
        "who": row.who,
        "days": row.days,
        "families": ", ".join(row.families),
        "before_service": row.before_service,
    }
    form = forms.RuleForm(request.POST or None, initial=start)
    drop = "drop" in request.POST
    if request.method == "POST" and (drop or form.is_valid()):
        wanted = None if drop else form.wanted()
        form = forms.RuleForm(start) if drop else form
        if done(
            request,
            "follow_up.rule",
            form,
            lambda: set_rule(
                rule=row,
                wanted=wanted,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        ):
            messages.success(request, _("Kept: in force for decrees from today on."))
            return redirect("task-rule-list")
    return render(request, "follow_up/rule.html", {"row": row, "form": form})
