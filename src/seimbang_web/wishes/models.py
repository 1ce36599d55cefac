"""
What civil servants wish in a round: up to three places, goals, what is in confidence.

One row a person and round. ``draft`` holds what is not sent yet, never what is told in
confidence; the places are what was sent last.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.organisation.models import Job, Person, Unit, Version
from seimbang_web.plans.models import Plan, Round

USER = settings.AUTH_USER_MODEL
RANKS = 3


class State(models.TextChoices):
    """Where a wish stands."""

    DRAFT = "draf", _("Not sent yet")
    SENT = "terkirim", _("Sent")
    WITHDRAWN = "ditarik", _("Taken back")


class Kind(models.TextChoices):
    """By what a place is wished."""

    UNIT = "unit", _("One unit")
    DISTRICT = "kecamatan", _("Any unit in a district")
    CRITERION = "kriteria", _("Any unit that fits a criterion")


class Criterion(models.TextChoices):
    """What the planner can turn into units, the nearest first."""

    NEARER = "rumah", _("Nearer to my home than now")
    SPOUSE = "pasangan", _("Near my spouse's place of work")
    DISTRICT = "kecamatan-ini", _("Another unit in my present district")
    NEEDED = "dibutuhkan", _("Where my job is most needed")


class Outcome(models.TextChoices):
    """What the plan that was chosen makes of a wish."""

    GRANTED = "dipenuhi", _("Granted")
    PARTLY = "sebagian", _("Partly granted")
    NOT = "belum", _("Not granted")


class Career(models.TextChoices):
    """The one goal of the next years."""

    STAY = "tetap", _("To grow in my present job")
    LEVEL = "jenjang", _("The next level of my job")
    LEAD = "memimpin", _("To lead a unit or a team")
    OTHER = "jabatan-lain", _("Another job")
    STUDY = "belajar", _("To study further")


class Competence(models.TextChoices):
    """What a person wants to learn."""

    FIELD = "bidang", _("My own field")
    DIGITAL = "digital", _("Digital tools")
    LEADING = "kepemimpinan", _("Leading people")
    SERVICE = "layanan", _("Serving the public")
    LANGUAGE = "bahasa", _("A language")


class Category(models.TextChoices):
    """What kind of hardship; nobody has to name an illness."""

    HEALTH = "kesehatan", _("My health")
    CARE = "merawat", _("I care for a family member")
    SAFETY = "keselamatan", _("My safety")
    FAMILY = "keluarga", _("My family lives apart")
    MONEY = "biaya", _("Costs of the way")
    TALK = "bicara", _("I would rather tell it in person")


class Register(models.Model):
    """Receipts of one year: the last number given, without gaps."""

    year = models.PositiveIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Wish(models.Model):
    """
    What one person wishes in a round.

    ``helper``: who entered it in the person's presence. ``outcome``: told in the
    written answer, by ``plan``. ``from_unit`` and ``from_job``: at the last sending.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="wishes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wishes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    draft = models.JSONField(default=dict)
    year = models.PositiveIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    from_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    from_job = models.ForeignKey(
        Job, null=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+"
    )
    career = models.CharField(max_length=20, choices=Career.choices, blank=True)
    competences = models.JSONField(default=list)
    goal = models.CharField(max_length=500, blank=True)
    helper = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(null=True)  # the office's day
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    plan = models.ForeignKey(
        Plan, null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)  # optimistic lock

    class Meta:
        ordering = ("-year", "-number", "-pk")
        constraints = [
            models.UniqueConstraint(name="wish_once", fields=["round", "person"]),
            models.UniqueConstraint(name="wish_number", fields=["year", "number"]),
            models.CheckConstraint(
                name="wish_number_when_sent",
                condition=Q(state="draf") | Q(number__isnull=False),
            ),
        ]

    @property
    def receipt(self) -> str:
        """Return the number of the receipt as it is written; empty: none yet."""
        return f"A-{self.year}-{self.number:06d}" if self.number else ""

    def __str__(self) -> str:
        return self.receipt


class Place(models.Model):
    """A place wished, in order: a unit, a district or a criterion."""

    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="places")
    rank = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    district_code = models.CharField(max_length=20, blank=True)
    district = models.CharField(max_length=100, blank=True)
    criterion = models.CharField(max_length=15, choices=Criterion.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ("rank",)
        constraints = [
            models.UniqueConstraint(name="wish_place_rank", fields=["wish", "rank"]),
            models.CheckConstraint(
                name="wish_place_of_its_kind",
                condition=Q(kind="unit", unit__isnull=False, criterion="")
                | (Q(kind="kecamatan", unit=None, criterion="") & ~Q(district_code=""))
                | (Q(kind="kriteria", unit=None) & ~Q(criterion="")),
            ),
        ]

    def __str__(self) -> str:
        if self.kind == Kind.UNIT:
            return str(self.unit)
        if self.kind == Kind.DISTRICT:
            return str(_("District {name}")).format(name=self.district)
        return str(Criterion(self.criterion).label)


class Evidence(models.Model):
    """A paper that shows what is said; its name is ours, never that of the disk."""

    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=20)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                name="wish_evidence_number", fields=["wish", "number"]
            ),
            models.UniqueConstraint(
                name="wish_evidence_once", fields=["wish", "digest"]
            ),
        ]


class Hardship(models.Model):
    """What is told in confidence: read by the panel only, each reading recorded."""

    wish = models.OneToOneField(Wish, on_delete=models.PROTECT, related_name="hardship")
    category = models.CharField(max_length=15, choices=Category.choices)
    text = models.BinaryField(null=True)  # sealed by lib.confidence
    told_at = models.DateTimeField()


class Asked(models.Model):
    """That somebody answered the questions of the baseline; not what."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="asked"
    )
    on = models.DateField()


class Satisfaction(models.Model):
    """
    One nameless answer, 1 (not at all) to 5 (wholly); no person, no moment, no order.

    ``id`` is drawn by lot, so that the order of the rows tells nothing.
    """

    id = models.UUIDField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=60)
    workload = models.PositiveSmallIntegerField()
    distance = models.PositiveSmallIntegerField()
    fairness = models.PositiveSmallIntegerField()
    trust = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name=f"satisfaction_{name}",
                condition=Q(**{f"{name}__gte": 1, f"{name}__lte": 5}),
            )
            for name in ("workload", "distance", "fairness", "trust")
        ]
