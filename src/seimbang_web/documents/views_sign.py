"""The number, what is not confirmed, and the signature: by scan or electronically."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from seimbang_web.accounts.reauth import before, recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents import actions, queries
from seimbang_web.documents.access import letter_for
from seimbang_web.documents.forms import ScanForm, SealForm, TypedForm, WhyForm
from seimbang_web.documents.holders import shortened
from seimbang_web.documents.models import Kind
from seimbang_web.documents.page import Sheet
from seimbang_web.documents.scan import LARGEST
from seimbang_web.documents.sealing import Sealer, sealer
from seimbang_web.documents.series import own_register
from seimbang_web.documents.views_chain import version_of
from seimbang_web.institution.queries import profile
from seimbang_web.lib import clock
from seimbang_web.lib.doing import kept
from seimbang_web.lib.form import Form


def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the number: the next one, or the one of the register elsewhere."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.number")
    counted = letter.kind == Kind.EXTRACT or own_register(letter.kind, profile())
    data = request.POST if request.method == "POST" else None
    form: Form = Form(data) if counted else TypedForm(data)
    if (
        data is not None
        and form.is_valid()
        and kept(
            form,
            lambda: actions.number_letter(
                letter=letter, version=version_of(request), actor=rights.user,
                now=clock.now(), day=clock.today(), **form.cleaned_data,
            ),
        )
    ):  # fmt: skip
        letter.refresh_from_db()
        messages.success(request, _("The number is %s.") % letter.number)
        return redirect("letter-detail", pk)
    context = {
        "letter": letter,
        "sheet": Sheet(letter, rights),
        "counted": counted,
        "refusal": actions.may_number(rights, letter),
        "form": form,
    }
    return render(request, "documents/letter_number.html", context)


@recent
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a letter go out although citations are not confirmed, by name."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.override")
    form = WhyForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(
            form,
            lambda: actions.override(
                letter=letter, why=form.cleaned_data["why"], actor=rights.user,
                now=clock.now(), day=clock.today(),
            ),
        )
    ):  # fmt: skip
        messages.success(request, _("It goes out under your name, with your reason."))
        return redirect("letter-detail", pk)
    context = {"letter": letter, "sheet": Sheet(letter, rights), "form": form}
    return render(request, "documents/letter_override.html", context)


def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Print, sign, scan: what to do, and the upload."""
    rights = rights_of(request)
    letter = letter_for(rights, pk, "letter.scan")
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        if kept(
            form,
            lambda: actions.sign_by_scan(
                letter=letter, content=content, actor=rights.user, now=clock.now(),
                day=clock.today(),
            ),
        ):  # fmt: skip
            messages.success(request, _("The scan is kept: the letter is signed."))
            return redirect("letter-detail", pk)
    context = {"letter": letter, "sheet": Sheet(letter, rights), "form": form}
    return render(request, "documents/letter_scan.html", context)


@sensitive_post_parameters("told_nik", "password")
@before
def sign(request: HttpRequest) -> HttpResponse:
    """Sign letters electronically: those shown and chosen, each by itself."""
    rights, way = rights_of(request), sealer()
    waits = queries.to_seal(rights, _asked(request))
    form = SealForm(
        request.POST if request.method == "POST" else None,
        waits=waits,
        asks=way is not None and way.asks,
    )
    if request.method == "POST" and way is not None and form.is_valid():
        _seal(request, form, way)
        return redirect("letter-sign")
    context = {
        "waits": _rows(form, request),
        "count": queries.waiting_seal(rights).count(),
        "way": way,
        "form": form,
    }
    return render(request, "documents/letter_sign.html", context)


def _asked(request: HttpRequest) -> list[int]:
    """Return the ids of the letters that the address names."""
    told = request.GET.getlist("letter")
    return [int(one) for one in told if one.isdecimal() and len(one) < 18]


def _rows(form: SealForm, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the letters that wait, with what is ticked."""
    ticked = {*request.POST.getlist("letters"), *request.GET.getlist("letter")}
    return [
        {
            "value": value,
            "letter": letter,
            "digest": digest,
            "ticked": "all" in request.GET or bool(ticked & {value, str(letter.pk)}),
        }
        for value, (letter, digest) in form.waits.items()
    ]


def _seal(request: HttpRequest, form: SealForm, way: Sealer) -> None:
    """Sign, and tell what became of each."""
    chosen = form.chosen()
    found = actions.sign_letters(
        letters=[letter for letter, _digest in chosen],
        sealer=way,
        secret=form.secret(),
        shown={letter.pk: digest for letter, digest in chosen},
        actor=rights_of(request).user,
        now=clock.now(),
        day=clock.today(),
    )
    signed = sum(not one.problem for one in found)
    if signed:
        words = ngettext("%(n)s letter is signed.", "%(n)s letters are signed.", signed)
        messages.success(request, words % {"n": signed})
    problems: dict[str, list[str]] = {}
    for one in found:
        problems.setdefault(one.problem, []).append(str(one.letter))
    for problem, letters in problems.items():
        if problem:
            told = {"letters": shortened(letters), "problem": problem}
            messages.error(
                request,
                _("Not signed: %(letters)s. %(problem)s The number stays.") % told,
            )
