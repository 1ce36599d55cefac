"""The checklist of documents of an entry: what the data know, what was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from seimbang.decide import procedure as way
from seimbang_web.audit.actions import record
from seimbang_web.decisions.models import Dossier, Entry, Paper, State
from seimbang_web.lib.act import ActError

THERE, MISSING, NEEDLESS = "there", "missing", "needless"


def known_papers(
    dossier: Dossier, entries: Iterable[Entry], now: datetime
) -> list[Paper]:
    """Return, not kept yet, what the application itself holds of new entries."""
    keys = {one.key for one in way.by_key(dossier.procedure).papers}
    return [
        Paper(
            entry=entry,
            key=key,
            state=THERE,
            why=why[:300],
            checked_by=dossier.made_by,
            checked_at=now,
        )
        for entry in entries
        for key, why in _held(entry.facts).items()
        if key in keys
    ]


def _held(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return what the frozen facts prove: paper → by what."""
    found = {}
    units = {one["role"]: one for one in facts["units"]}
    if len(units) == 2 and all(one["need"] is not None for one in units.values()):
        found["abk"] = _("Both units are measured in the data.")
    target = units.get("target")
    if target is not None and (target["need"] or 0) > target["before"]:
        found["need_in_abk"] = _("The new unit needs more people in the data.")
    if facts["recommendation"]:
        found["recommendation"] = facts["recommendation"]
    for one in facts["inputs"]:
        if one["answer"] and one["answer"] != "tidak":
            key = "release" if one["side"] == "lepas" else "receive"
            found[key] = _("The head answered here.")
    return found


@transaction.atomic
def check_papers(
    *,
    entry: Entry,
    papers: Mapping[str, tuple[str, str]],
    actor: Any,
    now: datetime,
) -> int:
    """
    Keep which documents of an entry are there: key → state and why; return how many.

    :raises ActError: when the dossier is not on its way, or a document is not needed
        and nobody says why.
    """
    dossier = Dossier.objects.select_for_update().get(pk=entry.dossier_id)
    if dossier.state != State.OPEN:
        raise ActError(_("The dossier is not on its way: its papers stay as they are."))
    told = {one.key: one for one in way.by_key(dossier.procedure).papers}
    changed = {}
    for key, (state, why) in papers.items():
        if key not in told:
            raise ActError(_("This document is not on the checklist."))
        if state == NEEDLESS and (told[key].needed or not why.strip()):
            raise ActError(
                _("%(paper)s: write why it is not needed; a must cannot be left out.")
                % {"paper": told[key].name}
            )
        row = entry.papers.filter(key=key).first()
        if row is not None and (row.state, row.why) == (state, why.strip()):
            continue
        Paper.objects.update_or_create(
            entry=entry,
            key=key,
            defaults={
                "state": state,
                "why": why.strip(),
                "checked_by": actor,
                "checked_at": now,
            },
        )
        changed[key] = state
    if changed:
        record(
            actor=actor,
            act="dossier.papers",
            subject=f"dossier:{dossier.pk}",
            now=now,
            content={"entry": entry.pk, "papers": changed},
        )
    return len(changed)
