"""What is missing before a plan is asked for: each an instruction with its link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.intake.crosscheck import too_old
from seimbang.model.tables import TABLE
from seimbang.plan.record import unconfirmed
from seimbang.plan.run import judged
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Version
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Round
from seimbang_web.plans.pins import left_out
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import law, local_of, local_version
from seimbang_web.workloads.models import Measurement, Seat


@dataclass(frozen=True)
class Item:
    """
    One line: what to do and why; ``url`` is empty where there is no page for it.

    ``state``: "ok", "warn" (the plan will be poorer) or "bad" (no plan is possible).
    """

    words: str
    why: str
    url: str
    state: str


def checklist(round: Round) -> list[Item]:
    """Return everything that a plan of ``round`` would lack, the worst first."""
    version = current()
    if version is None:
        words = _("Import the data of the institution")
        why = _("Without them nothing can be planned.")
        return [Item(words, why, _url("import-list"), "bad")]
    local = local_version(round.day)
    found = [
        *_age(version, round.day),
        *_unmeasured(version, local, round.day),
        *_unknown(version, local, round.day),
        *_law(local, round.day),
        *_wishes(version),
        *_pins(round, version),
    ]
    return sorted(found, key=lambda one: ("bad", "warn", "ok").index(one.state))


def _age(version: Version, day: date) -> Iterator[Item]:
    for problem in too_old(version.taken_on, day, ""):
        yield Item(str(problem.todo), str(problem.found), _url("import-list"), "warn")


def _unmeasured(
    version: Version, local: LocalVersion | None, day: date
) -> Iterator[Item]:
    made = Measurement.objects.filter(version=version, local=local, day=day).first()
    if made is None:
        yield Item(
            _("Measure the workload of the new data"),
            _("The plan measures it itself; the map still shows what was before."),
            _url("workload-map"),
            "warn",
        )
        return
    without = Seat.objects.filter(measurement=made, need_num=None)
    units = without.values("unit").distinct().count()
    if units:
        words = ngettext(
            "Measure {n} unit that has posts without a need",
            "Measure {n} units that have posts without a need",
            units,
        )
        why = _("Posts that are not measured neither give people nor get any.")
        yield Item(words.format(n=units), why, _url("inventory-list"), "warn")


def _unknown(version: Version, local: LocalVersion | None, day: date) -> Iterator[Item]:
    """Yield each column that people lack, with how many cannot move because of it."""
    for column, people, alone in _lost(version.pk, local and local.pk, day):
        words = ngettext(
            "Fill “{column}” of {n} person", "Fill “{column}” of {n} people", people
        )
        why = ngettext(
            "They stay where they are, as a rule cannot be answered. {n} person could "
            "move but for this.",
            "They stay where they are, as a rule cannot be answered. {n} people could "
            "move but for this.",
            alone,
        )
        told = words.format(n=people, column=column)
        yield Item(told, why.format(n=alone), _url("import-list"), "warn")


@lru_cache(maxsize=4)
def _lost(version: int, local: int | None, day: date) -> list[tuple[str, int, int]]:
    """Return name of the column, people without it, those whom nothing else keeps."""
    row = Version.objects.defer("content").get(pk=version)
    chosen = None if local is None else LocalVersion.objects.get(pk=local)
    parameters = local_of(chosen)
    _needs, answers = judged(snapshot_of(row), law=law(), local=parameters, day=day)
    names = {column.name: column.header for column in TABLE["people"].columns}
    return [
        (names.get(one["key"], one["key"]), one["compulsory"], one["alone"])
        for one in answers.lost().filter(kind="column").iter_rows(named=True)
    ]


def _law(local: LocalVersion | None, day: date) -> Iterator[Item]:
    number = len(unconfirmed(law(), local_of(local), day))
    if number:
        words = ngettext(
            "Have {n} value of the law confirmed",
            "Have {n} values of the law confirmed",
            number,
        )
        why = _("Nobody has compared them with the official text yet.")
        yield Item(words.format(n=number), why, _url("rule-list"), "warn")


def _wishes(version: Version) -> Iterator[Item]:
    if snapshot_of(version)["wishes"].is_empty():
        words = _("Collect the wishes of the civil servants")
        why = _("Without wishes every move of the plan is a compulsory one.")
        yield Item(words, why, _url("import-list"), "warn")


def _pins(round: Round, version: Version) -> Iterator[Item]:
    number = left_out(round, version)
    if number:
        words = ngettext("End {n} pin", "End {n} pins", number)
        why = _("The person or the unit is no longer in the data.")
        yield Item(words.format(n=number), why, _url("pin-list"), "warn")


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
