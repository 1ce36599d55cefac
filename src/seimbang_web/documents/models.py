"""
Letters: named blocks, drafted, initialled, numbered, signed, handed out, checked.

What happened to a letter are its records, which only grow; ``state`` is the last one.
A number once given stays with its letter; nothing is erased.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang_web.institution.models import Profile

USER = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """The letters L1–L14 (letters-and-clerk-hour.md 1.1)."""

    REQUEST = "permohonan", _("Request to move (L1)")
    CONSENT = "persetujuan", _("Consent to release or receive (L2)")
    USUL = "usul", _("Proposal of the agency (L3)")
    MEMO = "telaahan", _("Staff memo (L4)")
    MINUTES = "berita-acara", _("Minutes of the team (L5)")
    DECREE = "keputusan", _("Decree for many (L6)")
    EXTRACT = "petikan", _("Extract of a decree (L7)")
    SINGLE = "keputusan-tunggal", _("Decree for one (L8)")
    COVER = "pengantar", _("Covering letter (L9)")
    START = "spmt", _("Statement of start of work (L10)")
    HANDOVER = "serah-terima", _("Minutes of handing over (L11)")
    ANSWER = "jawaban", _("Answer to a request (L12)")
    OBJECTION = "keberatan", _("Objection: receipt or decision (L13)")
    CHANGE = "perubahan", _("Decree of change (L14)")
    ASSIGNMENT = "surat-tugas", _("Letter of assignment inside an agency")
    ADDENDUM = "adendum", _("Addendum to a PPPK contract")


class State(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "draf", _("Draft")
    INITIALLED = "paraf", _("Being initialled")
    READY = "siap", _("Initialled, waits for its number")
    NUMBERED = "dinomori", _("Numbered, waits for the signature")
    SIGNED = "ditandatangani", _("Signed")
    DELIVERED = "disampaikan", _("Handed out")
    VOID = "dibatalkan", _("Void")


class Register(models.Model):
    """The own register of a series and year: the last number given, without gaps."""

    series = models.CharField(max_length=40)  # a kind of the profile: decree, memo, …
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="register_once", fields=["series", "year"])
        ]


class Letter(models.Model):
    """
    One letter. ``blocks`` is the list that PDF and DOCX are made from; until the number
    is given they are as composed, then they are dressed for good (``frame.dressed``).

    ``subject``: what it speaks of ("dossier:5", "entry:7", "wish:3"); the app of it
    composes the blocks. ``facts``: digest of what they were composed from.
    ``counted``: the number by itself in an own register; ``number``: as written.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=300)
    blocks = models.JSONField()
    facts = models.CharField(max_length=64, blank=True)
    own = models.JSONField(default=dict)  # block → text written for this letter alone
    lane = models.CharField(max_length=10, blank=True)  # chooses the signer
    signer = models.JSONField(default=dict)  # as documents.signer.Signer tells it
    profile = models.ForeignKey(Profile, null=True, on_delete=models.PROTECT)
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children"
    )  # of an extract its decree; of a change the decree it changes
    person = models.ForeignKey(
        "organisation.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )  # whose letter it is: reads it as "own"
    unit = models.ForeignKey(
        "organisation.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )  # whose head reads it
    state = models.CharField(max_length=14, choices=State.choices, default=State.DRAFT)
    series = models.CharField(max_length=40, blank=True)
    year = models.PositiveIntegerField(null=True)
    counted = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=100, blank=True)
    dated_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)  # TMT, where the letter sets one
    token = models.CharField(max_length=40, unique=True)  # of the check page
    check_url = models.CharField(max_length=200, blank=True)  # as printed on it
    override = models.TextField(blank=True)  # why it goes out although not confirmed
    override_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # optimistic lock

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="letter_counted_once",
                fields=["series", "year", "counted"],
                condition=Q(counted__isnull=False),
            ),
            models.UniqueConstraint(
                name="letter_number_once",
                fields=["series", "year", "number"],
                condition=~Q(number="") & ~Q(kind="petikan"),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def called(self) -> str:
        """Return the kind as people say it, without the number of the form."""
        return str(Kind(self.kind).label).partition(" (L")[0]


class Record(models.Model):
    """What became of a letter, and why; only grows."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="records")
    state = models.CharField(max_length=14, choices=State.choices)
    why = models.TextField(blank=True)
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Initial(models.Model):
    """A place in the paraf chain of a draft; ``facts``: the text it stands under."""

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="initials"
    )
    order = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=150)  # "Kepala Bidang Mutasi"
    user = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of the blocks
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(name="initial_order", fields=["letter", "order"])
        ]


class File(models.Model):
    """A file of a letter: made from its blocks, or the scan of the signed paper."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        SIGNED = "signed", _("PDF with electronic signature")
        SCAN = "scan", _("Scan of the signed paper")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=6, choices=Form.choices)
    content = models.BinaryField()
    digest = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("pk",)


class Delivery(models.Model):
    """A letter handed to a person or a unit, with who received it."""

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="deliveries"
    )
    to = models.CharField(max_length=200)
    way = models.CharField(max_length=60, blank=True)  # by hand, in the application
    received_on = models.DateField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class Wording(models.Model):
    """
    The office's own text of one block of a kind of letter; the last one counts.

    ``text`` "" : back to the text of the software.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    block = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    why = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class SignerRule(models.Model):
    """
    From ``since`` on: which instrument a kind of move needs, who signs, on what basis.

    Two persons: ``made_by`` proposes, ``approved_by`` puts it in force.
    """

    class Basis(models.TextChoices):
        OWN = "sendiri", _("own power")
        DELEGATION = "delegasi", _("delegation: no a.n.")
        MANDATE = "mandat", _("mandate: a.n.")

    lane = models.CharField(max_length=10, blank=True)  # cases.models.Lane; "" = any
    kind = models.CharField(max_length=20, choices=Kind.choices)
    post = models.CharField(max_length=20)  # head, secretary, office_head, unit_head
    through = models.CharField(max_length=20, blank=True)  # u.b.: the post signing
    basis = models.CharField(max_length=10, choices=Basis.choices)
    source = models.CharField(max_length=300, blank=True)  # the delegating regulation
    since = models.DateField()
    until = models.DateField(null=True)  # exclusive
    made_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+"
    )  # who ended it, or refused it

    class Meta:
        ordering = ("kind", "lane", "since", "pk")
        constraints = [
            models.CheckConstraint(
                name="signer_two_persons",
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("made_by")),
            )
        ]

    @property
    def confirmed(self) -> bool:
        """Tell whether two persons of the region decided on it; False: as shipped."""
        return self.approved_by_id is not None

    @property
    def open(self) -> bool:
        """Tell whether it is proposed and waits for the second person."""
        return self.approved_at is None and self.ended_by_id is None
