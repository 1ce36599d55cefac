"""The pages of heads: effect on my unit, consent, order of carrying out, talks."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.organisation.access import units_in
from seimbang_web.proposals import access, drafting, queries, talk, unit
from seimbang_web.proposals.forms import ConfirmForm, DialogueForm
from seimbang_web.proposals.forms_office import InputForm
from seimbang_web.proposals.inputs import asked_of
from seimbang_web.proposals.models import State, UnitInput
from seimbang_web.proposals.order import turns
from seimbang_web.proposals.sending import done
from seimbang_web.proposals.why import effect_of

PAGE = 50


def listed(request: HttpRequest) -> HttpResponse:
    """List what the heads are asked, and in which order people leave their units."""
    rights = rights_of(request)
    asked = asked_of(rights)
    page = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    units = units_in(rights.reach("unit_input.write")).values_list("pk", flat=True)
    content = {
        "page": page,
        "open": sum(one.waits for one in asked),
        "turns": turns(rights.day, units) if asked else [],
    }
    return render(request, "proposals/unit_list.html", content)


def give(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    """Say what one unit thinks of one move."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "unit_input.write")
    mine = {one.value: (one, end) for one, end in access.sides_of(rights, proposal)}
    if side not in mine:
        raise Http404
    place, end = mine[side]
    heard = next(one for one in queries.inputs_of(proposal) if one.side == place)
    last = heard.answer
    initial = (
        {"answer": last.answer, "condition": last.condition, "cover": last.cover}
        if last
        else {}
    )
    form = InputForm(place, request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "unit_input.give",
            form,
            lambda: unit.give_input(
                proposal=proposal,
                side=place,
                unit=end,
                view=unit.View(**form.cleaned_data),
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        )
    ):
        messages.success(request, _("The answer is kept; you may change it."))
        return redirect("unit-input-list")
    content = {
        "proposal": proposal,
        "form": form,
        "unit": end,
        "side": place,
        "release": place == UnitInput.Side.RELEASE,
        "heard": heard,
        "answered": proposal.responses.exists(),
        "open": queries.may_respond(proposal, clock.today()),
        "shown": effect_of(proposal, rights),
        "turn": next(
            (one for one in turns(rights.day) if one.proposal == proposal), None
        )
        if proposal.state in (State.OPEN, State.DECIDED)
        else None,
        "consent": drafting.consent_offer(rights, last),
        "talks": proposal.dialogues.select_related("recorded_by", "confirmed_by")
        if place == UnitInput.Side.RELEASE and rights.may("dialogue.read")
        else None,
        "may_assist": place == UnitInput.Side.RELEASE and rights.may("response.assist"),
    }
    return render(request, "proposals/unit.html", content)


def talk_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a talk of head and person; the other one confirms."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "dialogue.write")
    form = DialogueForm(request.POST or None, initial={"held_on": clock.today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "dialogue.record",
            form,
            lambda: talk.record_dialogue(
                proposal=proposal,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            ),
        )
    ):
        messages.success(request, _("The talk is recorded; the other side confirms."))
        return redirect(_home(request, proposal.person_id))
    content = {
        "proposal": proposal,
        "form": form,
        "back": _home(request, proposal.person_id),
    }
    return render(request, "proposals/talk_new.html", content)


def talk_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the record of a talk, or say what is missing."""
    rights = rights_of(request)
    held = access.dialogue_for(rights, pk)
    form = ConfirmForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "dialogue.confirm",
            form,
            lambda: talk.confirm_dialogue(
                talk=held, actor=rights.user, now=clock.now(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("The talk is confirmed."))
        return redirect(_home(request, held.proposal.person_id))
    content = {
        "talk": held,
        "form": form,
        "other": talk.is_other(held, rights.user) and held.confirmed_by_id is None,
        "back": _home(request, held.proposal.person_id),
    }
    return render(request, "proposals/talk_confirm.html", content)


def _home(request: HttpRequest, person: int) -> str:
    """Return the page of a talk's side."""
    own = rights_of(request).user.person_id == person
    return "proposal-own" if own else "unit-input-list"
