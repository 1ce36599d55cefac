"""
Single cases: an usul or a request with its agenda number, scans, consents, decisions.

What happened to a case are its records, which only grow; the last one is its state.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.organisation.models import Job, Person, Unit, Version
from seimbang_web.plans.models import Round


class Kind(models.TextChoices):
    """Who asks, and why."""

    AGENCY = "usul", _("Proposal of the agency")
    OWN = "sendiri", _("The person's own request")
    PENALTY = "hukuman", _("Result of a disciplinary sanction")
    ORDER = "perintah", _("Order of the leadership")


class Lane(models.TextChoices):
    """The way a case goes (practice.md)."""

    ORDINARY = "biasa", _("Ordinary transfer")
    PPPK = "pppk", _("PPPK: same job, addendum to the contract")
    SCHOOL = "sekolah", _("Head of school or school supervisor")
    PUSKESMAS = "puskesmas", _("Head of Puskesmas")
    INSIDE = "dalam", _("Inside one agency: letter of assignment")
    MANAGERIAL = "manajerial", _("Managerial post: checklist only")


class State(models.TextChoices):
    """Where a case stands."""

    REGISTERED = "terdaftar", _("Registered, waits for a decision")
    RETURNED = "kembali", _("Returned for repair")
    WAITS = "menunggu", _("Waits for a round")
    PROCEEDS = "jalan", _("Goes its own way")
    REFUSED = "ditolak", _("Refused")


OPEN = (State.REGISTERED, State.RETURNED, State.WAITS)


class Register(models.Model):
    """The agenda of one year: the last number given, without gaps."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Case(models.Model):
    """
    One case. ``state`` is that of the last record, kept for lists.

    ``from_unit`` and ``from_job``: where the person sat when it was registered.
    """

    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    lane = models.CharField(max_length=10, choices=Lane.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    letter_number = models.CharField(max_length=100)
    letter_on = models.DateField()
    note = models.TextField(blank=True)
    recommendation = models.CharField(max_length=100, blank=True)  # I-Mut
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.REGISTERED
    )
    round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    consent_due = models.DateField(null=True)
    data = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # optimistic lock

    class Meta:
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(name="case_number", fields=["year", "number"]),
            models.UniqueConstraint(
                name="case_one_open", fields=["person"], condition=Q(state__in=OPEN)
            ),
            models.CheckConstraint(
                name="case_round_while_it_waits",
                condition=Q(state="menunggu", round__isnull=False)
                | (~Q(state="menunggu") & Q(round=None)),
            ),
        ]

    @property
    def open(self) -> bool:
        """Tell whether nothing is decided for good yet."""
        return self.state in OPEN

    @property
    def agenda(self) -> str:
        """Return the agenda number as it is written."""
        return f"A-{self.year}-{self.number:04d}"

    def __str__(self) -> str:
        return self.agenda


class Wish(models.Model):
    """A place asked for, in order; ``chosen``: where it goes on its own way."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ("rank",)
        constraints = [
            models.UniqueConstraint(name="case_wish_rank", fields=["case", "rank"]),
            models.UniqueConstraint(
                name="case_wish_once", fields=["case", "unit", "job"]
            ),
        ]


class Scan(models.Model):
    """A scanned letter; its name is ours, never the one of the sender's disk."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scans")
    number = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=20)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="case_scan_number", fields=["case", "number"]),
            models.UniqueConstraint(name="case_scan_once", fields=["case", "digest"]),
        ]


class Consent(models.Model):
    """
    What the head of the old or of a new unit says; the last of a unit counts.

    ``letter``: where an officer enters what a signed letter says.
    """

    class Side(models.TextChoices):
        RELEASE = "lepas", _("release")
        RECEIVE = "terima", _("receive")

    class Answer(models.TextChoices):
        YES = "ya", _("Agrees")
        AFTER = "pengganti", _("Agrees, after the replacement has come")
        IF = "syarat", _("Agrees, on another condition")
        NO = "tidak", _("Does not agree")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    side = models.CharField(max_length=6, choices=Side.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    condition = models.TextField(blank=True)
    letter = models.CharField(max_length=150, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Waiver(models.Model):
    """A written dispensation from one rule, for this case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waivers")
    rule = models.CharField(max_length=10)
    basis = models.CharField(max_length=300)
    until = models.DateField(null=True)  # exclusive
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("rule",)
        constraints = [
            models.UniqueConstraint(name="case_waiver_once", fields=["case", "rule"])
        ]


class Record(models.Model):
    """What became of a case, and why; only grows. ``facts``: what it rested on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="records")
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.TextField(blank=True)
    round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="+"
    )
    facts = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
