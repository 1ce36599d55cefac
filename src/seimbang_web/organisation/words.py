"""What a person's file holds, in words: labels, and who may see which part."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, Promise] = {
    "nip": _("NIP"),
    "name": _("Name"),
    "status": _("Status"),
    "sex": _("Sex"),
    "birth_on": _("Day of birth"),
    "grade": _("Grade"),
    "education": _("Education"),
    "major": _("Field of study"),
    "certificates": _("Certificates"),
    "job_id": _("Job"),
    "level": _("Level"),
    "unit_id": _("Unit"),
    "pns_since": _("PNS since (TMT)"),
    "job_since": _("In this job since (TMT)"),
    "unit_since": _("In this unit since (TMT)"),
    "contract_until": _("Contract until"),
    "retires_on": _("Retires on"),
    "home_place_id": _("Home"),
    "performance_last": _("Performance last year"),
    "performance_before": _("Performance two years ago"),
    "discipline": _("Disciplinary sanction"),
    "discipline_until": _("Sanction until"),
    "absence_days": _("Days absent in a year"),
    "leave": _("Leave or study"),
    "leave_since": _("Leave since"),
    "leave_until": _("Leave until"),
    "bonded_until": _("Bonded until"),
    "spouse_id": _("Spouse in service"),
    "protection": _("Protection"),
    "duties": _("Additional duties"),
    "recommendation": _("Number of the recommendation"),
    "teaching_hours": _("Lesson hours a week"),
}
BASIC = (  # what roster.read opens
    "status",
    "grade",
    "level",
    "education",
    "major",
    "certificates",
    "duties",
    "teaching_hours",
    "pns_since",
    "job_since",
    "unit_since",
    "contract_until",
    "retires_on",
    "recommendation",
)
PRIVATE = (  # what private.read opens beside
    "nip",
    "birth_on",
    "sex",
    "home_place_id",
    "spouse_id",
    "performance_last",
    "performance_before",
    "discipline",
    "discipline_until",
    "absence_days",
    "leave",
    "leave_since",
    "leave_until",
    "bonded_until",
    "protection",
)
FLAGS = ("protection", "discipline", "leave", "spouse_id")  # coarse.read: yes or no
