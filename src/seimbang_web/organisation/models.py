"""
The regency as the last version of its data tells it, and all versions before.

A version is immutable and holds the core's tables whole; units, jobs, people and
placements are its projection for lists, rights and search.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Version(models.Model):
    """
    One state of all data. ``content`` holds the tables (Parquet in a ZIP).

    ``checksum`` is SHA-256 over the tables' rows: the same data, the same checksum.
    """

    number = models.PositiveIntegerField(unique=True)
    checksum = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    institution = models.CharField(max_length=200, blank=True)
    taken_on = models.DateField(null=True)  # the day the data speak of
    since = models.DateField()  # the office's day from which it is the data
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=100)  # "import:7", "undo:7", "inventory:3"

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)


class Unit(models.Model):
    """A unit: school, health centre, office. ``agency`` is the OPD above it."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, db_index=True)
    nicknames = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="units"
    )
    district_code = models.CharField(max_length=20, db_index=True, blank=True)
    district = models.CharField(max_length=100, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    closed_since = models.DateField(null=True)
    present = models.BooleanField(default=True)  # in the last version

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """A job (jabatan) of the regency."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    family = models.CharField(max_length=60, db_index=True)
    present = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A civil servant of the data. ``ref`` is the data's own id, never the NIP."""

    ref = models.CharField(max_length=40, unique=True)
    nip = models.CharField(max_length=18, blank=True, db_index=True)
    name = models.CharField(max_length=200, db_index=True)
    status = models.CharField(max_length=20)
    grade = models.CharField(max_length=10, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="people")
    duties = models.JSONField(default=list)
    job_since = models.DateField(null=True)
    unit_since = models.DateField(null=True)
    retires_on = models.DateField(null=True)
    present = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Who sat where from when to when (exclusive): by the versions of the data."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="placements"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    since_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="placement_one_open",
                fields=["person"],
                condition=Q(until=None),
            ),
            models.CheckConstraint(
                name="placement_forward",
                condition=Q(until=None) | Q(until__gte=models.F("since")),
            ),
        ]
        indexes = [models.Index(fields=["unit", "since"])]
