"""The rules, the law and its sources: pages to read."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from seimbang_web.lib import clock
from seimbang_web.regulations import catalogue

ROLES = {
    "gate": (_("Binding rules"), _("Who does not meet one cannot be moved.")),
    "flag": (
        _("Rules to watch"),
        _("They do not stop a move: people see them and decide."),
    ),
    "not_a_rule": (
        _("Provisions that do not decide a move"),
        _("They stand here so that nobody looks for them in vain."),
    ),
}


def rule_list(request: HttpRequest) -> HttpResponse:
    """Show every rule of the core, binding ones first."""
    lines = catalogue.lines(clock.today())
    groups = [
        (words, about, [line for line in lines if line.rule.role == role])
        for role, (words, about) in ROLES.items()
    ]
    context = {
        "groups": groups,
        "number": len(lines),
        "open": sum(line.open for line in lines),
    }
    return render(request, "regulations/rule_list.html", context)


def rule_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one rule with its articles and the values it rests on."""
    day = clock.today()
    line = catalogue.line(key, day)
    held = [catalogue.parameter(one, day) for one in line.rule.law]
    role, about = ROLES[line.rule.role]
    context = {"line": line, "held": held, "role": role, "about": about}
    return render(request, "regulations/rule_detail.html", context)


def law_list(request: HttpRequest) -> HttpResponse:
    """Show every value of the law in force, by topic."""
    held = catalogue.parameters(clock.today())
    values = [dated for one in held for dated in one.dated]
    context = {
        "topics": [
            (TOPICS.get(topic, topic), list(rows))
            for topic, rows in groupby(held, key=attrgetter("topic"))
        ],
        "number": len(held),
        "values": len(values),
        "open": sum(dated.cited.open for dated in values),
    }
    return render(request, "regulations/law_list.html", context)


def law_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one parameter of the law with all its values by day."""
    held = catalogue.parameter(key, clock.today())
    context = {"held": held, "rules": catalogue.rules_on(key)}
    return render(request, "regulations/law_detail.html", context)


def source_list(request: HttpRequest) -> HttpResponse:
    """Show the register of sources, with what rests on each."""
    found = catalogue.sources()
    context = {
        "sources": found,
        "used": sum(bool(one.values or one.rules) for one in found),
    }
    return render(request, "regulations/source_list.html", context)


def source_detail(request: HttpRequest, id: str) -> HttpResponse:
    """Show one source: its dates, what amends or revokes it, what rests on it."""
    found = catalogue.source(id)
    register = {one.source.id: one.source for one in catalogue.sources()}
    context = {
        "found": found,
        "amended_by": [register[other] for other in found.source.amended_by],
        "revoked_by": register.get(found.source.revoked_by or ""),
    }
    return render(request, "regulations/source_detail.html", context)


TOPICS = {
    "education": _("Levels of education"),
    "grade": _("Grades"),
    "health": _("Health centres and hospitals"),
    "nip": _("NIP"),
    "objection": _("Objection"),
    "performance": _("Performance"),
    "pppk": _("PPPK"),
    "relief": _("Other ways than a transfer"),
    "retirement": _("Retirement"),
    "teacher": _("Teachers"),
    "transfer": _("Transfer"),
    "wisn": _("WISN"),
    "workload": _("Workload analysis (ABK)"),
}
