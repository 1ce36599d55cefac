"""Who else moves, and which unit falls below its minimum, if an objection is upheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from seimbang.report.number import number
from seimbang.rules import Eligibility
from seimbang.whatif.edit import Edit, Effect, SeatEffect, effect
from seimbang.whatif.folder import Folder, FolderError
from seimbang.whatif.loss import NotBestError
from seimbang_web.cards.facts import Place, facts_of
from seimbang_web.cards.judged import judged_now
from seimbang_web.cards.rules import Sight
from seimbang_web.plans.models import Plan
from seimbang_web.plans.store import whatif_of
from seimbang_web.proposals.models import Proposal

BLIND = Sight(private=False, coarse=False)


@dataclass(frozen=True)
class Post:
    """
    A post: today, as proposed, if the person stays, with the best plan then.

    ``best`` is None where no other plan was asked: a single case.
    """

    name: str
    need: str
    minimum: int
    before: int
    proposed: int
    stays: int
    best: int | None

    @property
    def final(self) -> int:
        """Return how many are there when the objection is upheld."""
        return self.stays if self.best is None else self.best

    @property
    def below(self) -> bool:
        """Tell whether the post then has fewer people than its minimum."""
        return self.final < self.minimum

    @property
    def lacking(self) -> int:
        """Return how many are missing to the minimum."""
        return max(0, self.minimum - self.final)


@dataclass(frozen=True)
class Preview:
    """
    What upholding changes. ``others``: people who move otherwise in the best plan.

    ``alone``: told as if nothing else changed (limits tie families, or no plan).
    """

    posts: tuple[Post, ...] = ()
    others: int = 0
    alone: bool = True

    @property
    def below(self) -> tuple[Post, ...]:
        """Return the posts that fall below their minimum."""
        return tuple(one for one in self.posts if one.below)

    @property
    def found(self) -> bool:
        """Tell whether anything could be computed."""
        return bool(self.posts)


def preview(proposal: Proposal, day: date) -> Preview:
    """Return what upholding an objection to a proposal changes."""
    move = proposal.move
    if move is not None:
        found = _of_plan(move.plan, proposal.person.ref)
        if found is not None:
            return found
    return _of_two_units(proposal, day)


def _of_plan(plan: Plan, person: str) -> Preview | None:
    """Return the effect on the plan of the person staying; None: it cannot be told."""
    if not plan.files.exists():
        return None
    try:
        folder = whatif_of(plan)
        told = effect(folder, Edit(person), anew=False)
    except (FolderError, NotBestError):
        return None
    if told.denied or told.changes_nothing:
        return None
    return _told(folder, told)


def _told(folder: Folder, told: Effect) -> Preview:
    return Preview(
        posts=tuple(_post(folder, one) for one in told.seats),
        others=told.others,
        alone=told.best is None,
    )


def _post(folder: Folder, one: SeatEffect) -> Post:
    return Post(
        name=folder.seat(one.seat),
        need="–" if one.need is None else number(one.need, 1, trim=True),
        minimum=one.minimum,
        before=one.before,
        proposed=one.plan,
        stays=one.as_is,
        best=one.best,
    )


def _of_two_units(proposal: Proposal, day: date) -> Preview:
    """Return the posts left and entered by the data of today."""
    answers = judged_now(day)
    return Preview() if answers is None else Preview(tuple(_two(proposal, answers)))


def _two(proposal: Proposal, answers: Eligibility) -> Iterator[Post]:
    try:
        facts = facts_of(
            answers,
            proposal.person.ref,
            proposal.to_unit.code,
            proposal.to_job.code,
            voluntary=False,
            sight=BLIND,
        )
    except KeyError:
        return
    for place in (facts.origin, facts.target):
        if place is not None:
            yield _place(place)


def _place(place: Place) -> Post:
    return Post(
        name=f"{place.unit}: {place.job}",
        need="–" if place.rounded is None else str(place.rounded),
        minimum=place.minimum,
        before=place.before,
        proposed=place.after,
        stays=place.before,
        best=None,
    )


def as_json(shown: Preview) -> dict[str, Any]:
    """Return a preview as the objection keeps it."""
    return {
        "posts": [vars(one) for one in shown.posts],
        "others": shown.others,
        "alone": shown.alone,
    }


def from_json(kept: Mapping[str, Any]) -> Preview:
    """Return a preview that was kept."""
    return Preview(
        posts=tuple(Post(**one) for one in kept["posts"]),
        others=kept["others"],
        alone=kept["alone"],
    )
