"""The words of the quality of data: every finding is an instruction."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: Mapping[str, Promise] = {
    "completeness": _("Completeness"),
    "timeliness": _("Timeliness"),
    "accuracy": _("Accuracy"),
    "consistency": _("Consistency"),
}
DEFINITIONS: Mapping[str, Promise] = {
    "completeness": _(
        "Of the cells that a plan needs of civil servants (NIP, birth, grade, "
        "education, TMT, contract, performance, discipline, home), those that are "
        "filled."
    ),
    "timeliness": _(
        "Of all people, those none of whose facts has run out (contract, retirement, "
        "leave, sanction). Data older than 90 days count as not timely."
    ),
    "accuracy": _(
        "Of all people, those whose facts can be so: they agree with the NIP, and the "
        "days of service are possible."
    ),
    "consistency": _(
        "Of all people, those of whom no table says something against another: "
        "spouse, unit in use, place in the position map, one head a school."
    ),
}
TODO: Mapping[str, Promise] = {  # %(n)d: how many people
    "no_nip": _("Civil servants without NIP: %(n)d. Complete it in SIASN."),
    "no_birth_on": _("People without day of birth: %(n)d. Complete it in SIASN."),
    "no_grade": _("People without grade: %(n)d. Complete it in SIASN."),
    "no_education": _("People without education: %(n)d. Complete it in SIASN."),
    "no_job_since": _("People without TMT of the job: %(n)d. Complete it in SIASN."),
    "no_unit_since": _(
        "Without TMT in the unit, at schools: %(n)d. Complete it in Dapodik."
    ),
    "no_contract_until": _(
        "PPPK without end of contract: %(n)d. Complete it in SIASN."
    ),
    "no_performance_last": _(
        "Without performance of last year: %(n)d. Take it from e-Kinerja."
    ),
    "no_performance_before": _(
        "Without performance of two years ago: %(n)d. Take it from e-Kinerja."
    ),
    "no_discipline": _(
        "Not known whether a sanction runs: %(n)d. Fill the sheet Pegawai."
    ),
    "no_home_place_id": _(
        "Without village of the home: %(n)d. Ask them to complete it in SIASN."
    ),
    "contract_over": _(
        "Contracts that have ended: %(n)d. Extend them in SIASN or take the people out."
    ),
    "retired": _("Should be retired by now: %(n)d. Check them in SIASN."),
    "leave_over": _("Leaves that are over: %(n)d. Record the return in SIASN."),
    "sanction_over": _("Sanctions that are over: %(n)d. End them in SIASN."),
    "nip_birth": _("Day of birth against the NIP: %(n)d. Compare with the decree."),
    "nip_sex_differs": _("Sex against the NIP: %(n)d. Compare with the decree."),
    "nip_status": _("Status against the NIP: %(n)d. Compare with the decree."),
    "too_young": _("In service before the age of 15: %(n)d. Mend a day."),
    "after_the_data": _("TMT after the day of the data: %(n)d. Mend it."),
    "half_coordinate": _("Half a coordinate of a home: %(n)d. Fill or empty both."),
    "unit_before_birth": _("In the unit before birth: %(n)d. Mend a day."),
    "spouse_one_sided": _("Spouses named by one side: %(n)d. Fill both rows."),
    "unit_closed": _("In a closed unit: %(n)d. Record where they are now."),
    "no_position": _(
        "In a job that the position map of the unit lacks: %(n)d. Mend the map or the "
        "job."
    ),
    "two_heads": _("Heads who share a school: %(n)d. Mend one of them."),
}
