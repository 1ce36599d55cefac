"""The pages of requests to correct data; they work without scripts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.imports.corrections import access, actions, queries
from seimbang_web.imports.corrections.forms import AnswerForm, AskForm
from seimbang_web.imports.models import Correction
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.organisation.file import file_of

PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """List the requests within reach; the filter is the address."""
    rights = rights_of(request)
    state = request.GET.get("state", "")
    rows = queries.filtered(access.corrections_visible_to(rights), state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.label = queries.label(one.field)  # type: ignore[attr-defined]
    return render(
        request,
        "imports/correction_list.html",
        {
            "page": page,
            "state": state,
            "states": Correction.Answer.choices,
            "answers": rights.may("correction.answer"),
            "asks": rights.user.person_id is not None,
            "now": clock.now(),
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    """Ask for the correction of one's own data."""
    rights = rights_of(request)
    person = access.oneself(rights)
    held = file_of(rights, person)
    choices = queries.choices([*held.basic, *held.private] if held else [])
    form = AskForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        try:
            pk = once(
                lambda: (
                    actions.ask_correction(
                        person=person, actor=rights.user, now=now, **form.cleaned_data
                    ).pk
                ),
                key=request.POST.get("key", ""),
                act="correction.ask",
                actor_id=rights.user.pk,
                now=now,
            )
        except ActError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your request is with the office."))
            return redirect("correction-detail", pk)
    return render(
        request, "imports/correction_new.html", {"form": form, "person": person}
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request with its answer; who may answers it here."""
    rights = rights_of(request)
    asked = access.correction_for(rights, pk)
    may = rights.may("correction.answer") and rights.user.person_id != asked.person_id
    form = AnswerForm(request.POST or None) if may and not asked.answered_at else None
    if request.method == "POST":
        asked = access.correction_for(rights, pk, "correction.answer")
        if form is None:
            form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                actions.answer_correction(
                    asked=asked,
                    answer=Correction.Answer(form.cleaned_data["answer"]),
                    reason=form.cleaned_data["reason"],
                    actor=rights.user,
                    now=clock.now(),
                )
            except ActError as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Answered; the person reads it now."))
                return redirect("correction-list")
    return render(
        request,
        "imports/correction_detail.html",
        {
            "asked": asked,
            "label": queries.label(asked.field),
            "form": form,
            "late": asked.answered_at is None and asked.due_at < clock.now(),
        },
    )
