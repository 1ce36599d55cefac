"""The pages of the person: the proposal, the answer, the receipt; without scripts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.imports.corrections import queries as corrections
from seimbang_web.imports.corrections.access import oneself
from seimbang_web.imports.corrections.forms import AskForm
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.lib.export import attachment
from seimbang_web.lib.form import Form
from seimbang_web.organisation.file import file_of
from seimbang_web.proposals import access, queries, receipt, respond, support, talk
from seimbang_web.proposals.forms import MessageForm, SupportForm, WholeForm
from seimbang_web.proposals.models import Proposal, Response
from seimbang_web.proposals.sending import done, send_once, tell_stale
from seimbang_web.proposals.steps import Steps
from seimbang_web.proposals.why import why


def own(request: HttpRequest) -> HttpResponse:
    """Show the proposal for me (copy M2, M3, M8), or that there is none."""
    rights = rights_of(request)
    proposal = queries.newest_own(rights)
    if proposal is None:
        return render(request, "proposals/none.html")
    return _own_page(request, proposal, MessageForm())


def _own_page(
    request: HttpRequest, proposal: Proposal, form: MessageForm
) -> HttpResponse:
    rights = rights_of(request)
    content = {
        "proposal": proposal,
        "why": why(rights, proposal),
        "last": queries.response_of(proposal),
        "open": queries.may_respond(proposal, clock.today()),
        "draft": queries.draft_of(proposal),
        "next": receipt.next_steps(proposal),
        "offered": queries.kinds_offered(),
        "offers": queries.offers(),
        "supports": proposal.supports.order_by("pk"),
        "thread": proposal.messages.select_related("made_by"),
        "talks": proposal.dialogues.select_related("recorded_by", "confirmed_by"),
        "doubts": proposal.doubts.select_related("correction").order_by("pk"),
        "extended": proposal.extensions.last(),
        "form": form,
    }
    return render(request, "proposals/own.html", content)


def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer: one question a page, then check, then send."""
    rights = rights_of(request)
    proposal = access.own_proposal(rights, pk)
    if not queries.may_respond(proposal, clock.today()):
        return redirect("proposal-own")
    steps = Steps.of(request, proposal)
    if request.method != "POST":
        return _step(request, proposal, steps)
    if steps.here == "check":
        if "go" in request.POST:
            return _step(request, proposal, steps.at(request.POST["go"]))
        return _send(request, rights, proposal, steps)
    form = steps.form(request.POST)
    if not form.is_valid():
        return _step(request, proposal, steps, form)
    steps = steps.taken(form)
    respond.keep_draft(
        proposal=proposal, said=steps.said, actor=rights.user, now=clock.now()
    )
    if steps.said.told:  # never kept: it travels in the page
        return _step(request, proposal, steps)
    return redirect(f"{request.path}?langkah={steps.here}")


def _step(
    request: HttpRequest, proposal: Proposal, steps: Steps, form: Form | None = None
) -> HttpResponse:
    content = {"proposal": proposal, "steps": steps, "form": form or steps.form()}
    page = "check" if steps.here == "check" else "step"
    return render(request, f"proposals/{page}.html", content)


def _send(
    request: HttpRequest, rights: Rights, proposal: Proposal, steps: Steps
) -> HttpResponse:
    """Send once: the same key brings the same receipt, another body a sentence."""
    form = WholeForm(request.POST, choices=steps.kinds)
    if form.is_valid():
        try:
            number = send_once(request, rights, proposal, form)
        except StaleError as error:
            return _stale(request, proposal, steps, form, error)
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("We have your answer."))
            return redirect("response-receipt", number)
    return _step(request, proposal, steps, form)


def _stale(
    request: HttpRequest,
    proposal: Proposal,
    steps: Steps,
    form: WholeForm,
    error: StaleError,
) -> HttpResponse:
    tell_stale(form, error)
    fresh = steps.seeing(proposal.responses.count())
    content = {"proposal": proposal, "steps": fresh, "form": form, "stale": True}
    content["last"] = queries.response_of(proposal)
    return render(request, "proposals/check.html", content)


def receipt_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a receipt; it may be printed, kept as text or PDF."""
    rights = rights_of(request)
    response = access.response_for(rights, pk)
    told = receipt.lines(response, answer=_sees_answer(rights, response))
    content = {"response": response, "lines": told[1:], "own": _mine(rights, response)}
    return render(request, "proposals/receipt.html", content)


def receipt_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Return a receipt as text or PDF."""
    rights = rights_of(request)
    response = access.response_for(rights, pk)
    told = receipt.lines(response, answer=_sees_answer(rights, response))
    if form == "txt":
        content = "\n".join([*told, ""]).encode()
        return attachment(
            content, f"{response.receipt}.txt", "text/plain; charset=utf-8"
        )
    if form != "pdf":
        raise Http404
    return attachment(receipt.pdf(told), f"{response.receipt}.pdf", "application/pdf")


def _mine(rights: Rights, response: Response) -> bool:
    return response.proposal.person_id == rights.user.person_id


def _sees_answer(rights: Rights, response: Response) -> bool:
    """Tell whether the receipt names the answer: to the person and who entered it."""
    return _mine(rights, response) or response.given_by_id == rights.user.pk


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the office about the own proposal."""
    rights = rights_of(request)
    proposal = access.own_proposal(rights, pk, "message.ask")
    form = MessageForm(request.POST)
    if form.is_valid() and done(
        request,
        "message.ask",
        form,
        lambda: talk.write_message(
            proposal=proposal, actor=rights.user, now=clock.now(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Your question is with the office."))
        return redirect("proposal-own")
    return _own_page(request, proposal, form)


def help_asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for help beside the answer, also after it."""
    rights = rights_of(request)
    proposal = access.own_proposal(rights, pk, "support.ask")
    choices = queries.kinds_to_ask(proposal)
    form = SupportForm(request.POST or None, choices=choices, needed=True)
    if request.method == "POST" and form.is_valid():

        def run() -> None:
            for kind in form.cleaned_data["support"]:
                support.ask_support(
                    proposal=proposal,
                    kind=kind,
                    actor=rights.user,
                    now=clock.now(),
                    day=clock.today(),
                )

        if done(request, "support.ask", form, run):
            messages.success(request, _("Your request is with the office."))
            return redirect("proposal-own")
    content = {"proposal": proposal, "form": form, "choices": choices}
    return render(request, "proposals/support_ask.html", content)


def doubt(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the correction of own data; the proposal is remembered."""
    rights = rights_of(request)
    proposal = access.own_proposal(rights, pk)
    held = file_of(rights, oneself(rights))
    choices = corrections.choices([*held.basic, *held.private] if held else [])
    form = AskForm(request.POST or None, choices=choices)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            request,
            "correction.ask",
            form,
            lambda: respond.doubt_data(
                proposal=proposal,
                actor=rights.user,
                now=clock.now(),
                **form.cleaned_data,
            ),
        )
    ):
        messages.success(request, _("Your request is with the office."))
        return redirect("proposal-own")
    return render(request, "proposals/doubt.html", {"form": form})
