"""The order of carrying out along chains: who leaves after whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from seimbang_web.proposals.models import ALIVE, Proposal


def leaders(proposals: Sequence[Proposal]) -> dict[Proposal, Proposal]:
    """
    Return the proposal whose person comes into the place that another leaves.

    In a closed chain all go on one day: nobody waits for anybody.
    """
    chains: dict[tuple[int, int], list[Proposal]] = defaultdict(list)
    for one in proposals:
        if one.move is not None and one.move.chain is not None:
            chains[one.move.plan_id, one.move.chain].append(one)
    found: dict[Proposal, Proposal] = {}
    for chain in chains.values():
        steps = {one.move.step: one for one in chain if one.move is not None}
        first, last = steps.get(1), steps.get(max(steps, key=int))  # type: ignore[arg-type]
        if first and last and first.from_unit_id == last.to_unit_id:
            continue
        for step, one in steps.items():
            before = steps.get(step - 1) if step else None
            if before is not None:
                found[one] = before
    return found


def followed(proposal: Proposal, by: Proposal) -> bool:
    """Tell whether ``proposal`` waits for ``by``, through others or not."""
    seen: set[int] = set()
    here: Proposal | None = proposal
    while here is not None and here.pk not in seen:
        if here.pk == by.pk:
            return True
        seen.add(here.pk)
        here = here.after
    return False


def replacement_of(proposal: Proposal) -> Proposal | None:
    """Return the proposal that fills the place left; None: there is none."""
    if proposal.after is not None:
        return proposal.after
    coming = Proposal.objects.filter(
        to_unit=proposal.from_unit_id,
        to_job__family=proposal.from_job.family,
        state__in=ALIVE,
    ).exclude(pk=proposal.pk)
    rows = coming.select_related("after", "person", "from_unit").order_by("pk")
    return next((one for one in rows if not followed(one, proposal)), None)
