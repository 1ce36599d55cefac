"""The pages of a session; every act is a plain form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.decisions.dossier.access import dossier_for
from seimbang_web.decisions.models import Entry, Session, Vote
from seimbang_web.decisions.team import access, actions, together, voting
from seimbang_web.decisions.team.forms import (
    AdviceForm,
    CallForm,
    CloseForm,
    RecuseForm,
    SeatsForm,
    VoteForm,
)
from seimbang_web.decisions.team.queries import Agenda, Sitting
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.doing import kept, told
from seimbang_web.lib.form import Form


def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the team together on a dossier."""
    rights = rights_of(request)
    dossier = dossier_for(rights, pk, "session.lead")
    form = CallForm(request.POST or None, initial={"held_on": clock.today()})
    if request.method == "POST" and form.is_valid():

        def run() -> int:
            return actions.call_session(
                dossier=dossier,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            ).pk

        try:
            session = once(
                run,
                key=request.POST.get("key", ""),
                act="session.call",
                actor_id=rights.user.pk,
                now=clock.now(),
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            return redirect("session-seats", session)
    return render(
        request, "decisions/team/call.html", {"form": form, "dossier": dossier}
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the agenda: who sits, which cases wait."""
    rights = rights_of(request)
    agenda = Agenda(access.session_for(rights, pk), rights)
    content = {
        "agenda": agenda,
        "rest": together.rest(agenda),
        "vote": VoteForm(initial={"digest": agenda.session.dossier.digest}),
    }
    return render(request, "decisions/team/session.html", content)


def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat the members."""
    rights = rights_of(request)
    session = access.session_for(rights, pk, "session.lead")
    form = SeatsForm(session, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = kept(
            form,
            lambda: actions.arrange_seats(
                session=session,
                places=form.places(),
                actor=rights.user,
                now=clock.now(),
            ),
        )
        if done:
            messages.success(request, _("The members are seated."))
            return redirect("session-detail", pk)
    return render(
        request, "decisions/team/seats.html", {"form": form, "session": session}
    )


def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the invitation, for paper."""
    return _paper(request, pk, "invitation")


def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list of attendance, to be signed on paper."""
    return _paper(request, pk, "attendance")


def _paper(request: HttpRequest, pk: int, page: str) -> HttpResponse:
    rights = rights_of(request)
    agenda = Agenda(access.session_for(rights, pk), rights)
    content = {"agenda": agenda, "office": profile()}
    return render(request, f"decisions/team/{page}.html", content)


@require_POST
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the session."""
    rights = rights_of(request)
    session = access.session_for(rights, pk, "session.lead")
    return _posted(
        request,
        session,
        lambda: actions.open_session(
            session=session, actor=rights.user, now=clock.now(), day=clock.today()
        ),
        _("The session is open."),
    )


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that a member came or left."""
    rights = rights_of(request)
    session = access.session_for(rights, pk, "session.vote")
    number = request.POST.get("seat", "")
    seat = access.seat_for(rights, session, int(number) if number.isdecimal() else 0)
    return _posted(
        request,
        session,
        lambda: actions.mark_presence(
            seat=seat,
            present=request.POST.get("present") == "yes",
            actor=rights.user,
            now=clock.now(),
        ),
    )


@require_POST
def vote_together(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote alike on the cases without an exception."""
    rights = rights_of(request)
    session = access.session_for(rights, pk, "session.vote")
    form = VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one answer."))
        return redirect("session-detail", pk)
    return _posted(
        request,
        session,
        lambda: together.vote_together(
            session=session,
            choice=Vote.Choice(form.cleaned_data["choice"]),
            digest=form.cleaned_data["digest"],
            actor=rights.user,
            now=clock.now(),
        ),
        _("Your votes are kept; you may change each until the end."),
    )


@require_POST
def advise_together(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the recommendations on the cases without an exception."""
    rights = rights_of(request)
    session = access.session_for(rights, pk, "session.vote")
    return _posted(
        request,
        session,
        lambda: together.advise_together(
            session=session,
            digest=request.POST.get("digest", ""),
            actor=rights.user,
            now=clock.now(),
        ),
        _("The recommendations are recorded."),
    )


def _posted(
    request: HttpRequest, session: Session, act: Callable[[], object], words: str = ""
) -> HttpResponse:
    """Do an act of a button and come back to the agenda."""
    told(request, act, words)
    return redirect("session-detail", session.pk)


def entry(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Show one case; that it was read is recorded."""
    rights = rights_of(request)
    session, case = access.entry_for(rights, pk, order)
    return _entry(request, rights, session, case)


def _entry(
    request: HttpRequest,
    rights: Rights,
    session: Session,
    case: Entry,
    **typed: Form,
) -> HttpResponse:
    actions.read_entry(session=session, entry=case, actor=rights.user, now=clock.now())
    sitting = Sitting(Agenda(session, rights), case, clock.today())
    seen = {"digest": session.dossier.digest}
    mine, noted = sitting.line.mine, sitting.line.tally.noted
    start = (
        {"condition": noted.condition, "considered": noted.considered} if noted else {}
    )
    forms = {
        "vote": VoteForm(initial=seen | ({"choice": mine.choice} if mine else {})),
        "recuse": RecuseForm(),
        "advise": AdviceForm(initial=seen | start),
    } | typed
    content: dict[str, Any] = {
        "it": sitting,
        "agenda": sitting.agenda,
        "forms": forms,
        "form": next(iter(typed.values()), None),
    }
    return render(request, "decisions/team/entry.html", content)


@require_POST
def vote(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Vote on a case."""
    rights = rights_of(request)
    session, case = access.entry_for(rights, pk, order, "session.vote")
    form = VoteForm(request.POST)
    done = form.is_valid() and kept(
        form,
        lambda: voting.cast_vote(
            session=session,
            entry=case,
            choice=Vote.Choice(form.cleaned_data["choice"]),
            digest=form.cleaned_data["digest"],
            actor=rights.user,
            now=clock.now(),
        ),
    )
    if not done:
        return _entry(request, rights, session, case, vote=form)
    messages.success(request, _("Your vote is kept; you may change it until the end."))
    return redirect("session-entry", pk, order)


@require_POST
def recuse(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Step aside for a case."""
    rights = rights_of(request)
    session, case = access.entry_for(rights, pk, order, "session.vote")
    form = RecuseForm(request.POST)
    done = form.is_valid() and kept(
        form,
        lambda: voting.recuse(
            session=session,
            entry=case,
            relative=form.cleaned_data["relative"],
            why=form.cleaned_data["why"],
            actor=rights.user,
            now=clock.now(),
        ),
    )
    if not done:
        return _entry(request, rights, session, case, recuse=form)
    messages.success(request, _("You step aside for this case."))
    return redirect("session-entry", pk, order)


@require_POST
def advise(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Record the recommendation on a case, and go to the next one."""
    rights = rights_of(request)
    session, case = access.entry_for(rights, pk, order, "session.vote")
    form = AdviceForm(request.POST)
    done = form.is_valid() and kept(
        form,
        lambda: voting.record_advice(
            session=session,
            entry=case,
            actor=rights.user,
            now=clock.now(),
            **form.cleaned_data,
        ),
    )
    if not done:
        return _entry(request, rights, session, case, advise=form)
    messages.success(request, _("The recommendation on case %s is recorded.") % order)
    following = Agenda(session, rights).next
    if following is None:
        return redirect("session-detail", pk)
    return redirect("session-entry", pk, following.entry.order)


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the minutes will say, and close the session."""
    rights = rights_of(request)
    session = access.session_for(rights, pk, "session.lead")
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = kept(
            form,
            lambda: voting.close_session(
                session=session,
                closing=form.cleaned_data["closing"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        )
        if done:
            messages.success(request, _("The session is closed."))
            return redirect("session-detail", pk)
    content = {"form": form, "agenda": Agenda(session, rights)}
    return render(request, "decisions/team/close.html", content)
