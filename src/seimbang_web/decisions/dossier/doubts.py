"""Critical data of a person that nobody verified: such a move is not signed."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seimbang_web.cards.facts import Facts
from seimbang_web.cards.rules import Kind
from seimbang_web.decisions.dossier.reconciled import doubted
from seimbang_web.imports.models import Correction
from seimbang_web.imports.quality import quality_of
from seimbang_web.organisation.models import Person, Version

WORDS: dict[str, Promise] = {
    "identity": _("Identity: name, NIP, day of birth"),
    "job": _("Present job"),
    "unit": _("Present unit"),
    "grade": _("Grade"),
    "certificate": _("Certificate or qualification"),
    "licence": _("Registration or licence (STR, SIP)"),
    "discipline": _("Discipline"),
}
CODES = {  # of the quality of data → what is in doubt
    "no_nip": "identity",
    "nip_birth": "identity",
    "nip_sex_differs": "identity",
    "nip_status": "identity",
    "no_birth_on": "identity",
    "too_young": "identity",
    "no_position": "job",
    "two_heads": "job",
    "unit_closed": "unit",
    "unit_before_birth": "unit",
    "no_grade": "grade",
    "no_discipline": "discipline",
    "sanction_over": "discipline",
}
RULES = {"G7": "certificate", "G8": "certificate", "R4": "discipline"}
FIELDS = {  # of a request to correct data
    "nip": "identity",
    "name": "identity",
    "birth_on": "identity",
    "job_id": "job",
    "job": "job",
    "unit_id": "unit",
    "unit": "unit",
    "grade": "grade",
    "certificates": "certificate",
    "education": "certificate",
    "major": "certificate",
    "licence": "licence",
    "str": "licence",
    "sip": "licence",
    "discipline": "discipline",
}


def doubts_of(person: Person, facts: Facts, version: Version, day: date) -> list[str]:
    """Return what of the person's critical data is not verified, in a fixed order."""
    found = {
        CODES[one.code]
        for dimension in quality_of(version, day).dimensions
        for one in dimension.found
        if one.code in CODES and person.ref in one.people
    }
    found |= {
        RULES[one.rule]
        for one in facts.rules
        if one.kind is Kind.OPEN and one.rule in RULES
    }
    found |= doubted(person.pk)
    asked = Correction.objects.filter(person=person, answer=Correction.Answer.OPEN)
    found |= {
        FIELDS[field]
        for field in asked.values_list("field", flat=True)
        if field in FIELDS
    }
    return [key for key in WORDS if key in found]
