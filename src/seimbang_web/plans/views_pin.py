"""Pages of pins: those that hold, putting one, ending some, a file of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.intake.write import write_workbook
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.organisation.access import person_for, unit_for
from seimbang_web.plans import queries
from seimbang_web.plans.forms import PinForm
from seimbang_web.plans.models import Pin, Round
from seimbang_web.plans.pinning import add_pin, end_pins
from seimbang_web.plans.pins import table_of
from seimbang_web.plans.views import download


def pin_list(request: HttpRequest) -> HttpResponse:
    """Show the pins of the open round, and those that have ended."""
    held = queries.open_round()
    if held is None:
        return redirect("round-list")
    return render(
        request,
        "plans/pin_list.html",
        {
            "round": held,
            "pins": queries.pins_of(held),
            "ended": queries.pins_of(held, ended=True),
        },
    )


def pin_add(request: HttpRequest) -> HttpResponse:
    """Put a pin."""
    held = queries.open_round()
    if held is None:
        return redirect("round-list")
    form = PinForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, held, form)
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The pin holds from the next plan on."))
            return redirect("pin-list")
    return render(request, "plans/pin_add.html", {"form": form, "round": held})


def _initial(request: HttpRequest) -> dict[str, str]:
    """Return what links of other pages fill in: ids of a person and of a unit."""
    rights, found = rights_of(request), {}
    person, unit = (request.GET.get(name, "") for name in ("pegawai", "unit"))
    if person.isdigit():
        found["person"] = person_for(rights, int(person)).ref
    if unit.isdigit():
        found["unit"] = unit_for(rights, int(unit)).code
    return found


def _add(request: HttpRequest, held: Round, form: PinForm) -> None:
    now = clock.now()

    def run() -> int:
        return add_pin(
            round=held,
            kind=Pin.Kind(form.cleaned_data["kind"]),
            person=form.found_person,
            unit=form.found_unit,
            why=form.cleaned_data["why"],
            actor=request.user,
            now=now,
        ).pk

    key, who = request.POST.get("key", ""), rights_of(request).user.pk
    once(run, key=key, act="pin.add", actor_id=who, now=now)


def pin_end(request: HttpRequest) -> HttpResponse:
    """End the pins that were ticked."""
    held = queries.open_round()
    told = [one for one in request.POST.getlist("pin") if one.isdigit()]
    try:
        if held is None:
            raise ActError(_("No round is open."))
        ids = [int(one) for one in told]
        number = end_pins(round=held, pins=ids, actor=request.user, now=clock.now())
    except ActError as error:
        messages.warning(request, str(error))
    else:
        words = ngettext("{n} pin has ended.", "{n} pins have ended.", number)
        messages.success(request, words.format(n=number))
    return redirect("pin-list")


def pin_export(request: HttpRequest) -> HttpResponse:
    """Hand out the pins that hold, as the sheet “Kunci” of the data."""
    held = queries.open_round()
    if held is None:
        return redirect("round-list")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kunci.xlsx"
        write_workbook({"pins": table_of(held)}, path)
        return download(path.read_bytes(), path.name)
