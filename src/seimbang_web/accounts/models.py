"""Users, what they were granted, and the codes they start with."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The eleven roles of the matrix (accounts/matrix.yaml)."""

    ASN = "asn", _("Civil servant")
    HEAD = "ku", _("Head of a unit")
    OPERATOR = "opr", _("Data operator")
    PLANNER = "prn", _("Planner")
    VERIFIER = "ver", _("Verifier")
    SECTOR = "opd", _("Sector verifier, head of an agency")
    TEAM = "tpk", _("Appraisal team")
    AUTHORITY = "ppk", _("Appointing authority")
    AUDITOR = "aud", _("Auditor")
    TECHNICIAN = "adm", _("Technical administrator")
    PROTECTION = "pdp", _("Data protection officer")


class Capability(models.TextChoices):
    """What a grant may carry beside its role."""

    PYB = "pyb", _("Authorised official (Sekda)")
    NUMBERS = "numbers", _("Numbering clerk")
    OFFICE_HEAD = "head", _("Head of the personnel office")


def canonical(username: str) -> str:
    """Return the one spelling of a user name: Rina, RINA and rina are one."""
    return unicodedata.normalize("NFKC", username).strip().lower()


class Users(BaseUserManager["User"]):
    """Make users; there are no superusers."""

    def create_user(self, username: str, password: str | None = None) -> User:
        """Return a new user; without password nobody can sign in yet."""
        user = self.model(username=canonical(username))
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user of a name, however it is spelled."""
        return self.get(username=canonical(username or ""))


class User(AbstractBaseUser):
    """
    Who signs in. The user name is no NIP: it stands in the ledger.

    ``person`` is the civil servant of the data, where the user is one.
    """

    username = models.CharField(_("User name"), max_length=150, unique=True)
    name = models.CharField(_("Name"), max_length=150, blank=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(
        "organisation.Person", null=True, blank=True, on_delete=models.SET_NULL
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = Users()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_name_in_small_letters",
                condition=Q(username=Lower("username")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username


def accounts_of(user: User) -> models.QuerySet[User]:
    """Return all accounts of one human being: same person or same address (S8)."""
    same = Q(pk=user.pk)
    if user.person_id is not None:
        same |= Q(person=user.person_id)
    if user.email:
        same |= Q(email__iexact=user.email)
    return User.objects.filter(same)


def one_being(user: User, other: int | None) -> bool:
    """Tell whether another account is the same human being's (S8)."""
    return other is not None and accounts_of(user).filter(pk=other).exists()


class Grant(models.Model):
    """
    A role of a user, within a unit, an agency or everywhere, for a time.

    Two persons grant: ``proposed_by`` and ``approved_by``, neither is the user.
    ``until`` is exclusive. ``ended_by`` without approval: who refused it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=3, choices=Role.choices)
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT
    )  # of heads (their unit) and sector verifiers (their agency)
    capabilities = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="grant_not_to_self",
                condition=~Q(proposed_by=models.F("user"))
                & ~Q(approved_by=models.F("user")),
            ),
            models.CheckConstraint(
                name="grant_unit_where_needed",
                condition=Q(role__in=("ku", "opd"), unit__isnull=False)
                | ~Q(role__in=("ku", "opd")),
            ),
        ]

    @property
    def open(self) -> bool:
        """Tell whether the grant is proposed and waits for the second person."""
        return self.approved_at is None and self.ended_by_id is None

    def in_force(self, day: date) -> bool:
        """Tell whether the grant is approved and holds on ``day``."""
        return (
            self.approved_at is not None
            and self.since <= day
            and (self.until is None or day < self.until)
        )


class EmergencyAccess(models.Model):
    """
    Reading beyond one's role, taken alone, with a reason, for an hour at most (S7).

    ``scope`` names acts of the matrix (``emergency``), all of them to read. The row is
    ended, never changed; the database keeps that, and the hour (migration 0005).
    """

    class Scope(models.TextChoices):
        """What it opens."""

        PEOPLE = "people", _("Files of civil servants")
        CASES = "cases", _("Proposals, answers and their reasons, objections")
        DOSSIERS = "dossiers", _("Dossiers, sessions, decisions and letters")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    reason = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="emergency_one_at_a_time",
                fields=["user"],
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_scope_display()}"

    def runs(self, now: datetime) -> bool:
        """Tell whether it opens anything at ``now``."""
        return self.ended_at is None and self.since <= now < self.until


class EmergencyReview(models.Model):
    """What an auditor or the data protection officer found of an emergency access."""

    access = models.ForeignKey(
        EmergencyAccess, on_delete=models.PROTECT, related_name="reviews"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    found = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="emergency_reviewed_once", fields=["access", "by"]
            ),
        ]


class Activation(models.Model):
    """A code handed out in person, once, for 72 hours; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
