"""What a letter speaks of: "dossier:5", "entry:7", "session:3", …"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang_web.decisions.models import Amendment, Dossier, Entry, Objection, Session
from seimbang_web.lib.act import ActError

RECEIPT = "objection-receipt"  # an objection has two letters
AMENDMENT = "amendment"


def _pk(subject: str, *kinds: str) -> int:
    """
    Return the number of a subject of one of these kinds.

    :raises ActError: when it is of another kind.
    """
    kind, _colon, number = subject.partition(":")
    if kind not in kinds or not number.isdecimal():
        raise ActError(_("This letter is not written of that record."))
    return int(number)


def dossier_of(subject: str) -> Dossier:
    """Return the dossier a letter speaks of."""
    rows = Dossier.objects.select_related("plan__version", "round").defer("content")
    return rows.get(pk=_pk(subject, "dossier"))


def entry_of(subject: str) -> Entry:
    """Return the entry a letter speaks of."""
    rows = Entry.objects.select_related("dossier__plan__version", "proposal__person")
    rows = rows.defer("dossier__content", "dossier__plan__version__content")
    return rows.get(pk=_pk(subject, "entry"))


def session_of(subject: str) -> Session:
    """Return the session a letter speaks of."""
    rows = Session.objects.select_related("dossier__plan__version")
    return rows.get(pk=_pk(subject, "session"))


def objection_of(subject: str) -> Objection:
    """Return the objection a letter speaks of."""
    rows = Objection.objects.select_related("proposal__person", "decree__parent")
    return rows.get(pk=_pk(subject, "objection", RECEIPT))


def amends(subject: str) -> bool:
    """Tell whether a decree of change puts a text right, and cancels nothing."""
    return subject.startswith(f"{AMENDMENT}:")


def amendment_of(subject: str) -> Amendment:
    """Return the change of a text that a letter speaks of."""
    rows = Amendment.objects.select_related(
        "letter", "entry__dossier__decision", "entry__proposal"
    ).defer("entry__dossier__content")
    return rows.get(pk=_pk(subject, AMENDMENT))


def page(subject: str) -> str:
    """Return where the record of a letter is."""
    kind, _colon, number = subject.partition(":")
    pk = int(number)
    if kind == "entry":
        return reverse("dossier-detail", args=[Entry.objects.get(pk=pk).dossier_id])
    if kind == "session":
        return reverse("dossier-detail", args=[Session.objects.get(pk=pk).dossier_id])
    if kind in ("objection", RECEIPT):
        return reverse("objection-receipt", args=[pk])  # who drafts reads no more
    if kind == AMENDMENT:
        return reverse("amendment-detail", args=[pk])
    return reverse("dossier-detail", args=[pk])
