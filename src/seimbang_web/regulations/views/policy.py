"""The ordered goals a plan follows: shipped policies and the region's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang.plan.policy import FOLDER, UnknownPolicyError, names
from seimbang.plan.policy_file import PolicyFileError
from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.regulations import actions
from seimbang_web.regulations.access import policy_for
from seimbang_web.regulations.differences import policy_changes, told_policy
from seimbang_web.regulations.forms import PolicyForm, WhyForm
from seimbang_web.regulations.models import PolicyVersion
from seimbang_web.regulations.queries import (
    every_policy,
    policy_in,
    policy_of,
    policy_versions,
)
from seimbang_web.regulations.views import answers


def list_all(request: HttpRequest) -> HttpResponse:
    """Show the policies of today, and the versions of own ones."""
    day = clock.today()
    own = policy_versions(day)
    context = {
        "policies": [
            (told_policy(found), own.get(found.name)) for found in every_policy(day)
        ],
        "versions": PolicyVersion.objects.select_related(
            "proposed_by", "approved_by", "refused_by"
        ),
    }
    return render(request, "regulations/policy_list.html", context)


def detail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one policy with its goals in words."""
    try:
        found = policy_of(name, clock.today())
    except UnknownPolicyError as unknown:
        raise Http404 from unknown
    context = {
        "policy": told_policy(found),
        "shipped": name in names(),
        "content": _content(name),
        "versions": PolicyVersion.objects.filter(name=name),
    }
    return render(request, "regulations/policy_detail.html", context)


def _content(name: str) -> str:
    """Return the file of a policy as it stands today."""
    own = policy_versions(clock.today()).get(name)
    if own is not None:
        return own.content
    if name in names():
        return (FOLDER / f"{name}.yaml").read_text()
    raise Http404


def file(request: HttpRequest, name: str) -> HttpResponse:
    """Give a policy as the file that the command line reads."""
    return HttpResponse(
        _content(name),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.yaml"'},
    )


def propose(request: HttpRequest) -> HttpResponse:
    """Show the form, and take the proposal of an own policy."""
    if request.method != "POST":
        like = request.GET.get("from", "")
        begin = {"content": _content(like)} if like else {}
        return _form(request, PolicyForm(initial=begin))
    form = PolicyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form)
    told = form.cleaned_data
    try:
        pk = once(
            lambda: (
                actions.propose_policy(
                    name=told["name"],
                    content=told["content"],
                    why=told["why"],
                    since=told["since"],
                    actor=request.user,
                    now=clock.now(),
                ).pk
            ),
            key=request.POST.get("key", ""),
            act="policy.propose",
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except PolicyFileError as faults:
        for sentence in faults.sentences:
            form.add_error("content", str(sentence))
        return _form(request, form)
    except ActError as wrong:
        form.add_error(None, str(wrong))
        return _form(request, form)
    messages.success(request, _("Proposed. Another person decides on it."))
    return redirect("policy-version", pk=pk)


def _form(request: HttpRequest, form: PolicyForm) -> HttpResponse:
    return render(request, "regulations/policy_propose.html", {"form": form})


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version of an own policy: what it changes, who proposed and decided."""
    row = policy_for(rights_of(request), pk)
    context = {
        "row": row,
        "policy": told_policy(policy_in(row)),
        "changes": policy_changes(row),
        "why_form": WhyForm(),
        "own": row.proposed_by_id == rights_of(request).user.pk,
    }
    return render(request, "regulations/policy_version.html", context)


@require_POST
@recent
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a proposal."""
    row = policy_for(rights_of(request), pk, "local.approve")
    return answers.approve(request, row, "policy-version")


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a proposal."""
    row = policy_for(rights_of(request), pk, "local.approve")
    return answers.refuse(request, row, "policy-version")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own proposal."""
    row = policy_for(rights_of(request), pk, "local.propose")
    return answers.withdraw(request, row, "policy-version")
