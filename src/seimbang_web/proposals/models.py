"""
Proposals to move one person, and what is said to them by those whom it concerns.

A proposal comes from a move of a chosen plan or from a single case; from here on both
go the same way. Rows of answers only grow; the last one counts.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.cases.models import Case, Lane
from seimbang_web.imports.models import Correction
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.plans.models import Move, Round

USER = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "terbuka", _("Open")
    DECIDED = "diputuskan", _("Decided: will be carried out")
    REFUSED = "ditolak", _("Decided: will not be carried out")
    WITHDRAWN = "dibatalkan", _("Withdrawn")
    DONE = "selesai", _("Carried out: works at the new unit")


ALIVE = (State.OPEN, State.DECIDED)


class Proposal(models.Model):
    """
    A proposed move. ``move``: of the plan it rests on now (a re-plan may keep it).

    ``respond_until``: last day (inclusive) for the person and the heads of both units.
    ``after``: the proposal whose person must have come before this one leaves.
    """

    round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    case = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    move = models.ForeignKey(
        Move, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="proposals"
    )
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    lane = models.CharField(max_length=10, choices=Lane.choices)
    after = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="before"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    why = models.TextField(blank=True)  # of the state: withdrawn, refused
    opened_on = models.DateField(null=True)  # the office's day
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    respond_until = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="proposal_one_alive",
                fields=["person"],
                condition=Q(state__in=ALIVE),
            ),
            models.CheckConstraint(
                name="proposal_from_one_source",
                condition=Q(case=None, round__isnull=False) | Q(case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"U-{self.pk:05d}"


class Change(models.Model):
    """What became of a proposal, by whom and why; only grows."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="changes"
    )
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.TextField(blank=True)
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Extension(models.Model):
    """A later last day, and why; ``made_by``: the verifier, None: the system itself."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="extensions"
    )
    until = models.DateField()
    why = models.TextField()
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Draft(models.Model):
    """
    What the person has chosen and not sent; never the confidential text.

    ``content``: answer, reasons, condition, kinds of support.
    """

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, related_name="draft"
    )
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()


class Doubt(models.Model):
    """A correction of own data that the person asked for because of a proposal."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="doubts"
    )
    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, related_name="doubt"
    )


class ReceiptRegister(models.Model):
    """Receipts of one year and series (T: responses): the last number, no gaps."""

    series = models.CharField(max_length=2)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="receipt_series", fields=["series", "year"])
        ]


class Response(models.Model):
    """
    What the person answers; the last one of a proposal counts.

    ``reasons``: categories, read by verifier and team. The text is confidential and
    stands encrypted. ``assisted``: an officer or head entered it in their presence.
    """

    class Answer(models.TextChoices):
        YES = "bersedia", _("I am willing")
        IF = "syarat", _("I am willing, on conditions")
        NO = "keberatan", _("I object")
        WRONG = "keliru", _("The data about me are wrong")
        UNCLEAR = "belum", _("I do not understand yet, contact me")

    class Reason(models.TextChoices):
        HEALTH = "kesehatan", _("My health")
        CARE = "merawat", _("I care for a member of the family")
        SPOUSE = "pasangan", _("My spouse works elsewhere")
        WAY = "jarak", _("Distance or transport")
        STUDY = "pendidikan", _("I am studying")
        RETIRING = "pensiun", _("I am near retirement")
        OTHER = "lain", _("Another reason that I want to tell")
        SPEAK = "langsung", _("I prefer to explain it in person")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="responses"
    )
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reasons = models.JSONField(default=list)
    condition = models.TextField(blank=True)  # of "willing, on conditions"; not secret
    told = models.BinaryField(null=True)  # the confidential text, encrypted
    assisted = models.BooleanField(default=False)
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(null=True)  # the office's day
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="response_number", fields=["year", "number"])
        ]

    @property
    def receipt(self) -> str:
        """Return the number of the receipt as it is written: T-2027-004812."""
        return f"T-{self.year}-{self.number:06d}"

    @property
    def reasons_in_words(self) -> list[str]:
        """Return the categories of the reasons in words."""
        return [str(self.Reason(one).label) for one in self.reasons]


class Support(models.Model):
    """Help the person asks for; answered with a reason where refused, then done."""

    class Kind(models.TextChoices):
        TRANSITION = "transisi", _("Weeks of transition")
        MENTOR = "pendamping", _("A mentor at the new unit")
        SCHEDULE = "jadwal", _("Adjusted hours")
        HOUSING = "rumah", _("Information on official housing")
        SPOUSE = "pasangan", _("Moving together with a spouse who is ASN")
        VISIT = "kunjungan", _("A visit to the new unit before the move")
        COST = "biaya", _("Cost of moving")

    class Answer(models.TextChoices):
        ASKED = "diminta", _("Asked")
        GRANTED = "dipenuhi", _("Will be given")
        REFUSED = "ditolak", _("Cannot be given")
        DONE = "selesai", _("Given")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="supports"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    answer = models.CharField(
        max_length=10, choices=Answer.choices, default=Answer.ASKED
    )
    why = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="support_once", fields=["proposal", "kind"])
        ]


class Offer(models.Model):
    """Which kinds of help the region gives; rows only grow, the last one counts."""

    kinds = models.JSONField(default=list)
    weeks = models.PositiveSmallIntegerField(default=2)  # of transition
    days = models.PositiveSmallIntegerField(default=5)  # working days until an answer
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)


class Message(models.Model):
    """A question of the person or the office's answer to it."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="messages"
    )
    text = models.TextField()
    from_person = models.BooleanField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Dialogue(models.Model):
    """A talk of head and person; the other one confirms or says what is missing."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="dialogues"
    )
    held_on = models.DateField()
    said = models.TextField()
    agreed = models.TextField(blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)


class UnitInput(models.Model):
    """What the head of the old or the new unit says; the last of a unit counts."""

    class Side(models.TextChoices):
        RELEASE = "lepas", _("release")
        RECEIVE = "terima", _("receive")

    class Answer(models.TextChoices):
        YES = "ya", _("Agrees")
        AFTER = "pengganti", _("Agrees, after the replacement has come")
        IF = "syarat", _("Agrees, on another condition")
        NO = "tidak", _("Does not agree")

    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, related_name="inputs"
    )
    side = models.CharField(max_length=6, choices=Side.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    condition = models.TextField(blank=True)
    cover = models.TextField(blank=True)  # who covers the class or ward meanwhile
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
