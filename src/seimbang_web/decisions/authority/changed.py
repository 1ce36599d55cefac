"""What changed since the dossier was verified and advised: then nothing is signed."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from seimbang_web.decisions.dossier.queries import here
from seimbang_web.decisions.dossier.reconciled import contradicted, stale_entries
from seimbang_web.decisions.freeze import intact
from seimbang_web.decisions.models import Dossier, Objection, State, Step
from seimbang_web.proposals.models import State as Standing

DECIDE = "decide"  # the last step of a procedure


def changes(dossier: Dossier) -> list[str]:
    """Return why the dossier as a whole cannot be signed; empty: it can."""
    found = []
    step = here(dossier)
    if dossier.state == State.OPEN and (step is None or step.key != DECIDE):
        found.append(_("It does not stand at the decision: other steps come first."))
    if dossier.state == State.RETURNED:
        found.append(_("It was returned for repair: a new version comes."))
    if dossier.state == State.REPLACED:
        found.append(_("A new version replaced it: open that one."))
    if dossier.state in (State.DECIDED, State.REFUSED):
        found.append(_("It is decided already."))
    if not intact(dossier):
        found.append(_("Its content is not what its digest says: tell the auditor."))
    steps = dossier.steps.filter(state=Step.State.DONE)
    for done in steps.exclude(digest=dossier.digest):
        found.append(
            _("Step %(step)s was done for another content: it must be done again.")
            % {"step": done.key}
        )
    return found


def seen_at(dossier: Dossier) -> datetime:
    """Return until when what people said was looked at: by the team, else frozen."""
    sessions = dossier.sessions.filter(closed_at__isnull=False)
    closed = sessions.values_list("closed_at", flat=True).first()
    return closed or dossier.made_at


def changed_entries(dossier: Dossier, day: date) -> dict[int, str]:
    """Return what changed of single entries, by entry: these can only be postponed."""
    since, entries = seen_at(dossier), dossier.entries.all()
    found: dict[int, str] = {}
    for later, words in (
        (
            Q(
                proposal__objections__stage=Objection.Stage.BEFORE,
                proposal__objections__filed_at__gt=since,
            ),
            _("An objection came after the team had looked at it."),
        ),
        (
            Q(proposal__inputs__given_at__gt=since),
            _("A head of unit spoke after the team had looked at it."),
        ),
        (
            Q(proposal__responses__given_at__gt=since),
            _("The person answered after the team had looked at it."),
        ),
    ):
        found |= dict.fromkeys(
            entries.filter(later).values_list("pk", flat=True), words
        )
    found |= stale_entries(dossier, day)
    found |= contradicted(list(entries.select_related("proposal")))
    for entry in entries.exclude(proposal__state=Standing.OPEN):
        found[entry.pk] = _("The proposal is: %(state)s.") % {
            "state": entry.proposal.get_state_display()
        }
    return found
