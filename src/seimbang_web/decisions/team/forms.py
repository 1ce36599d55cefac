"""Forms of a session: when and where, who sits, a vote, a step aside, the end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seimbang_web.accounts.models import Role, User
from seimbang_web.decisions.dossier.guards import proposed
from seimbang_web.decisions.models import Seat, Session, Vote
from seimbang_web.decisions.team.actions import Place
from seimbang_web.lib.form import Form

WORDS = forms.Textarea(attrs={"rows": 3})


class CallForm(Form):
    """When and where the team meets, and the decree that made the team."""

    held_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    starts_at = forms.TimeField(
        label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Place"), max_length=200)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The decree of the team: number, date, title."),
    )


PARTS = (
    ("", _("does not sit")),
    ("member", _("member")),
    ("chair", _("chair")),
    ("secretary", _("secretary")),
)


class SeatsForm(Form):
    """Who sits, with the office held; one chair, one secretary."""

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        held = {seat.user_id: seat for seat in session.seats.all()}
        self.members = members(session)
        super().__init__(*args, **kwargs)
        for user in self.members:
            seat = held.get(user.pk)
            self.fields[f"part-{user.pk}"] = forms.ChoiceField(
                label=str(user),
                choices=PARTS,
                required=False,
                initial=_part(seat) if held else "member",
            )
            self.fields[f"post-{user.pk}"] = forms.CharField(
                label=_("Office"),
                max_length=150,
                required=False,
                initial=seat.post if seat else "",
            )
            self.fields[f"for-{user.pk}"] = forms.CharField(
                label=_("Sits for (a substitute)"),
                max_length=150,
                required=False,
                initial=seat.substitute_for if seat else "",
            )
            for name in ("part", "post"):
                self.fields[f"{name}-{user.pk}"].needed = True  # type: ignore[attr-defined]

    def places(self) -> list[Place]:
        """Return who sits, as the act takes it."""
        data = self.cleaned_data
        return [
            Place(
                user=user,
                post=data[f"post-{user.pk}"].strip(),
                chair=data[f"part-{user.pk}"] == "chair",
                secretary=data[f"part-{user.pk}"] == "secretary",
                substitute_for=data[f"for-{user.pk}"].strip(),
            )
            for user in self.members
            if data[f"part-{user.pk}"]
        ]


def _part(seat: Seat | None) -> str:
    if seat is None:
        return ""
    return "chair" if seat.chair else "secretary" if seat.secretary else "member"


def members(session: Session) -> list[User]:
    """Return who may sit: of the team on the day, not who proposed the dossier."""
    users = User.objects.filter(is_active=True, grants__role=Role.TEAM).distinct()
    return [
        user
        for user in users.order_by("pk")
        if any(
            grant.role == Role.TEAM and grant.in_force(session.held_on)
            for grant in user.grants.all()
        )
        and not proposed(user, session.dossier)
    ]


class VoteForm(Form):
    """One vote, on the dossier as it was shown."""

    choice = forms.ChoiceField(
        label=_("My vote"), choices=Vote.Choice.choices, widget=forms.RadioSelect
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class RecuseForm(Form):
    """Why a member steps aside."""

    relative = forms.BooleanField(label=_("The person is my relative"), required=False)
    why = forms.CharField(
        label=_("Another reason"), required=False, max_length=300, widget=WORDS
    )


class AdviceForm(Form):
    """The recommendation: its choice is counted, not chosen."""

    condition = forms.CharField(
        label=_("Condition"),
        required=False,
        widget=WORDS,
        help_text=_("For example: after the replacement has come."),
    )
    considered = forms.CharField(
        label=_("What was considered"),
        required=False,
        widget=WORDS,
        help_text=_("On an objection: required. It stands in the minutes."),
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class CloseForm(Form):
    """Words at the end."""

    closing = forms.CharField(
        label=_("Words at the end"),
        required=False,
        widget=WORDS,
        help_text=_("Where cases are left: why they are postponed."),
    )
