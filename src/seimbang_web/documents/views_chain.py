"""A draft on its way: composed again, its text, who signs, initials."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang.document.block import from_json
from seimbang.document.letter.dress import signature
from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents import actions, holders
from seimbang_web.documents.access import letter_for
from seimbang_web.documents.forms import RemarkForm, SendForm, TextForm, WhyForm
from seimbang_web.documents.frame import called, content_of
from seimbang_web.documents.models import Letter
from seimbang_web.documents.page import carries
from seimbang_web.documents.signer import choices, core
from seimbang_web.lib import clock
from seimbang_web.lib.doing import kept, told


def version_of(request: HttpRequest) -> int | None:
    """Return the version of the letter as the page showed it."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else None


def done(
    request: HttpRequest, letter: Letter, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do an act that has no fields, and go back to the letter."""
    told(request, act, words)
    return redirect("letter-detail", letter.pk)


def closed(request: HttpRequest, letter: Letter) -> HttpResponse | None:
    """Lead back from a page of drafts that is opened after the number was given."""
    if request.method != "GET" or letter.state in actions.DRAFTS:
        return None
    return redirect("letter-detail", letter.pk)


@require_POST
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Compose a draft again from its record."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.draft")
    return done(
        request,
        letter,
        lambda: actions.redraft(
            letter=letter, version=version_of(request), actor=rights.user,
            now=clock.now(), day=clock.today(),
        ),
        _("Composed again. Read it, then send it on."),
    )  # fmt: skip


def edit(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Change the text of one part of a draft."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.draft")
    if away := closed(request, letter):
        return away
    blocks = {one.name: one for one in from_json(letter.blocks) if one.editable}
    if name not in blocks:
        raise Http404
    block = blocks[name]
    form = TextForm(
        request.POST or None,
        initial={"text": block.text},
        wording=rights.may("letter.wording"),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if kept(
            form,
            lambda: actions.edit_block(
                letter=letter, name=name, text=told["text"],
                for_all=told.get("for_all", False), why=told.get("why", ""),
                version=version_of(request), actor=rights.user, now=clock.now(),
            ),
        ):  # fmt: skip
            messages.success(request, _("The text is changed; initials start anew."))
            return redirect("letter-detail", pk)
        letter.refresh_from_db()
    context = {
        "letter": letter,
        "text": block.text,
        "called": called(block),
        "carries": carries(block),
        "form": form,
    }
    return render(request, "documents/letter_edit.html", context)


def signer(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who signs, with the signature block each choice gives."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.draft")
    if away := closed(request, letter):
        return away
    if request.method == "POST":
        told = request.POST.get("rule", "")
        rule = int(told) if told.isdecimal() and len(told) < 18 else 0
        return done(
            request,
            letter,
            lambda: actions.choose_signer(
                letter=letter, rule=rule, version=version_of(request),
                actor=rights.user, now=clock.now(), day=clock.today(),
            ),
            _("Another signer is chosen; initials start anew."),
        )  # fmt: skip
    held = choices(
        letter.kind, letter.lane, clock.today(), content_of(letter), letter.unit
    )
    shown = [(one, signature(core(one.told))) for one in held]
    context = {"letter": letter, "choices": shown}
    return render(request, "documents/letter_signer.html", context)


def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft along its chain; without one it is ready for its number."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.draft")
    if away := closed(request, letter):
        return away
    people = holders.of_act("letter.initial", clock.today())
    places = letter.initials.select_related("user")
    form = SendForm(
        request.POST if request.method == "POST" else None,
        places=places.filter(given_at=None),
        people=[one for one in people if one.pk != letter.made_by_id],
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(
            form,
            lambda: actions.send(
                letter=letter, people=form.named(), version=version_of(request),
                actor=rights.user, now=clock.now(), day=clock.today(),
            ),
        )
    ):  # fmt: skip
        messages.success(request, _("Sent on."))
        return redirect("letter-detail", pk)
    context = {"letter": letter, "form": form, "places": places}
    return render(request, "documents/letter_send.html", context)


@require_POST
def initial(request: HttpRequest, pk: int) -> HttpResponse:
    """Initial the text that was shown."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.initial")
    return done(
        request,
        letter,
        lambda: actions.initial(
            letter=letter, shown=request.POST.get("shown", ""), actor=rights.user,
            now=clock.now(),
        ),
        _("Your initial is given."),
    )  # fmt: skip


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter back with a remark."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.initial")
    if away := closed(request, letter):
        return away
    form = RemarkForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(
            form,
            lambda: actions.send_back(
                letter=letter, remark=form.cleaned_data["remark"], actor=rights.user,
                now=clock.now(),
            ),
        )
    ):  # fmt: skip
        messages.success(request, _("Sent back with your remark."))
        return redirect("letter-detail", pk)
    context = {"letter": letter, "form": form}
    return render(request, "documents/letter_return.html", context)


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft of one's own, with the reason; it stays readable."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.draft")
    if away := closed(request, letter):
        return away
    form = WhyForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(
            form,
            lambda: actions.void_letter(
                letter=letter, why=form.cleaned_data["why"], actor=rights.user,
                now=clock.now(), day=clock.today(),
            ),
        )
    ):  # fmt: skip
        messages.success(request, _("The draft is given up; another can be written."))
        return redirect("letter-detail", pk)
    context = {"letter": letter, "form": form}
    return render(request, "documents/letter_drop.html", context)
