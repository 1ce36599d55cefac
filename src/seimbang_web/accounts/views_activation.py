"""Make a code for somebody; come in with it, choose a password."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from seimbang_web.accounts.codes import activation, activation_of, make_code, use_code
from seimbang_web.accounts.forms import ActivationForm, CodeForm, PasswordForm
from seimbang_web.accounts.models import User, canonical
from seimbang_web.accounts.queries import has_factor
from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError

KEY = "activation"  # of the session: the row whose code was shown
BACKEND = "django.contrib.auth.backends.ModelBackend"


@recent
def hand_out(request: HttpRequest) -> HttpResponse:
    """Make a code; show it once, on a sheet to be printed."""
    form = CodeForm(
        request.POST or None, initial={"username": request.GET.get("nama", "")}
    )
    if request.method == "POST" and form.is_valid():
        rights, now = rights_of(request), clock.now()
        name = canonical(form.cleaned_data["username"])
        user = User.objects.filter(username=name).first()
        try:
            if user is None:
                raise ActError(_("There is no user of this name."))
            code = make_code(user=user, actor=rights.user, now=now, day=rights.day)
        except ActError as error:
            form.add_error("username", str(error))
        else:
            return render(
                request,
                "accounts/sheet.html",
                {"shown": user, "code": code, "at": now, "until": _until(user)},
            )
    return render(request, "accounts/hand_out.html", {"form": form})


def _until(user: User) -> object:
    return user.activation_set.latest("pk").expires_at


def activate(request: HttpRequest) -> HttpResponse:
    """Ask for the name and the code that was handed out."""
    form = ActivationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = activation_of(**form.cleaned_data, now=clock.now())
        if found is not None:
            request.session.cycle_key()
            request.session[KEY] = found.pk
            return redirect("activation-password")
        form.add_error(
            None,
            _(
                "Name and code do not fit, or the code is older than 3 days or used: "
                "check them, or ask for a new code."
            ),
        )
    return render(request, "accounts/activate.html", {"form": form})


@sensitive_post_parameters()
def choose_password(request: HttpRequest) -> HttpResponse:
    """Let the person with a valid code choose a password, and come in."""
    now = clock.now()
    found = activation(pk=request.session.get(KEY) or 0, now=now)
    if found is None:
        return redirect("activation")
    form = PasswordForm(request.POST or None, user=found.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = use_code(
                activation=found, password=form.cleaned_data["password1"], now=now
            )
        except ActError:
            return redirect("activation")
        return _come_in(request, user)
    return render(
        request, "accounts/choose_password.html", {"form": form, "shown": found.user}
    )


def _come_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the person in; who has a second factor shows it as always."""
    request.session.flush()
    if has_factor(user):
        messages.success(request, _("The new password holds: sign in with it."))
        return redirect("account_login")
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="password", reauthenticated=True)
    messages.success(request, _("Your account is ready."))
    return redirect("home")
