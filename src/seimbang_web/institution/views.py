"""The page of the profile, its preview while one writes, and the emblem."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.institution import queries
from seimbang_web.institution.actions import save_profile
from seimbang_web.institution.content import Content, missing
from seimbang_web.institution.forms import ProfileForm
from seimbang_web.institution.preview import preview
from seimbang_web.lib import clock
from seimbang_web.lib.act import StaleError


def profile(request: HttpRequest) -> HttpResponse:
    """Show the profile; keep it as a new version."""
    held, stale = queries.profile(), None
    form = ProfileForm(initial={**held.told, "base": held.number})
    if request.method == "POST":
        form = ProfileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                save_profile(
                    content=form.told(),
                    base=form.cleaned_data["base"] or 0,
                    actor=request.user,
                    now=clock.now(),
                    logo=form.cleaned_data["logo"],
                )
            except StaleError as error:
                stale = error
            else:
                messages.success(request, _("The profile is saved."))
                return redirect("institution-profile")
    return render(
        request, "institution/profile.html", _page(request, form, held, stale)
    )


def _page(
    request: HttpRequest, form: ProfileForm, held: Content, stale: StaleError | None
) -> dict[str, Any]:
    who, at = queries.maker()
    return {
        "form": form,
        "sections": form.sections(day=clock.today()),
        "missing": missing(held),
        "preview": preview(held, clock.today()),
        "who": who,
        "at": at,
        "held": held,
        "may_write": rights_of(request).may("profile.write"),
        "stale": stale
        and [
            (name, stale.mine[name], stale.theirs[name]) for name in sorted(stale.mine)
        ],
        "stale_words": stale and str(stale),
    }


def profile_preview(request: HttpRequest) -> HttpResponse:
    """Show letterheads and numbers of what stands in the form; nothing is kept."""
    form = ProfileForm(request.POST)
    form.is_valid()
    held = queries.profile()
    shown = Content({**held.told, **form.told()}, held.number, held.logo)
    return render(
        request,
        "institution/preview.html",
        {"preview": preview(shown, clock.today())},
    )


def logo(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the emblem."""
    found = queries.logo(pk)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type=found.media_type)
