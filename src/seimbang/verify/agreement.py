"""Do problem, certificate and plan speak of the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seimbang.language import Text, text
from seimbang.verify.certificate import Certificate, Total
from seimbang.verify.claim import FINISHED
from seimbang.verify.costs import Step
from seimbang.verify.figures import decimal
from seimbang.verify.network import Network
from seimbang.verify.planned import Plan, PlannedMove, PlannedSeat
from seimbang.verify.problem import KNOWN_POLICIES, NONE, Problem
from seimbang.verify.report import refuse
from seimbang.verify.sums import sums


@dataclass(frozen=True)
class Documents:
    """The three files, read."""

    problem: Problem
    problem_sha256: str
    certificate: Certificate
    plan: Plan


def hashes(found: Documents) -> None:
    """Refuse a certificate or plan made for another problem."""
    for name, said in (
        ("certificate", found.certificate.problem_sha256),
        ("plan", found.plan.problem_sha256),
    ):
        if said != found.problem_sha256:
            raise refuse("{file}: was made for another problem.", file=name)


def status(found: Documents) -> None:
    """Refuse anything but a plan said to be optimal, or the best in the time given."""
    certificate = found.certificate
    if certificate.status != found.plan.status:
        raise refuse("Certificate and plan have different statuses.")
    linked = certificate.linked
    told = FINISHED if linked is None else linked.status
    if certificate.status != told:
        if linked is not None:
            raise refuse("The linked families have another status than the plan.")
        raise refuse(
            "No optimal plan is claimed ({status}), so there is nothing to verify. "
            "{reason}",
            status=certificate.status,
            reason=certificate.reason,
        )
    if not found.plan.summary:
        raise refuse("{where}: {keys} missing.", where="plan", keys="summary")


def round_facts(found: Documents) -> None:
    """Refuse files of different rounds: their seed or day."""
    seeds = {found.problem.seed, found.certificate.seed, found.plan.seed}
    if len(seeds) > 1:
        raise refuse("Problem, certificate and plan have different seeds.")
    if found.problem.day != found.plan.day:
        raise refuse("Problem and plan have different days.")


def policy(found: Documents) -> None:
    """Refuse goals that are not those of the policy, in its order."""
    said = found.problem.policy
    if said != found.plan.policy:
        raise refuse("Problem and plan have different policies.")
    stated = (said.goals, said.voluntary_only)
    if stated != KNOWN_POLICIES.get((said.name, said.version), stated):
        raise refuse("The goals are not those of policy {name}.", name=said.name)
    steps = said.steps(found.problem.wish_ranks)
    for family in found.certificate.families:
        claimed = [goal.step for goal in family.goals]
        if not family.linked and not _in_order(claimed, steps):
            raise _wrong_order(family.name)
    linked = found.certificate.linked
    if linked and not _in_order([goal.step for goal in linked.goals], steps):
        raise _wrong_order(text("Linked families"))


def _in_order(claimed: Sequence[Step], steps: Sequence[tuple[str, int | None]]) -> bool:
    """Tell whether each step is there in its order, leximin once a level."""
    left = list(reversed(claimed))
    for goal, rank in steps:
        if goal == "leximin":
            while left and left[-1].goal == goal:
                left.pop()
        elif not left or (left[-1].goal, left[-1].rank) != (goal, rank):
            return False
        else:
            left.pop()
    return not left


def _wrong_order(family: str | Text) -> Exception:
    return refuse(
        "{family}: the goals are not in the order of the policy.", family=family
    )


def families(found: Documents) -> None:
    """Refuse a certificate that leaves out or adds a family."""
    certified = [family.name for family in found.certificate.families]
    if certified != [family.name for family in found.problem.families]:
        raise refuse("Problem and certificate have different families.")
    tied = found.problem.linked
    linked = found.certificate.linked
    marked = [at for at, one in enumerate(found.certificate.families) if one.linked]
    if tuple(marked) != tied or (() if linked is None else linked.families) != tied:
        raise refuse("The linked families are not those that limits tie together.")
    for at in tied:
        claim = found.certificate.families[at]
        assert linked is not None
        if (claim.scale, claim.exact) != (linked.scale, linked.exact):
            raise refuse(
                "{family}: another scale than that of the linked families.",
                family=claim.name,
            )


def totals(claimed: Mapping[str, Total], nets: Sequence[Network], ranks: int) -> None:
    """Refuse totals that are not the sums over the families."""
    found = sums(nets, ranks)
    for name, number in claimed.items():
        if found[name] != number:
            raise refuse(
                "The total of {name} is not the sum of the families.", name=name
            )


def pseudonyms(plan: Plan) -> None:
    """Refuse a pseudonym that the salt does not give, or a person named twice."""
    seen: set[str] = set()
    for move in plan.moves:
        if pseudonym(move.person_id, plan.salt) != move.pseudonym:
            raise refuse(
                "The pseudonym {pseudonym} is not that of its person.",
                pseudonym=move.pseudonym,
            )
        if move.pseudonym in seen:
            raise refuse("{pseudonym} moves twice.", pseudonym=move.pseudonym)
        seen.add(move.pseudonym)


def pseudonym(person_id: str, salt: bytes | None) -> str:
    """Return the pseudonym of a person under a salt; sealed (None): the id is one."""
    if salt is None:
        return person_id
    return hashlib.blake2b(person_id.encode(), key=salt, digest_size=8).hexdigest()


def plan_moves(plan: Plan, nets: Sequence[Network]) -> None:
    """Refuse a plan whose moves are not those of the certificate, fact by fact."""
    certified = {
        str(move["pseudonym"]): move for net in nets for move in _certified(net)
    }
    if {move.pseudonym for move in plan.moves} != set(certified):
        raise refuse("Plan and certificate move different people.")
    for move in plan.moves:
        for name, value in certified[move.pseudonym].items():
            if getattr(move, name) != value:
                raise _wrong_move(move, name)
        if move.minutes_before is not None and move.minutes_after is not None:
            added = max(0, move.minutes_after - move.minutes_before)
            if added != move.added:
                raise _wrong_move(move, "minutes_after")


def plan_seats(plan: Plan, nets: Sequence[Network]) -> None:
    """Refuse seats of the plan that differ from the problem or the certificate."""
    found = {seat.id: seat for seat in plan.seats}
    if len(found) != len(plan.seats):
        raise refuse("The plan lists a seat twice.")
    for net in nets:
        for seat in _certified_seats(net):
            if found.pop(seat.id, None) != seat:
                raise refuse("The plan is wrong about seat {seat}.", seat=seat.id)
    if found:
        raise refuse("The plan is wrong about seat {seat}.", seat=min(found))


def _certified(net: Network) -> list[dict[str, Any]]:
    family = net.family
    return [
        {
            "pseudonym": family.people[family.owner[at]],
            "family": family.name,
            "from_seat": family.seats.id[family.at[family.owner[at]]],
            "to_seat": family.seats.id[family.seat[at]],
            "voluntary": bool(family.voluntary[at]),
            "rank": int(family.rank[at]),
            "added": int(family.added[at]),
            "misfit": int(family.misfit[at]),
            "regression": int(family.regression[at]),
        }
        for at in net.taken.tolist()
    ]


def _certified_seats(net: Network) -> list[PlannedSeat]:
    seats, staff = net.family.seats, net.staff.tolist()
    maxima = [None if cap == NONE else cap for cap in seats.maximum.tolist()]
    return [
        PlannedSeat(name, net.family.name, *row)
        for name, *row in zip(
            seats.id,
            seats.need,
            [None if need is None else decimal(need) for need in seats.need],
            seats.minimum.tolist(),
            maxima,
            seats.others.tolist(),
            seats.present.tolist(),
            staff,
            strict=True,
        )
    ]


def _wrong_move(move: PlannedMove, name: str) -> Exception:
    return refuse(
        "The plan says another {name} of {pseudonym} than the certificate.",
        name=name,
        pseudonym=move.pseudonym,
    )
