"""The check page: whether a letter in somebody's hand is one of ours. Open to all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from seimbang_web.accounts.lockout import address
from seimbang_web.documents import check
from seimbang_web.documents.forms_check import CheckForm
from seimbang_web.lib.limit import within

MOST = 60  # a minute, of one address: an office stands behind one
View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """Answer a few times a minute; keep the page out of search engines."""

    @wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponse:
        if within("letter-check", address(request), MOST):
            response = view(request, **parts)
        else:
            response = render(request, "documents/check_later.html", status=429)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


@limited
def letter_check(request: HttpRequest, token: str) -> HttpResponse:
    """Answer for the code of a printed letter, or for a file beside it."""
    form = _sent(request, token)
    if form.is_valid():
        return _answered(request, form, check.by_file(form.cleaned_data["file"], token))
    return _answered(request, form, check.by_code(token))


@limited
def check_start(request: HttpRequest) -> HttpResponse:
    """Ask for the code or the file of a letter, and answer."""
    form = _sent(request)
    if form.is_valid():
        if form.cleaned_data["file"]:
            return _answered(request, form, check.by_file(form.cleaned_data["file"]))
        return redirect("letter-check", form.cleaned_data["code"])
    return render(request, "documents/check_start.html", {"form": form})


def _sent(request: HttpRequest, code: str = "") -> CheckForm:
    if request.method == "POST":
        return CheckForm(request.POST, request.FILES, code=code)
    return CheckForm(code=code)


def _answered(
    request: HttpRequest, form: CheckForm, answer: check.Answer
) -> HttpResponse:
    status = 404 if answer.verdict == "unknown" else 200
    context = {"answer": answer, "letter": answer.letter, "form": form}
    return render(request, "documents/letter_check.html", context, status=status)
