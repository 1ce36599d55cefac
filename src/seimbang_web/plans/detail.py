"""One plan in words: what came out, what was asked, what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models.functions import Length
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang.language import current
from seimbang.plan.policy import WORDS
from seimbang_web.jobs.models import Job as Work
from seimbang_web.jobs.models import State
from seimbang_web.plans.forms import choices
from seimbang_web.plans.given import PARTS
from seimbang_web.plans.models import Plan
from seimbang_web.plans.named import named
from seimbang_web.plans.queries import checks_of
from seimbang_web.workloads.actions import spoken

COLUMNS = ("no_transfer", "plan", "greedy")
ROWS = (  # figure of plan.json, words
    ("missing", gettext_lazy("People missing, all gaps together")),
    ("nobody", gettext_lazy("Posts with a minimum and nobody at all")),
    ("below", gettext_lazy("Posts below the legal minimum")),
    ("short_by_half", gettext_lazy("Posts that lack half of the need or more")),
    ("short_by_two", gettext_lazy("Posts that lack two people or more")),
    ("moves", gettext_lazy("Moves")),
    ("compulsory", gettext_lazy("Moves nobody wished for")),
    ("granted", gettext_lazy("Wishes granted")),
    ("travel", gettext_lazy("Minutes of travel added, all together")),
    ("worst_travel", gettext_lazy("Longest travel added, in minutes")),
)
NAMES = {  # of files, in the order they are offered
    "plan.xlsx": gettext_lazy("The plan as a workbook, with names"),
    "report.html": gettext_lazy("The report with pictures; opens in a browser"),
    "plan.json": gettext_lazy("The plan for programs"),
    "certificate.json": gettext_lazy("The certificate: what proves the plan"),
    "problem.json.gz": gettext_lazy("The problem that was solved, with pseudonyms"),
    "reasons.json": gettext_lazy("The reasons for programs"),
    "relief.json": gettext_lazy("Relief without a transfer, for programs"),
}
LINKS = (  # pages of other apps, as soon as they are there
    ("desk", gettext_lazy("Work on the moves")),
    ("compare", gettext_lazy("Compare with other plans")),
)


@dataclass(frozen=True)
class Row:
    """One figure: without a transfer, in the plan, moving one person at a time."""

    words: Any
    cells: list[str]


def finding(plan: Plan) -> str:
    """Return the one sentence about a plan."""
    if not plan.solved_at:
        return _("This plan is not calculated yet.")
    if plan.findings:
        return _said(plan.findings[0])
    return _("There is no plan: {why}").format(why=reason(plan))


def _said(finding: dict[str, Any]) -> str:
    """Return a finding in the language in force, with its numbers as it has them."""
    return spoken(finding[current()])


def reason(plan: Plan) -> str:
    """Return why there is no plan, or none that is proved best; empty: proved best."""
    return spoken(named(plan.reason)) if plan.reason else ""


def findings(plan: Plan) -> list[str]:
    """Return what else a reader must know, the most important first."""
    warnings = [
        f"{spoken(one['found'])}. {spoken(one['todo'])}" for one in plan.problems
    ]
    return [*(_said(one) for one in plan.findings[1:]), *warnings]


def rows(plan: Plan) -> list[Row]:
    """Return the table of figures: no transfer, the plan, one person at a time."""
    summary = plan.summary or {}
    columns = [summary[name] for name in COLUMNS if name in summary]
    return [
        Row(words, [_figure(column, name) for column in columns])
        for name, words in ROWS
    ]


def _figure(column: dict[str, Any], name: str) -> str:
    if name == "granted":
        return number_format(sum(column["wishes"]))
    value = column[name]
    if isinstance(value, list):
        tenths = int(Fraction(*value) * 10 + Fraction(1, 2))
        return str(number_format(tenths / 10, 1))
    return str(number_format(value))


def asked(plan: Plan) -> list[tuple[str, str]]:
    """Return what was asked for: name and value in words."""
    inputs = plan.inputs
    words = {
        "max_moves": _("Most moves"),
        "budget_rupiah": _("Budget for all moves, in rupiah"),
    }
    found = [(_("Scope"), scope(plan))]
    found += [
        (words[name], number_format(value)) for name, value in inputs["options"].items()
    ]
    pins = len(inputs["pins"])
    if pins:
        told = ngettext("{n} pin", "{n} pins", pins).format(n=pins)
        found.append((_("Pins"), told))
    return found


def scope(plan: Plan) -> str:
    """Return the scope of a plan in words."""
    asked_for = plan.inputs["scope"]
    if not any(asked_for[part] for part in PARTS):
        return _("The whole institution")
    named = choices()
    parts = []
    for part in PARTS:
        names = dict(named[part])
        told = [names.get(code, code) for code in asked_for[part]]
        if told:
            more = f" (+{len(told) - 3})" if len(told) > 3 else ""
            parts.append(", ".join(told[:3]) + more)
    return "; ".join(parts)


def live(plan: Plan) -> str:
    """Return the line of the goal settled last; empty: nothing of it is known."""
    note = plan.work.note if plan.work and plan.work.open else {}
    if note.get("goal") not in WORDS or note["goal"] == "order":
        return ""
    value, bound = (abs(Fraction(*note[name])) for name in ("value", "bound"))
    facts = {
        "goal": WORDS[note["goal"]],
        "value": _decimal(value),
        "bound": _decimal(bound),
    }
    if note["closed"]:
        return _("Best so far, {goal}: {value}; no plan is better in it.").format(
            **facts
        )
    words = _("Best so far, {goal}: {value}; no plan is better than {bound} in it.")
    return words.format(**facts)


def _decimal(value: Fraction) -> str:
    hundredths = int(value * 100 + Fraction(1, 2))
    return str(number_format(hundredths / 100, 0 if value.denominator == 1 else 2))


def files(plan: Plan) -> list[tuple[str, Any, int]]:
    """Return the files of a plan: name, words, bytes."""
    sizes = dict(plan.files.values_list("name", Length("content")))
    return [
        (name, words, sizes[name]) for name, words in NAMES.items() if name in sizes
    ]


def links(plan: Plan) -> list[tuple[str, Any]]:
    """Return the pages of other apps about this plan: address, words."""
    found = []
    for name, words in LINKS:
        for arguments in ([plan.pk], []):
            try:
                address = reverse(name, args=arguments)
                more = "" if arguments else f"?p={plan.pk}&p=tanpa"
                found.append((address + more, words))
                break
            except NoReverseMatch:
                continue
    return found


@dataclass(frozen=True)
class Checked:
    """The last time a plan was computed again, and what came out, in words."""

    work: Work
    words: str
    tone: str


def checked(plan: Plan) -> Checked | None:
    """Return the last check of a plan; None: it was never computed again."""
    work = checks_of(plan).select_related("asked_by").first()
    if work is None:
        return None
    told = work.result
    if work.state != State.DONE or told is None:
        return Checked(work, "", "")
    if not told["holds"]:
        return Checked(work, _("The kept files do not pass the check."), "bad")
    if told["same"]:
        return Checked(work, _("Computed again: the same, byte for byte."), "good")
    return Checked(work, _differs(told), "warn")


def _differs(told: dict[str, Any]) -> str:
    parts = ", ".join(told["parts"] or told["files"])
    before, after = told["core"]
    if before != after:
        words = _(
            "Computed again, these parts differ: {parts}. The plan was made by version "
            "{before} of the core, this is {after}."
        )
        return words.format(parts=parts, before=before, after=after)
    if told["status"] == "TIME_LIMIT":
        words = _(
            "Computed again, these parts differ: {parts}. The first time the "
            "calculation was stopped by its time limit."
        )
        return words.format(parts=parts)
    return _("Computed again, these parts differ: {parts}.").format(parts=parts)
