"""Who objects to what the team has before it, and on what grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seimbang_web.decisions.models import Objection
from seimbang_web.proposals.models import Proposal, Response
from seimbang_web.proposals.queries import response_of, responses_of

OBJECTS = (Response.Answer.NO, Response.Answer.WRONG)


@dataclass(frozen=True)
class Said:
    """What the person said: the last response, and objections before the decision."""

    response: Response | None
    objections: tuple[Objection, ...]

    @property
    def objects(self) -> bool:
        """Tell whether there is something to consider."""
        return bool(self.objections) or (
            self.response is not None and self.response.answer in OBJECTS
        )

    @property
    def reasons(self) -> list[str]:
        """Return the grounds by category; what was told in confidence stays sealed."""
        keys = list(self.response.reasons) if self.response else []
        for one in self.objections:
            keys += [key for key in one.reasons if key not in keys]
        known = {choice.value: str(choice.label) for choice in Response.Reason}
        return [known[key] for key in keys if key in known]


def said_of(proposal: Proposal) -> Said:
    """Return what the person of a proposal said."""
    filed = proposal.objections.filter(stage=Objection.Stage.BEFORE)
    filed = filed.exclude(outcome=Objection.Outcome.WITHDRAWN)
    return Said(response_of(proposal), tuple(filed))


def objected(proposals: Sequence[Proposal]) -> set[int]:
    """Return the proposals (ids) whose person objects, or calls the data wrong."""
    filed = Objection.objects.filter(
        proposal__in=proposals, stage=Objection.Stage.BEFORE
    ).exclude(outcome=Objection.Outcome.WITHDRAWN)
    answered = responses_of(proposals).items()
    return {pk for pk, one in answered if one.answer in OBJECTS} | set(
        filed.values_list("proposal", flat=True)
    )
