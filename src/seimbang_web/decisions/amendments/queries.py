"""What pages read of changes of decrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.decisions.amendments.access import amendments_visible_to
from seimbang_web.decisions.amendments.actions import hindrances
from seimbang_web.decisions.amendments.check import changeable, lapsed
from seimbang_web.decisions.amendments.standing import annulled, subject_of
from seimbang_web.decisions.models import Amendment
from seimbang_web.documents.check import FINAL
from seimbang_web.documents.holders import named, of_act
from seimbang_web.documents.models import Kind, Letter, State
from seimbang_web.lib.waiting import Waiting

Outcome = Amendment.Outcome


def page_of(letter: Letter) -> str:
    """Return where a change of a signed decree is proposed; empty: nowhere."""
    return reverse("amendment-new", args=[letter.pk]) if changeable(letter) else ""


@dataclass(frozen=True)
class About:
    """A change as the page shows it to somebody: where it stands, who has it."""

    amendment: Amendment
    rights: Rights

    @cached_property
    def letter(self) -> Letter | None:
        """Return the decree of change that writes it, if there is one."""
        rows = Letter.objects.filter(
            kind=Kind.CHANGE, subject=subject_of(self.amendment)
        )
        return rows.exclude(state=State.VOID).first()

    @property
    def waits(self) -> bool:
        """Tell whether the second person has not decided."""
        return self.amendment.outcome == Outcome.WAITS

    @property
    def finding(self) -> str:
        """Return in one sentence how it stands."""
        if self.waits:
            return _("The change is proposed: another person decides on it.")
        if self.amendment.outcome == Outcome.REFUSED:
            return _("The change was refused: the decree stays as it is.")
        if annulled(self.amendment):
            return _("The decree of change is void: the old text stands again.")
        if self.letter is None:
            return _("The change is approved: now the decree of change is written.")
        if self.letter.state in FINAL:
            return _("The decree of change is signed: the new text stands.")
        return _("The decree of change is on its way: until it is signed, the old "
                 "text stands.")  # fmt: skip

    @property
    def who(self) -> str:
        """Return who has it now."""
        if self.waits:
            others = of_act("amendment.decide", self.rights.day)
            return named(one for one in others if not self._own(one))
        if self.over:
            return "–"
        return named(of_act("letter.draft", self.rights.day, units=False))

    @property
    def next(self) -> str:
        """Return what comes next."""
        if self.waits:
            return _("The decision of the second person")
        if self.over:
            return "–"
        return _("Draft, initials, number, signature of the decree of change")

    @property
    def _signed(self) -> bool:
        return self.letter is not None and self.letter.state in FINAL

    @property
    def over(self) -> bool:
        """Tell whether nothing follows any more."""
        refused = self.amendment.outcome == Outcome.REFUSED
        return refused or self._signed or annulled(self.amendment)

    def _own(self, user: User) -> bool:
        return user.pk == self.amendment.proposed_by_id

    @cached_property
    def lapsed(self) -> str:
        """Return why it may not go on, while it is not signed."""
        if self.over:
            return ""
        return lapsed(self.amendment, self.rights.day)

    @cached_property
    def hindrances(self) -> list[str]:
        """Return why this person does not decide on it."""
        return hindrances(self.rights.user, self.amendment, self.rights.day)

    @property
    def may_decide(self) -> bool:
        """Tell whether this person decides on it now."""
        return self.waits and self.rights.may("amendment.decide")


def about(amendments: Iterable[Amendment], rights: Rights) -> list[About]:
    """Return changes as a page shows them."""
    return [About(one, rights) for one in amendments]


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the changes that wait for this person as the second one."""
    if not rights.may("amendment.decide"):
        return []
    rows = amendments_visible_to(rights, "amendment.decide")
    return [
        Waiting(
            _("Decide on a change of decree %(number)s") % {"number": one.letter},
            reverse("amendment-detail", args=[one.pk]),
            1,
        )
        for one in rows.filter(outcome=Outcome.WAITS).exclude(proposed_by=rights.user)
    ]
