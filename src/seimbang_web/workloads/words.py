"""What the numbers of workload ask for, in words; right for none, one and many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang.workload.advice import advice
from seimbang_web.workloads.models import Seat

MANY = 2  # whole people; from here on it is "or more"
UNMEASURED = "unmeasured"
CLASSES: Mapping[str, Any] = {
    "short-many": gettext_lazy("Needs 2 or more"),
    "short-few": gettext_lazy("Needs 1"),
    "enough": gettext_lazy("Enough"),
    "over-few": gettext_lazy("1 too many"),
    "over-many": gettext_lazy("2 or more too many"),
}
NAMES: Mapping[str, Any] = {**CLASSES, UNMEASURED: gettext_lazy("Not measured")}
ORDER = {name: at for at, name in enumerate(CLASSES, start=1)}  # of the colours
KINDS: Mapping[str, Any] = {
    "sd": gettext_lazy("primary schools"),
    "smp": gettext_lazy("junior secondary schools"),
    "puskesmas": gettext_lazy("health centres"),
    "hospital": gettext_lazy("hospitals"),
    "secretariat": gettext_lazy("secretariats"),
    "dinas": gettext_lazy("agencies (dinas)"),
    "badan": gettext_lazy("agencies (badan)"),
    "district_office": gettext_lazy("district offices"),
    "kelurahan_office": gettext_lazy("kelurahan offices"),
    "other": gettext_lazy("other units"),
}
KIND: Mapping[str, Any] = {  # one of them
    "sd": gettext_lazy("primary school"),
    "smp": gettext_lazy("junior secondary school"),
    "puskesmas": gettext_lazy("health centre"),
    "hospital": gettext_lazy("hospital"),
    "secretariat": gettext_lazy("secretariat"),
    "dinas": gettext_lazy("agency (dinas)"),
    "badan": gettext_lazy("agency (badan)"),
    "district_office": gettext_lazy("district office"),
    "kelurahan_office": gettext_lazy("kelurahan office"),
    "other": gettext_lazy("other unit"),
}
BANDS: Mapping[str, Any] = {  # of EJ; above 1 is more work than people, never good
    "A": gettext_lazy("more work than people"),
    "B": gettext_lazy("work and people match"),
    "C": gettext_lazy("a little less work than people"),
    "D": gettext_lazy("less work than people"),
    "E": gettext_lazy("far less work than people"),
}
METHODS: Mapping[str, Any] = {
    "teacher_sd": gettext_lazy("classes and lesson hours"),
    "teacher_smp": gettext_lazy("classes and lesson hours"),
    "head": gettext_lazy("one head a school"),
    "puskesmas_minimum": gettext_lazy("minimum staffing"),
    "abk": gettext_lazy("tasks (ABK)"),
    "abk_kes": gettext_lazy("activities (ABK-Kes)"),
    "wisn": gettext_lazy("activities (WISN)"),
    "entered": gettext_lazy("entered with its source"),
}
FLAGS: Mapping[str, Any] = {
    "below_minimum": gettext_lazy("below the minimum"),
    "over_establishment": gettext_lazy("more people than the establishment"),
    "no_establishment": gettext_lazy("no establishment given"),
    "teacher_below_24": gettext_lazy("a teacher has less than 24 hours"),
    "teaches_below_24": gettext_lazy("less than 24 hours to teach here"),
    "open_case": gettext_lazy("a case is open: measure first"),
    "merge": gettext_lazy("merge with another job"),
    "below_least": gettext_lazy("work for less than one person"),
    "six_decimals": gettext_lazy("kept to six decimals"),
    "same_code_elsewhere": gettext_lazy("measured in another job of the same subject"),
}


def class_of(gap: int | None) -> str:
    """Return the class of a gap in whole people; None: not measured."""
    if gap is None:
        return UNMEASURED
    if gap == 0:
        return "enough"
    size = "many" if abs(gap) >= MANY else "few"
    return f"{'short' if gap < 0 else 'over'}-{size}"


def kind_word(kind: str) -> str:
    """Return a kind of unit in words: one of them."""
    return str(KIND.get(kind, kind))


def kinds_word(kinds: Collection[str]) -> str:
    """Return what units of these kinds are called together."""
    if len(kinds) == 1:
        (kind,) = kinds
        return str(KINDS.get(kind, kind))
    return _("units")


def todo(seat: Seat, present: int | None = None) -> str:
    """Return what a seat asks for, with so many people (None: those there are)."""
    there = seat.present if present is None else present
    return str(advice({**seat.row, "present": there}, seat.job.name))


def effectiveness(seat: Seat) -> str:
    """Return EJ with what it means; "–" where nobody works or nothing is measured."""
    ratio = seat.row.get("effectiveness")
    if ratio is None:
        return "–"
    words = BANDS.get(seat.band, "")
    return f"{number_format(ratio, use_l10n=True)} ({seat.band}): {words}"


def flags(seat: Seat) -> list[str]:
    """Return the remarks on a seat, in words."""
    return [str(FLAGS[flag]) for flag in seat.flags if flag in FLAGS]


def finding(counts: Mapping[str, int], *, units: str, job: str, years: int) -> str:
    """
    Return the one sentence over a list of seats.

    ``counts``: seats by class; ``units``: what is counted; ``job``: empty when several.
    """
    whole = sum(counts.values())
    unknown = counts.get(UNMEASURED, 0)
    if not whole:
        return _("Nothing fits this choice.")
    if whole == 1:
        (name,) = (name for name, count in counts.items() if count)
        return _horizon(years) + _("one post, {words}.").format(words=NAMES[name])
    if unknown == whole:
        return _("Nothing of it is measured yet: {n} posts without a need.").format(
            n=number_format(whole)
        )
    parts = [_short(counts, whole, units, job), _over(counts)]
    if unknown:
        parts.append(
            ngettext(
                "{n} is not measured yet", "{n} are not measured yet", unknown
            ).format(n=number_format(unknown))
        )
    return _horizon(years) + "; ".join(parts) + "."


def _short(counts: Mapping[str, int], whole: int, units: str, job: str) -> str:
    short = counts.get("short-many", 0)
    facts = {
        "n": number_format(short),
        "all": number_format(whole),
        "units": units,
        "job": job or _("people"),
        "many": MANY,
    }
    if short == 0:
        return _("None of {all} {units} lacks {many} {job} or more").format(**facts)
    return ngettext(
        "{n} of {all} {units} lacks {many} {job} or more",
        "{n} of {all} {units} lack {many} {job} or more",
        short,
    ).format(**facts)


def _over(counts: Mapping[str, int]) -> str:
    over = counts.get("over-few", 0) + counts.get("over-many", 0)
    if over == 0:
        return _("none has too many")
    return ngettext("{n} has too many", "{n} have too many", over).format(
        n=number_format(over)
    )


def _horizon(years: int) -> str:
    if not years:
        return ""
    return ngettext(
        "In {n} year, if nobody is replaced: ",
        "In {n} years, if nobody is replaced: ",
        years,
    ).format(n=years)
