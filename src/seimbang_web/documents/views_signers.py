"""The table of signers: who signs which letter; one proposes, another approves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.documents import actions, register
from seimbang_web.documents.forms_signers import SignerForm
from seimbang_web.documents.models import SignerRule
from seimbang_web.documents.signer import LANES, in_words, told
from seimbang_web.institution.content import KINDS, MODES, Content
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once


def signer_list(request: HttpRequest) -> HttpResponse:
    """Show the rows in force and proposed, and how each series is numbered."""
    rights, day, content = rights_of(request), clock.today(), profile()
    rules = SignerRule.objects.select_related("made_by", "approved_by", "ended_by")
    rows = [_row(one, rights, day, content) for one in rules]
    ended = [one for one in rows if one["ended"]]
    context = {
        "waiting": [one for one in rows if one["rule"].open],
        "rows": [one for one in rows if not one["rule"].open and not one["ended"]],
        "ended": ended,
        "series": _series(content, day),
    }
    return render(request, "documents/signer_list.html", context)


def _row(
    rule: SignerRule, rights: Rights, day: date, content: Content
) -> dict[str, Any]:
    """Return a rule with the words of today, and what this person may do with it."""
    return {
        "rule": rule,
        "lane": LANES[rule.lane],
        "words": in_words(told(rule, day, content, None)),
        "ended": rule.ended_by_id is not None,
        "own": rule.made_by_id == rights.user.pk,
    }


def _series(content: Content, day: date) -> list[dict[str, Any]]:
    """Return how the letters of the office are numbered, with the last number."""
    lights = {one.series: one for one in register.lights() if one.year == day.year}
    return [
        {
            "name": words,
            "mode": MODES.get(str(content.told.get(f"{kind}_mode") or ""), ""),
            "own": content.told.get(f"{kind}_mode") == "own",
            "pattern": content.told.get(f"{kind}_pattern", ""),
            "light": lights.get(kind),
        }
        for kind, words in KINDS.items()
    ]


def signer_new(request: HttpRequest) -> HttpResponse:
    """Propose a row."""
    rights = rights_of(request)
    form = SignerForm(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():

        def run() -> int:
            made = actions.propose_signer(
                actor=rights.user, now=clock.now(), **form.cleaned_data
            )
            return made.pk

        try:
            key = request.POST.get("key", "")
            actor = rights.user.pk
            once(run, key=key, act="signer.propose", actor_id=actor, now=clock.now())
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Proposed. Another person puts it in force."))
            return redirect("signer-list")
    return render(request, "documents/signer_new.html", {"form": form})


@require_POST
@recent
def signer_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a proposed row in force, as the second person."""
    rule, actor = _rule(pk), rights_of(request).user
    return _done(
        request,
        lambda: actions.approve_signer(rule=rule, actor=actor, now=clock.now()),
        _("It is in force from its day on."),
    )


@require_POST
@recent
def signer_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a row from today on, or refuse a proposed one."""
    rule, actor = _rule(pk), rights_of(request).user
    return _done(
        request,
        lambda: actions.end_signer(
            rule=rule, day=clock.today(), actor=actor, now=clock.now()
        ),
        _("It has ended."),
    )


def _rule(pk: int) -> SignerRule:
    rule = SignerRule.objects.filter(pk=pk).first()
    if rule is None:
        raise Http404
    return rule


def _done(request: HttpRequest, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except ActError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("signer-list")
