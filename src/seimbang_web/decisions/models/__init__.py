"""The tables of decisions: dossiers, sessions of the team, objections."""

from seimbang_web.decisions.models.amendment import (
    Amendment,
)
from seimbang_web.decisions.models.dossier import (
    Challenge,
    Decision,
    Dossier,
    Entry,
    Paper,
    Proposer,
    Relative,
    State,
    Step,
)
from seimbang_web.decisions.models.objection import (
    Objection,
)
from seimbang_web.decisions.models.session import (
    Advice,
    Recusal,
    Seat,
    Session,
    Vote,
)

__all__ = [
    "Advice",
    "Amendment",
    "Challenge",
    "Decision",
    "Dossier",
    "Entry",
    "Objection",
    "Paper",
    "Proposer",
    "Recusal",
    "Relative",
    "Seat",
    "Session",
    "State",
    "Step",
    "Vote",
]
