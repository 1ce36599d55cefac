"""Critical data of a person that nobody verified: such a move is not signed."""

from __future__ import annotations

from collections.abc import Collection
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


def doubts_of(
    people: Collection[Person], version: Version, day: date
) -> dict[int, set[str]]:
    """Return what of the critical data of each person (id) the data leave in doubt."""
    found: dict[int, set[str]] = {one.pk: set() for one in people}
    by_ref = {one.ref: one.pk for one in people}
    for dimension in quality_of(version, day).dimensions:
        for one in dimension.found:
            if one.code in CODES:
                for ref in by_ref.keys() & set(one.people):
                    found[by_ref[ref]].add(CODES[one.code])
    for pk, doubts in doubted(list(found)).items():
        found[pk] |= doubts
    asked = Correction.objects.filter(person__in=people, answer=Correction.Answer.OPEN)
    for pk, field in asked.values_list("person", "field"):
        if field in FIELDS:
            found[pk].add(FIELDS[field])
    return found


def in_order(doubts: Collection[str], facts: Facts) -> list[str]:
    """Return the doubts of a person with those of the rules, in a fixed order."""
    of_rules = {
        RULES[one.rule]
        for one in facts.rules
        if one.kind is Kind.OPEN and one.rule in RULES
    }
    return [key for key in WORDS if key in of_rules or key in doubts]
