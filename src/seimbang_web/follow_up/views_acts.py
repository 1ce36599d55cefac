"""The acts after the decree: letters, oath, tasks, help, talks, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.cases.scan import ENDING
from seimbang_web.documents.models import Kind
from seimbang_web.follow_up import access, actions, forms, queries
from seimbang_web.follow_up.letters import actions as letters
from seimbang_web.follow_up.models import Track
from seimbang_web.follow_up.tasks import actions as tasks
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.doing import told
from seimbang_web.lib.export import attachment
from seimbang_web.lib.form import Form
from seimbang_web.proposals.sending import done
from seimbang_web.proposals.support import finish_support

SIGNED = {  # kind of letter → who takes the scan
    Kind.COVER: "follow_up.release",
    Kind.HANDOVER: "follow_up.release",
    Kind.START: "follow_up.start",
}


def _asked(
    request: HttpRequest, page: str, track: Track, form: Form, **more: Any
) -> HttpResponse:
    """Show the page of an act's form."""
    content = {
        "track": track,
        "form": form,
        "back": _back(request, track),
        "own": _own(request, track),
        **more,
    }
    return render(request, f"follow_up/{page}.html", content)


def _own(request: HttpRequest, track: Track) -> bool:
    person = rights_of(request).user.person_id
    return person is not None and person == track.proposal.person_id


def _back(request: HttpRequest, track: Track) -> str:
    """Return where the reader came from: the own page, or the sheet."""
    if _own(request, track):
        return reverse("follow-up-own")
    return reverse("follow-up-detail", args=[track.pk])


def _times(rights: Rights) -> dict[str, Any]:
    return {"actor": rights.user, "now": clock.now(), "day": clock.today()}


def _did(request: HttpRequest, act: str, form: Form, run: Callable[[], Any]) -> bool:
    """Do the act of a form that was sent and is valid, once."""
    sent = request.method == "POST" and form.is_valid()
    return sent and done(request, act, form, run)


def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the real start and write the SPMT with its number."""
    rights = rights_of(request)
    track = access.track_for(rights, pk, "follow_up.start")
    waits = queries.line(track, rights.day).waits_for
    begin = {"on": track.told_on or clock.today(), "dated_on": clock.today()}
    form = forms.StartForm(request.POST or None, waits=waits is not None, initial=begin)
    if _did(
        request,
        "follow_up.start",
        form,
        lambda: letters.write_start(
            track=track,
            on=form.cleaned_data["on"],
            cover=form.cleaned_data.get("cover", ""),
            registered=form.registered(),
            **_times(rights),
        ),
    ):
        messages.success(request, _("The SPMT is written: print it and sign it."))
        return redirect("follow-up-sign", pk, Kind.START.value)
    return _asked(request, "start", track, form, waits=waits)


def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letter that sends the person to the new unit."""
    rights = rights_of(request)
    track = access.track_for(rights, pk, "follow_up.release")
    form = forms.RegisteredForm(
        request.POST or None, initial={"dated_on": clock.today()}
    )
    if _did(
        request,
        "follow_up.cover",
        form,
        lambda: letters.write_cover(
            track=track, registered=form.registered(), **_times(rights)
        ),
    ):
        messages.success(request, _("The letter is written: print it and sign it."))
        return redirect("follow-up-sign", pk, Kind.COVER.value)
    return _asked(request, "cover", track, form)


def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is handed over, and the minutes of it."""
    rights = rights_of(request)
    track = access.track_for(rights, pk, "follow_up.release")
    begin = {
        "held_on": clock.today(),
        "dated_on": clock.today(),
        "place": track.proposal.from_unit.district or profile().seat,
    }
    form = forms.HandoverForm(track, request.POST or None, initial=begin)
    if _did(
        request,
        "follow_up.handover",
        form,
        lambda: letters.write_handover(
            track=track,
            handed=form.handed(),
            registered=form.registered(),
            **_times(rights),
        ),
    ):
        messages.success(request, _("The minutes are written: print and sign."))
        return redirect("follow-up-sign", pk, Kind.HANDOVER.value)
    return _asked(request, "handover", track, form)


def sign(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Print a letter, sign it by hand, and hand in the scan."""
    rights = rights_of(request)
    if kind not in SIGNED:
        raise Http404
    wanted = Kind(kind)
    track = access.track_for(rights, pk, SIGNED[wanted])
    form = forms.SignedForm(request.POST or None, request.FILES or None)
    if _did(
        request,
        "follow_up.sign",
        form,
        lambda: letters.take_signed(
            track=track,
            kind=wanted,
            scan=form.cleaned_data["scan"],
            **_times(rights),
        ),
    ):
        messages.success(request, _("Kept: the letter is signed."))
        return redirect("follow-up-detail", pk)
    letter = letters.letter_of(track, wanted)
    return _asked(request, "sign", track, form, letter=letter, kind=wanted)


