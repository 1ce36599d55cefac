"""The pages of officers: list, one proposal, help, questions, texts by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError
from seimbang_web.lib.doing import told
from seimbang_web.lib.export import csv, xlsx
from seimbang_web.organisation.access import unit_for, units_visible_to
from seimbang_web.proposals import (
    access,
    actions,
    drafting,
    last_day,
    listing,
    queries,
    respond,
    support,
    talk,
    texts,
)
from seimbang_web.proposals.forms import MessageForm, WholeForm
from seimbang_web.proposals.forms_office import (
    OfferForm,
    ReopenForm,
    SupportAnswerForm,
    WhyForm,
)
from seimbang_web.proposals.models import Proposal, State
from seimbang_web.proposals.sending import done, send_once, tell_stale

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}
LIST = "proposal.list"


def listed(request: HttpRequest) -> HttpResponse:
    """List the proposals within reach; the filters are the address."""
    rights = rights_of(request)
    within = access.proposals_visible_to(rights, LIST)
    rows = listing.filtered(within, request.GET)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.said = listing.answer_in_words(one.answer)
    filters = [
        (name, label, choices, request.GET.get(name, ""))
        for name, (label, choices) in listing.FILTERS.items()
    ]
    content = {
        "page": page,
        "filters": filters,
        "counts": listing.counts(within),
        "usuls": drafting.usul_offers(rights) if rights.may("letter.draft") else [],
    }
    return render(request, "proposals/list.html", content)


def export(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out the list, with its filters, as a file; recorded."""
    if form not in FILES:
        raise Http404
    rights = rights_of(request)
    rows = listing.filtered(access.proposals_visible_to(rights, LIST), request.GET)
    table = listing.table(rows)
    actions.take_list(count=len(table), actor=rights.user, now=clock.now())
    return FILES[form](
        "usulan", [str(one) for one in listing.HEADER], table, by=rights.user
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one proposal: who has it, what was said by whom."""
    rights = rights_of(request)
    return _about(request, access.proposal_for(rights, pk, LIST), MessageForm())


def _about(request: HttpRequest, proposal: Proposal, form: MessageForm) -> HttpResponse:
    rights = rights_of(request)
    last, heard = queries.response_of(proposal), queries.inputs_of(proposal)
    content = {
        "proposal": proposal,
        "last": last,
        "heard": heard,
        "consents": drafting.consent_offers(rights, heard),
        "usul": drafting.usul_offer(rights, proposal),
        "open": queries.may_respond(proposal, clock.today()),
        "changes": proposal.changes.select_related("made_by"),
        "extensions": proposal.extensions.select_related("made_by"),
        "thread": proposal.messages.select_related("made_by"),
        "supports": proposal.supports.order_by("pk"),
        "talks": proposal.dialogues.select_related("recorded_by", "confirmed_by"),
        "doubts": proposal.doubts.select_related("correction").order_by("pk"),
        "form": form,
        "reasons": queries.reasons_seen(rights, last),
        "may": _acts(rights, proposal),
    }
    return render(request, "proposals/detail.html", content)


def _acts(rights: Rights, proposal: Proposal) -> dict[str, bool]:
    """Return which acts the reader may do on a proposal now."""

    def may(act: str) -> bool:
        rows = access.proposals_visible_to(rights, act)
        return rights.may(act) and rows.filter(pk=proposal.pk).exists()

    open_ = proposal.state == State.OPEN
    return {
        "withdraw": open_ and may("proposal.withdraw"),
        "reopen": open_ and may("proposal.reopen"),
        "assist": queries.may_respond(proposal, clock.today())
        and may("response.assist"),
        "reasons": may("response.reasons"),
        "answer": may("message.answer"),
        "support": may("support.answer"),
        "talks": may("dialogue.read"),
        "card": proposal.move_id is not None and rights.may("card.read"),
    }


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a proposal; the person reads why (copy M10)."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "proposal.withdraw")
    form = WhyForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "proposal.withdraw",
            form,
            lambda: actions.withdraw_proposal(
                proposal=proposal,
                actor=rights.user,
                now=clock.now(),
                **form.cleaned_data,
            ),
        )
    ):
        messages.success(request, _("The proposal is withdrawn."))
        return redirect("proposal-detail", pk)
    return _act_page(request, proposal, form, "withdraw")


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take answers again, for a recorded reason (copy M15)."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "proposal.reopen")
    form = ReopenForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "proposal.reopen",
            form,
            lambda: last_day.reopen(
                proposal=proposal,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            ),
        )
    ):
        messages.success(request, _("Answers are taken again."))
        return redirect("proposal-detail", pk)
    return _act_page(request, proposal, form, "reopen")


def _act_page(
    request: HttpRequest, proposal: Proposal, form: Any, act: str
) -> HttpResponse:
    content = {"proposal": proposal, "form": form, "act": act}
    return render(request, "proposals/act.html", content)


def reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the confidential text of the last answer; that it is read is recorded."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "response.reasons")
    last = queries.response_of(proposal)
    told = ""
    if last is not None:
        told = respond.read_reasons(response=last, actor=rights.user, now=clock.now())
    content = {
        "proposal": proposal,
        "last": last,
        "told": told,
        "reasons": last.reasons_in_words if last else [],
    }
    return render(request, "proposals/reasons.html", content)


def assist(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the answer of a person who is present; print the receipt."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "response.assist")
    if not queries.may_respond(proposal, clock.today()):
        if rights.may(LIST):
            return redirect("proposal-detail", proposal.pk)
        return redirect("unit-input-list")
    choices = queries.kinds_to_ask(proposal)
    seen = {"seen": proposal.responses.count()}
    form = WholeForm(request.POST or None, initial=seen, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            number = send_once(request, rights, proposal, form, assisted=True)
        except ActError as error:
            tell_stale(form, error)
        else:
            return redirect("response-receipt", number)
    return render(
        request, "proposals/assist.html", {"proposal": proposal, "form": form}
    )


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the question of a person."""
    rights = rights_of(request)
    proposal = access.proposal_for(rights, pk, "message.answer")
    form = MessageForm(request.POST)
    if form.is_valid() and done(
        request,
        "message.answer",
        form,
        lambda: talk.write_message(
            proposal=proposal, actor=rights.user, now=clock.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("The person reads your answer now."))
        return redirect("proposal-detail", pk)
    return _about(request, proposal, form)


def support_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether help is given, and how or why not."""
    rights = rights_of(request)
    one = access.support_for(rights, pk)
    form = SupportAnswerForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "support.answer",
            form,
            lambda: support.answer_support(
                support=one,
                granted=form.cleaned_data["granted"] == "ya",
                why=form.cleaned_data["why"],
                actor=rights.user,
                now=clock.now(),
            ),
        )
    ):
        messages.success(request, _("The person reads your answer now."))
        return redirect("proposal-detail", one.proposal_id)
    content = {"proposal": one.proposal, "form": form, "support": one}
    return render(request, "proposals/support_answer.html", content)


@require_POST
def support_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that help was given."""
    rights = rights_of(request)
    one = access.support_for(rights, pk)
    told(
        request,
        lambda: support.finish_support(support=one, actor=rights.user, now=clock.now()),
        _("Kept: the help was given."),
    )
    return redirect("proposal-detail", one.proposal_id)


def offer(request: HttpRequest) -> HttpResponse:
    """Set which help the region gives."""
    rights = rights_of(request)
    held = queries.offers()
    initial = {"kinds": held.kinds, "weeks": held.weeks, "days": held.days}
    form = OfferForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "support.offer",
            form,
            lambda: support.set_offers(
                actor=rights.user, now=clock.now(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("Kept: people see this help from now on."))
        return redirect("support-offer")
    return render(request, "proposals/offer.html", {"form": form, "held": held})


def text_list(request: HttpRequest) -> HttpResponse:
    """List the units whose people have not answered, with their texts."""
    rights = rights_of(request)
    rows = access.proposals_visible_to(rights, "outreach.print")
    own = units_visible_to(rights, "outreach.print")  # not those people come from
    units = texts.units_of(rows.filter(from_unit__in=own))
    return render(request, "proposals/texts.html", {"units": units})


def text_sheet(request: HttpRequest, unit: int) -> HttpResponse:
    """Show the texts of a unit's people, to be copied or cut out."""
    rights = rights_of(request)
    held = unit_for(rights, unit, "outreach.print")
    rows = access.proposals_visible_to(rights, "outreach.print")
    rows = texts.unanswered(rows.filter(from_unit=held))
    office, site = profile(), request.get_host()
    told = [(one, texts.text_for(one, office, site)) for one in rows]
    return render(request, "proposals/text_sheet.html", {"unit": held, "texts": told})
