"""Handing out: extracts, print files, lists to sign, receipts; and voiding."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents import actions, handout
from seimbang_web.documents.access import letter_for
from seimbang_web.documents.actions.numbers import may_number
from seimbang_web.documents.files import final
from seimbang_web.documents.forms_handing import (
    BundleForm,
    PagesForm,
    ReceiptForm,
    VoidForm,
)
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.export import attachment
from seimbang_web.lib.form import Form

PDF, ZIP = "application/pdf", "application/zip"


def handing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what of a letter is handed out to which unit, and what was received."""
    rights = rights_of(request)
    letter = letter_for(rights, pk)
    bundles = handout.bundles(letter)
    context = {
        "letter": letter,
        "may_number": not may_number(rights, letter),
        "final": final(letter),
        "bundles": bundles,
        "many": sum(len(one.letters) for one in bundles),
        "unsigned": sum(len(one.unsigned) for one in bundles),
        "received": sum(one.received for one in bundles),
        "lacks_extracts": handout.lacks_extracts(letter),
        "job": handout.work(letter),
        "copies": handout.copies_received(letter),
        "receipts": letter.deliveries.select_related("recorded_by").order_by("pk"),
        "ways": handout.WAYS,
    }
    return render(request, "documents/handing.html", context)


@require_POST
def extracts(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the extracts of a signed decree that are not there yet."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.number")
    try:
        work = actions.ask_extracts(
            decree=letter, actor=rights.user, now=clock.now(), day=clock.today()
        )
    except ActError as error:
        messages.error(request, str(error))
    else:
        if work is None:
            words = _("The extracts are made; they wait for their signature.")
            messages.success(request, words)
    return redirect("letter-handing", pk)


def handing_file(
    request: HttpRequest, pk: int, form: str, unit: int | None = None
) -> HttpResponse:
    """Hand out a file of the whole letter or of one unit; recorded."""
    rights = rights_of(request)
    letter = letter_for(rights, pk)
    if not letter.number:
        raise Http404
    make, name, media = _file(letter, form, unit)
    actions.take_file(letter=letter, form=form, actor=rights.user, now=clock.now())
    return attachment(make(), name, media)


Making = tuple[Callable[[], bytes], str, str]


def _file(letter: Letter, form: str, unit: int | None) -> Making:
    """Return what makes a file, its name and its media type."""
    if unit is None:
        whole: dict[str, Making] = {
            "zip": (lambda: handout.archive(letter), f"surat-{letter.pk}.zip", ZIP),
            "tembusan": (
                lambda: handout.copies_file(letter),
                f"tembusan-{letter.pk}.pdf",
                PDF,
            ),
        }
        if form in whole:
            return whole[form]
        raise Http404
    of = _bundle(letter, unit)
    parts: dict[str, Making] = {
        "cetak": (
            lambda: handout.print_file(of.letters),
            f"cetak-{letter.pk}-{unit}.pdf",
            PDF,
        ),
        "daftar": (
            lambda: handout.list_file(letter, of),
            f"daftar-{letter.pk}-{unit}.pdf",
            PDF,
        ),
    }
    if form in parts:
        return parts[form]
    raise Http404


def _bundle(letter: Letter, unit: int) -> handout.Bundle:
    found = handout.bundle(letter, unit)
    if found is None:
        raise Http404
    return found


def bundle(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Record who of a unit received the letters."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.deliver")
    of = _bundle(letter, unit)
    first = {"way": "langsung", "received_on": clock.today()}
    form = BundleForm(of.waiting, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():

        def run() -> None:
            actions.deliver_all(
                letters=form.chosen(),
                to=form.cleaned_data["to"],
                way=form.cleaned_data["way"],
                received_on=form.cleaned_data["received_on"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            )

        if _done(request, form, run, "letter.deliver"):
            messages.success(request, _("The receipt is kept."))
            return redirect("letter-handing", pk)
    context = {"letter": letter, "bundle": of, "form": form, "pages_form": PagesForm()}
    return render(request, "documents/bundle.html", context)


def pages(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Take the scan of a unit's print file: each letter is signed by its pages."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.scan")
    of = _bundle(letter, unit)
    form = PagesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        def run() -> None:
            actions.sign_by_pages(
                letters=of.unsigned,
                content=form.cleaned_data["scan"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            )

        if _done(request, form, run, "letter.sign"):
            messages.success(request, _("The letters are signed; each has its scan."))
            return redirect("letter-handing", pk)
    context = {"letter": letter, "bundle": of, "form": form}
    return render(request, "documents/pages.html", context)


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that somebody received a letter, or a copy of it."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.deliver")
    first = {
        "to": request.GET.get("to", "")[:200],
        "way": "langsung",
        "received_on": clock.today(),
    }
    form = ReceiptForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():

        def run() -> None:
            actions.deliver(
                letter=letter,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
                **form.cleaned_data,
            )

        if _done(request, form, run, "letter.deliver"):
            messages.success(request, _("The receipt is kept."))
            return redirect("letter-handing", pk)
    return render(request, "documents/receipt.html", {"letter": letter, "form": form})


def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what voiding a letter means, and ask why."""
    letter = letter_for(rights_of(request), pk, "letter.void")
    return _voiding(request, letter, VoidForm())


@require_POST
@recent
def void_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Void a letter, by who proved again who they are."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.void")
    form = VoidForm(request.POST)
    if form.is_valid():

        def run() -> None:
            actions.void_letter(
                letter=letter,
                why=form.cleaned_data["why"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            )

        if _done(request, form, run, "letter.void"):
            messages.success(request, _("The letter is void; its number stays."))
            return redirect("letter-detail", pk)
    return _voiding(request, letter, form)


def _voiding(request: HttpRequest, letter: Letter, form: VoidForm) -> HttpResponse:
    if letter.state == State.VOID:
        return redirect("letter-detail", letter.pk)
    extracts_ = letter.children.filter(kind=Kind.EXTRACT).exclude(state=State.VOID)
    context = {
        "letter": letter,
        "form": form,
        "final": final(letter),
        "extracts": extracts_.count(),
        "handed": letter.deliveries.count()
        + sum(one.state == State.DELIVERED for one in extracts_),
    }
    return render(request, "documents/void.html", context)


def _done(request: HttpRequest, form: Form, run: Callable[[], None], act: str) -> bool:
    """Do an act once; what keeps it from being done stands at the form."""
    try:
        once(
            run,
            key=request.POST.get("key", ""),
            act=act,
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except ActError as error:
        form.add_error(None, str(error))
        return False
    return True