def oath(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep number and day of the minutes of the oath."""
    rights = rights_of(request)
    track = access.track_for(rights, pk, "follow_up.oath")
    form = forms.OathForm(request.POST or None)
    if _did(
        request,
        "follow_up.oath",
        form,
        lambda: actions.keep_oath(track=track, **form.cleaned_data, **_times(rights)),
    ):
        messages.success(request, _("Kept: the SPMT may be written now."))
        return redirect("follow-up-detail", pk)
    return _asked(request, "oath", track, form)


@recent
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a move by a later decree; nothing is erased."""
    rights = rights_of(request)
    track = access.track_for(rights, pk, "follow_up.end")
    form = forms.EndForm(request.POST or None)
    if _did(
        request,
        "follow_up.end",
        form,
        lambda: actions.end_track(
            track=track, letter=None, why=form.told(), **_times(rights)
        ),
    ):
        messages.success(request, _("The move is ended; nothing was erased."))
        return redirect("follow-up-detail", pk)
    return _asked(request, "end", track, form)


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that a task is done, with a file or a note."""
    rights = rights_of(request)
    row = access.task_for(rights, pk)
    form = forms.TaskForm(
        request.POST or None, request.FILES or None, initial={"done_on": clock.today()}
    )
    if _did(
        request,
        "follow_up.task",
        form,
        lambda: tasks.finish_task(task=row, **form.cleaned_data, **_times(rights)),
    ):
        messages.success(request, _("Kept: this is done."))
        return redirect(_back(request, row.track))
    return _asked(request, "task", row.track, form, task=row)


def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file that proves a task, never shown in the browser; recorded."""
    rights = rights_of(request)
    row = access.proof_for(rights, pk)
    content = tasks.read_proof(task=row, actor=rights.user, now=clock.now())
    name = f"bukti-{row.pk}.{ENDING[row.proof_type]}"
    return attachment(content, name, row.proof_type)


@require_POST
def support(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Keep that promised help was given."""
    rights = rights_of(request)
    track = access.track_for(rights, pk)
    row = access.support_for(rights, track, number)
    told(
        request,
        lambda: finish_support(support=row, actor=rights.user, now=clock.now()),
        _("Kept: the help was given."),
    )
    return redirect("follow-up-detail", pk)


def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how it is at the new unit: the person, or an officer beside them."""
    rights = rights_of(request)
    row = access.talk_for(rights, pk, "follow_up.talk")
    form = forms.TalkForm(request.POST or None)
    if _did(
        request,
        "follow_up.talk",
        form,
        lambda: tasks.hold_talk(
            talk=row, told=form.told(clock.today()), **_times(rights)
        ),
    ):
        messages.success(request, _("Thank you. We have your answer."))
        return redirect(_back(request, row.track))
    return _asked(request, "talk", row.track, form, talk=row)


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what a person lacks after the move."""
    rights = rights_of(request)
    row = access.talk_for(rights, pk, "follow_up.answer")
    form = forms.AnswerForm(request.POST or None)
    if _did(
        request,
        "follow_up.answer",
        form,
        lambda: tasks.answer_talk(
            talk=row,
            answer=form.cleaned_data["answer"],
            actor=rights.user,
            now=clock.now(),
        ),
    ):
        messages.success(request, _("The answer is sent."))
        return redirect("follow-up-detail", row.track_id)
    return _asked(request, "answer", row.track, form, talk=row)
