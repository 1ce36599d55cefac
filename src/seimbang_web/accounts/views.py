"""Users and their roles: proposed by one, approved by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts import actions, queries
from seimbang_web.accounts.access import grant_for, user_for
from seimbang_web.accounts.forms import GrantForm, UserForm
from seimbang_web.accounts.models import Role, User
from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.doing import told

EACH = 50  # users a page


def listed(request: HttpRequest) -> HttpResponse:
    """Show the users, those with a proposed role first."""
    role = request.GET.get("peran", "")
    chosen = role if role in Role.values else ""
    page = Paginator(queries.users(chosen), EACH).get_page(request.GET.get("page"))
    day = clock.today()
    rows = [
        (user, [one for one in user.grants.all() if one.in_force(day)]) for user in page
    ]
    return render(
        request,
        "accounts/list.html",
        {
            "page": page,
            "rows": rows,
            "roles": Role.choices,
            "chosen": chosen,
            "proposals": queries.proposals().count(),
        },
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one user: roles held, proposed, ended."""
    rights = rights_of(request)
    user = user_for(rights, pk)
    return render(
        request,
        "accounts/detail.html",
        {
            "shown": user,
            "held": list(queries.held(user, rights.day)),
            "factor": queries.has_factor(user),
            "self": user == rights.user,
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    """Propose a user with the first role."""
    rights = rights_of(request)

    def act(form: UserForm) -> int:
        told = form.cleaned_data
        user = actions.propose_user(
            username=told["username"],
            name=told["name"],
            person=told["nip"],
            wish=form.wish(),
            actor=rights.user,
            now=clock.now(),
        )
        return user.pk

    form = UserForm(request.POST or None, initial={"since": clock.today()})
    pk = _sent(request, form, "user.propose", act)
    if pk is not None:
        messages.success(request, _("Proposed: the second person approves it."))
        return redirect("user-detail", pk)
    return render(request, "accounts/new.html", {"form": form})


def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a role for a user."""
    rights = rights_of(request)
    user = user_for(rights, pk, "user.propose")

    def act(form: GrantForm) -> int:
        actions.propose_grant(
            user=user, wish=form.wish(), actor=rights.user, now=clock.now()
        )
        return user.pk

    form = GrantForm(request.POST or None, initial={"since": clock.today()})
    if _sent(request, form, "grant.propose", act) is not None:
        messages.success(request, _("Proposed: the second person approves it."))
        return redirect("user-detail", pk)
    return render(request, "accounts/propose.html", {"form": form, "shown": user})


def _sent(
    request: HttpRequest, form: Any, act: str, run: Callable[[Any], int]
) -> int | None:
    """Return what a sent form's act answers, done once; None: it has a problem."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        answer = once(
            lambda: run(form),
            key=request.POST.get("key", ""),
            act=act,
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except ActError as error:
        form.add_error(None, str(error))
        return None
    return int(answer)


@recent
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a proposed role as the second person."""
    rights = rights_of(request)
    grant = grant_for(rights, pk, "user.approve")
    return _done(
        request,
        grant.user,
        lambda: actions.approve_grant(grant=grant, actor=rights.user, now=clock.now()),
        _("The role holds now."),
    )


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a proposed role."""
    rights = rights_of(request)
    grant = grant_for(rights, pk, "user.end")
    return _done(
        request,
        grant.user,
        lambda: actions.refuse_grant(grant=grant, actor=rights.user, now=clock.now()),
        _("The proposal is closed; nothing was granted."),
    )


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role today."""
    rights = rights_of(request)
    grant = grant_for(rights, pk, "user.end")
    return _done(
        request,
        grant.user,
        lambda: actions.end_grant(
            grant=grant, actor=rights.user, now=clock.now(), day=rights.day
        ),
        _("The role has ended."),
    )


@recent
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    rights = rights_of(request)
    user = user_for(rights, pk, "user.end")
    return _done(
        request,
        user,
        lambda: actions.disable_user(
            user=user, actor=rights.user, now=clock.now(), day=rights.day
        ),
        _("The account is closed; its sessions have ended."),
    )


@recent
def drop_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factor off an account whose phone is lost."""
    rights = rights_of(request)
    user = user_for(rights, pk, "user.approve")
    return _done(
        request,
        user,
        lambda: actions.drop_factor(user=user, actor=rights.user, now=clock.now()),
        _("The second factor is off; the person sets a new one when signing in."),
    )


def _done(
    request: HttpRequest, user: User, act: Callable[[], None], words: str
) -> HttpResponse:
    """Do an act, tell what came of it, go back to the user."""
    told(request, act, words)
    return redirect("user-detail", user.pk)


@require_POST
@transaction.atomic
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    actions.end_session(user=rights_of(request).user, pk=pk)
    messages.success(request, _("The session has ended."))
    return redirect("usersessions_list")
