"""The frozen content of a dossier and its digest: what is seen is what is signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from seimbang_web.audit.actions import canonical
from seimbang_web.decisions.dossier.facts import Frozen
from seimbang_web.decisions.models import Dossier


def content_of(dossier: Dossier, entries: Sequence[Frozen]) -> dict[str, Any]:
    """Return the whole content as JSON: what the dossier is, and each entry."""
    content = {
        "dossier": [dossier.number, dossier.edition],
        "lane": dossier.lane,
        "procedure": dossier.procedure,
        "round": dossier.round_id,
        "plan": dossier.plan and [dossier.plan.pk, dossier.plan.digest],
        "parent": dossier.parent and dossier.parent.digest,
        "entries": [
            {
                "proposal": one.proposal.pk,
                "person": one.proposal.person_id,
                "from": [one.proposal.from_unit_id, one.proposal.from_job_id],
                "to": [one.proposal.to_unit_id, one.proposal.to_job_id],
                "order": one.order,
                "facts": one.facts,
                "blocks": one.blocks,
            }
            for one in entries
        ],
    }
    frozen: dict[str, Any] = json.loads(canonical(content))
    return frozen


def digest_of(content: Any) -> str:
    """Return SHA-256 of the one spelling of a content."""
    return hashlib.sha256(canonical(content)).hexdigest()


def intact(dossier: Dossier) -> bool:
    """Tell whether content, entries and digest still belong together."""
    told = {
        one["proposal"]: (one["order"], one["facts"], one["blocks"])
        for one in dossier.content["entries"]
    }
    kept = {
        one.proposal_id: (one.order, one.facts, one.blocks)
        for one in dossier.entries.all()
    }
    return told == kept and digest_of(dossier.content) == dossier.digest
