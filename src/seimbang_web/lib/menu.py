"""The main menu: what of it a person's rights open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

ENTRIES = (  # URL name, words, act of the matrix
    ("home", _("My tasks"), "home.read"),
    ("import-list", _("Data"), "import.read"),
    ("workload-map", _("Workload"), "unit.read"),
    ("inventory-list", _("Task lists"), "inventory.read"),
    ("plan-list", _("Plans"), "plan.read"),
    ("wish-own", _("My wishes"), "wish.write"),
    ("proposal-own", _("My proposal"), "response.write"),
    ("wish-list", _("Wishes"), "wish.answer"),
    ("proposal-list", _("Proposals"), "proposal.list"),
    ("unit-input-list", _("Moves of my unit"), "unit_input.write"),
    ("case-list", _("Single cases"), "case.read"),
    ("dossier-list", _("Decisions"), "dossier.read"),
    ("letter-list", _("Letters"), "letter.read"),
    ("letter-own", _("My letters"), "letter.own"),
    ("follow-up-unit", _("Who comes and leaves"), "follow_up.unit"),
    ("follow-up-list", _("After the decree"), "follow_up.list"),
    ("outreach", _("Information"), "outreach.read"),
    ("rule-list", _("Rules"), "law.read"),
    ("user-list", _("Users"), "user.read"),
    ("audit-list", _("Record of acts"), "audit.read"),
)


@dataclass(frozen=True)
class Entry:
    """One entry: address, words, whether the page is in it."""

    url: str
    label: str
    here: bool


def menu(request: HttpRequest) -> list[Entry]:
    """Return the entries that the person may open."""
    rights = getattr(request, "rights", None)
    if rights is None:
        return []
    found = []
    for name, label, act in ENTRIES:
        if rights.may(act):
            try:
                url = reverse(name)
            except NoReverseMatch:
                continue
            here = request.path == url if url == "/" else request.path.startswith(url)
            found.append(Entry(url, str(label), here))
    return found
