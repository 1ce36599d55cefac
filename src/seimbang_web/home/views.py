"""My tasks, search, help, and how to start."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import rights_of
from seimbang_web.home.actions import set_nicknames
from seimbang_web.home.cycle import cycle, waiting
from seimbang_web.home.finding import own_facts, own_units
from seimbang_web.home.forms import NicknamesForm
from seimbang_web.home.search import Found, find
from seimbang_web.home.words import PARTS, WORDS
from seimbang_web.lib import clock
from seimbang_web.lib.act import StaleError
from seimbang_web.organisation.access import unit_for


def home(request: HttpRequest) -> HttpResponse:
    """Show what the person has to do in this cycle."""
    rights = rights_of(request)
    held = cycle(rights)
    tasks = waiting(rights, held)
    return render(
        request,
        "home/home.html",
        {
            "cycle": held,
            "tasks": [one for one in tasks if one.state == "todo"],
            "others": [one for one in tasks if one.state == "waiting"],
            "units": own_units(rights),
            "own": own_facts(rights),
        },
    )


def start_here(request: HttpRequest) -> HttpResponse:
    """Say what a round is, who decides, and what is the person's part."""
    roles = rights_of(request).roles
    parts = [(role.label, words) for role, words in PARTS.items() if role in roles]
    return render(request, "home/start_here.html", {"parts": parts})


def help_page(request: HttpRequest) -> HttpResponse:
    """Show whom to ask, the words of the pages, and where one's own acts stand."""
    return render(request, "home/help.html", {"words": WORDS})


def search(request: HttpRequest) -> HttpResponse:
    """Show people and units that match; what was asked stands in no address."""
    found = Found("")
    if request.method == "POST":
        found = find(rights_of(request), request.POST.get("text", ""))
    return render(request, "home/search.html", {"found": found})


def nicknames(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an operator write what people call a unit."""
    unit = unit_for(rights_of(request), pk, "unit.nickname")
    held = {"nicknames": unit.nicknames, "before": unit.nicknames}
    form = NicknamesForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            set_nicknames(
                unit=unit,
                nicknames=form.cleaned_data["nicknames"],
                before=form.cleaned_data["before"],
                actor=request.user,
                now=clock.now(),
            )
        except StaleError as error:
            theirs = error.theirs["nicknames"] or "–"
            words = _("{told} They read now: {theirs}")
            form.add_error("nicknames", words.format(told=error, theirs=theirs))
        else:
            messages.success(request, _("The nicknames are saved."))
            return redirect("search")
    return render(request, "home/nicknames.html", {"form": form, "unit": unit})
